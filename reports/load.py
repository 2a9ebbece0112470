"""A data file to a Programme: read, held against the model, and checked for what only the whole can show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reports.checks import check
from reports.errors import DataError, Problem
from reports.located import Tree, read_file, validate
from reports.model import Programme


def load(path: Path, lacks: Callable[[str], str]) -> tuple[Programme, tuple[Problem, ...]]:
    """Read a data file; gives the programme and warnings, or raises a DataError with every problem there is.

    `lacks` tells which characters of a text the theme's fonts have no glyph for, each once.
    """
    return programme_of(read_file(path), lacks)


def programme_of(tree: Tree, lacks: Callable[[str], str]) -> tuple[Programme, tuple[Problem, ...]]:
    """Make the programme of a file that has been read; gives and raises the same."""
    programme, problems, mended = validate(Programme, tree)
    found = [*tree.problems, *problems]
    if programme is not None:
        found += check(programme, mended, lacks)
    if programme is None or any(problem.fatal for problem in found):
        raise DataError(found)
    return programme, tuple(sorted(set(found)))
