"""What the speaker says: what a picture shows, a block's narrative in full, and where it comes from.

The slide's sentence stands before it: see `spoken`.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from reports import story as parts
from reports.compose.descriptions import cells_of, lines_of, rest_text, row_text
from reports.deck.layout.slide import CONTINUED, Slide
from reports.story import Section, Words
from reports.story.phrases import Phrases
from reports.story.richtext import letter
from reports.story.text import NO_BREAK


def spoken(slide: Slide, number: int, phrases: Phrases) -> tuple[str, ...]:
    """Return the notes of the slide of that number: its sentence first; the title slide's is the standfirst.

    Its footnotes, and what names on it are short for, stand before its source.
    """
    title, (*notes, source) = CONTINUED.sub("", slide.head.title.text), slide.head.notes
    notes += (line for line in dict.fromkeys(_in_full((slide.head.title, slide.texts), phrases)) if line not in notes)
    if number > 1 and notes[:1] not in ([title], [f"{title}."]):
        notes.insert(0, title if title[-1:] in ".!?…" else f"{title}.")
    return tuple(note.replace(NO_BREAK, " ") for note in (*notes, source))  # so that search finds its numbers


def _in_full(part: object, phrases: Phrases) -> Iterator[str]:
    yield from (note.line.text for note in parts.notes_in(part))
    for words in parts.words_in(part):
        for each in words.spoken:
            if each.in_full:
                yield f"{words.text[slice(*each.span)]}{phrases.label_end}{each.in_full}"


def of_section(section: Section) -> tuple[str, ...]:
    """Return a section's block in full; the footer's source and date stand last."""
    return (*_narrative(section), *dict.fromkeys(_in_full(section, section.phrases)), section.spoken.text)


def of_project(section: Section, project: parts.Project) -> tuple[str, ...]:
    """Return one project in full."""
    named = dict.fromkeys(_in_full(project, section.phrases))
    return (*_project(project, section.phrases), *named, section.spoken.text)


def of_cover(cover: parts.Cover, phrases: Phrases) -> tuple[str, ...]:
    """Return what the whole is about, a letter to the reader if there is one, and what the squares are."""
    signed = cover.personal.signed
    letter = _texts((*cover.personal.letter, *(signed.texts if signed else ())))
    noted = (*_texts((cover.draft,)), *_in_full((cover.standfirst, cover.portfolio), phrases))
    return (cover.standfirst.text, *letter, *_portfolio(cover.portfolio), *noted, cover.credit.text)


def of_closing(story: parts.Story) -> tuple[str, ...]:
    """List sources, notes and whatever has to be said verbatim."""
    closing: parts.Closing = story.closing
    sources = (f"[{reference.number}] {reference.text.text}" for reference in closing.sources)
    as_of = story.phrases.as_of.format(date=story.as_of.text)
    points = _points((*closing.notes, *([closing.webcast] if closing.webcast else [])), story.phrases)
    footnotes = (note.line.text for note in closing.footnotes)
    return (*points, *footnotes, *sources, *_texts((*closing.contact, *closing.legal)), as_of)


def _narrative(section: Section) -> tuple[str, ...]:
    block = section.block
    match block:
        case parts.Finding():
            return _texts((block.lead, *block.text))
        case parts.Comparison():
            drawn = (form.sketch.alt for form in block.forms if form.sketch)
            forms = (f"{form.name.text}. {form.text.text}" for form in block.forms)
            return (*drawn, *forms, *_texts((block.caption,)))
        case parts.Questions():
            numbered = enumerate(block.questions, 1)
            return tuple(f"{number}. {each.name.text} {each.text.text}" for number, each in numbered)
        case parts.Listing():
            items = (f"{letter(number)}. {item.text}" for number, item in enumerate(block.items))
            return (*_texts((block.intro,)), *items)
        case parts.Organisation():
            return (*_texts(block.text), *_points(block.ways, section.phrases))
        case parts.Timeline():
            return (block.measure.text, *lines_of(block.chart), block.caption.text)
        case parts.Portfolio():
            return _portfolio(block)
        case parts.Projects():
            return tuple(paragraph for project in block.projects for paragraph in _project(project, section.phrases))
        case parts.Picture():
            return (block.photo.alt, *_texts((*block.text, block.caption, block.photo.credit)))
        case parts.Partners():
            return _texts(each.line for each in block.partners)
        case parts.Message():
            return _texts((*block.text, block.name, block.role))
        case parts.Quote():
            seen = (block.photo.alt, block.photo.credit.text) if block.photo else ()
            return (*_texts((block.text, block.name, block.role)), *seen)
        case parts.Figures():
            return of_figures(block)
        case parts.Action():
            return _texts((*block.text, block.address, *block.contact, block.until))
        case parts.DataTable():
            return of_rows(block, range(len(block.rows)))
        case parts.Charted():
            return of_exhibit(block.exhibit)
        case _:
            assert_never(block)


def _portfolio(portfolio: parts.Portfolio) -> tuple[str, ...]:
    if portfolio.breakdown is None:
        return (*_texts((portfolio.meaning, portfolio.caveat)), *of_figures(portfolio))
    further = (line for exhibit in portfolio.breakdown.further for line in of_exhibit(exhibit))
    return (*of_exhibit(portfolio.breakdown), *of_figures(portfolio), *further)


def of_figures(block: parts.Portfolio | parts.Figures) -> tuple[str, ...]:
    """Return each figure with what it counts, and how it has changed."""
    said = ((f"{each.figure.text} {each.label.text}.", *_texts(each.against)) for each in block.figures)
    return tuple(line for lines in said for line in lines)


def of_exhibit(exhibit: parts.Breakdown | parts.Exhibit) -> tuple[str, ...]:
    """Return what a chart measures, each value of it, and what can't be seen in it."""
    return (exhibit.measure.text, *lines_of(exhibit.chart), exhibit.caption.text)


def of_rows(table: parts.DataTable, rows: Iterable[int]) -> tuple[str, ...]:
    """Return rows of a table in full, and what stands below it."""
    return (*(cells_of(table, row).text for row in rows), *_texts((table.note,)))


def of_annex(annex: parts.Annex, shown: int) -> tuple[str, ...]:
    """Return the rows that the slide shows in full, and where the rest is."""
    rows = (row_text(annex, row) for row in range(shown))
    return (annex.intro.text, *rows, rest_text(annex, shown), annex.spoken.text)


def _project(project: parts.Project, phrases: Phrases) -> tuple[str, ...]:
    what = f"{project.name.text}{phrases.label_end}{project.what.text}." if project.what else project.name.text
    facts = (f"{fact.show.text} {fact.label.text}." for fact in project.facts)
    credit = f"{project.credit.text}." if project.credit else None
    return tuple(filter(None, (what, f"{project.finding.text}.", *_texts(project.text), *facts, credit)))


def _points(points: Iterable[parts.Point], phrases: Phrases) -> tuple[str, ...]:
    end = phrases.label_end
    return tuple(f"{point.label.text}{end}{point.text.text}" if point.label else point.text.text for point in points)


def _texts(words: Iterable[Words | None]) -> tuple[str, ...]:
    return tuple(f"{'- ' if each.item else ''}{each.text}" for each in words if each)
