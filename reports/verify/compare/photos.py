"""Pictures of pixels against the story: each is there with its alternative text, and is the one that it speaks of."""

from collections.abc import Iterator

import numpy as np
from PIL import ImageOps

from reports.datafile.photos import PhotoFault, opened
from reports.story import Message, Partners, Photograph, Signed, Story
from reports.story.text import parts_in
from reports.verify.readback.reading import Discrepancy, FileReading

_SIDE = 32  # pixels that a picture is looked at with
_ALIKE = 0.5  # of 1: tones and a shade that a look gives it leave more
_LEAST = 1.0  # greys that pixels of a row differ by, or there is nothing to compare


def photos_in(story: Story) -> list[Photograph]:
    """Return the pictures that pages and slides show, a letter's signature among them; a cover's only some looks do."""
    return list(parts_in((story.sections, story.cover.personal), Photograph))


def photos(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield which pictures are missing, and which are others than their alternative texts say."""
    due = photos_in(story) if reading.part == "brief" else list(parts_in(story.sections, Photograph))  # paper is signed
    marks = list(parts_in(tuple(parts_in(story, Message | Partners | Signed)), Photograph))
    for photo in {each.alt: each for each in due}.values():
        there = [each for each in reading.pictures if each.bitmap and each.alt == photo.alt]
        number = sum(each.alt == photo.alt for each in due)
        if len(there) < number and (reading.roomy or photo not in marks):
            message = f"lacks a picture: “{photo.alt}” is there {len(there)} of {number} times"
            yield Discrepancy(reading.part, 0, message)
        for each in there:
            if not _is_of(each.data, photo):
                yield Discrepancy(reading.part, each.place, f"shows another picture than “{photo.alt}”")


def _is_of(data: bytes, photo: Photograph) -> bool:
    """Return whether a file shows the pixels of a picture, in whatever tones: row by row they get lighter together."""
    try:
        shown, own = opened(data).convert("L"), opened(photo.pixels.data).convert("L")
    except PhotoFault:
        return False
    cropped = ImageOps.fit(own, shown.size, centering=photo.focus)
    one, other = (np.asarray(each.resize((_SIDE, _SIDE)), dtype=float) for each in (shown, cropped))
    one, other = (each - each.mean(1, keepdims=True) for each in (one, other))
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return lengths < (_LEAST * _SIDE) ** 2 or float((one * other).sum()) / lengths >= _ALIKE
