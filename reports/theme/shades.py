"""Colours that follow from a brand's own: the hue stays, the lightness is what its use asks for."""

from collections.abc import Callable, Iterable, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Literal

from reports.theme.contrast import AREA, TEXT, contrast

_SLACK = 1.02  # of a contrast that must not be fallen short of: a colour has 256 steps, and no more
_ECHO = 0.55

Shade = Callable[[Mapping[str, str]], str]


def followed(colours: Mapping[str, str], changed: set[str], given: set[str]) -> dict[str, str]:
    """Return the colours, "#RRGGBB" by role; made anew is what is not `given` and rests on one that has `changed`."""
    found, fresh = dict(colours), set(changed)
    for role, rests_on, made in _SHADES:
        if role not in given and fresh & set(rests_on) and (colour := made(found)) != found[role]:
            found[role] = colour
            fresh.add(role)
    return found


def shade(colour: str, vivid: float, ground: str, ratio: float, side: Literal["darker", "lighter"]) -> str:
    """Return a colour of the same hue whose contrast to a ground is `ratio`, or as near as its side of it allows.

    `vivid` is how much of the colour's saturation (HSL) is kept, from 0 to 1.
    """
    hue, _, saturation = rgb_to_hls(*(part / 255 for part in _parts(colour)))
    dark, light = 0.0, 1.0
    found = "#FFFFFF" if side == "lighter" else "#000000"
    for _ in range(16):
        middle = (dark + light) / 2
        made = _hex(255 * part for part in hls_to_rgb(hue, middle, vivid * saturation))
        on_side = (contrast(made, "#000000") > contrast(ground, "#000000")) == (side == "lighter")
        enough = on_side and contrast(made, ground) >= ratio
        found = made if enough else found
        dark, light = (dark, middle) if enough == (side == "lighter") else (middle, light)
    return found


def mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour as it looks over a ground, `share` of it from 0 to 1."""
    return _hex(share * one + (1 - share) * other for one, other in zip(_parts(colour), _parts(ground), strict=True))


def _parts(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _hex(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(part):02X}" for part in parts)


def _muted_on_dark(colours: Mapping[str, str]) -> str:
    accent, deep = (contrast("#FFFFFF", colours[role]) for role in ("accent", "deep"))
    return shade(colours["accent"], 0.2, colours["deep"], max(9.67, _SLACK * TEXT * deep / accent), "lighter")


def _spark(colours: Mapping[str, str]) -> str:
    """Make it lighter where it could not be told from the plate that it stands on."""
    if contrast(colours["spark"], colours["accent"]) >= AREA:
        return colours["spark"]
    return shade(colours["spark"], 1, colours["accent"], _SLACK * AREA, "lighter")


def _wash(colours: Mapping[str, str]) -> str:
    """Make it lighter where headings could not be read on it."""
    if contrast(colours["wash"], colours["accent"]) >= TEXT:
        return colours["wash"]
    most = contrast("#FFFFFF", colours["accent"]) / TEXT / _SLACK
    return shade(colours["wash"], 1, "#FFFFFF", max(1.0, most), "darker")


# The contrasts are those of our own colours, so that whatever is set with them can be read in any brand's.
_SHADES: tuple[tuple[str, tuple[str, ...], Shade], ...] = (
    ("deep", ("accent",), lambda c: shade(c["accent"], 0.9, "#FFFFFF", 13.16, "darker")),
    ("soft", ("accent", "deep"), lambda c: shade(c["accent"], 0.5, c["deep"], 5.17, "lighter")),
    ("echo", ("soft", "deep"), lambda c: mixed(c["soft"], c["deep"], _ECHO)),
    ("muted_on_dark", ("accent", "deep"), _muted_on_dark),
    ("hairline_on_dark", ("accent", "deep"), lambda c: shade(c["accent"], 0.4, c["deep"], 2.0, "lighter")),
    ("series_1", ("accent",), lambda c: shade(c["accent"], 1, "#FFFFFF", 8.26, "darker")),
    ("spark", ("accent",), _spark),
    ("wash", ("spark",), lambda c: shade(c["spark"], 0.35, "#FFFFFF", 1.13, "darker")),
    ("wash", ("accent", "wash"), _wash),
    ("hairline_on_wash", ("wash",), lambda c: shade(c["wash"], 0.6, "#FFFFFF", 1.48, "darker")),
    ("sparktext", ("spark", "wash"), lambda c: shade(c["spark"], 1, c["wash"], 5.18, "darker")),
    ("series_2", ("spark",), lambda c: shade(c["spark"], 0.9, "#FFFFFF", 3.6, "darker")),
)
