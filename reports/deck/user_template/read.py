"""A template of somebody else's: what its layouts hold, in the same words as ours.

Everything is read from the file: where a placeholder stands (its own place, or the master's), how its levels are set
(the layout's, the master's, the deck's default), which colours a slide on it has. Nothing is placed by constants.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reports.deck.layout.boxes import Box, Level
from reports.deck.layout.names import BoxName
from reports.deck.lint.contrast import Ground
from reports.deck.ooxml.inherit import LINE, Heritage, fill_of, filled, first_of, heritage_of, said_of_runs, spacing
from reports.deck.ooxml.opc import DECK, A, P, Package, R, local
from reports.deck.ooxml.shapetree import ON, TITLES, Place, drawn_on, text_of
from reports.deck.ooxml.xml import el, escaped
from reports.theme.types import Type
from reports.units import from_emu, to_inches

_TEXTS = (None, "obj", "body", "subTitle")
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
    heritage: Heritage = field(repr=False)
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

    @property
    def fill(self) -> tuple[str, ...]:
        """Return what it is filled with; nothing where the ground shows."""
        return filled(self.boxes, self.heritage.colours) or ()

    @property
    def ink(self) -> str:
        """Return the colour that its text has by itself."""
        colours = self.heritage.colours
        return next(filter(None, map(colours.of, self.runs)), colours.named("tx1"))

    @property
    def styles(self) -> tuple[Any, ...]:
        """Return what is said of its paragraphs of the first level, the nearest first."""
        return self.heritage.styles(self.boxes[0], 1)

    @property
    def runs(self) -> list[Any]:
        """Return what is said of the runs in them."""
        return said_of_runs(self.styles)


@dataclass(frozen=True)
class TemplateLayout:
    """A layout: its name, its part, the number of its master, and its placeholders; slides have a `size` in EMU."""

    name: str
    part: str
    master: int
    standard: str | None
    placeholders: tuple[Placeholder, ...] = field(repr=False)
    size: tuple[int, int]
    heritage: Heritage = field(repr=False)
    ground: Ground = field(repr=False)

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

    # -- look -------------------------------------------------------------------------------------

    def papers(self, placeholder: Placeholder) -> tuple[str, ...]:
        """Return all colours that a placeholder's text may lie on; none where one of them can't be told."""
        if placeholder.fill or self.heritage.theme is None:
            return placeholder.fill
        x, y, width, height = placeholder.place
        cells = ((x + across * width // 4, y + down * height // 4) for across in range(4) for down in range(4))
        found = [self.ground.at((*cell, width // 4, height // 4)) for cell in cells]
        return tuple(dict.fromkeys(colour for each in found for colour in each)) if all(found) else ()

    @property
    def art(self) -> list[Place]:
        """Return the places of what it and its master draw for themselves: pictures, buttons, emblems, words."""
        sheets = self.heritage.sheets
        sheets = sheets[::-1] if sheets[0].get("showMasterSp", "1") in ON else sheets[:1]
        return [place for sheet in sheets for shape, place in drawn_on(sheet) if _shows(shape)]

    @property
    def font(self) -> str:
        """Name the family that its texts are set in."""
        theme = self.heritage.theme
        latin = theme.find(f".//{A}minorFont/{A}latin") if theme is not None else None
        return (latin.get("typeface") if latin is not None else "") or "Arial"

    @property
    def colour_map(self) -> str:
        """Return its own colour map as XML: a slide does not inherit it, and has to repeat it."""
        override = self.heritage.sheets[0].find(f"{P}clrMapOvr/{A}overrideClrMapping")
        return el("p:clrMapOvr", el("a:overrideClrMapping", **override.attrib)) if override is not None else ""

    # -- boxes ------------------------------------------------------------------------------------

    def box(self, name: BoxName, placeholder: Placeholder, roles: Roles, **changes: Any) -> Box:
        """Read a placeholder as one of our boxes; how its levels are set is added to `roles`."""
        x, y, width, height = (to_inches(from_emu(each)) for each in placeholder.place)
        kind = "title" if placeholder.kind in TITLES else "body"
        insets = tuple(to_inches(from_emu(each)) for each in self.heritage.insets(placeholder.boxes[0]))
        plain = kind == "title" or placeholder.kind == "subTitle"
        levels = tuple(self._levels(placeholder, roles, plain=plain))
        made: dict[str, Any] = {"levels": levels, "kind": kind, "inset": insets, "tie": placeholder.attributes}
        return Box(name, x, y, width, height, moved=placeholder.moved, **(made | changes))

    def _levels(self, placeholder: Placeholder, roles: Roles, *, plain: bool) -> Iterator[Level]:
        """Yield four ways to set a paragraph of PowerPoint's first level: unmarked, with its mark, numbered, large."""
        styles, runs = placeholder.styles, placeholder.runs
        role = f"{self.part} {placeholder.attributes}"
        roles[role] = set_in = self._type(placeholder)
        # the colour that the prompt alone has: LibreOffice writes no other, and a slide would not inherit it
        prompted = filter(None, map(self.heritage.colours.of, _prompts(placeholder)))
        level = Level(
            role,
            after=sum(spacing(styles, name, set_in.size) or 0 for name in ("spcBef", "spcAft")),
            depth=0,
            sized=first_of(runs, "sz", None) is None,
            capitals=first_of(runs, "cap", "none") == "all",
            ink="" if any(map(self.heritage.colours.of, runs)) else next(prompted, ""),
        )
        yield replace(level, mark="layout" if plain else "none")
        yield replace(level, indent=from_emu(int(first_of(styles, "marL", 0))))
        yield replace(level, mark="number", indent=1.6 * set_in.size)
        size = LARGE * set_in.size
        roles[f"{role}, large"] = set_in.model_copy(update={"size": size, "leading": 1.1 * size, "weight": "strong"})
        yield replace(level, role=f"{role}, large", mark="none", after=0, sized=True, large=LARGE)

    def _type(self, placeholder: Placeholder) -> Type:
        """Read size, leading and weight; a maker who says no size in a style may still say one in the prompt."""
        said = first_of([*placeholder.runs, *_prompts(placeholder)], "sz", None)
        usual = _TITLE_SIZE if placeholder.kind in TITLES else _TEXT_SIZE
        size = int(said) / 100 if said else usual * min(1, self.size[1] / _USUAL_HEIGHT)
        weight = "strong" if first_of(placeholder.runs, "b", "0") in ON else "regular"
        leading = spacing(placeholder.styles, "lnSpc", size) or size * LINE
        return Type.model_construct(size=size, leading=leading, weight=weight, colour="ink")


def layouts_of(data: bytes) -> tuple[TemplateLayout, ...]:
    """List the layouts of a screened template, master by master, as PowerPoint does."""
    package = Package(data)
    size = package.deck.find(f"{P}sldSz")
    listed = (_listed(package, each, "sldLayoutId") for each in _listed(package, DECK, "sldMasterId"))
    return tuple(
        _layout(package, part, number, (int(size.get("cx")), int(size.get("cy"))))
        for number, parts in enumerate(filter(None, listed), 1)
        for part in parts
    )


def _listed(package: Package, part: str, tag: str) -> list[str]:
    targets = {relation.id: relation.target for relation in package.relations.get(part, [])}
    found = (targets.get(each.get(f"{R}id"), "") for each in package.parts[part].iterfind(f"{P}{tag}Lst/{P}{tag}"))
    return [target for target in found if target in package.parts]


def _layout(package: Package, part: str, master: int, size: tuple[int, int]) -> TemplateLayout:
    heritage = heritage_of(package, part)
    tree = heritage.sheets[0]
    name = tree.find(f"{P}cSld").get("name") or part.rpartition("/")[2].removesuffix(".xml")
    placed = ((tie, shape, heritage.place(shape)) for shape, tie in package.placeholders[part].items())
    placeholders = (Placeholder(tie, heritage.line(shape), place, heritage) for tie, shape, place in placed if place)
    ground = Ground(package, part, heritage)
    return TemplateLayout(name, part, master, tree.get("type"), tuple(placeholders), size, heritage, ground)


def _shows(shape: Any) -> bool:
    """Check whether a shape of a layout can be seen: it is a picture or table, is filled, or says something."""
    if shape.tag != f"{P}sp":
        return True
    fill = fill_of(shape.find(f"{P}spPr"))
    plain = shape.find(f"{P}style") is None if fill is None else local(fill) == "noFill"
    return not plain or bool(text_of(shape))


def _prompts(placeholder: Placeholder) -> list[Any]:
    """Return how the prompts in a box are set, which is all that some makers write."""
    return [each for box in placeholder.boxes for tag in ("rPr", "endParaRPr") for each in box.iter(f"{A}{tag}")]
