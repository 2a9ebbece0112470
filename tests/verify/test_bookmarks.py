"""Which headings of a brief have a bookmark."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import cli

SMALLEST = Path(__file__).resolve().parents[2] / "data/examples/smallest.yaml"


def test_a_portfolio_that_is_called_as_its_total_on_the_cover_needs_no_bookmark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SMALLEST.read_text("utf-8").replace('heading: "The grants"', 'heading: "{granted} in grants"')
    text = text.replace('unit: "grants to schools"', 'unit: "in grants"')
    data = tmp_path / "gardens.yaml"
    data.write_text(text, "utf-8")
    assert cli.main(["build", str(data), "-o", str(tmp_path / "out"), "--only", "brief", "--quiet"]) == 0
    assert cli.main(["verify", str(data), str(tmp_path / "out")]) == 0
    assert "0 failures, 0 notes" in capsys.readouterr().out
