"""What the glyphs of a PDF's fonts say: ISO 32000-1, 9.10.3, and no more of it than text needs."""

import re
from collections.abc import Iterator
from typing import Any

from reports.loading.embedded import unpacked

_MOST = 1_000_000  # of a character map's bytes
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MOST_IN_RANGE = 65_536


class Glyphs:
    """A font as a reader of text sees it: codes of one byte or two, and the `letters` each stands for.

    `letters` is empty without a /ToUnicode map; a ligature's code stands for several: {3: " ", 42: "ffi"}.
    """

    def __init__(self, font: Any) -> None:
        self.bytes_each = 2 if font.get("/Subtype") == "/Type0" else 1
        self._widths = _widths(font)
        self.letters = _letters_by_code(unpacked(font["/ToUnicode"], _MOST)) if "/ToUnicode" in font else {}

    def glyphs(self, shown: bytes) -> Iterator[tuple[str, float]]:
        """Yield what each glyph of a string shows, and its width in ems.

        A code without letters is U+FFFD, unless the font is of the old kind with one byte a code.
        """
        for at in range(0, len(shown), self.bytes_each):
            code = int.from_bytes(shown[at : at + self.bytes_each], "big")
            old = "\ufffd" if self.bytes_each > 1 else bytes([code]).decode("cp1252", "replace")
            yield self.letters.get(code) or old, self._widths.get(code, 0.5)


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


def _letters_by_code(stream: bytes) -> dict[int, str]:
    letters: dict[int, str] = {}
    for kind, body in _SECTION.findall(stream):
        tokens: list[bytes | str] = []  # strings as bytes, and the brackets around arrays
        for match in _TOKEN.finditer(body):
            digits = re.sub(rb"\s", b"", match[1] or b"").decode()
            tokens.append(match[0].decode() if match[1] is None else bytes.fromhex(digits + "0" * (len(digits) % 2)))
        if kind == b"bfchar":
            pairs = [token for token in tokens if isinstance(token, bytes)]
            letters |= {_code(code): _letters_of(text) for code, text in zip(pairs[::2], pairs[1::2], strict=False)}
        else:
            letters |= _ranged(tokens)
    return letters


def _ranged(tokens: list[bytes | str]) -> dict[int, str]:
    """Read ranges: first, last, and either the first's letters or an array with each one's."""
    letters: dict[int, str] = {}
    rest = iter(tokens)
    for first in rest:
        last, start = next(rest, b""), next(rest, b"")
        if not isinstance(first, bytes) or not isinstance(last, bytes):
            break
        codes = range(_code(first), min(_code(last), _code(first) + _MOST_IN_RANGE) + 1)
        if isinstance(start, bytes):
            base = _letters_of(start)
            letters |= {code: base[:-1] + chr(ord(base[-1]) + code - codes[0]) for code in codes if base}
        else:
            each = iter(lambda: next(rest, "]"), "]")
            letters |= {
                code: _letters_of(text) for code, text in zip(codes, each, strict=False) if isinstance(text, bytes)
            }
            if len(letters) > _MOST_IN_RANGE:
                break
    return letters


def _code(code: bytes) -> int:
    return int.from_bytes(code, "big")


def _letters_of(text: bytes) -> str:
    return text.decode("utf-16-be", "replace")
