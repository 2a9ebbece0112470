"""However the files are made, they hold: other papers, standards and templates, talks, a deck to give away."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import cli
from tests.builders.templates import default

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "data" / "examples"


@pytest.mark.parametrize(
    ("data", "options"),
    [
        ("river-meadows", ["--standard", "pdfa4", "--share"]),
        ("river-meadows", ["--large-print", "--paper", "letter", "--standard", "pdfa2"]),
        ("river-meadows", ["--only", "deck", "--template", "template.pptx"]),
        ("smallest", ["--only", "deck", "--talk", "short"]),
    ],
)
def test_files_hold_however_they_are_made(
    data: str,
    options: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("template.pptx").write_bytes(default())
    text = (EXAMPLES / f"{data}.yaml").read_text("utf-8")
    for drawing in EXAMPLES.glob("*.png"):
        Path(drawing.name).write_bytes(drawing.read_bytes())
    Path("data.yaml").write_text(text.replace("\nsections:", "\ntalk: {short: [portfolio]}\nsections:"), "utf-8")
    assert cli.main(["build", "data.yaml", "--ledger", "--quiet", *options]) == 0
    capsys.readouterr()
    assert cli.main(["verify", "data.yaml", "out"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Checked "), printed
    assert printed.endswith(": 0 failures, 0 notes\n")


MANY = "".join(
    f'  - {{date: {date}, title: "Step {letter} of EX-19", text: "With {{gardens}} gardens."}}\n'
    for letter, date in zip(
        "abcdefghi",
        ("2001", "2001-03", "2001-03-07", "early 2002", "2003", "2003", "2009", "2015", "mid 2020"),
        strict=True,
    )
)


def test_a_programme_with_all_kinds_of_numbers_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A currency by its code, fractions, names with digits, dates of every precision, a figure with its own date."""
    text = (EXAMPLES / "smallest.yaml").read_text("utf-8")
    for old, new in (
        ("180_000, currency: USD", "4_350_500, currency: CHF"),
        ("value: 24", "value: 317"),
        (
            "  gardens: {",
            '  children: {value: 12_500.5, unit: "children", source: report, as_of: "May 2023"}\n  gardens: {',
        ),
        ("\nsections:\n", f"\nnames: [EX-19]\ntimeline:\n{MANY}sections:\n"),
        ("Children who grow", "{children} children who grow"),
        ("sections:\n", 'sections:\n  - {kind: timeline, heading: "Steps", headline: "Steps", measure: "By date"}\n'),
    ):
        text = text.replace(old, new, 1)
    data = tmp_path / "data.yaml"
    data.write_text(text, "utf-8")
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--ledger", "--quiet"]) == 0
    capsys.readouterr()
    assert cli.main(["verify", str(data), str(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith(": 0 failures, 0 notes\n")
    ledger = (tmp_path / "ledger.csv").read_text("utf-8-sig")
    assert '"CHF 4,350,500",a quantity of the data,granted' in ledger
    assert "19,part of a name,EX-19" in ledger
    assert (
        '"12,500.5",a quantity of the data,children,,"Annual report (invented), Example Garden Trust",May 2023'
        in ledger
    )
