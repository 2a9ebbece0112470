"""Texts of several paragraphs, some of which may be a list: as one text, or as a list of texts and lists."""

import re
from typing import Annotated, Any

from pydantic import Field
from pydantic.functional_validators import BeforeValidator

from reports.datafile.scalars import LocatedStr, Prose, is_passage

_BLANKS = re.compile(r"\s+")


def _paragraphs(value: Any) -> Any:
    """One text may be written without a list; a blank line in it begins a new paragraph, and "- " an entry of a list.

    A list within the list of paragraphs is such a list, too.
    """
    if is_passage(value):
        parts = _paragraphs(value.get("text"))
        return tuple({**value, "text": part} for part in parts) if isinstance(parts, tuple) else (value,)
    if isinstance(value, tuple):
        return tuple(part for each in value for part in _entries(each))
    if not isinstance(value, str) or not value.strip():
        return value
    # A folded or quoted text has one line feed left where a blank line stood, a literal one two.
    between = r"\n\s*\n" if getattr(value, "style", None) == "literal" else r"\n"
    return _located(value, [part for each in re.split(between, value.strip()) for part in _listed(each)])


def _entries(value: object) -> tuple[object, ...]:
    """Return an entry of a list of paragraphs as what it is made of."""
    if isinstance(value, tuple):
        return tuple(_located(each, [(each, True, 0)])[0] if isinstance(each, str) else each for each in value)
    listed = isinstance(value, str) and value.lstrip().startswith("- ")
    return _located(value, _listed(value)) if isinstance(value, str) and listed else (value,)


def _listed(part: str) -> list[tuple[str, bool, int]]:
    """Take the entries of a list out of a paragraph: texts, whether they are entries, and the marks before each.

    What stands deeper than the first is left in its entry, where it is found to be a list in a list.
    """
    marked = re.search(r"(?m)^( *- )", part)
    pieces = re.split(rf"\n(?={re.escape(marked[1])})", part) if marked else [part]
    items = [marked is not None and each.startswith(marked[1]) for each in pieces]
    return [(each.lstrip()[2:] if item else each, item, int(item)) for each, item in zip(pieces, items, strict=True)]


def _located(value: str, parts: list[tuple[str, bool, int]]) -> tuple[str, ...]:
    """Let the parts of a text know their places in it."""
    if not isinstance(value, LocatedStr):
        return tuple(text for text, *_ in parts)
    found, skipped = [], value.skipped
    for text, item, marks in parts:
        skipped += marks
        found.append(LocatedStr(text, value.where, value.style, cut=value.cut, skipped=skipped, item=item))
        skipped += len(_BLANKS.sub("", text))
    return tuple(found)


_Several = Annotated[tuple[Prose, ...], Field(min_length=1)]
_Written = Annotated[tuple[Prose | tuple[Prose, ...], ...], Field(min_length=1)]
Paragraphs = Annotated[_Several, BeforeValidator(_paragraphs, json_schema_input_type=Prose | _Written)]
