"""Pictures made by code: the example's drawing of a meadow, and the kinds of file that cameras and programs save."""

from __future__ import annotations

import io
import math
from typing import Any

from PIL import Image, ImageDraw

SKY, HILLS, STEM = (206, 223, 222), ((158, 190, 188), (118, 160, 146), (86, 132, 108), (58, 104, 78)), (28, 62, 48)


def meadow(width: int = 2200, height: int = 1500, along: float = 0.0) -> Image.Image:
    """Draw hills behind each other and bulrushes before them, the same each time; others farther `along` the river."""
    image = Image.new("RGB", (width, height), SKY)
    draw = ImageDraw.Draw(image)
    for place, colour in enumerate(HILLS):
        base, swing = height * (0.42 + 0.14 * place), height * (0.05 - 0.008 * place)
        ridge = [
            (x, base + swing * math.sin(x / width * (5 + place) + 1.9 * place + along))
            for x in range(0, width + 20, 20)
        ]
        draw.polygon([(0, height), *ridge, (width, height)], fill=colour)
    for number in range(46):
        x = width * ((number * 0.6180339 + along) % 1)
        top, lean = height * (0.5 + 0.32 * ((number * 0.7548776) % 1)), 60 * math.sin(number)
        draw.line([(x, height), (x + lean, top)], fill=STEM, width=5)
        draw.ellipse([x + lean - 11, top - 46, x + lean + 11, top + 12], fill=STEM)
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
