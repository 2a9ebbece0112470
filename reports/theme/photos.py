"""A data file's picture as a theme shows it: cropped to its place, in the theme's tones, shaded for white text."""

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageOps

from reports.datafile.photos import MOST_PRINTED, encoded
from reports.errors import Location, Problem
from reports.frozen import frozen
from reports.story import Photograph
from reports.theme.contrast import TEXT, WEIGHTS, contrast
from reports.theme.shades import mixed
from reports.theme.types import Theme
from reports.units import to_inches

_POINTS = 72  # an inch
_STEPS = 25  # from no shade to a ground of one colour


@frozen
class Quality:
    """How many pixels an inch a picture has to have, how many it gets at most, and how many bytes."""

    least: int
    fine: int
    most_bytes: int


SCREEN = Quality(150, 220, 120_000)  # five pictures, and what they are made from, go by mail
PRINT = Quality(300, 300, MOST_PRINTED)


@frozen
class Shade:
    """Where a picture is shaded for white text, as shares of its height from the top: from `clear` on, at `full` whole.

    Text stands beyond `full`, which lies above `clear` where the picture's head is shaded. Its edge has the ink alone.
    """

    clear: float
    full: float

    def on(self, height: int) -> tuple[Any, Any]:
        """Return how far each of so many rows is on the way to the whole shade, and from there to the edge: 0 to 1."""
        rows, edge = (np.arange(height) + 0.5) / height, float(self.full > self.clear)
        ways = ((self.clear, self.full), (self.full, edge))
        whole, beyond = (np.clip((rows - start) / (stop - start), 0, 1) for start, stop in ways)
        return whole, beyond

    def within(self, height: float, above: float, below: float) -> "Shade":
        """Return the same where the picture goes on above and below its place, which has that height."""
        clear, full = ((above + share * height) / (above + height + below) for share in (self.clear, self.full))
        return Shade(clear, full)


def coarse(
    pixels: tuple[int, int], place: tuple[float, float], part: str, where: Location, quality: Quality = SCREEN
) -> Iterator[Problem]:
    """Yield a warning if a picture has too few pixels for a `place`, as for `shown`; `part`: brief or deck."""
    fine = min(pixels[0] / to_inches(place[0]), pixels[1] / to_inches(place[1]))
    if fine < quality.least:
        message = f"this picture has {fine:.0f} pixels an inch where it stands in the {part}"
        hint = f"give a larger one: with fewer than {quality.least}, steps are seen"
        yield Problem(where, message, hint, fatal=False)


def inked(photo: Photograph, area: float, widest: float, highest: float) -> tuple[float, float]:
    """Return width and height of a mark such as a logo, so that all look equally large: of one area."""
    ratio = photo.pixels.width / photo.pixels.height
    width = min((area * ratio) ** 0.5, widest, highest * ratio)
    return width, width / ratio


def shown(
    photo: Photograph,
    place: tuple[float, float],
    theme: Theme,
    shade: Shade | None = None,
    ground: str = "",
    quality: Quality = SCREEN,
) -> bytes:
    """Return a picture as a JPEG for a `place` of that width and height in points; the same from the same, always.

    The crop keeps what is around its `focus`. White text beyond a `shade` has 4.5:1 on the brightest pixel there.
    With a `ground` ("#RRGGBB") it is ink on that, as a signature is: in its own colours, and its white is the ground.
    """
    data = (quality == PRINT and photo.pixels.fine) or photo.pixels.data
    image: Image.Image = Image.open(io.BytesIO(data)).convert("RGB")
    width, height = place
    scale = min(image.width / width, image.height / height, quality.fine / _POINTS)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    image = ImageOps.fit(image, size, centering=photo.focus)
    colours = theme.colour
    if ground:
        return encoded(ImageChops.multiply(image, Image.new("RGB", image.size, ground)), quality.most_bytes)
    if theme.picture.treatment != "natural":
        image = image.convert("L")
    if theme.picture.treatment == "duotone":
        middle, light = colours["soft"], mixed(colours["paper"], colours["soft"], 0.6)
        image = ImageOps.colorize(image, colours["deep"], light, middle, midpoint=140)
    image = image.convert("RGB")
    return _shaded(image, shade, theme, quality) if shade else encoded(image, quality.most_bytes)


def _shaded(image: Image.Image, shade: Shade, theme: Theme, quality: Quality) -> bytes:
    """Lay the dark ink over an image, as thinly as white text allows on what the JPEG is in the end."""
    ink, pixels = theme.colour["deep"], np.asarray(image, dtype=float)
    veil = np.array([int(ink[start : start + 2], 16) for start in (1, 3, 5)]) - pixels
    for step in range(round(_STEPS * theme.picture.strength), _STEPS + 1):
        whole, beyond = shade.on(len(pixels))
        opacity = (step / _STEPS * whole + (1 - step / _STEPS) * beyond)[:, None, None]
        made = encoded(Image.fromarray((pixels + opacity * veil).round().astype(np.uint8)), quality.most_bytes)
        there = np.asarray(Image.open(io.BytesIO(made)))
        behind = there[shade.on(len(there))[0] == 1].reshape(-1, 3)
        brightest = behind[(behind @ WEIGHTS).argmax()]
        if contrast("#FFFFFF", "#" + bytes(brightest).hex()) >= TEXT:
            break
    return made
