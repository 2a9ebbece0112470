"""Files of several languages against one data file: each in its own, and all with the same quantities."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from reports import cli
from reports.verify.check import verify
from reports.verify.languages import disagreements
from tests.builders.edits import in_slide
from tests.builders.finished import made

CASES = Path(__file__).resolve().parents[1] / "cases" / "translations"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data file with all that is built of it, in two languages, beside it in a folder out."""
    data = tmp_path_factory.mktemp("languages") / "gardens.yaml"
    for file in CASES.iterdir():
        shutil.copy(file, data.parent)
    options = ["--language", "all", "--ledger", "--package", "--quiet"]
    assert cli.main(["build", str(data), "-o", str(data.parent / "out"), *options]) == 0
    return data


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """Return a copy, to be spoiled."""
    shutil.copytree(built.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / built.name


def said(data: Path, place: Path | None = None) -> list[str]:
    return list(verify(data, place or data.parent / "out").lines(notes=True))


def test_all_languages_that_a_folder_has_are_checked(built: Path) -> None:
    report = verify(built, built.parent / "out")
    assert (report.failures, report.languages) == (0, ("en-US", "en-GB"))
    names = [Path(each.reading.file).name for each in report.files]
    assert names == [
        *("brief.pdf", "deck.pptx", "brief-en-GB.pdf", "deck-en-GB.pptx"),
        *("figures.zip", "figures-en-GB.zip"),
    ]


def test_a_file_alone_is_checked_in_its_language_whatever_its_name(data: Path) -> None:
    renamed = data.with_name("handout.pdf")
    shutil.copy(data.parent / "out" / "brief-en-GB.pdf", renamed)
    assert said(data, renamed) == []
    assert said(renamed, data.parent / "out" / "deck-en-GB.pptx") == []


@pytest.mark.parametrize("name", ["brief{}.pdf", "deck{}.pptx"])
def test_a_file_in_another_language_than_its_name_says_is_named_and_no_more(data: Path, name: str) -> None:
    out, part = data.parent / "out", name[: name.index("{")]
    shutil.copy(out / name.format(""), out / name.format("-en-GB"))
    message = f"{part}: is in en-US, and by its name should be in en-GB"
    assert said(data) == [f"{name.format('-en-GB')}: {message}"]


def test_files_that_show_other_quantities_in_a_section_disagree(built: Path) -> None:
    out = built.parent / "out"
    own, other = (verify(built, out / name).files[0] for name in ("deck.pptx", "deck-en-GB.pptx"))
    files = [("", out / "deck.pptx", own), ("en-GB", out / "deck-en-GB.pptx", other)]
    assert list(disagreements(files)) == []
    without = replace(other, read=tuple(each for each in other.read if each.passage.place != 2))
    assert [(number, str(each)) for number, each in disagreements([files[0], (*files[1][:2], without)])] == [
        (1, f"deck: does not show {name} where deck.pptx does, in “A garden is a classroom with better light”")
        for name in ("average", "children")
    ]


def test_the_ledger_has_a_column_for_each_language(built: Path) -> None:
    table = io.StringIO((built.parent / "out" / "ledger.csv").read_text("utf-8-sig"), newline="")
    rows = list(csv.DictReader(table))
    assert {row["file"] for row in rows} == {"brief.pdf", "deck.pptx"}
    money = {(row["number"], row["en-GB"]) for row in rows if row["quantity"] == "granted"}
    assert money == {("$1.25 million", "US$1.25 million"), ("$1,250,000", "US$1,250,000")}
    assert all(row["en-GB"] for row in rows if row["quantity"])


def test_the_ledger_of_one_language_has_no_other_column(data: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "one")
    assert cli.main(["build", str(data), "-o", out, "--language", "en-GB", "--ledger", "--quiet"]) == 0
    (head, *_) = (Path(out) / "ledger-en-GB.csv").read_text("utf-8-sig").splitlines()
    assert head == "number,origin,quantity,formula,source,as of,file,place"


GERMAN = Path(__file__).resolve().parents[1] / "cases" / "languages" / "smallest-de.yaml"
MONEY = "1,83\u00a0Mio.\u00a0€ an Förderung"


@pytest.mark.parametrize(
    ("now", "found"),
    [
        ("1,83 Mio. € an Förderung", []),
        ("1.830.000 € an Förderung", []),
        ("1,83 Millionen Euro an Förderung", []),
        ("1,93 Mio. € an Förderung", ["says “1,93 Mio. €” where the data says “1,83 Mio. €” (granted)"]),
        ("1,83 Mrd. € an Förderung", ["says “1,83 Mrd. €” where the data says “1,83 Mio. €” (granted)"]),
        (
            "1.83 Mio. € an Förderung",
            ["says “1” where the data says “1,83 Mio. €” (granted)", "says “83 Mio. €”, which the data does not"],
        ),
        ("1,83 Mio. $ an Förderung", ["says “1,83 Mio. $” where the data says “1,83 Mio. €” (granted)"]),
        ("rund 1,83 Mio. € an Förderung", ["says “rund 1,83 Mio. €” where the data says “1,83 Mio. €” (granted)"]),
        (
            "1,83 Mio. € an Förderung für zwölf Schulgärten",
            ["says “zwölf Schulgärten” where the data says “24” (gardens)"],
        ),
    ],
)
def test_a_german_slide_that_was_edited_is_read_in_german(now: str, found: list[str]) -> None:
    german = made(GERMAN)
    failures = german.failures("deck", in_slide(1, (MONEY, now)))
    assert [each.partition(": ")[2] for each in failures if "says" in each] == found
