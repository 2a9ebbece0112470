"""What does not fit a model, in plain words, with its place and what to write."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import get_args

from reports.datafile.scalars import TextForm
from reports.datafile.yaml import intended
from reports.datafile.yaml.lines import in_quotes, quote
from reports.datafile.yaml.shapes import Fault, bare, fields_of, like_kind, literals, nearest, tags
from reports.datafile.yaml.tree import Path, Tree
from reports.errors import Location, Problem

_NUMBERS = ("decimal_type", "decimal_parsing", "float_type", "finite_number", "is_instance_of")  # the last: Decimal
_SHOULD = {
    **dict.fromkeys(_NUMBERS, "should be a number"),
    **dict.fromkeys(("int_type", "int_from_float"), "should be a whole number"),
    "bool_type": "should be true or false",
    "decimal_max_places": "should have at most {decimal_places} digits after the point",
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


def problems(faults: Sequence[Fault], tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong, each fault once: a key that is missing because it is misspelt is reported as misspelt."""
    unknown = [fault for fault in faults if fault.kind == "extra_forbidden"]
    meant = {(*fault.path[:-1], fault.meant) for fault in unknown}
    for fault in unknown:
        hint = did_you_mean(fault.path[-1], fields_of(fault.holder), "the keys here are")
        if fault.elsewhere and fault.meant is None:
            places = [each or "the file as a whole, with no blank before it" for each in fault.elsewhere]
            hint = f"it belongs to {enumeration(places, 'or')}" if len(places) < 5 else hint
        yield Problem(fault.where(tree), f"unknown key {quote(fault.path[-1])}", hint)
    for fault in faults:
        if fault.kind != "extra_forbidden" and not (fault.kind == "missing" and fault.path in meant):
            yield _problem(fault, fault.where(tree), tree)


def did_you_mean(word: object, words: Iterable[str], several: str) -> str:
    """Return a hint at the word that was meant, or else at all there are."""
    known = list(words)
    near = nearest(word, known)
    return f"did you mean {quote(near)}?" if near is not None else f"{several}: {', '.join(known) or 'none'}"


def name_of(path: Path) -> str:
    """Return what to call a value: its key, or its number in a list."""
    if not path:
        return "the file"
    last = path[-1]
    return f"entry {last + 1} of {name_of(path[:-1])}" if isinstance(last, int) else str(last)


def _problem(fault: Fault, where: Location, tree: Tree) -> Problem:
    name = quote(fault.path[-1]) if fault.of_key else name_of(fault.path)
    limits = fault.limits
    match fault.kind:
        case "missing" if fault.path and isinstance(fault.path[-1], int):
            entries = len(get_args(bare(fault.holder)))
            return Problem(where, f"{name_of(fault.path[:-1])} should have {entries} entries, not {fault.path[-1]}")
        case "union_tag_not_found":
            entry = fault.path[:-1]
            if (near := like_kind(entry, tree)) is not None:
                return Problem(tree.keys[(*entry, near)], f"unknown key {quote(near)}", "did you mean 'kind'?")
            kinds = [str(tag) for member in get_args(bare(fault.holder)) for tag in tags(member)]
            return Problem(where, "kind is missing", f"it is {enumeration(kinds, 'or')}")
        case "missing":
            choices = [str(choice) for choice in literals(fault.expected)]
            hint = f"it is {enumeration(choices, 'or')}" if choices else f"add {fault.path[-1]}: …"
            return Problem(where, f"{name} is missing", hint)
        case "literal_error" if fault.of_key:
            key = str(fault.path[-1])
            return Problem(where, f"unknown key {quote(key)}", did_you_mean(key, fault.choices, "the keys here are"))
        case "literal_error" | "union_tag_invalid":
            did_you = f"did you mean {quote(fault.meant)}?" if fault.meant else None
            if fault.path == ("language",):
                did_you = intended.own_language_meant(str(fault.found), fault.choices)
            found = _found(fault.found, where, tree)
            return Problem(where, f"{name} should be {enumeration(fault.choices, 'or')}, not {found}", did_you)
        case "too_short":
            least = "one entry" if limits["min_length"] == 1 else f"{limits['min_length']} entries"
            return Problem(where, f"{name} should have at least {least}, not {limits['actual_length']}")
        case "too_long":
            entries = len(fault.found) if isinstance(fault.found, tuple | dict) else 0
            return Problem(where, f"{name} should have at most {limits['max_length']} entries, not {entries}")
        case "text_cut":
            in_marks = in_quotes(tree.source(where).line(where.line), where.column)
            return Problem(where, f"{name} {fault.message}", in_marks)
    digits = {key: f"{limit:,}" if isinstance(limit, int | Decimal) else limit for key, limit in limits.items()}
    ours = fault.message if fault.message.startswith(("should ", "names ")) else "should be something else"
    should = _SHOULD[fault.kind].format_map(digits) if fault.kind in _SHOULD else ours
    form = next((mark for mark in get_args(fault.expected) if isinstance(mark, TextForm)), None)
    if form and fault.kind == "string_type":
        should = f"should be {form.words}"
    if fault.kind == "tuple_type" and fault.takes_text:
        should = "should be a text, or a list of texts"
    if fault.kind.startswith("said_") or fault.of_key:  # the model has said it all
        return Problem(where, f"{name} {should}")
    found = ", but nothing stands here" if fault.found is None else f", not {_found(fault.found, where, tree)}"
    return Problem(where, f"{name} {should}{found}", _hint(fault, should, where, tree))


def enumeration(words: Sequence[str], last: str = "and") -> str:
    """Write words as a sentence lists them: "a, b and c"; `last` stands before the last. There is one at least."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def _found(found: object, where: Location, tree: Tree) -> str:
    if isinstance(found, dict | tuple):
        return "lines of 'key: value'" if isinstance(found, dict) else "a list"
    written = tree.written(where) or str(found)
    return written if isinstance(found, int | Decimal) else quote(written)


def _hint(fault: Fault, should: str, where: Location, tree: Tree) -> str | None:
    """Return what to write in the place of a value: as exactly as what was found lets one know."""
    line = tree.source(where).line(where.line) if where.line else ""
    found, key = fault.found, f"{fault.path[-1]}: " if fault.path and isinstance(fault.path[-1], str) else ""
    match fault.kind:
        case "bool_type":
            return intended.truth_meant(found)
        case "is_instance_of" | "int_type" | "float_type":
            example = {"int_type": "2014", "float_type": "11.5"}.get(fault.kind, "1_500_000")
            bare_number = ", without quotes" if (tree.written(where) or "")[:1] in ('"', "'") else ""
            meant = intended.number_meant(str(found or ""), fault.expected)
            return f"{meant}{bare_number}" if meant else f"write digits alone, such as {example}"
        case "when":
            return intended.date_meant(" to ".join(map(str, found)) if isinstance(found, tuple) else str(found))
        case "language":
            return intended.language_meant(str(found))
        case "form":
            return intended.code_meant(str(found), fault.expected)
        case "model_type" | "dict_type" if isinstance(found, tuple):
            names = [each.get("name", each.get("key", each.get("id"))) for each in found if isinstance(each, dict)]
            name = next((each for each in names if isinstance(each, str) and each.isidentifier()), "name_of_it")
            return f"begin each with its name, not with '- ': {name}: {{…}}" if fault.kind == "dict_type" else None
        case "model_type" | "model_attributes_type":
            return f"write {key}{fields}" if (fields := intended.fields_meant(found, bare(fault.expected))) else None
        case "tuple_type" if isinstance(found, dict) and fault.takes_text:
            return "a data file speaks one language: write the text alone, and others in files of their own"
        case "tuple_type" if isinstance(found, dict) and found and line[where.column - 1 :]:
            return f"begin each entry with '- ': write - {line[where.column - 1 :].rstrip()}"
        case "tuple_type" if isinstance(found, str) and len(found) < 200:
            parts = tuple(re.split(r"\s*[,;/]\s*", found))
            parts = parts if all(len(part.split()) in (1, 2, 3) for part in parts) else (found,)
            parts = next((each for each in (parts, (found,)) if intended.fits(each, fault.expected)), ())
            return f"write {key}[{', '.join(map(_quoted, parts))}]" if parts else None
        case "tuple_type":
            return "write each entry on a line of its own that starts with '- '"
    if should != "should be text" or not line:
        return None
    if isinstance(found, tuple) and all(isinstance(each, str) for each in found):
        return in_quotes(f"{key}{', '.join(found)}")
    written = tree.written(where)
    stop = where.column - 1 + len(written) if written else None
    alone = f"write {key}{_quoted(written or '…')}" if found is None or written else None
    return in_quotes(line[:stop], where.column) or alone or "write a text in double quotes"


def _quoted(text: object) -> str:
    return json.dumps(str(text), ensure_ascii=False)
