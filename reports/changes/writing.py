"""Differences as people and programs read them: lines of text, CSV, JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal

from reports.changes.differences import Difference, Differences, Side, Subject
from reports.story.money import format_short
from reports.tables.csvs import harmless, written

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
_HEADER = "subject,change,key,old key,label,old,new,old value,new value,difference,in,about,also,follows from"
_NOTHING = Side("", "")


def as_text(differences: Differences, language: str = "en-US") -> str:
    """Return lines for people: in groups, the numbers below each other, with those that follow from others set in."""
    lines = list[str]()
    for subject, head in _HEADS.items():
        found = [each for each in differences.found if each.subject == subject]
        lines += ["", head] if found else []
        if subject in _IN_ROWS:
            rows = [_row(each, language) for each in found]
            wide, wider = (max((len(row[place]) for row in rows), default=0) for place in (0, 1))
            lines += (f"  {name:{wide}}  {change:{wider}}  {what}".rstrip() for name, change, what in rows)
            continue
        for each in found:
            lines.append(f"  {each.side.label}" + (f" ({each.how})" if each.how != "changed" else ""))
            lines += (f"    {sign} {side.text}" for sign, side in (("-", each.old), ("+", each.new)) if side)
    return "".join(f"{line}\n" for line in (*lines, *differences.notes))


def _row(each: Difference, language: str) -> tuple[str, ...]:
    name = each.side.key
    if each.old and each.new and each.old.key != name:
        name += f" (was {each.old.key})"
    label = each.side.label if _how(each) != "changed" or each.subject == "award" else ""
    change = f"{each.old.text} -> {each.new.text}" if each.old and each.new else f"{_how(each)}: {each.side.text}"
    what = (_by(each, language), *map(_said, each.also), label)
    return "  " * bool(each.side.rests_on) + name, change, "; ".join(filter(None, what))


def _how(each: Difference) -> str:
    return "ended" if each.subject == "award" and each.how == "gone" else each.how


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
    rows: list[Sequence[object]] = [_HEADER.split(",")]
    for each in differences.found:
        old, new = each.old or _NOTHING, each.new or _NOTHING
        texts = map(harmless, (each.side.key, old.key, each.side.label, old.text, new.text))
        said = map(harmless, ("; ".join(map(_said, each.also)), ", ".join(each.side.rests_on)))
        values = map(_plain, (old.value, new.value, each.by))
        rows.append((each.subject, _how(each), *texts, *values, each.measure or "", "about" * each.about, *said))
    return written(rows)


def as_json(differences: Differences, old: str, new: str) -> str:
    """Return one object; numbers are texts in it, so that no program rounds them."""
    changes = [
        {"subject": each.subject, "change": _how(each)}
        | {
            side: of and {**asdict(of), "value": _plain(of.value) or None}
            for side, of in (("old", each.old), ("new", each.new))
        }
        | {"difference": _plain(each.by) or None, "in": each.measure, "about": each.about}
        | {"also": [dict(zip(("what", "old", "new"), also, strict=True)) for also in each.also]}
        for each in differences.found
    ]
    whole = {"old": old, "new": new, "alike": not changes, "notes": differences.notes, "changes": changes}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _plain(value: Decimal | int | None) -> str:
    return "" if value is None else f"{Decimal(value).normalize():f}"
