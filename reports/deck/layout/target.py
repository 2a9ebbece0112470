"""What a story is set in: layouts, a look, and what measures its text.

`blocks` plans slides for our layouts. For a target that lacks one, `adapt` sets the slide in a layout that it has:
labels become bold paragraphs of its body, a chart takes the body's rectangle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.deck.layout.boxes import SlideLayout
from reports.deck.layout.layouts import layouts
from reports.deck.layout.names import LayoutName
from reports.theme.typeface import Measures, face
from reports.theme.types import Theme


@dataclass(frozen=True)
class DeckTarget:
    """A look and its layouts, by name. `faces` measure regular and bold text.

    Where it is not ours, `layouts` has Title, Text, Closing, Chart, Portfolio and Table, and, if the template can hold
    them, Columns and Sketches of two; every other slide has to be adapted to one of those.
    """

    theme: Theme
    layouts: Mapping[LayoutName, SlideLayout]
    faces: tuple[Measures, Measures]
    is_ours: bool = True


def our_target(theme: Theme) -> DeckTarget:
    """Return what sets a story in our own template, in a theme's look."""
    return DeckTarget(theme, layouts(), (face(theme.font.regular), face(theme.font.bold)))
