"""Names of many scripts in a data file: what the font has is shown, what runs from right to left is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import cli

SMALLEST = (Path(__file__).resolve().parents[1] / "data" / "examples" / "smallest.yaml").read_text("utf-8")


def checked(folder: Path, name: str) -> int:
    text = SMALLEST.replace("Children who grow food", name)
    assert name in text
    (folder / "gardens.yaml").write_text(text, "utf-8")
    return cli.main(["check", str(folder / "gardens.yaml")])


@pytest.mark.parametrize("name", ["Ωμέγα Έρευνα", "Владимир Щербаков", "Nguyễn Thị Ánh", "Þórður Çağlar"])
def test_a_name_that_the_font_has_is_no_problem(tmp_path: Path, name: str) -> None:
    assert checked(tmp_path, name) == 0


@pytest.mark.parametrize(
    ("name", "first"),
    [("קרן שלום", "'ק' (U+05E7 HEBREW LETTER QOF)"), ("مؤسسة", "'م' (U+0645 ARABIC LETTER MEEM)")],
)
def test_text_from_right_to_left_is_one_problem_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, first: str
) -> None:
    assert checked(tmp_path, name) == 1
    printed = capsys.readouterr().err.splitlines()
    assert printed == [
        f"{tmp_path}/gardens.yaml:21:12: text that runs from right to left cannot be set yet: {first}",
        "  hint: write it in Latin, Greek or Cyrillic letters",
    ]
