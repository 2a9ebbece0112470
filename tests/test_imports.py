"""Imports point one way, the two renderers never meet, and nobody asks the clock, the network or pyplot."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPORTS = Path(__file__).resolve().parents[1] / "reports"
MODULES = {
    ".".join(path.relative_to(REPORTS.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(REPORTS.rglob("*.py"))
}

# Each floor may use the floors before it, and none after; brief and deck share a floor.
FLOORS = [
    {"reports", "reports.errors", "reports.units", "reports.dates"},
    {"reports.story", "reports.values", "reports.model", "reports.located"},
    {
        "reports.tables",
        "reports.awards",
        "reports.wording",
        "reports.quantities",
        "reports.columns",
        "reports.assets",
        "reports.legibility",
        "reports.fontfiles",
        "reports.theme",
        "reports.typeface",
        "reports.schema",
        "reports.talk",
        "reports.catalogue",
        "reports.attachments",
        "reports.human",
        "reports.press",
    },
    {
        "reports.load",
        "reports.checks",
        "reports.amounts",
        "reports.breakdown",
        "reports.telling",
        "reports.credits",
        "reports.portfolio",
        "reports.handouts.letters",  # words alone: verify knows them too
        "reports.compose",
        "reports.sheet",
    },
    {
        "reports.years",
        "reports.timeline",
        "reports.marks",
        "reports.bars",
        "reports.steps",
        "reports.charts",
        "reports.recorder",
        "reports.drawing",
    },
    {"reports.brief", "reports.deck"},
    {"reports.inside", "reports.source"},
    {"reports.verify"},
    {"reports.ledger"},
    {"reports.build"},
    {"reports.handouts"},
    {"reports.cli"},
]
# Who alone may use what.
OWNED: dict[str, str | tuple[str, ...]] = {
    "reportlab": "reports.brief",
    "pptx": "reports.deck",
    "matplotlib": ("reports.sheet", "reports.recorder", "reports.drawing"),
    "yaml": "reports.located",
    "python_calamine": "reports.awards",
    "pikepdf": ("reports.verify", "reports.inside"),
    "rich": "reports.cli",
    "distributed": "reports.handouts.cluster",
    "fsspec": "reports.handouts.remote",
}
NEVER = {"socket", "http", "urllib.request", "requests", "matplotlib.pyplot", "datetime.datetime.now", "random"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def floor(module: str) -> int:
    """Find the floor of a module of its own, or else that of the room it is in."""
    room = ".".join(module.split(".")[:2])
    return next(number for name in (module, room) for number, rooms in enumerate(FLOORS) if name in rooms)


def below(module: str, owner: str | tuple[str, ...]) -> bool:
    owners = (owner,) if isinstance(owner, str) else owner
    return any(module == each or module.startswith(f"{each}.") for each in owners)


@pytest.mark.parametrize("module", MODULES)
def test_a_room_uses_only_rooms_on_its_floor_or_below(module: str) -> None:
    used = [name for name in imports(MODULES[module]) if name in MODULES]
    assert [name for name in used if floor(name) > floor(module)] == []


@pytest.mark.parametrize("module", [name for name in MODULES if below(name, ("reports.brief", "reports.deck"))])
def test_brief_and_deck_never_import_each_other(module: str) -> None:
    other = "reports.deck" if below(module, "reports.brief") else "reports.brief"
    assert [name for name in imports(MODULES[module]) if below(name, other)] == []


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_used_only_in_its_room(module: str) -> None:
    used = {name.split(".")[0] for name in imports(MODULES[module])} & set(OWNED)
    assert [library for library in used if not below(module, OWNED[library])] == []


@pytest.mark.parametrize("module", MODULES)
def test_nobody_asks_the_network_the_clock_or_pyplot(module: str) -> None:
    assert NEVER.isdisjoint(imports(MODULES[module]))
    source = MODULES[module].read_text("utf-8")
    assert not [call for call in (".now(", ".today(", "time.time(", "utcnow(") if call in source]


def test_nothing_knows_what_the_programme_is_about() -> None:
    told = "\n".join(path.read_text("utf-8") for path in MODULES.values())
    assert [word for word in ("sclerosis", "Progressive MS", "ibudilast", "MSOAC") if word in told] == []
