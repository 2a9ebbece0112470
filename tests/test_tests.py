"""What holds for the tests themselves: they stand alone, and try the program by what it offers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.imports import imported

TESTS = Path(__file__).resolve().parent
FILES = sorted(TESTS.rglob("*.py"))
BENCHMARKS = TESTS / "benchmarks"  # one of them takes out of the program what it measures
MODULES = [path for path in FILES if re.match(r"test_|conftest", path.name)]


def _is_private(name: object) -> bool:
    return isinstance(name, str) and name.startswith("_") and not name.startswith("__")


def defined_in_private() -> set[str]:
    """Return every private name that reports/ defines: of functions, classes, constants and attributes."""
    names: set[str] = set()
    for path in (TESTS.parent / "reports").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                    names.add(name)
                case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                    names.add(name)
    return set(filter(_is_private, names)) - THEIRS


THEIRS = {"_element"}  # python-pptx's way to a shape's XML, which a method of ours is called by chance
OURS = defined_in_private()


def private_uses(path: Path) -> Iterator[str]:
    """Yield where a test imports, reads or patches a private name of reports/."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.ImportFrom(module=str(module), names=names) if module.startswith("reports"):
                found = [alias.name for alias in names if _is_private(alias.name)]
            case ast.Attribute(value=ast.Name(id="self")):
                found = []
            case ast.Attribute(attr=name) if name in OURS:
                found = [name]
            case ast.Call(func=ast.Attribute(attr="setattr"), args=[_, ast.Constant(value=str(name)), *_]):
                found = [name] if _is_private(name) else []
            case ast.Constant(value=str(text)) if re.fullmatch(r"reports(\.\w+)*\._\w+", text):
                found = [text]
            case _:
                continue
        yield from (f"{path.relative_to(TESTS)}:{node.lineno}: {name}" for name in found)


def test_no_test_imports_another() -> None:
    names = {".".join(path.relative_to(TESTS.parent).with_suffix("").parts) for path in MODULES}
    assert [str(path.relative_to(TESTS)) for path in FILES if names & imported(path)] == []


def test_no_test_reads_or_patches_a_private_name() -> None:
    assert [use for path in FILES if BENCHMARKS not in path.parents for use in private_uses(path)] == []


def beside(path: Path) -> list[str]:
    """Return what a test's file names that lies outside the repository: a folder further up, or `shared` beside it."""
    text, depth = path.read_text("utf-8"), len(path.relative_to(TESTS).parts)
    above = [up[0] for up in re.finditer(r"parents\[(\d+)\]", text) if int(up[1]) > depth]
    return above + re.findall(r"\.\./shared|/shared/|\"shared\" */|/ *\"shared\"", text)


def test_no_test_reads_beside_the_repository() -> None:
    found = {path.name: beside(path) for path in FILES if path != Path(__file__)}
    assert {name: names for name, names in found.items() if names} == {}
