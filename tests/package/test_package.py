"""The package of figures: read by a reader of Data Packages, and with no other numbers than the files have."""

from __future__ import annotations

import csv
import io
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, validate

from reports.build import BuildRequest, DeckOptions, build
from reports.cli import main
from reports.errors import ReportError
from reports.loading.options import BriefRequest
from reports.story.numerals import numbers
from reports.verify.check import verify

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "progressive-ms.yaml"
EXAMPLES = ROOT / "data" / "examples"
AWARDS, MEADOWS, SMALLEST = (EXAMPLES / f"{name}.yaml" for name in ("river-awards", "river-meadows", "smallest"))
NUMBERS = ROOT / "tests" / "cases" / "datafile" / "blocks-of-numbers" / "data.yaml"
ALL = [DATA, AWARDS, MEADOWS, SMALLEST, NUMBERS]


def built(folder: Path, data: Path, **options: Any) -> dict[str, bytes]:
    """Build a package into a folder, and return its files by name."""
    request = BuildRequest(data, folder, package=True, **options)
    build(request, lambda _step: None, lambda _warning: None)
    return unpacked(request.target("package"))


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {info.filename: file.read(info) for info in file.infolist()}


@cache
def package(folder: Path, data: Path) -> dict[str, bytes]:
    return built(folder / data.stem, data)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packages")


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def copied(data: Path, folder: Path, *changes: tuple[str, str]) -> Path:
    """Copy a data file and what lies beside it, with some words for others."""
    for beside in EXAMPLES.iterdir():
        (folder / beside.name).write_bytes(beside.read_bytes())
    text = data.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / data.name).write_text(text, "utf-8")
    return folder / data.name


# -- as others read it --------------------------------------------------------------------------------


@pytest.mark.parametrize("data", ALL, ids=lambda path: path.stem)
def test_frictionless_finds_nothing_wrong(once: Path, tmp_path: Path, data: Path) -> None:
    for name, content in package(once, data).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    report = validate(tmp_path / "datapackage.json")
    assert [(task.name, task.errors) for task in report.tasks if task.errors] + report.errors == []
    tables: list[Any] = [each for each in Package(tmp_path / "datapackage.json").resources if each.type == "table"]
    assert all(isinstance(row, dict) for table in tables for row in table.read_rows())
    assert {each.path for each in tables} == {name for name in package(once, data) if "/" not in name and "csv" in name}


def test_numbers_are_numbers_with_their_unit(once: Path, tmp_path: Path) -> None:
    for name, content in package(once, AWARDS).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    bars: Any = Package(tmp_path / "datapackage.json").get_resource("02-bars")
    assert bars.schema.get_field("amount").title == "Committed, £"
    first = bars.read_rows()[0].to_dict()
    assert first == {
        **{"label": "Water and banks", "kind": "area", "shown": "849,500"},
        **{"amount": Decimal(849500), "share": Decimal(36), "count": 6},
    }


def test_a_table_that_is_no_clean_csv_travels_as_a_file(tmp_path: Path) -> None:
    data = copied(AWARDS, tmp_path)
    table = (tmp_path / "river-awards.csv").read_text("utf-8")
    (tmp_path / "river-awards.csv").write_text(f"{table}\n\n", "utf-8")
    for name, content in built(tmp_path / "out", data).items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(content)
    assert validate(tmp_path / "in" / "datapackage.json").valid


# -- what is in it ------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", ALL, ids=lambda path: path.stem)
def test_every_number_of_a_table_is_one_of_the_ledger(once: Path, data: Path) -> None:
    files = package(once, data)
    listed = {number.meaning.value for row in rows(files["ledger.csv"]) for number in numbers(row["number"], "en-US")}
    listed |= {Decimal(row["number"]) for row in rows(files["ledger.csv"]) if row["number"].isdecimal()}
    fields = {"amount", "share", "sum", "count", "number", "Amount, £"}
    shown = {
        (name, Decimal(cell))
        for name, content in files.items()
        if "/" not in name and name[0].isdecimal()
        for row in rows(content)
        for field, cell in row.items()
        if field in fields and cell
    }
    assert [each for each in shown if each[1] not in listed] == []
    assert shown


def test_it_has_what_the_readme_says(once: Path) -> None:
    files = package(once, MEADOWS)
    readme = files["README.txt"].decode()
    assert list(files)[:2] == ["README.txt", "datapackage.json"]
    assert [name for name in files if name not in readme] == ["README.txt"]
    assert "\nHow to cite\nExample Meadow Trust: 38 river meadows, brought back to life. Example brief." in readme
    assert "The data file names none: ask Example Meadow Trust" in readme


@pytest.mark.parametrize(
    ("rights", "licences"),
    [
        ("CC BY 4.0", '"name": "CC-BY-4.0"'),
        ("CC-BY-NC-SA 3.0", '"path": "https://creativecommons.org/licenses/by-nc-sa/3.0/"'),
        ("CC0", '"name": "CC0-1.0"'),
        ("Free: see https://example.org/terms.", '"path": "https://example.org/terms"'),
        ("CC BY 4.0, but not the pictures", None),
    ],
)
def test_a_licence_is_named_where_it_is_one(tmp_path: Path, rights: str, licences: str | None) -> None:
    data = copied(SMALLEST, tmp_path)
    data.write_text(f'{data.read_text("utf-8")}\ncatalogue: {{rights: "{rights}"}}\n', "utf-8")
    files = built(tmp_path / "out", data)
    described = files["datapackage.json"].decode()
    assert f"Licence\n{rights}\n" in files["README.txt"].decode()
    assert f'"rights": "{rights}"' in described
    assert (licences in described) if licences else ("licenses" not in described)


def test_a_text_that_a_spreadsheet_would_run_is_neutralised(tmp_path: Path) -> None:
    data = copied(AWARDS, tmp_path)
    table = (tmp_path / "river-awards.csv").read_text("utf-8")
    for at, sign in enumerate("=+-@"):
        table = table.replace(table.splitlines()[at + 1].split(",")[1], f"{sign}SUM{at}(1)")
    (tmp_path / "river-awards.csv").write_text(table, "utf-8")
    listed = built(tmp_path / "out", data)
    cells = [
        cell for name in listed if name.endswith("list.csv") for row in rows(listed[name]) for cell in row.values()
    ]
    assert {sign for sign in "=+-@" if any(cell.startswith(f"'{sign}SUM") for cell in cells)} == {*"=+-@"}
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_draft_says_that_it_is_one(tmp_path: Path) -> None:
    files = built(tmp_path / "out", copied(SMALLEST, tmp_path, ("language:", "status: draft\nlanguage:")))
    title = files["README.txt"].decode().splitlines()[0]
    assert "draft" in title.casefold()
    assert f'"title": "{title}"' in files["datapackage.json"].decode()


# -- what of the data travels ---------------------------------------------------------------------------


def test_the_data_travels_under_the_rules_of_the_brief(once: Path, tmp_path: Path) -> None:
    assert package(once, AWARDS)["data/river-awards.csv"] == (EXAMPLES / "river-awards.csv").read_bytes()
    none = built(tmp_path / "none", copied(AWARDS, tmp_path, ("language:", "attach: none\nlanguage:")))
    assert [name for name in none if name.startswith("data/")] == []
    table = built(tmp_path / "table", copied(AWARDS, tmp_path, ("attach: true", "attach: false")))
    assert [name for name in table if name.startswith("data/")] == ["data/river-awards.yaml"]
    clean = built(tmp_path / "clean", copied(AWARDS, tmp_path, ("language:", "attach: clean\nlanguage:")))
    assert b"#" not in clean["data/river-awards.yaml"]


def test_a_brief_that_takes_no_files_leaves_the_data_to_the_package(tmp_path: Path) -> None:
    files = built(tmp_path, SMALLEST, brief=BriefRequest(standard="pdfa2"), parts=("brief",))
    assert "data/smallest.yaml" in files


def test_consents_never_travel(tmp_path: Path) -> None:
    name = next(line for line in MEADOWS.read_text("utf-8").splitlines() if line.startswith("pictures:"))
    data = copied(MEADOWS, tmp_path, (name, f"consents: who.yaml\n{name}"))
    (tmp_path / "who.yaml").write_text(
        'consents: {reach: {form: "Cupboard 7", for: [print, web], until: 2099}}', "utf-8"
    )
    files = built(tmp_path / "out", data)
    assert "who.yaml" in files["data/river-meadows.yaml"].decode()
    assert [name for name, content in files.items() if "who" in name or b"Cupboard" in content] == []


def test_speakers_notes_are_not_in_the_ledger_of_a_deck_to_give_away(tmp_path: Path) -> None:
    shared = built(tmp_path / "share", MEADOWS, deck=DeckOptions(share=True))
    assert [row for row in rows(shared["ledger.csv"]) if "notes" in row["place"]] == []


# -- as a file -----------------------------------------------------------------------------------------


def test_the_same_data_gives_the_same_bytes_and_a_sum(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        code = main(
            ["build", str(SMALLEST), "-o", str(tmp_path / folder), "--package", "--sums", "--name", "spring", "--quiet"]
        )
        assert code == 0
    one, two = ((tmp_path / folder / "spring-figures.zip").read_bytes() for folder in ("one", "two"))
    assert one == two
    assert "spring-figures.zip" in (tmp_path / "one" / "spring-SHA256SUMS").read_text("utf-8")


def test_nothing_is_written_where_the_package_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "figures.zip").mkdir()
    with pytest.raises(ReportError, match=r"figures\.zip: cannot be written: a folder has this name"):
        built(tmp_path, SMALLEST)
    assert [path.name for path in tmp_path.iterdir()] == ["figures.zip"]


def test_a_name_that_is_not_ascii_is_kept(tmp_path: Path) -> None:
    data = copied(SMALLEST, tmp_path).rename(tmp_path / "Frühling é.yaml")
    assert "data/Frühling é.yaml" in built(tmp_path / "out", data)


# -- held against the data ------------------------------------------------------------------------------


def changed(path: Path, name: str, content: bytes | None) -> None:
    """Write a package again, with a file that is another, more or gone."""
    files = unpacked(path) | ({name: content} if content is not None else {})
    with zipfile.ZipFile(path, "w") as file:
        for each in files:
            if each != name or content is not None:
                file.writestr(each, files[each])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("01-squares.csv", b"thing,count\r\ngarden,25\r\n", "a file 01-squares.csv that is not what the data says"),
        ("ledger.csv", b"number\r\n25\r\n", "a file datapackage.json that is not what the data says"),
        ("data/smallest.yaml", b"a: 1\n", "a file data/smallest.yaml that is not what the data says"),
        ("donors.csv", b"name\r\nAda\r\n", "the file donors.csv, which the data does not ask for"),
        ("README.txt", None, "does not hold README.txt"),
    ],
)
def test_verify_finds_a_package_that_is_not_of_the_data(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    built(tmp_path, SMALLEST)
    assert verify(SMALLEST, tmp_path).failures == 0
    changed(tmp_path / "figures.zip", name, content)
    found = [str(each) for each in verify(SMALLEST, tmp_path / "figures.zip").discrepancies]
    assert found
    assert any(message in each for each in found)


def test_verify_reads_no_package_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "figures.zip").write_bytes(b"PK\3\4 and no more")
    with pytest.raises(ReportError, match=r"figures\.zip: is damaged, or no package of figures"):
        verify(SMALLEST, tmp_path / "figures.zip")


def test_the_package_of_a_talk_is_that_of_its_deck(tmp_path: Path) -> None:
    data = copied(SMALLEST, tmp_path)
    whole = data.read_text("utf-8")
    talk = "sections:\n  - {kind: text, key: why, heading: Why, headline: Gardens teach, text: They teach.}"
    data.write_text(whole.replace("sections:", talk) + "\ntalk: {short: [why]}\n", "utf-8")
    folder = tmp_path / "out"
    files = built(folder, data, deck=DeckOptions("short"), parts=("deck",))
    assert [path.name for path in folder.iterdir() if path.suffix == ".zip"] == ["figures-short.zip"]
    assert "01-squares.csv" in files
    assert verify(data, folder).failures == 0
