"""Tables that would print a wrong number: what they are refused for, or what they come to."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest
from pptx import Presentation

from reports.awards.cells import Cell, CellError
from reports.awards.currencies import fits, sign_in_format
from reports.awards.datecells import DateForm, date_of
from reports.awards.money import amount_of
from reports.awards.sums import sum_among
from reports.cli import main
from reports.story.phrases import phrases_in
from tests.builders.award_tables import GRANTS, a_grant, problems, read, written_csv, written_xlsx

CASES = Path(__file__).resolve().parents[1] / "cases" / "awards"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_words_for_squares_and_parts_stand_only_where_they_are_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    data = str(CASES / "too-many-for-squares" / "data.yaml")
    assert main(["build", "-o", "out", data]) == 0
    assert main(["verify", data, "out"]) == 0
    assert re.findall(r"(\d+) pictures? of (\S+) marks", capsys.readouterr().out) == [("1", "2,400"), ("0", "0")]
    with pdfplumber.open(Path("out/brief.pdf")) as brief:
        text = " ".join(page.extract_text() for page in brief.pages)
    assert "One square for each of the 2,400 awards." in text
    slides = Presentation("out/deck.pptx").slides
    said = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert "2,400" in " ".join(said)
    assert "quare" not in " ".join([*said, *(slide.notes_slide.notes_text_frame.text for slide in slides)])
    assert "Not stated" not in text


@pytest.mark.parametrize(
    ("case", "rows", "says"),
    [
        ("five-currency-signs", [3, 4, 5, 6], ["€", "$", "USD", "EUR", "GBP"]),
        ("signs-against-the-stated-currency", [2, 3, 4, 5, 7], ["£", "EUR", "€", "CAD", "¥", "USD"]),
        ("currency-formats-in-excel", [3, 4], ["€", "$", "GBP"]),
        ("amount-of-39-digits", [3], ["999999"]),
        ("total-row-in-csv", [5], ["Total", "1,500"]),
        ("total-in-the-area-column", [4], ["Total", "1,200"]),
        ("dots-as-thousands", [2], ["'1.500', '12.500', '250.000' (rows 2-4)", "decimals: comma"]),
        ("ids-spoiled-by-excel", [2, 3, 4], ["1.23457E+11", "(rows 2-4: GBP "]),
        ("equal-instalments", [3, 4], ["'Second part'", "'Third part'", "'First part' in row 2"]),
        ("unquoted-thousands-comma", [2], ["this row has 5 cells, the header 4"]),
        ("stray-quotation-mark", [3], ["a quotation mark", "swallows 2 more lines"]),
        ("days-and-months-of-zero", [2, 3, 4, 5], ["1900-01-00", "2019-05-00", "2020-00-00", "2020-00"]),
        ("years-20-and-2109", [2, 4], ["0020-01-01", "2109-01-01"]),
        ("half-of-the-dates-unread", [5, 6], ["spring of the year", "to be fixed", "leave_out: [dates]"]),
        ("amounts-in-thousands", [1], ["Amount (£000)", "in: thousands"]),
    ],
)
def test_check_and_build_name_every_row_and_write_nothing(
    case: str, rows: list[int], says: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (table,) = (CASES / case).glob("awards.*")
    for command in (["check"], ["build", "-o", "out"]):
        assert main([*command, str(CASES / case / "data.yaml")]) == 1
        told = capsys.readouterr().err
        named = [line for line in told.splitlines() if line.startswith(f"{table}:")]
        assert [int(line.removeprefix(f"{table}:").split(":")[0]) for line in named] == rows
        assert all(text in told for text in says)
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("case", "comes_to", "says"),
    [
        ("decimal-comma-in-every-row", "GBP 1,264,000.50 awarded in 3 awards, 2020-01-01 to 2021-02-01", ""),
        ("some-rows-say-million", "USD 22,500,000 awarded in 9 awards, 2020-01-10 to 2022-04-01", ""),
        ("e-notation-as-text", "GBP 1,373,299,588.38 awarded in 3 awards", ""),
        ("common-date-forms", "GBP 3,500 awarded in 7 awards, 2020-01-01 to 2024-10-31", ""),
        ("month-first-is-proven", "GBP 2,000 awarded in 4 awards, 2021-02-03 to 2023-07-04", ""),
        ("360giving-day-first", "GBP 1,500 awarded in 3 awards, 2021-09-19 to 2023-06-05", ""),
        ("fiscal-years", "GBP 3,000 awarded in 6 awards, 2010-01-01 to 2015-12-31", ""),
        ("subprojects-without-their-project", "USD 1,100,000 awarded in 3 awards", "count with USD 600,000 (rows 3-4)"),
        (
            "two-sheets-of-awards",
            "GBP 500 awarded in 1 award",
            "'2019' (GBP 500), and not of '2020' (2 rows: GBP 1,000), which has the same columns",
        ),
        (
            "merged-area-cells",
            "GBP 1,800 awarded in 4 awards",
            "a cell of 'Area' is merged: what it says counts for each row (rows 2-4: GBP 1,200)",
        ),
        ("area-names-that-differ-in-case", "GBP 2,640 awarded in 9 awards", "'health' is taken for 'Health' of row 2"),
    ],
)
def test_what_is_plain_is_read_and_what_the_table_shows_is_told(
    case: str, comes_to: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(CASES / case / "data.yaml")]) == 0
    told = capsys.readouterr()
    assert f"  {comes_to}" in told.out
    assert says in told.out + told.err


ALL_OF_A_WORKBOOK = """\
awards.xlsx: warning: the awards are those of the sheet '2019' (GBP 2,690.50), and not of '2020' (2 rows: GBP 100) and \
the hidden 'Old' (1 row: GBP 7), which have the same columns
awards.xlsx:2:1: identifiers such as '1.23457E+11' have lost their digits in a spreadsheet (rows 2-3: GBP 1,200)
awards.xlsx:2:3: warning: a cell of 'Area' is merged: what it says counts for each row (rows 2-3: GBP 1,200)
awards.xlsx:3:4: '1.23457E+11' has an amount of 700 here, but of 500 in row 2
awards.xlsx:4:1: warning: 2 hidden rows are read like any other (rows 4, 9: GBP 550.50)
awards.xlsx:5:4: no identifier, so that this amount of 1,500 is no award
awards.xlsx:6:4: this row says 'Subtotal North' and has an amount of 1,200: a sum is no award
awards.xlsx:7:1: warning: the header stands again in row 7, which is passed over
awards.xlsx:10:3: warning: 'Health' is taken for 'health' of row 9, as one area
awards.xlsx:11:4: this row says 'Total' and has an amount of 2,690.50: a sum is no award
"""
ALL_OF_A_TEXT = """\
awards.csv:3:6: rows 3-4 have 6 cells, the header 5
awards.csv:5:1: warning: the header stands again in row 5, which is passed over
awards.csv:6:1: identifiers such as '1.23457E+11' have lost their digits in a spreadsheet (row 6: GBP 900)
awards.csv:8:4: no identifier, so that this amount of 1,300 is no award
awards.csv:9:1: a quotation mark in this row swallows 1 row below it
awards.csv:10:4: this row says 'Total' and has an amount of 1,940: a sum is no award
"""
ALL_SETTLED = """\
settled.yaml: no problems (1 sections, 2 quantities); nothing was laid out
awards.xlsx (columns of its own): 9 rows read, 7 kept, 0 merged, 2 dropped
  GBP 4,190.50 awarded in 7 awards, 2019-01-01 to 2019-07-01
  dropped: a sum of others (rows 6, 11)
  2 of 9 rows add up others and are left out, as page and slide say
  from its sheet '2019'
"""


def test_all_that_a_table_can_show_is_told_in_one_run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES / "all-of-it")
    for data, expected in (("data.yaml", ALL_OF_A_WORKBOOK), ("text.yaml", ALL_OF_A_TEXT)):
        assert main(["check", "--fast", data]) == 1
        told = capsys.readouterr().err.splitlines()
        assert [line for line in told if line.startswith("awards.")] == expected.splitlines()
    assert main(["check", "--fast", "settled.yaml"]) == 0
    told_of = capsys.readouterr()
    assert told_of.out == ALL_SETTLED
    assert "awards.xlsx:5:4: warning: the amount 1,500 is the sum of the 3 above it" in told_of.err


@pytest.mark.parametrize("text", ["2020-00", "2020-05-00", "0000", "00/05/2019", "5/0/2019", "0/0/2019", "13/13/2013"])
@pytest.mark.parametrize("order", [None, "day first", "month first"])
def test_no_part_of_a_date_is_let_through_unchecked(text: str, order: Any) -> None:
    with pytest.raises(CellError):
        date_of(text, DateForm(frozenset({order} if order else ())))


# -- currencies ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "currency"),
    [
        ("£1,000", "GBP"), ("$1,000", "CAD"), ("C$1,000", "CAD"), ("CA$ 1,000", "CAD"), ("US$1000", "USD"),
        ("1000 €", "EUR"), ("1000€", "EUR"), ("EUR 1000", "EUR"), ("¥1000", "JPY"),
        ("¥1000", "CNY"), ("1,000 kr", "SEK"), ("kr. 1,000", "DKK"), ("1000 kr.", "NOK"), ("USD $1,000", "USD"),
        ("$1,000 AUD", "AUD"), ("-£1000", "GBP"), ("£-1000", "GBP"), ("1000 zł", "PLN"), ("Rs. 1000", "INR"),
        ("R$ 1000", "BRL"), ("CHF 1,000", "CHF"), ("₹1000", "INR"), ("£1000", "EGP"), ("A$1000", "AUD"),
    ],
)  # fmt: skip
def test_a_sign_of_the_stated_currency_is_read(cell: str, currency: str) -> None:
    amount = amount_of(cell, currency)
    assert amount is not None
    assert abs(amount) == 1000


@pytest.mark.parametrize(
    ("cell", "currency"),
    [
        ("£1,000", "USD"), ("1000£", "USD"), ("C$1,000", "USD"), ("US$ 1,000", "CAD"), ("NZ$1000", "AUD"),
        ("R$1000", "USD"), ("€1000", "GBP"), ("1000 EUR", "GBP"), ("¥1000", "USD"), ("1000 kr", "EUR"),
        ("$500", "GBP"), ("$500 CAD", "USD"), ("CAD$500", "USD"), ("USD $500", "GBP"), ("₹500", "USD"),
        ("CHF 500", "EUR"), ("500 zł", "EUR"), ("Rs 500", "USD"), ("-€500", "USD"), ("HK$5", "USD"),
    ],
)  # fmt: skip
def test_a_sign_of_another_currency_is_never_read(cell: str, currency: str) -> None:
    with pytest.raises(CellError, match=f"is in .*, but the currency stated is {currency}"):
        amount_of(cell, currency)


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ('"£"#,##0', "£"), ("[$€-407] #,##0", "€"), ("[$$-409]#,##0", "$"), ("[$USD] #,##0.00", "USD"),
        ('_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "£"), ("$#,##0", "$"), (r"\£#,##0", "£"),
        ("#,##0\\ [$€-40C]", "€"), ('#,##0.00" kr"', "kr"), ("[$kr-414] #,##0", "kr"), ("#,##0 €", "€"),
        ('_("$"* #,##0_);[Red]_("$"* (#,##0)', "$"), ('"US$"#,##0', "US$"), (r"\E\U\R\ #,##0", "EUR"),
        ('#,##0" EUR"', "EUR"), ("General", None), ("#,##0.00", None), ("0%", "%"), ("0.0%", "%"),
        ("[$-409]d mmm yyyy", None),
        ('0" per year"', None), ("[Red]0", None), ('#,##0;-#,##0;"NIL"', None), ("yyyy-mm-dd", None), ("@", None),
    ],
)  # fmt: skip
def test_a_number_format_tells_its_currency(code: str, sign: str | None) -> None:
    assert sign_in_format(code) == sign


def test_a_sign_that_nobody_knows_may_be_of_a_currency_without_a_known_one() -> None:
    assert fits("Lek", "ALL")
    assert not fits("Lek", "GBP")


COLUMNS = {"title": "Title", "amount": "Sum"}


def formatted(*cells: tuple[Cell, str]) -> str:
    """Write a workbook whose amounts, in a column far to the right, have number formats."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Title", *[None] * 27, "Sum", "Code"])
    for row, (value, code) in enumerate(cells, 2):
        sheet.cell(row, 1, f"Award {row}")
        sheet.cell(row, 29, value).number_format = code
        sheet.cell(row, 30, "GBP")
    book.save("awards.xlsx")
    return "awards.xlsx"


def test_a_format_is_held_against_the_stated_currency_and_that_of_its_row() -> None:
    name = formatted((5, '"£"#,##0'), (6, "0"), (7, "[$€-407]#,##0"), ("£8", "[$€-407]#,##0"), (None, "[$€-407]0"))
    for wanted in ({"columns": COLUMNS, "currency": "GBP"}, {"columns": {**COLUMNS, "currency": "Code"}}):
        assert [each.partition("\n")[0] for each in problems(name, **wanted)] == [
            "awards.xlsx:4:29: the amount 7 has a number format that says it is in €, but the currency stated is GBP"
        ]


def test_a_sign_has_to_agree_with_the_currency_of_its_row_in_json_as_well() -> None:
    Path("awards.json").write_text(
        json.dumps(
            [
                {"id": "1", "currency": "EUR", "amountAwarded": "£5"},
                {"id": "2", "currency": "GBP", "amountAwarded": "£5"},
            ]
        ),
        "utf-8",
    )
    (told,) = problems("awards.json")
    assert told.startswith("awards.json:1:3: the amount '£5' is in £, but the currency stated is EUR")


# -- sums and gaps ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Total", "TOTAL:", "Grand total", "Subtotal", "Sub-total", "Gesamtsumme:", "Zwischensumme", "Sum",
     "Total général", "Sous-total", "Totaal", "Totale", "Suma", "Итого", "Total 2019", "Total (3 awards)",
     "North Total"],
)  # fmt: skip
def test_a_row_that_says_that_it_is_a_sum_is_a_problem(text: str) -> None:
    for place in ("title", "grant"):
        row = a_grant(2, 1000, **{place: text})
        (told,) = problems(written_csv([GRANTS, a_grant(1, grant="North"), row]))
        message = f"awards.csv:3:4: this row says '{text}' and has an amount of 1,000: a sum is no award"
        assert told.startswith(message)


@pytest.mark.parametrize("text", ["Total Recall festival", "Sum of us", "South Total", "Summer", "Sum 41", "Sumatra"])
def test_a_title_that_only_begins_like_a_sum_is_none(text: str) -> None:
    assert sum_among([text], {"North"}) is None


def test_a_company_may_be_called_total() -> None:
    assert read(written_csv([GRANTS, a_grant(1, recipient="Total")])).awards[0].recipient == "Total"


@pytest.mark.parametrize("said", ["Total:", "  Total:"])
def test_a_sum_in_the_first_cell_counts_whatever_its_column_is(said: str) -> None:
    rows: list[list[object]] = [["Note", "Name", "Sum"], ["", "A", 5], [said, "", 5], ["Total", "", ""]]
    (told,) = problems(written_csv(rows), columns={"title": "Name", "amount": "Sum"}, currency="GBP")
    assert told.startswith("awards.csv:3:3: this row says 'Total:'")


@pytest.mark.parametrize("amount", ["9" * 17, "9" * 39, "9" * 5000, "1" + "0" * 400, "£" + "9" * 60, "1." + "1" * 200])
def test_no_number_of_any_length_is_more_than_a_problem(amount: str) -> None:
    told = problems(written_csv([GRANTS, a_grant(1, amount), a_grant(2)]))
    assert all(each.startswith("awards.csv:2:4: the amount '") for each in told)
    assert bool(told) is not amount.startswith("1.")


@pytest.mark.parametrize("number", ["9" * 39, "9" * 6000, "1e400", "1e999999999999999999999", "-1e-999999999"])
def test_nor_is_one_in_json(number: str) -> None:
    text = f'[{{"id": "a", "currency": "GBP", "amountAwarded": {number}}}]'
    Path("awards.json").write_text(text, "utf-8")
    assert all(each.startswith("awards.json") for each in problems("awards.json"))


def test_awards_without_an_amount_are_counted_once_and_told() -> None:
    rows = [a_grant(1), a_grant(1, ""), a_grant(2, ""), a_grant(2, " "), a_grant(3, ""), ["", "", "GBP", "", ""]]
    awards = read(written_csv([GRANTS, *rows]))
    assert awards.gaps(phrases_in("en-GB")) == ("2 awards state no amount.",)
    assert "  dropped: nothing in the columns that are read (row 7)\n" in awards.told()
    assert awards.told().endswith("  2 awards state no amount, as page and slide say")


def test_a_table_whose_every_amount_is_empty_is_a_problem_with_a_place() -> None:
    assert problems(written_xlsx([GRANTS, a_grant(1, None), a_grant(2, " ")])) == [
        "awards.xlsx:2:4: none of the 2 awards states an amount\n"
        "  hint: look for the column with the money, or take the table out of the data file"
    ]
    (message,) = problems(written_xlsx([GRANTS, a_grant(1, None)]))
    assert message.startswith("awards.xlsx:2:4: the only award states no amount\n")


@pytest.mark.parametrize("large", [[], ["--large-print"]])
def test_page_and_slide_say_how_many_awards_state_no_amount(large: list[str]) -> None:
    case = CASES / "largest-years-are-old"
    table = (case / "awards.csv").read_text("utf-8") + "A,North,,2020-01-01\nB,,,\nC,South,,2001\n"
    Path("awards.csv").write_text(table, "utf-8")
    Path("data.yaml").write_text((case / "data.yaml").read_text("utf-8").replace("value: 10,", "value: 13,"), "utf-8")
    assert main(["build", "data.yaml", "--quiet", "--ledger", *large]) == 0
    assert main(["verify", "data.yaml", "out", "--quiet"]) == 0
    texts = [
        shape.text_frame.text
        for slide in Presentation("out/deck.pptx").slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any("3 awards state no amount." in text for text in texts)


@pytest.mark.parametrize("large", [[], ["--large-print"]])
def test_a_sum_of_fifteen_digits_is_broken_nowhere(large: list[str]) -> None:
    case = CASES / "largest-years-are-old"
    rows = [("Roads", "912345678901234.34"), ("Rail", "12345678901234.50"), ("Ports", "4567890123")]
    Path("awards.csv").write_text(
        "Title,Area,Amount,Date\n" + "".join(f"{area} award,{area},{sum_},2019\n" for area, sum_ in rows), "utf-8"
    )
    head = (case / "data.yaml").read_text("utf-8").replace("GBP", "CHF").replace("value: 10,", "value: 3,")
    Path("data.yaml").write_text(head.replace("value: 2540", "value: 924695925692591.84, bound: at least"), "utf-8")
    assert main(["build", "data.yaml", "--quiet", *large]) == 0
    assert main(["verify", "data.yaml", "out", "--quiet"]) == 0
    number = "924,695,925,692,591.84"
    with pdfplumber.open(Path("out/brief.pdf")) as brief:
        words = [word["text"] for page in brief.pages for word in page.extract_words()]
    assert words.count(number) > 1
    assert not any(number[:9] in word and number not in word for word in words)
    runs = [
        run.text
        for slide in Presentation("out/deck.pptx").slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert any(number in run for run in runs)


@pytest.mark.parametrize("years", [10, 31, 120])
def test_years_are_never_folded_and_what_is_built_verifies(years: int, capsys: pytest.CaptureFixture[str]) -> None:
    case = CASES / "largest-years-are-old"
    rows = [f"Award,North,{900 if year == 3 else 100 + year},{1900 + year}-06-01" for year in range(years)]
    Path("awards.csv").write_text("Title,Area,Amount,Date\n" + "\n".join(rows) + "\n", "utf-8")
    total = sum(int(row.split(",")[2]) for row in rows)
    head = (case / "data.yaml").read_text("utf-8").replace("2540", str(total)).replace("value: 10,", f"value: {years},")
    Path("data.yaml").write_text(head, "utf-8")
    assert main(["build", "data.yaml", "--quiet"]) == 0
    assert main(["verify", "data.yaml", "out", "--quiet"]) == 0, capsys.readouterr()
    slides = Presentation("out/deck.pptx").slides
    groups = [shape for slide in slides for shape in slide.shapes if shape.name.startswith("Bars")]
    bars = [
        (shape.name.rpartition(": ")[2], shape.width)
        for group in groups
        for shape in group.shapes
        if shape.name.startswith("Bar ")
    ]
    assert [label for label, _ in bars] == [str(1900 + year) for year in range(years)]
    assert max(bars, key=lambda bar: bar[1])[0] == "1903"
    assert len(groups) == -(-years // 12)
