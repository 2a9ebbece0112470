"""A template of somebody else's: what its layouts hold, in the same words as ours.

Everything is read from the file: where a placeholder stands (its own place, or the master's), how its levels are set
(the layout's, the master's, the deck's default), which colours a slide on it has. Nothing is placed by constants.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from typing import Any

from reports.deck.layout.boxes import Box, Level
from reports.deck.layout.names import BoxName
from reports.deck.lint.contrast import Ground
from reports.deck.ooxml.inherit import LINE, Colours, filled, first_of, heritage_of, spacing
from reports.deck.ooxml.opc import DECK, A, P, Package, R
from reports.deck.ooxml.shapetree import ON, TITLES, Place, drawn_on
from reports.deck.ooxml.xml import escaped
from reports.theme.types import Type
from reports.units import from_emu, to_inches

_TEXTS = (None, "obj", "body", "subTitle")
# EMU, PowerPoint's own where a box says nothing.
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}
_TITLE_SIZE, _TEXT_SIZE, _USUAL_HEIGHT = 30, 24, 6_858_000  # where a template says no size at all

LARGE = 1.6  # a figure that stands out, as a multiple of the text's size

Roles = dict[str, Type]  # how the levels of texts are set, by a name that is the file's alone
_CALLED = {None: "content", "obj": "content", "body": "text", "ctrTitle": "title", "subTitle": "subtitle"}
_CALLED |= {"dt": "date", "ftr": "footer", "sldNum": "number", "pic": "picture"}


@dataclass(frozen=True)
class Placeholder:
    """A placeholder of a layout, with those it inherits from: itself, then the master's."""

    tie: Any
    boxes: tuple[Any, ...]
    place: Place
    moved: bool = False  # whether our slides give it another place than the layout

    @property
    def kind(self) -> str | None:
        """Return PowerPoint's word for it; None is a place for anything."""
        return self.tie.get("type")  # type: ignore[no-any-return]

    @property
    def area(self) -> int:
        """Return its size in square EMU."""
        return self.place[2] * self.place[3]

    @property
    def attributes(self) -> str:
        """Return what ties a slide's placeholder to this one."""
        return "".join(f' {name}="{escaped(value)}"' for name, value in self.tie.attrib.items())


@dataclass(frozen=True)
class TemplateLayout:
    """A layout: its name, its part, the master it belongs to, and its placeholders."""

    name: str
    part: str
    master: str
    standard: str | None
    placeholders: tuple[Placeholder, ...] = field(repr=False)

    @property
    def title(self) -> Placeholder | None:
        """Find its title."""
        return next((each for each in self.placeholders if each.kind in TITLES), None)

    @property
    def texts(self) -> tuple[Placeholder, ...]:
        """Return what can hold text, other than titles, in reading order."""
        upright = (each for each in self.placeholders if each.kind in _TEXTS and each.tie.get("orient") != "vert")
        return tuple(sorted(upright, key=lambda each: (each.place[1], each.place[0])))

    def first(self, kind: str) -> Placeholder | None:
        """Find its footer (ftr), number (sldNum), date (dt) or subtitle (subTitle)."""
        return next((each for each in self.placeholders if each.kind == kind), None)

    @property
    def signature(self) -> str:
        """Return what it holds, for people."""
        return ", ".join(_CALLED.get(each.kind, str(each.kind)) for each in self.placeholders) or "nothing"


class Template:
    """A screened template, read but not opened."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self._heritage = cache(partial(heritage_of, self._package))
        self._ground = cache(lambda layout: Ground(self._package, layout, self._heritage(layout)))

    @cached_property
    def size(self) -> tuple[int, int]:
        """Return the slides' width and height in EMU."""
        size = self._package.deck.find(f"{P}sldSz")
        return int(size.get("cx")), int(size.get("cy"))

    @cached_property
    def layouts(self) -> tuple[TemplateLayout, ...]:
        """List the layouts, master by master, as PowerPoint does."""
        found = []
        for master in self._listed(DECK, f"{P}sldMasterIdLst/{P}sldMasterId"):
            for part in self._listed(master, f"{P}sldLayoutIdLst/{P}sldLayoutId"):
                tree = self._package.parts[part]
                name = tree.find(f"{P}cSld").get("name") or part.rpartition("/")[2].removesuffix(".xml")
                placeholders = tuple(self._placeholders(part))
                found.append(TemplateLayout(name, part, master, tree.get("type"), placeholders))
        return tuple(found)

    @cached_property
    def masters(self) -> tuple[str, ...]:
        """List the masters' parts, in their order."""
        return tuple(dict.fromkeys(layout.master for layout in self.layouts))

    def _listed(self, part: str, path: str) -> list[str]:
        targets = {relation.id: relation.target for relation in self._package.relations.get(part, [])}
        found = (targets.get(each.get(f"{R}id"), "") for each in self._package.parts[part].iterfind(path))
        return [target for target in found if target in self._package.parts]

    def _placeholders(self, part: str) -> Iterator[Placeholder]:
        heritage = self._heritage(part)
        for tie, shape in self._package.placeholders(part):
            if place := heritage.place(shape):
                yield Placeholder(tie, heritage.line(shape), place)

    # -- look -------------------------------------------------------------------------------------

    def colours(self, layout: TemplateLayout) -> Colours:
        """Return the colours that a slide on a layout has."""
        return self._heritage(layout.part).colours

    def papers(self, layout: TemplateLayout, placeholder: Placeholder) -> tuple[str, ...]:
        """Return all colours that a placeholder's text may lie on; none where one of them can't be told."""
        fill = self.fill(layout, placeholder)
        if fill or self._heritage(layout.part).theme is None:
            return fill
        x, y, width, height = placeholder.place
        cells = ((x + across * width // 4, y + down * height // 4) for across in range(4) for down in range(4))
        found = [self._ground(layout.part).at((*cell, width // 4, height // 4)) for cell in cells]
        return tuple(dict.fromkeys(colour for each in found for colour in each)) if all(found) else ()

    def fill(self, layout: TemplateLayout, placeholder: Placeholder) -> tuple[str, ...]:
        """Return what a placeholder itself is filled with; nothing where the ground shows."""
        return filled(placeholder.boxes, self.colours(layout)) or ()

    def ink(self, layout: TemplateLayout, placeholder: Placeholder) -> str:
        """Return the colour that a placeholder's text has by itself."""
        colours = self.colours(layout)
        styles = self._styles(layout, placeholder)
        said = (colours.of(run) for style in styles for run in style.iterchildren(f"{A}defRPr"))
        return next(filter(None, said), colours.named("tx1"))

    def _styles(self, layout: TemplateLayout, placeholder: Placeholder) -> list[Any]:
        return self._heritage(layout.part).styles(placeholder.boxes[0], 1)

    def art(self, layout: TemplateLayout) -> list[Place]:
        """Return the places of what a layout and its master draw for themselves: pictures, buttons, emblems, words."""
        own, master = self._heritage(layout.part).sheets
        sheets = (master, own) if own.get("showMasterSp", "1") in ON else (own,)
        return [place for sheet in sheets for shape, place in drawn_on(sheet) if _shows(shape)]

    def font(self, layout: TemplateLayout) -> str:
        """Name the family that its texts are set in."""
        theme = self._heritage(layout.part).theme
        latin = theme.find(f".//{A}minorFont/{A}latin") if theme is not None else None
        return (latin.get("typeface") if latin is not None else "") or "Arial"

    def colour_map(self, layout: TemplateLayout) -> str:
        """Return a layout's own colour map as XML: a slide does not inherit it, and has to repeat it."""
        override = self._package.parts[layout.part].find(f"{P}clrMapOvr/{A}overrideClrMapping")
        if override is None:
            return ""
        mapped = "".join(f' {slot}="{escaped(colour)}"' for slot, colour in override.attrib.items())
        return f"<p:clrMapOvr><a:overrideClrMapping{mapped}/></p:clrMapOvr>"

    # -- boxes ------------------------------------------------------------------------------------

    def box(self, name: BoxName, layout: TemplateLayout, placeholder: Placeholder, roles: Roles, **changes: Any) -> Box:
        """Read a placeholder as one of our boxes; how its levels are set is added to `roles`."""
        x, y, width, height = (to_inches(from_emu(each)) for each in placeholder.place)
        kind = "title" if placeholder.kind in TITLES else "body"
        bodies = self._heritage(layout.part).bodies(placeholder.boxes[0])
        insets = tuple(to_inches(from_emu(int(first_of(bodies, name, usual)))) for name, usual in _INSETS.items())
        plain = kind == "title" or placeholder.kind == "subTitle"
        levels = tuple(self._levels(layout, placeholder, roles, plain=plain))
        made: dict[str, Any] = {"levels": levels, "kind": kind, "inset": insets, "tie": placeholder.attributes}
        return Box(name, x, y, width, height, moved=placeholder.moved, **(made | changes))

    def _levels(
        self, layout: TemplateLayout, placeholder: Placeholder, roles: Roles, *, plain: bool
    ) -> Iterator[Level]:
        """Yield four ways to set a paragraph of PowerPoint's first level: unmarked, with its mark, numbered, large."""
        styles = self._styles(layout, placeholder)
        runs = [run for style in styles for run in style.iterchildren(f"{A}defRPr")]
        role = f"{layout.part} {placeholder.attributes}"
        roles[role] = set_in = self._type(placeholder, styles, runs)
        # the colour that the prompt alone has: LibreOffice writes no other, and a slide would not inherit it
        prompted = filter(None, map(self.colours(layout).of, _prompts(placeholder)))
        level = Level(
            role,
            after=sum(spacing(styles, name, set_in.size) or 0 for name in ("spcBef", "spcAft")),
            depth=0,
            sized=first_of(runs, "sz", None) is None,
            capitals=first_of(runs, "cap", "none") == "all",
            ink="" if any(map(self.colours(layout).of, runs)) else next(prompted, ""),
        )
        yield replace(level, mark="layout" if plain else "none")
        yield replace(level, indent=from_emu(int(first_of(styles, "marL", 0))))
        yield replace(level, mark="number", indent=1.6 * set_in.size)
        size = LARGE * set_in.size
        roles[f"{role}, large"] = set_in.model_copy(update={"size": size, "leading": 1.1 * size, "weight": "strong"})
        yield replace(level, role=f"{role}, large", mark="none", after=0, sized=True, large=LARGE)

    def _type(self, placeholder: Placeholder, styles: list[Any], runs: list[Any]) -> Type:
        """Read size, leading and weight; a maker who says no size in a style may still say one in the prompt."""
        said = first_of(runs, "sz", None) or first_of(_prompts(placeholder), "sz", None)
        usual = _TITLE_SIZE if placeholder.kind in TITLES else _TEXT_SIZE
        size = int(said) / 100 if said else usual * min(1, self.size[1] / _USUAL_HEIGHT)
        strong = first_of(runs, "b", "0") in ON
        weight, leading = "strong" if strong else "regular", spacing(styles, "lnSpc", size) or size * LINE
        return Type.model_construct(size=size, leading=leading, weight=weight, colour="ink")


def _shows(shape: Any) -> bool:
    """Check whether a shape of a layout can be seen: it is a picture or table, is filled, or says something."""
    if shape.tag != f"{P}sp":
        return True
    filled = [each.tag for each in shape.find(f"{P}spPr")] if shape.find(f"{P}spPr") is not None else []
    plain = f"{A}noFill" in filled or (shape.find(f"{P}style") is None and not any(f.endswith("Fill") for f in filled))
    return not plain or any(each.text for each in shape.iter(f"{A}t"))


def _prompts(placeholder: Placeholder) -> list[Any]:
    """Return how the prompts in a box are set, which is all that some makers write."""
    return [each for box in placeholder.boxes for tag in ("rPr", "endParaRPr") for each in box.iter(f"{A}{tag}")]
