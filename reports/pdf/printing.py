"""What a print shop is asked for, beside the paper."""

from dataclasses import dataclass
from typing import Literal

Ink = Literal["colour", "grey"]


@dataclass(frozen=True, slots=True)
class Printing:
    """Which `ink` a brief is printed in, how far it goes on beyond its pages' edges, and how many pages it has.

    `bleed`: so many millimetres of grounds and pictures. Empty pages at the end fill up to a multiple of `pages_by`.
    """

    ink: Ink = "colour"
    bleed: float = 0.0
    pages_by: int = 1


ON_SCREEN = Printing()
