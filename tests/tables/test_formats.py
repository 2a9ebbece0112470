"""Number formats of workbooks: numbers and dates as the reader of a spreadsheet sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.tables import Unclear
from reports.tables.formats import writer
from reports.tables.workbooks import built_in

ACCOUNTS = r'_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_)'
PHONE = r"[<=9999999]###\-####;\(###\)\ ###\-####"
DAY = 45356.6  # 5 March 2024, 14:24


def seen(number: float, code: str, language: str = "en-US", *, since_1904: bool = False) -> str:
    text = writer(code, language, since_1904=since_1904)(str(number))
    assert isinstance(text, str), text
    return " ".join(text.split(" ")).strip()


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (1250.5, '"$"#,##0.00', "$1,250.50"),
        (-1250.5, '"$"#,##0.00', "-$1,250.50"),
        (-1250.5, r"#,##0.00;[Red]\(#,##0.00\)", "(1,250.50)"),
        (1250.5, ACCOUNTS, "$1,250.50"),
        (-5, ACCOUNTS, "$(5.00)"),
        (0, ACCOUNTS, "$-"),
        (1250.5, r"_-* #,##0.00\ [$€-407]_-", "1,250.50 €"),
        (1250.5, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "£1,250.50"),
        (1250, '"CHF" #,##0', "CHF 1,250"),
        (0, "#,##0.00 [$€-1]", "0.00 €"),
        (12.5, "[$€-2] #,##0.00", "€ 12.50"),
        (1_500_000, '0.0,,"M"', "1.5M"),
        (0.125, "0.0%", "12.5%"),
        (2.675, "0.00", "2.68"),
        (-0.001, "0.00", "0.00"),
        (-20, '"£"#,##0,"k"', "£0k"),  # as a spreadsheet shows it: no minus before zeros alone
        (1.5, "0.0?", "1.5"),
        (0.25, ".00", ".25"),
        (5, "#.##", "5."),
        (1234, "00000", "01234"),
        (1.5, "00000", "00002"),
        (123456789, r"00000\-0000", "12345-6789"),
        (12345, r'"D-"00000', "D-12345"),
        (123456789, '0#" "##" "##" "##" "##', "01 23 45 67 89"),
        (5551234, PHONE, "555-1234"),
        (2125551234, PHONE, "(212) 555-1234"),
        (0, "0;-0;;@", ""),
        (-12.5, 'General" kg"', "-12.5 kg"),
        (1e16, "0", "10000000000000000"),
        (DAY, "mm/dd/yyyy", "03/05/2024"),
        (DAY, "D MMM YY", "5 Mar 24"),
        (DAY, "yyyy-mm-dd hh:mm:ss", "2024-03-05 14:24:00"),
        (DAY, r"[$-409]m/d/yy\ h:mm\ AM/PM;@", "3/5/24 2:24 PM"),
        (DAY, r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy", "Tuesday, March 5, 2024"),
        (DAY, "[$-407]dddd, d. mmmm yyyy;@", "Dienstag, 5. März 2024"),
        (DAY, "[$-fr-FR,1]mmmm yyyy", "mars 2024"),
        (DAY, 'yyyy"年"m"月"d"日"', "2024年3月5日"),
        (45540, "d mmm", "5 Sep"),
        (45356.9999999, "yyyy-mm-dd h:mm", "2024-03-06 0:00"),
        (0.6, "h:mm", "14:24"),
        (0.6, "mm:ss", "24:00"),
    ],
)
def test_a_number_is_written_as_its_format_shows_it(number: float, code: str, text: str) -> None:
    assert seen(number, code) == text


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1.5, "[h]:mm"), (0.5, "# ?/?"), (1250, "0.00E+00"), (1e30, "General"), (45356, '[$-411]ggge"年"'),
        (45356, "[$-2060401]d/mm/yyyy"), (45356, "[$-F400]h:mm:ss AM/PM"), (0, "m/d/yyyy"), (60, "d mmm yyyy"),
        (-1, "d mmm yyyy"), (1e12, "h:mm"), (-5, "[>100]0;0.0"), (5, "[>100]0"), (5, ""), (float("inf"), "0"),
    ],
)  # fmt: skip
def test_what_would_be_a_guess_is_none(number: float, code: str) -> None:
    assert writer(code)(str(number)) is Unclear.FORMAT


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en-US", ["3/5/2024", "3/5/2024 14:24", "5-Mar-24", "1,250.50", "$1,250.50"]),
        ("en-GB", ["05/03/2024", "05/03/2024 14:24", "5-Mar-24", "1,250.50"]),
        ("de-DE", ["05.03.2024", "05.03.2024 14:24", "5-Mär-24", "1.250,50"]),
        ("fr-FR", ["05/03/2024", "05/03/2024 14:24", "5-mars-24", "1\u202f250,50"]),
    ],
)
def test_formats_known_by_number_are_those_of_a_language(language: str, texts: list[str]) -> None:
    known = built_in(language)
    numbers = {14: DAY, 22: DAY, 15: DAY, 39: 1250.5, 44: 1250.5}
    assert [seen(value, known[number], language) for number, value in numbers.items() if number in known] == texts


def test_a_minus_is_a_bracket_in_american_english_alone() -> None:
    seen_in = {
        tag: [seen(-5, built_in(tag)[number], tag) for number in (37, 43)] for tag in ("en-US", "de-DE", "en-GB")
    }
    assert seen_in == {"en-US": ["(5)", "(5.00)"], "de-DE": ["-5", "-5,00"], "en-GB": ["-5", "-5.00"]}


def test_separators_and_names_are_those_of_the_language() -> None:
    assert seen(1250.5, r"#,##0.00\ [$€-407]", "de-DE") == "1.250,50 €"
    assert seen(12.5, "General", "de-DE") == "12,5"
    assert seen(DAY, "mmmm yyyy", "pl-PL") == "marzec 2024"
    assert seen(DAY, "d mmmm yyyy", "pl-PL") == "5 marca 2024"
    assert writer("0", "xx-ZZ")("5") is Unclear.FORMAT


def test_days_may_count_from_1904() -> None:
    assert seen(43894, "yyyy-mm-dd", since_1904=True) == "2024-03-05"


@given(st.integers(0, 10**12), st.integers(0, 4))
def test_any_amount_keeps_its_digits(cents: int, places: int) -> None:
    text = seen(cents / 100, "#,##0." + "0" * places if places else "#,##0")
    assert float(text.replace(",", "")) == pytest.approx(cents / 100, abs=0.5 / 10**places + 1e-4)


@given(st.text('0#?,.;%/"\\_*[]$-<>=yYmMdDhHsSAP@E General', max_size=14), st.floats(allow_nan=True))
def test_any_format_is_read_or_refused(code: str, number: float) -> None:
    assert isinstance(writer(code)(str(number)), str | Unclear)
