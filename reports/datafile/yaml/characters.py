"""Characters that no text should hold, found as they stand in a file or as an escape names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.datafile.yaml.lines import Text
from reports.errors import Location, Problem

MOST_BAD_CHARACTERS = 20  # a picture given as a data file has thousands; the first few tell enough

# What no text should hold: controls but tab and line feed, U+2028/9 (lines to YAML only), surrogates, non-characters.
FORBIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_FORBIDDEN = re.compile(f"[{FORBIDDEN}]")
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|.)", re.DOTALL)


def bad_characters(text: Text) -> Iterator[Problem]:
    """Tell of each in a file; of a few, where there are many."""
    for count, match in enumerate(_FORBIDDEN.finditer(text.text)):
        where = text.at(match.start())
        if count == MOST_BAD_CHARACTERS:
            yield Problem(where, "and more characters that cannot be read follow")
            return
        yield _bad_character(where, match.group())


def _bad_character(where: Location, char: str) -> Problem:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return Problem(where, f"the byte 0x{code - 0xDC00:02X} is not UTF-8", "save the file as UTF-8")
    return Problem(where, f"the character U+{code:04X} cannot be shown", "delete it")


def replaced(text: str) -> str:
    """Put the sign for an unknown character in the place of each."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def bad_escape(value: str, text: Text, start: int, stop: int) -> Problem | None:
    """Tell of the first that a value holds, where its escape stands between `start` and `stop` of the file."""
    found = _FORBIDDEN.search(value)
    if found is None:
        return None
    escapes = (match for match in _ESCAPE.finditer(text.text, start, stop) if _code(match) == ord(found.group()))
    offset = next((match.start() for match in escapes), start)
    return _bad_character(text.at(offset), found.group())


def _code(match: re.Match[str]) -> int | None:
    digits = match.group(1) or match.group(2) or match.group(3)
    try:
        return int(digits, 16) if digits else _SHORT.get(match.group())
    except ValueError:
        return None


_SHORT = {
    r"\0": 0,
    r"\a": 7,
    r"\b": 8,
    r"\v": 11,
    r"\f": 12,
    r"\r": 13,
    r"\e": 27,
    r"\N": 0x85,
    r"\L": 0x2028,
    r"\P": 0x2029,
}
