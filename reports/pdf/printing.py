"""What a print shop is asked for, beside the paper."""

from typing import Literal

from reports.frozen import frozen

Ink = Literal["colour", "grey"]


@frozen
class Printing:
    """Which `ink` a brief is printed in, how far it goes on beyond its pages' edges, and how many pages it has.

    `bleed`: so many millimetres of grounds and pictures. Empty pages at the end fill up to a multiple of `pages_by`.
    """

    ink: Ink = "colour"
    bleed: float = 0.0
    pages_by: int = 1


ON_SCREEN = Printing()
