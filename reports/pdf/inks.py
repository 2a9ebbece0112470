"""Colours as a brief is printed in them: they become operators and pixels here alone.

Grey is as light as the colour was. Contrast counts lightness and nothing else, so that each one stays as it is.
"""

from functools import cache
from io import BytesIO
from typing import assert_never

from reportlab.lib.rl_accel import fp_str

from reports.datafile.photos import PNG, encoded
from reports.pdf.printing import Ink
from reports.theme.contrast import WEIGHTS, encoded_light, light, luminance

_STEPS = 4096  # of lightness


@cache
def fill_of(colour: str, ink: Ink) -> str:
    """Return the operator that fills with "#RRGGBB"; in capitals it is the one that draws lines."""
    match ink:
        case "colour":
            return f"{fp_str([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])} rg"
        case "grey":
            return f"{fp_str(encoded_light(luminance(colour)))} g"
        case _:
            assert_never(ink)


def in_grey(file: bytes) -> bytes:
    """Return a JPEG or a PNG in grey; a JPEG takes no more bytes than it did."""
    import numpy as np  # few briefs are grey
    from PIL import Image

    pixels = np.asarray(Image.open(BytesIO(file)).convert("RGB"))
    there = np.array([light(each / 255) for each in range(256)])[pixels] @ WEIGHTS
    shares = np.linspace(0, 1, _STEPS)
    greys = np.interp(there, shares, [encoded_light(each) for each in shares])
    image = Image.fromarray((greys * 255).round().astype(np.uint8))
    if not file.startswith(PNG):
        return encoded(image, len(file))
    made = BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
