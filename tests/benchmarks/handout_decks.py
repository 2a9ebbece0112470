"""Personal decks for each second of CPU, written to disk, against plain python-pptx changing and saving the same deck.

Run by hand (docs/contributing.md): `python -m tests.benchmarks.handout_decks [COPIES]`. One process, after the press is
made; the rounds are interleaved and the best of each kind is taken, since machines are noisy. Every name occurs once.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from pptx import Presentation

from reports.compose.compose import compose
from reports.deck.mailmerge.render_copies import copy_renderer
from reports.errors import Location
from reports.story import Personal, Words
from reports.theme.assets import ASSETS
from tests.builders.reading import read

_ROUNDS = 5
_FILES = 500  # so many stay on the disk at once
_SOMEWHERE = Location("benchmark")
_FIRST, _LAST = (
    ("Ada", "Zoë", "Þóra", "Jean-Luc", "Max & Moritz"),
    ("Lovelace", "Ångström", "O’Neil", "Müller-Lüdenscheidt"),
)
_numbers = count(1)


def a_name() -> str:
    """Give a name that no round has had."""
    number = next(_numbers)
    return f"{_FIRST[number % 5]} {_LAST[number % 4]} {number:x}"


def personal(name: str) -> Personal:
    letter = f"Dear {name}, thank you for your interest in this research. This is your own copy of the talk."
    return Personal(Words(f"For {name}", _SOMEWHERE), (Words(letter, _SOMEWHERE),))


def changed(deck: bytes, name: str) -> bytes:
    """Change dedication and letter as python-pptx's own documentation would."""
    presentation: Any = Presentation(io.BytesIO(deck))
    slide = presentation.slides[0]
    words = personal(name)
    shape = next(shape for shape in slide.placeholders if shape.name == "Dedication")
    shape.text_frame.paragraphs[0].runs[0].text = str(words.dedication)
    slide.notes_slide.notes_text_frame.paragraphs[1].runs[0].text = str(words.letter[0])
    saved = io.BytesIO()
    presentation.save(saved)
    return saved.getvalue()


def rate(make: Callable[[str], bytes], names: Sequence[str], folder: Path) -> float:
    """Write a deck for each name; give the decks for a second of CPU, the system's part included."""
    start = time.process_time()
    for number, name in enumerate(names):
        (folder / f"{number % _FILES}.pptx").write_bytes(make(name))
    return len(names) / (time.process_time() - start)


def main(copies: int) -> None:
    programme, theme = read(ASSETS.parent / "data" / "progressive-ms.yaml", None, lambda problem: None)
    made = copy_renderer(compose(programme), theme)
    one = made.render_copy(personal(a_name())).data
    kinds: dict[str, tuple[Callable[[str], bytes], int]] = {
        "the press": (lambda name: made.render_copy(personal(name)).data, copies),
        "plain python-pptx": (lambda name: changed(one, name), max(1, copies // 100)),
    }
    best = dict.fromkeys(kinds, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(_ROUNDS):
            for kind, (make, number) in kinds.items():
                best[kind] = max(best[kind], rate(make, [a_name() for _ in range(number)], Path(folder)))
    for kind, each in best.items():
        print(f"{kind:20} {each:9,.1f} decks for a second of CPU   {each / best['plain python-pptx']:6,.1f} x plain")
    print(f"{len(one):,} bytes each")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
