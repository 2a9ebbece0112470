"""What finished files must have, text by text: where each has to stand, and where its numbers come from.

It is made from the Story and `placement` alone, whatever the renderers do.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from string import Formatter

from reports import story as parts
from reports.compose import descriptions
from reports.datafile.model import Derived, Programme, Stated
from reports.datafile.scalars import Hole
from reports.errors import Location
from reports.story import BarsChart, Chart, Story, Words, charts_in, plain, words_in
from reports.story.numbers import format_quantity, resolve
from reports.story.richtext import fill, join, letter, linked
from reports.story.text import parts_in
from reports.verify.expected.placement import EVERYWHERE, NOTES, NOWHERE, PAGE, RUNNING, SLIDE, TRACED, WHERE, Placement
from reports.verify.expected.provenance import Provenance, ProvenanceKind, ProvenanceTracer, all_from
from reports.verify.expected.texts import Expectations, Expected

_FACTS_ON_SLIDE, _FACTS_ON_PAGE = 3, 2
_MOST_ON_SLIDE = 15  # awards
_UNKNOWN = Provenance("unknown")  # of no quantity


def expectations(programme: Programme, story: Story) -> Expectations:
    """Return all that a story's finished files must have."""
    return _Collector(programme).collect(story)


class _Collector:
    """Collects what a story's files must have, walking it once; `_unit` is the part that it is in."""

    def __init__(self, programme: Programme) -> None:
        self._programme, self._language = programme, programme.language
        self._tracer = ProvenanceTracer(programme)
        self._unit = 0
        self._units: dict[int, str] = {}

    def collect(self, story: Story) -> Expectations:
        texts = [*self._around(story)]
        self._begin(story.cover.title)
        texts += self._cover(story.cover)
        timed = descriptions.timings(story.sections, story.phrases)
        for section in story.sections:
            self._begin(section.headline)
            texts += self._section(section)
            texts += [self._plain(timed[section.key], NOTES)] if section.key in timed else []
        self._begin(story.closing.headline)
        texts += [*self._walk(story.closing, EVERYWHERE), *self._duties(story)]
        if story.annex:
            self._begin(story.annex.headline)
            texts += self._annex(story.annex)
        names = (each for each in self._programme.names if each.in_full)
        texts += (self._plain(f"{each.text}{story.phrases.label_end}{each.in_full}", NOWHERE) for each in names)
        described = (project.number for project in parts_in(story, parts.Project))
        beside = frozenset((story.phrases.done, story.phrases.not_done, *map(str, (*self._tracer.years, *described))))
        counts = {
            name: (each.value, frozenset(re.findall(r"\w{4,}", each.unit.text.casefold())))
            for name, each in self._programme.quantities.items()
            if isinstance(each, Stated) and not (each.currency or each.percent or isinstance(each.value, Hole))
        }
        return Expectations(story.language, tuple(texts), self._units, self._tracer, counts, beside)

    def _begin(self, headline: Words) -> None:
        self._unit += 1
        self._units[self._unit] = headline.text

    def _around(self, story: Story) -> Iterator[Expected]:
        """Yield what stands around the text: who speaks, what sort of paper it is, the date of the figures."""
        for name in ("publisher", "label", "running"):
            expected = self._expected(getattr(story, name), WHERE[Story, name], verbatim=True)
            yield replace(expected, only=None if name == "publisher" else "brief")
        phrases, where = story.phrases, story.as_of.where
        dated = fill(phrases.figures_as_of, where, date=story.as_of)
        yield replace(self._expected(dated, RUNNING, verbatim=True), phrase=True, duty=True, only="deck")
        running = fill(phrases.running, where, title=story.running.text, date=story.as_of)
        for text in (dated, running, fill(phrases.as_of.removesuffix("."), where, date=story.as_of)):
            yield self._expected(text, NOWHERE, verbatim=True)
        if story.draft:
            yield self._plain(phrases.draft, RUNNING)
        for phrase in phrases.beside_the_story:
            literals = (literal.strip(" :;.") for literal, *_ in Formatter().parse(phrase))
            yield from (self._plain(literal, NOWHERE) for literal in literals if literal)

    def _cover(self, cover: parts.Cover) -> Iterator[Expected]:
        """Yield the cover's texts; a key figure that its title says already need not stand on the page again."""
        yield from self._walk(tuple(each for each in cover.portfolio.figures if each not in cover.figures), NOTES)
        yield from self._walk(replace(cover, portfolio=replace(cover.portfolio, figures=cover.figures)), EVERYWHERE)

    def _section(self, section: parts.Section) -> Iterator[Expected]:
        """Yield a section's texts; the brief's cover has the portfolio's, and each project has a slide, so a unit."""
        if isinstance(section.block, parts.Projects):
            yield from self._walk(replace(section, block=parts.Projects(())), EVERYWHERE - SLIDE)
            for project in section.block.projects:
                self._units[self._unit] = project.headline.text
                numeral = count()
                for place, fact in enumerate(project.facts):
                    shown = place < _FACTS_ON_SLIDE and not fact.people  # circles have words of their own
                    must = NOTES | (SLIDE if shown else NOWHERE)
                    must |= PAGE if fact.is_number and next(numeral) < _FACTS_ON_PAGE else NOWHERE
                    yield self._expected(_pair(fact), must)
                    yield from self._walk(fact.people, NOWHERE)  # drawn where there is room
                yield from self._walk(replace(project, facts=()), EVERYWHERE)
                self._unit += 1
            self._unit -= 1
            return
        if not isinstance(section.block, parts.Portfolio):
            yield from self._walk(section, EVERYWHERE)
            return
        if section.block.breakdown is None:
            yield from self._walk(replace(section, block=replace(section.block, figures=())), EVERYWHERE - PAGE)
        else:  # what divides the portfolio is in a section of the brief as well
            yield from self._walk(replace(section, block=parts.Projects(())), EVERYWHERE)
            yield from self._walk(section.block.breakdown, EVERYWHERE)
        for place, each in enumerate(section.block.figures):
            is_said = place and each.figure.text in section.headline.text  # a total, in the sentence's own words
            yield self._expected(_pair(each), NOTES if is_said else EVERYWHERE - PAGE)

    # -- walking ----------------------------------------------------------------------------------

    def _walk(self, part: object, must: Placement, *, verbatim: bool = False) -> Iterator[Expected]:
        match part:
            case Words():
                yield self._expected(part, must, verbatim=verbatim)
            case parts.Breakdown() | parts.Exhibit():
                yield from self._exhibit(part, must)
            case parts.KeyFigure() | parts.Fact():
                yield self._expected(_pair(part), must)
                if isinstance(part, parts.KeyFigure):
                    yield from self._walk(part.against, must)
            case parts.Reference():
                yield self._expected(part.text, must, verbatim=True)
                cited = linked(Words(f"[{part.number}]", part.text.where), "#source")
                yield self._expected(join(cited, " ", part.text, where=part.text.where), NOWHERE, verbatim=True)
            case parts.Noted():
                yield self._expected(part.text, must & PAGE)
                yield self._expected(part.line, must - PAGE)
            case parts.Questions():
                for number, each in enumerate(part.questions, 1):
                    yield self._expected(join(f"{number}. ", each.name, " ", each.text, where=each.name.where), NOWHERE)
                    yield from self._walk(each, must)
            case parts.Listing():
                for number, item in enumerate(part.items):
                    yield self._plain(letter(number), NOWHERE)
                    yield self._expected(join(f"{letter(number)}. ", item, where=item.where), NOWHERE)
                yield from self._fields(part, must, verbatim=False)
            case parts.Charted():
                for text in self._walk(part.exhibit, must):
                    yield replace(text, numbers=self._tracer.of_values(part.values, text.text))
            case parts.DataTable():
                yield from self._table(part, must)
            case parts.TimelineChart():
                yield from self._timeline(part, must)
            case parts.SquaresChart():
                for alt, *_ in part.ways():
                    yield self._plain(alt, NOWHERE)
                for number in range(1, len(part.lit_alts) + 1):
                    yield self._plain(str(number), NOWHERE)
            case parts.CodeChart():
                yield self._expected(Words(part.alt, Location("")), NOWHERE, verbatim=True)
            case parts.Portfolio() if part.described:
                yield self._plain(part.described.text, NOWHERE)  # it counts, and has numbers beside names
                yield from self._walk(replace(part, described=None), must)
            case tuple():
                for each in part:
                    yield from self._walk(each, must, verbatim=verbatim)
            case _ if is_dataclass(part):
                yield from self._fields(part, must, verbatim=verbatim)

    def _fields(self, part: object, must: Placement, *, verbatim: bool) -> Iterator[Expected]:
        for each in fields(part):  # type: ignore[arg-type]  # a dataclass, as its caller has seen
            key = type(part), each.name
            places, value = must & WHERE.get(key, EVERYWHERE), getattr(part, each.name)
            if each.name == "alt":
                yield self._plain(value, NOWHERE)
            kind = TRACED.get(key)
            texts = self._walk(value, places, verbatim=verbatim or kind == "verbatim")
            yield from (_traced_to(kind, text) for text in texts) if kind in ("counted", "parts") else texts

    def _table(self, table: parts.DataTable, must: Placement) -> Iterator[Expected]:
        """Yield its rows as the notes have them; `compare_data_tables` compares the cells."""
        given = Provenance("verbatim", table.source)
        end, parted = len(table.phrases.label_end), len(table.phrases.cells_end)
        for row, cells in enumerate(table.rows):
            at, as_given = 0, set[int]()
            for column, (head, cell) in enumerate(zip(table.head, cells, strict=True)):
                begin = at + len(head.text) + end
                at = begin + len(cell.text) + parted
                as_given |= {*range(begin, at)} if column in table.verbatim else set()
            words = descriptions.cells_of(table, row)
            own = self._tracer.of(words, verbatim=False)
            traced = (replace(each, provenance=given) if each.number.digits.start in as_given else each for each in own)
            yield Expected(words.text, must & NOTES, self._unit, tuple(traced))
            counted = table.phrases.counted(table.phrases.table, row + 1, heads="").rstrip(".: ")
            yield self._all_from("counted", counted)
        yield from self._walk(table.head, NOWHERE)
        yield from self._walk(table.note, must)

    def _timeline(self, chart: parts.TimelineChart, must: Placement) -> Iterator[Expected]:
        """Yield the alternative text, the years of the scale, and each step with its date, a label of its own."""
        yield self._plain(chart.alt, NOWHERE)
        caption = descriptions.strip_caption(chart, chart.milestones[0].title.where).text
        some = (descriptions.some_steps_named(chart, noted=noted) for noted in (True, False))
        yield from (self._all_from("counted", text) for text in (descriptions.strip_alt(chart), caption, *some))
        years = [milestone.year for milestone in chart.milestones]
        yield from (self._all_from("date", str(year)) for year in range(min(years), max(years) + 1))
        for milestone in chart.milestones:
            shown = len(years) <= descriptions.MANY_STEPS or milestone in descriptions.named_steps(chart)
            places = must if shown else must - SLIDE
            yield self._all_from("date", milestone.date, places - PAGE)  # `misplaced` asks for it, or for its parts
            yield self._all_from("date", milestone.in_year)
            yield from self._walk(milestone.title, places)
            yield from self._walk(milestone.text, must - SLIDE)  # and the slide, as far as there is room

    def _exhibit(self, part: parts.Breakdown | parts.Exhibit, must: Placement) -> Iterator[Expected]:
        """Yield what stands around a chart of the parts; `compare_tables` compares its lettering piece by piece."""
        if isinstance(part, parts.Exhibit):
            due = NOWHERE if part.heading else must & WHERE[parts.Exhibit, "headline"]
            yield self._all_from("parts", part.headline.text, due)
        yield self._all_from("parts", part.measure.text, must & WHERE[type(part), "measure"])
        if part.heading:
            yield self._all_from("parts", part.heading.text, must & WHERE[type(part), "heading"])
        caption = self._expected(part.caption, must & WHERE[type(part), "caption"])
        yield _traced_to("parts", caption)
        for chart in charts(part.chart):
            yield self._all_from("parts", chart.alt)
        yield from (self._all_from("parts", text) for row in descriptions.rows_of(part.chart) for text in row)
        yield from (self._all_from("parts", line, must & NOTES) for line in descriptions.lines_of(part.chart))
        if isinstance(part, parts.Breakdown):
            for words in words_in(part.largest):
                yield self._all_from("parts", words.text, must & WHERE[parts.Breakdown, "largest"])
            for exhibit in part.further:
                yield from self._exhibit(exhibit, must)

    def _annex(self, annex: parts.Annex) -> Iterator[Expected]:
        """Yield what stands around the list of awards; `compare_tables` compares its rows cell by cell."""
        for words, must in ((annex.heading, PAGE), (annex.headline, SLIDE), (annex.intro, PAGE | NOTES)):
            yield self._all_from("parts", words.text, must)
        for row in range(min(len(annex.rows), _MOST_ON_SLIDE)):
            yield self._all_from("parts", descriptions.row_text(annex, row))
            yield self._all_from("parts", descriptions.rest_text(annex, row + 1))
            for phrase in (annex.phrases.table_alt_names, annex.phrases.table_alt_largest):  # up to its columns
                begun = phrase.partition(":")[0].partition(" with ")[0]
                begun = begun.format(count=row + 1, all=annex.phrases.number(len(annex.rows)), names=annex.names)
                yield self._all_from("parts", begun)
        for credit in (annex.credit, annex.spoken):
            yield self._expected(credit, NOWHERE, verbatim=True)

    def _duties(self, story: Story) -> Iterator[Expected]:
        """Yield what may be reworded nowhere: that all is long past, how a number was derived, what is not known."""
        if story.cover.historic:
            yield replace(self._plain(story.phrases.historic_document, PAGE | SLIDE), duty=True, phrase=True)
        for name, quantity in self._programme.explained.items():
            if isinstance(quantity, Derived):
                formula = format_quantity(name, self._programme).formula or ""
                caveat = resolve(quantity.caveat, self._programme).text
                for phrase in (story.phrases.derived, formula, caveat):
                    yield replace(self._plain(phrase, EVERYWHERE), duty=True, phrase=True)
        portfolio = story.cover.portfolio
        blocks = (section.block for section in story.sections)
        slide = any(isinstance(block, parts.Portfolio) and not block.breakdown for block in blocks)
        if portfolio.alone:
            unknown = portfolio.alone.text.removesuffix(".")
            yield replace(self._plain(unknown, EVERYWHERE if slide else PAGE | NOTES), duty=True, phrase=True)

    def _expected(self, words: Words, must: Placement, *, verbatim: bool = False) -> Expected:
        return Expected(words.text, must, self._unit, self._tracer.of(words, verbatim=verbatim))

    def _plain(self, text: str, must: Placement) -> Expected:
        text = plain(text)
        return Expected(text, must, self._unit, self._tracer.composed(text))

    def _all_from(self, kind: ProvenanceKind, text: str, must: Placement = NOWHERE) -> Expected:
        """Expect a text all of whose numbers come from the same: "parts" are those of the portfolio."""
        return Expected(text, must, self._unit, all_from(kind, text, self._language))


def _traced_to(kind: ProvenanceKind, text: Expected) -> Expected:
    """Trace the numbers of a text of ours that nothing else explains."""
    numbers = (replace(n, provenance=Provenance(kind)) if n.provenance == _UNKNOWN else n for n in text.numbers)
    return replace(text, numbers=tuple(numbers))


def _pair(part: parts.KeyFigure | parts.Fact) -> Words:
    first = part.figure if isinstance(part, parts.KeyFigure) else part.show
    return join(first, " ", part.label, where=first.where)


def charts(part: object) -> Iterator[Chart]:
    """Yield every chart of a story, and after many bars the parts that these may be shown in."""
    for chart in charts_in(part):
        yield chart
        if isinstance(chart, BarsChart):
            yield from descriptions.continued(chart)
