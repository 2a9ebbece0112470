"""A library is used in its own room alone, and nobody asks the clock, the network or pyplot."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports import imported

REPORTS = Path(__file__).resolve().parents[1] / "reports"
MODULES = {
    ".".join(path.relative_to(REPORTS.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(REPORTS.rglob("*.py"))
}

# Who alone may use what.
OWNED: dict[str, str | tuple[str, ...]] = {
    "reportlab": ("reports.brief", "reports.pdf"),
    "pptx": "reports.deck",
    "matplotlib": "reports.charts",
    "yaml": "reports.datafile.yaml",
    "python_calamine": "reports.awards",
    "pikepdf": ("reports.verify", "reports.loading.embedded", "reports.watch.pages"),
    "pypdfium2": ("reports.verify", "reports.watch.pages"),
    "rich": "reports.cli",
    "distributed": "reports.handouts.cluster",
    "fsspec": "reports.handouts.remote",
}
NEVER = {"urllib.request", "requests", "matplotlib.pyplot", "datetime.datetime.now", "random"}
NETWORK = {"asyncio", "ftplib", "http", "smtplib", "socket", "socketserver", "ssl", "xmlrpc"}
SERVES = "reports.watch.server"  # the page that `watch` shows, on this machine alone


def below(module: str, owner: str | tuple[str, ...]) -> bool:
    owners = (owner,) if isinstance(owner, str) else owner
    return any(module == each or module.startswith(f"{each}.") for each in owners)


@pytest.mark.parametrize("module", MODULES)
def test_a_library_is_used_only_in_its_room(module: str) -> None:
    used = {name.split(".")[0] for name in imported(MODULES[module])} & set(OWNED)
    assert [library for library in used if not below(module, OWNED[library])] == []


@pytest.mark.parametrize("module", MODULES)
def test_nobody_asks_the_network_the_clock_or_pyplot(module: str) -> None:
    names = imported(MODULES[module])
    assert NEVER.isdisjoint(names)
    assert module == SERVES or NETWORK.isdisjoint({name.split(".")[0] for name in names})
    source = MODULES[module].read_text("utf-8")
    assert not [call for call in (".now(", ".today(", "time.time(", "utcnow(") if call in source]


def test_nothing_knows_what_the_programme_is_about() -> None:
    told = "\n".join(path.read_text("utf-8") for path in MODULES.values())
    assert [word for word in ("sclerosis", "Progressive MS", "ibudilast", "MSOAC") if word in told] == []
