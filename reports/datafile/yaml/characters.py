"""Characters that no text should hold, found as they stand in a file or as an escape names them."""

import re
from collections.abc import Iterator

from reports.datafile.yaml.lines import SourceText, signs_in
from reports.errors import Location, Problem

MOST_BAD_CHARACTERS = 20  # a picture given as a data file has thousands; the first few tell enough

# What no text should hold: controls but tab and line feed, U+2028/9 (lines to YAML only), surrogates, non-characters.
FORBIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
UNREADABLE = re.compile(f"[{FORBIDDEN}]")
# How files begin that are given in the place of a data file, and what those of one beginning hold.
_FORMATS = (
    (b"PK", b"word/", "a Word document"),
    (b"PK", b"xl/", "an Excel workbook"),
    (b"PK", b"ppt/", "a PowerPoint file"),
    (b"PK", b"opendocument", "an OpenDocument file"),
    (b"PK\3\4", b"", "a ZIP archive"),
    (b"%PDF-", b"", "a PDF"),
    (b"\x89PNG", b"", "a picture (PNG)"),
    (b"\xff\xd8\xff", b"", "a picture (JPEG)"),
    (b"GIF8", b"", "a picture (GIF)"),
    (b"\xd0\xcf\x11\xe0", b"", "an old Word or Excel file"),
    (b"{\\rtf", b"", "an RTF document"),
    (b"\x1f\x8b", b"", "a compressed file"),
    (b"<!DOCTYPE html", b"", "a web page"),
    (b"<html", b"", "a web page"),
    (b"<?xml", b"", "XML"),
)


def other_format(data: bytes) -> tuple[str, str] | None:
    """Return what a file is that is not text in UTF-8, and what to do; None where it may be such text."""
    start = data[:4096]
    zeros = start.count(0)
    wide = zeros and 0 in (odd := start[1::2].count(0), zeros - odd) and zeros * 5 > len(start)
    if wide or start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "the file is not UTF-8, but UTF-16", "save it again as UTF-8"
    kind = next((kind for magic, inside, kind in _FORMATS if start.startswith(magic) and inside in data), None)
    bad = len(UNREADABLE.findall(decoded(start)))
    if kind or (bad > MOST_BAD_CHARACTERS and bad * 10 > len(start)):
        message = "this is no text file" + f", but {kind}" * bool(kind)
        return message, "give the data file itself, saved as text (UTF-8)"
    return None


def decoded(data: bytes) -> str:
    """Return a file's text with line feeds alone as line ends; a byte that is not UTF-8 becomes a lone surrogate."""
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [] if "\n" in text else re.split("[\x85\u2028\u2029]", text)
    return "\n".join(lines) if len(lines) > 2 else text  # one alone is a stray sign


def bad_characters(text: SourceText) -> Iterator[Problem]:
    """Yield each in a file, or a few where there are many; of bytes in another encoding only the first."""
    wrong_bytes = 0
    for count, match in enumerate(UNREADABLE.finditer(text.text)):
        wrong_bytes += "\udc80" <= match.group() <= "\udcff"
        if count == MOST_BAD_CHARACTERS:
            yield Problem(text.at(match.start()), "and more characters that cannot be read follow")
            return
        if wrong_bytes < 2 or not "\udc80" <= match.group() <= "\udcff":
            yield _bad_character(text.at(match.start()), match.group())


def _bad_character(where: Location, char: str) -> Problem:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        meant = bytes([code - 0xDC00]).decode("cp1252", "ignore")
        message = f"the byte 0x{code - 0xDC00:02X} is not UTF-8" + f": in Windows-1252 it is {meant}" * bool(meant)
        return Problem(where, message, "save the file as UTF-8")
    return Problem(where, f"the character U+{code:04X} cannot be shown", "delete it")


def bad_escape(value: str, text: SourceText, start: int, stop: int) -> Problem | None:
    """Return the first that a value holds, where its escape stands between `start` and `stop` of the file."""
    found = UNREADABLE.search(value)
    if found is None:
        return None
    signs = signs_in(text.text[start:stop])
    before = len(re.sub(r"[ \t\n]", "", value[: found.start()]))
    return _bad_character(text.at(start + signs[min(before, len(signs) - 1)]), found.group())
