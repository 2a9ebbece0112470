"""A letter that the font of headings lacks, where the font of texts has it: no reason to refuse a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.errors import Problem
from reports.loading.material import read_material
from reports.loading.source import source_of
from tests.builders.finished import MEADOWS


@pytest.mark.parametrize(("letters", "lacks"), [("s⁻¹", True), ("ἀρχή", True), ("m²", False)])
def test_headings_are_set_in_the_font_of_texts_if_theirs_lacks_a_letter(
    letters: str, lacks: bool, tmp_path: Path
) -> None:
    data = tmp_path / "data.yaml"
    for drawing in MEADOWS.parent.glob("*.png"):
        (tmp_path / drawing.name).write_bytes(drawing.read_bytes())
    text = MEADOWS.read_text("utf-8")
    said = text.replace("heading: ", f"heading: {letters} ", 1)
    data.write_text(f"# ✔ in a comment sets nothing\n{said}", "utf-8")
    warned: list[Problem] = []
    theme = read_material(source_of(data, warned.append), None, warned.append).theme
    assert (theme.font.head is None) == lacks
    found = next((each.where for each in warned if "the font of headings lacks" in each.message), None)
    line = next(number for number, line in enumerate(data.read_text("utf-8").splitlines(), 1) if letters in line)
    assert (found and found.line) == (line if lacks else None)


def test_so_they_are_if_a_table_has_the_letter_or_the_data_file_writes_it_by_its_number(tmp_path: Path) -> None:
    folder = Path(__file__).parent / "cases/awards/some-rows-say-million"
    table, data = (folder / "awards.csv").read_text("utf-8"), tmp_path / "data.yaml"
    said = (folder / "data.yaml").read_text("utf-8")
    area = table.splitlines()[1].split(",")[1]
    for name, of_table, of_file in (
        ("portfolio.awards.table", table.replace(area, "Rates in s⁻¹"), said),
        ("heading", table, said.replace('heading: "', 'heading: "s\\u207B\\u00B9 ', 1)),
    ):
        (tmp_path / "awards.csv").write_text(of_table, "utf-8")
        data.write_text(of_file, "utf-8")
        warned: list[Problem] = []
        material = read_material(source_of(data, warned.append), None, warned.append)
        assert material.theme.font.head is None, name
        assert [each.message for each in warned if "SUPERSCRIPT MINUS" in each.message], name
