"""What a look must not fall short of to be read: contrast by the WCAG formula, sizes, leading, room on the page."""

from collections.abc import Iterator
from itertools import combinations

from reports.datafile.yaml import Path
from reports.frozen import frozen
from reports.theme.types import ON_DARK, ChartLook, Theme, Type

WEIGHTS = 0.2126, 0.7152, 0.0722  # of red, green and blue in what is seen as light
TEXT, AREA = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11; we ask of large text what is asked of small
SERIES = 1.5  # between two series: more leaves no room for four that all have 3:1 to their ground
_ON_DEEP = ("cover", "cover_subtitle", "section", "section_number", "plate_name")  # of the deck's types
_ALWAYS = (
    *((ground, role) for ground in ("paper", "wash") for role in ("ink", "muted", "accent", "sparktext")),
    *(("deep", role) for role in ("on_dark", "muted_on_dark", "soft", "spark")),
    *(("accent", role) for role in ("on_dark", "muted_on_dark")),
    ("spark", "ink"),
)
_GROUNDS = {"legal": "wash", "statement": "accent", "quotation": "deep"}  # of the brief's types; else paper
_BRIEF_LEAST = 10
_LARGE_LEAST = 18
_DECK_LEAST = {"title": 28, "footer": 12, "credit": 14, "chart_caption": 14, "caveat": 14}
_DECK_BODY = 18
_CHART_LEAST = {"brief": 10, "deck": 14}


@frozen
class Shortfall:
    """What can't be read, and the parts of a theme that it lies in, the likeliest first."""

    paths: tuple[Path, ...]
    message: str
    hint: str


def shortfalls(theme: Theme) -> Iterator[Shortfall]:
    """Yield all that a theme's texts, charts and pages fall short of: contrast, then sizes, then room.

    Each shortfall names the parts of the theme that it lies in, the likeliest first; its hint says what to change.
    """
    yield from _contrasts(theme)
    yield from _series(theme)
    yield from _sizes(theme)
    yield from _room(theme)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two "#RRGGBB" colours, 1 to 21, in either order.

    WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return how light "#RRGGBB" is, from black's 0 to white's 1."""
    parts = (light(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return sum(weight * part for weight, part in zip(WEIGHTS, parts, strict=True))


def light(part: float) -> float:
    """Return how much light a part of a colour in sRGB gives, both 0 to 1 (IEC 61966-2-1)."""
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def encoded_light(light: float) -> float:
    """Return the part of a colour that gives so much light: the way back."""
    return light * 12.92 if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)


def _contrasts(theme: Theme) -> Iterator[Shortfall]:
    """Check each pair of colours once, with the most that is asked of it."""
    asked: dict[tuple[str, str], tuple[float, Path]] = {}
    for ground, role, least, path in _pairs(theme):
        if least > asked.get((ground, role), (0.0, ()))[0]:
            asked[ground, role] = (least, path)
    for (ground, role), (least, path) in asked.items():
        ink, paper = theme.colour[role], theme.colour[ground]  # type: ignore[index]
        ratio = contrast(ink, paper)
        if ratio < least:
            darker = luminance(ink) < luminance(paper)
            hint = f"make {role} {'darker' if darker else 'lighter'}, or {ground} {'lighter' if darker else 'darker'}"
            what = "text" if least == TEXT else "an area"
            message = f"{role} on {ground} has a contrast of {int(ratio * 100) / 100}:1, but {what} needs {least:g}:1"
            yield Shortfall((("colour", role), ("colour", ground), path), message, hint)


def _pairs(theme: Theme) -> Iterator[tuple[str, str, float, Path]]:
    for ground, role in _ALWAYS:
        yield ground, role, TEXT, ("colour", role)
    yield "paper", "mark", AREA, ("colour", "mark")
    yield "accent", "spark", AREA, ("colour", "spark")  # one phrase of a statement, in the largest letters
    for role in theme.series:
        yield "paper", role, AREA, ("series",)
    for name, kind in theme.brief.type.items():
        yield _GROUNDS.get(name, "paper"), kind.colour, TEXT, ("brief", "type", name, "colour")
    for name, kind in theme.deck.type.items():
        ground = "deep" if name in _ON_DEEP else "accent" if name == "statement" else "paper"
        yield ground, kind.colour, TEXT, ("deck", "type", name, "colour")
    for place, chart in theme.chart.items():
        for name, kind in _labels(chart).items():
            yield "paper", kind.colour, TEXT, ("chart", place, name, "colour")
            yield "deep", ON_DARK.get(kind.colour, kind.colour), TEXT, ("chart", place, name, "colour")
        for part in ("data", "axis", "others"):
            role = getattr(chart, part)
            yield "paper", role, AREA, ("chart", place, part)
            yield "deep", ON_DARK.get(role, role), AREA, ("chart", place, part)


def _series(theme: Theme) -> Iterator[Shortfall]:
    """Check each two colours of series once: whoever sees no hue, or a grey print, has to tell them apart."""
    for one, other in combinations(theme.series, 2):
        ratio = contrast(theme.colour[one], theme.colour[other])
        if ratio < SERIES:
            there = f"{int(ratio * 100) / 100}:1"
            message = f"{one} and {other} have a contrast of {there}, but two series need {SERIES:g}:1"
            paths: tuple[Path, ...] = (("colour", one), ("colour", other), ("series",))
            yield Shortfall(paths, message, "make one of them lighter or darker")


def _labels(chart: ChartLook) -> dict[str, Type]:
    return {"label": chart.label, "label_strong": chart.label_strong, "key": chart.key, "year": chart.year}


def _sizes(theme: Theme) -> Iterator[Shortfall]:
    for name, kind in theme.brief.type.items():
        yield from _size(("brief", "type", name), kind, _BRIEF_LEAST)
    for name, kind in theme.brief.large_print.type.items():
        yield from _size(("brief", "large_print", "type", name), kind, _LARGE_LEAST)
    for name, kind in theme.deck.type.items():
        yield from _size(("deck", "type", name), kind, _DECK_LEAST.get(name, _DECK_BODY))
    for floor, least in (("title", _DECK_LEAST["title"]), ("body", _DECK_BODY)):
        yield from _at_least(("deck", "floor", floor), theme.deck.floor[floor], least)  # type: ignore[index]
    for place, chart in theme.chart.items():
        for name, kind in _labels(chart).items():
            yield from _size(("chart", place, name), kind, _CHART_LEAST[place])
        yield from _at_least(("chart", place, "floor"), chart.floor, _CHART_LEAST[place])
        if chart.floor > chart.label.size:
            message = f"floor is {chart.floor:g} pt, more than the {chart.label.size:g} pt of label"
            paths: tuple[Path, ...] = (("chart", place, "floor"), ("chart", place, "label", "size"))
            yield Shortfall(paths, message, "make floor smaller, or label larger")


def _size(path: Path, kind: Type, least: float) -> Iterator[Shortfall]:
    yield from _at_least((*path, "size"), kind.size, least)
    if kind.leading < kind.size:
        message = f"{path[-1]} has a leading of {kind.leading:g} pt, less than its size of {kind.size:g} pt"
        yield Shortfall(((*path, "leading"), (*path, "size")), message, "lines would touch")


def _at_least(path: Path, size: float, least: float) -> Iterator[Shortfall]:
    if size < least:
        name = path[-2] if path[-1] == "size" else path[-1]
        message = f"{name} is {size:g} pt, but needs {least:g} pt to be read"
        yield Shortfall((path,), message, f"write {least:g} or more")


def _room(theme: Theme) -> Iterator[Shortfall]:
    grid = theme.brief.grid
    slack = 0.1  # mm: measures are given to a thousandth
    for name, paper in theme.brief.paper.items():
        if paper.left + grid.text + paper.right > paper.width + slack:
            paths: tuple[Path, ...] = (("brief", "paper", name, "width"), ("brief", "paper", name), ("brief", "grid"))
            message = f"left, text and right come to more than the width of {name}, {paper.width:g} mm"
            yield Shortfall(paths, message, "they are given in mm")
        if paper.top + paper.bottom > paper.height / 2:
            message = f"top and bottom take more than half of {name}'s height, {paper.height:g} mm"
            yield Shortfall((("brief", "paper", name),), message, "they are given in mm")
    for sum_of, total in (
        ("side, gutter and main", grid.side + grid.gutter + grid.main),
        ("three thirds", 3 * grid.third + 2 * grid.gutter),
    ):
        if total > grid.text + slack:
            message = f"{sum_of} come to {total:g} mm, more than the text's {grid.text:g} mm"
            yield Shortfall((("brief", "grid"),), message, "they are given in mm")
