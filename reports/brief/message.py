"""What somebody says to the readers: set as a letter is, with their signature and name below it."""

from reports.brief.flowables import Flowable, Stack
from reports.brief.look import Look
from reports.brief.photos import PhotoPicture
from reports.story import Message, Signed
from reports.theme.photos import inked
from reports.units import from_mm

_WIDEST, _HIGHEST = from_mm(60), from_mm(18)  # of a signature


def message(block: Message, look: Look) -> Flowable:
    """Set the words in main; the signature, the name and the role stay with the end of them."""
    text = look.paragraphs(block.text, "letter", look.grid.main)
    return Stack([(0, text), (look.space("m"), signed(block, look))], tail=True)


def signed(by: Message | Signed, look: Look) -> Flowable:
    """Set who signs, in main: the signature, if there is one, the name and the role."""
    width = look.grid.main
    lines = [look.text(by.name, "subheading", width, tidy=True)] if by.name else []
    lines += [look.text(by.role, "kind", width, tidy=True)] if by.role else []
    parts: list[tuple[float, Flowable]] = [(0, each) for each in lines]
    if by.signature:
        wide, high = inked(by.signature, _WIDEST * _HIGHEST, _WIDEST, _HIGHEST)
        below = [(look.space("xs") * (each is lines[0]), each) for each in lines]
        parts = [(0, PhotoPicture(by.signature, wide, look, high, ink=True)), *below]
    return Stack(parts, whole=True)
