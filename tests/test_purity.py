"""A library is used in its own room alone, and nobody asks the clock, the network or pyplot."""

from __future__ import annotations

import subprocess
import sys
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
    "yaml": ("reports.datafile.yaml", "reports.story.notation", "reports.story.phrases.languages"),  # files of ours
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


# What a command may import: how many modules of ours, a number that is to be lowered, and which of the heavy ones.
_READING = {"pydantic", "pydantic_core", "yaml", "uharfbuzz"}
_DRAWING = {*_READING, "matplotlib", "numpy", "PIL", "fontTools"}  # the last two by matplotlib itself
MODULES_OF: dict[str, tuple[int, set[str]]] = {
    "--help": (18, set()),
    "check --fast --language en-US": (117, _READING),
    "build --only brief": (170, {*_DRAWING, "reportlab"}),
    "build --only deck": (176, {*_DRAWING, "pptx", "lxml", "http", "ssl"}),  # pptx brings the last two
}
HEAVY = {*_DRAWING, "reportlab", "pptx", "lxml", "http", "ssl", "babel", "rich", "pikepdf", "pypdfium2", "segno"}
HEAVY |= {"distributed"}
COUNT = """
import sys
from reports.cli import main
assert main(sys.argv[1:]) == 0
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("command", MODULES_OF)
def test_a_command_imports_what_it_uses(command: str, tmp_path: Path) -> None:
    name, *options = command.split()
    given = [name, "data/progressive-ms.yaml", *options] if options else [name]
    given += ["-o", str(tmp_path)] if name == "build" else []
    run = [sys.executable, "-c", COUNT, *given]
    done = subprocess.run(run, cwd=REPORTS.parent, check=True, capture_output=True, text=True, timeout=120)
    modules = done.stderr.splitlines()[-1].split()
    most, heavy = MODULES_OF[command]
    assert {module.split(".")[0] for module in modules} & HEAVY == heavy
    assert sum(module.split(".")[0] == "reports" for module in modules) <= most
