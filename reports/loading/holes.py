"""What is still to be written: TODO, as a word of a text or in the place of a value.

A draft prints it and warns; in any other file it is a problem. `names: [TODO]` makes it a word like others.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.datafile.model import Derived, Line, Programme, Prose, Source, Sourced, Stated
from reports.datafile.scalars import TODO, LocatedStr, texts_in
from reports.datafile.yaml import Path, Tree
from reports.datafile.yaml.faults import name_of
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.story import numbers

_WORD = re.compile(rf"\b{TODO}\b|\AReplace(?=: )")  # the latter as `new` writes it
# What a draft may leave open, by its path.
_OPEN = re.compile(
    r"quantities \S+ (?:(?:value|currency|kind|source)(?: \d+)?|before (?:value|source)|ratio \d)"
    r"|portfolio (?:total|count|item|areas \d+ (?:amount|count)|awards (?:kind|currency|source))"
    r"|(?:timeline|sections) \d+ source|sources \S+ retrieved|catalogue date|as_of latest"
)
_WRITE = "write it, or say status: draft at the top of the file"


def todo_in(tree: Tree) -> tuple[Path, ...]:
    """Return the path of each value that is TODO; no check may rest on it."""
    names = tree.at("names")
    is_name = isinstance(names, tuple | dict) and TODO in names
    return () if is_name else tuple(_paths(tree.value, ()))


def _paths(value: object, path: Path) -> Iterator[Path]:
    if isinstance(value, dict | tuple):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(inner, (*path, step))
    elif isinstance(value, LocatedStr) and value == TODO:
        yield path


def holes(paths: tuple[Path, ...], programme: Programme | None, tree: Tree) -> Iterator[Problem]:
    """Yield each hole: a warning in a draft, but a problem where nothing can be shown in its place."""
    draft = tree.at("status") == "draft"
    texts = [text for _, text in texts_in(programme)]
    written = {text.where for text in texts}
    dated = programme is None or any(not step.date.hole for step in programme.timeline)
    for path in paths:
        name, where = name_of(path), tree.place(path)
        is_date = path[:1] == ("timeline",) and path[2:] == ("date",)
        may_be_open = dated if is_date else _OPEN.fullmatch(" ".join(map(str, path)))
        if not draft or (programme and (where in written or may_be_open)):
            yield Problem(where, f"TODO: {name} is still to be written", None if draft else _WRITE, fatal=not draft)
        else:
            yield Problem(where, f"TODO: a draft needs {name} too", "write it, or take its line out if it has no need")
    if programme is None:
        return
    names = [term.text for term in programme.names]
    for text in texts:
        known = list(numbers.names_in(text.text, names))
        for match in _WORD.finditer(text.text) if text.text != TODO else ():
            if not any(span.start <= match.start() < span.stop for span in known):
                where = CheckedFile(programme, tree).where(text, match.start())
                hint = None if draft else _WRITE
                yield Problem(where, f"{match[0]}: this text is still to be finished", hint, fatal=not draft)


def opened(programme: Programme) -> Programme:
    """Let what is called TODO lead to a quantity and a source of that name, and place a step that has no date.

    It stands where the step before it does, the first ones where the first with a date does.
    """
    facts, quantities, sources = programme.portfolio, dict(programme.quantities), dict(programme.sources)
    named = {match[1] for _, text in texts_in(programme) for match in numbers.PLACE.finditer(text.text)}
    named |= {facts.total, facts.count, *(name or "" for area in facts.areas for name in (area.amount, area.count))}
    for each in programme.quantities.values():
        named |= {*each.ratio} if isinstance(each, Derived) else set()
    if TODO in named:
        quantities.setdefault(TODO, Stated.model_validate({"value": TODO, "unit": Prose(TODO), "source": TODO}))
    cited = {each.source for each in (*programme.timeline, *programme.sections, facts.awards) if each}
    cited |= {each.source for each in quantities.values() if isinstance(each, Sourced)}
    cited |= {each.before.source for each in quantities.values() if isinstance(each, Stated) and each.before}
    if TODO in cited:
        sources.setdefault(TODO, Source(title=Line(TODO), publisher=Line(TODO)))
    date = next((step.date for step in programme.timeline if not step.date.hole), None)
    steps = []
    for step in programme.timeline:
        date = date if step.date.hole else step.date
        placed = replace(date, end=None, hole=True) if date and step.date.hole else step.date
        steps.append(step.model_copy(update={"date": placed}))
    return programme.model_copy(update={"quantities": quantities, "sources": sources, "timeline": tuple(steps)})
