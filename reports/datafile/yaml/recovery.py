"""A tree of values held against a pydantic model, to the end: what one fault hides is found in the same run.

What was probably meant is taken so: a key or a word that is nearly another. Whatever else is at fault is left out, or
where it is needed gives way to a stand-in that no check finds anything in; its path is then `faulty`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from reports.datafile.scalars import LocatedStr, Prose, When
from reports.datafile.yaml.faults import problems
from reports.datafile.yaml.lines import quote
from reports.datafile.yaml.reader import MOST_PROBLEMS
from reports.datafile.yaml.shapes import Fault, bare, faults_of, fields_of, inner, is_union, like_kind, literals, tags
from reports.datafile.yaml.tree import Path, Tree, value_at
from reports.errors import Problem

StandIn = Callable[[Path, object], object]  # a path and the type that belongs there

Model = TypeVar("Model", bound=BaseModel)

_MOST_ROUNDS = 12
_GONE = object()
_HARMLESS: dict[object, object] = {tuple: (), dict: {}, When: When(1), bool: False, int: 1, float: 1, Decimal: 1}


def repathed(tree: Tree, renamed: Mapping[Path, Path]) -> Tree:
    """Let what stood at a path, () for all of it, be found at another."""

    def moved(path: Path) -> Path:
        for depth in range(len(path) + 1):
            if path[:depth] in renamed:
                path = (*renamed[path[:depth]], *path[depth:])
        return path

    places, keys = ({moved(path): where for path, where in each.items()} for each in (tree.places, tree.keys))
    faulty, open_ = ({moved(path) for path in paths} for paths in (tree.faulty, tree.open))
    return replace(tree, places=places, keys=keys, faulty=faulty, open=open_)


def harmless(_path: Path, kind: object) -> object:
    """Return a value of a type in which no check finds anything; its parts, if it needs any, are the next round's."""
    kind = bare(kind)
    if is_union(kind):
        return {"kind": tags(get_args(kind)[0])[0]}
    if choices := literals(kind):
        return choices[0]
    if isinstance(kind, type) and issubclass(kind, Prose):
        return kind("")
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {}
    return _HARMLESS.get(get_origin(kind) or kind, "unsound")


def validate(
    model: type[Model], tree: Tree, stand_in: StandIn = harmless
) -> tuple[Model | None, tuple[Problem, ...], Tree]:
    """Make a model of what was read; give all problems of its shape, and the tree that the model was made of.

    With problems the model is only good for finding more: what is at fault was left out or stood in for, and is
    `faulty` in the tree. There is none where too much is wrong. What `tree` reports is not said again.
    """
    found: list[Problem] = []
    keys = fields_of(model)
    if isinstance(tree.value, dict) and len(tree.value) > 1 and not ({*tree.value} & {*keys} or tree.open):
        message = "this is another kind of file: it has none of the keys that belong here, but "
        message += quote(", ".join(tree.value))
        return None, (Problem(tree.place(()), message, f"the keys here are: {', '.join(keys)}"),), tree
    for _ in range(_MOST_ROUNDS):
        if () in tree.faulty:
            break
        try:
            return model.model_validate(tree.value), tuple(found), tree
        except ValidationError as error:
            faults = faults_of(model, error, tree)
        found += problems([fault for fault in faults if _is_news(fault, tree)][:MOST_PROBLEMS], tree)
        if len(faults) > MOST_PROBLEMS:
            break
        tree = _Recovery(tree, stand_in).without(faults)
    return None, tuple(found[:MOST_PROBLEMS]), tree


def _is_news(fault: Fault, tree: Tree) -> bool:
    """Return whether nothing was said of it, or of what it is part of, and reading went far enough to know."""
    if fault.kind in ("missing", "union_tag_not_found") and fault.path[:-1] in tree.open:
        return False
    if fault.kind == "too_short" and (fault.path in tree.open or not tree.sound(*fault.path)):
        return False
    return not tree.lost(fault.path)


class _Recovery:
    """One round: a value that is changed step by step, and what has become of its paths."""

    def __init__(self, tree: Tree, stand_in: StandIn) -> None:
        self.tree = tree
        self.stand_in = stand_in
        self.value = tree.value
        self.places = dict(tree.places)
        self.faulty = set(tree.faulty)
        self.renamed: dict[Path, Path] = {}

    def without(self, faults: Iterable[Fault]) -> Tree:
        """Take each fault out; some need several rounds, since a stand-in may itself be made of parts."""
        for fault in faults:
            self.recover(fault)
        changed = replace(self.tree, value=self.value, places=self.places, faulty=self.faulty)
        return repathed(changed, self.renamed)

    def recover(self, fault: Fault) -> None:
        path, holder, found = fault.path, value_at(self.value, fault.path[:-1]), value_at(self.value, fault.path)
        match fault.kind:
            case "extra_forbidden":
                self.take_as(path, fault.meant)
            case "union_tag_not_found" if (near := like_kind(path[:-1], self.tree)) is not None:
                self.take_as((*path[:-1], near), "kind")
            case "union_tag_invalid" | "literal_error" if fault.meant and not fault.of_key:
                self.value = with_value(self.value, path, fault.meant)
            case "union_tag_not_found" | "union_tag_invalid":
                self.stand_in_for(path[:-1], fault.holder)
            case "missing" if isinstance(holder, tuple):
                self.give_up(path[:-1], (*holder, self.stand_in(path, fault.expected)))
            case "missing":
                if isinstance(holder, dict) and path[-1] not in holder:  # a misspelt key may have taken its place
                    self.stand_in_for(path, fault.expected)
            case "too_short" if isinstance(found, tuple):  # one entry more; rounds make them enough
                entry = (*path, len(found))
                self.give_up(path, (*found, self.stand_in(entry, inner(fault.expected, len(found)))))
                self.places[entry] = self.tree.place(path)
            case "too_long":
                self.give_up(path, found[: fault.limits["max_length"]] if isinstance(found, tuple) else _GONE)
            case "text_cut" if isinstance(found, LocatedStr):  # let it go on as it is
                self.value = with_value(self.value, path, LocatedStr(found, found.where, found.style))
            case _ if fault.of_key or fault.may_be_left_out or not path:
                self.give_up(path, _GONE)
            case _ if found == self.stand_in(path, fault.expected):
                self.stand_in_for(path[:-1], fault.holder)  # the stand-in itself will not do
            case _:
                self.stand_in_for(path, fault.expected)

    def take_as(self, path: Path, key: str | None) -> None:
        holder = value_at(self.value, path[:-1])
        if key is None or not isinstance(holder, dict) or key in holder or path[-1] not in holder:
            self.give_up(path, _GONE)
            return
        self.renamed[path] = (*path[:-1], key)
        self.value = with_value(with_value(self.value, self.renamed[path], holder[path[-1]]), path, _GONE)

    def stand_in_for(self, path: Path, kind: object) -> None:
        self.places.setdefault(path, self.tree.place(path))
        self.give_up(path, self.stand_in(path, kind))

    def give_up(self, path: Path, value: object) -> None:
        self.faulty.add(path)
        self.value = with_value(self.value, path, value)


def with_value(value: object, path: Path, new: object) -> object:
    """Return the value with another at a path, or without it; as it is where the path leads nowhere."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, dict) and (step in value or not rest):
        inner = with_value(value.get(step), rest, new)
        return {**value, step: inner} if inner is not _GONE else {k: v for k, v in value.items() if k != step}
    if isinstance(value, tuple) and isinstance(step, int) and step < len(value):
        inner = with_value(value[step], rest, new)
        return value if inner is _GONE else (*value[:step], inner, *value[step + 1 :])
    return value
