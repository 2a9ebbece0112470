"""Sections made of quantities: figures in a row, tables and charts, on page and slide."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from pptx import Presentation

from reports.cli import main
from reports.compose.compose import compose
from reports.datafile.model import Programme, TableSection
from reports.datafile.yaml import read
from reports.deck.layout.names import Family
from reports.deck.lint import faults
from reports.errors import DataError
from reports.loading.load import loaded_of
from reports.story import Story
from reports.verify.check import read_back
from reports.verify.checked import check, due_of
from tests import validators
from tests.builders.datafile import problems_of

CASES = Path(__file__).parent / "cases"
CASE = CASES / "datafile" / "blocks-of-numbers" / "data.yaml"
TEMPLATE = CASES / "deck" / "template-made-by-pandoc" / "template.pptx"


def built(folder: Path, *options: str, data: Path = CASE) -> Path:
    """Build a data file with its ledger, and hold what came out against it."""
    assert main(["build", str(data), "-o", str(folder), "--ledger", "--quiet", *options]) == 0
    assert main(["verify", str(data), str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("made"))


def told(was: str, now: str) -> list[str]:
    """Return what is said of the case with one place changed, the first line of each."""
    text = CASE.read_text("utf-8")
    assert was in text
    return [str(each).split("\n")[0].partition(": ")[2] for each in problems_of(text.replace(was, now, 1))]


@pytest.mark.parametrize(
    "options",
    [
        ("--large-print", "--paper", "letter"),
        ("--template", str(TEMPLATE)),
        ("--standard", "pdfa4", "--share"),
    ],
)
def test_they_hold_in_every_form(options: tuple[str, ...], tmp_path: Path) -> None:
    out = built(tmp_path, *options)
    assert faults((out / "deck.pptx").read_bytes()) == []


@pytest.mark.slow
def test_validators_find_nothing(made: Path) -> None:
    assert not any(validators.vera_pdf_claims([made / "brief.pdf"])["brief.pdf"].values())
    assert validators.open_xml_sdk(made / "deck.pptx") == []


def slide_of(deck: Path, layout: str, title: str = "") -> list[str]:
    """Return the texts of the first slide of a layout, and of that title if one is given."""
    slides = (each for each in Presentation(str(deck)).slides if each.slide_layout.name == layout)
    slide = next(each for each in slides if title in (each.shapes.title.text_frame.text, ""))
    return [shape.text_frame.text for shape in slide.placeholders]


# -- figures ----------------------------------------------------------------------------------------------


def test_a_figure_stands_with_its_change_and_what_it_was(made: Path) -> None:
    texts = slide_of(made / "deck.pptx", Family.KEY_FIGURES)
    assert "24\ndoors were opened\nUp 14% from 2023 (derived here)\n2023: 21" in texts
    ledger = (made / "ledger.csv").read_text("utf-8-sig")
    assert '14%,derived here,doors:change,(24 − 21) ÷ 21,"Annual report, Door Trust"' in ledger
    assert "21,a quantity of the data,doors:before," in ledger


def test_a_figure_shows_one_quantity_alone() -> None:
    assert told('"{doors}", label', '"{doors} doors", label') == [
        "a figure shows one quantity alone, not '{doors} doors'"
    ]
    assert told('"{doors}", label', '"{doors:change}", label') == [
        "{doors:change} is derived here, and a show has no room to say so"
    ]
    assert told('"{doors}", label', '"24", label')[0] == "a figure shows one quantity alone, not '24'"


# -- tables -----------------------------------------------------------------------------------------------

COLUMNS = ["Place", "Region", "Doors 2023", "Doors 2024", "Visitors", "Grants", "Keeper", "Opened"]
FROM_FILE = """\
  - kind: table
    source: books
    heading: "Doors by place"
    headline: "Many places have doors"
    columns:
      - {name: "Place"}
      - {name: "Doors 2023", verbatim: true}
    file: places.csv
"""


def with_table(folder: Path, table: str = FROM_FILE) -> Path:
    """Write the case with one more section."""
    text = CASE.read_text("utf-8")
    (folder / "data.yaml").write_text(text.replace("closing:\n", f"{table}closing:\n"), "utf-8")
    return folder / "data.yaml"


def problems_with(file: Path, content: bytes) -> list[str]:
    file.write_bytes(content)
    data = with_table(file.parent, FROM_FILE.replace("places.csv", file.name))
    try:
        found = loaded_of(read(data.read_bytes(), "data.yaml"), lambda _text: "", file.parent).warnings
    except DataError as error:
        found = error.problems
    return [str(each).replace(f"{file.parent}/", "").split("\n")[0] for each in found]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Place,Doors 2023\nHills,12\n", []),
        ("\ufeffsep=;\nA list\nplace;Other;doors 2023\n\nHills;x;1 240\n", []),
        ("Place,Doors 2023\n41,12\n", ["places.csv:2:1: the number '41' is typed into the text"]),
        ("Place,Doors 2023\nHills,=1+1\n", ["places.csv:2:2: the cell is a formula, or the error of one: '=1+1'"]),
        ("Place,Doors 2023\nHills,#REF!\n", ["places.csv:2:2: the cell is a formula, or the error of one: '#REF!'"]),
        ("Place,Doors 2023\nHills, river,12\n", ["places.csv:2:3: row 2 has more cells than the header"]),
        ("Place,Doors 2023\n<b>Hills</b>,12\n", ["places.csv:2:1: '<b>' is a tag of HTML elsewhere"]),
        ("Place,Doors 2023\nHills {doors,12\n", ["places.csv:2:1: a '{' without its partner"]),
        ("Place,Doors 2023\nHills,{doors}\n", ["places.csv:2:2: {doors} would be printed as it stands"]),
        ("Place,Doors\nHills,12\n", ["places.csv: the table has no column 'Doors 2023'"]),
        ("Place,Place,Doors 2023\nHills,Hills,12\n", ["places.csv: the table has two columns 'Place'"]),
        ("Place,Doors 2023\n", ["places.csv:1:1: the table has no rows below its header"]),
        ("", ["places.csv: the table has no column 'Place' and none 'Doors 2023'"]),
        (
            "Place,Doors 2023\n" + 201 * "Hills,12\n",
            ["places.csv:202:1: a table of these columns has at most 200 rows"],
        ),
        ('Place,Doors 2023\n"Hills,12\nTown,13\n', ["places.csv:2:1: a quotation mark in this row is not closed"]),
    ],
)
def test_a_hostile_file_is_told_by_its_cells(content: str, found: list[str], tmp_path: Path) -> None:
    lines = problems_with(tmp_path / "places.csv", content.encode())
    assert [any(each in line for line in lines) for each in found] == [True] * len(found), lines
    assert bool(lines) == bool(found), lines


def test_a_workbook_is_shown_as_its_cells_are_seen(tmp_path: Path) -> None:
    book, day = openpyxl.Workbook(), dt.date(2023, 6, 1)
    for row in (
        ["Doors 2023", "x", "Place"],
        [12345, "", "Hills"],
        [0.22, "", 2023],
        [day, "", "Town"],
    ):
        book.active.append(row)
    book.active["A3"].number_format = "0%"
    book.save(tmp_path / "places.xlsx")
    data = with_table(tmp_path, FROM_FILE.replace(".csv", ".xlsx"))
    section = loaded_of(read(data.read_bytes(), "a.yaml"), lambda _text: "", tmp_path).programme.sections[-1]
    assert isinstance(section, TableSection)
    assert [[cell.text for cell in row] for row in section.rows] == [
        ["Hills", "12,345"], ["2023", "22%"], ["Town", "June 1, 2023"],
    ]  # fmt: skip
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "places.xlsx")
    lines = problems_with(tmp_path / "places.xlsx", (tmp_path / "places.xlsx").read_bytes())
    assert lines == ["places.xlsx:2:1: row 2 is hidden, and would be shown"]


@pytest.mark.slow
@pytest.mark.parametrize("options", [("--paper", "letter", "--large-print"), ()])
def test_two_hundred_rows_of_eight_columns_go_over_pages_and_slides(options: tuple[str, ...], tmp_path: Path) -> None:
    rows = [[f"Mill {chr(65 + n % 26)}", "South and islands", n % 7, n, f"{n * 97:,}", f"{n * 9999:,}", "The council",
             f"{n % 27 + 1} June 2019"] for n in range(1, 201)]  # fmt: skip
    with (tmp_path / "places.csv").open("w", newline="") as text:
        csv.writer(text).writerows([COLUMNS, *rows])
    columns = "\n".join(
        f'      - {{name: "{name}", verbatim: {"true" if name[0] in "DVGO" else "false"}}}' for name in COLUMNS
    )
    table = re.sub(r"columns:\n(.*\n){2}", lambda _: f"columns:\n{columns}\n", FROM_FILE)
    out = built(tmp_path / "out", *options, data=with_table(tmp_path, table))
    assert faults((out / "deck.pptx").read_bytes()) == []
    with (tmp_path / "out" / "brief.pdf").open("rb") as file:
        assert "places.csv" in pikepdf.open(file).attachments
    again = tmp_path / "again"
    assert main(["build", str(out / "brief.pdf"), "-o", str(again), "--quiet"]) == 0
    assert (again / "brief.pdf").read_bytes() == (out / "brief.pdf").read_bytes()


@pytest.mark.parametrize(
    ("was", "now"),
    [('"{doors}", "{doors:change}", "1,240"', '"{schools}", "{doors:change}", "1,240"'), ('"1,240"', '"12"')],
)
def test_a_cell_in_the_place_of_another_is_found_in_both(
    was: str, now: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = CASE.read_text("utf-8")
    assert text.count(was) == 1
    (tmp_path / "data.yaml").write_text(text.replace(was, now), "utf-8")
    assert main(["verify", str(tmp_path / "data.yaml"), str(made)]) == 1
    said = capsys.readouterr().out
    assert (
        len(re.findall(r"(brief page|deck slide) \d+: says “.*” in row 1, column \d of a table, where", said)) == 2
    ), said


def test_what_a_table_may_not_hold_is_told_at_its_cell() -> None:
    assert told('"Hills", ""', '"Hills", "41"') == ["the number '41' is typed into the text"]
    assert told('"Hills", ""', '"**Hills**", ""')[0].startswith("a cell takes no strong words, links")
    assert told('"", "12"]', '""]') == ["this row has 4 cells, and the table 5 columns"]
    assert told("    source: books\n", "") == ["a column is verbatim, and the section names no source"]
    assert told('"1,240"', '"{doors}"')[0].startswith("{doors} would be printed as it stands")


def test_what_has_no_room_is_told_where_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wide = with_table(tmp_path, FROM_FILE.replace("Place", "P" * 90).replace("Doors 2023", "D" * 90))
    (tmp_path / "places.csv").write_text(f"{'P' * 90},{'D' * 90}\nHills,{'1' * 80}\n")
    assert main(["check", str(wide)]) == 1
    said = capsys.readouterr().err
    assert "the 2 columns of this table have no room beside each other on a page" in said
    assert "the 2 columns of this table have no room beside each other on a slide" in said
    (tmp_path / "places.csv").write_text(f"Place,Doors 2023\n{'Hills and towns ' * 150},12\n")
    assert main(["check", str(with_table(tmp_path))]) == 1
    assert "places.csv:2:1: this cell has 2399 characters: its row is higher than a slide" in capsys.readouterr().err


# -- charts -----------------------------------------------------------------------------------------------


def story_of(data: Path) -> tuple[Programme, Story]:
    programme = loaded_of(read(data.read_bytes(), "data.yaml"), lambda _text: "", None).programme
    return programme, compose(programme)


def test_a_heading_is_found_by_rule_where_one_value_is_surely_the_largest(made: Path) -> None:
    texts = slide_of(made / "deck.pptx", Family.CHART, "Town and river is the highest: 1,240")
    assert "Visitors" in texts
    assert told("value: 1240, unit", "value: 860, bound: about, unit") == [
        "no value of this chart is surely the largest, so it has no heading by rule"
    ]
    assert told("value: 1240, unit", "value: 870, bound: at least, unit")[:1] == [
        "visitors_a is a limit (at least), so nobody knows its share"
    ]


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ("value: spent_24}", "value: visitors_a}", "visitors_a is a count, and the first value is in USD"),
        ("3_900_000, currency: USD", "3_900_000, currency: EUR", "spent_24 is in EUR, and the first value is in USD"),
        ('unit: "US dollars in 2024"', 'minutes: 2', "the values of this chart have several units: 'gifts'"),
        (
            '{label: "Spent", value: spent_24}]',
            '{label: "Spent", value: spent_24}, {label: "Before", value: spent_23}]',
            "this chart puts received and spent into one series",
        ),
        ("[raised_23, spent_23, pledged_23]", "[spent_23, raised_23, pledged_23]", "this chart puts received and"),
        ("[raised_23, spent_23, pledged_23]", "[raised_23, spent_23]", "'2023' has 2 values, and the chart 3 series"),
        ('{label: "2022", value: raised_22}', '{label: "2025", value: raised_22}', "the years of this chart are"),
        ("value: raised_24}", "value: granted:before}", "value should be a name of letters"),
        ("value: raised_24}", "value: raised_25}", "no quantity is called 'raised_25'"),
        ('{label: "Moor", value: visitors_c}', '{label: "Hills", value: visitors_c}', "the label 'Hills' stands in"),
        ("form: share", "form: pie", "form should be bars, columns, line or share, not 'pie'"),
    ],
)  # fmt: skip
def test_a_chart_compares_only_what_can_be_compared(was: str, now: str, found: str) -> None:
    assert any(each.startswith(found) for each in told(was, now)), told(was, now)


@pytest.mark.parametrize(
    ("was", "now", "found"),
    [
        ("visitors_b: {value: 310", "visitors_b: {value: 410", r"draws column 2 -?\+?[-\d.]+% off its value, 410"),
        ("spent_23: {value: 3_450_000", "spent_23: {value: 2_950_000", r"draws point 5 \+[\d.]+% off its value"),
        ("visitors_c: {value: 840", "visitors_c: {value: 740", r"draws part 3 \+[\d.]+% off its value, 740"),
        ("spent_24: {value: 3_900_000", "spent_24: {value: 2_900_000", r"draws bar 2 "),
        (
            'label: "Moor", value: visitors_c}, {label: "Sea", value: visitors_d}]\n  - kind: chart\n    heading: "T',
            'label: "Moor", value: visitors_d}, {label: "Sea", value: visitors_c}]\n  - kind: chart\n    heading: "T',
            r"describes its chart as “Columns, visitors: .*Moor, 840; Sea, about 95.” where the data says",
        ),
    ],
)  # fmt: skip
def test_a_mark_that_is_not_as_large_as_its_value_is_found(
    was: str, now: str, found: str, made: Path, tmp_path: Path
) -> None:
    text = CASE.read_text("utf-8")
    assert text.count(was) == 1
    data = tmp_path / "data.yaml"
    data.write_text(text.replace(was, now), "utf-8")
    checked = check(read_back((made / "deck.pptx").read_bytes(), "deck.pptx"), due_of(*story_of(data)))
    said = "\n".join(map(str, checked.discrepancies))
    assert re.search(found, said), said


ODD = """\
  - {kind: chart, form: line, heading: "La", headline: "Lines a", unit: "x", series: ["A", "B"],
     values: [{label: "a", value: [doors, visitors_b]}, {label: "b", value: [doors, doors]}]}
  - {kind: chart, form: line, heading: "Lb", headline: "Lines b",
     values: [{label: "a", value: doors}, {label: "b", value: doors}, {label: "c", value: doors}]}
"""


def test_marks_that_nobody_can_see_and_lines_that_are_level_are_held_as_well(tmp_path: Path) -> None:
    values = "[{label: a, value: big}, {label: b, value: tiny}, {label: c, value: tiny}]"
    charts = (
        f'  - {{kind: chart, form: {form}, heading: "H {form}", headline: "The {form}", values: {values}}}\n'
        for form in ("bars", "columns", "line", "share")
    )
    data = with_table(tmp_path, ODD + "".join(charts))
    extremes = """\
  big: {value: 999_999_999_999, unit: "x", source: books}
  tiny: {value: 0.000001, unit: "x", source: books}
timeline:
"""
    data.write_text(data.read_text("utf-8").replace("timeline:\n", extremes, 1), "utf-8")
    built(tmp_path / "out", data=data)
