"""Everything that brand decides: colours by role, fonts, type scales, spacing, logo. Read from assets/theme.yaml.

A user's theme overrides any part of it. Colours are checked for contrast when a theme is made; only this module
reads assets.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

from reports.units import Points, from_mm

_HERE = Path(__file__).resolve().parent
ASSETS = next(folder for folder in (_HERE / "assets", _HERE.parent / "assets") if folder.is_dir())

Role = Literal[
    "paper",
    "ink",
    "muted",
    "accent",
    "mark",
    "hairline",
    "tint",
    "panel",
    "dark",
    "on_dark",
    "accent_on_dark",
    "muted_on_dark",
    "hairline_on_dark",
]
Hex = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Size = Annotated[float, Field(gt=0, le=400)]
Mm = Annotated[float, Field(ge=0, le=2000)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Type(_Part):
    """How a role of text is set: size and leading in points, a weight, a colour role."""

    size: Size
    leading: Size
    weight: Literal["regular", "strong"]
    colour: Role


class Fonts(_Part):
    """One family: files of its regular and strong (brief) and bold (deck) weights, absolute once a theme is made."""

    family: Annotated[str, Field(pattern=r"^[\w .-]{1,60}$")]
    regular: Path
    strong: Path
    bold: Path


class Logo(_Part):
    """A mark of the publisher, PNG or JPEG, and what it says to who can't see it."""

    file: Path
    alt: Annotated[str, Field(min_length=1)]


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
    gaps: Annotated[float, Field(gt=0, le=2)]

    @property
    def size(self) -> tuple[Points, Points]:
        """Give width and height in points."""
        return from_mm(self.width), from_mm(self.height)


class Grid(_Part):
    """The brief's columns in mm: side, then main; or three thirds. Everything stands on their left edges."""

    text: Mm
    side: Mm
    main: Mm
    third: Mm
    gutter: Mm


class BriefLook(_Part):
    """How the brief is set."""

    paper: dict[Literal["a4", "letter"], Paper]
    grid: Grid
    type: dict[str, Type]
    space: dict[Literal["xs", "s", "m", "l", "xl", "xxl"], Size]
    rule: Size


class DeckLook(_Part):
    """How slides are set; positions are the template's."""

    type: dict[str, Type]
    floor: dict[Literal["title", "body"], Size]
    rule: Size


class ChartLook(_Part):
    """How charts are drawn in one place: on paper, on a slide, on the dark cover. Lengths in points."""

    strong: Literal["strong", "bold"]
    label: Type
    label_strong: Type
    key: Type
    year: Type
    data: Role
    axis: Role
    squares_across: Annotated[int, Field(gt=0)]
    least_square: Size
    line: Size
    gutter: Size
    curve: Size
    rule: Size
    floor: Size


class Theme(_Part):
    """A whole look, checked."""

    colour: dict[Role, Hex]
    font: Fonts
    logo: Logo | None = None
    brief: BriefLook
    deck: DeckLook
    chart: dict[Literal["brief", "deck", "cover"], ChartLook]


def load_theme(override: Path | None = None) -> Theme:
    """Read the default look, with `override` laid over it part by part."""
    raw: dict[str, Any] = yaml.load((ASSETS / "theme.yaml").read_bytes(), yaml.CSafeLoader)
    for weight in ("regular", "strong", "bold"):
        raw["font"][weight] = ASSETS / raw["font"][weight]
    return Theme.model_validate(raw)
