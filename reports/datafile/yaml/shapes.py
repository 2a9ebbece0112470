"""Where pydantic finds fault with a tree of values: its paths as the file has them, and the types that belong there."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, Tag, ValidationError
from pydantic.fields import FieldInfo

from reports.datafile.yaml.tree import Path, Tree
from reports.errors import Location
from reports.frozen import frozen

_LEAST_ALIKE = 0.65  # a slip in one of a few words, as against another word: raised is not paid


@frozen
class Fault:
    """One of pydantic's errors, at a path of the file; `holder` is the type of what holds the value."""

    path: Path
    holder: object
    kind: str
    message: str
    found: object
    limits: Mapping[str, Any]
    of_key: bool  # it is the key itself that is wrong
    elsewhere: Sequence[str] = ()  # what has a key that is unknown here

    @property
    def expected(self) -> object:
        """The type that belongs at the path."""
        return inner(self.holder, self.path[-1]) if self.path else self.holder

    @property
    def may_be_left_out(self) -> bool:
        """Whether the value is a model's, which has a default for it."""
        return self._field is not None and not self._field.is_required()

    @property
    def takes_text(self) -> bool:
        """Whether one text may stand where a list should."""
        return self._field is not None and any(isinstance(mark, BeforeValidator) for mark in self._field.metadata)

    @property
    def _field(self) -> FieldInfo | None:
        return fields_of(self.holder).get(str(self.path[-1]) if self.path else "")

    @property
    def meant(self) -> str | None:
        """The key or the word that was probably meant."""
        if self.kind == "extra_forbidden":
            return nearest(self.path[-1], fields_of(self.holder), 0.8 if self.elsewhere else 0.6)
        if not isinstance(self.found, str) or not self.choices:
            return None
        near = nearest(self.found, self.choices, _LEAST_ALIKE)
        return None if near is None or self.found.casefold().endswith(near, 1) else near  # repaid is not paid

    @property
    def choices(self) -> list[str]:
        """The words of which the value has to be one."""
        if self.kind == "union_tag_invalid":
            return [tag.strip("'") for tag in self.limits["expected_tags"].split(", ")]
        if not self.path:
            return []
        expected = get_args(bare(self.holder))[0] if self.of_key else self.expected
        return [str(choice) for choice in literals(expected) or literals(inner(expected, 0))]

    def where(self, tree: Tree) -> Location:
        """Return where the value stands, or its key where that is at fault."""
        return tree.keys.get(self.path, tree.place(self.path)) if self.of_key else tree.place(self.path)


def faults_of(model: type[BaseModel], error: ValidationError, tree: Tree) -> list[Fault]:
    """Return every fault in the file's order, but not what only follows from another (a default that rests on it)."""
    faults = (_fault(model, each, tree) for each in error.errors(include_url=False) if not _is_consequence(each))
    return sorted(faults, key=lambda fault: fault.where(tree))


def _is_consequence(details: Any) -> bool:
    """Return whether nothing is wrong but what stands elsewhere: pydantic counts only the entries that are sound."""
    if details["type"] == "too_short":
        return len(details["input"]) >= int(details["ctx"]["min_length"])
    return bool(details["type"] == "default_factory_not_called")


def nearest(word: object, words: Iterable[str], least: float = 0.6) -> str | None:
    """Return the word that was probably meant: at `least` so much of both is the same."""
    known = {each.casefold(): each for each in reversed(list(words))}
    near = difflib.get_close_matches(str(word)[:80].casefold(), known, 1, least)
    return known[near[0]] if near else None


def like_kind(entry: Path, tree: Tree) -> str | None:
    """Return the key of an entry that was probably meant to be its kind."""
    keys = [str(path[-1]) for path in tree.keys if path[:-1] == entry]
    return nearest("kind", keys) if "kind" not in keys else None  # of that one the value could not be read


def _fault(model: object, details: Any, tree: Tree) -> Fault:
    path, holder = _resolve(model, details["loc"])
    kind, found = details["type"], details["input"]
    if kind.startswith("union_tag"):
        path, holder = (*path, "kind"), reduce(inner, path, model)
        found = found.get("kind") if isinstance(found, dict) else found
    elif kind not in ("missing", "extra_forbidden") and path not in tree.places:
        # the only paragraph of a text, which the file gives without a list
        path = (*path[:-2], path[-1]) if path[-2:-1] == (0,) else path[:-1]
        holder = reduce(inner, path[:-1], model)
    unknown = kind == "extra_forbidden"
    of_key = unknown or details["loc"][-1:] == ("[key]",)
    elsewhere = list(dict.fromkeys(_homes(path[-1], model, ""))) if unknown else ()
    return Fault(path, holder, kind, details["msg"], found, details.get("ctx", {}), of_key, elsewhere)


def _homes(key: object, kind: object, name: str) -> Iterator[str]:
    """Yield the names of all in a model that has a key; of sections, the kinds that have it, if not all do."""
    kind = bare(kind)
    fields = fields_of(kind) if isinstance(kind, type) and issubclass(kind, BaseModel) else {}
    members = [each for each in get_args(kind) if each is not type(None)]
    if key in fields or (members and all(key in fields_of(each) for each in members)):
        yield name
        return
    for field, about in fields.items():
        yield from _homes(key, about.annotation, field)
    for member in members:
        words = get_args(fields_of(member)["kind"].annotation) if "kind" in fields_of(member) else ()
        yield from _homes(key, member, f"{name} of kind {words[0]}" if len(words) == 1 else name)


def _resolve(model: object, loc: tuple[str | int, ...]) -> tuple[Path, object]:
    """Leave the names of a union's members out of a place; tell what holds the last step."""
    here = holder = model
    path: Path = ()
    for step in loc:
        if step == "[key]":
            break
        members = get_args(bare(here)) if is_union(bare(here)) else ()
        if (member := next((each for each in members if step in tags(each)), None)) is not None:
            here = holder = bare(member)
        else:
            path, holder, here = (*path, step), here, inner(here, step)
    return path, holder


def bare(kind: object) -> object:
    """Take a type out of Annotated and Optional."""
    if get_origin(kind) is Annotated:
        return bare(get_args(kind)[0])
    if is_union(kind):
        others = [each for each in get_args(kind) if each is not type(None)]
        return bare(others[0]) if len(others) == 1 else kind
    return kind


def is_union(kind: object) -> bool:
    """Return whether a type is one of several."""
    return get_origin(kind) is Union or type(kind).__name__ == "UnionType"


def tags(member: object) -> tuple[object, ...]:
    """Return the words by which a member of a union is known."""
    if get_origin(member) is Annotated:
        return tuple(mark.tag for mark in get_args(member)[1:] if isinstance(mark, Tag))
    fields = fields_of(member)
    return get_args(fields["kind"].annotation) if "kind" in fields else ()


def inner(kind: object, step: str | int) -> object:
    """Return the type of what a model, dict or tuple type holds at a step."""
    kind = bare(kind)
    fields = fields_of(kind)
    if step in fields:
        return fields[str(step)].rebuild_annotation()  # with its limits
    held = get_args(kind)
    if get_origin(kind) is dict:
        return held[1]
    return held[0] if get_origin(kind) is tuple and held else object


def literals(kind: object) -> tuple[object, ...]:
    """Return the values that a type allows, if it names them."""
    return get_args(bare(kind)) if get_origin(bare(kind)) is Literal else ()


def fields_of(kind: object) -> dict[str, FieldInfo]:
    """Return the fields of a model by their keys: `in_` has the key "in", which Python keeps to itself."""
    return {field.alias or name: field for name, field in getattr(bare(kind), "model_fields", {}).items()}
