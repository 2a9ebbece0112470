"""Ink measured: what is drawn in proportion holds, and half a percent off is found."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.story.numeral import numeral
from reports.verify.compare import measure as ink
from reports.verify.readback.reading import ReadBox, ReadShape
from tests.builders.finished import MEADOWS, made


def a_shape(left: float, top: float, width: float, height: float, fill: str | None = "ink") -> ReadShape:
    return ReadShape(1, ReadBox(left, top, left + width, top + height), fill)


def bars_of(values: list[int], scale: float = 0.5) -> list[ReadShape]:
    return [a_shape(100, 20 * row, value * scale, 12) for row, value in enumerate(values)] + [
        a_shape(100, -4, 0.5, 20 * len(values) + 8, None)  # the axis
    ]


def squares_of(count: int, columns: int) -> list[ReadShape]:
    return [a_shape(10 * (number % columns), 10 * (number // columns), 8, 8) for number in range(count)]


VALUES = [400, 210, 90, 35]


def test_bars_as_long_as_their_values_hold() -> None:
    assert list(ink.bars(bars_of(VALUES), list(map(Decimal, VALUES)))) == []


def test_a_bar_one_percent_too_long_is_found() -> None:
    shapes = bars_of(VALUES)
    longer = replace(shapes[0], box=replace(shapes[0].box, right=shapes[0].box.right * 1.01))
    found = list(ink.bars([longer, *shapes[1:]], list(map(Decimal, VALUES))))
    assert any("draws bar 1 +" in message for message in found)


@pytest.mark.parametrize("change", ["taken out", "added"])
def test_bars_are_counted(change: str) -> None:
    shapes = bars_of(VALUES)[1:] if change == "taken out" else [a_shape(100, -20, 50, 12), *bars_of(VALUES)]
    message = next(ink.bars(shapes, list(map(Decimal, VALUES))))
    assert message == f"draws {3 if change == 'taken out' else 5} bars where the data has 4"


@given(st.integers(1, 400), st.integers(1, 40))
@settings(max_examples=60)
def test_any_field_of_equal_squares_holds(count: int, columns: int) -> None:
    assert list(ink.squares(squares_of(count, columns), count)) == []


@given(st.integers(2, 120), st.integers(2, 20), st.data())
@settings(max_examples=60)
def test_a_square_anywhere_else_is_found(count: int, columns: int, data: st.DataObject) -> None:
    shapes = squares_of(count, columns)
    which = data.draw(st.integers(0, count - 1))
    moved = replace(shapes[which], box=ReadBox(3.3, 503.3, 11.3, 511.3))
    assert list(ink.squares([*shapes[:which], moved, *shapes[which + 1 :]], count)) != []


def test_squares_upon_each_other_are_found() -> None:
    shapes = squares_of(20, 5)
    assert list(ink.squares([*shapes[:-1], shapes[0]], 20)) == [
        "draws squares upon each other, or leaves holes between them"
    ]


def test_the_list_of_contents_leads_to_the_right_pages() -> None:
    """Large print of the example has pages enough for one."""
    from reports.brief.render import render
    from reports.theme.load import load_theme
    from reports.verify.compare.around import pages_named
    from reports.verify.readback.brief import read_brief
    from tests.builders.edits import retyped

    ours = made(MEADOWS.parents[1] / "progressive-ms.yaml")
    brief = render(ours.story, load_theme(None), "a4", large_print=True).pdf
    assert not list(pages_named(read_brief(brief, "brief.pdf")))
    (problem,) = pages_named(read_brief(retyped(2, ("8", "7"), after="<</MCID 16>>")(brief), "brief.pdf"))
    assert str(problem) == "brief page 2: says that “MSOAC” is on page 7, but it is on page 8"


def test_squares_that_spell_their_number_are_held_to_the_places_of_the_numeral() -> None:
    cells = numeral(105)
    assert cells is not None
    shapes = [a_shape(10 * x, 10 * y, 8, 8) for x, y in cells.cells]
    assert list(ink.squares(shapes, 105, spelt=True)) == []
    assert list(ink.squares(shapes, 105)) == ["draws squares upon each other, or leaves holes between them"]
    assert list(ink.squares(squares_of(105, 15), 105, spelt=True)) != []


def test_as_many_squares_stand_out_as_are_described() -> None:
    shapes = squares_of(20, 5)
    marked = [replace(shape, fill="F2B134") if place < 3 else shape for place, shape in enumerate(shapes)]
    assert list(ink.squares(marked, 20, marked=3)) == []
    assert list(ink.squares(marked, 20, marked=2)) == ["draws its squares in 2 colours where 2 should stand out"]
    assert list(ink.squares(marked, 20)) == ["draws its squares in 2 colours"]
