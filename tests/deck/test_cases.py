"""Data files and templates as people have them: the deck is made, and holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import cli
from reports.deck.lint import faults
from tests.builders import templates

CASES = Path(__file__).resolve().parents[1] / "cases" / "deck"


def built(case: str, folder: Path, template: Path | None = None) -> Path:
    """Build a case's deck, and return its file."""
    template = template or CASES / case / "template.pptx"
    own = ["--template", str(template)] if template.is_file() else []
    command = ["build", str(CASES / case / "data.yaml"), "--only", "deck", "-o", str(folder), "--quiet", *own]
    assert cli.main(command) == 0
    return folder / "deck.pptx"


@pytest.mark.parametrize("case", ["template-made-by-pandoc", "declaration-without-standalone"])
def test_parts_that_are_only_carried_get_our_declaration(case: str, tmp_path: Path) -> None:
    assert faults(built(case, tmp_path).read_bytes()) == []


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("<?xml version='1.0'?>\n\n", "utf-8"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16"),
        ('<?xml version="1.0" encoding="ISO-8859-1" standalone="no"?><!-- old -->', "latin-1"),
    ],
)
def test_a_carried_part_may_be_declared_in_any_legal_way(declaration: str, encoding: str, tmp_path: Path) -> None:
    styles = '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{é}"/>'
    data = templates.with_member("ppt/tableStyles.xml", f"{declaration}{styles}".encode(encoding))
    file = tmp_path / "theirs.pptx"
    file.write_bytes(data)
    assert faults(built("template-made-by-pandoc", tmp_path, file).read_bytes()) == []
