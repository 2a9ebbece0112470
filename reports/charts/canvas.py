"""A blank canvas for a chart: a matplotlib Figure in points, the marks it can take, and the style they have.

matplotlib is imported here and in the recorder only, apart from whatever its user has set up: no matplotlibrc has a
say, and no fonts but the theme's are looked for (looking takes seconds on a Mac, and leaves a list in the home folder).
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from reports.theme.typeface import Face, face
from reports.theme.types import ON_DARK, ChartLook, Role, Theme, Type
from reports.units import Points, to_inches

__all__ = ["Canvas", "ChartStyle", "Figure", "Lettering", "Outline", "chart_style", "plain_settings"]


@contextmanager
def _apart() -> Iterator[None]:
    """Let matplotlib be imported with an empty folder for its settings, and with an empty list of fonts in it."""
    before = os.environ.get("MPLCONFIGDIR")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["MPLCONFIGDIR"] = folder
        try:
            _write_empty_font_list(Path(folder))
            yield
        finally:
            del os.environ["MPLCONFIGDIR"]
            if before is not None:
                os.environ["MPLCONFIGDIR"] = before


def _write_empty_font_list(folder: Path) -> None:
    """Where the list's name can't be told, matplotlib scans the system's fonts: slower, and no worse."""
    module = find_spec("matplotlib.font_manager")
    source = Path(module.origin).read_text("utf-8") if module and module.origin else ""
    found = re.search(r"^    __version__ = ['\"]?([\w.]+)", source, re.MULTILINE)
    if found and "matplotlib.font_manager" not in sys.modules:
        fonts: dict[str, object] = {"__class__": "FontManager", "_version": found[1], "ttflist": [], "afmlist": []}
        (folder / f"fontlist-v{found[1]}.json").write_text(json.dumps(fonts), "utf-8")


with _apart():
    import matplotlib
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.patches import PathPatch, Polygon, Rectangle
    from matplotlib.path import Path as Outline
    from matplotlib.text import Text
    from matplotlib.transforms import Affine2D


@contextmanager
def plain_settings() -> Iterator[None]:
    """Draw with matplotlib's own defaults, whatever has been set since. Also a decorator: `@plain_settings()`."""
    default = dict.items(matplotlib.rcParamsDefault)  # as they are kept: to ask for each one costs a check of it
    changed = {name: value for name, value in default if dict.get(matplotlib.rcParams, name) != value}
    with matplotlib.rc_context({name: value for name, value in changed.items() if not name.startswith("backend")}):
        yield


@dataclass(frozen=True, slots=True)
class Lettering:
    """How a label is set; size and leading in points, `colour` "#RRGGBB"."""

    face: Face
    size: float
    leading: float
    colour: str

    def width(self, text: str) -> Points:
        """Measure a label."""
        return self.face.width(text, self.size)

    @property
    def first_baseline(self) -> Points:
        """Return how far the baseline is below the top of a line, which has the content in its middle."""
        content = (self.face.ascent + self.face.descent) * self.size
        return Points((self.leading - content) / 2 + self.face.ascent * self.size)

    def coloured(self, colour: str) -> Lettering:
        """Return the same in another colour."""
        return replace(self, colour=colour)

    def at(self, size: float) -> Lettering:
        """Return the same in another size, the leading in proportion."""
        return replace(self, size=size, leading=self.leading * size / self.size)


def shortened(line: str, lettering: Lettering, room: float, *, from_end: bool = False) -> str:
    """Keep as much of a line's beginning, or `from_end`, as there is room for; cut at a word if half of that stays."""
    if lettering.width(line) <= room:
        return line
    cuts = [
        f"…{line[place:].lstrip()}" if from_end else f"{line[: len(line) - place].rstrip()}…"
        for place in range(len(line))
    ]
    fitting = [cut for cut in cuts if lettering.width(cut) <= room] or ["…"]
    words = f" {line} "
    at_words = (cut for cut in fitting if (f" {cut[1:]} " if from_end else f" {cut[:-1]} ") in words)
    between = next(at_words, "")
    return between if len(between) > len(fitting[0]) / 2 else fitting[0]


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """A chart's look in one place, of the theme: `look` has lengths in points, `colours` is "#RRGGBB" by role.

    `faces` are the regular one, the strong one and that for what is said, as `record` wants them. `series` are the
    colours of several series in one chart on paper, four at least; lightness alone tells any two of them apart.
    """

    look: ChartLook
    colours: Mapping[Role, str] = field(hash=False)
    faces: tuple[Face, Face, Face]
    series: tuple[str, ...]
    dark: bool = False

    def colour(self, part: Literal["data", "axis", "hairline", "others", "base"]) -> str:
        """Return the colour of a part of every chart."""
        role: Role = getattr(self.look, part)
        return self.colours[role]

    @property
    def label(self) -> Lettering:
        """Return how labels are set."""
        return self._lettering(self.look.label)

    @property
    def label_strong(self) -> Lettering:
        """Return how the label is set that the headline is about."""
        return self._lettering(self.look.label_strong)

    @property
    def key(self) -> Lettering:
        """Return how keys and axes are set."""
        return self._lettering(self.look.key)

    @property
    def year(self) -> Lettering:
        """Return how a timeline's years are set."""
        return self._lettering(self.look.year)

    def altered(self, **changes: object) -> ChartStyle:
        """Return the same style with parts of its look changed."""
        return replace(self, look=self.look.model_copy(update=changes))

    def _lettering(self, kind: Type) -> Lettering:
        own = self.faces[("regular", "strong", "head").index(kind.weight)]
        return Lettering(own, kind.size, kind.leading, self.colours[kind.colour])


def chart_style(theme: Theme, place: Literal["brief", "deck"], *, dark: bool = False) -> ChartStyle:
    """Return the theme's style for charts in one place, on paper or on the dark ground of plates and slides."""
    look, colours = theme.chart[place], theme.colour
    if dark:
        colours = colours | {role: theme.colour[ON_DARK.get(role, role)] for role in colours}
    strong: Path = getattr(theme.font, look.strong)
    faces = face(theme.font.regular), face(strong), face(theme.font.head or strong)
    return ChartStyle(look, colours, faces, tuple(theme.colour[role] for role in theme.series), dark)


_ROUND = 0.5522847498  # of the radius: how far a quarter's control points lie from its ends


class Canvas:
    """A figure without axes or margins: (0, 0) is its bottom left corner, a unit is a point. Every mark has a name."""

    def __init__(self, width: float, height: float) -> None:
        self.height = height
        self.figure = Figure(figsize=(to_inches(width), to_inches(height)), dpi=72, frameon=False)
        self._points = Affine2D().scale(to_inches(1)) + self.figure.dpi_scale_trans

    def rectangle(self, corner: tuple[float, float], width: float, height: float, colour: str, name: str) -> None:
        """Fill a rectangle; `corner` is its bottom left."""
        self._add(Rectangle(corner, width, height, facecolor=colour, linewidth=0), name)

    def circle(self, middle: tuple[float, float], radius: float, colour: str, name: str) -> None:
        """Fill a circle."""
        corners = [(1, 0), (1, _ROUND), (_ROUND, 1), (0, 1), (-_ROUND, 1), (-1, _ROUND), (-1, 0)]
        corners += [(-x, -y) for x, y in corners[1:]]
        points = [(middle[0] + radius * x, middle[1] + radius * y) for x, y in corners]
        outline = Outline([*points, points[0]], [Outline.MOVETO, *[Outline.CURVE4] * 12, Outline.CLOSEPOLY])
        self.shape(outline, colour, name)

    def shape(self, outline: Outline, colour: str, name: str) -> None:
        """Fill an outline, of one part or several."""
        self._add(PathPatch(outline, facecolor=colour, linewidth=0), name)

    def area(self, points: Sequence[tuple[float, float]], colour: str, name: str) -> None:
        """Fill what straight lines enclose."""
        self._add(Polygon(points, closed=True, facecolor=colour, linewidth=0), name)

    def box(
        self, corner: tuple[float, float], width: float, height: float, colour: str, line: float, name: str
    ) -> None:
        """Draw a rectangle's outline, half of the line's width outside it; `corner` is its bottom left."""
        self._add(Rectangle(corner, width, height, fill=False, edgecolor=colour, linewidth=line), name)

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, width: float, name: str, dash: Sequence[float] = ()
    ) -> None:
        """Draw straight lines from point to point; `dash` is on, off, … in points."""
        self.curve(Outline(points), colour, width, name, dash)

    def curve(self, outline: Outline, colour: str, width: float, name: str, dash: Sequence[float] = ()) -> None:
        """Draw along an outline, with butt caps and mitred joins."""
        pattern = (0, tuple(length / width for length in dash)) if dash else "-"  # matplotlib counts in line widths
        mark = PathPatch(outline, fill=False, edgecolor=colour, linewidth=width, linestyle=pattern)
        mark.set(capstyle="butt", joinstyle="miter")
        self._add(mark, name)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        lettering: Lettering,
        name: str,
        align: Literal["left", "center", "right"] = "left",
    ) -> None:
        """Set a label; (x, y) is where its baseline starts, or its middle or its end if it is aligned there."""
        font = FontProperties(fname=lettering.face.path, size=lettering.size)
        mark = Text(x, y, text, color=lettering.colour, fontproperties=font, parse_math=False)
        mark.set(horizontalalignment=align)
        self._add(mark, name)

    def _add(self, mark: Artist, name: str) -> None:
        mark.set(gid=name, transform=self._points, zorder=1)  # one level: painted in the order they were added
        self.figure.add_artist(mark)
