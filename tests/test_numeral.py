"""Counts that are spelt by their own squares."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.story.numeral import numeral


def letters(number: int) -> list[str]:
    found = numeral(number)
    assert found is not None
    cells = set(found.cells)
    return ["".join(".#"[(x, y) in cells] for x in range(found.columns)) for y in range(found.rows)]


def test_105_squares_read_105() -> None:
    assert letters(105) == [
        "..##.#####.#####",
        ".###.#####.#####",
        "####.##.##.##...",
        "..##.##.##.##...",
        "..##.##.##.#####",
        "..##.##.##.#####",
        "..##.##.##....##",
        "..##.##.##....##",
        "..##.#####.#####",
        "..##.#####.#####",
    ]


@given(st.integers(1, 9999))
def test_a_numeral_has_as_many_cells_as_it_says_each_once_and_within_its_size(number: int) -> None:
    found = numeral(number)
    if found is None:
        return
    assert len(set(found.cells)) == len(found.cells) == number
    assert {x for x, _ in found.cells} <= set(range(found.columns))
    assert {y for _, y in found.cells} == set(range(found.rows))
    assert list(found.cells) == sorted(found.cells, key=lambda cell: (cell[1], cell[0]))


@given(st.integers(1, 9999))
def test_every_digit_stands_apart_and_the_last_is_known(number: int) -> None:
    found = numeral(number)
    if found is None:
        return
    used = {x for x, _ in found.cells}
    starts = [x for x in sorted(used) if x - 1 not in used]
    assert len(starts) == len(str(number))
    assert {x for place in found.last for x in [found.cells[place][0]]} == {x for x in used if x >= starts[-1]}


@pytest.mark.parametrize("number", [0, -3, 1, 8, 24, 38, 10_000])
def test_where_strokes_would_be_thin_or_the_sum_is_missed_there_is_none(number: int) -> None:
    assert numeral(number) is None


def test_a_third_of_the_counts_up_to_a_thousand_can_be_spelt() -> None:
    assert sum(numeral(number) is not None for number in range(20, 1001)) > 300


def test_one_number_is_solved_at_once() -> None:
    numeral.cache_clear()
    start = process_time()
    for number in range(1000, 1100):
        numeral(number)
    assert (process_time() - start) / 100 < 0.02
