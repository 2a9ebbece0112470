"""The ledger: where each number of the finished files comes from."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from reports.errors import ReportError
from reports.ledger import LedgerRow, as_csv, ledger
from tests.builders.divided import STATED, divided_of
from tests.builders.edits import with_box
from tests.builders.finished import Made, made

ROOT = Path(__file__).resolve().parents[1]
DATA, MEADOWS = ROOT / "data" / "progressive-ms.yaml", ROOT / "data" / "examples" / "river-meadows.yaml"


def rows(made: Made) -> list[dict[str, str]]:
    files = {Path("brief.pdf"): (made.brief, made.story), Path("deck.pptx"): (made.deck, made.story)}
    return list(csv.DictReader(io.StringIO(ledger(files, made.programme).decode("utf-8-sig"))))


@pytest.mark.parametrize("data", [DATA, MEADOWS])
def test_every_quantity_stands_in_the_ledger_of_both_files(data: Path) -> None:
    listed = rows(made(data))
    for file in ("brief.pdf", "deck.pptx"):
        assert {row["quantity"] for row in listed if row["file"] == file} >= set(made(data).programme.quantities)


def test_a_quantity_has_its_source_its_date_and_its_place() -> None:
    row = next(row for row in rows(made(DATA)) if row["quantity"] == "attendees")
    assert row == {
        "number": "More than 170",
        "origin": "a quantity of the data",
        "quantity": "attendees",
        "formula": "",
        "source": "Progressive MS Research, National MS Society",
        "as of": "about the turn of 2013/2014",
        "file": "brief.pdf",
        "place": "page 3",
    }


def test_a_derived_number_has_its_formula() -> None:
    derived = [row for row in rows(made(DATA)) if row["origin"] == "derived here"]
    assert {(row["number"], row["formula"]) for row in derived} == {("about $438,000", "$46,000,000 ÷ 105")}
    closing = made(DATA).placed("deck slide [[All figures rest on]]").removeprefix("deck ")
    page = made(DATA).placed("page [[Derived here]]")
    assert {row["place"] for row in derived} == {page, closing, f"{closing}, notes"}


def test_what_only_counts_is_said_to() -> None:
    structural = {row["number"] for row in rows(made(DATA)) if row["origin"].startswith("a page, slide or list")}
    assert structural == {str(number) for number in range(1, 13)}


def test_a_number_from_nowhere_prevents_a_ledger() -> None:
    ours = made(DATA)
    deck = with_box("A worldwide alliance", "$9 million more")(ours.deck)
    with pytest.raises(
        ReportError,
        match=ours.placed(
            r"deck.pptx: “\$9 million” \(slide [[A worldwide alliance]]\) comes from nothing in the data file"
        ),
    ):
        ledger({Path("deck.pptx"): (deck, ours.story)}, ours.programme)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(sign: str) -> None:
    entry = LedgerRow("1", "verbatim", "", "", f"{sign}HYPERLINK(0)", "", "deck.pptx", "slide 1")
    (_, row) = csv.reader(io.StringIO(as_csv([entry], {}).decode("utf-8-sig"), newline=""))
    assert row[4] == f"'{sign}HYPERLINK(0)"


def test_an_amount_of_the_annex_comes_from_its_table(tmp_path: Path) -> None:
    listed = rows(divided_of(tmp_path, STATED))
    row = next(row for row in listed if row["number"] == "3,183" and row["file"] == "brief.pdf")
    assert (row["quantity"], row["source"], row["place"]) == ("awards.csv", "The List, Other Trust", "page 3")
    assert {row["file"] for row in listed if row["quantity"] == "awards.csv"} == {"brief.pdf", "deck.pptx"}


ANOTHER = '  list: {title: "The List", publisher: "Other Trust"}\n'


@pytest.mark.parametrize(("sources", "source"), [("", "The Book, Door Trust"), (ANOTHER, "")], ids=["one", "two"])
def test_a_table_without_a_source_comes_from_the_only_one_that_there_is(
    tmp_path: Path, sources: str, source: str
) -> None:
    head = STATED.replace("source: list, ", "").replace(ANOTHER, sources)
    row = next(row for row in rows(divided_of(tmp_path, head)) if row["number"] == "3,183")
    assert (row["quantity"], row["source"]) == ("awards.csv", source)
