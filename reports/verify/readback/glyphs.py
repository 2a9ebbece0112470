"""What the glyphs of a PDF's fonts say: ISO 32000-1, 9.10.3, and no more of it than text needs."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pikepdf

from reports.loading.embedded import unpacked

_MOST = 1_000_000  # of a character map's bytes
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_STRING = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"%(s)s\s*%(s)s\s*(?:%(s)s|\[([^\]]*)\])" % {b"s": _STRING.pattern})
_LISTED = re.compile(rb"(?m)^<([0-9A-Fa-f]+)> (\d+)$")  # codes with the numbers of their glyphs
_MOST_IN_RANGE = 65_536


class Glyphs:
    """A font as a reader of text sees it: codes of one byte or two, and the `letters` each stands for.

    `letters` is empty without a /ToUnicode map; a ligature's code stands for several: {3: " ", 42: "ffi"}.
    """

    def __init__(self, font: Any) -> None:
        self.bytes_each = 2 if font.get("/Subtype") == "/Type0" else 1
        self._widths = _widths(font)
        encoding = font.get("/Encoding")
        listed = _LISTED.findall(unpacked(encoding, _MOST)) if isinstance(encoding, pikepdf.Stream) else ()
        self._cids = {int(code, 16): int(cid) for code, cid in listed}
        mapped = _letters(unpacked(font["/ToUnicode"], _MOST)) if "/ToUnicode" in font else ()
        self.letters = dict(islice(mapped, _MOST_IN_RANGE))

    def glyphs(self, shown: bytes) -> Iterator[tuple[str, float]]:
        """Yield what each glyph of a string shows, and its width in ems.

        A code without letters is U+FFFD, unless the font is of the old kind with one byte a code.
        """
        for at in range(0, len(shown), self.bytes_each):
            code = int.from_bytes(shown[at : at + self.bytes_each])
            old = "\ufffd" if self.bytes_each > 1 else bytes([code]).decode("cp1252", "replace")
            yield self.letters.get(code) or old, self._widths.get(self._cids.get(code, code), 0.5)


def _widths(font: Any) -> dict[int, float]:
    """Return the widths of a composite font's glyphs in ems, by code (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    listed = iter(font["/DescendantFonts"][0].get("/W", []) if "/DescendantFonts" in font else [])
    for first in listed:
        then: Any = next(listed, None)
        if hasattr(then, "__iter__"):
            widths |= {int(first) + number: float(width) / 1000 for number, width in enumerate(then)}
        else:
            stop = min(int(then or 0), int(first) + _MOST_IN_RANGE) + 1
            widths |= dict.fromkeys(range(int(first), stop), float(next(listed, 0)) / 1000)
    return widths


def _letters(stream: bytes) -> Iterator[tuple[int, str]]:
    """Yield the codes of a character map with their letters: one by one, or ranges from the first's or a list on."""
    for kind, body in _SECTION.findall(stream):
        if kind == b"bfchar":
            strings = list(map(_string, _STRING.findall(body)))
            yield from zip(map(int.from_bytes, strings[::2]), map(_text, strings[1::2]), strict=False)
            continue
        for found in _RANGE.findall(body):
            first, last, start = map(_string, found[:3])
            codes, base = range(int.from_bytes(first), int.from_bytes(last) + 1), _text(start)
            yield from zip(codes, (_text(_string(each)) for each in _STRING.findall(found[3])), strict=False)
            yield from ((code, base[:-1] + chr(ord(base[-1]) + code - codes[0])) for code in codes if base)


def _string(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _text(text: bytes) -> str:
    return text.decode("utf-16-be", "replace")
