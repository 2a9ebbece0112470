"""A theme from its file: assets/theme.yaml, with any part of it overridden by a user's own.

Contrast and sizes are checked when a theme is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reports.datafile.yaml import Path as Place
from reports.datafile.yaml import Tree, did_you_mean, nearest, quote, read_file, repathed, validate
from reports.errors import DataError, Problem
from reports.theme.assets import ASSETS
from reports.theme.contrast import shortfalls
from reports.theme.fontcheck import unfit
from reports.theme.types import Theme


def load_theme(override: Path | None = None) -> Theme:
    """Read our look, with the theme file `override` laid over it part by part.

    Raises a DataError with every problem: what the file holds, what can't be read for lack of contrast or size.
    Files that it names are looked for in its own folder, then in ours.
    """
    ours = read_file(ASSETS / "theme.yaml")
    tree = ours if override is None else _laid_over(ours, read_file(override))

    def part(path: Place, _kind: object) -> object:
        """Return what ours has where the file at hand is at fault."""
        value: object = ours.value
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    theme, problems, mended = validate(Theme, tree, part)
    found = [*tree.problems, *problems]
    if theme is not None:
        found += _illegible(theme, mended)
    if theme is None or found:
        raise DataError(found)
    return theme


def _illegible(theme: Theme, tree: Tree) -> Iterator[Problem]:
    """Place each shortfall at a part of the look that the file at hand decides, if that says what it means."""
    for short in (*shortfalls(theme), *unfit(theme.font)):
        if any(tree.lost(path) for path in short.paths):
            continue
        where = next((tree.places[path] for path in short.paths if path in tree.places), tree.file)
        yield Problem(where, short.message, short.hint)


def _laid_over(ours: Tree, theirs: Tree) -> Tree:
    if () in theirs.faulty:
        return theirs
    layer = _Layer(theirs)
    value = layer.over(ours.value, theirs.value, ())
    problems = (*theirs.problems, *layer.problems)
    return repathed(replace(theirs, value=value, problems=problems), layer.renamed)


class _Layer:
    """A user's theme as it is laid over ours: what is wrong with its keys, and which were meant."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[Problem] = []
        self.renamed: dict[Place, Place] = {}

    def over(self, ours: object, theirs: object, path: Place) -> object:
        """Lay values over ours. A part that ours has not is unknown; what could not be read stays as ours."""
        if path in self.tree.faulty:
            return ours
        if not (isinstance(ours, dict) and isinstance(theirs, dict)):
            return theirs
        merged = dict(ours)
        for key, value in theirs.items():
            known = key if key in ours else self._meant(key, ours, theirs, path)
            if known is not None:
                merged[known] = self.over(ours[known], value, (*path, key))
        return merged

    def _meant(self, key: str, ours: dict[str, object], theirs: dict[str, object], path: Place) -> str | None:
        hint = did_you_mean(key, ours, "the keys here are")
        self.problems.append(Problem(self.tree.keys[(*path, key)], f"unknown key {quote(key)}", hint))
        near = nearest(key, ours)
        if near is None or near in theirs:
            return None
        self.renamed[(*path, key)] = (*path, near)
        return near
