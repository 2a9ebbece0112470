"""The target that somebody else's template gives: our layouts in terms of its own, our look in its colours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from reports.deck.layout.boxes import FOOTER, HEIGHT, NUMBER, Box, Kind, Level, SlideLayout
from reports.deck.layout.fallback_font import Arial, width_of_family
from reports.deck.layout.layouts import kept, layouts
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName
from reports.deck.layout.target import DeckTarget
from reports.deck.ooxml.opc import A, P
from reports.deck.ooxml.xml import SLOTS, TemplateTheme
from reports.deck.user_template.mapping import Purpose, body_of, cover_line
from reports.deck.user_template.read import LARGE, Placeholder, Roles, TemplateLayout
from reports.deck.user_template.room import free_margin, inked, legible, plated, worst
from reports.theme.shades import mixed
from reports.theme.typeface import Measures
from reports.theme.types import Role, Theme, Type
from reports.units import from_emu, to_inches

_CAPTION_ROLE, _FIGURE_ROLE = "caption below a chart", "figure beside squares"
_CAPTION_SIZE = 18
_FOOT_ROLE, _FOOT_SIZE, _FOOT = "foot of a slide", 12, 0.06  # of the slide's height
_TITLE_FLOOR = 22  # lower than ours: somebody else's titles have less room than we give them
_LEAST = 0.6  # of these floors: what is smaller nobody in a room could read
_CAPTION_LINES = 3
_BESIDE = 0.34  # of the body's width: figures beside the squares
_GAP = 0.12  # inches between a chart and its caption
_SKETCH = 0.42  # of a column's height
_SLACK = 0.02  # inches: programs that save in other units round


def template_target(chosen: Mapping[Purpose, TemplateLayout], theme: Theme) -> DeckTarget:
    """Set the story on a template of somebody else's, in its colours, its sizes and its font.

    The layouts `chosen` have places large enough, clear of what they draw.
    """
    scale = min(1.0, to_inches(from_emu(chosen["text"].size[1])) / HEIGHT)
    size = round(2 * scale * _CAPTION_SIZE) / 2
    caption = Type.model_construct(size=size, leading=1.2 * size, weight="regular", colour="ink")
    large = caption.model_copy(update={"size": 2 * size, "leading": 2.2 * size, "weight": "strong"})
    small = caption.model_copy(update={"size": scale * _FOOT_SIZE, "leading": 1.2 * scale * _FOOT_SIZE})
    roles: Roles = {_CAPTION_ROLE: caption, _FIGURE_ROLE: large, _FOOT_ROLE: small}
    made = {layout.name: layout for layout in _layouts(chosen, roles)}
    faces = faces_of(chosen["text"].font, theme)
    look = _their_look(chosen["chart"], _scaled(theme, scale), roles, made[LayoutName(Family.CHART)])
    return DeckTarget(look, made, faces, is_ours=False, least=_LEAST)


def faces_of(family: str, theme: Theme) -> tuple[Measures, Measures, Measures]:
    """Return what measures a family: our own font if it is that, else Arial, widened where the family runs wider."""
    if family == theme.font.family:
        bold = theme.font.face("bold")
        return theme.font.face("regular"), bold, bold
    regular, strong = (Arial(strong, width_of_family(family)) for strong in (False, True))
    return regular, strong, strong


def _scaled(theme: Theme, scale: float) -> Theme:
    """Take all sizes of ours down for a lower slide: what counts is how large they are on the wall."""
    floor = {"title": scale * _TITLE_FLOOR, "body": scale * theme.deck.floor["body"]}
    look = theme.chart["deck"]
    changed: dict[str, Any] = {name: getattr(look, name) * scale for name in ("line", "gutter", "curve", "floor")}
    for name in ("label", "label_strong", "key", "year"):
        setting: Type = getattr(look, name)
        changed[name] = setting.model_copy(update={"size": setting.size * scale, "leading": setting.leading * scale})
    chart = {**theme.chart, "deck": look.model_copy(update=changed)}
    return theme.model_copy(update={"deck": theme.deck.model_copy(update={"floor": floor}), "chart": chart})


def _layouts(chosen: Mapping[Purpose, TemplateLayout], roles: Roles) -> Iterator[SlideLayout]:
    """Yield our layouts in terms of the template's; those that it can't serve are left out."""
    cover, text, chart, closing = (chosen[purpose] for purpose in ("cover", "text", "chart", "closing"))
    on = partial(_on, roles)
    yield on(LayoutName(Family.TITLE), cover, (BoxName(BoxRole.SUBTITLE), cover_line(cover) or cover.texts[0]))
    yield on(LayoutName(Family.TEXT), text, (BoxName(BoxRole.TEXT), body_of(text)))
    yield on(LayoutName(Family.CLOSING), closing, (BoxName(BoxRole.TEXT), body_of(closing)))
    if columns := chosen.get("columns"):
        texts = ((BoxName(BoxRole.COLUMN, number), text) for number, text in enumerate(columns.texts, 1))
        made = on(LayoutName(Family.COLUMNS, 2), columns, *texts)
        title, *both = (replace(box, group=box.group or "column") if box.kind == "body" else box for box in made.boxes)
        plated_one = next((box for box in both if box.plate), None)
        if plated_one:  # then both are, and say so in one ink
            ink = plated_one.levels[0].ink or columns.texts[0].ink
            both = [inked(plated(box, plated_one.plate), ink) for box in both]
        made = replace(made, boxes=(title, *both))
        yield from (made, _with_sketches(made))
    for family in (Family.CHART, Family.FIGURES, Family.TABLE):
        made = on(LayoutName(family), chart, (BoxName(BoxRole.CAPTION), body_of(chart)))
        title, body = made.boxes
        filled = (*body_of(chart).fill, "")[0]
        boxes = _beside(body) if family is Family.FIGURES else _divided(family, body, roles[_CAPTION_ROLE].leading)
        drawn = (box if box.tie else replace(box, plate=body.plate or filled) for box in boxes)
        yield replace(made, boxes=(title, *drawn))


def _on(roles: Roles, name: LayoutName, theirs: TemplateLayout, *texts: tuple[BoxName, Placeholder]) -> SlideLayout:
    assert theirs.title is not None
    kind: Kind = "cover" if name.family is Family.TITLE else "title"
    boxes = [theirs.box(BoxName(BoxRole.TITLE), theirs.title, roles, kind=kind)]
    boxes += [theirs.box(box, placeholder, roles) for box, placeholder in texts]
    placeholders = (theirs.title, *(placeholder for _, placeholder in texts))
    read = tuple(legible(theirs, *pair) for pair in zip(placeholders, boxes, strict=True))
    running = tuple(_running(theirs, roles))
    colours, mark = theirs.colour_map, free_margin(theirs, (*read, *running))
    return SlideLayout(name, read, source=theirs.part, colours=colours, running=running, mark=mark)


def _running(theirs: TemplateLayout, roles: Roles) -> Iterator[Box]:
    """Yield footer and number. We set no date: the footer, which names the sources, takes its room as well."""
    footer, number, date = (theirs.first(kind) for kind in ("ftr", "sldNum", "dt"))
    if footer and footer.place[0] < theirs.size[0] and footer.place[1] < theirs.size[1]:  # some hide it beside
        box = legible(theirs, footer, theirs.box(FOOTER.name, footer, roles))
        first, height, above = date.place[0] if date else 0, date.place[3] if date else 0, date.place[1] if date else 0
        beside = date and abs(above - footer.place[1]) < height and first < footer.place[0]
        left = to_inches(from_emu(first)) if beside else box.x
        levels = tuple(replace(level, sized=True) for level in box.levels)  # LibreOffice misses some that masters say
        yield replace(box, x=left, width=box.x + box.width - left, moved=bool(beside), levels=levels)
    else:
        yield _own_footer(theirs)
    if number:
        yield replace(legible(theirs, number, theirs.box(NUMBER.name, number, roles)), plate="")


def _own_footer(theirs: TemplateLayout) -> Box:
    """Return a text box below all that a layout has, for one without a footer: each slide says its sources and date."""
    (across, down), number = theirs.size, theirs.first("sldNum")
    height, margin = round(_FOOT * down), round(across / 20)
    lowest = max(each.place[1] + each.place[3] for each in theirs.placeholders if each is not number)
    right = min(number.place[0] if number and number.place[0] > across / 2 else across, across - margin)
    place = margin, min(max(lowest, down - 2 * height), down - height), right - margin, height
    level = Level(_FOOT_ROLE, mark="none", depth=0, sized=True, ink=theirs.heritage.colours.named("tx1"))
    x, y, wide, high = (to_inches(from_emu(each)) for each in place)
    box = Box(FOOTER.name, x, y, wide, high, levels=(level,), moved=True)
    return legible(theirs, replace(theirs.placeholders[0], boxes=(), place=place), box)


def _divided(family: Family, body: Box, leading: float) -> tuple[Box, Box]:
    """Divide a body's rectangle: the chart within its insets, and below it the placeholder itself, for the caption."""
    left, top, right, bottom = body.inset
    height = to_inches(_CAPTION_LINES * leading) + top + bottom
    across, down = body.width - left - right, body.height - height - _GAP - top
    place = body.x + left, body.y + top, across, down
    is_table = family is Family.TABLE
    chart = Box(BoxName(BoxRole.TABLE if is_table else BoxRole.CHART), *place, kind="table" if is_table else "chart")
    level = Level(_CAPTION_ROLE, mark="none", depth=0, sized=True, ink=body.levels[0].ink)
    y = body.y + body.height - height
    return chart, replace(body, y=y, height=height, levels=(level,), moved=True)


def _beside(body: Box) -> tuple[Box, Box]:
    """Divide a body's rectangle: on the left the placeholder itself, for figures and a caption, and the squares."""
    left, top, right, bottom = body.inset
    width = _BESIDE * body.width
    caption = Level(_CAPTION_ROLE, mark="none", depth=0, sized=True, ink=body.levels[0].ink)
    large = replace(caption, role=_FIGURE_ROLE, large=LARGE)
    x, y = body.x + width + max(left, _GAP), body.y + top
    chart = Box(BoxName(BoxRole.CHART), x, y, body.x + body.width - right - x, body.height - top - bottom, kind="chart")
    return replace(body, width=width, levels=(caption, caption, caption, large), moved=True), chart


def _with_sketches(columns: SlideLayout) -> SlideLayout:
    """Return two columns with a sketch in the upper part of each."""
    title, *bodies = columns.boxes
    boxes = [title]
    for number, body in enumerate(bodies, 1):
        left, top, right, _ = body.inset
        height = body.height * _SKETCH
        place = body.x + left, body.y + top, body.width - left - right, height - _GAP - top
        boxes.append(Box(BoxName(BoxRole.SKETCH, number), *place, kind="art", plate=body.plate))
        boxes.append(replace(body, y=body.y + height, height=body.height - height, moved=True))
    return replace(columns, name=LayoutName(Family.SKETCHES, 2), boxes=tuple(boxes))


def _their_look(theirs: TemplateLayout, theme: Theme, roles: Roles, charted: SlideLayout) -> Theme:
    """Take the template's colours for our roles, each only where it can be read on what lies behind a chart.

    What stands back (other bars, rules, the area below a line) is its ink or accent, paler: a second accent shouts.
    """
    colours, body = theirs.heritage.colours, charted.boxes[-1]  # the caption's, which is its placeholder
    papers = (body.plate,) if body.plate else theirs.papers(body_of(theirs))
    inks = [body.levels[0].ink or body_of(theirs).ink]
    inks += [colours.named("tx1"), colours.named("tx2"), "#000000", "#FFFFFF"]
    ink, paper = _readable(inks, papers, 4.5), papers[0]
    accents = [f"accent{number}" for number in range(1, 7)]
    accent = _readable([*map(colours.named, accents), ink], papers, 4.5)
    mark = _readable([mixed(ink, paper, share) for share in (0.45, 0.5, 0.6, 0.8, 1.0)], papers, 3)
    found: dict[Role, str] = {
        **theme.colour, "ink": ink, "paper": paper, "muted": ink, "accent": accent, "mark": mark,
        "hairline": mixed(ink, paper, 0.2), "deep": colours.named("tx2"), "wash": colours.named("bg2"),
    }  # fmt: skip
    slots = {colours.named(slot): slot for slot in ("bg2", "tx2", *accents, "bg1", "tx1")}
    deck = theme.deck.model_copy(update={"type": {**theme.deck.type, **roles}})
    font = theme.font.model_copy(update={"family": theirs.font, "head": None})
    own = {"colour": found, "font": font, "logo": None, "deck": deck, "slots": slots}
    return TemplateTheme.model_construct(**(dict(theme) | own))


def _readable(colours: list[str], papers: tuple[str, ...], least: float) -> str:
    best = max(colours, key=lambda colour: worst(colour, papers))
    return next((each for each in colours if worst(each, papers) >= least), best)


# -- copies of ours --------------------------------------------------------------------------------


def is_copy(theirs: Sequence[TemplateLayout], theme: Theme) -> bool:
    """Check whether a template has all of our layouts as they are: each by its name, with our numbers and places.

    One with other colours or another font is a copy still; one that somebody has laid out anew is not.
    """
    offers = {each.name: {it.tie.get("idx", "0"): it for it in each.placeholders} for each in theirs}
    ours = ((box, str(layout.name), str(layout.index(box.name))) for layout in kept() for box in layout.boxes)
    pairs = ((box, offers.get(name, {}).get(number)) for box, name, number in ours)
    return all(found is not None and _is_set(box, found, theme) for box, found in pairs)


def _is_set(box: Box, placeholder: Placeholder, theme: Theme) -> bool:
    """Compare place and sizes; a level whose size the layout leaves to the master is as good as ours."""
    places = zip(placeholder.place, (box.x, box.y, box.width, box.height), strict=True)
    if any(abs(to_inches(from_emu(theirs)) - ours) > _SLACK for theirs, ours in places):
        return False
    for number, level in enumerate(box.levels, 1):
        found = placeholder.boxes[0].find(f"{P}txBody/{A}lstStyle/{A}lvl{number}pPr/{A}defRPr")
        size = found.get("sz") if found is not None else None
        if size and int(size) != round(100 * theme.deck.type[level.role].size):
            return False
    return True


def copy_target(theirs: TemplateLayout, theme: Theme) -> DeckTarget:
    """Set the story on a copy of ours, all of whose layouts serve as they are, in its colours and its font."""
    found: dict[Role, str] = {role: theirs.heritage.colours.named(slot) for role, slot in SLOTS.items()}
    font = theme.font.model_copy(update={"family": theirs.font, "head": None})
    look = theme.model_copy(update={"colour": {**theme.colour, **found}, "font": font})
    return DeckTarget(look, layouts(), faces_of(theirs.font, theme))
