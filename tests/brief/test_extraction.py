"""Text copied out of the brief by two programs that are not ours is the text that went in."""

from __future__ import annotations

import io
import subprocess
import unicodedata

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.brief import a_brief, a_finding, a_section, a_story
from tests.builders.pdf import FONT, letters, on_a_page

NAMES = [
    "Ἀριστοτέλης και η έρευνα, Ωμέγα",
    "Владимир Щербаков, исследование; Ђорђе",
    "Nguyễn Thị Ánh, Đặng Hữu Phước",
    "Łukasz Žižek, Şükrü Çağlar, Þórður Æsir",
    "office fluffy baffle AVAST To – “field” — naïve façade",
]


def by_poppler(pdf: bytes) -> list[str]:
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode().split()


def by_pdfium(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return " ".join(page.get_textpage().get_text_range() for page in document).split()
    finally:
        document.close()


READERS = pytest.mark.parametrize("reader", [by_poppler, by_pdfium])


@READERS
@pytest.mark.parametrize("name", NAMES)
def test_names_of_many_scripts_are_shown_if_the_font_has_them(reader: object, name: str) -> None:
    assert FONT.metrics.lacks(name) == ""
    assert callable(reader)
    assert reader(on_a_page(name)) == name.split()


latin = st.lists(letters(), min_size=1, max_size=6).map(" ".join)


@settings(deadline=None, max_examples=25)
@given(latin)
def test_two_readers_find_the_words_that_went_in(text: str) -> None:
    """Marks alone on a line are nobody's text, and what composes is composed."""
    pdf = on_a_page("Begin", text, "End")
    wanted = ["Begin", *unicodedata.normalize("NFC", text).split(), "End"]
    assert [unicodedata.normalize("NFC", word) for word in by_poppler(pdf)] == wanted
    assert [unicodedata.normalize("NFC", word) for word in by_pdfium(pdf)] == wanted


def test_a_whole_brief_reads_the_same_in_both() -> None:
    brief = a_brief(a_story(a_section(a_finding("office work, first of fifty", "Łódź – “field”: 46,000,000 ÷ 105"))))
    assert sorted(by_poppler(brief.pdf)) == sorted(by_pdfium(brief.pdf))
