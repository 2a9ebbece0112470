"""A catalogue's entry: what the author says, else what the file says anyway."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.compose.compose import compose
from reports.datafile.dublincore import DublinCore
from tests.builders.reading import read

SMALLEST = (Path(__file__).resolve().parents[1] / "data" / "examples" / "smallest.yaml").read_text("utf-8")
ENTRY = """\
catalogue:
  creators: ["Ada Lind", "Ben Moor"]
  description: "About gardens."
  identifier: "doi:10.1000/182"
  rights: "CC BY 4.0"
  coverage: "Sweden, 2019 to 2024"
  subjects: [gardens, schools]
  type: "Report"
  contributors: ["Cy Dahl"]
  relation: "https://example.org/series"
  date: 2024-06
"""


def entry(tmp_path: Path, more: str = "") -> DublinCore:
    (tmp_path / "gardens.yaml").write_text(SMALLEST + more, "utf-8")
    programme, _ = read(tmp_path / "gardens.yaml", None, lambda problem: pytest.fail(str(problem)))
    return compose(programme).catalogue


def test_an_author_s_entry_is_taken(tmp_path: Path) -> None:
    assert entry(tmp_path, ENTRY) == DublinCore(
        creators=("Ada Lind", "Ben Moor"),
        description="About gardens.",
        identifier="doi:10.1000/182",
        rights="CC BY 4.0",
        source="Example Garden Trust, “Annual report (invented)”",
        coverage="Sweden, 2019 to 2024",
        subjects=("gardens", "schools"),
        kind="Report",
        contributors=("Cy Dahl",),
        relation="https://example.org/series",
        date="2024-06",
    )


def test_what_is_left_out_is_what_the_file_says_anyway(tmp_path: Path) -> None:
    found = entry(tmp_path)
    assert found.creators == ("Example Garden Trust",)
    assert found.description == "This programme is invented. It shows how small a data file can be."
    assert found.coverage == "June 2024"
    assert (found.identifier, found.rights) == ("", "")
