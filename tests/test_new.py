"""`new` writes a first data file: a draft that builds, empty or with a table of awards, and never a made-up fact."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from reports import cli
from reports.datafile.model import Stated
from reports.datafile.yaml import read_file
from reports.loading.load import Loaded, loaded_of
from tests import validators
from tests.readback import brief_pages

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests/cases/awards"
TABLE = (
    "Ref,Project title,Amount (EUR),Awarded,Theme,Notes\nA1,Oak,1200.50,2021-03-01,Trees,x\nA2,Elm,800,2022,Trees,y\n"
)


def run(*arguments: object) -> int:
    return cli.main(list(map(str, arguments)))


def loaded(file: Path) -> Loaded:
    return loaded_of(read_file(file), lambda _: "", file.parent)


def holds(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Check that a file builds as a draft, with its ledger, and that verify finds nothing."""
    capsys.readouterr()
    assert run("check", file) == 0
    assert f"{file}: no problems" in capsys.readouterr().out
    assert run("build", file, "-o", file.parent / "out", "--ledger", "--quiet") == 0
    capsys.readouterr()
    assert run("verify", file, file.parent / "out") == 0
    assert capsys.readouterr().out.endswith(": 0 failures, 0 notes; the data is a draft\n")


def test_an_empty_file_builds_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.yaml"
    assert run("new", file) == 0
    text = file.read_text("utf-8")
    assert 'title: "Replace: the title"' in text
    assert not re.search(r"\d", re.sub(r"(?m)#.*$", "", text))  # no number that nobody has given
    holds(file, capsys)
    said = "".join(brief_pages((tmp_path / "out/brief.pdf").read_bytes()))
    assert "Replace: the title" in " ".join(said.split())
    assert said.count("TODO") >= 2


def test_all_that_it_leaves_open_is_told_and_stops_a_final_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.yaml"
    assert run("new", file) == 0
    lines = file.read_text("utf-8").split("\n")
    left = [number for number, line in enumerate(lines, 1) if re.search(r"TODO|Replace:", line.partition("#")[0])]
    warned = {each.where.line for each in loaded(file).warnings}
    assert warned == set(left)
    file.write_text("\n".join(line for line in lines if not line.startswith("status:")), "utf-8")
    capsys.readouterr()
    assert run("check", file, "--fast") == 1
    assert "a.yaml:6:9: Replace: this text is still to be finished\n  hint: write it" in capsys.readouterr().err


def as_csv(folder: Path) -> Path:
    (folder / "t.csv").write_text(TABLE, "utf-8")
    return folder / "t.csv"


def as_xlsx(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["Notes of ours"])
    sheet = book.create_sheet("Grants 2022")
    for line in TABLE.splitlines():
        sheet.append([float(cell) if re.fullmatch(r"\d+\.\d+|800", cell) else cell for cell in line.split(",")])
    book.save(folder / "t.xlsx")
    return folder / "t.xlsx"


def as_json(folder: Path) -> Path:
    head, *rows = (line.split(",") for line in TABLE.splitlines())
    (folder / "t.json").write_text(json.dumps({"awards": [dict(zip(head, row, strict=True)) for row in rows]}), "utf-8")
    return folder / "t.json"


@pytest.mark.parametrize("table", [as_csv, as_xlsx, as_json])
def test_a_table_is_drawn_its_columns_are_said_and_its_total_is_computed(
    table: Callable[[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.yaml"
    assert run("new", file, "--from", table(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "amount is 'Amount (EUR)', id is 'Ref', title is 'Project title', date is 'Awarded', area is 'Theme'" in said
    assert "not used: 'Notes'" in said
    assert "EUR 2,000.50 TODO in 2 awards, 2021-03-01 to 2022-12-31" in said
    programme = loaded(file).programme
    total, count = programme.quantities["total"], programme.quantities["count"]
    assert isinstance(total, Stated)
    assert isinstance(count, Stated)
    assert (total.value, count.value) == (Decimal("2000.5"), Decimal(2))
    assert (total.currency, str(total.kind)) == ("EUR", "TODO")
    assert programme.title.text == programme.as_of.text.text == programme.sources["report"].title.text == "TODO"
    holds(file, capsys)


@pytest.mark.parametrize(
    "case", ["360giving-day-first", "fiscal-years", "too-many-for-squares", "two-sheets-of-awards"]
)
def test_tables_of_all_sorts_are_drawn(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (table,) = (CASES / case).glob("awards.*")
    shutil.copy(table, tmp_path)
    assert run("new", tmp_path / "a.yaml", "--from", tmp_path / table.name) == 0
    holds(tmp_path / "a.yaml", capsys)


@pytest.mark.parametrize(
    "header",
    [
        "Förderkennzeichen;Projekttitel;Fördersumme;Bewilligungsdatum;Themenfeld;Zuwendungsempfänger",
        "Aktenzeichen;Vorhaben;Betrag in EUR;Datum;Bereich;Empfänger",
        "Référence;Intitulé du projet;Montant (€);Date de décision;Domaine;Bénéficiaire",
        "Código;Título;Importe concedido;Fecha de concesión;Área;Beneficiario",
        "Codice;Titolo;Importo, in euro;Data;Settore;Beneficiario",
        "Nummer;Titel;Bedrag;Datum;Thema;Ontvanger",
        "Referência;Título;Valor EUR;Data;Tema;Beneficiário",
    ],
)
def test_columns_are_known_in_each_language_of_a_data_file(
    header: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "A1;Oak;1.200,50 €;01.03.2021;Trees;One\nA2;Elm;800,00 €;15.04.2022;Trees;Two\n"
    (tmp_path / "t.csv").write_text(f"{header}\n{rows}", "utf-8")
    assert run("new", tmp_path / "a.yaml", "--from", tmp_path / "t.csv") == 0
    fields = ("id", "title", "amount", "date", "area", "recipient")
    said = capsys.readouterr().out
    assert all(f"{field} is '{name}'" in said for field, name in zip(fields, header.split(";"), strict=True))
    assert "EUR 2,000.50 TODO in 2 awards, 2021-03-01 to 2022-04-15" in said


def test_what_the_table_warns_of_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.csv").write_text("Title,Amount (USD)\nOak,100\nElm,200\n,300\n", "utf-8")
    assert run("new", tmp_path / "a.yaml", "--from", tmp_path / "t.csv") == 0
    assert "t.csv:4:2: warning: the amount 300 is the sum of the 2 above it" in capsys.readouterr().err


def test_our_example_becomes_what_its_author_wrote(tmp_path: Path) -> None:
    shutil.copy(ROOT / "data/examples/river-awards.csv", tmp_path)
    assert run("new", tmp_path / "a.yaml", "--from", tmp_path / "river-awards.csv") == 0
    ours, theirs = (loaded(file) for file in (tmp_path / "a.yaml", ROOT / "data/examples/river-awards.yaml"))
    assert ours.awards
    assert theirs.awards
    assert [each.amount for each in ours.awards.awards] == [each.amount for each in theirs.awards.awards]
    assert [each.date for each in ours.awards.awards] == [each.date for each in theirs.awards.awards]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("total-row-in-csv", "awards.csv:5:3: this row says 'Total' and has an amount of 1,500: a sum is no award"),
        ("amounts-in-thousands", "awards.csv:1:3: the header 'Amount (£000)' speaks of thousands"),
        ("five-currency-signs", "awards.csv: the amounts are in several currencies: £ (row 2), € (row 3), $ (row 4)"),
        ("stray-quotation-mark", "awards.csv:3:1: a quotation mark in this row is not closed"),
        ("amounts-in-thousands", "or in: units if they are whole amounts; for that begin without --from, and name"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_and_nothing_written(
    case: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(CASES / case / "awards.csv", tmp_path)
    assert run("new", tmp_path / "a.yaml", "--from", tmp_path / "awards.csv") == 1
    assert said in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["awards.csv"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "the table is empty"),
        ([["", " "], ["", ""]], "the table is empty"),
        ([["title", "what"]], "the table has one row alone, and no awards"),
        ([["title", "amount"]], "the table has no awards"),
        (
            [["title", "amount (GBP)", "amount (EUR)"], ["A", "5", "6"]],
            "no column, or more than one, is called as one of",
        ),
        ([["title", "what"], ["A", "5"]], "no column, or more than one, is called as one of money is"),
    ],
)
@pytest.mark.parametrize("name", ["awards.csv", "awards.xlsx"])
def test_a_table_that_has_nothing_in_it_is_called_empty(
    name: str, rows: list[list[str]], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("And nothing here")
    book.save(tmp_path / "awards.xlsx")
    (tmp_path / "awards.csv").write_text("".join(",".join(row) + "\n" for row in rows), "utf-8")
    assert run("new", tmp_path / "a.yaml", "--from", tmp_path / name) == 1
    assert f"{name}: {said}" in capsys.readouterr().err
    assert not (tmp_path / "a.yaml").exists()


def test_one_row_is_said_to_be_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "awards.csv").write_text("title,amount\nA,£500\n", "utf-8")
    assert run("new", tmp_path / "a.yaml", "--from", tmp_path / "awards.csv") == 0
    assert "1 row read, 1 kept" in capsys.readouterr().out


def test_what_the_awards_together_show_is_told_with_its_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "awards.csv").write_text("title,amount\nA,500\nB,-20\n", "utf-8")
    assert run("new", tmp_path / "a.yaml", "--from", tmp_path / "awards.csv") == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path / 'awards.csv'}:3:2: the amount -20 is below 0")


def test_a_table_elsewhere_is_never_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "here").mkdir()
    table = as_csv(tmp_path)
    assert run("new", tmp_path / "here/a.yaml", "--from", table) == 1
    told = capsys.readouterr().err
    assert (
        f"put the table into {(tmp_path / 'here').resolve()}, or let the new file lie in {tmp_path.resolve()}" in told
    )
    assert list((tmp_path / "here").iterdir()) == []
    assert run("new", tmp_path / "here/a.yaml", "--from", tmp_path / "no.csv") == 1


@pytest.mark.parametrize(
    "name", ['say: "what" #1', "it's, [odd] {x}", "Straße\nund\tZahl 🌳", "المبلغ", "- ? | > & *", "{total}"]
)
def test_odd_names_of_columns_are_quoted_right(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    for row in (["Amount", name, "Area"], [12, "Oak", "Trees"], [13, "Elm", "Trees"]):
        book.active.append(row)
    (tmp_path / "below it").mkdir()
    book.save(tmp_path / "below it/ta ble.xlsx")
    assert run("new", tmp_path / "a.yaml", "--from", tmp_path / "below it/ta ble.xlsx") == 0
    file = tmp_path / "a.yaml"
    written = file.read_text("utf-8").replace(
        '      area: "Area"', f'      area: "Area"\n      title: {json.dumps(name)}'
    )
    holds(file, capsys)
    assert "below it/ta ble.xlsx" in written
    book.active["A1"], book.active["C1"] = "Total amount", f"{name} "
    book.active["B1"] = "Title"
    book.save(tmp_path / "below it/ta ble.xlsx")


def test_what_is_there_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, link = tmp_path / "a.yaml", tmp_path / "link.yaml"
    file.write_text("mine", "utf-8")
    link.symlink_to(tmp_path / "nowhere.yaml")
    for there in (file, link, tmp_path):
        assert run("new", there) == 1
        assert f"{there}: is there already, and is not overwritten" in capsys.readouterr().err
    assert file.read_text("utf-8") == "mine"
    assert not (tmp_path / "nowhere.yaml").exists()
    assert run("new", tmp_path / "no" / "a.yaml") == 1
    assert f"{tmp_path / 'no'}: is no folder" in capsys.readouterr().err
    assert not (tmp_path / "no").exists()


@pytest.mark.slow
def test_what_it_writes_is_archival_and_fits_the_schema(tmp_path: Path) -> None:
    tables = {"empty": (), "drawn": ("--from", as_csv(tmp_path))}
    for name, options in tables.items():
        assert run("new", tmp_path / f"{name}.yaml", *options) == 0
        assert run("build", tmp_path / f"{name}.yaml", "-o", tmp_path, "--name", name, "--quiet") == 0
    files = [tmp_path / f"{name}.yaml" for name in tables]
    assert validators.ajv(ROOT / "data/programme.schema.json", files) == {file: [] for file in files}
    claims = validators.vera_pdf_claims([tmp_path / f"{name}-brief.pdf" for name in tables])
    assert len(claims) == len(tables)
    assert all(broken == [] for profiles in claims.values() for broken in profiles.values())
