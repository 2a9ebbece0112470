"""A letter that the font of headings lacks, where the font of texts has it: no reason to refuse a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.errors import Problem
from reports.loading.source import read_material, source_of
from tests.builders.finished import MEADOWS


@pytest.mark.parametrize(("letters", "lacks"), [("s⁻¹", True), ("ἀρχή", True), ("m²", False)])
def test_headings_are_set_in_the_font_of_texts_if_theirs_lacks_a_letter(
    letters: str, lacks: bool, tmp_path: Path
) -> None:
    data = tmp_path / "data.yaml"
    text = MEADOWS.read_text("utf-8")
    data.write_text(text.replace("heading: ", f"heading: {letters} ", 1), "utf-8")
    warned: list[Problem] = []
    theme = read_material(source_of(data, warned.append), None, warned.append).theme
    assert (theme.font.head is None) == lacks
    assert any("the font of headings lacks" in each.message for each in warned) == lacks
