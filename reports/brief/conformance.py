"""What would break a claim that the brief makes of itself: found before anything is written, with its place.

What the writer sees to by itself (fonts embedded, ink inside marks, colours defined) is not looked for here.
"""

import hashlib
from collections.abc import Iterator

from reports.brief.look import Look
from reports.dates import build_date
from reports.errors import ArchiveError, Location, Problem
from reports.pdf.metadata import PRODUCER, Metadata
from reports.pdf.structure import Elem
from reports.pdf.tags import HEADINGS
from reports.story import Annex, Story, Words, words_in
from reports.theme.scripts import help_for


def check(story: Story, tree: Elem, look: Look) -> None:
    """Raise an ArchiveError with every problem there is."""
    texts = tuple(words_in(story))
    title, problems = story.cover.title, list[Problem]()
    if not title.text.strip():  # ISO 14289-1, 7.1
        problems.append(Problem(title.where, "a brief without a title cannot be archived", "give it a title"))
    links = ((words, span, target) for words in texts for span, target in words.links)
    for words, span, target in links:
        if not words.text[slice(*span)].strip():  # ISO 14289-1, 7.18.5
            problems.append(Problem(words.where, f"the link to {target} has no text", "say where it leads"))
    problems += [*_glyphs(texts, look), *_cells(story.annex, look), *_elements(tree, story.where)]
    if problems:
        raise ArchiveError(problems)


def _glyphs(texts: tuple[Words, ...], look: Look) -> Iterator[Problem]:
    """ISO 19005-3, 6.2.11.8: no text is shown as an empty box."""
    role = look.roles["body"]
    letters = "".join(sorted(set("".join(words.text for words in texts))))
    missing = set(role.font.metrics.unset(letters) + role.strong.metrics.unset(letters)) - set("\t\n\r\xa0")
    for words in texts if missing else ():
        for char in sorted(missing & set(words.text)):
            message = f"the theme's font lacks the character '{char}' (U+{ord(char):04X})"
            yield Problem(words.where, message, help_for(char))


def _cells(annex: Annex | None, look: Look) -> Iterator[Problem]:
    """The same of an annex, whose texts are those of a table: the first row that has it is named."""
    role, rows = look.roles["table"], (annex.rows if annex else ())
    letters = "".join(sorted(set().union(*(set("".join(row)) for row in rows))))
    for char in sorted(set(role.font.metrics.unset(letters)) - set("\t\n\r\xa0")):
        number = next(number for number, row in enumerate(rows, 1) if char in "".join(row))
        message = f"the theme's font lacks the character '{char}' (U+{ord(char):04X}) of award {number} in the annex"
        assert annex
        yield Problem(annex.heading.where, message, help_for(char))


def _elements(tree: Elem, where: Location) -> Iterator[Problem]:
    """ISO 14289-1: every figure has an alt text (7.3), no level of heading is left out on the way down (7.4.2)."""
    above = 0
    for elem in tree.walk():
        if elem.tag == "Figure" and not (elem.alt or "").strip():
            yield Problem(elem.where or where, "a picture has no alt text", "say in words what it shows")
        if elem.tag in HEADINGS:
            level = HEADINGS.index(elem.tag) + 1
            if level > above + 1:
                message = f"a heading of level {level} follows one of level {above}"
                yield Problem(elem.where or where, message, "put a heading of the level between them first")
            above = level


def metadata_of(story: Story, tool: str = PRODUCER) -> Metadata:
    """Collect a Story's metadata. The clock is not asked: without SOURCE_DATE_EPOCH there is no date."""
    said = story.cover.personal
    signed = repr((said.signed, said.sender)) if said.signed or said.sender else ""
    content, by = hashlib.sha256((repr(story) + signed).encode()).hexdigest(), story.publisher.text
    return Metadata(story.name, by, story.language, story.catalogue, build_date(), tool, content)
