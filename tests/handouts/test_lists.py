"""Lists as databases and spreadsheets export them, and what readers of the copies see of them."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import openpyxl
import pytest

from reports import cli
from reports.errors import DataError
from tests.builders.copies import manifest
from tests.builders.tables import HANDOUT, a_csv, an_xlsx, problems, read_table, surveyed
from tests.readback import brief_text

CASES = Path(__file__).parents[1] / "cases/handouts"


def copies(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """Make the copies of a case; return the text of each by its row, "" where the row has none."""
    shutil.copytree(CASES / case, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    (table,) = folder.glob("people.*")
    assert cli.main(["handouts", "data.yaml", table.name, "-o", "out", "--quiet"]) == 0
    return {row.row: row.file and brief_text(Path("out", row.file).read_bytes()) for row in manifest(Path("out"))}


def test_amounts_stand_in_a_letter_as_the_workbook_shows_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = copies("money-format-in-excel", tmp_path, monkeypatch)
    assert "Your gift of $50.00 is among them." in texts[2]
    assert "Your gift of $1,250.50 is among them." in texts[3]


def test_a_column_of_words_for_yes_and_no_is_a_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = copies("false-in-every-row", tmp_path, monkeypatch)
    assert {row: bool(text) for row, text in texts.items()} == {2: True, 3: True, 4: False, 5: True}


SUPPRESSED = 'handout: {dedication: "{recipient.salutation}", suppress: gone}\n'
GIFT = 'handout: {letter: "x", parts: [{when: gift, text: "{recipient.gift}"}]}\n'


def rows_with(folder: Path, cells: list[str], handout: str, column: str) -> list[bool]:
    """Return for each row whether the column says something there, to a copy or to the whole row."""
    rows = [["id", "salutation", column], *([str(number), "Ada", cell] for number, cell in enumerate(cells))]
    return [each.suppressed or bool(each.values[column]) for each in read_table(a_csv(folder / "p.csv", rows), handout)]


@pytest.mark.parametrize(
    "cells",
    [
        ["TRUE", "FALSE", ""], ["Yes", "No", "no"], ["Y", "N", "N"], ["ja", "nein", ""], ["Oui", "Non", "NON"],
        ["sí", "no", ""], ["1", "0", "0"], ["x", "", ""], ["Wahr", "Falsch", ""], ["-1", "0", "0"], ["t", "f", "f"],
        ["☑", "☐", "☐"], ["1.0", "0.0", ""], ["1,00", "0,00", "0,00"], ["Yes", "-", "none"],
        ["Да", "Нет", ""], ["ИСТИНА", "ЛОЖЬ", "ложь"], ["PRAWDA", "FAŁSZ", ""], ["Igen", "Nem", "nem"],
        ["Evet", "HAYIR", "Hayır"], ["はい", "いいえ", ""], ["SANT", "FALSKT", ""],
    ],
)  # fmt: skip
def test_a_box_says_yes_and_no_in_many_words(tmp_path: Path, cells: list[str]) -> None:
    assert rows_with(tmp_path, cells, SUPPRESSED, "gone") == [True, False, False]
    assert rows_with(tmp_path, cells, GIFT, "gift") == [True, False, False]


@pytest.mark.parametrize(
    ("cells", "filled"),
    [
        (["0", "1", "50"], [True, True, True]),
        (["$0.00", "$1.00", "$ -"], [True, True, False]),
        (["1.250,50 €", "0,00 €", ""], [True, True, False]),
        (["0", "0", "1"], [False, False, True]),
    ],
)
def test_an_amount_of_0_or_1_is_an_amount_among_others(tmp_path: Path, cells: list[str], filled: list[bool]) -> None:
    assert rows_with(tmp_path, cells, GIFT, "gift") == filled
    path = a_csv(tmp_path / "p.csv", [["id", "gift"], *([str(row), cell] for row, cell in enumerate(cells))])
    assert problems(path, GIFT) == []


def test_what_a_workbook_has_in_its_boxes_is_yes_or_no(tmp_path: Path) -> None:
    path = an_xlsx(tmp_path / "p.xlsx", [["id", "salutation", "gone"], [1, "Ada", True], [2, "Li", False], [3, "Bo"]])
    assert [each.suppressed for each in read_table(path, SUPPRESSED)] == [True, False, False]


# -- what stands above and below ------------------------------------------------------------------------

TITLED = [["Donors 2024"], ["Generated on 5 March 2024", "by Ada"], [], ["No.", "id", "salutation"]]


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_titles_may_stand_above_the_header(tmp_path: Path, name: str) -> None:
    write = a_csv if name.endswith("csv") else an_xlsx
    path = write(tmp_path / name, [*TITLED, ["1", "7", "Ada"], ["2", "8", "Li"]])
    assert [(each.row, each.values) for each in read_table(path)] == [
        (5, {"id": "7", "salutation": "Ada"}), (6, {"id": "8", "salutation": "Li"}),
    ]  # fmt: skip


def test_a_header_below_a_title_is_found_however_its_accents_are_typed(tmp_path: Path) -> None:
    handout = 'handout: {id: Numéro, dedication: "{recipient.Prénom}"}\n'
    heads = [unicodedata.normalize("NFD", head) for head in ("Numéro", "Prénom\u200b")]
    path = a_csv(tmp_path / "p.csv", [["Donateurs 2024"], heads, ["7", "Zoë"]])
    assert [each.values for each in read_table(path, handout)] == [{"Numéro": "7", "Prénom": "Zoë"}]


def test_the_line_in_which_excel_names_the_separator_is_no_header(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("sep=;\nid;salutation\n7;Ada, Li\n", "utf-8")
    assert [each.values["salutation"] for each in read_table(tmp_path / "p.csv")] == ["Ada, Li"]


def test_the_unicode_text_of_excel_is_read(tmp_path: Path) -> None:
    text = 'id\tsalutation\r\n7\t"Zoë\n& ""Li"""\r\n'
    (tmp_path / "p.txt").write_bytes(text.encode("utf-16"))
    assert [each.values["salutation"] for each in read_table(tmp_path / "p.txt")] == ['Zoë\n& "Li"']


SALESFORCE = [[], ["Donors 2024"], ["Copyright (c) 2000-2024 salesforce.com, inc."], ["Confidential"], ["Ada Trust"]]
TOTAL = "this row is a total, and no recipient: it is left out"
LINE = "this row is a line of the export, and no recipient: it is left out"


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
@pytest.mark.parametrize(
    ("end", "remarks"),
    [
        (SALESFORCE, dict.fromkeys((5, 6, 7, 8), LINE)),
        ([[], ["2 rows"]], {5: LINE}),
        ([[], ["Anzahl Datensätze: 2"], ["Seite 1 von 1"]], {5: LINE, 6: LINE}),
        ([[], ["Exporté le 5 mars 2024"], ["2 enregistrements"]], {5: LINE, 6: LINE}),
        ([["Grand Total", "", "51"]], {4: TOTAL}),
        ([["", "Total:", "51"]], {4: TOTAL}),
        ([["Gesamtergebnis", "", "51"], ["", "Sum of gift", "51"]], {4: TOTAL, 5: TOTAL}),
        ([["Grand Totals (2 records)"]], {4: LINE}),
        ([["id", "salutation", "gift"]], {4: "this row is the header again, and no recipient: it is left out"}),
        ([["---", ":---:", "---:"]], {4: "this row is a line of dashes, and no recipient: it is left out"}),
        ([["3", "Grand Total", "51"]], {4: TOTAL}),
        ([["", "", "Total"]], {4: LINE}),  # in a column that no text asks for
        ([[], ["9"]], {}),
        ([["Donors"], ["9", "Li"]], {}),
    ],
)
def test_the_last_lines_of_an_export_get_no_letter(
    tmp_path: Path, name: str, end: list[list[str]], remarks: dict[int, str]
) -> None:
    write = a_csv if name.endswith("csv") else an_xlsx
    path = write(tmp_path / name, [["id", "salutation", "gift"], ["1", "Ada", "50"], ["2", "Li", "1"], *end])
    found = surveyed(path, HANDOUT)
    assert {each.where.line: each.message for each in found.remarks} == {
        row: f"row {row}: {text}" for row, text in remarks.items()
    }
    assert found.rows == 2 + len([row for row in end if row]) - len(remarks)
    assert {each.row for each in read_table(path, HANDOUT)}.isdisjoint(remarks)


def test_hidden_rows_are_named(tmp_path: Path) -> None:
    path = an_xlsx(tmp_path / "p.xlsx", [["id", "salutation"], [1, "Ada"], [2, "Li"]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(path)
    (only,) = surveyed(path).remarks
    assert (only.where.line, only.message) == (3, "row 3: this row is hidden, and a recipient all the same")


# -- columns --------------------------------------------------------------------------------------------


def test_columns_may_be_called_otherwise(tmp_path: Path) -> None:
    handout = 'handout: {id: key, columns: {first: "First Name", key: Contact ID}, dedication: "{recipient.first}"}\n'
    path = a_csv(tmp_path / "p.csv", [["contact id", "First Name", "first"], ["7", "Ada", "no"]])
    assert [each.values for each in read_table(path, handout)] == [{"key": "7", "first": "Ada"}]
    path = a_csv(tmp_path / "p.csv", [["Contact ID", "Given Name"], ["7", "Ada"]])
    assert [told.partition("\n")[0] for told in problems(path, handout)] == [
        "p.csv:1:1: the table has no column 'First Name'"
    ]


# -- encodings and separators ---------------------------------------------------------------------------

NAMES = ["Zoë", "李雷", "Ελένη Παπαδοπούλου", "Ādažu Āra"]


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_unicode_in_any_form_and_any_separator_are_found_out(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["id", "salutation"], *([str(number), name] for number, name in enumerate(NAMES, 1))]
    text = "".join(f"{separator.join(row)}\r\n" for row in rows)
    (tmp_path / "p.csv").write_bytes(text.encode(encoding))
    assert [each.values["salutation"] for each in read_table(tmp_path / "p.csv")] == NAMES


def test_a_lost_zero_in_utf_8_is_a_problem_of_its_row(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("id,salutation\n" + "7,Zoë\n" * 30 + "8,Li\0\n", "utf-8")
    assert [str(each) for each in problems(tmp_path / "p.csv")][-1].startswith("p.csv:32:2: row 32: ")


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_a_table_of_one_column_is_told_once(tmp_path: Path, name: str) -> None:
    write = a_csv if name.endswith("csv") else an_xlsx
    with pytest.raises(DataError) as raised:
        read_table(write(tmp_path / name, [["id^salutation"], ["7^Ada"]]))
    assert [each.message for each in raised.value.problems] == ["the table has one column, and not 'id', 'salutation'"]


def test_what_a_spreadsheet_shows_of_an_exported_cell_is_read(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text('id, salutation\n="007", "Ada, Li"\n=1+1, Bo\n', "utf-8")
    assert [(*each.values.values(),) for each in read_table(tmp_path / "p.csv")] == [("007", "Ada, Li"), ("=1+1", "Bo")]


@pytest.mark.parametrize("begun", [b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_that_is_called_csv_is_told(tmp_path: Path, begun: bytes) -> None:
    (tmp_path / "p.csv").write_bytes(begun + bytes(500))
    said = "p.csv: this is a workbook, and its name says that it is text\n  hint: save it as .xlsx"
    assert problems(tmp_path / "p.csv") == [said]
