"""What a theme holds: colours by role, fonts, type scales, spacing, logo. Lengths in points, or in mm where said."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from reports.datafile.scalars import TextForm
from reports.theme.assets import FontFile, HeadFile, Picture, Presentation, ScriptFile
from reports.theme.installed import ScriptFace
from reports.theme.scripts import Script
from reports.theme.typeface import Face, face
from reports.units import Points, from_mm

_OnPaper = Literal["paper", "ink", "muted", "accent", "mark", "hairline"]
_OnDark = Literal["deep", "on_dark", "muted_on_dark", "hairline_on_dark", "soft", "echo"]
_Warm = Literal["spark", "sparktext", "wash", "hairline_on_wash"]
_OfSeries = Literal["series_1", "series_2", "series_3", "series_4"]
Role = Literal[_OnPaper, _OnDark, _Warm, _OfSeries]

# What a role is on `deep`, where charts and texts keep their roles.
ON_DARK: dict[Role, Role] = {"paper": "deep", "ink": "on_dark", "accent": "soft", "muted": "muted_on_dark"}
ON_DARK |= {"mark": "muted_on_dark", "hairline": "hairline_on_dark", "sparktext": "spark"}

Space = Literal["xs", "s", "m", "l", "xl", "xxl"]
Look = Literal["petrol", "meadow", "signal", "night"]  # the ready ones
Number = Annotated[float, BeforeValidator(lambda value: float(value) if type(value) in (int, Decimal) else value)]
Size = Annotated[Number, Field(gt=0, le=400)]  # pt
Mm = Annotated[Number, Field(ge=0, le=2000)]
Column = Annotated[Number, Field(ge=10, le=2000)]  # mm
_HEX = r"^#[0-9A-Fa-f]{6}$"
Hex = Annotated[str, TextForm(_HEX, 'a colour in double quotes, such as "#0B5C6B"')]


def is_colour(value: object) -> bool:
    """Return whether a value is "#RRGGBB"."""
    return isinstance(value, str) and re.match(_HEX, value) is not None


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Type(_Part):
    """How a role of text is set: size and leading in points, a weight, a colour role."""

    size: Size
    leading: Size
    weight: Literal["regular", "strong", "head"]
    colour: Role


class Fonts(_Part):
    """Two voices: a family for what is read, and `head` for what is said.

    Files of the family's regular and strong (brief) and bold (deck) weights, absolute once a theme is made. Without a
    `head`, what is said is set in strong and bold. `scripts` are files for scripts that these lack; `others` are all
    faces for such scripts that the data at hand takes, from there or from this machine.
    """

    family: Annotated[str, TextForm(r"^[\w .-]{1,60}$", "a font family's name")]
    regular: FontFile
    strong: FontFile
    bold: FontFile
    head: HeadFile
    scripts: dict[Script, ScriptFile] | None = None
    others: tuple[ScriptFace, ...] = ()

    def face(self, weight: Literal["regular", "strong", "bold", "head"]) -> Face:
        """Return the face of a weight, which sets other scripts as well; without a `head`, that of strong."""
        file: Path = getattr(self, weight) or self.strong
        others = ((each.script, each.regular if weight == "regular" else each.bold) for each in self.others)
        return face(file, tuple(others))

    @property
    def head_family(self) -> str:
        """Return the family's name that programs know the face by for what is said."""
        return face(self.head).families[0] if self.head else self.family

    @property
    def head_bold(self) -> bool:
        """Return whether that face is its family's bold."""
        return face(self.head).is_bold if self.head else True


class Logo(_Part):
    """A mark of the publisher, PNG or JPEG, also as it is on dark ground, and what it says to who can't see it."""

    file: Picture
    on_dark: Picture | None = None
    alt: Annotated[str, Field(min_length=1)]


class CoverLook(_Part):
    """How the first page begins, of `handouts` too, which many print in an office. A photo is the data file's."""

    style: Literal["plate", "white", "photo"]
    art: Literal["numeral", "field", "none"]
    handouts: Literal["plate", "white"]


class PictureLook(_Part):
    """How the data file's pictures are treated; `strength` is that of the shade below white text."""

    treatment: Literal["duotone", "mono", "natural"]
    strength: Annotated[Number, Field(ge=0, le=1)]


class Window(_Part):
    """Where an envelope's window stands on the page, in mm; `inset` is kept clear at its left and right."""

    left: Mm
    top: Mm
    width: Mm
    height: Mm
    inset: Mm


class Paper(_Part):
    """A page. Given in mm; the properties are in points. `gaps` scales the vertical spaces."""

    width: Mm
    height: Mm
    left: Mm
    right: Mm
    top: Mm
    bottom: Mm
    header: Mm
    footer: Mm
    gaps: Annotated[Number, Field(gt=0, le=2)]
    window: Window

    @property
    def size(self) -> tuple[Points, Points]:
        """Return width and height in points."""
        return from_mm(self.width), from_mm(self.height)


class Grid(_Part):
    """The brief's columns in mm: side, then main; or three thirds. Everything stands on their left edges."""

    text: Column
    side: Column
    main: Column
    third: Column
    gutter: Mm


class LargeLabel(_Part):
    """How the labels of charts are set in large print, in points."""

    size: Size
    leading: Size


class LargePrint(_Part):
    """What is otherwise in large print. `indent` and `margins` (added above and below) in mm."""

    type: dict[str, Type]
    space: dict[Space, Size]
    label: LargeLabel
    squares_across: Annotated[int, Field(gt=0)]
    indent: Mm
    margins: Mm


class BriefLook(_Part):
    """How the brief is set."""

    paper: dict[Literal["a4", "letter"], Paper]
    grid: Grid
    type: dict[str, Type]
    space: dict[Space, Size]
    rule: Size
    large_print: LargePrint


class DeckLook(_Part):
    """How slides are set; positions are the template's."""

    type: dict[str, Type]
    floor: dict[Literal["title", "body"], Size]
    rule: Size


class ChartLook(_Part):
    """How charts are drawn in one place: on paper, on a slide. Lengths in points."""

    strong: Literal["strong", "bold"]
    label: Type
    label_strong: Type
    key: Type
    year: Type
    data: Role
    axis: Role
    others: Role
    base: Role
    hairline: Role
    squares_across: Annotated[int, Field(gt=0)]
    least_square: Size
    bar: Size
    bar_gap: Size
    bar_label: Size
    outline: Size
    grid: Size
    line: Size
    gutter: Size
    curve: Size
    rule: Size
    floor: Size


class OwnTemplate(_Part):
    """A PowerPoint template that the deck is set in, and which of its layouts are used for what."""

    file: Presentation
    layouts: dict[Literal["cover", "text", "columns", "chart", "closing"], Annotated[str, Field(min_length=1)]] = {}


class Theme(_Part):
    """A whole look, checked.

    `series` are the colours of several series in one chart, on paper; lightness alone has to tell any two apart.
    """

    look: Look
    colour: dict[Role, Hex]
    series: Annotated[tuple[Role, ...], Field(min_length=4)]
    font: Fonts
    logo: Logo | None = None
    cover: CoverLook
    picture: PictureLook
    template: OwnTemplate | None = None
    brief: BriefLook
    deck: DeckLook
    chart: dict[Literal["brief", "deck"], ChartLook]

    def with_others(self, others: tuple[ScriptFace, ...]) -> "Theme":
        """Return the theme with faces for scripts that its own lack."""
        return self.model_copy(update={"font": self.font.model_copy(update={"others": others})})

    @property
    def of_handouts(self) -> "Theme":
        """Return the theme with the cover that copies for single readers have."""
        return self.model_copy(update={"cover": self.cover.model_copy(update={"style": self.cover.handouts})})
