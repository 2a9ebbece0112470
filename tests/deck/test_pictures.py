"""Each slide looks as it did when somebody last looked at it and approved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from tests.deck.pictures import APPROVED, taken

MOST = 0.002  # of the pixels may differ by more than a shade


def soft(picture: Path | Image.Image) -> np.ndarray:
    """Blur away what smoothing of edges may do differently from one version of the renderer to the next."""
    image = picture if isinstance(picture, Image.Image) else Image.open(picture)
    return np.asarray(image.convert("L").filter(ImageFilter.GaussianBlur(1.2)), dtype=float)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float((abs(one - other) > 24).mean())


@pytest.mark.slow
def test_every_slide_looks_as_approved(tmp_path: Path) -> None:
    now, approved = taken(tmp_path), sorted(APPROVED.glob("*.png"))
    assert len(now) == len(approved) == 12
    off = {seen.name: difference(soft(seen), soft(kept)) for seen, kept in zip(now, approved, strict=True)}
    assert {name: share for name, share in off.items() if share > MOST} == {}


@pytest.mark.parametrize("slide", range(1, 13))
def test_a_line_of_text_that_moves_by_half_its_height_is_seen(slide: int) -> None:
    approved = Image.open(APPROVED / f"slide-{slide:02}.png")
    moved = Image.new("L", approved.size, approved.getpixel((0, 0)))
    moved.paste(approved, (0, 6))
    assert difference(soft(moved), soft(approved)) > MOST
