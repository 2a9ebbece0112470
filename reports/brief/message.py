"""What somebody says to the readers: set as a letter is, with their signature and name below it."""

from reports.brief.flowables import Flowable, Stack
from reports.brief.look import Look
from reports.brief.photos import PhotoPicture
from reports.story import Message
from reports.theme.photos import inked
from reports.units import from_mm

_WIDEST, _HIGHEST = from_mm(60), from_mm(18)  # of a signature


def message(block: Message, look: Look) -> Flowable:
    """Set the words in main; the signature, the name and the role stay with the end of them."""
    width = look.grid.main
    lines = [look.text(block.name, "subheading", width, tidy=True)]
    lines += [look.text(block.role, "kind", width, tidy=True)] if block.role else []
    signed: list[tuple[float, Flowable]] = [(0, each) for each in lines]
    if block.signature:
        wide, high = inked(block.signature, _WIDEST * _HIGHEST, _WIDEST, _HIGHEST)
        signed = [(0, PhotoPicture(block.signature, wide, look, high, ink=True)), (look.space("xs"), lines[0])]
        signed += [(0, each) for each in lines[1:]]
    text = look.paragraphs(block.text, "letter", width)
    return Stack([(0, text), (look.space("m"), Stack(signed, whole=True))], tail=True)
