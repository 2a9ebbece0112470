"""A template that is a copy of ours, with other colours or another font: all of our layouts then serve as they are.

It is told by its layouts: each of ours is there by name, and its placeholders have our numbers, places and sizes.
A copy that somebody has laid out anew is a template like any other.
"""

from collections.abc import Sequence

from reports.deck.layout.boxes import Box, SlideLayout
from reports.deck.layout.layouts import kept, layouts
from reports.deck.layout.target import DeckTarget
from reports.deck.ooxml.opc import A, P
from reports.deck.ooxml.xml import SLOTS
from reports.deck.user_template.read import Placeholder, TemplateLayout
from reports.deck.user_template.user_target import faces_of
from reports.theme.types import Role, Theme
from reports.units import from_emu, to_inches

_SLACK = 0.02  # inches: programs that save in other units round


def is_copy(theirs: Sequence[TemplateLayout], theme: Theme) -> bool:
    """Check whether a template has all of our layouts as they are."""
    offers = {each.name: each for each in theirs}
    named = ((offers.get(str(layout.name)), layout) for layout in kept())
    return all(found is not None and _is_ours(found, layout, theme) for found, layout in named)


def _is_ours(theirs: TemplateLayout, layout: SlideLayout, theme: Theme) -> bool:
    placeholders = {each.tie.get("idx", "0"): each for each in theirs.placeholders}
    pairs = ((box, placeholders.get(str(layout.index(box.name)))) for box in layout.boxes)
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
    """Set the story on a copy, in the colours and the font of its layouts."""
    found: dict[Role, str] = {role: theirs.heritage.colours.named(slot) for role, slot in SLOTS.items()}
    font = theme.font.model_copy(update={"family": theirs.font, "head": None})
    look = theme.model_copy(update={"colour": {**theme.colour, **found}, "font": font})
    return DeckTarget(look, layouts(), faces_of(theirs.font, theme))
