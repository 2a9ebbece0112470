"""Points, millimetres, inches and EMU: the only place where lengths are converted."""

from typing import NewType

Points = NewType("Points", float)  # 1/72 inch: what PDF, type and our drawings count in
Emu = NewType("Emu", int)  # 1/914,400 inch: what PowerPoint counts in, always whole

BLEED, PAGES_BY = r"10|[0-9](?:\.[0-9]{1,3})?", r"[1-9][0-9]?"  # as they are written: mm, and a multiple
_POINTS_PER_INCH = 72
_MM_PER_INCH = 25.4
_EMU_PER_POINT = 12_700


def from_mm(mm: float) -> Points:
    """Convert millimetres, which people measure, to points."""
    return Points(mm * _POINTS_PER_INCH / _MM_PER_INCH)


def from_inches(inches: float) -> Points:
    """Convert inches, in which slides are laid out, to points."""
    return Points(inches * _POINTS_PER_INCH)


def to_inches(points: float) -> float:
    """Convert points to inches, which matplotlib's figure sizes are in."""
    return points / _POINTS_PER_INCH


def to_emu(points: float) -> Emu:
    """Convert points to EMU, rounded to a whole number: a fraction makes PowerPoint repair the deck."""
    return Emu(round(points * _EMU_PER_POINT))


def from_emu(emu: int) -> Points:
    """Convert EMU to points."""
    return Points(emu / _EMU_PER_POINT)
