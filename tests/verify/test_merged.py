"""A merged file is read some pages at a time, and held copy by copy; its bookmarks have to lead to each."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reports import cli
from reports.errors import ReportError
from reports.verify.readback.brief import MOST_PAGES, read_brief
from tests.builders.edits import in_pdf
from tests.builders.finished import ROOT

PLACES = [(2 * copy - 1, 2 * copy) for copy in range(1, 6)]


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("merged")
    says = 'handout: {dedication: "For {recipient.name}", neutral: {dedication: "For all"}}\nsections:'
    text = (ROOT / "data" / "examples" / "smallest.yaml").read_text("utf-8").replace("sections:", says, 1)
    (folder / "data.yaml").write_text(text, "utf-8")
    rows = "".join(f"{copy},Reader {copy}\n" for copy, _ in enumerate(PLACES, 1))
    (folder / "people.csv").write_text(f"id,name\n{rows}", "utf-8")
    request = ["handouts", str(folder / "data.yaml"), str(folder / "people.csv"), "-o", str(folder / "out")]
    assert cli.main([*request, "--merged", "--quiet"]) == 0
    return folder


def test_it_holds_and_is_told_with_all_its_pages(merged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(merged / "data.yaml"), str(merged / "out" / "briefs-0001.pdf")]) == 0
    printed = capsys.readouterr().out
    assert "(10 pages, " in printed
    assert printed.endswith(": 0 failures, 0 notes\n")


def test_some_pages_are_read_as_all_are(merged: Path) -> None:
    pdf = (merged / "out" / "briefs-0001.pdf").read_bytes()
    whole, part = read_brief(pdf, "merged", PLACES), read_brief(pdf, "merged", PLACES, slice(2, 4))
    assert part.places == 2
    assert part.problems == ()
    assert part.passages == tuple(each for each in whole.passages if each.place in (3, 4))
    assert part.pictures == tuple(each for each in whole.pictures if each.place in (3, 4))


def _second_to_third(document: Any) -> None:
    document.Root.Outlines.First.First.Next.Dest = pikepdf.Array([document.pages[4].obj, pikepdf.Name.Fit])


def test_a_bookmark_to_another_copy_is_found_out(merged: Path) -> None:
    changed = in_pdf(_second_to_third)((merged / "out" / "briefs-0001.pdf").read_bytes())
    found = [str(each) for each in read_brief(changed, "merged", PLACES).problems]
    assert found == ["brief: has bookmarks that do not lead to each copy by its number"]


def test_copies_in_large_print_hold_whose_squares_gave_way_to_the_letter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "people.csv").write_text("id,salutation\n1,Dear Ada\n", "utf-8")
    data, out = str(ROOT / "data" / "progressive-ms.yaml"), str(tmp_path / "out")
    options = ["--merged", "--large-print", "--quiet"]
    assert cli.main(["handouts", data, str(tmp_path / "people.csv"), "-o", out, *options]) == 0
    assert cli.main(["verify", data, f"{out}/briefs-0001.pdf"]) == 0
    assert capsys.readouterr().out.endswith(": 0 failures, 0 notes\n")


def test_a_brief_of_too_many_pages_says_how_a_merged_file_is_read() -> None:
    made = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(MOST_PAGES + 1):
            document.add_blank_page()
        document.save(made)
    with pytest.raises(ReportError, match="has 2,001 pages"):
        read_brief(made.getvalue(), "long")
