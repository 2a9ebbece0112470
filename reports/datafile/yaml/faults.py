"""What does not fit a model, in plain words and with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import get_args

from reports.datafile.yaml.lines import in_quotes, quote
from reports.datafile.yaml.shapes import Fault, bare, keys_of, like_kind, literals, nearest, tags
from reports.datafile.yaml.tree import Path, Tree
from reports.errors import Location, Problem

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


def problems(faults: Sequence[Fault], tree: Tree) -> Iterator[Problem]:
    """Say what is wrong, each fault once: a key that is missing because it is misspelt is reported as misspelt."""
    unknown = [fault for fault in faults if fault.kind == "extra_forbidden"]
    meant = {(*fault.path[:-1], fault.meant) for fault in unknown}
    for fault in unknown:
        hint = did_you_mean(fault.path[-1], keys_of(fault.holder), "the keys here are")
        yield Problem(fault.where(tree), f"unknown key {quote(fault.path[-1])}", hint)
    for fault in faults:
        if fault.kind != "extra_forbidden" and not (fault.kind == "missing" and fault.path in meant):
            yield _problem(fault, fault.where(tree), tree)


def did_you_mean(word: object, words: Iterable[str], several: str) -> str:
    """Hint at the word that was meant, or else at all there are."""
    known = list(words)
    near = nearest(word, known)
    return f"did you mean {quote(near)}?" if near is not None else f"{several}: {', '.join(known)}"


def name_of(path: Path) -> str:
    """Call a value by its key, or by its number in a list."""
    if not path:
        return "the file"
    last = path[-1]
    return f"entry {last + 1} of {name_of(path[:-1])}" if isinstance(last, int) else str(last)


def _name(fault: Fault) -> str:
    return quote(fault.path[-1]) if fault.of_key else name_of(fault.path)


def _problem(fault: Fault, where: Location, tree: Tree) -> Problem:
    match fault.kind:
        case "missing" if fault.path and isinstance(fault.path[-1], int):
            entries = len(get_args(bare(fault.holder)))
            return Problem(where, f"{name_of(fault.path[:-1])} should have {entries} entries, not {fault.path[-1]}")
        case "union_tag_not_found":
            return _no_kind(fault, where, tree)
        case "missing":
            return Problem(where, f"{_name(fault)} is missing", _missing_hint(fault))
        case "literal_error" | "union_tag_invalid":
            return _not_one_of(fault, where, tree)
        case "too_short":
            return Problem(where, f"{_name(fault)} should have {_least(fault)}, not {fault.limits['actual_length']}")
        case "too_long":
            most = fault.limits["max_length"]
            return Problem(where, f"{_name(fault)} should have at most {most} entries, not {len(_sized(fault.found))}")
        case "text_cut":
            return Problem(
                where, f"{_name(fault)} {fault.message}", in_quotes(tree.text.line(where.line), where.column)
            )
    return _not_as_it_should(fault, where, tree)


def _not_as_it_should(fault: Fault, where: Location, tree: Tree) -> Problem:
    limits = {name: _in_digits(limit) for name, limit in fault.limits.items()}
    ours = fault.message if fault.message.startswith(("should ", "names ")) else "should be something else"
    should = _SHOULD[fault.kind].format_map(limits) if fault.kind in _SHOULD else ours
    if fault.kind.startswith("said_"):  # the model has said it all
        return Problem(where, f"{_name(fault)} {should}")
    hint = _HINTS.get(fault.kind) or (_text_hint(where, tree) if should == "should be text" else None)
    if fault.kind in ("is_instance_of", "int_type", "float_type") and (number := _number_in_quotes(fault.found)):
        hint = f"write {number}, without quotes"
    if fault.of_key:
        return Problem(where, f"{_name(fault)} {should}")
    if fault.found is None:
        return Problem(where, f"{_name(fault)} {should}, but nothing stands here", hint)
    return Problem(where, f"{_name(fault)} {should}, not {_found(fault.found, where, tree)}", hint)


def _in_digits(limit: object) -> object:
    return f"{limit:,}" if isinstance(limit, int | Decimal) else limit


def _not_one_of(fault: Fault, where: Location, tree: Tree) -> Problem:
    words = fault.choices
    hint = f"did you mean {quote(fault.meant)}?" if fault.meant else None
    return Problem(where, f"{_name(fault)} should be {_one_of(words)}, not {_found(fault.found, where, tree)}", hint)


def _one_of(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _least(fault: Fault) -> str:
    least = fault.limits["min_length"]
    return "at least one entry" if least == 1 else f"at least {least} entries"


def _sized(found: object) -> tuple[object, ...]:
    return tuple(found) if isinstance(found, tuple | dict) else ()


def _missing_hint(fault: Fault) -> str | None:
    choices = literals(fault.expected)
    return f"it is {_one_of(list(map(str, choices)))}" if choices else f"add {fault.path[-1]}: …"


def _no_kind(fault: Fault, where: Location, tree: Tree) -> Problem:
    entry = fault.path[:-1]
    near = like_kind(entry, tree)
    if near is not None:
        return Problem(tree.keys[(*entry, near)], f"unknown key {quote(near)}", "did you mean 'kind'?")
    members = get_args(bare(fault.holder))
    return Problem(where, "kind is missing", f"it is {_one_of([str(tag) for each in members for tag in tags(each)])}")


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
