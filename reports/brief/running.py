"""What runs along the pages, and is no part of the text: who speaks, at the top of the first; title and page below."""

from __future__ import annotations

from dataclasses import replace

from reports.brief.look import Look
from reports.errors import Problem
from reports.pdf.canvas import TaggedCanvas
from reports.story import Story
from reports.units import from_mm

_APART = 12.0  # points at least between left and right
_HEADER, _FOOTER = "/Type/Pagination/Subtype/Header", "/Type/Pagination/Subtype/Footer"


def check(story: Story, look: Look) -> None:
    """Note as problems what would run into each other on one line."""
    role = look.roles["running"]
    top = role.strong.width(story.publisher.text, role.size) + role.font.width(story.label.text, role.size)
    below = role.font.width(_running(story, look), role.size) + role.font.width("888 / 888", role.size)
    for words, width in ((story.label, top), (story.running, below)):
        if width + _APART > look.grid.text:
            over = f"{(width + _APART) / look.grid.text - 1:.0%}"
            look.problems.append(
                Problem(words.where, f"“{words}” makes a line of the page too long, by {over}", "shorten it")
            )


def header(story: Story, canvas: TaggedCanvas, look: Look) -> None:
    """Paint publisher and label at the top of the page."""
    role = look.roles["running"]
    y = from_mm(look.paper.height - look.paper.header) - role.baseline
    publisher = replace(role, font=role.strong, colour=look.theme.colour["ink"])
    with canvas.artifact(_HEADER):
        left = from_mm(look.paper.left)
        canvas.show(story.publisher.text, left, y, publisher.font, publisher.size, publisher.colour)
        _right(story.label.text, y, canvas, look)


def footer(story: Story, canvas: TaggedCanvas, look: Look, page: str) -> None:
    """Paint title and date of the figures at the bottom, and the page's number among all."""
    role = look.roles["running"]
    y = from_mm(look.paper.footer) + role.leading - role.baseline
    with canvas.artifact(_FOOTER):
        canvas.show(_running(story, look), from_mm(look.paper.left), y, role.font, role.size, role.colour)
        _right(page, y, canvas, look)


def _running(story: Story, look: Look) -> str:
    """Return title and date of the figures; in large print the title, since the date stands in every caption."""
    if look.large_print:
        return story.running.text
    return story.phrases.running.format(title=story.running, date=story.as_of)


def _right(text: str, y: float, canvas: TaggedCanvas, look: Look) -> None:
    role = look.roles["running"]
    x = from_mm(look.paper.left) + look.grid.text - role.font.width(text, role.size)
    canvas.show(text, x, y, role.font, role.size, role.colour)
