"""Programme to Story: what we say, and in what order. The editorial voice, and no look.

The words that are ours rather than the data file's (captions, credits, alt texts, what a derived number is) are
phrases of its language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from reports.compose.citations import publication
from reports.compose.sections import heading_of, section_of, webcast_of
from reports.compose.squares import portfolio_of
from reports.compose.voice import Voice
from reports.datafile import model
from reports.datafile.dublincore import DublinCore
from reports.datafile.model import Line, Programme
from reports.datafile.photos import Pixels
from reports.story import Annex, Closing, Cover, Personal, Point, Span, Story, Words, notes_in, numbers, richtext

if TYPE_CHECKING:
    from reports.awards import Awards


def compose(
    programme: Programme, awards: Awards | None = None, photos: Mapping[str, Pixels] = MappingProxyType({})
) -> Story:
    """Make the Story of a checked Programme: a cover, the sections in the file's order, the closing.

    With the `awards` of its table the portfolio is divided, and listed in an annex. `photos` are its pictures, by name.
    """
    voice = Voice(programme, awards, photos)
    sections = [section for section in programme.sections if section is not _closing_webcast(voice)]
    keys = richtext.unique_keys([heading_of(voice, section).text for section in sections])
    told = tuple(section_of(voice, section, key) for section, key in zip(sections, keys, strict=True))
    cover, closing = _cover(voice), _closing(voice)
    if noted := notes_in((cover, told, closing)):
        label = voice.phrases.form(voice.phrases.notes_label, len(noted))
        closing = replace(closing, footnotes=noted, notes_label=Words(label, closing.heading.where))
    return Story(
        language=programme.language,
        phrases=voice.phrases,
        publisher=numbers.verbatim(programme.publisher.name),
        label=numbers.verbatim(programme.label),
        running=numbers.verbatim(programme.running),
        as_of=numbers.verbatim(programme.as_of.text),
        cover=cover,
        sections=told,
        closing=closing,
        pages=programme.pages,
        where=voice.where,
        catalogue=_catalogue(voice),
        annex=_annex(voice),
        free_order=programme.order == "free",
    )


def _cover(voice: Voice) -> Cover:
    programme, portfolio = voice.programme, replace(portfolio_of(voice), breakdown=None)
    as_of = programme.as_of.text
    historic = richtext.fill(voice.phrases.historic, as_of.where, date=numbers.verbatim(as_of))
    draft = Words(voice.phrases.draft_notice, voice.where)
    personal = Personal()
    if programme.handout:  # in the place of personal words: this story is for nobody in particular
        neutral = programme.handout.neutral
        letter = voice.maybe(neutral.letter)
        personal = Personal(voice.maybe(neutral.dedication))
        if letter:
            from reports.compose.letters import signed  # few have one

            sender = tuple(map(numbers.verbatim, programme.handout.return_address))
            personal = replace(personal, letter=(letter,), signed=signed(voice), sender=sender)
    return Cover(
        title=voice.words(programme.title),
        subtitle=voice.words(programme.subtitle),
        standfirst=voice.words(programme.standfirst),
        portfolio=portfolio,
        credit=voice.credits.of(portfolio).text,
        personal=personal,
        historic=historic if programme.historic else None,
        photo=voice.photo(programme.cover.picture) if programme.cover else None,
        draft=draft if programme.status == "draft" else None,
    )


def _annex(voice: Voice) -> Annex | None:
    table = voice.programme.portfolio.awards
    if voice.awards is None or table is None or table.annex == "nothing":
        return None
    from reports.compose.portfolio import annex_of, names_of

    credit = voice.credits.of((), [table.source])
    match table.annex:
        case "recipients":
            return names_of(voice, voice.awards, credit, "recipient")
        case "funders":
            return names_of(voice, voice.awards, credit, "funder")
        case "awards":
            return annex_of(voice, voice.awards, credit)


def _closing_webcast(voice: Voice) -> model.WebcastSection | None:
    """A webcast that ends the file stands with the sources, where there is room to hear more."""
    last = voice.programme.sections[-1]
    return last if isinstance(last, model.WebcastSection) and len(voice.programme.sections) > 1 else None


def _closing(voice: Voice) -> Closing:
    programme, webcast = voice.programme, _closing_webcast(voice)
    heading = voice.words(programme.closing.heading)
    derived = [name for name, each in programme.explained.items() if isinstance(each, model.Derived)]
    label = voice.maybe(programme.closing.derived_label) or Words(voice.phrases.derived_label, heading.where)
    sources_label = voice.phrases.form(voice.phrases.sources_label, len(programme.sources))
    registration = programme.publisher.registration
    return Closing(
        heading=heading,
        headline=voice.words(programme.closing.headline),
        notes=tuple(Point(label, _derived(voice, name)) for name in derived),
        sources_label=voice.maybe(programme.closing.sources_label) or Words(sources_label, heading.where),
        sources=voice.credits.references(),
        contact=tuple(richtext.reachable(numbers.verbatim(line)) for line in programme.publisher.contact),
        legal=tuple(numbers.verbatim(line) for line in (registration, *programme.publisher.disclosures) if line),
        webcast=Point(voice.words(webcast.heading), webcast_of(voice, webcast)) if webcast else None,
    )


def _derived(voice: Voice, name: str) -> Words:
    """Write a number of ours with its formula, so that nobody takes it for one that the source gives."""
    quantity = voice.programme.numbers[name]
    assert isinstance(quantity, model.Derived)
    formula = numbers.formula_of(name, voice.programme)
    said = {"label": quantity.label.text, "number": f"{{{name}}}", "caveat": quantity.caveat.text}
    sentence = voice.phrases.derived_number.format(**said, formula=formula)
    if isinstance(quantity, model.Change):
        now = voice.programme.quantities[quantity.ratio[0]]
        money = isinstance(now, model.Stated) and now.currency
        unit = (voice.phrases.total_label(quantity.label.text) if money else "{unit}").format(unit=quantity.label.text)
        said = {"number": f"{{{quantity.ratio[0]}}}", "unit": unit, "change": f"{{{name}}}"}
        sentence = voice.phrases.derived_change.format(**said, formula=formula)
    if quantity.ratio == (voice.programme.portfolio.total, voice.programme.portfolio.count):
        sentence += f" {voice.phrases.no_split}"  # an average, which could be taken for a split
    words = voice.ours(sentence)
    written = numbers.format_quantity(name, voice.programme).formula or ""
    start = words.text.rindex(written)
    kept = () if written.startswith("(") else (Span(start, start + len(written)),)  # the longest has to break
    return replace(words, kept=(*words.kept, *kept))


def _catalogue(voice: Voice) -> DublinCore:
    """Collect what a library's catalogue says; what its entry leaves out is taken from what the file says anyway."""
    programme, entry = voice.programme, voice.programme.catalogue
    said = {key: line.text for key, line in entry if isinstance(line, Line)}
    sources = programme.sources.values()
    listed = (", ".join(filter(None, (publication(each, programme.language), each.url))) for each in sources)
    # At its own precision, as ISO 8601 has it: of a time, where it begins; nothing of one still to come.
    date = (entry.date.year, entry.date.month, entry.date.day) if entry.date and not entry.date.hole else ()
    subjects = [each.text for each in entry.subjects]
    return DublinCore(
        creators=tuple(each.text for each in entry.creators) or (programme.publisher.name.text,),
        description=said.get("description") or voice.words(programme.standfirst).text,
        source="; ".join(listed),
        coverage=said.get("coverage") or programme.as_of.text.text,
        subjects=(*subjects, *([voice.phrases.draft] if programme.status == "draft" else [])),
        kind=said.get("type") or programme.label.text,
        contributors=tuple(each.text for each in entry.contributors),
        date="-".join(f"{part:02}" for part in date if part),
        **{key: said.get(key, "") for key in ("identifier", "rights", "relation")},
    )
