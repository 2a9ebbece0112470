"""What somebody says to the readers, with their signature, as slides."""

from collections.abc import Sequence
from dataclasses import replace

from reports.deck.layout.boxes import Box
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName
from reports.deck.layout.rows import boxed, dealt
from reports.deck.layout.slide import Content, Head, Slide, SlidePhoto
from reports.story import Message, Photograph, Words
from reports.theme.photos import inked
from reports.units import from_inches, to_inches


def message(head: Head, block: Message, measure: Measure) -> list[Slide]:
    """Set the words beside a plate with who signs them, on as many slides as they take."""
    name, art = LayoutName(Family.MESSAGE), BoxName(BoxRole.ART)
    who = ((BoxRole.NAME, block.name), (BoxRole.KIND, block.role))
    signed: list[Content] = [boxed(BoxName(role), words) for role, words in who if words]
    arranged = None
    if block.signature and measure.target.is_ours:
        signed.append(SlidePhoto(art, block.signature, ground="wash"))
        layout = measure.layouts[name]
        boxes = (_held(box, block.signature, 1.0) if box.name == art else box for box in layout.boxes)
        arranged = replace(layout, boxes=tuple(boxes))

    def plan(some: Sequence[Words]) -> Slide:
        return Slide(name, head, (boxed(BoxName(BoxRole.TEXT), *some), *signed), arranged)

    return dealt(block.text, len(block.text), plan, measure)


def _held(box: Box, photo: Photograph, share: float) -> Box:
    """Return a box as large as a mark in it, which stands at the left of its foot; marks of one `share` look alike."""
    area = share * from_inches(box.width) * from_inches(box.height)
    width, height = map(to_inches, inked(photo, area, *box.room))
    return replace(box, y=box.y + box.height - height, width=width, height=height, moved=True)
