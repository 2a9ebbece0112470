"""Characters that the theme's fonts have no glyph for, where they stand in a file, and signs that a language lacks."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from reports.datafile.model import Derived, Line, Prose, Stated
from reports.datafile.yaml import quote
from reports.errors import Location, Problem
from reports.loading.checks.file import CheckedFile, Lacks
from reports.story import numbers
from reports.story.phrases import phrases_in
from reports.story.scriptlanguages import languages_in
from reports.story.text import raised
from reports.theme.scripts import SCRIPTS, help_for, scripts_of
from reports.theme.typeface import turns

_WORD = re.compile(r"[^\W\d_]{3,}")  # a letter or two may be a sign
_KEPT = re.compile(r"\{[^{}]*\}|https?://\S+")  # what has signs of its own


def glyphs(texts: Iterable[Prose], file: CheckedFile, lacks: Lacks) -> Iterator[Problem]:
    """Yield characters that cannot be shown, in texts and in numbers as they will be written."""
    shown = [*texts]
    if not file.programme.language.startswith("en"):  # whose letters every theme has
        shown.append(Prose(phrases_in(file.programme.language).letters, file.at("language")))
    marks = file.programme.note_numbers.items()
    shown += (Prose(raised(number), file.programme.notes[name].where) for name, number in marks)
    for name in file.programme.numbers:
        if _can_be_written(name, file):
            written = numbers.format_quantity(name, file.programme)
            shown.append(Prose(written.full + (written.formula or ""), file.at("quantities", name.partition(":")[0])))
    for text in shown:
        if first := next(filter(turns, text.text), None):
            message = f"an unseen character turns the direction of what follows: {name_of(first)}"
            yield Problem(_at(text, first, file), message, "delete it: names are set in their direction without it")
        if "\xad" in text.text:
            hint = "delete it; where the word may break, write a hyphen"
            yield Problem(_at(text, "\xad", file), "a soft hyphen (U+00AD) breaks no word here", hint)
    missing = lacks("".join(sorted(set("".join(text.text for text in shown)))))
    # The reader has its own words for control characters, and for what it puts in the place of bytes that are no text.
    missing = "".join(c for c in missing if unicodedata.category(c) != "Cc" and c != "\N{REPLACEMENT CHARACTER}")
    for text in shown:
        for char in dict.fromkeys(char for char in text.text if char in missing and not turns(char)):
            message = f"the theme's font lacks the character {quote(char)} ({name_of(char)})"
            yield Problem(_at(text, char, file), message, help_for(char))


def _at(text: Prose, char: str, file: CheckedFile) -> Location:
    return file.where(text, text.text.index(char))


def other_scripts(texts: Iterable[Prose], file: CheckedFile) -> Iterator[Problem]:
    """Warn of words in a script that is not Latin where nobody says in which language they are."""
    named = {term.text for term in file.programme.names if term.lang}
    for text in texts:
        known = text.lang or text.text.isascii()
        said = {place for span, _ in languages_in(text.text) for place in range(*span)}  # their script says it
        words = _WORD.finditer(text.text) if text.takes_language and not known else ()
        words = (match for match in words if match.start() not in said)
        scripts = ((match, script) for match in words for script in scripts_of(match[0][0])[:1])
        found = next((each for each in scripts if each[0][0] not in named), None)
        if found:
            name = SCRIPTS[found[1]].name
            message = f"{quote(found[0][0])} is {name}, and a screen reader takes it for the file's own language"
            hint = 'name its language: {text: "…", lang: …}'
            yield Problem(file.where(text, found[0].start()), message, hint, fatal=False)


def unopened(texts: Iterable[Prose], file: CheckedFile) -> Iterator[Problem]:
    """Warn of each question and each exclamation in Spanish that has no sign at its beginning; either opens both."""
    for text in texts:
        if isinstance(text, Line) or not (text.lang or file.programme.language).startswith("es"):
            continue
        masked, is_open = _KEPT.sub(lambda match: " " * len(match[0]), text.text), False
        for match in re.finditer("[¿¡]|[?!]+", masked):
            if match[0] not in "¿¡" and not is_open:
                start = max(masked.rfind(end, 0, match.start()) for end in ".?!…:") + 1
                said, sign = text.text[start : match.end()].strip(), "¿" if match[0][0] == "?" else "¡"
                message = f"{quote(said, 60)} has no {sign} where it begins"
                yield Problem(file.where(text, match.start()), message, f"write {quote(sign + said, 60)}", fatal=False)
            is_open = match[0] in "¿¡"


def name_of(char: str) -> str:
    """Return a character's name in Unicode: "U+00F7 DIVISION SIGN"."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


def _can_be_written(name: str, file: CheckedFile) -> bool:
    known = file.programme.numbers
    parts = quantity.ratio if isinstance(quantity := known.get(name), Derived) else ()
    there = all(isinstance(known.get(part), Stated) and _can_be_written(part, file) for part in parts)
    return name in known and there and file.sound("quantities", name.partition(":")[0])
