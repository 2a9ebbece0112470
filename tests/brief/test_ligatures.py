"""Every glyph that HarfBuzz may make of some letters is known before any word has been seen."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
import uharfbuzz as hb
from matplotlib import get_data_path

from reports.brief.mailmerge.ligatures import texts_of
from reports.theme.typeface import FEATURES, Face, face
from tests.builders.brief import THEME

LETTERS = "fitlbhjkTtae"
DEJA_VU_MONO = Path(get_data_path(), "fonts", "ttf", "DejaVuSansMono-Oblique.ttf")
FACES = [face(file) for file in (THEME.font.regular, THEME.font.strong, THEME.font.bold)]


def glyphs(shaped: Face, text: str) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(shaped.hb_font, buffer, FEATURES)
    return [info.codepoint for info in buffer.glyph_infos]


@pytest.mark.parametrize("shaped", FACES, ids=lambda each: each.name)
def test_whatever_letters_join_into_is_known(shaped: Face) -> None:
    known = texts_of(shaped, LETTERS)
    made = {
        glyph
        for count in (1, 2, 3)
        for letters in product(LETTERS, repeat=count)
        for glyph in glyphs(shaped, "".join(letters))
    }
    assert made <= set(known)


@pytest.mark.parametrize("shaped", FACES, ids=lambda each: each.name)
def test_a_ligature_stands_for_its_letters(shaped: Face) -> None:
    assert sorted(texts_of(shaped, "fitx").values()) == ["f", "ff", "fft", "ft", "i", "t", "x"]


def test_a_font_without_ligatures_has_its_letters_alone() -> None:
    assert list(texts_of(face(DEJA_VU_MONO), "fi").values()) == ["f", "i"]
