"""Where our texts stand on somebody else's layout: clear of its pictures and buttons, large enough, and to be read.

A slide may give a placeholder another place than its layout. It does where the layout's is too small for what every
deck says, or lies under something that the layout draws; all other places stay as their maker chose them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from reports.deck.layout.boxes import Area, Box
from reports.deck.ooxml.shapetree import Place
from reports.deck.ooxml.xml import inches
from reports.deck.user_template.mapping import Purpose, bodies, body_of, cover_line
from reports.deck.user_template.read import Placeholder, TemplateLayout
from reports.errors import Location, Problem
from reports.theme.contrast import AREA, TEXT, contrast
from reports.units import from_emu, to_inches

_GROUND = 0.3  # of the slide: what is larger is a ground, on which text may stand
_SHADE = 0.9  # of a text's place: what lies under that much of it is a plate made for it
_TOUCH = 0.01  # of a text's place: less does not matter
_KEPT = 0.45  # of a text's place has to remain; else the text stays, and gets a plate of its own
_MOST_AROUND = 9  # shapes; more of them are a pattern
_WORTH_SAYING = 1.25  # times as large as before
_MARK = 0.094, 0.053  # of the slide's width and height, as in ours
_GAP = 1 / 60  # of the slide's height
_LEAST_BODY = 0.4  # of the slide's height
_LEAST_TITLE = 0.4, 0.135  # of the slide's width and height: two lines at the floor, of some thirty characters
_CLEAR = 0.1  # inches


def with_room(layout: TemplateLayout, purpose: Purpose) -> TemplateLayout:
    """Return a layout whose title, and what else its purpose needs, has room."""
    art = [each for each in layout.art if _area(each) < _GROUND * _area((0, 0, *layout.size))]
    line = cover_line(layout) if purpose == "cover" else None
    texts = list(layout.texts) if purpose == "columns" else [line or body_of(layout)]
    moved: dict[str, Place] = {}
    if layout.title is not None:
        moved[layout.title.attributes] = _clear(_grown_title(layout, layout.title, texts), art)
    for text in texts:
        small = line is None and text not in bodies(layout)
        moved[text.attributes] = _clear(_grown_body(layout, moved, text) if small else text.place, art)
    if purpose == "columns":  # they begin and end together
        top = max(moved[each.attributes][1] for each in texts)
        foot = min(moved[each.attributes][1] + moved[each.attributes][3] for each in texts)
        for text in texts:
            x, _, width, _ = moved[text.attributes]
            moved[text.attributes] = x, top, width, foot - top
    placed = ((each, moved.get(each.attributes, each.place)) for each in layout.placeholders)
    placeholders = tuple(replace(each, place=place, moved=place != each.place) for each, place in placed)
    return replace(layout, placeholders=placeholders)


def _grown_title(layout: TemplateLayout, title: Placeholder, texts: Sequence[Placeholder]) -> Place:
    """Let a title that is too small run to the slide's other margin, and down to what stands below it."""
    (x, y, width, height), (across, down) = title.place, layout.size
    beside = [each.place for each in texts if each.place[1] < y + height and each.place[0] > x + width / 2]
    if width < _LEAST_TITLE[0] * across and not beside:
        width = max(width, across - 2 * x)
    if height < _LEAST_TITLE[1] * down:
        below = [each.place[1] for each in texts if each.place[1] >= y + height]
        height = max(height, min([round(_LEAST_TITLE[1] * down), *(top - y - round(_GAP * down) for top in below)]))
    return x, y, width, height


def _grown_body(layout: TemplateLayout, moved: dict[str, Place], body: Placeholder) -> Place:
    """Let a body that is too small run as wide as the title, and down to the foot of the slide."""
    across, down = layout.size
    head = moved[layout.title.attributes] if layout.title else body.place
    x, y = body.place[:2]
    top = max(y, head[1] + head[3] + round(_GAP * down)) if head[0] < x + body.place[2] else y
    feet = [each.place[1] for kind in ("ftr", "sldNum", "dt") if (each := layout.first(kind))]
    foot = min([round((1 - 2 * _GAP) * down), *(each - round(_GAP * down) for each in feet if each > down / 2)])
    if foot - top < _LEAST_BODY * down and head[1] + head[3] <= y:  # it stands low, with nothing above it but the title
        top = head[1] + head[3] + round(_GAP * down)
    right = min(max(x + body.place[2], head[0] + head[2], across - x), across)
    return x, top, right - x, max(foot - top, body.place[3])


def _clear(place: Place, art: Sequence[Place]) -> Place:
    """Return the largest part of a place that nothing lies under, if that is most of it; else the place."""
    under = [each for each in art if _TOUCH * _area(place) < _area(_common(place, each)) < _SHADE * _area(place)]
    if not under or len(under) > _MOST_AROUND:
        return place
    largest = max(_parts(place, under), key=_area, default=place)
    return largest if _area(largest) >= _KEPT * _area(place) else place


def _parts(place: Place, under: Sequence[Place]) -> Iterator[Place]:
    """Yield the rectangles between the edges of what is in the way that are clear of all of it."""
    cut = [_common(place, each) for each in under]
    columns, rows = (
        sorted({edge for each in (place, *cut) for edge in (each[axis], each[axis] + each[axis + 2])})
        for axis in (0, 1)
    )
    for left, right in combinations(columns, 2):
        inside = [each for each in cut if each[0] < right and each[0] + each[2] > left]
        for top, foot in combinations(rows, 2):
            if not any(each[1] < foot and each[1] + each[3] > top for each in inside):
                yield left, top, right - left, foot - top


def free_margin(layout: TemplateLayout, boxes: Sequence[Box]) -> Area:
    """Return where a draft's mark meets the least, in inches: at the upper edge or the lower, best at the right."""
    across, down = layout.size
    width, height, art = round(_MARK[0] * across), round(_MARK[1] * down), layout.art
    taken = [each for each in art if _area(each) < _GROUND * across * down]
    taken += [(inches(box.x), inches(box.y), inches(box.width), inches(box.height)) for box in boxes]
    columns = round(0.945 * across) - width, (across - width) // 2, round(0.055 * across)
    places = [(left, top, width, height) for top in (0, down - height) for left in columns]
    best = min(places, key=lambda place: sum(_area(_common(place, each)) for each in taken))
    left, top, wide, high = (to_inches(from_emu(each)) for each in best)
    return left, top, wide, high


def _common(one: Place, other: Place) -> Place:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, foot = min(one[0] + one[2], other[0] + other[2]), min(one[1] + one[3], other[1] + other[3])
    return left, top, max(0, right - left), max(0, foot - top)


def _area(place: Place) -> int:
    return place[2] * place[3]


def enlarged(layout: TemplateLayout, roomy: TemplateLayout, where: Location) -> Iterator[Problem]:
    """Warn of the places of a layout that our slides give more room, with both sizes."""
    for before, after in zip(layout.placeholders, roomy.placeholders, strict=True):
        if _area(after.place) > _WORTH_SAYING * _area(before.place):
            what = "title" if before is layout.title else "body"
            old, new = (
                " × ".join(f"{to_inches(from_emu(side)):.1f}" for side in each.place[2:]) for each in (before, after)
            )
            message = f"the {what} of {layout.name!r} is {old} in, too small for a deck: our slides make it {new} in"
            hint = "make it larger in the template to decide yourself where it stands"
            yield Problem(where, message, hint, fatal=False)


def legible(layout: TemplateLayout, placeholder: Placeholder, box: Box) -> Box:
    """Return a box whose text can be read: at 3:1 in its maker's colour, at 4.5:1 in one that we choose.

    Where its own colour falls short, it gets another of the theme's; where none is sure to be seen, as on a photograph,
    its own colour on a plate of the theme's ground or a shade of what is there; one of black and white always serves.
    """
    papers = layout.papers(placeholder)
    ink = box.levels[0].ink or placeholder.ink
    if papers and worst(ink, papers) >= AREA:
        return box
    named = [*map(layout.heritage.colours.named, ("tx1", "bg1", "tx2", "bg2")), "#000000", "#FFFFFF"]
    other = next((each for each in named if papers and worst(each, papers) >= TEXT), None)
    grounds = [named[1], named[3], *papers, *named]
    return inked(box, other) if other else plated(box, next(each for each in grounds if contrast(ink, each) >= TEXT))


def inked(box: Box, ink: str) -> Box:
    """Return a box whose slides write a colour of ours."""
    return replace(box, levels=tuple(replace(level, ink=ink) for level in box.levels))


def plated(box: Box, plate: str) -> Box:
    """Return a box whose slides lay a plate behind the text, which stands clear of its edges."""
    left, top, right, bottom = (max(inset, _CLEAR) for inset in box.inset)
    return replace(box, plate=plate, inset=(left, top, right, bottom))


def worst(ink: str, papers: tuple[str, ...]) -> float:
    """Return the contrast of a colour to the one of several that it comes nearest to."""
    return min(contrast(ink, paper) for paper in papers)
