"""Projects that the file names, held against the table of awards that they should be in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reports.datafile.model import NotableProject, Programme, ProjectsSection
from reports.datafile.yaml import Path, Tree, nearest, quote
from reports.errors import Problem
from reports.story import numbers

if TYPE_CHECKING:
    from reports.awards import Award

_MOST_NEAR = 5_000  # names among which a near one is looked for: it takes long


def projects_in(programme: Programme, tree: Tree, awards: Iterable[Award], table: str) -> Iterator[Problem]:
    """Yield projects that are in the table neither by the `award` that they name nor by a title with their name.

    An `award` that no award is called is a problem that stops a build; a name that no title holds is a warning.
    `table` is the table's name, for messages.
    """
    awards = tuple(awards)
    names = {name.casefold(): name for each in awards for name in (each.title, each.id, each.project) if name}
    titles = "\n".join(each.title.casefold() for each in awards if each.title)
    projects: list[tuple[Path, NotableProject]] = [
        (("sections", place, "projects", number), project)
        for place, section in enumerate(programme.sections)
        if isinstance(section, ProjectsSection)
        for number, project in enumerate(section.projects)
    ]
    for path, project in projects:
        if not tree.sound(*path):
            continue
        if project.award is not None:
            if project.award.casefold() not in names:
                message = f"no award of the {len(awards):,} in {table} is called {quote(project.award)}"
                near = nearest(project.award, names.values()) if len(names) <= _MOST_NEAR else None
                hint = f"did you mean {quote(near)}?" if near else "write its title, its identifier or its project's"
                yield Problem(tree.place((*path, "award")), message, hint)
        elif (name := numbers.unmarked(project.name.text)).casefold() not in names and name.casefold() not in titles:
            message = f"the project {quote(name)} is none of the {len(awards):,} awards in {table}"
            hint = "write award: and what it is called there"
            yield Problem(tree.place((*path, "name")), message, hint, fatal=False)
