"""Words as glyphs: what is shown, how wide it is, and what it says when it is copied."""

from __future__ import annotations

import io
import subprocess
import unicodedata

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.pdf.fonts import Run, ShapedFont
from reports.pdf.objects import FontUse
from reports.pdf.scriptfonts import join_tj
from reports.theme.typeface import face
from tests.builders.brief import THEME
from tests.builders.pdf import FONT, letters, on_a_page
from tests.readback import elements


@settings(deadline=None, max_examples=60)
@given(st.lists(letters(), min_size=1, max_size=8).map(" ".join))
@example("office fluffy AVAST To, first aid – “field” naïve façade Łódź Ťažko e\u0301t\u00e9")
@example("marks of their own height: x\u0301 q\u0323\u0302 A\u0301")
@example("<b>&{name}</b> \\( 100% [x] $46 million")
def test_text_says_in_the_file_what_it_says_in_the_story(text: str) -> None:
    read = [elem.text for elem in elements(on_a_page(text)) if elem.tag == "P"]
    assert read == [unicodedata.normalize("NFC", text)]


def test_another_reader_finds_the_same_words() -> None:
    text = "office fluffy AVAST To, first aid – “field” naïve façade Łódź"
    run = subprocess.run(["pdftotext", "-", "-"], input=on_a_page(text), capture_output=True, check=True)
    assert run.stdout.decode().split() == text.split()


def test_letters_that_join_are_one_glyph_with_both_letters() -> None:
    assert FONT.run("fi").glyphs[0][1] in ("fi", "f")
    assert "".join(text for _, text in FONT.run("office").glyphs) == "office"


def test_letters_are_kerned() -> None:
    apart = sum(FONT.run(letter).width for letter in "AV")
    assert FONT.run("AV").width < apart


@given(letters())
def test_a_word_is_as_wide_as_the_typeface_measures_it(word: str) -> None:
    assert FONT.width(word, 10) == pytest.approx(face(THEME.font.regular).width(word, 10), abs=0.02)


def test_a_kept_space_is_as_wide_as_a_space_and_copies_as_one() -> None:
    assert FONT.width("no\xa0cure", 10) == FONT.width("no cure", 10)
    assert elements(on_a_page("no\xa0cure"))[1].text == "no cure"


class OneGlyphFont(ShapedFont):
    """A font whose words are all shown by one glyph."""

    def run(self, word: str) -> Run:
        run = super().run(word)
        return Run(run.shown, ((7, word),), whole=True, width=run.width)


def test_a_glyph_that_stands_for_two_texts_is_told_by_the_word() -> None:
    """No font of ours does it, but a user's may: the second text must not be lost."""
    font = OneGlyphFont(face(THEME.font.regular))
    use = FontUse("F1", {}, lambda _font: use)
    assert "ActualText" not in font.show(use, "a", 10)
    assert "/ActualText <FEFF0062>" in font.show(use, "b", 10)


def test_a_letter_the_font_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"SourceSans3-Regular has no glyph for a letter of '漢'"):
        on_a_page("漢")


def test_only_glyphs_that_are_used_are_embedded() -> None:
    with pikepdf.open(io.BytesIO(on_a_page("only these"))) as pdf:
        fonts = pdf.pages[0]["/Resources"]["/Font"]
        (font,) = (fonts[str(name)] for name in fonts.keys())  # noqa: SIM118 (a PDF dictionary, not ours)
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert str(font["/BaseFont"]).endswith("+SourceSans3-Regular")
        assert len(descriptor["/FontFile2"].read_bytes()) < THEME.font.regular.stat().st_size / 10


def test_two_kerns_side_by_side_stay_two_numbers() -> None:
    assert join_tj("<0041>-103", "-103<0042>") == "<0041>-103 -103<0042>"
    assert join_tj("<0041>", "<0042>") == "<00410042>"
