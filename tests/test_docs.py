"""README and docs say what is true: their data files build, and their commands, options, files and links exist."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pptx import Presentation

from reports import cli
from reports.deck.lint import RULES
from tests.builders.pictures import meadow, saved
from tests.deck.causes import CAUSES

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in [ROOT / "README.md", ROOT / "reports" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
}
README = PAGES["README.md"]
SMALLEST = (ROOT / "data" / "examples" / "smallest.yaml").read_text("utf-8")
SLIPS = [
    ("value: 24,", "value: 24.5,"),
    ("currency: USD, ", ""),
    ("heading: ", "heeding: "),
    ("A garden is", "One of {garden} is"),
    ("Children who", "In 24 schools, children who"),
]
AWARDS = """\
Granted,Garden,School,Kind,Decided
40,A long bed,North School,Primary,1/5/2023
50,A pond,South School,Secondary,2/5/2023
30,A fence,East School,Primary,1/2/2024
120,,,,
20,A hedge,West School,Primary,1/3/2024
20,A shed,North School,Primary,1/3/2024
10,Seeds,Hill School,Secondary,1/3/2024
10,More seeds,Mill School,Secondary,1/4/2024
"""


# -- the README ------------------------------------------------------------------------------------


def test_the_readme_is_short() -> None:
    assert len(README.encode()) <= 8_000


def test_the_small_data_file_is_the_one_that_builds() -> None:
    assert f"```yaml\n{SMALLEST}```" in README


def test_the_pictures_of_the_looks_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(\.\./([^)]+)\)", (ROOT / "docs" / "look.md").read_text("utf-8"))
    assert len(pictures) == 4
    assert all((ROOT / picture).stat().st_size <= 300_000 for picture in pictures)


def test_its_pictures_are_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 3
    assert all((ROOT / picture).stat().st_size <= 300_000 for picture in pictures)


def test_it_leads_to_every_page_of_the_docs() -> None:
    assert {page for page in PAGES if page.startswith("docs/")} <= set(re.findall(r"\]\((docs/[\w.-]+)", README))


# -- files and links -------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page: str) -> None:
    named = re.findall(r"(?<![\w/.-])((?:data|assets|reports|tests|docs|\.ci)/[\w./-]*\w/?)", prose(page))
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    lost = []
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)", PAGES[page]):
        if target.startswith("https://"):
            continue
        file, _, anchor = target.partition("#")
        path = (ROOT / page).parent / file if file else ROOT / page
        if not path.exists() or (anchor and anchor not in anchors(path.read_text("utf-8"))):
            lost.append(target)
    assert lost == []


def prose(page: str) -> str:
    """Return a page without its blocks of YAML, which name files of their readers."""
    return re.sub(r"```yaml\n.*?```", "", PAGES[page], flags=re.DOTALL)


def anchors(text: str) -> set[str]:
    """Return what links to a page's headings call them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


# -- commands and options --------------------------------------------------------------------------

COMMANDS = (
    "new",
    "build",
    "check",
    "handouts",
    "translate",
    "verify",
    "compare",
    "refresh",
    "watch",
    "template",
    "schema",
)
AS_FOR_BUILD = re.compile(r"^((?:`--[\w-]+`(?:, | and )?)+) are as for `build`", re.MULTILINE)


def options_of(command: str, capsys: pytest.CaptureFixture[str]) -> set[str]:
    cli.main([command, "--help"])
    return set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help"}


def section(page: str, heading: str) -> str:
    return PAGES[page].split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_every_command_has_its_section(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["--help"])
    assert set(COMMANDS) == set(re.findall(r"^    ([a-z]+)(?: |$)", capsys.readouterr().out, re.MULTILINE))
    assert set(COMMANDS) <= anchors(PAGES["docs/commands.md"])


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_described_and_every_described_one_exists(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = section("docs/commands.md", command)
    listed = "".join(line for line in text.splitlines(keepends=True) if line.startswith("| `"))
    described = set(re.findall(r"--[a-z][a-z-]+", listed + "".join(AS_FOR_BUILD.findall(text))))
    assert described == options_of(command, capsys)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_named_exists(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    named = re.findall(r"make[_-]reports(?:\.py)? ([a-z]+)\b(?! in)", PAGES[page])
    assert set(named) <= set(COMMANDS)
    every = set.union(*(options_of(command, capsys) for command in COMMANDS))
    used = re.findall(r"`(?:[a-z]+ … )?(--[a-z][a-z-]+)[^`]*`", prose(page))
    others = {"--group", "--version", "--help", "--nthreads", "--all", "--system-certs"}
    assert set(used) - every - others == set()


# -- what developers are told ----------------------------------------------------------------------


def commands_of(page: str) -> list[str]:
    return [line for block in re.findall(r"```sh\n(.*?)```", PAGES[page], re.DOTALL) for line in block.splitlines()]


def test_ci_runs_the_lines_of_the_docs() -> None:
    run = (ROOT / ".ci" / "run").read_text("utf-8")
    lines = {line.split("--group dev ")[1] for line in commands_of("docs/contributing.md") if "--group dev " in line}
    checks = re.findall(r"^dev (.+)$", run, re.MULTILINE)
    assert len(checks) == 4
    assert {check.replace(" --check", "") for check in checks} <= lines
    (asked,) = re.findall(r"tests=\$\(grep -m1 '(.+)\$' README.md\)", run)
    assert any(line.endswith(asked) for line in commands_of("README.md"))


def test_hooks_run_the_commands_of_the_docs() -> None:
    hooks: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    entries = [hook["entry"] for repo in hooks["repos"] for hook in repo["hooks"]]
    assert {repo["repo"] for repo in hooks["repos"]} == {"local"}
    assert {entry.replace(" --check", "") for entry in entries} <= set(commands_of("docs/contributing.md"))


def test_every_benchmark_that_is_named_exists() -> None:
    for module in re.findall(r"-m (tests\.benchmarks\.\w+)", PAGES["docs/contributing.md"]):
        assert (ROOT / module.replace(".", "/")).with_suffix(".py").is_file()


def test_the_changelog_keeps_its_form() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\]( - \d{4}-\d\d-\d\d)?", heading) for heading in headings[1:])


# -- the data file ---------------------------------------------------------------------------------


def test_the_errors_are_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    spoiled = SMALLEST
    for right, wrong in SLIPS:
        assert right in spoiled
        spoiled = spoiled.replace(right, wrong, 1)
    Path("gardens.yaml").write_text(spoiled, "utf-8")
    assert cli.main(["check", "gardens.yaml"]) == 1
    assert f"```text\n{capsys.readouterr().err}```" in PAGES["docs/data-file.md"]


THEMES = ("docs/look.md", "docs/templates.md")
EXAMPLES = [
    pytest.param(page, example, id=f"{page}-{number}")
    for page, text in PAGES.items()
    for number, example in enumerate(re.findall(r"```yaml\n(.*?)```", text, re.DOTALL), 1)
]


@pytest.mark.parametrize(("page", "example"), EXAMPLES)
def test_every_example_of_yaml_is_right(
    page: str, example: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A part of a data file takes the place of that part of the smallest one; a look is laid over ours."""
    data = tmp_path / "gardens.yaml"
    data.write_text(SMALLEST if page in THEMES else with_parts(SMALLEST, example), "utf-8")
    (tmp_path / "awards.csv").write_text(AWARDS, "utf-8")
    (tmp_path / "2023.yaml").write_text(SMALLEST, "utf-8")
    (tmp_path / "consents.yaml").write_text('gate: {form: "2024-17", for: [print, web], until: 2027}', "utf-8")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "gate.jpg").write_bytes(saved(meadow(900, 600), "JPEG"))
    command = ["check", str(data)]
    if page in THEMES:
        Presentation().save(str(tmp_path / "ours.pptx"))
        (tmp_path / "theme.yaml").write_text(example, "utf-8")
        command = ["build", str(data), "-o", str(tmp_path / "out"), "--quiet"]
    assert cli.main(command) == 0, capsys.readouterr().err


def with_parts(whole: str, example: str) -> str:
    """Return a data file with parts of an example in the place of its own; quantities are added to its own."""
    if "\nlanguage:" in example:
        return example
    parts = parts_of(whole)
    for key, text in parts_of(example).items():
        parts[key] = parts[key] + text.partition("\n")[2] if key == "quantities" else text
    return "".join(parts.values())


def parts_of(text: str) -> dict[str, str]:
    """Return a data file's text by its outermost keys."""
    found = re.findall(r"^(\w+):(?:.*\n)(?:^(?![\w#]).*\n)*", text, re.MULTILINE)
    texts = re.findall(r"^\w+:.*\n(?:^(?![\w#]).*\n)*", text, re.MULTILINE)
    return dict(zip(found, texts, strict=True))


def test_every_key_is_described() -> None:
    schema = json.loads((ROOT / "data" / "programme.schema.json").read_text("utf-8"))
    text = "".join(PAGES[f"docs/{name}.md"] for name in ("data-file", "awards", "handouts"))
    shown = "".join(re.findall(r"```yaml\n(.*?)```", text, re.DOTALL))
    described = {*re.findall(r"`(\w+)`", text), *re.findall(r"(\w+):", shown)}
    assert keys_of(schema) - described == set()


def keys_of(schema: Any) -> set[str]:
    """Return the names of all properties, at any depth of a JSON Schema."""
    if isinstance(schema, list):
        return set().union(*map(keys_of, schema))
    if not isinstance(schema, dict):
        return set()
    below: set[str] = set().union(*map(keys_of, schema.values()))
    properties = schema.get("properties")
    return below | set(properties) if isinstance(properties, dict) else below


# -- what is known of formats ----------------------------------------------------------------------


def test_every_cause_and_every_rule_of_the_linter_is_described() -> None:
    text = PAGES["docs/powerpoint.md"]
    first = re.findall(r"^\| ([\d, ]+) \|", text, re.MULTILINE)
    assert {int(number) for cell in first for number in cell.split(",")} == {cause.number for cause in CAUSES}
    named = {re.sub(r"\s+", " ", name) for name in re.findall(r"\*([a-z][^*]+)\*", text)}
    seen = re.findall(r"^\| ([a-z ]+) \| .+ \|$", text.partition("## Who has seen it")[2], re.MULTILINE)
    assert named == set(RULES) == {*seen} - {"rule"}


def test_every_clause_that_the_code_names_is_in_the_list() -> None:
    text = PAGES["docs/conformance.md"]
    listed = {
        standard: set(re.findall(r"\d+(?:\.\d+)+", " ".join(re.findall(r"^\| ([^|]+) \|", part, re.MULTILINE))))
        for standard, part in re.findall(r"^## [^\n]*?\(ISO (\d+-\d)\)(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    }
    code = "".join(
        path.read_text("utf-8") for room in ("pdf", "brief") for path in sorted((ROOT / "reports" / room).rglob("*.py"))
    )
    named = set(re.findall(r"ISO (19005-3|14289-[12]), (\d+(?:\.\d+)*)", code))
    assert named
    assert [each for each in sorted(named) if not any(is_about(clause, each[1]) for clause in listed[each[0]])] == []


def is_about(clause: str, other: str) -> bool:
    """Tell whether one clause is the other, or part of it."""
    return f"{clause}.".startswith(f"{other}.") or f"{other}.".startswith(f"{clause}.")
