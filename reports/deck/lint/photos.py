"""What colours a picture has where text stands on it: one of its darkest and one of its brightest there."""

import io
from typing import Any

from reports.deck.ooxml.inherit import Paint
from reports.deck.ooxml.shapetree import Place

_SIDE = 96  # pixels that a picture is looked at with, along each side
_MOST_PIXELS = 60_000_000  # of a file: more is not opened
_EDGE = 0.1  # of the pixels may be darker, and brighter, than what is returned
_SEEN = 0.1  # of the pixels have to be opaque for the picture to count


def under(photo: Any, place: Place, area: Place) -> Paint | None:
    """Return the colours under a place of a picture that fills an area; None where it lets all through."""
    spans = []
    for axis in (0, 1):
        first = (place[axis] - area[axis]) / max(1, area[axis + 2])
        last = (place[axis] + place[axis + 2] - area[axis]) / max(1, area[axis + 2])
        start = min(_SIDE - 1, max(0, int(first * _SIDE)))
        spans.append((start, max(start + 1, min(_SIDE, round(last * _SIDE)))))
    (left, right), (top, foot) = spans
    flat = photo.crop((left, top, right, foot)).tobytes()
    pixels = list(zip(*(flat[channel::4] for channel in range(4)), strict=True))
    opaque = sorted((pixel for pixel in pixels if pixel[3] > 127), key=lambda pixel: sum(pixel[:3]))
    if len(opaque) <= _SEEN * len(pixels):
        return None
    edge = int(_EDGE * len(opaque))
    return tuple("#{:02X}{:02X}{:02X}".format(*opaque[place][:3]) for place in (edge, -1 - edge))


def small(content: bytes) -> Any:
    """Return a picture, made small; None for what is none, too large, or a kind that takes another program to draw."""
    from PIL import Image  # few decks have one

    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            opened.draft("RGB", (_SIDE, _SIDE))
            return opened.convert("RGBA").resize((_SIDE, _SIDE))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
