from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.awards.cells import Cell, CellError, text_of
from reports.awards.datecells import DateForm, DayOrder, date_of, implausible
from reports.awards.money import AmountForm, amount_of
from reports.datafile.scalars import When


def settled(order: DayOrder | None) -> DateForm:
    return DateForm(frozenset({order} if order else ()))


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        (" a  b\n", "a b"), ("a  b", "a b"), ("", None), (" ", None), ("\u00a0\u200b", None), (None, None),
        (514479.0, "514479"),
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
        ("-£5", "-5"), ("£-5", "-5"), ("£5-", "-5"), ("9" * 16, "9" * 16),
        ("\u22125", "-5"), (15000.0, "15000"), (0.1 + 0.2, "0.3"), (21757793.27, "21757793.27"),
        (7, "7"), (Decimal("1.10"), "1.10"), ("0", "0"),
    ],
)  # fmt: skip
def test_an_amount_is_exact(cell: Cell, wanted: str) -> None:
    assert amount_of(cell) == Decimal(wanted)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("$6 million", "6000000"), ("1.2m", "1200000"), ("25k", "25000"), ("£1.5bn", "1500000000"),
        ("EUR 6m", "6000000"),
        ("6 million USD", "6000000"), ("2 Mio. €", "2000000"), ("6.8664926469E8", "686649264.69"), ("1e5", "100000"),
        ("68664929469E-2", "686649294.69"), ("1 200 000", "1200000"), ("1\u202f200\u00a0000.50", "1200000.50"),
        ("(500)", "-500"), ("-500", "-500"), ("500-", "-500"), ("£-500", "-500"), ("-£500", "-500"), ("(£500)", "-500"),
        ("CHF 1'200.50", "1200.50"), ("1’200’000", "1200000"), ("Fr. 500.—", "500"), ("12,34,567", "1234567"),
        ("3 lakh", "300000"), ("0.125", "0.125"), ("1234.567", "1234.567"), ("$ 1,200", "1200"), ("USD1,200", "1200"),
        ("£1,20,000.50", "120000.50"), ("Rs. 1,20,000/-", "120000"), ("１２００", "1200"), ("￥１，２００", "1200"),
        ("$1.5MM", "1500000"), ("500 euros", "500"), ("5 million pounds", "5000000"), ("\u2212500.25", "-500.25"),
    ],
)  # fmt: skip
def test_what_is_plain_is_read(cell: str, wanted: str) -> None:
    assert amount_of(cell) == Decimal(wanted)


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [("1500,50", "1500.5"), ("1.250.000,00", "1250000"), ("1.500", "1500"), ("-7,25 €", "-7.25"),
     ("1,2 Mio. €", "1200000"),
     ("1 200,50", "1200.5"), ("1'200,50", "1200.5"), ("500,-", "500"), ("€ 1.200,-", "1200"), ("1.200,— €", "1200")],
)  # fmt: skip
def test_a_decimal_comma_is_read_where_the_column_has_them(cell: str, wanted: str) -> None:
    assert amount_of(cell, form=AmountForm("comma")) == Decimal(wanted)


@pytest.mark.parametrize("cell", ["", " ", None, "-", "n/a", "NULL", "Unknown", "#N/A"])
def test_no_amount_is_none(cell: Cell) -> None:
    assert amount_of(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["<5,000", "1,000-2,000", "approx. 5,000", "~5000", "5000+", "1_000", "5 per cent", "500 (est.)", "500/year",
     "500 p.a.", "£1½m", "500²", "1 or 2 million", "see note", "500 EUR (550 USD)", "500 CR",
     "12q", "1.234,50", "1,23", "1 or 2", "50%", "1,0000", "(500", "1.2.3", "(-500)", "6 millions of people",
     "--5", "=SUM(A1:A9)", "nan", "9" * 50, "1" + "0" * 16, True, dt.date(2020, 1, 1),
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
        ("13/4/2020", None, When(2020, 4, 13)), ("4/13/2020", None, When(2020, 4, 13)),
        ("13-12-2020", None, When(2020, 12, 13)), ("12.12.2020", None, When(2020, 12, 12)),
        ("1/2/2013", "day first", When(2013, 2, 1)), ("01.02.2013", "day first", When(2013, 2, 1)), (" ", None, None),
    ],
)  # fmt: skip
def test_a_date_is_as_exact_as_the_cell(cell: Cell, order: DayOrder | None, wanted: When | None) -> None:
    read = date_of(cell, settled(order))
    assert (read and read[0]) == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("October 2024", When(2024, 10)), ("11/2023", When(2023, 11)), ("01 Jan 2020", When(2020, 1, 1)),
        ("19 Jul 2022", When(2022, 7, 19)), ("19-Jul-22", When(2022, 7, 19)),
        ("1-May-39", When(2039, 5, 1)), ("1-May-70", When(1970, 5, 1)), ("20200101", When(2020, 1, 1)),
        ("2020/01/05", When(2020, 1, 5)), ("2020.01.05", When(2020, 1, 5)), ("July 19, 2022", When(2022, 7, 19)),
        ("1st May 2020", When(2020, 5, 1)), ("Sept 2021", When(2021, 9)), ("1. Januar 2020", When(2020, 1, 1)),
        ("3 août 2021", When(2021, 8, 3)), ("5 de enero de 2020", When(2020, 1, 5)), ("Okt. 2024", When(2024, 10)),
        ("Q1 2020", When(2020, 1, end=When(2020, 3))), ("2020-Q4", When(2020, 10, end=When(2020, 12))),
        ("43831", When(2020, 1, 1)), (43831, When(2020, 1, 1)), (43831.5, When(2020, 1, 1)),
        (20200101, When(2020, 1, 1)),
        ("2010-2014", When(2010, end=When(2014))), ("2012-13", When(2012, end=When(2013))), ("FY24", When(2024)),
        ("Mrz 2020", When(2020, 3)), ("1er mars 2021", When(2021, 3, 1)), ("5 mei 2019", When(2019, 5, 5)),
        ("Mon 5 Apr 2021", When(2021, 4, 5)), ("2020-Apr-05", When(2020, 4, 5)), ("2020 April", When(2020, 4)),
        ("25/12/99", When(1999, 12, 25)), ("4.4.20", When(2020, 4, 4)), ("12/25/19 0:00", When(2019, 12, 25)),
        ("Jan-99", When(1999, 1)), ("Jan '20", When(2020, 1)), ("２０２０", When(2020)), ("2020.0", When(2020)),
        ("2020-01-05T00:00:00Z", When(2020, 1, 5)), ("2020-01-05 00:00", When(2020, 1, 5)),
        ("2013/14", When(2013, end=When(2014))), ("1999-00", When(1999, end=When(2000))),
        ("FY2023/24", When(2023, end=When(2024))), ("n/a", None), ("-", None),
    ],
)  # fmt: skip
def test_a_date_that_is_plain_is_read(cell: Cell, wanted: When | None) -> None:
    read = date_of(cell)
    assert (read and read[0]) == wanted


@pytest.mark.parametrize(
    "cell",
    [
        "1/2/2013", "12/11/2013", "2011-12", "2011/12", "2020-02-30", "spring", "13/13/2013", "0000-01-01", "Jan-20",
        "05/04/19", "05.04.19", "19-04-05", "25/12/50", "20/21", "Jan 20",
        "31 June 2020", "13/2020", "2020-13", "2020-13-01", "1-May-40", "1-May-69", "FY2020/22",
    ],
)  # fmt: skip
def test_a_date_that_is_not_plain_is_refused(cell: Cell) -> None:
    with pytest.raises(CellError):
        date_of(cell)


def test_serial_numbers_are_days_since_the_first_of_their_workbook() -> None:
    read = date_of("42369", DateForm(since_1904=True))
    assert read
    assert read[0] == When(2020, 1, 1)


def test_a_date_is_plausible_from_1850_to_the_last_day_that_the_figures_can_speak_of() -> None:
    assert implausible(When(1850), 2024) is None
    assert implausible(When(1849, 12, 31), 2024) == "is before 1850"
    assert implausible(When(2024, 12, 31), 2024) is None
    assert implausible(When(2025), 2024) == "is after 2024, the last year that the figures can speak of"


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    told = []
    for read in (text_of, amount_of, lambda cell: date_of(cell, settled("day first"))):
        try:
            read(text)
        except CellError as error:
            told.append(str(error))
    assert not any("\n" in reason for reason in told)
