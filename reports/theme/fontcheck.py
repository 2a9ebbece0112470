"""What a theme's font files must be: readable, of the family that the theme names, with glyphs for all we write."""

import struct
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import ascii_letters, digits

from reports.theme.contrast import Shortfall
from reports.theme.typeface import face
from reports.theme.types import Fonts

# What the outputs write of themselves, whatever the data file says: words of ours, numbers, formulas, captions.
OURS = ascii_letters + digits + " .,:;!?%&()[]<>/-'\"#@+" + "“”’·…÷–"

_WEIGHTS = ("regular", "strong", "bold", "head")


def unfit(fonts: Fonts) -> Iterator[Shortfall]:
    """Yield what a theme's font files fall short of, at ("font", weight) for each.

    A file that is no whole font, is of another family than the theme names, or lacks a character of `OURS`.
    """
    for weight in _WEIGHTS:
        path: Path | None = getattr(fonts, weight)
        if path is None:
            continue
        try:
            found = face(path)
        except (struct.error, ValueError, RuntimeError):  # a file that only begins like a font
            message = f"{weight} names {path.name!r}, which is not a whole font"
            yield Shortfall((("font", weight),), message, "take the file from its source again")
            continue
        # PowerPoint finds fonts by the family's name, and the brief by their files: both have to mean the same.
        if weight != "head" and found.families and fonts.family not in found.families:
            named = " or ".join(map(repr, found.families))
            message = f"{weight} is a font of the family {named}, but family is {fonts.family!r}"
            paths = (("font", weight), ("font", "family"))
            yield Shortfall(paths, message, f"write family: {found.families[-1]}, or take another font")
        if lacking := found.lacks(OURS):
            first = f"{lacking[0]!r} (U+{ord(lacking[0]):04X} {unicodedata.name(lacking[0])})"
            more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
            message = f"{weight} lacks the character {first}{more}, which the outputs write of themselves"
            yield Shortfall((("font", weight),), message, "choose a font that has it")
