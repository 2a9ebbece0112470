"""A tree of values against a pydantic model: what does not fit, in plain words and with its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, Tag, ValidationError

from reports.errors import Location, Problem
from reports.located.lines import in_quotes, quote
from reports.located.reader import MOST_PROBLEMS, Path, Tree

Model = TypeVar("Model", bound=BaseModel)

_SHOULD = {
    "bool_type": "should be true or false",
    "decimal_type": "should be a number",
    "decimal_parsing": "should be a number",
    "is_instance_of": "should be a number",  # what pydantic says of a strict Decimal
    "decimal_max_places": "should have at most {decimal_places} digits after the point",
    "float_type": "should be a number",
    "finite_number": "should be a number",
    "int_type": "should be a whole number",
    "int_from_float": "should be a whole number",
    "string_type": "should be text",
    "tuple_type": "should be a list",
    "dict_type": "should hold lines of 'name: value'",
    "model_type": "should hold lines of 'key: value'",
    "none_required": "should be null",
    "greater_than": "should be more than {gt}",
    "greater_than_equal": "should be at least {ge}",
    "less_than": "should be less than {lt}",
    "less_than_equal": "should be at most {le}",
    "string_too_short": "should have at least {min_length} characters",
    "string_too_long": "should have at most {max_length} characters",
}
_HINTS = {
    "bool_type": "write true or false, without quotes",
    "is_instance_of": "write digits alone, such as 1_500_000",
    "int_type": "write digits alone, such as 2014",
    "tuple_type": "write each entry on a line of its own that starts with '- '",
    "float_type": "write digits alone, such as 11.5",
}


@dataclass(frozen=True, slots=True)
class _Fault:
    """One of pydantic's errors, at a path of the file; `model` is what the value's holder should be."""

    path: Path
    model: object
    kind: str
    message: str
    found: object
    limits: Mapping[str, Any]
    of_key: bool  # it is the key itself that is wrong

    @property
    def name(self) -> str:
        return quote(self.path[-1]) if self.of_key else name_of(self.path)


def validate(model: type[Model], tree: Tree) -> tuple[Model | None, tuple[Problem, ...]]:
    """Make a model of what was read, or say why that cannot be; what `tree` reports is not said again."""
    if () in tree.faulty:
        return None, ()
    try:
        return model.model_validate(tree.value), ()
    except ValidationError as error:
        faults = [_fault(model, details, tree) for details in error.errors(include_url=False)]
    # A default that rests on a faulty field is not at fault itself.
    faults = [each for each in faults if not _known(each.path, tree) and each.kind != "default_factory_not_called"]
    faults.sort(key=lambda fault: _where(fault, tree))
    return None, tuple(_problems(faults[:MOST_PROBLEMS], tree))


def did_you_mean(word: object, words: Iterable[str], several: str) -> str:
    """Hint at the word that was meant, or else at all there are."""
    known = list(words)
    near = difflib.get_close_matches(str(word)[:80].casefold(), [each.casefold() for each in known], 1, 0.6)
    if near:
        return f"did you mean {quote(next(each for each in known if each.casefold() == near[0]))}?"
    return f"{several}: {', '.join(known)}"


def name_of(path: Path) -> str:
    """Call a value by its key, or by its number in a list."""
    if not path:
        return "the file"
    last = path[-1]
    return f"entry {last + 1} of {name_of(path[:-1])}" if isinstance(last, int) else str(last)


def _known(path: Path, tree: Tree) -> bool:
    return any(path[:depth] in tree.faulty for depth in range(len(path) + 1))


def _where(fault: _Fault, tree: Tree) -> Location:
    if fault.of_key:
        return tree.keys.get(fault.path, tree.place(fault.path))
    return tree.place(fault.path)


def _problems(faults: list[_Fault], tree: Tree) -> Iterator[Problem]:
    meant = set()
    for fault in faults:
        if fault.kind == "extra_forbidden":
            hint = did_you_mean(fault.path[-1], _keys(fault.model), "the keys here are")
            meant.add((*fault.path[:-1], hint.removeprefix("did you mean '").removesuffix("'?")))
            yield Problem(_where(fault, tree), f"unknown key {quote(fault.path[-1])}", hint)
    for fault in faults:
        if fault.kind == "extra_forbidden" or (fault.kind == "missing" and fault.path in meant):
            continue
        yield _problem(fault, _where(fault, tree), tree)


def _problem(fault: _Fault, where: Location, tree: Tree) -> Problem:
    match fault.kind:
        case "missing" if fault.path and isinstance(fault.path[-1], int):
            entries = len(get_args(_bare(fault.model)))
            return Problem(where, f"{name_of(fault.path[:-1])} should have {entries} entries, not {fault.path[-1]}")
        case "union_tag_not_found":
            return _no_kind(fault, where, tree)
        case "missing":
            return Problem(where, f"{fault.name} is missing", _missing_hint(fault))
        case "literal_error" | "union_tag_invalid":
            return _not_one_of(fault, where, tree)
        case "too_short":
            return Problem(where, f"{fault.name} should have {_least(fault)}, not {fault.limits['actual_length']}")
        case "too_long":
            most = fault.limits["max_length"]
            return Problem(where, f"{fault.name} should have at most {most} entries, not {len(_sized(fault.found))}")
        case "text_cut":
            return Problem(where, f"{fault.name} {fault.message}", in_quotes(tree.text.line(where.line), where.column))
    return _not_as_it_should(fault, where, tree)


def _not_as_it_should(fault: _Fault, where: Location, tree: Tree) -> Problem:
    limits = {name: _in_digits(limit) for name, limit in fault.limits.items()}
    ours = fault.message if fault.message.startswith(("should ", "names ")) else "should be something else"
    should = _SHOULD[fault.kind].format_map(limits) if fault.kind in _SHOULD else ours
    if fault.kind.startswith("said_"):  # the model has said it all
        return Problem(where, f"{fault.name} {should}")
    hint = _HINTS.get(fault.kind) or (_text_hint(where, tree) if should == "should be text" else None)
    if fault.kind in ("is_instance_of", "int_type", "float_type") and (number := _number_in_quotes(fault.found)):
        hint = f"write {number}, without quotes"
    if fault.of_key:
        return Problem(where, f"{fault.name} {should}")
    if fault.found is None:
        return Problem(where, f"{fault.name} {should}, but nothing stands here", hint)
    return Problem(where, f"{fault.name} {should}, not {_found(fault.found, where, tree)}", hint)


def _in_digits(limit: object) -> object:
    return f"{limit:,}" if isinstance(limit, int | Decimal) else limit


def _not_one_of(fault: _Fault, where: Location, tree: Tree) -> Problem:
    words = _choices(fault)
    hint = did_you_mean(fault.found, words, "it is one of") if isinstance(fault.found, str) else None
    hint = hint if hint and hint.startswith("did") else None
    return Problem(where, f"{fault.name} should be {_one_of(words)}, not {_found(fault.found, where, tree)}", hint)


def _one_of(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _choices(fault: _Fault) -> list[str]:
    if fault.kind == "union_tag_invalid":
        return [tag.strip("'") for tag in fault.limits["expected_tags"].split(", ")]
    return [str(choice) for choice in _literals(_inner(fault.model, fault.path[-1]))]


def _least(fault: _Fault) -> str:
    least = fault.limits["min_length"]
    return "at least one entry" if least == 1 else f"at least {least} entries"


def _sized(found: object) -> tuple[object, ...]:
    return tuple(found) if isinstance(found, tuple | dict) else ()


def _missing_hint(fault: _Fault) -> str | None:
    choices = _literals(_inner(fault.model, fault.path[-1]))
    return f"it is {_one_of(list(map(str, choices)))}" if choices else f"add {fault.path[-1]}: …"


def _no_kind(fault: _Fault, where: Location, tree: Tree) -> Problem:
    entry = fault.path[:-1]
    keys = [path[-1] for path in tree.keys if path[:-1] == entry]
    near = difflib.get_close_matches("kind", map(str, keys), 1, 0.6)
    if near:
        return Problem(tree.keys[(*entry, near[0])], f"unknown key {quote(near[0])}", "did you mean 'kind'?")
    members = get_args(_bare(fault.model))
    return Problem(where, "kind is missing", f"it is {_one_of([str(tag) for each in members for tag in _tags(each)])}")


def _found(found: object, where: Location, tree: Tree) -> str:
    match found:
        case dict():
            return "lines of 'key: value'"
        case tuple():
            return "a list"
    written = tree.written(where) or str(found)
    return written if isinstance(found, int | Decimal) else quote(written)


def _text_hint(where: Location, tree: Tree) -> str | None:
    line = tree.text.line(where.line) if where.line else ""
    written = tree.written(where)
    hint = in_quotes(line[: where.column - 1 + len(written)] if written else line, where.column)
    return hint or ("put it in double quotes" if line else None)


def _number_in_quotes(found: object) -> str | None:
    text = str(found).strip() if isinstance(found, str) else ""
    digits = text.replace(",", "").replace("_", "")
    return f"{int(digits):_}" if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None


# -- what pydantic calls a place, and what the file does --------------------------------------------


def _fault(model: type[BaseModel], details: Any, tree: Tree) -> _Fault:
    path, holder = _resolve(model, details["loc"])
    kind, found = details["type"], details["input"]
    if kind.startswith("union_tag"):
        path, holder = (*path, "kind"), _type_at(model, path)
        found = found.get("kind") if isinstance(found, dict) else found
    elif kind not in ("missing", "extra_forbidden") and path not in tree.places:
        path = path[:-1]  # the only paragraph of a text, which the file gives without a list
    of_key = kind == "extra_forbidden" or details["loc"][-1:] == ("[key]",)
    return _Fault(path, holder, kind, details["msg"], found, details.get("ctx", {}), of_key)


def _resolve(model: type[BaseModel], loc: tuple[str | int, ...]) -> tuple[Path, object]:
    """Leave the names of a union's members out of a place; tell what holds the last step."""
    here: object = model
    holder: object = model
    path: list[str | int] = []
    for step in loc:
        if step == "[key]":
            break
        member = _member(here, step)
        if member is not None:
            here = holder = member
            continue
        holder = here
        here = _inner(here, step)
        path.append(step)
    return tuple(path), holder


def _type_at(model: object, path: Path) -> object:
    for step in path:
        model = _inner(model, step)
    return model


def _bare(kind: object) -> object:
    """Take a type out of Annotated and Optional."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if _is_union(kind):
        others = [each for each in get_args(kind) if each is not type(None)]
        return _bare(others[0]) if len(others) == 1 else kind
    return kind


def _is_union(kind: object) -> bool:
    return get_origin(kind) is Union or type(kind).__name__ == "UnionType"


def _member(kind: object, tag: str | int) -> object | None:
    """Give the member of a union of models that goes by this tag."""
    kind = _bare(kind)
    if not _is_union(kind):
        return None
    return next((_bare(each) for each in get_args(kind) if tag in _tags(each)), None)


def _tags(member: object) -> tuple[object, ...]:
    if get_origin(member) is Annotated:
        return tuple(mark.tag for mark in get_args(member)[1:] if isinstance(mark, Tag))
    fields = getattr(member, "model_fields", {})
    return get_args(fields["kind"].annotation) if "kind" in fields else ()


def _inner(kind: object, step: str | int) -> object:
    """Give the type of what a model, dict or tuple type holds at a step."""
    kind = _bare(kind)
    fields = getattr(kind, "model_fields", {})
    if step in fields:
        return fields[step].annotation
    inner = get_args(kind)
    if get_origin(kind) is dict:
        return inner[1]
    return inner[0] if get_origin(kind) is tuple and inner else object


def _literals(kind: object) -> tuple[object, ...]:
    kind = _bare(kind)
    return get_args(kind) if get_origin(kind) is Literal else ()


def _keys(kind: object) -> list[str]:
    return list(getattr(_bare(kind), "model_fields", {}))
