"""Which layout of somebody else's template serves which purpose: as told, else by name, by type, by contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from reports.datafile.yaml import did_you_mean, quote
from reports.deck.user_template.read import Offer, Slot, Template
from reports.errors import DataError, Location, Problem
from reports.units import from_emu, to_inches

Purpose = Literal["cover", "text", "columns", "chart", "closing"]
How = Literal["as you say", "by name", "by type", "by its contents", "as text"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What we look for: its names in PowerPoint's languages, PowerPoint's words for the type, what it has to hold."""

    purpose: Purpose
    holds: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    serves: Callable[[Template, Offer], bool]


@dataclass(frozen=True, slots=True)
class Choice:
    """The layout for a purpose, and how it was found."""

    offer: Offer
    how: How


def bodies(template: Template, offer: Offer) -> list[Slot]:
    """Give the places of a layout that are large enough for a body."""
    least = template.size[0] * template.size[1] * _LEAST_SHARE
    return [slot for slot in offer.texts if slot.area >= least and slot.kind != "subTitle"]


_LEAST_SHARE = 0.12  # of the slide


def _serves_cover(template: Template, offer: Offer) -> bool:
    """A title and somewhere for a line below it."""
    return offer.title is not None and bool(offer.subtitle or bodies(template, offer))


def _is_cover(template: Template, offer: Offer) -> bool:
    return offer.title is not None and offer.subtitle is not None and not bodies(template, offer)


def _serves_text(template: Template, offer: Offer) -> bool:
    return offer.title is not None and bool(bodies(template, offer))


def _is_text(template: Template, offer: Offer) -> bool:
    return offer.title is not None and len(bodies(template, offer)) == 1 and len(offer.texts) == 1


def _are_columns(template: Template, offer: Offer) -> bool:
    """Two bodies of one height, side by side, and no other."""
    found = bodies(template, offer)
    if offer.title is None or len(found) != 2 or len(offer.texts) != 2:
        return False
    (x0, y0, width0, height0), (x1, y1, _, height1) = (slot.place for slot in found)
    return abs(y0 - y1) < height0 / 10 and abs(height0 - height1) < height0 / 5 and x0 + width0 <= x1 + width0 / 20


_WANTED: dict[Purpose, Wanted] = {
    wanted.purpose: wanted
    for wanted in (
        Wanted("cover", "a title and a subtitle", (
            "title slide", "title", "cover", "titelfolie", "diapositive de titre", "diapositiva de título",
            "diapositiva titolo", "slide de título", "titeldia",
        ), ("title",), _serves_cover),
        Wanted("text", "a title and a body", (
            "title and content", "title, content", "title and text", "text", "titel und inhalt", "titre et contenu",
            "título y objetos", "titolo e contenuto", "título e conteúdo", "titel en object",
        ), ("obj", "tx"), _serves_text),
        Wanted("columns", "a title and two bodies side by side", (
            "two content", "title, 2 content", "columns, 2", "zwei inhalte", "deux contenus", "dos objetos",
            "due contenuti", "dois conteúdos", "twee objecten",
        ), ("twoObj", "twoColTx"), _are_columns),
        Wanted("chart", "a title and a place for a chart", ("chart", "title and chart"), ("chart",), _serves_text),
        Wanted("closing", "a title and a body", ("closing", "sources", "closing, 3"), (), _serves_text),
    )
}  # fmt: skip
PURPOSES: tuple[Purpose, ...] = tuple(_WANTED)
_BY_CONTENTS: dict[Purpose, tuple[Callable[[Template, Offer], bool], ...]] = {
    "cover": (_is_cover,),
    "text": (_is_text, _serves_text),
    "columns": (_are_columns,),
}


def chosen(template: Template, told: Mapping[Purpose, str], where: Location) -> dict[Purpose, Choice]:
    """Choose a layout for each purpose. Raises a DataError where none has a title and a body, or one told won't do."""
    problems = [problem for purpose in told for problem in _wrongly_told(template, purpose, told[purpose], where)]
    if problems:
        raise DataError(problems)
    found = {purpose: choice for purpose in PURPOSES if (choice := _choice(template, purpose, told))}
    if "text" not in found:
        raise DataError([_nothing_for_text(template, where)])
    for purpose in ("cover", "chart", "closing"):
        found.setdefault(purpose, Choice(found["text"].offer, "as text"))
    return found


def _choice(template: Template, purpose: Purpose, told: Mapping[Purpose, str]) -> Choice | None:
    wanted = _WANTED[purpose]
    if purpose in told:
        return Choice(
            next(offer for offer in template.offers if _is_called(template, offer, told[purpose])), "as you say"
        )
    able = [offer for offer in template.offers if wanted.serves(template, offer)]
    for name in wanted.names:
        for offer in able:
            if _same(offer.name, name):
                return Choice(offer, "by name")
    for offer in able:
        if offer.standard in wanted.types:
            return Choice(offer, "by type")
    for is_one in _BY_CONTENTS.get(purpose, ()):
        for offer in template.offers:
            if is_one(template, offer):
                return Choice(offer, "by its contents")
    return None


def called(template: Template, offer: Offer) -> str:
    """Name a layout; behind the number of its master where several masters have one of that name."""
    names = [each for each in template.offers if _same(each.name, offer.name)]
    return f"{template.masters.index(offer.master) + 1}/{offer.name}" if len(names) > 1 else offer.name


def _is_called(template: Template, offer: Offer, name: str) -> bool:
    return _same(offer.name, name) or _same(called(template, offer), name)


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip().casefold()


# -- problems ---------------------------------------------------------------------------------------


def _wrongly_told(template: Template, purpose: Purpose, name: str, where: Location) -> Iterator[Problem]:
    offer = next((offer for offer in template.offers if _is_called(template, offer, name)), None)
    if offer is None:
        hint = did_you_mean(
            name, list(dict.fromkeys(called(template, each) for each in template.offers)), "its layouts are"
        )
        yield Problem(where, f"the template has no layout {quote(name)} (for {purpose})", hint)
    elif not _WANTED[purpose].serves(template, offer):
        message = f"the layout {quote(name)} does not serve as {purpose}: it takes {_WANTED[purpose].holds}"
        yield Problem(where, message, f"it holds {offer.signature}")


def _nothing_for_text(template: Template, where: Location) -> Problem:
    offered = "; ".join(f"{quote(offer.name)} holds {offer.signature}" for offer in template.offers) or "none at all"
    return Problem(
        where,
        "the template has no layout with a title and a body, which every deck needs",
        f"its layouts: {offered}. Give one of them a title and a text placeholder, or name another layout:\n"
        + map_to_copy(where.file, {"text": "…"}),
    )


# -- in words -----------------------------------------------------------------------------------------


def told_as_text(template: Template, choices: Mapping[Purpose, Choice], file: str) -> str:
    """Say how a template's layouts are used, and how to choose others."""
    width, height = (to_inches(from_emu(each)) for each in template.size)
    masters = len(template.masters)
    lines = [
        f"{file}: {width:.4g} × {height:.4g} in, {masters} master{'s' if masters > 1 else ''}, "
        f"{len(template.offers)} layouts, set in {template.font(choices['text'].offer)}",
        "",
    ]
    lines += [f"  {purpose:8} {quote(choice.offer.name)}, {choice.how} (holds {choice.offer.signature})"
              for purpose, choice in choices.items()]  # fmt: skip
    if "columns" not in choices:
        lines.append("  columns  none: what stands side by side is set in one column")
    used = {choice.offer.part for choice in choices.values()}
    rest = [quote(called(template, offer)) for offer in template.offers if offer.part not in used]
    lines += [
        "",
        f"Not used: {', '.join(rest) or 'none'}.",
        "To choose others, put this into a theme.yaml beside your data file:",
    ]
    names: dict[Purpose, str] = {purpose: called(template, choice.offer) for purpose, choice in choices.items()}
    return "\n".join([*lines, "", map_to_copy(file, names)])


def map_to_copy(file: str, names: Mapping[Purpose, str]) -> str:
    """Write a map as it would stand in a theme."""
    listed = "\n".join(f"    {purpose}: {_yaml(name)}" for purpose, name in names.items())
    return f"template:\n  file: {_yaml(re.split(r'[/]', file)[-1])}\n  layouts:\n{listed}"


def _yaml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
