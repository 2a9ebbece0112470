"""Characters that the theme's fonts have no glyph for, where they stand in the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator

from reports.datafile.model import Derived, Prose, Stated
from reports.datafile.yaml import quote
from reports.errors import Location, Problem
from reports.loading.checks.file import CheckedFile
from reports.story import numbers
from reports.theme.typeface import runs_left


def glyphs(texts: Iterable[Prose], file: CheckedFile, lacks: Callable[[str], str]) -> Iterator[Problem]:
    """Yield characters that cannot be shown, in texts and in numbers as they will be written."""
    shown = [(text.text, text.where) for text in texts]
    if file.sound("portfolio", "item"):
        shown.append((file.programme.portfolio.item, file.at("portfolio", "item")))
    for name in file.programme.quantities:
        if _can_be_written(name, file):
            written = numbers.format_quantity(name, file.programme)
            shown.append((written.full + (written.formula or ""), file.at("quantities", name)))
    yield from _leftwards(shown, file)
    for text, where in shown:
        if "\xad" in text:
            hint = "delete it; where the word may break, write a hyphen"
            yield Problem(file.tree.find(where, "\xad"), "a soft hyphen (U+00AD) breaks no word here", hint)
    missing = lacks("".join(sorted(set("".join(text for text, _ in shown)))))
    # The reader has its own words for control characters, and for what it puts in the place of bytes that are no text.
    missing = "".join(c for c in missing if unicodedata.category(c) != "Cc" and c != "\N{REPLACEMENT CHARACTER}")
    for text, where in shown:
        for char in dict.fromkeys(char for char in text if char in missing and not runs_left(char)):
            message = f"the theme's font lacks the character {quote(char)} ({name_of(char)})"
            yield Problem(file.tree.find(where, char), message, "write it in another way, or choose a font that has it")


def _leftwards(shown: Iterable[tuple[str, Location]], file: CheckedFile) -> Iterator[Problem]:
    """Yield text that would come out in the wrong order: nothing here sets lines from right to left yet."""
    for text, where in shown:
        first = next((char for char in text if runs_left(char)), None)
        if first:
            message = f"text that runs from right to left cannot be set yet: {quote(first)} ({name_of(first)})"
            yield Problem(file.tree.find(where, first), message, "write it in Latin, Greek or Cyrillic letters")


def name_of(char: str) -> str:
    """Return a character's name in Unicode: "U+00F7 DIVISION SIGN"."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


def _can_be_written(name: str, file: CheckedFile) -> bool:
    known = file.programme.quantities
    match known.get(name):
        case Derived() as quantity:
            parts = all(isinstance(known.get(part), Stated) and _can_be_written(part, file) for part in quantity.ratio)
            return parts and file.sound("quantities", name)
        case None:
            return False
    return file.sound("quantities", name)
