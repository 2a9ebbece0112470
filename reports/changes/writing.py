"""Differences as people and programs read them: lines of text, CSV, JSON."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from reports.changes.differences import Difference, Differences, Subject
from reports.story.numbers import format_short
from reports.tables.csvs import harmless

_HEADS: dict[Subject, str] = {
    "quantity": "Numbers",
    "step": "Steps of the timeline",
    "project": "Projects",
    "awards": "Number and sum of awards",
    "award": "Awards",
    "text": "Texts",
    "setting": "What else is set",
}
_IN_ROWS = ("quantity", "awards", "award")
_HEADER = ("subject", "change", "key", "old key", "label", "old", "new", "old value", "new value")
_AND = ("difference", "in", "about", "also", "follows from")


def as_text(differences: Differences, language: str = "en-US") -> str:
    """Return lines for people: in groups, the numbers below each other, with those that follow from others set in."""
    lines = list[str]()
    for subject, head in _HEADS.items():
        found = [each for each in differences.found if each.subject == subject]
        lines += ["", head] if found else []
        if subject in _IN_ROWS:
            lines += _aligned([_row(each, language) for each in found])
        else:
            lines += (line for each in found for line in _block(each))
    return "".join(f"{line}\n" for line in (*lines, *differences.notes))


def _row(each: Difference, language: str) -> tuple[str, ...]:
    name = each.side.key
    if each.old and each.new and each.old.key != name:
        name += f" (was {each.old.key})"
    label = each.side.label if _how(each) != "changed" or each.subject == "award" else ""
    change = f"{each.old.text} -> {each.new.text}" if each.old and each.new else f"{_how(each)}: {each.side.text}"
    what = (_by(each, language), *map(_said, each.also), label)
    return "  " * bool(each.side.rests_on) + name, change, "; ".join(filter(None, what))


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[place]) for row in rows) for place in (0, 1)] if rows else []
    for name, change, what in rows:
        yield f"  {name:{widths[0]}}  {change:{widths[1]}}  {what}".rstrip()


def _block(each: Difference) -> Iterator[str]:
    yield f"  {each.side.label}" + ("" if each.old and each.new else f" ({_how(each)})")
    yield from (f"    {sign} {side.text}" for sign, side in (("-", each.old), ("+", each.new)) if side)


def _how(each: Difference) -> str:
    gone = "ended" if each.subject == "award" else "gone"
    return "changed" if each.old and each.new else "new" if each.new else gone


def _by(each: Difference, language: str) -> str:
    if each.by is None:
        return ""
    money = each.measure if each.measure != "points" else None
    number = format_short(abs(each.by), money or None, language)
    about, points = "about " * each.about, " points" * (each.measure == "points")
    return f"{about}{'+' if each.by > 0 else '-'}{number}{points}"


def _said(also: tuple[str, str, str]) -> str:
    what, old, new = also[0].replace("_", " "), *(f'"{each}"' if " " in each else each for each in also[1:])
    if not (old and new):
        return f"{what} {'added' if new else 'taken out'}: {new or old}"
    return f"{what} changed from {old} to {new}"


def as_csv(differences: Differences) -> str:
    """Return a table with a header; no text in it is a formula to a spreadsheet, and numbers are plain."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*_HEADER, *_AND))
    for each in differences.found:
        old, new = each.old, each.new
        texts = (
            each.side.key,
            old.key if old else "",
            each.side.label,
            old.text if old else "",
            new.text if new else "",
        )
        values = (_plain(value) for value in (old.value if old else None, new.value if new else None, each.by))
        said = ("; ".join(map(_said, each.also)), ", ".join(each.side.rests_on))
        row = (each.subject, _how(each), *map(harmless, texts), *values, each.measure or "", "about" * each.about)
        writer.writerow((*row, *map(harmless, said)))
    return out.getvalue()


def as_json(differences: Differences, old: str, new: str) -> str:
    """Return one object; numbers are texts in it, so that no program rounds them."""
    changes = [
        {"subject": each.subject, "change": _how(each), **_sides(each), "difference": _plain(each.by) or None}
        | {"in": each.measure, "about": each.about}
        | {"also": [dict(zip(("what", "old", "new"), also, strict=True)) for also in each.also]}
        for each in differences.found
    ]
    whole = {"old": old, "new": new, "alike": not changes, "notes": differences.notes, "changes": changes}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _sides(each: Difference) -> dict[str, Any]:
    sides = {"old": each.old and asdict(each.old), "new": each.new and asdict(each.new)}
    return {name: side and {**side, "value": _plain(side["value"]) or None} for name, side in sides.items()}


def _plain(value: Decimal | int | None) -> str:
    return "" if value is None else f"{Decimal(value).normalize():f}"
