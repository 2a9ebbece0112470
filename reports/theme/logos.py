"""Whether a logo can be seen on the grounds that it stands on, and has pixels enough."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path

from PIL import Image

from reports.theme.contrast import AREA, Shortfall, contrast
from reports.theme.types import Logo, Role, Theme

_ACROSS = 200  # pixels: as exactly as it is looked at
_ROOM = (2.4, 0.6)  # inches that a slide gives it, and a page about as much
_LEAST = 150  # pixels an inch: with fewer, steps are seen
_LOST = 0.25  # of what is to be seen: if as much is lost, so is the name


def lost(theme: Theme, logo: Logo) -> Iterator[Shortfall]:
    """Yield each ground on which a quarter of a logo's visible pixels, or more, are too near to it in lightness."""
    yield from _lost_on("paper", "the first page", "file", logo, theme)
    dark = "on_dark" if logo.on_dark else "file"
    yield from _lost_on("deep", "the title slide", dark, logo, theme)
    for key in sorted({"file", dark}):
        yield from _coarse(key, getattr(logo, key))


def _lost_on(ground: Role, where: str, key: str, logo: Logo, theme: Theme) -> Iterator[Shortfall]:
    seen = sorted(contrast(colour, theme.colour[ground]) for colour in _visible(getattr(logo, key)))
    if seen and (ratio := seen[int(_LOST * len(seen))]) < AREA:
        message = f"a quarter of this logo or more has a contrast of {int(ratio * 100) / 100}:1 to {ground}, on {where}"
        other = "on_dark: a lighter one" if (key, ground) == ("file", "deep") else f"{key}: another one"
        yield Shortfall((("logo", key), ("colour", ground)), message, f"it needs {AREA:g}:1 to be seen; add {other}")


def _coarse(key: str, file: Path) -> Iterator[Shortfall]:
    with Image.open(file) as picture:
        width, height = picture.size
    density = max(width / _ROOM[0], height / _ROOM[1])
    if density < _LEAST:
        message = f"this logo has {width} × {height} pixels, about {density:.0f} an inch where it stands"
        needed = f"{ceil(width * _LEAST / density)} × {ceil(height * _LEAST / density)}"
        yield Shortfall((("logo", key),), message, f"give one of {needed} pixels or more")


def _visible(file: Path) -> list[str]:
    """Return the colours of the pixels that are seen; none of a picture that has a ground of its own."""
    with Image.open(file) as picture:
        size = min(_ACROSS, picture.width), min(_ACROSS, picture.height)
        small = picture.convert("RGBA").resize(size, Image.Resampling.NEAREST)
    raw = small.tobytes()
    pixels = [raw[start : start + 4] for start in range(0, len(raw), 4)]
    clear = any(pixel[3] < 128 for pixel in pixels)
    return [f"#{pixel[:3].hex()}" for pixel in pixels if pixel[3] >= 128] if clear else []
