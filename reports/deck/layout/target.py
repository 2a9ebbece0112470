"""What a story is set in: layouts, a look, and what measures its text.

`blocks` plans slides for our layouts. For a target that lacks one, `adapt` sets the slide in a layout that it has:
labels become bold paragraphs of its body, a chart takes the body's rectangle.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from reports.charts import ChartStyle, chart_style
from reports.deck.layout.boxes import SlideLayout
from reports.deck.layout.fallback_font import WidestFace
from reports.deck.layout.layouts import layouts
from reports.deck.layout.names import LayoutName
from reports.theme.typeface import Measures, face
from reports.theme.types import Theme


@dataclass(frozen=True)
class DeckTarget:
    """A look and its layouts, by name. `faces` measure regular text, bold text and what is said.

    Where it is not ours, `layouts` has Title, Text, Closing, Chart, Figures and Table, and, if the template can hold
    them, Columns and Sketches of two; every other slide has to be adapted to one of those.
    """

    theme: Theme
    layouts: Mapping[LayoutName, SlideLayout]
    faces: tuple[Measures, Measures, Measures]
    is_ours: bool = True
    noted: bool = True  # whether slides have notes
    least: float = 1  # of the floor: how small a text may get that has no other place, where somebody is warned of it

    def chart_style(self, *, dark: bool = False) -> ChartStyle:
        """Return how charts are drawn, with room for labels in the widest face that may take the theme's place."""
        style = chart_style(self.theme, "deck", dark=dark)
        bold = False, True, self.theme.font.head_bold
        regular, strong, head = (_widest_face(own, strong=each) for own, each in zip(style.faces, bold, strict=True))
        return replace(style, faces=(regular, strong, head))


def our_target(theme: Theme) -> DeckTarget:
    """Return what sets a story in our own template, in a theme's look."""
    files = theme.font.regular, theme.font.bold, theme.font.head or theme.font.bold
    regular, bold, head = map(face, files)
    return DeckTarget(theme, layouts(), (regular, bold, head))


_widest_face = cache(WidestFace)
