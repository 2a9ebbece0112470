"""Any data file that `check` passes builds; what builds verifies, has a ledger, and rebuilds from itself.

The files are made up by chance, each from a number of its own, so that one that fails can be tried again alone.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from reports.cli import main

# What has gone wrong somewhere before, or might: letters in two parts, raised digits, blanks of all kinds, words that
# belong to a number beside them, years with a bound, names of every length.
ODD = """
Jose\u0301 says so|A\u030angstro\u0308m|a field of km²|CO₂ and s⁻¹|{gardens}\u00a0plots|\u00a0{gardens} plots\u00a0
about|over|Over {gardens}|about 2024|in 2024, 2024|Two million people|nineteen gardens|half of all|more than
some 2024|a\u00a0\u00a0b|a \u00a0b|a\u202fb|“quoted ‘twice’ over”|it’s|Straße, Ærø, Łódź|Ελλάδα|Україна|fi ffi fl office
{granted}: {gardens}.|({granted:full})|{gardens}, {granted}|[a]|A & B
{gardens}%|{gardens}th|{gardens} million|Title|Source
[a link](https://example.org/a_7)
{weeks}|{weeks:full} weeks|{alive}|{alive} of all|{two:words}|{two:words} gardens|{two:words} million|{gardens:before}
first, second; third|A – B — C|A/B|www.example.org|a@example.org|Music on the ward|See 2024|trustees of 2024
"""
REFUSED = [
    "½ of it",
    "x [1]",
    "100m",
    "a 2²",
    "50%",
    "<b>c</b>",
    "no\u200bspace",
    "soft\u00adhyphen",
    "１２",
    "2024 million",
]
WORDS = [each for line in ODD.strip("\n").split("\n") for each in line.split("|")]
LONG = "Donaudampfschifffahrtsgesellschaft for the northern river basins and everything that grows beside them "
OPTIONS = [[], [], ["--large-print"], ["--standard", "pdfa4"], ["--paper", "letter"]]
DATES = [2019, "2020 to 2021", "early 2022", "2023-05", "2023-05-17", "2024"]
AMOUNTS = [0, 0.01, 0.001, 1, 7, 99.5, 1234.56, 180_000, 2_350_000, 46_000_000, 9_999_999, 1_000_000_000]


class Quoting(yaml.SafeDumper):
    """Writes every text in quotes."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


class Maker:
    """Makes up one data file, with its table beside it."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.some, self.folder = random.Random(seed), folder

    def text(self, begin: str) -> str:
        parts = [begin, *(self.some.choice(WORDS) for _ in range(self.some.choice((0, 1, 1, 2, 3))))]
        parts += [self.some.choice(REFUSED)] * (self.some.random() < 0.02)
        self.some.shuffle(parts)
        return " ".join(parts)

    def quantity(self, unit: str, *, money: bool = False, most: int = 10**9) -> dict[str, Any]:
        values = [each for each in AMOUNTS if 0 < each <= most and (money or each == int(each))]
        made: dict[str, Any] = {"value": self.some.choice(values), "unit": self.text(unit), "source": "report"}
        if money:
            made |= {"currency": self.some.choice(["USD", "GBP", "EUR", "CHF", "JPY"]), "kind": "awarded"}
        return made

    def data(self) -> dict[str, Any]:
        some, text = self.some, self.text
        quantities = {
            "granted": self.quantity("grants", money=True),
            "gardens": {**self.quantity("gardens"), "value": 24},
            "weeks": {**self.quantity("weeks"), "value": some.choice([[3, 5], [1.5, 24], [24, 2_350_000]])},
            "alive": {**self.quantity("of trees"), "value": some.choice([1, 24, 82, 99.5]), "percent": True},
            "two": {**self.quantity("helpers"), "value": some.choice([2, 7, 12])},
        }
        for name in ("gardens", "granted", "alive"):
            then = {"value": some.choice([1, 23, 24, 82]), "as_of": some.choice(["2023", "2022/23", "31 May 2023"])}
            quantities[name]["before"] = then
        quantities["average"] = (
            {
                "ratio": ["granted", "gardens"],
                "round": 1,
                "label": "average of a garden",
                "caveat": text("not a typical one"),
            }
            if some.random() < 0.3
            else quantities.pop("none", {"value": 7, "unit": "seeds", "source": "report"})
        )
        title = text("The beds")
        steps = [
            {
                "date": date,
                "title": text("A bed"),
                "text": text("It grew."),
            }
            for date in sorted(some.choices(DATES, k=some.choice((2, 3, 5, 9))), key=DATES.index)
        ]
        made: dict[str, Any] = {
            "language": some.choice(["en-US", "en-GB"]),
            "title": title,
            "subtitle": text("Grants"),
            "standfirst": text("A standfirst that says a little. It has {average}, {gardens:change}, {alive:change}."),
            "label": "Example brief",
            "running": "Gardens",
            "publisher": {"name": text("Example Trust").replace("{", "").replace("}", "")},
            "as_of": {"text": some.choice(["June 2024", "2023/2024", "31 December 2024"]), "latest": 2024},
            "sources": {"report": {"title": "Annual report", "publisher": "Example Trust"}},
            "quantities": quantities,
            "names": some.sample(["CO₂", "42 km²", "50/50", "phase\u00a02", "Jose\u0301", "Music on the ward"], 2),
            "timeline": steps,
            "portfolio": {"total": "granted", "count": "gardens", "item": "garden"},
            "sections": [
                {"kind": "text", "heading": text("Why"), "headline": text("A finding"), "text": text("A text.")},
                {"kind": "portfolio", "heading": text("Grants"), "headline": "{granted} in {gardens} gardens"},
            ],
            "closing": {"heading": some.choice(["About", text("End")]), "headline": text("The end")},
        }
        if some.random() < 0.5:
            made["sections"].insert(
                1, {"kind": "timeline", "heading": "Steps", "headline": text("On"), "measure": "Steps"}
            )
        else:
            del made["timeline"]
        if some.random() < 0.3:
            self.table(made)
        return made

    def table(self, made: dict[str, Any]) -> None:
        """Divide the portfolio by a table."""
        count = self.some.choice((2, 5, 12, 24))
        areas = [
            self.some.choice([word for word in WORDS if "{" not in word]) + LONG[: self.some.choice((0, 0, 40, 90))]
            for _ in range(self.some.choice((2, 4, 8)))
        ]
        amounts = [self.some.choice(AMOUNTS) for _ in range(count)]
        rows = [
            f'"Award {chr(65 + at)}","{self.some.choice(areas)}",{amount},2023-0{at % 9 + 1}-01'
            for at, amount in enumerate(amounts)
        ]
        (self.folder / "awards.csv").write_text("\n".join(["Title,Area,Amount,Date", *rows]) + "\n", "utf-8")
        made["quantities"]["granted"] = {
            **made["quantities"]["granted"],
            "value": float(f"{sum(amounts):.3f}"),
            "currency": "GBP",
        }
        made["quantities"]["gardens"]["value"] = count
        columns = {"title": "Title", "area": "Area", "amount": "Amount", "date": "Date"}
        made["portfolio"]["awards"] = {
            "table": "awards.csv",
            "columns": columns,
            "currency": "GBP",
            "by": "area",
            "attach": True,
        }


def outcome(seed: int, folder: Path) -> str:
    """Make up a file and take it all the way; return how far it came."""
    folder.mkdir()
    data, out, again = folder / "data.yaml", folder / "out", folder / "again"
    data.write_text(
        yaml.dump(Maker(seed, folder).data(), Dumper=Quoting, allow_unicode=True, sort_keys=False, width=1000), "utf-8"
    )
    if main(["check", str(data)]):
        assert main(["build", str(data), "-o", str(out)]) == 1, "check refuses what builds"
        return "refused"
    options = random.Random(seed).choice(OPTIONS)
    if main(["build", str(data), "-o", str(out), "--ledger", *options]):
        assert options, "check passes what does not build"
        return "refused"  # it lays out on the usual paper
    assert main(["verify", str(data), str(out)]) == 0, "verify fails what was built"
    assert main(["build", str(out / "brief.pdf"), "-o", str(again)]) == 0, "the brief does not build"
    assert {each.name: each.read_bytes() for each in again.iterdir()}.items() <= {
        each.name: each.read_bytes() for each in out.iterdir()
    }.items(), "the brief builds something else"
    return "built"


def try_files(seeds: range, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outcomes = []
    for seed in seeds:
        try:
            outcomes.append(outcome(seed, folder / str(seed)))
        except AssertionError as error:
            pytest.fail(f"file {seed}: {error}\n{capfd.readouterr()}")
    assert outcomes.count("built") * 4 > len(outcomes), outcomes


@pytest.mark.parametrize("tens", range(10))
def test_what_check_passes_holds_all_the_way(tens: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    try_files(range(10 * tens, 10 * tens + 10), tmp_path, capfd)


@pytest.mark.nightly
@pytest.mark.parametrize("hundreds", range(1, 31))
def test_so_do_thousands(hundreds: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    try_files(range(100 * hundreds, 100 * hundreds + 100), tmp_path, capfd)
