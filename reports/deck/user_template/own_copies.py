"""A template that is a copy of ours, with other colours or another font: all of our layouts then serve as they are.

It is told by its layouts: each of ours is there by name, and its placeholders have our numbers, places and sizes.
A copy that somebody has laid out anew is a template like any other.
"""

from reports.deck.layout.boxes import Box, SlideLayout
from reports.deck.layout.layouts import kept, layouts
from reports.deck.layout.target import DeckTarget
from reports.deck.lint.package import A, P
from reports.deck.ooxml.xml import SLOTS
from reports.deck.user_template.read import Placeholder, Template, TemplateLayout
from reports.deck.user_template.user_target import faces_of
from reports.theme.types import Role, Theme
from reports.units import from_emu, to_inches

_SLACK = 0.02  # inches: programs that save in other units round


def is_copy(template: Template, theme: Theme) -> bool:
    """Check whether a template has all of our layouts as they are."""
    offers = {theirs.name: theirs for theirs in template.layouts}
    named = ((offers.get(str(layout.name)), layout) for layout in kept())
    return all(theirs is not None and _is_ours(theirs, layout, theme) for theirs, layout in named)


def _is_ours(theirs: TemplateLayout, layout: SlideLayout, theme: Theme) -> bool:
    placeholders = {each.tie.get("idx", "0"): each for each in theirs.placeholders}
    for box in layout.boxes:
        found = placeholders.get(str(layout.index(box.name)))
        if found is None or not _is_set(box, found, theme):
            return False
        place = (to_inches(from_emu(each)) for each in found.place)
        ours = box.x, box.y, box.width, box.height
        if any(abs(one - other) > _SLACK for one, other in zip(place, ours, strict=True)):
            return False
    return True


def _is_set(box: Box, placeholder: Placeholder, theme: Theme) -> bool:
    """Compare the sizes of all levels; a level whose size the layout leaves to the master is as good as ours."""
    for number, level in enumerate(box.levels, 1):
        found = placeholder.boxes[0].find(f"{P}txBody/{A}lstStyle/{A}lvl{number}pPr/{A}defRPr")
        size = found.get("sz") if found is not None else None
        if size and int(size) != round(100 * theme.deck.type[level.role].size):
            return False
    return True


def copy_target(template: Template, theme: Theme) -> DeckTarget:
    """Set the story on a copy, in its colours and its font."""
    theirs = template.layouts[0]
    colours = template.colours(theirs)
    found: dict[Role, str] = {role: colours.named(slot) for role, slot in SLOTS.items()}
    family = template.font(theirs)
    font = theme.font.model_copy(update={"family": family, "head": None})
    look = theme.model_copy(update={"colour": {**theme.colour, **found}, "font": font})
    return DeckTarget(look, layouts(), faces_of(family, theme))
