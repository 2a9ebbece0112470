"""The default deck as LibreOffice shows it, in our own fonts, whatever else is installed.

`.venv/bin/uv run python -m tests.deck.pictures` renews the approved pictures in tests/deck/approved. Look at the
difference before it is committed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from reports.compose.compose import compose
from reports.deck.render import render
from reports.theme.assets import ASSETS
from tests import validators
from tests.builders.reading import read

APPROVED = Path(__file__).resolve().parent / "approved"
DPI = 36  # 480 pixels across: enough to see what moves, small enough to keep


def taken(folder: Path) -> list[Path]:
    """Render the default deck and give a picture of each slide, in order."""
    data = ASSETS.parent / "data" / "progressive-ms.yaml"
    programme, theme = read(data, None, lambda problem: None)
    deck = folder / "slide.pptx"
    deck.write_bytes(render(compose(programme), theme).pptx)
    with validators.fonts_in([ASSETS / "fonts", Path("/usr/share/fonts")], folder):
        return validators.pictures(validators.libre_office([deck], folder)[0], folder, DPI)


def renew() -> None:
    """Approve what the deck looks like now."""
    from PIL import Image

    for old in APPROVED.glob("*.png"):
        old.unlink()
    APPROVED.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number, picture in enumerate(taken(Path(folder)), 1):
            Image.open(picture).convert("L").save(APPROVED / f"slide-{number:02}.png", optimize=True)


if __name__ == "__main__":
    renew()
