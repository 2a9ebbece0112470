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


HULL, DECK, LAMP, PAGES = (38, 58, 74), (176, 116, 72), (246, 206, 128), ((150, 62, 58), (66, 104, 126), (196, 156, 84))


def book_boat(width: int = 2200, height: int = 1500) -> Image.Image:
    """Draw a long boat with lit shelves in its windows on a wide river, hills and a low sun behind it."""
    image = Image.new("RGB", (width, height), (226, 226, 212))
    draw = ImageDraw.Draw(image)
    water = round(height * 0.46)
    draw.ellipse([width * 0.7, height * 0.07, width * 0.7 + 230, height * 0.07 + 230], fill=(244, 226, 190))
    for place, colour in enumerate(HILLS[:3]):
        base, swing = height * (0.28 + 0.07 * place), height * (0.05 - 0.012 * place)
        ridge = [
            (x, base + swing * math.sin(x / width * (6 + 2 * place) + 2.2 * place)) for x in range(0, width + 20, 20)
        ]
        draw.polygon([(0, height), *ridge, (width, height)], fill=colour)
    draw.rectangle([0, water, width, height], fill=(150, 182, 190))
    for number in range(60):
        x, y = width * ((number * 0.6180339) % 1), water + (height - water) * ((number * 0.7548776) % 1)
        draw.line([(x, y), (x + 60 + 5 * (y - water), y)], fill=(176, 202, 206), width=6)
    left, right, deck = width * 0.09, width * 0.88, height * 0.54
    draw.rectangle([left + 260, deck - 350, right - 230, deck], fill=DECK)
    draw.polygon(
        [(left + 225, deck - 350), (right - 195, deck - 350), (right - 250, deck - 415), (left + 285, deck - 415)],
        fill=HULL,
    )
    _shelves(draw, (left + 320, deck - 295, right - 290, deck - 45), 5)
    sides = (left, deck), (right, deck - 24), (right - 130, deck + 195), (left + 150, deck + 195)
    draw.polygon(sides, fill=HULL)
    draw.line([(left + 14, deck + 26), (right - 16, deck + 4)], fill=(222, 222, 210), width=14)
    return image


def _shelves(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], windows: int) -> None:
    """Draw lit windows side by side, in each a row of books of differing heights."""
    left, top, right, foot = box
    pitch = (right - left) / windows
    for window in range(windows):
        start = left + window * pitch
        draw.rectangle([start, top, start + 0.86 * pitch, foot], fill=LAMP)
        count = 9
        for book in range(count):
            x, tall = start + (book + 0.3) * 0.86 * pitch / count, (0.5 + 0.4 * ((book * 7 + window * 3) % 5) / 5)
            spine = [x, foot - tall * (foot - top), x + 0.7 * 0.86 * pitch / count, foot]
            draw.rectangle(spine, fill=PAGES[(book + window) % 3])


def bookshelf(width: int = 1100, height: int = 1700) -> Image.Image:
    """Draw four shelves of books by lamplight, one book pulled out a little."""
    image = Image.new("RGB", (width, height), LAMP)
    draw = ImageDraw.Draw(image)
    for shelf in range(4):
        foot = height * (shelf + 1) / 4 - 40
        draw.rectangle([0, foot, width, foot + 40], fill=DECK)
        x = 20
        for book in range(40):
            wide, tall = 50 + (book * 37 + shelf * 53) % 60, height / 4 * (0.52 + 0.06 * ((book * 5 + shelf) % 6))
            out = 30 if (shelf, book) == (1, 5) else 0
            if x + wide < width:
                spine = (*PAGES, HULL, HILLS[2])[(book * 2 + shelf) % 5]
                draw.rectangle([x, foot - tall + out, x + wide, foot + out], fill=spine)
                draw.line(
                    [(x + 12, foot - tall + 60 + out), (x + wide - 12, foot - tall + 60 + out)], fill=LAMP, width=8
                )
            x += wide + 8
    return image


def signature(width: int = 1200, height: int = 360) -> Image.Image:
    """Draw a line such as a hurried hand leaves; it spells nobody's name."""
    image = Image.new("RGB", (width, height), "white")
    ink = [
        (
            70 + 5.2 * step,
            190 + 110 * math.sin(step / 6.3) * math.exp(-(((step - 40) / 85) ** 2)) + 34 * math.sin(step / 2.3),
        )
        for step in range(205)
    ]
    ImageDraw.Draw(image).line(ink, fill=(28, 44, 110), width=11, joint="curve")
    return image


def partner_mark(number: int) -> Image.Image:
    """Draw the mark of the invented partner of that number, from 0 to 5."""
    width, height = ((900, 900), (1500, 500), (1000, 800), (1500, 420), (900, 900), (1300, 600))[number]
    colour = ((32, 92, 108), (150, 62, 58), (58, 104, 78), (58, 62, 120), (176, 116, 40), (38, 58, 74))[number]
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    if number in (0, 4):
        draw.ellipse([30, 30, width - 30, height - 30], fill=colour)
        for wave in range(3):
            y = height * (0.4 + 0.14 * wave)
            draw.line([(x, y + 26 * math.sin(x / 55 + wave + number)) for x in range(170, width - 170, 8)], "white", 34)
    elif number in (1, 3):
        draw.rectangle([20, 20, height - 20, height - 20], fill=colour)
        for bar in range(3):
            draw.rectangle(
                [height + 60, 60 + bar * height / 3.4, width - 60 - 190 * bar, 60 + bar * height / 3.4 + 60], colour
            )
    else:
        draw.polygon([(30, height * 0.45), (width / 2, 30), (width - 30, height * 0.45)], fill=colour)
        for pillar in range(4):
            x = 90 + pillar * (width - 180) / 3.4
            draw.rectangle([x, height * 0.52, x + 90, height - 30], fill=colour)
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def of_the_examples() -> dict[str, Image.Image]:
    """Return the drawings that stand in data/examples, by the names of their files."""
    marks = {f"partner-{number + 1}": partner_mark(number) for number in range(6)}
    scenes = {"meadow": meadow(), "reach": meadow(1100, 1700, 2.2), "book-boat": book_boat(), "bookshelf": bookshelf()}
    return scenes | {"signature": signature()} | marks
