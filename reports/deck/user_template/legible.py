"""Text that can be read on what somebody else's layout has behind it: in its own colour, in another, or on a plate."""

from dataclasses import replace

from reports.deck.layout.boxes import Box
from reports.deck.user_template.read import Placeholder, Template, TemplateLayout
from reports.theme.contrast import AREA, TEXT, contrast


def legible(template: Template, layout: TemplateLayout, placeholder: Placeholder, box: Box) -> Box:
    """Return a box whose text can be read: at 3:1 in its maker's colour, at 4.5:1 in one that we choose.

    Where its own colour falls short, it gets another of the theme's; where none is sure to be seen, as on a photograph,
    its own colour on a plate of the theme's ground or a shade of what is there; one of black and white always serves.
    """
    papers = template.papers(layout, placeholder)
    ink = box.levels[0].ink or template.ink(layout, placeholder)
    if papers and worst(ink, papers) >= AREA:
        return box
    named = [*map(template.colours(layout).named, ("tx1", "bg1", "tx2", "bg2")), "#000000", "#FFFFFF"]
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


_CLEAR = 0.1  # inches


def worst(ink: str, papers: tuple[str, ...]) -> float:
    """Return the contrast of a colour to the one of several that it comes nearest to."""
    return min(contrast(ink, paper) for paper in papers)
