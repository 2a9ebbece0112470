"""Each section of the data file as a block of the story, with its heading, its headline and whom to credit."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from reports import story
from reports.compose.squares import portfolio_of
from reports.compose.values import changes_of, charted_of, figures_of, finding_of, table_of
from reports.compose.voice import Voice
from reports.datafile import model
from reports.datafile.scalars import TODO, Hole
from reports.story import Words, moments, numbers, richtext


def section_of(voice: Voice, section: model.Section, key: str) -> story.Section:
    """Return a section with its block; `key` is what links call it."""
    block = _block(voice, section)
    steps = voice.programme.timeline if section.kind == "timeline" else ()
    divided = voice.credits.of_parts() if section.kind == "portfolio" else ()
    credit = voice.credits.of(block, (section.source, *(step.source for step in steps), *divided))
    heading, minutes = heading_of(voice, section), section.minutes or 0
    headline = block.text if isinstance(block, story.Quote) and not section.headline.text else _headline(voice, section)
    return story.Section(key, heading, headline, block, credit.text, credit.spoken, voice.phrases, minutes)


def _block(voice: Voice, section: model.Section) -> story.Block:
    match section:
        case model.TextSection():
            text = voice.all(section.text)
            return story.Finding(voice.maybe(section.lead), text, _points(voice, section.points, text))
        case model.ComparisonSection():
            return story.Comparison(tuple(_form(voice, form) for form in section.forms), voice.maybe(section.caption))
        case model.QuestionsSection():
            asked = ((each.name, each.text, each.short or each.text) for each in section.questions)
            return story.Questions(tuple(story.Question(*voice.all(each)) for each in asked))
        case model.ListSection():
            return story.Listing(voice.maybe(section.intro), voice.all(section.items))
        case model.OrganisationSection():
            text = richtext.emphasised(voice.all(section.text), voice.words(section.name).text)
            return story.Organisation(text, _points(voice, section.points, text), _points(voice, section.ways))
        case model.TimelineSection():
            return _timeline(voice, section)
        case model.PortfolioSection():
            return portfolio_of(voice)
        case model.ProjectsSection():
            return story.Projects(tuple(_project(voice, project) for project in section.projects))
        case model.WebcastSection():
            webcast = webcast_of(voice, section)
            return story.Finding(None, (webcast,), (story.Point(voice.words(section.heading), webcast),))
        case model.PictureSection():
            return story.Picture(voice.photo(section.picture), voice.all(section.text), voice.maybe(section.caption))
        case model.PartnersSection():
            return story.Partners(tuple(_partner(voice, each) for each in section.partners))
        case model.MessageSection():
            name, role = numbers.verbatim(section.name), numbers.verbatim(section.role) if section.role else None
            signature = voice.photo(section.signature) if section.signature else None
            return story.Message(voice.all(section.text), name, role, signature)
        case model.QuoteSection():
            return _quote(voice, section)
        case model.FiguresSection():
            return figures_of(voice, section)
        case model.ActionSection():
            return _action(voice, section)
        case model.TableSection():
            return table_of(voice, section)
        case model.ChangesSection():
            return changes_of(voice)
        case model.ChartSection():
            return charted_of(voice, section, _headline(voice, section))
        case _:
            assert_never(section)


def _points(voice: Voice, points: Iterable[model.LabelledText], texts: Iterable[Words] = ()) -> tuple[story.Point, ...]:
    """Return a text's points, or else its paragraphs as such."""
    stated = tuple(story.Point(voice.maybe(point.label), voice.words(point.text)) for point in points)
    return stated or tuple(story.Point(None, paragraph) for paragraph in texts)


def webcast_of(voice: Voice, webcast: model.WebcastSection) -> Words:
    """Write what there is to hear, and its address as it has to be typed: on paper nothing can be clicked."""
    title = voice.words(webcast.title)
    title = replace(title, text=voice.phrases.in_quotes(title.text))
    text = voice.words(webcast.text)
    text = richtext.small(text) if voice.phrases.small_after_colon else text
    where = webcast.title.where
    words = richtext.fill(voice.phrases.webcast, where, title=title, text=text)
    if not webcast.url:
        return words
    return richtext.join(words, " ", richtext.linked(Words(webcast.url, where), webcast.url), where=where)


def heading_of(voice: Voice, section: model.Section) -> Words:
    """Return a section's heading; a quotation without one goes by who said it."""
    if isinstance(section, model.QuoteSection) and not section.heading.text:
        return numbers.verbatim(section.name)
    if isinstance(section, model.ChartSection) and not section.heading.text:
        return finding_of(voice, section) or Words(TODO, voice.where)  # only a draft has none
    return voice.words(section.heading)


def _headline(voice: Voice, section: model.Section) -> Words:
    is_led = isinstance(section, model.ChartSection) and not section.headline.text
    return heading_of(voice, section) if is_led else voice.words(section.headline)


def _quote(voice: Voice, section: model.QuoteSection) -> story.Quote:
    said = voice.words(section.text)
    text = richtext.fill(voice.phrases.quotation, said.where, text=said)
    role = numbers.verbatim(section.role) if section.role else None
    cited = voice.credits.of((), [section.source]).text if section.source else None
    photo = voice.photo(section.picture) if section.picture else None
    return story.Quote(text, numbers.verbatim(section.name), role, cited, photo)


def _action(voice: Voice, section: model.ActionSection) -> story.Action:
    where, phrases = section.heading.where, voice.phrases
    address = code = until = None
    if section.url:
        printed = re.sub(r"^https?://|/$", "", section.url)
        address = richtext.linked(Words(printed, where), section.url)
        if section.qr:
            code = story.CodeChart(richtext.encoded(section.url), phrases.code_alt.format(address=printed))
    if section.until:
        date = Words(moments.date_text(section.until, voice.programme.language), where)
        until = richtext.fill(phrases.do_until, where, date=richtext.kept(date))
    contact = (richtext.reachable(numbers.verbatim(line), by_telephone=True) for line in section.contact)
    return story.Action(voice.all(section.text), address, code, tuple(contact), until)


def _partner(voice: Voice, partner: model.NamedPartner) -> story.Partner:
    name, logo = numbers.verbatim(partner.name), voice.photo(partner.logo) if partner.logo else None
    where = [numbers.verbatim(partner.country)] if partner.country else []
    line = richtext.listed([richtext.strong(name), *where], ", ", partner.name.where)
    return story.Partner(line, replace(logo, alt=name.text) if logo else None)


def _form(voice: Voice, form: model.ComparedForm) -> story.Form:
    name, sketch = voice.words(form.name), None
    if form.sketch:
        parts = tuple(story.SketchPart(shape.shape, voice.words(shape.label)) for shape in form.sketch)
        course = ", ".join(part.label.text for part in parts)
        sketch = story.SketchChart(parts, voice.phrases.sketch_alt.format(name=name.text, course=course))
    return story.Form(name, voice.words(form.text), voice.words(form.short or form.text), sketch)


def _project(voice: Voice, project: model.NotableProject) -> story.Project:
    text, facts = voice.all(project.text), []
    for fact in project.facts:
        show = voice.words(fact.show)
        whole = any(figure.span == show.whole for figure in show.figures)
        people = _people(voice, show) if whole else None
        facts.append(story.Fact(show, voice.words(fact.label), is_number=whole, people=people))
    name, headline, finding = voice.all((project.name, project.headline, project.finding))
    what, credit, points = voice.maybe(project.what), voice.maybe(project.credit), voice.all(project.points) or text
    number = next(voice.project_numbers)
    return story.Project(name, what, headline, finding, text, points, tuple(facts), credit, number)


def _people(voice: Voice, number: Words) -> story.PeopleChart | None:
    """Return a circle for each person, if the number is a quantity that is marked so."""
    quantity = voice.programme.quantities[number.figures[0].quantity]
    if not isinstance(quantity, model.Stated) or not quantity.mark or isinstance(quantity.value, Hole):
        return None
    unit, phrases = voice.words(quantity.unit), (voice.phrases.people, voice.phrases.circle)
    alt, meaning = (richtext.fill(each, number.where, count=number, unit=unit) for each in phrases)
    return story.PeopleChart(int(quantity.value), alt.text, meaning)


def _timeline(voice: Voice, section: model.TimelineSection) -> story.Timeline:
    steps, phrases = tuple(_milestone(voice, step) for step in voice.programme.timeline), voice.phrases
    # In the picture the years stand in the drawing and the steps beside it: its description has to name both.
    named = "; ".join(f"{step.date}: {step.title.text}" for step in steps)
    first, last = steps[0].date, steps[-1].date
    alt = phrases.counted(phrases.timeline_alt, len(steps), first=first, last=last, steps=named)
    dates = [date for step in voice.programme.timeline for date in (step.date, step.date.end) if date]
    placed = phrases.placed_by_year if all(date.month is None for date in dates) else phrases.placed_on_scale
    note = voice.maybe(section.note) or Words(placed, section.heading.where)
    return story.Timeline(story.TimelineChart(steps, alt, phrases), voice.words(section.measure), note)


def _milestone(voice: Voice, step: model.Step) -> story.Milestone:
    """Return a step as it is shown; an expected one says so: who only hears the text has no dashed line."""
    title, text, language = voice.words(step.title), voice.words(step.text), voice.programme.language
    if step.expected and voice.phrases.expected not in title.text.casefold():
        title = richtext.fill(voice.phrases.title_expected, title.where, title=title)
    date, in_year = moments.date_text(step.date, language), moments.date_in_year(step.date, language)
    return story.Milestone(step.date.year, date, title, text, step.expected, step.date, step.key, in_year)
