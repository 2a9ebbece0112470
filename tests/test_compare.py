"""What differs between two data files is found, is nothing for one file, and is the same the other way round."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports import changes
from reports.awards import Award, Awards, Tally
from reports.changes.quantities import of_awards
from reports.cli import main
from reports.datafile.model import Programme
from reports.datafile.yaml import read, validate
from reports.errors import Location
from tests import readback

CASES = Path(__file__).parent / "cases" / "compare"
OLD, NEW = CASES / "2023.yaml", CASES / "2024.yaml"


# -- properties -------------------------------------------------------------------------------------

NAMES = ["raised", "spent", "gardens", "kept", "mean"]
QUANTITIES = [
    {"value": 180_000, "currency": "GBP", "kind": "awarded"},
    {"value": 180_000, "currency": "GBP", "kind": "paid"},
    {"value": 180_000, "currency": "EUR", "kind": "awarded"},
    {"value": 190_000.5, "currency": "GBP", "kind": "awarded", "bound": "about"},
    {"value": 24},
    {"value": 24, "bound": "up to", "unit": "beds"},
    {"value": 31, "before": {"value": 24, "as_of": "2023"}},
    {"value": [3, 5]},
    {"value": 82, "percent": True},
]
TEXTS = ["Gardens grow.", "Gardens grow and {a}.", "Of {a} and {b:full}.", "Of {b} and {a}.", "In 2024 **all** grew."]
STEPS = [
    {"date": 2021, "title": "First spade", "text": "The first school digs."},
    {"date": 2021, "title": "Second spade", "text": "The second school digs."},
    {"date": "2023-05", "title": "First spade", "text": "Every garden opens."},
    {"date": "late 2023", "title": "Seeds for {b}", "text": "Seeds are lent.", "expected": True},
]


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    names = draw(st.permutations(NAMES))
    a, b, *others = names[: draw(st.integers(2, 5))]
    numbers: dict[str, Any] = {
        name: {"unit": "things", "source": "report", **draw(st.sampled_from(QUANTITIES))} for name in (a, b, *others)
    }
    if draw(st.booleans()) and not any(isinstance(numbers[name]["value"], list) for name in (a, b)):
        numbers["rate"] = {"ratio": draw(st.permutations([a, b])), "label": "rate", "caveat": "not typical"}
    for name in numbers:
        if draw(st.booleans()):
            numbers[name]["was"] = draw(st.sampled_from(NAMES))
    texts = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4))
    sections = [
        {
            "kind": "text",
            "heading": f"Heading {at}",
            "headline": f"Headline {at}",
            "text": [text.replace("{a", f"{{{a}")],
        }
        | draw(st.sampled_from([{}, {"minutes": 3}, {"key": f"key-{at}"}]))
        for at, text in enumerate(texts)
    ]
    tree = {
        "language": draw(st.sampled_from(["en-US", "en-GB"])),
        **dict.fromkeys(("title", "subtitle", "standfirst"), f"Of {{{a}}}"),
        **dict.fromkeys(("label", "running"), "Gardens"),
        "publisher": {"name": "Garden Trust"},
        "as_of": {"text": draw(st.sampled_from(["June 2023", "June 2024"])), "latest": 2024},
        "sources": {"report": {"title": "Report", "publisher": "Garden Trust"}},
        "quantities": numbers,
        "timeline": draw(st.lists(st.sampled_from(STEPS), max_size=4)),
        "portfolio": {"total": a, "count": b},
        "sections": sections,
        "closing": {"heading": "About", "headline": "Of gardens"},
    }
    written = json.dumps(tree).replace("{b", f"{{{b}").replace("Heading", draw(st.sampled_from(["Heading", "Topic"])))
    programme, problems, _ = validate(Programme, read(written.encode(), "a.yaml"))
    assert programme is not None, problems
    return programme


@settings(deadline=None, max_examples=150)
@given(programmes())
def test_nothing_differs_from_itself(programme: Programme) -> None:
    assert changes.between(programme, programme) == changes.Differences(())


@settings(deadline=None, max_examples=150)
@given(programmes(), programmes())
def test_what_differs_is_the_same_the_other_way_round(old: Programme, new: Programme) -> None:
    there, back = changes.between(old, new).found, changes.between(new, old).found
    assert {(each.old, each.new, each.by) for each in there} == {
        (each.new, each.old, None if each.by is None else -each.by) for each in back
    }
    assert len(there) == len(back)


def test_a_part_that_was_renamed_is_not_taken_for_the_number_that_has_its_name_now() -> None:
    was = {"spent": {"value": 24}, "gardens": {"value": 31}}
    now = {"spent": {"value": 24}, "kept": {"value": 24, "was": "spent"}, "gardens": {"value": 31}}
    old, new = (with_numbers({**each, "rate": {"ratio": ["spent", "gardens"]}}) for each in (was, now))
    for there in (changes.between(old, new), changes.between(new, old)):
        assert "rate" in {side.key for each in there.found for side in (each.old, each.new) if side}


def with_numbers(numbers: dict[str, Any]) -> Programme:
    told = {
        name: {"label": "rate", "caveat": "not typical"} if "ratio" in each else {"unit": "things", "source": "report"}
        for name, each in numbers.items()
    }
    tree = {
        "language": "en-GB",
        **dict.fromkeys(("title", "subtitle", "standfirst", "label", "running"), "Gardens"),
        "publisher": {"name": "Garden Trust"},
        "as_of": {"text": "June 2024", "latest": 2024},
        "sources": {"report": {"title": "Report", "publisher": "Garden Trust"}},
        "quantities": {name: {**told[name], **each} for name, each in numbers.items()},
        "portfolio": {"total": "gardens", "count": "spent"},
        "sections": [{"kind": "text", "heading": "Why", "headline": "Why gardens", "text": "Gardens grow."}],
        "closing": {"heading": "About", "headline": "Of gardens"},
    }
    programme, problems, _ = validate(Programme, read(json.dumps(tree).encode(), "a.yaml"))
    assert programme is not None, problems
    return programme


# -- two years --------------------------------------------------------------------------------------


def compared(capsys: pytest.CaptureFixture[str], old: Path, new: Path, *options: str) -> tuple[int, str]:
    code = main(["compare", str(old), str(new), *options])
    return code, capsys.readouterr().out


def of_json(capsys: pytest.CaptureFixture[str], old: Path, new: Path) -> dict[str, dict[str, Any]]:
    _, out = compared(capsys, old, new, "--format", "json")
    return {(each["new"] or each["old"])["key"]: each for each in json.loads(out)["changes"]}


def test_numbers_are_subtracted_only_where_they_are_of_one_sort(capsys: pytest.CaptureFixture[str]) -> None:
    found = of_json(capsys, OLD, NEW)
    assert {key: (each["difference"], each["in"]) for key, each in found.items() if each["subject"] == "quantity"} == {
        "granted": ("68000", "GBP"),
        "gardens": ("7", ""),
        "mean": (None, None),
        "children": ("550", ""),
        "visitors": (None, None),
        "kept": ("3", "points"),
        "promised": (None, None),
        "beds": (None, None),
    }
    assert found["children"]["old"]["key"] == "pupils"
    assert found["promised"]["also"] == [{"what": "kind", "old": "pledged", "new": "received"}]
    assert found["visitors"]["also"] == [{"what": "bound", "old": "up to", "new": ""}]
    _, text = compared(capsys, OLD, NEW)
    assert re.search(r"  children \(was pupils\) +2,100 -> 2,650 +\+550\n", text)
    assert re.search(r"  promised +£40,000 -> £40,000 +kind changed from pledged to received\n", text)


def test_what_follows_from_others_is_said_once_behind_them(capsys: pytest.CaptureFixture[str]) -> None:
    _, text = compared(capsys, OLD, NEW)
    assert re.findall(r"^ +(\w+).* £|^ +(mean) ", text, re.MULTILINE)[:3] == [
        ("granted", ""),
        ("mean", ""),
        ("promised", ""),
    ]
    assert text.count("mean ") == 1


def test_a_new_number_rewords_no_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = of_json(capsys, OLD, NEW)
    assert {key for key, each in found.items() if each["subject"] == "text"} == {
        "as_of/text",
        "sources/report/title",
        "sections/Why gardens/text",  # which has two words more
        "sections/Two gardens of note/heading",
        "sections/Two gardens of note/headline",
    }
    assert found["sections/Two gardens of note/projects/Mill School"]["change"] == "new"
    assert found["timeline/A seed library/expected"]["new"]["text"] == "no"


def test_awards_are_joined_by_their_identifiers(capsys: pytest.CaptureFixture[str]) -> None:
    found = of_json(capsys, OLD, NEW)
    awards = {key: (each["change"], each["difference"]) for key, each in found.items() if each["subject"] == "award"}
    assert awards == {
        "G-1": ("changed", "5000"),
        "G-3": ("ended", None),
        "G-4": ("changed", None),
        "G-5": ("new", None),
    }
    assert found["G-4"]["also"] == [{"what": "title", "old": "Seeds", "new": "Seeds and tools"}]
    assert found["sum awarded in GBP"]["difference"] == "68000"


def an_award(amount: int, currency: str, id: str | None) -> Award:
    return Award(Location("a.csv"), Decimal(amount), currency, "awarded", id)


def test_currencies_stay_apart_and_without_identifiers_sums_alone_are_compared() -> None:
    tally = Tally("a.csv", "named", 2, (), (), ())
    old = Awards((an_award(10, "EUR", "1"), an_award(10, "USD", None)), tally)
    new = Awards((an_award(12, "EUR", "1"), an_award(10, "USD", None), an_award(5, "CHF", None)), tally)
    found, notes = of_awards(old, new)
    assert {(each.side.key, each.by) for each in found} == {
        ("sum awarded in EUR", Decimal(2)),
        ("number awarded in CHF", None),
        ("sum awarded in CHF", None),
    }
    assert notes
    one = Awards((an_award(10, "EUR", "1"),), tally)
    (changed, *_), _ = of_awards(one, Awards((an_award(10, "USD", "1"),), tally))[0][::-1], ()
    assert (changed.by, changed.also) == (None, (("currency", "EUR", "USD"),))


# -- the command ------------------------------------------------------------------------------------


def test_its_exit_code_is_that_of_diff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [compared(capsys, OLD, OLD, *asked)[0] for asked in ((), ("--exit-code",))] == [0, 0]
    assert [compared(capsys, OLD, NEW, *asked)[0] for asked in ((), ("--exit-code",))] == [0, 1]
    (tmp_path / "b.yaml").write_text("title: [")
    assert [compared(capsys, OLD, tmp_path / "b.yaml", *asked)[0] for asked in ((), ("--exit-code",))] == [1, 2]
    main(["compare", str(tmp_path / "gone.yaml"), str(tmp_path / "b.yaml")])
    said = capsys.readouterr().err
    assert "gone.yaml: " in said
    assert "b.yaml:1:" in said


def test_alike_is_said_in_each_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(capsys, OLD, OLD)[1] == f"{OLD} -> {OLD}: no difference\n"
    assert len(compared(capsys, OLD, OLD, "--format", "csv")[1].splitlines()) == 1
    assert json.loads(compared(capsys, OLD, OLD, "--format", "json")[1]) == {
        "old": str(OLD),
        "new": str(OLD),
        "alike": True,
        "notes": [],
        "changes": [],
    }


def test_no_text_of_the_table_is_a_formula_and_numbers_are_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(CASES, tmp_path, dirs_exist_ok=True)
    new = tmp_path / "2024.yaml"
    new.write_text(new.read_text("utf-8").replace('"Growing lunch"', '"=cmd|x, more"'), "utf-8")
    _, out = compared(capsys, new, OLD, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["difference"] for row in rows} >= {"-68000", "-3"}
    assert [row["old"] for row in rows if "cmd" in row["old"]] == ["'=cmd|x, more"]
    assert not [
        cell for row in rows for key, cell in row.items() if key != "difference" and cell[:1] in ("=", "+", "-", "@")
    ]


def test_two_briefs_are_compared_by_the_data_inside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(CASES, tmp_path, dirs_exist_ok=True)
    for year in ("2023", "2024"):
        path = tmp_path / f"{year}.yaml"
        assert main(["build", str(path), "--only", "brief", "-o", str(tmp_path), "--name", year, "--quiet"]) == 0
    briefs = [tmp_path / f"{year}-brief.pdf" for year in ("2023", "2024")]
    assert of_json(capsys, briefs[0], NEW) == of_json(capsys, *briefs) == of_json(capsys, OLD, NEW)
    kept = tmp_path / "2024.yaml"
    kept.write_text(kept.read_text("utf-8").replace("attach: true", "attach: false"), "utf-8")
    assert main(["build", str(kept), "--only", "brief", "-o", str(tmp_path), "--name", "kept", "--quiet"]) == 0
    capsys.readouterr()
    assert main(["compare", str(briefs[0]), str(tmp_path / "kept-brief.pdf"), "--format", "csv"]) == 0
    said = capsys.readouterr()
    assert "awards are not compared: this brief does not carry the table" in said.err
    assert "award" not in {line.split(",")[0] for line in said.out.splitlines()}


def test_a_pdf_without_data_is_a_problem_with_a_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    assert main(["compare", str(tmp_path / "a.pdf"), str(NEW), "--exit-code"]) == 2
    assert "hint: " in capsys.readouterr().err


def test_a_name_that_the_old_file_never_had_is_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(CASES, tmp_path, dirs_exist_ok=True)
    new = tmp_path / "2024.yaml"
    new.write_text(new.read_text("utf-8").replace("was: pupils", "was: pupills"), "utf-8")
    assert "children: was names pupills, which the older file does not have" in compared(capsys, OLD, new)[1]
    new.write_text(new.read_text("utf-8").replace("gardens: {value", "gardens: {was: pupills, value"), "utf-8")
    assert main(["check", str(new), "--fast"]) == 1
    assert "gardens and children were both 'pupills'" in capsys.readouterr().err


# -- the section ------------------------------------------------------------------------------------


def a_year_later(folder: Path, more: str = "", since: str = "2023.yaml") -> Path:
    """Put both years into a folder, the later one with a section on what has changed; return its file."""
    shutil.copytree(CASES, folder, dirs_exist_ok=True)
    file = folder / "2024.yaml"
    file.write_text(
        file.read_text("utf-8").replace("timeline:", f"{more}changes: {{since: {since}}}\ntimeline:", 1), "utf-8"
    )
    return file


def built(file: Path, folder: Path, *options: str) -> dict[str, str]:
    """Build and verify; return the texts of page, slides and notes in small letters."""
    assert main(["build", str(file), "-o", str(folder), "--quiet", *options]) == 0
    assert main(["verify", str(file), str(folder), "--quiet"]) == 0
    slides = readback.slides((folder / "deck.pptx").read_bytes())
    tables = (shape.table for slide in slides for shape in slide.shapes if shape.has_table)
    cells = " ".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    return {
        "page": readback.folded(readback.brief_text((folder / "brief.pdf").read_bytes())),
        "slide": readback.folded(" ".join((cells, *map(readback.slide_text, slides)))),
        "notes": readback.folded(" ".join(map(readback.notes, slides))),
    }


def test_a_section_says_what_has_changed_on_page_and_slide_and_in_the_notes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = a_year_later(tmp_path)
    texts = built(file, tmp_path / "out", "--ledger")
    for text in texts.values():
        for said in ("£180,000", "Up £68,000", "Up 550", "Up 3 points", "pledged, now received", "Up to 900"):
            assert said.casefold() in text
        assert "done since: a seed library. new projects described: mill school." in text
        assert "one award is new." in text
    assert "what has changed since june 2023" in texts["page"]
    assert "what has changed since june 2023" in texts["slide"]
    assert "[2] example garden trust, “annual report 2023 (invented)”" in texts["page"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "ledger.csv").read_text("utf-8-sig"))))
    (difference,) = {
        (row["formula"], row["source"], row["as of"]) for row in rows if row["quantity"] == "granted:difference"
    }
    report = "Annual report {} (invented), Example Garden Trust"
    assert difference == (
        "£248,000 − £180,000",
        f"{report.format(2024)}; {report.format(2023)}",
        "June 2024; June 2023",
    )


def test_a_brief_with_changes_is_built_again_to_the_byte(tmp_path: Path) -> None:
    (tmp_path / "last").mkdir()
    file = a_year_later(tmp_path, since="last/2023.yaml", more="attach: clean\n")
    for each in ("2023.yaml", "awards-2023.csv"):
        (tmp_path / each).rename(tmp_path / "last" / each)
    built(file, tmp_path / "out")
    again = tmp_path / "again"
    assert main(["build", str(tmp_path / "out" / "brief.pdf"), "-o", str(again), "--quiet"]) == 0
    assert (again / "brief.pdf").read_bytes() == (tmp_path / "out" / "brief.pdf").read_bytes()
    assert "An invented programme" not in pikepdf_files(again / "brief.pdf")["last/2023.yaml"].decode()


def pikepdf_files(brief: Path) -> dict[str, bytes]:
    with pikepdf.open(brief) as pdf:
        return {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}


@pytest.mark.parametrize("options", [("--large-print", "--standard", "pdfa4"), ("--paper", "letter", "--share")])
def test_it_holds_in_every_form(tmp_path: Path, options: tuple[str, ...]) -> None:
    file = a_year_later(tmp_path)
    placed = file.read_text("utf-8").replace(
        "  - kind: timeline", "  - {kind: changes, headline: In a year}\n  - kind: timeline"
    )
    file.write_text(placed, "utf-8")
    assert "in a year" in built(file, tmp_path / "out", *options)["slide"]


def test_a_date_that_only_the_earlier_file_has_is_traced_and_a_change_of_one_is_no_other_one(tmp_path: Path) -> None:
    file, old = a_year_later(tmp_path), tmp_path / "2023.yaml"
    old.write_text(old.read_text("utf-8").replace("value: 24,", "value: 30,"), "utf-8")
    dated = file.read_text("utf-8").replace("date: 2023-05", "date: 2022-05").replace("date: 2023-11", "date: 2024-01")
    file.write_text(dated, "utf-8")
    texts = built(file, tmp_path / "out", "--ledger")
    assert all("june 2023" in text and "up 1" in text for text in texts.values())


def test_numbers_that_are_long_in_a_language_have_room(tmp_path: Path) -> None:
    file = a_year_later(tmp_path)
    for year, before, now in (("2023.yaml", "180_000", "44_000_000"), ("2024.yaml", "248_000", "46_000_000")):
        text = (tmp_path / year).read_text("utf-8").replace("en-GB", "es-US").replace(before, now)
        text = text.replace("item: grant", "item: {one: grant, other: grants}").replace("GBP", "USD")
        (tmp_path / year).write_text(text, "utf-8")
    for text in built(file, tmp_path / "out").values():
        assert "44 millones de dólares" in text
        assert "alrededor de $1,483,900" in text


def test_that_nothing_has_changed_is_said(tmp_path: Path) -> None:
    file = a_year_later(tmp_path, since="before.yaml")
    shutil.copy(CASES / "2024.yaml", tmp_path / "before.yaml")
    texts = built(file, tmp_path / "out")
    assert all("no number has changed since june 2024." in text for text in texts.values())
    file.write_text(file.read_text("utf-8").replace('"Mill School"', '"Hill School"'), "utf-8")
    texts = built(file, tmp_path / "out", "--force")
    for text in texts.values():
        assert "no number has changed since june 2024." in text
        assert "new projects described: hill school. projects no longer described: mill school." in text.replace(
            ";", "."
        )


@pytest.mark.parametrize(("open_", "row"), [("40_000", "– £40,000 pledged, now received"), ("pledged", "")])
def test_what_an_earlier_draft_left_open_is_a_dash_and_no_change(open_: str, row: str, tmp_path: Path) -> None:
    file, old = a_year_later(tmp_path), tmp_path / "2023.yaml"
    left = old.read_text("utf-8").replace(f": {open_}", ": TODO")
    old.write_text(left.replace("language:", "status: draft\nlanguage:"), "utf-8")
    page = built(file, tmp_path / "out", "--ledger")["page"]
    assert "todo" not in page
    assert ("for the next year" in page) == bool(row)
    assert row in page


FAULTY = {
    "gone.yaml": "since names 'gone.yaml', which is not there",
    "../2023.yaml": "lies outside the data file's folder",
    "2024.yaml": "since names this file itself",
    "awards-2023.csv": "is no data file that could travel inside a brief",
    "bad.yaml": "bad.yaml:14:20: value should be a number, not '24x'",
}


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_wrong_with_the_earlier_file_is_told_where_it_stands(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = a_year_later(tmp_path, since=name)
    (tmp_path / "bad.yaml").write_text(
        (CASES / "2023.yaml").read_text("utf-8").replace("value: 24,", "value: 24x,"), "utf-8"
    )
    assert main(["check", "--fast", str(file)]) == 1
    assert FAULTY[name] in capsys.readouterr().err


def test_a_section_on_changes_needs_an_earlier_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(CASES, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "2024.yaml"
    file.write_text(file.read_text("utf-8").replace("sections:", "sections:\n  - kind: changes", 1), "utf-8")
    assert main(["check", "--fast", str(file)]) == 1
    assert "a section on changes, but the file names no earlier one" in capsys.readouterr().err
