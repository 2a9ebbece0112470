"""What stands over what on slides, in fonts that readers have in place of ours, measured from LibreOffice's PDF.

`.venv/bin/uv run python -m tests.deck.overlaps DECK.pptx …` prints how many faults each slide has, by set of fonts.
"""

from __future__ import annotations

import ctypes
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from reports.theme.assets import ASSETS
from tests import validators

_DEBIAN = Path("/usr/share/fonts/truetype")
FONTS = {
    "Source": (ASSETS / "fonts" / "SourceSans3", ASSETS / "fonts" / "SourceSerif4Display"),
    "Liberation": (_DEBIAN / "liberation" / "LiberationSans",),
    "Carlito": (_DEBIAN / "crosextra" / "Carlito",),
    "Noto Sans": (_DEBIAN / "noto" / "NotoSans",),
    "DejaVu Sans": (_DEBIAN / "dejavu" / "DejaVuSans",),
}
_TOUCH = 0.4  # points: what smoothing and rounding may do
_EDGE = 7.0  # points between a text and the slide's edge
_THIN, _LONG = 2.5, 100.0  # points: what is thinner and longer is a rule
_LOOSE = 4.0  # points between the ends of a link's line and its letters


@dataclass(frozen=True, slots=True)
class Inked:
    """Something on a page and where its ink is, in points from the bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def joined(self, other: Inked) -> Inked:
        """Return both as one."""
        return Inked(
            self.text + other.text,
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def meets(self, other: Inked) -> bool:
        """Check whether two share ground by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > _TOUCH and along > _TOUCH


def rendered(decks: Sequence[Path], name: str, folder: Path) -> list[Path]:
    """Make a PDF of each deck with the fonts of a set alone, all in one start of LibreOffice."""
    faces = [file for stem in FONTS[name] for file in validators.faces_of(stem)]
    fonts = folder / "fonts"
    fonts.mkdir(parents=True)
    for file in faces:
        (fonts / file.name).symlink_to(file)
    with validators.fonts_in([fonts], folder):
        return validators.libre_office(decks, folder)


def faults(pdf: Path) -> dict[int, list[str]]:
    """Return what stands over what, or too near the edge, by number of the slide; only slides that have faults."""
    with pdfium.PdfDocument(pdf) as document:
        found = {number: list(_of_page(page)) for number, page in enumerate(document, 1)}
    return {number: said for number, said in found.items() if said}


def _of_page(page: Any) -> Iterator[str]:
    words = list(_words(page))
    rules = [rule for rule in _rules(page) if not _underlines(rule, words)]
    width, height = page.get_size()
    for one, other in combinations(words, 2):
        if one.meets(other):
            yield f"{one.text!r} touches {other.text!r}"
    for word in words:
        if min(word.left, word.bottom, width - word.right, height - word.top) < _EDGE:
            yield f"{word.text!r} reaches the slide's edge"
        yield from (f"{word.text!r} stands on a rule" for rule in rules if rule.meets(word))


def _words(page: Any) -> Iterator[Inked]:
    """Read words where they are inked: characters one after the other on one baseline."""
    textpage = page.get_textpage()
    word, baseline, end = None, 0.0, 0.0
    for index in range(textpage.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(textpage, index))
        left, bottom, right, top = textpage.get_charbox(index)
        if char.isspace() or right <= left or top <= bottom:
            if word is not None:
                yield word
            word = None
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        size = raw.FPDFText_GetFontSize(textpage, index)
        near = -1.5 * size < left - end < 0.6 * size  # each letter of a ligature is said to be as wide as all of it
        if word is not None and near and abs(y.value - baseline) < 0.1:
            word = word.joined(Inked(char, left, bottom, right, top))
        else:
            if word is not None:
                yield word
            word = Inked(char, left, bottom, right, top)
        baseline, end = y.value, right
    if word is not None:
        yield word


def _rules(page: Any) -> Iterator[Inked]:
    """Find hairlines that lie, which part rows from each other."""
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = found.get_bounds()
        if top - bottom < _THIN and right - left > _LONG:
            yield Inked("rule", left, bottom - _TOUCH, right, top + _TOUCH)


def _underlines(rule: Inked, words: Sequence[Inked]) -> bool:
    """Check whether a rule is a link's own: it begins where one word does, and ends where one of that line does."""
    near = [word for word in words if abs(word.bottom - rule.top) < word.top - word.bottom]
    return any(abs(rule.left - word.left) < _LOOSE for word in near) and any(
        abs(rule.right - word.right) < _LOOSE for word in near
    )


if __name__ == "__main__":
    for fonts in FONTS:
        with tempfile.TemporaryDirectory() as temporary:
            for rendering in rendered([Path(each) for each in sys.argv[1:]], fonts, Path(temporary)):
                on_slides = faults(rendering)
                print(f"{fonts:12} {rendering.stem:40} {sum(map(len, on_slides.values())):3} ", *on_slides)
