"""Programme to Story: what we say, and in what order. The editorial voice, and no look.

The words that are ours rather than the data file's (captions, credits, alt texts, what a derived number is) are
phrases of its language.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, assert_never

from reports.compose import amounts
from reports.compose.catalogue import catalogue_of
from reports.compose.charted import charted_of, finding_of
from reports.compose.citations import Credits
from reports.compose.values import changes_of, figures_of, table_of
from reports.datafile import model
from reports.datafile.model import Programme, Prose
from reports.datafile.photos import Pixels
from reports.datafile.scalars import TODO, Hole
from reports.story import (
    Action,
    Annex,
    Block,
    Breakdown,
    Closing,
    CodeChart,
    Comparison,
    Cover,
    Fact,
    Finding,
    Form,
    KeyFigure,
    Listing,
    Message,
    Milestone,
    Organisation,
    Partner,
    Partners,
    PeopleChart,
    Personal,
    Photograph,
    Picture,
    Point,
    Portfolio,
    Project,
    Projects,
    Question,
    Questions,
    Quote,
    Section,
    SketchChart,
    SketchPart,
    Span,
    SquaresChart,
    Story,
    Timeline,
    TimelineChart,
    Words,
    notes_in,
    numbers,
    richtext,
)
from reports.story.numeral import numeral
from reports.story.phrases import phrases_of

if TYPE_CHECKING:
    from reports.awards import Awards


def compose(
    programme: Programme, awards: Awards | None = None, photos: Mapping[str, Pixels] = MappingProxyType({})
) -> Story:
    """Make the Story of a checked Programme: a cover, the sections in the file's order, the closing.

    With the `awards` of its table the portfolio is divided, and listed in an annex. `photos` are its pictures, by name.
    """
    return _Voice(programme, awards, photos).story()


class _Voice:
    """What one programme sounds like: its prose resolved, its sources numbered in the file's order."""

    def __init__(self, programme: Programme, awards: Awards | None, photos: Mapping[str, Pixels]) -> None:
        self._programme = programme
        self._awards, self._photos = awards, photos
        self._credits = Credits(programme)
        self._where = programme.title.where
        self._numbers = itertools.count(1)  # of the projects, which are told in their order
        self._phrases = phrases_of(programme)

    def story(self) -> Story:
        programme = self._programme
        sections = [section for section in programme.sections if section is not self._closing_webcast()]
        keys = richtext.unique_keys([self._heading(section).text for section in sections])
        told = tuple(self._section(section, key) for section, key in zip(sections, keys, strict=True))
        cover, closing = self._cover(), self._closing()
        if noted := notes_in((cover, told, closing)):
            label = self._phrases.form(self._phrases.notes_label, len(noted))
            closing = replace(closing, footnotes=noted, notes_label=Words(label, closing.heading.where))
        return Story(
            language=programme.language,
            phrases=self._phrases,
            publisher=numbers.verbatim(programme.publisher.name),
            label=numbers.verbatim(programme.label),
            running=numbers.verbatim(programme.running),
            as_of=numbers.verbatim(programme.as_of.text),
            cover=cover,
            sections=told,
            closing=closing,
            pages=programme.pages,
            where=self._where,
            catalogue=catalogue_of(programme),
            annex=self._annex(),
            free_order=programme.order == "free",
        )

    # -- prose ------------------------------------------------------------------------------------

    def _words(self, prose: Prose) -> Words:
        return numbers.resolve(prose, self._programme)

    def _maybe(self, prose: Prose | None) -> Words | None:
        return self._words(prose) if prose else None

    def _all(self, proses: Iterable[Prose]) -> tuple[Words, ...]:
        return tuple(self._words(prose) for prose in proses)

    def _points(self, points: Iterable[model.LabelledText], otherwise: Iterable[Words] = ()) -> tuple[Point, ...]:
        """Return a text's points, or else its paragraphs as such."""
        stated = tuple(Point(self._maybe(point.label), self._words(point.text)) for point in points)
        return stated or tuple(Point(None, paragraph) for paragraph in otherwise)

    # -- cover and closing --------------------------------------------------------------------------

    def _cover(self) -> Cover:
        programme, portfolio = self._programme, replace(self._portfolio(), breakdown=None)
        as_of = programme.as_of.text
        historic = richtext.fill(self._phrases.historic, as_of.where, date=numbers.verbatim(as_of))
        draft = Words(self._phrases.draft_notice, self._where)
        personal = Personal()
        if programme.handout:  # in the place of personal words: this story is for nobody in particular
            neutral = programme.handout.neutral
            letter = self._maybe(neutral.letter)
            personal = Personal(self._maybe(neutral.dedication), (letter,) if letter else ())
        return Cover(
            title=self._words(programme.title),
            subtitle=self._words(programme.subtitle),
            standfirst=self._words(programme.standfirst),
            portfolio=portfolio,
            credit=self._credits.of(portfolio).text,
            personal=personal,
            historic=historic if programme.historic else None,
            photo=self._photo(programme.cover.picture) if programme.cover else None,
            draft=draft if programme.status == "draft" else None,
        )

    def _portfolio(self) -> Portfolio:
        facts, where, phrases = self._programme.portfolio, self._where, self._phrases
        count, total = f"{{{facts.count}}}", f"{{{facts.total}}}"  # as the data file names its numbers
        stated, divided = self._stated(facts.count), bool(self._awards or facts.areas)
        divided = divided or not amounts.unpublished(self._programme)
        breakdown = self._breakdown()
        caveat, alone = self._unknown(breakdown)
        unit = self._unit(facts.total)
        return Portfolio(
            figures=(
                KeyFigure(self._ours(count), self._unit(facts.count)),
                KeyFigure(self._ours(total), richtext.fill(phrases.total_label(unit.text), where, unit=unit)),
            ),
            chart=self._squares(int(stated.value), phrases.squares_divided if divided else phrases.squares),
            meaning=Words(phrases.square.format(item=facts.item), where),
            meaning_in_full=self._meaning_in_full(stated),
            caveat=caveat,
            alone=alone,
            breakdown=breakdown,
            **self._numbered(stated),
        )

    def _meaning_in_full(self, count: model.Stated) -> Words:
        facts, phrases = self._programme.portfolio, self._phrases
        if count.bound or count.value == 1:
            return richtext.strong(Words(phrases.square.format(item=facts.item), self._where))
        named = {"count": self._ours(f"{{{facts.count}}}"), "unit": self._words(count.unit)}
        return richtext.strong(richtext.fill(phrases.square_of_each, self._where, **named))

    def _numbered(self, count: model.Stated) -> dict[str, Words]:
        """Say whose squares have a number: their names with it, where they are few."""
        phrases, where, names = self._phrases, self._where, self._described(int(count.value) or None)
        if not names:
            return {}
        facts, one_of = self._programme.portfolio, phrases.one_of_inexact if count.bound else phrases.one_of
        said = {"one_of": self._ours(one_of.format(count=f"{{{facts.count}}}", items=phrases.plural(facts.item)))}
        if len(names) > len(phrases.small_numbers):
            in_brief, in_talk = Words(phrases.described_by_number, where), Words(phrases.numbered_ones, where)
        else:
            number, form = phrases.small_numbers[len(names) - 1], phrases.form
            each = [richtext.strong(Words(str(place), where)) + " " + name for place, name in enumerate(names, 1)]
            listed = richtext.enumerated(each, phrases.and_between, where)
            in_brief = richtext.fill(form(phrases.described, len(names)), where, number=number, names=listed)
            in_talk = Words(form(phrases.numbered, len(names)).format(number=number.lower()), where)
        return {**said, "described": in_brief, "numbered": in_talk}

    def _described(self, count: int | None) -> list[Words]:
        sections = (each for each in self._programme.sections if isinstance(each, model.ProjectsSection))
        return [self._words(project.name) for section in sections for project in section.projects][:count]

    def _squares(self, count: int, alt: str) -> SquaresChart:
        facts, phrases = self._programme.portfolio, self._phrases
        named = {"count": f"{{{facts.count}}}", "item": facts.item, "total": f"{{{facts.total}}}"}
        named["unpublished"] = phrases.unpublished.format(item=facts.item)
        spelt = phrases.squares_spelt.format(**named)
        plain, set_as = (self._ours(alt.format(**named, spelt=each)).text for each in ("", spelt))
        described = [name.text for name in self._described(count or None)]
        names = ", ".join(f"{number} {name}" for number, name in enumerate(described, 1))
        return SquaresChart(
            count,
            facts.item,
            plain,
            spelt_alt=set_as if numeral(count) else "",
            numbered_alt=phrases.squares_numbered.format(names=names) if names else "",
            lit_alts=tuple(phrases.square_lit.format(name=name) for name in described),
        )

    def _unknown(self, breakdown: Breakdown | None) -> tuple[Words, Words | None]:
        """Say what is not known of the awards: beside squares, and where there are none."""
        where, phrases, item = self._where, self._phrases, self._programme.portfolio.item
        if self._awards is None:
            if not amounts.unpublished(self._programme):
                return Words(phrases.same_size, where), None
            alone = Words(phrases.unpublished.format(item=item), where)
            return Words(phrases.same_size_unpublished.format(item=item), where), alone
        same_size = Words(phrases.same_size, where)
        if breakdown:
            return same_size, None
        from reports.compose.portfolio import untold_of

        said = untold_of(self._programme, self._awards, where)
        together = richtext.join(*richtext.separated([same_size, *said], " "), where=where)
        return together, richtext.join(*richtext.separated(said, " "), where=where) if said else None

    def _breakdown(self) -> Breakdown | None:
        if self._awards is None and not self._programme.portfolio.areas:
            return None
        from reports.compose.portfolio import areas_of, breakdown_of  # most data files have neither

        if self._awards is None:
            parts = (self._programme.portfolio.total, *(area.amount for area in self._programme.portfolio.areas))
            is_open = any(isinstance(self._stated(name).value, Hole) for name in parts)
            return None if is_open else areas_of(self._programme, self._where)
        return breakdown_of(self._programme, self._awards, self._where)

    def _annex(self) -> Annex | None:
        table = self._programme.portfolio.awards
        if self._awards is None or table is None or table.annex == "nothing":
            return None
        from reports.compose.portfolio import annex_of, names_of

        credit = self._credits.of((), [table.source])
        match table.annex:
            case "recipients":
                return names_of(self._programme, self._awards, credit, "recipient")
            case "funders":
                return names_of(self._programme, self._awards, credit, "funder")
            case "awards":
                return annex_of(self._programme, self._awards, credit)

    def _ours(self, text: str) -> Words:
        """Resolve a sentence of our own, in which {names} stand for numbers as they do in the data file."""
        return self._words(Prose(text, self._where))

    def _unit(self, name: str) -> Words:
        return self._words(self._stated(name).unit)

    def _stated(self, name: str) -> model.Stated:
        quantity = self._programme.quantities[name]
        assert isinstance(quantity, model.Stated)
        return quantity

    def _closing_webcast(self) -> model.WebcastSection | None:
        """A webcast that ends the file stands with the sources, where there is room to hear more."""
        last = self._programme.sections[-1]
        return last if isinstance(last, model.WebcastSection) and len(self._programme.sections) > 1 else None

    def _closing(self) -> Closing:
        programme, webcast = self._programme, self._closing_webcast()
        heading = self._words(programme.closing.heading)
        derived = [name for name, each in programme.explained.items() if isinstance(each, model.Derived)]
        label = self._maybe(programme.closing.derived_label) or Words(self._phrases.derived_label, heading.where)
        sources_label = self._phrases.form(self._phrases.sources_label, len(programme.sources))
        registration = programme.publisher.registration
        return Closing(
            heading=heading,
            headline=self._words(programme.closing.headline),
            notes=tuple(Point(label, self._derived(name)) for name in derived),
            sources_label=self._maybe(programme.closing.sources_label) or Words(sources_label, heading.where),
            sources=self._credits.references(),
            contact=tuple(richtext.reachable(numbers.verbatim(line)) for line in programme.publisher.contact),
            legal=tuple(numbers.verbatim(line) for line in (registration, *programme.publisher.disclosures) if line),
            webcast=Point(self._words(webcast.heading), self._webcast(webcast)) if webcast else None,
        )

    def _derived(self, name: str) -> Words:
        """Write a number of ours with its formula, so that nobody takes it for one that the source gives."""
        quantity = self._programme.numbers[name]
        assert isinstance(quantity, model.Derived)
        formula = numbers.formula_of(name, self._programme)
        said = {"label": quantity.label.text, "number": f"{{{name}}}", "caveat": quantity.caveat.text}
        sentence = self._phrases.derived_number.format(**said, formula=formula)
        if isinstance(quantity, model.Change):
            now = self._programme.quantities[quantity.ratio[0]]
            money = isinstance(now, model.Stated) and now.currency
            unit = (self._phrases.total_label(quantity.label.text) if money else "{unit}").format(
                unit=quantity.label.text
            )
            said = {"number": f"{{{quantity.ratio[0]}}}", "unit": unit, "change": f"{{{name}}}"}
            sentence = self._phrases.derived_change.format(**said, formula=formula)
        if quantity.ratio == (self._programme.portfolio.total, self._programme.portfolio.count):
            sentence += f" {self._phrases.no_split}"  # an average, which could be taken for a split
        words = self._ours(sentence)
        written = numbers.format_quantity(name, self._programme).formula or ""
        start = words.text.rindex(written)
        kept = () if written.startswith("(") else (Span(start, start + len(written)),)  # the longest has to break
        return replace(words, kept=(*words.kept, *kept))

    def _webcast(self, webcast: model.WebcastSection) -> Words:
        """Write what there is to hear, and its address as it has to be typed: on paper nothing can be clicked."""
        title = self._words(webcast.title)
        title = replace(title, text=self._phrases.in_quotes(title.text))
        text = richtext.small(self._words(webcast.text))
        where = webcast.title.where
        words = richtext.fill(self._phrases.webcast, where, title=title, text=text)
        if not webcast.url:
            return words
        return richtext.join(words, " ", richtext.linked(Words(webcast.url, where), webcast.url), where=where)

    # -- sections -----------------------------------------------------------------------------------

    def _section(self, section: model.Section, key: str) -> Section:
        block = self._block(section)
        steps = self._programme.timeline if section.kind == "timeline" else ()
        divided = self._credits.of_parts() if section.kind == "portfolio" else ()
        credit = self._credits.of(block, (section.source, *(step.source for step in steps), *divided))
        return Section(
            key=key,
            heading=self._heading(section),
            headline=block.text if isinstance(block, Quote) and not section.headline.text else self._headline(section),
            block=block,
            credit=credit.text,
            spoken=credit.spoken,
            minutes=section.minutes or 0,
        )

    def _block(self, section: model.Section) -> Block:
        match section:
            case model.TextSection():
                text = self._all(section.text)
                return Finding(self._maybe(section.lead), text, self._points(section.points, text))
            case model.ComparisonSection():
                return Comparison(tuple(self._form(form) for form in section.forms), self._maybe(section.caption))
            case model.QuestionsSection():
                return Questions(
                    tuple(
                        Question(self._words(each.name), self._words(each.text), self._words(each.short or each.text))
                        for each in section.questions
                    )
                )
            case model.ListSection():
                return Listing(self._maybe(section.intro), self._all(section.items))
            case model.OrganisationSection():
                text = richtext.emphasised(self._all(section.text), self._words(section.name).text)
                return Organisation(text, self._points(section.points, text), self._points(section.ways))
            case model.TimelineSection():
                return self._timeline(section)
            case model.PortfolioSection():
                return self._portfolio()
            case model.ProjectsSection():
                return Projects(tuple(self._project(project) for project in section.projects))
            case model.WebcastSection():
                webcast = self._webcast(section)
                return Finding(None, (webcast,), (Point(self._words(section.heading), webcast),))
            case model.PictureSection():
                return Picture(self._photo(section.picture), self._all(section.text), self._maybe(section.caption))
            case model.PartnersSection():
                return Partners(tuple(self._partner(each) for each in section.partners))
            case model.MessageSection():
                name, role = numbers.verbatim(section.name), numbers.verbatim(section.role) if section.role else None
                signature = self._photo(section.signature) if section.signature else None
                return Message(self._all(section.text), name, role, signature)
            case model.QuoteSection():
                return self._quote(section)
            case model.FiguresSection():
                return figures_of(section, self._programme)
            case model.ActionSection():
                return self._action(section)
            case model.TableSection():
                return table_of(section, self._programme)
            case model.ChangesSection():
                return changes_of(self._programme)
            case model.ChartSection():
                return charted_of(section, self._headline(section), self._programme)
            case _:
                assert_never(section)

    def _heading(self, section: model.Section) -> Words:
        """Return a section's heading; a quotation without one goes by who said it."""
        if isinstance(section, model.QuoteSection) and not section.heading.text:
            return numbers.verbatim(section.name)
        if isinstance(section, model.ChartSection) and not section.heading.text:
            return finding_of(section, self._programme) or Words(TODO, self._where)  # only a draft has none
        return self._words(section.heading)

    def _headline(self, section: model.Section) -> Words:
        is_led = isinstance(section, model.ChartSection) and not section.headline.text
        return self._heading(section) if is_led else self._words(section.headline)

    def _quote(self, section: model.QuoteSection) -> Quote:
        said = self._words(section.text)
        return Quote(
            text=richtext.fill(self._phrases.quotation, said.where, text=said),
            name=numbers.verbatim(section.name),
            role=numbers.verbatim(section.role) if section.role else None,
            cited=self._credits.of((), [section.source]).text if section.source else None,
            photo=self._photo(section.picture) if section.picture else None,
        )

    def _action(self, section: model.ActionSection) -> Action:
        where, phrases = section.heading.where, self._phrases
        address = code = until = None
        if section.url:
            printed = re.sub(r"^https?://|/$", "", section.url)
            address = richtext.linked(Words(printed, where), section.url)
            if section.qr:
                code = CodeChart(richtext.encoded(section.url), phrases.code_alt.format(address=printed))
        if section.until:
            date = Words(numbers.date_text(section.until, self._programme.language), where)
            until = richtext.fill(phrases.do_until, where, date=replace(date, kept=(Span(0, len(date.text)),)))
        contact = (richtext.reachable(numbers.verbatim(line), by_telephone=True) for line in section.contact)
        return Action(self._all(section.text), address, code, tuple(contact), until)

    def _partner(self, partner: model.NamedPartner) -> Partner:
        name, logo = numbers.verbatim(partner.name), self._photo(partner.logo) if partner.logo else None
        where = [numbers.verbatim(partner.country)] if partner.country else []
        line = richtext.join(*richtext.separated([richtext.strong(name), *where], ", "), where=partner.name.where)
        return Partner(line, replace(logo, alt=name.text) if logo else None)

    def _photo(self, name: str) -> Photograph:
        picture = self._programme.pictures[name]
        licence = [numbers.verbatim(picture.licence)] if picture.licence else []
        credit = richtext.join(
            *richtext.separated([numbers.verbatim(picture.credit), *licence], ", "), where=picture.credit.where
        )
        across, down = map(float, picture.focus)
        return Photograph(self._photos[name], self._words(picture.alt).text, credit, (across, down))

    def _form(self, form: model.ComparedForm) -> Form:
        name, sketch = self._words(form.name), None
        if form.sketch:
            parts = tuple(SketchPart(shape.shape, self._words(shape.label)) for shape in form.sketch)
            course = ", ".join(part.label.text for part in parts)
            sketch = SketchChart(parts, self._phrases.sketch_alt.format(name=name.text, course=course))
        return Form(name, self._words(form.text), self._words(form.short or form.text), sketch)

    def _project(self, project: model.NotableProject) -> Project:
        text, facts = self._all(project.text), []
        for fact in project.facts:
            show = self._words(fact.show)
            whole = any(figure.span == Span(0, len(show.text)) for figure in show.figures)
            people = self._people(show) if whole else None
            facts.append(Fact(show, self._words(fact.label), is_number=whole, people=people))
        return Project(
            name=self._words(project.name),
            what=self._maybe(project.what),
            headline=self._words(project.headline),
            finding=self._words(project.finding),
            text=text,
            points=self._all(project.points) or text,
            facts=tuple(facts),
            credit=self._maybe(project.credit),
            number=next(self._numbers),
        )

    def _people(self, number: Words) -> PeopleChart | None:
        """Return a circle for each person, if the number is a quantity that is marked so."""
        quantity = self._programme.quantities[number.figures[0].quantity]
        if not isinstance(quantity, model.Stated) or not quantity.mark or isinstance(quantity.value, Hole):
            return None
        alt, meaning = (
            richtext.fill(phrase, number.where, count=number, unit=self._words(quantity.unit))
            for phrase in (self._phrases.people, self._phrases.circle)
        )
        return PeopleChart(int(quantity.value), alt.text, meaning)

    # -- the timeline -------------------------------------------------------------------------------

    def _timeline(self, section: model.TimelineSection) -> Timeline:
        steps, phrases = tuple(self._milestone(step) for step in self._programme.timeline), self._phrases
        # In the picture the years stand in the drawing and the steps beside it: its description has to name both.
        named = "; ".join(f"{step.date}: {step.title.text}" for step in steps)
        first, last = steps[0].date, steps[-1].date
        alt = phrases.counted(phrases.timeline_alt, len(steps), first=first, last=last, steps=named)
        dates = [date for step in self._programme.timeline for date in (step.date, step.date.end) if date]
        placed = phrases.placed_by_year if all(date.month is None for date in dates) else phrases.placed_on_scale
        note = self._maybe(section.note) or Words(placed, section.heading.where)
        return Timeline(TimelineChart(steps, alt, phrases), self._words(section.measure), note)

    def _milestone(self, step: model.Step) -> Milestone:
        """Return a step as it is shown; an expected one says so: who only hears the text has no dashed line."""
        title, language = self._words(step.title), self._programme.language
        if step.expected and self._phrases.expected not in title.text.casefold():
            title = richtext.fill(self._phrases.title_expected, title.where, title=title)
        return Milestone(
            year=step.date.year,
            date=numbers.date_text(step.date, language),
            title=title,
            text=self._words(step.text),
            expected=step.expected,
            when=step.date,
            key=step.key,
            in_year=numbers.date_in_year(step.date, language),
        )
