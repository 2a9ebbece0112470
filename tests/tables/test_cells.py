from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.awards.cells import Cell, CellError, DayOrder, amount_of, date_of, text_of
from reports.datafile.scalars import When


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (" a  b\n", "a b"), ("", None), (" ", None), ("\u00a0\u200b", None), (None, None), (514479.0, "514479"),
        (0.5, "0.5"), (True, "TRUE"), (dt.date(2020, 5, 6), "2020-05-06"), ("a\x07b", "a b"), ("=1+1", "=1+1"),
        (dt.datetime(2020, 5, 6), "2020-05-06"), ("01043421", "01043421"),
    ],
)  # fmt: skip
def test_a_cell_is_text_on_one_line(cell: Cell, wanted: str | None) -> None:
    assert text_of(cell) == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("15000", "15000"), ("15,000.50", "15000.50"), ("£1,234", "1234"), ("$ 12.5", "12.5"), ("GBP 900", "900"),
        ("-£5", "-5"), ("\u22125", "-5"), (15000.0, "15000"), (0.1 + 0.2, "0.3"), (21757793.27, "21757793.27"),
        (7, "7"), (Decimal("1.10"), "1.10"), ("0", "0"),
    ],
)  # fmt: skip
def test_an_amount_is_exact(cell: Cell, wanted: str) -> None:
    assert amount_of(cell) == Decimal(wanted)


@pytest.mark.parametrize("cell", ["", " ", None])
def test_no_amount_is_none(cell: Cell) -> None:
    assert amount_of(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["12k", "1.234,50", "1,23", "1 or 2", "--5", "=SUM(A1:A9)", "nan", "1e5", "9" * 50, True, dt.date(2020, 1, 1),
     float("nan"), float("inf"), 1e300, "٣"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError):
        amount_of(cell)


@given(st.decimals(-(10**12), 10**12, places=2))
def test_an_amount_reads_back_however_it_is_written(amount: Decimal) -> None:
    assert amount_of(f"{amount:,f}") == amount_of(f"{amount:f}") == amount_of(amount) == amount


@given(st.integers(-(10**13), 10**13).map(lambda cents: cents / 100))
def test_a_spreadsheets_binary_number_is_the_one_that_was_typed(number: float) -> None:
    assert amount_of(number) == Decimal(f"{number:.2f}")


@pytest.mark.parametrize(
    ("cell", "order", "wanted"),
    [
        ("2020-05-06", None, When(2020, 5, 6)), ("2020-05", None, When(2020, 5)), (2020.0, None, When(2020)),
        ("2020-05-06T00:00:00+00:00", None, When(2020, 5, 6)), (dt.datetime(2020, 5, 6, 7), None, When(2020, 5, 6)),
        ("4/17/1991", "month first", When(1991, 4, 17)), ("17/4/1991", None, When(1991, 4, 17)),
        ("1/2/2013", "day first", When(2013, 2, 1)), ("01.02.2013", "day first", When(2013, 2, 1)), (" ", None, None),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_the_cell(cell: Cell, order: DayOrder | None, wanted: When | None) -> None:
    assert date_of(cell, order) == wanted


@pytest.mark.parametrize("cell", ["1/2/2013", "2020-02-30", "spring", "13/13/2013", 43000.0, "0000-01-01"])
def test_a_date_that_is_not_plain_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError):
        date_of(cell, None)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    told = []
    for read in (text_of, amount_of, lambda cell: date_of(cell, "day first")):
        try:
            read(text)
        except CellError as error:
            told.append(str(error))
    assert not any("\n" in reason for reason in told)
