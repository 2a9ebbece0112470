"""Which layout of somebody else's template serves which purpose: as requested, else by name, by type, by contents."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from math import prod
from typing import Literal

from reports.datafile.yaml import did_you_mean, quote
from reports.deck.user_template.read import Placeholder, TemplateLayout
from reports.errors import DataError, Location, Problem
from reports.frozen import frozen
from reports.story.phrases.grammar import counted
from reports.units import from_emu, to_inches

Purpose = Literal["cover", "text", "columns", "chart", "closing"]
How = Literal["as you say", "by name", "by type", "by its contents", "as text"]
_LEAST_SHARE = 0.12  # of the slide
_SECTIONS = re.compile(r"\b(section|abschnitt\w*|secci\w+|sezione|seç\w+|sectie\w*|divider|kapitel\w*)\b")
_USUAL_SIZE = 12_192_000, 6_858_000  # of slides, in EMU: PowerPoint's own
_MOST_LISTED = 3  # so that the hint has ten lines at most
Layouts = Sequence[TemplateLayout]  # of a template
Test = Callable[[TemplateLayout], bool]


@frozen
class Wanted:
    """What we look for: its names in PowerPoint's languages, PowerPoint's words for the type, what it has to hold.

    Where neither name nor type tells it, it is what `looks` so, the surest sign first.
    """

    holds: str
    names: tuple[str, ...]
    types: tuple[str, ...]
    serves: Test
    looks: tuple[Test, ...] = ()


@frozen
class Choice:
    """The layout for a purpose, and how it was found."""

    layout: TemplateLayout
    how: How


def bodies(layout: TemplateLayout) -> list[Placeholder]:
    """Return the places of a layout that are large enough for a body."""
    least = layout.size[0] * layout.size[1] * _LEAST_SHARE
    return [each for each in layout.texts if each.area >= least and each.kind != "subTitle"]


def body_of(layout: TemplateLayout) -> Placeholder:
    """Return the largest place for text of a layout that has one."""
    return max((each for each in layout.texts if each.kind != "subTitle"), key=lambda each: each.area)


def cover_line(layout: TemplateLayout) -> Placeholder | None:
    """Return where a cover says what stands below its title: its subtitle, or else its largest text."""
    return layout.first("subTitle") or max(layout.texts, key=lambda each: each.area, default=None)


def _serves_cover(layout: TemplateLayout) -> bool:
    """A title and somewhere for a line below it."""
    return layout.title is not None and cover_line(layout) is not None


def _is_cover(layout: TemplateLayout) -> bool:
    """Check whether a layout opens a deck by its shape: its title is centred, or stands in the middle above little."""
    title, line = layout.title, cover_line(layout)
    if title is None or line is None or _names_a_section(layout):
        return False
    height = layout.size[1]
    in_the_middle = 0.2 <= (title.place[1] + title.place[3] / 2) / height <= 0.65
    below = line.place[1] >= title.place[1] + title.place[3] / 2
    small = line.area < _LEAST_SHARE * 1.5 * layout.size[0] * height
    return below and (title.kind == "ctrTitle" or (small and (line.kind == "subTitle" or in_the_middle)))


def _serves_text(layout: TemplateLayout) -> bool:
    """A title and a text, which `room` enlarges on the slides where the layout has it too small."""
    return layout.title is not None and any(each.kind != "subTitle" for each in layout.texts)


def _is_text(layout: TemplateLayout) -> bool:
    """Check whether a layout is for text as it stands: no cover and no divider, and its one body is large enough."""
    return _has_room(layout) and len(layout.texts) == 1


def _has_room(layout: TemplateLayout) -> bool:
    opens = layout.title is None or layout.title.kind == "ctrTitle" or layout.standard == "title"
    return not opens and not _names_a_section(layout) and bool(bodies(layout))


def _names_a_section(layout: TemplateLayout) -> bool:
    return layout.standard == "secHead" or _SECTIONS.search(_folded(layout.name)) is not None


def _are_columns(layout: TemplateLayout) -> bool:
    """Two bodies of one height, side by side, and no other."""
    found = bodies(layout)
    if layout.title is None or len(found) != 2 or len(layout.texts) != 2:
        return False
    (x0, y0, width0, height0), (x1, y1, _, height1) = (each.place for each in found)
    return abs(y0 - y1) < height0 / 10 and abs(height0 - height1) < height0 / 5 and x0 + width0 <= x1 + width0 / 20


_WANTED: dict[Purpose, Wanted] = {
    "cover": Wanted("a title and a subtitle", (
        "title slide", "title", "cover", "titelfolie", "diapositive de titre", "diapositiva de título",
        "diapositiva titolo", "slide de título", "titeldia",
    ), ("title",), _serves_cover, (_is_cover,)),
    "text": Wanted("a title and a body", (
        "title and content", "title, content", "title and text", "title and body", "text", "titel und inhalt",
        "titre et contenu", "título y objetos", "titolo e contenuto", "título e conteúdo", "titel en object",
    ), ("obj", "tx"), _serves_text, (_is_text, _has_room, _serves_text)),
    "columns": Wanted("a title and two bodies side by side", (
        "two content", "title, 2 content", "title and two columns", "columns, 2", "zwei inhalte", "deux contenus",
        "dos objetos", "due contenuti", "dois conteúdos", "twee objecten",
    ), ("twoObj", "twoColTx"), _are_columns, (_are_columns,)),
    "chart": Wanted("a title and a place for a chart", ("chart", "title and chart"), ("chart",), _serves_text),
    "closing": Wanted("a title and a body", ("closing", "sources", "closing, 3"), (), _serves_text),
}  # fmt: skip


def choose_layouts(layouts: Layouts, requested: Mapping[Purpose, str], where: Location) -> dict[Purpose, Choice]:
    """Choose a layout for each purpose: the one requested for it, else the first that serves.

    Raises a DataError where no layout has a title and a body, or one that is requested will not do.
    """
    problems = []
    for purpose, name in requested.items():
        layout = next((layout for layout in layouts if _is_called(layouts, layout, name)), None)
        if layout is None:
            hint = did_you_mean(name, dict.fromkeys(called(layouts, each) for each in layouts), "its layouts are")
            problems.append(Problem(where, f"the template has no layout {quote(name)} (for {purpose})", hint))
        elif not _WANTED[purpose].serves(layout):
            message = f"the layout {quote(name)} does not serve as {purpose}: it takes {_WANTED[purpose].holds}"
            problems.append(Problem(where, message, f"it holds {layout.signature}"))
    if problems:
        raise DataError(problems)
    firsts = {purpose: next(_candidates(layouts, purpose, requested), None) for purpose in _WANTED}
    found = {purpose: choice for purpose, choice in firsts.items() if choice}
    if "text" not in found:
        raise DataError([_nothing_for_text(layouts, where)])
    for purpose in ("cover", "chart", "closing"):
        found.setdefault(purpose, Choice(found["text"].layout, "as text"))
    return found


def _candidates(layouts: Layouts, purpose: Purpose, requested: Mapping[Purpose, str]) -> Iterator[Choice]:
    """Yield the layouts that serve a purpose, the surest first; last those whose body is too small as it stands."""
    if purpose in requested:
        named = (layout for layout in layouts if _is_called(layouts, layout, requested[purpose]))
        yield from (Choice(layout, "as you say") for layout in named)
    wanted = _WANTED[purpose]
    able = [layout for layout in layouts if wanted.serves(layout)]
    if purpose == "text":
        able.sort(key=lambda layout: -max(each.area for each in layout.texts))
    small = [layout for layout in able if wanted.serves is _serves_text and not _has_room(layout)]
    for offered in ([layout for layout in able if layout not in small], small if purpose == "text" else []):
        for name in wanted.names:
            yield from (Choice(layout, "by name") for layout in offered if _folded(layout.name) == name)
        yield from (Choice(layout, "by type") for layout in offered if layout.standard in wanted.types)
        for is_one in wanted.looks:
            yield from (Choice(layout, "by its contents") for layout in offered if is_one(layout))


def called(layouts: Layouts, layout: TemplateLayout) -> str:
    """Name a layout; behind the number of its master where several masters have one of that name."""
    names = [each for each in layouts if _folded(each.name) == _folded(layout.name)]
    return f"{layout.master}/{layout.name}" if len(names) > 1 else layout.name


def _is_called(layouts: Layouts, layout: TemplateLayout, name: str) -> bool:
    return _folded(name) in (_folded(layout.name), _folded(called(layouts, layout)))


def _folded(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name).strip().casefold()


def _nothing_for_text(layouts: Layouts, where: Location) -> Problem:
    """List what the layouts offer, each once, the largest first, and only the first few: some templates have eighty."""
    able = (layout for layout in layouts if _serves_text(layout))
    largest = {called(layouts, layout): body_of(layout) for layout in able}
    names = sorted(largest, key=lambda name: -largest[name].area)
    offers = []
    for name in names[:_MOST_LISTED]:
        width, height = (to_inches(from_emu(each)) for each in largest[name].place[2:])
        offers.append(f"{quote(name)} has {width:.1f} × {height:.1f} in")
    offers += [f"and {len(names) - _MOST_LISTED} more are no larger"] if len(names) > _MOST_LISTED else []
    size = layouts[0].size if layouts else _USUAL_SIZE
    least = prod(to_inches(from_emu(each)) for each in size) * _LEAST_SHARE
    message = f"the template has no layout with a title and a body of {least:.0f} square inches, which every deck needs"
    hint = [
        f"its largest bodies beside a title are{':' if offers else ' none.'}",
        *(f"  {offer}" for offer in offers),
        "Make one of them larger, or name a layout that has a larger one:",
        map_to_copy(where.file, {"text": "…"}),
    ]
    return Problem(where, message, "\n".join(hint))


def mapping_as_text(layouts: Layouts, choices: Mapping[Purpose, Choice], file: str) -> str:
    """Return as lines how a template's layouts are used, with a map to copy into a theme to choose others."""
    width, height = (to_inches(from_emu(each)) for each in layouts[0].size)
    masters = len({layout.master for layout in layouts})
    lines = [
        f"{file}: {width:.4g} × {height:.4g} in, {counted(masters, 'master')}, "
        f"{counted(len(layouts), 'layout')}, set in {choices['text'].layout.font}",
        "",
    ]
    lines += [f"  {purpose:8} {quote(choice.layout.name)}, {choice.how} (holds {choice.layout.signature})"
              for purpose, choice in choices.items()]  # fmt: skip
    if "columns" not in choices:
        lines.append("  columns  none: what stands side by side is set in one column")
    used = {choice.layout.part for choice in choices.values()}
    rest = [quote(called(layouts, layout)) for layout in layouts if layout.part not in used]
    lines += [
        "",
        f"Not used: {', '.join(rest) or 'none'}.",
        "To choose others, put this into a theme.yaml beside your data file:",
    ]
    names: dict[Purpose, str] = {purpose: called(layouts, choice.layout) for purpose, choice in choices.items()}
    return "\n".join([*lines, "", map_to_copy(file, names)])


def map_to_copy(file: str, names: Mapping[Purpose, str]) -> str:
    """Write a map as it would stand in a theme."""
    quoted = partial(json.dumps, ensure_ascii=False)  # as YAML reads it too
    listed = "\n".join(f"    {purpose}: {quoted(name)}" for purpose, name in names.items())
    return f"template:\n  file: {quoted(file.rpartition('/')[2])}\n  layouts:\n{listed}"
