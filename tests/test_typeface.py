from __future__ import annotations

from itertools import pairwise

import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from reports.story import Span
from reports.theme.assets import ASSETS
from reports.theme.typeface import Face, break_lines, face

REGULAR = ASSETS / "fonts" / "SourceSans3-Regular.ttf"

words = st.text(st.sampled_from("aeioAVTWylfn.,-é$46"), min_size=1, max_size=9)
sentences = st.lists(words, min_size=1, max_size=25).map(" ".join)


def regular() -> Face:
    return face(REGULAR)


def advances(text: str, *, kern: bool) -> list[int]:
    """What HarfBuzz says of the whole text, asked anew."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(REGULAR))))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer, {"kern": kern, "liga": True})
    return [position.x_advance for position in buffer.glyph_positions]


def a_span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def test_a_face_knows_its_name_and_its_vertical_measures() -> None:
    assert (regular().name, regular().upem) == ("SourceSans3-Regular", 1000)
    assert (regular().ascent, regular().descent, regular().cap_height) == (1.0, 0.326, 0.66)


def test_a_face_is_opened_once() -> None:
    assert face(REGULAR) is face(REGULAR)


@given(sentences, st.floats(1, 100))
def test_a_width_is_the_sum_of_the_shaped_advances(text: str, size: float) -> None:
    assert abs(regular().width(text, size) - sum(advances(text, kern=True)) * size / 1000) < 1e-6


def test_kerning_is_honoured() -> None:
    width = float(regular().width("AVATAR", 1000))
    assert width == sum(advances("AVATAR", kern=True)) < sum(advances("AVATAR", kern=False))


def test_digits_are_tabular() -> None:
    assert len({regular().width(digit, 10) for digit in "0123456789"}) == 1


def test_missing_characters_are_named_in_order_and_once() -> None:
    assert regular().lacks("é 漢字漢 \U0001f600") == "漢字\U0001f600"


@given(sentences, st.floats(20, 300))
def test_broken_lines_join_to_the_text(text: str, width: float) -> None:
    assert " ".join(break_lines(text, regular(), 10, width)) == text


@given(sentences, st.floats(20, 300), st.booleans())
def test_no_line_is_wider_than_asked_unless_it_is_one_word(text: str, width: float, hyphens: bool) -> None:
    for line in break_lines(text, regular(), 10, width, hyphens=hyphens):
        assert regular().width(line, 10) <= width + 1e-6 or " " not in line


@given(sentences, st.floats(20, 300))
def test_a_line_takes_every_word_that_fits(text: str, width: float) -> None:
    lines = break_lines(text, regular(), 10, width)
    for line, following in pairwise(lines):
        assert regular().width(f"{line} {following.split(' ')[0]}", 10) > width


@given(sentences, words, words, sentences, st.floats(20, 300))
def test_a_kept_span_that_fits_is_never_parted(before: str, first: str, second: str, after: str, width: float) -> None:
    kept = f"{first} {second}"
    text = f"{before} {kept} {after}"
    span = Span(len(before) + 1, len(before) + 1 + len(kept))
    lines = break_lines(text, regular(), 10, width, [span])
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    assert " ".join(lines) == text
    assert regular().width(kept, 10) > width or not any(span.start < start < span.stop for start in starts)


def test_a_kept_span_wider_than_the_line_is_broken() -> None:
    text = "Dr. Howard Weiner"
    assert break_lines(text, regular(), 10, 40, [Span(0, len(text))]) == ["Dr.", "Howard", "Weiner"]


def test_hyphens_break_only_when_asked_and_not_in_kept_spans() -> None:
    text = "the relapsing-remitting course of C-Path"
    assert break_lines(text, regular(), 10, 70) == ["the", "relapsing-remitting", "course of C-Path"]
    assert break_lines(text, regular(), 10, 70, hyphens=True) == ["the relapsing-", "remitting course", "of C-Path"]
    kept = [a_span(text, "relapsing-remitting"), a_span(text, "C-Path")]
    assert break_lines(text, regular(), 10, 60, kept, hyphens=True)[-1] == "C-Path"


def test_nothing_has_no_lines() -> None:
    assert break_lines("", regular(), 10, 100) == []
    assert not regular().width("", 10)
    assert float(regular().width("two  spaces", 10)) > float(regular().width("two spaces", 10))
