"""Who speaks and who takes part, as slides: a message with its signature, logos over names, or the names alone."""

from collections.abc import Sequence
from dataclasses import replace

from reports.deck.layout.boxes import Box
from reports.deck.layout.exhibits import MOST_LOGOS
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName
from reports.deck.layout.rows import boxed, dealt, has_room
from reports.deck.layout.slide import Content, Head, Slide, SlidePhoto
from reports.story import Message, Partner, Partners, Photograph, Words
from reports.theme.photos import inked
from reports.units import from_inches, to_inches

_SHARE = 0.36  # of its box, that a logo takes
_LOGOS = MOST_LOGOS, 6, 3  # on a slide: with fewer there is more room for names


def message(head: Head, block: Message, measure: Measure) -> list[Slide]:
    """Set the words beside a plate with who signs them, on as many slides as they take."""
    name, art = LayoutName(Family.MESSAGE), BoxName(BoxRole.ART)
    who = ((BoxRole.NAME, block.name), (BoxRole.KIND, block.role))
    signed: list[Content] = [boxed(BoxName(role), words) for role, words in who if words]
    arranged = None
    if block.signature and measure.is_ours:
        signed.append(SlidePhoto(art, block.signature, ground="wash"))
        layout = measure.layouts[name]
        arranged = layout.changed([_held(layout.box(art), block.signature, 1.0)])

    def plan(some: Sequence[Words]) -> Slide:
        return Slide(name, head, (boxed(BoxName(BoxRole.TEXT), *some), *signed), arranged)

    return dealt(block.text, len(block.text), plan, measure)


def partners(head: Head, block: Partners, measure: Measure) -> list[Slide]:
    """Set logos over their names, evenly over as many slides as they take; without any logo the names in columns."""
    if measure.is_ours and any(each.logo for each in block.partners):
        ways = [[_logos(head, some, measure) for some in _evenly(block.partners, most)] for most in _LOGOS]
        return next((way for way in ways if all(has_room(slide, measure) for slide in way)), ways[-1])

    def plan(some: Sequence[Partner]) -> Slide:
        columns = _evenly(some, -(-len(some) // 3))
        texts = (boxed(BoxName(BoxRole.TEXT, n), *(each.line for each in part)) for n, part in enumerate(columns, 1))
        return Slide(LayoutName(Family.NAMES), head, tuple(texts))

    count = len(dealt(block.partners, len(block.partners), plan, measure))
    evenly = [plan(some) for some in _evenly(block.partners, -(-len(block.partners) // count))]
    fits = all(has_room(slide, measure) for slide in evenly)
    return evenly if fits else dealt(block.partners, len(block.partners), plan, measure)


def _evenly(some: Sequence[Partner], most: int) -> list[Sequence[Partner]]:
    """Deal them out over as few parts as there can be, as many in each."""
    size = -(-len(some) // -(-len(some) // most))
    return [some[start : start + size] for start in range(0, len(some), size)]


def _logos(head: Head, some: Sequence[Partner], measure: Measure) -> Slide:
    name, contents = LayoutName(Family.LOGOS, len(some)), list[Content]()
    layout, held = measure.layouts[name], list[Box]()
    for number, each in enumerate(some, 1):
        art = BoxName(BoxRole.ART, number)
        if each.logo:
            held.append(_held(layout.box(art), each.logo, _SHARE))
            contents.append(SlidePhoto(art, each.logo, ground="paper"))
        contents.append(boxed(BoxName(BoxRole.TEXT, number), each.line))
    return Slide(name, head, tuple(contents), layout.changed(held))


def _held(box: Box, photo: Photograph, share: float) -> Box:
    """Return a box as large as a mark in it, which stands at the left of its foot; marks of one `share` look alike."""
    area = share * from_inches(box.width) * from_inches(box.height)
    width, height = map(to_inches, inked(photo, area, *box.room))
    return replace(box, y=box.y + box.height - height, width=width, height=height, moved=True)
