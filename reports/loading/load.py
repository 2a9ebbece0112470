"""A data file to a Programme: read, held against the model, and checked for what only the whole can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reports.datafile.model import AwardsTable, Programme, Stated
from reports.datafile.photos import Pixels
from reports.datafile.scalars import TODO
from reports.datafile.yaml import Tree, validate
from reports.errors import DataError, Location, Problem
from reports.frozen import frozen, replace
from reports.loading.checks import check
from reports.loading.checks.file import Lacks
from reports.loading.checks.portfolio import projects_in
from reports.loading.holes import holes, opened, todo_in

if TYPE_CHECKING:
    from reports.awards import Awards

_MOST_REFUSALS = 20


@frozen
class Loaded:
    """A programme, the awards of its table if it names one, warnings, its pictures by name, and what was read."""

    programme: Programme
    awards: Awards | None
    warnings: tuple[Problem, ...]
    photos: Mapping[str, Pixels]
    tree: Tree


FIGURES_TABLE, AWARDS_TABLE = ("quantities", "file"), ("portfolio", "awards", "table")  # where they are named


def tables_named(tree: Tree) -> tuple[tuple[int, str], ...]:
    """Return which sections have their table from a file, and the file's name."""
    sections = tree.at("sections")
    numbers = range(len(sections) if isinstance(sections, tuple) else 0)
    tables = (number for number in numbers if tree.at("sections", number, "kind") == "table")
    return tuple((number, name) for number in tables if (name := tree.named("sections", number, "file")))


def without_awards(tree: Tree) -> Tree:
    """Return a tree that names a table of awards without it, and without what projects are called in it."""

    def kept(value: object, key: str = "") -> object:
        if isinstance(value, tuple):
            return tuple(kept(each, key) for each in value)
        gone = {"portfolio": "awards", "projects": "award"}.get(key)
        return {k: kept(v, k) for k, v in value.items() if k != gone} if isinstance(value, dict) else value

    return replace(tree, value=kept(tree.value))


def loaded_of(
    tree: Tree, lacks: Lacks, folder: Path | None, *, carried: bool = False, plain: bool = False, fine: bool = False
) -> Loaded:
    """Make the programme of a file that has been read, and read what it names in its `folder`, if given.

    A file that a brief has `carried` has no consents beside it: they were held against it when the brief was made.
    `plain`: neither pictures nor consents are read; `fine`: pictures are, as a print shop wants them.
    `lacks` returns which characters of a text the theme's fonts have no glyph for, each once. Raises a DataError with
    every problem, those of the table as well.
    """
    filled, about_tables = with_tables(tree, folder)
    programme, mended, problems = checked(filled, lacks)
    found = [*about_tables, *problems]
    awards, photos = None, dict[str, Pixels]()
    if programme is not None:
        table = programme.portfolio.awards
        if table and folder is not None:
            # a table is read while its kind is still to come
            settled = replace(mended, faulty=mended.faulty - {*todo_in(filled)})
            if settled.sound("portfolio", "awards"):
                awards, about_it = _awards(table, programme, mended, folder)
                found += about_it
        if programme.pictures and folder is not None and not plain:
            from reports.loading.pictures import consented, read_pictures  # most data files have none

            found += () if carried else consented(programme, mended, folder)
            try:
                photos = read_pictures(programme, mended, folder, fine=fine)
            except DataError as error:
                found += error.problems
    if programme is None or any(problem.fatal for problem in found):
        raise DataError(found)
    return Loaded(programme, awards, tuple(sorted(set(found))), photos, tree)


def with_tables(tree: Tree, folder: Path | None) -> tuple[Tree, tuple[Problem, ...]]:
    """Return a tree with the quantities and the cells of the tables that it names, and what is wrong with these."""
    problems: tuple[Problem, ...] = ()
    named, in_tables = tree.named(*FIGURES_TABLE), tables_named(tree)
    if named or in_tables:
        from reports.loading.tables import with_figures, with_rows  # as most data files name none

        tree, problems = with_figures(tree, named, folder) if named else (tree, ())
        tree, about_rows = with_rows(tree, in_tables, folder)
        problems += about_rows
    return tree, problems


def checked(tree: Tree, lacks: Lacks) -> tuple[Programme | None, Tree, list[Problem]]:
    """Return the programme of a tree, the tree that it was made of, and what is wrong; `lacks` as for `loaded_of`."""
    if tree.at("title", "of") is not None and tree.at("language") is None:
        message, hint = "these are the texts of a data file in another language", "name the data file, and --language"
        raise DataError([Problem(tree.place(("title",)), message, hint)])
    paths = todo_in(tree)
    programme, problems, mended = validate(Programme, replace(tree, faulty=tree.faulty | {*paths}))
    found = [*tree.problems, *problems, *holes(paths, programme, mended)]
    if programme is not None:
        programme = opened(programme) if paths or TODO in tree.text.text else programme
        found += check(programme, mended, lacks)
    return programme, mended, found


def _undivided(table: AwardsTable, awards: Awards, place: Callable[..., Location]) -> Iterator[Problem]:
    """Yield what charts or lists are asked for that the table can't give."""
    if len(table.by) > 1 and (len(set(table.by)) < 2 or "year" not in table.by):
        yield Problem(place("by"), "two of by are year and one other", "write by: [year, area]")
    name = table.annex.removesuffix("s")
    if table.annex in ("recipients", "funders") and not any(getattr(award, name) for award in awards.awards):
        yield Problem(place("annex"), f"the table names no {name} of any award", f"name their column: {name}")


def _awards(
    table: AwardsTable, programme: Programme, tree: Tree, folder: Path
) -> tuple[Awards | None, tuple[Problem, ...]]:
    from reports.awards import differences, read_awards  # most data files have no table
    from reports.compose.breakdown import refusals

    def place(*keys: str) -> Location:
        return tree.place(("portfolio", "awards", *keys))

    def stated(name: str) -> Stated | None:
        quantity = programme.quantities.get(name)
        return quantity if isinstance(quantity, Stated) and tree.sound("quantities", name) else None

    try:
        awards = read_awards(table, folder, place, programme.as_of.latest)
    except DataError as error:
        return None, error.problems
    against = [*_undivided(table, awards, place), *refusals(awards.awards)]
    if against:
        return None, tuple(against[:_MOST_REFUSALS])
    total, count = stated(programme.portfolio.total), stated(programme.portfolio.count)
    places = tree.place(("portfolio", "total")), tree.place(("portfolio", "count"))
    unlisted = projects_in(programme, tree, awards.awards, table.table)
    return awards, (*awards.warnings, *differences(awards, total, count, places), *unlisted)
