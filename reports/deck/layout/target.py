"""Where a story is set: layouts, a look, and what measures its text.

`blocks` plans slides for our layouts. A stage that lacks one casts the slide for a layout that it has: labels become
bold paragraphs of its body, a chart takes the body's rectangle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reports.deck.layout.boxes import Layout
from reports.deck.layout.layouts import layouts
from reports.deck.layout.names import LayoutName
from reports.theme.typeface import Measures, face
from reports.theme.types import Theme


@dataclass(frozen=True)
class Stage:
    """A look and its layouts. `faces` measure regular and bold text."""

    theme: Theme
    layouts: Mapping[LayoutName, Layout]
    faces: tuple[Measures, Measures]
    is_ours: bool = True


def our_stage(theme: Theme) -> Stage:
    """Set the story on our own template."""
    return Stage(theme, layouts(), (face(theme.font.regular), face(theme.font.bold)))
