"""Personal decks for each second of CPU, against plain python-pptx changing and saving the same deck, and PptxGenJS.

Run by hand (docs/contributing.md): `python -m tests.benchmarks.handout_decks [COPIES]`; PptxGenJS is measured if
PPTXGENJS names its package.json: the same slides with a note of their own, a deck after the other in one process, of
which the first does not count. The press is made before; the rounds are interleaved and the best of each kind is taken,
since machines are noisy. Every name occurs once.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from pptx import Presentation

from reports.compose.compose import compose
from reports.deck.mailmerge.render_copies import DeckCopyRenderer
from reports.errors import Location
from reports.story import Personal, Words
from reports.theme.assets import ASSETS
from tests.benchmarks.whole import PLAIN, cpu, words_of
from tests.builders.reading import read

_ROUNDS = 5
_JS_DECKS = 10
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


def rate(make: Callable[[str], bytes], names: Sequence[str], folder: Path | None) -> float:
    """Make a deck for each name, and write it to a folder; give decks for a second of CPU, the system's part too."""
    start = time.process_time()
    for number, name in enumerate(names):
        data = make(name)
        if folder:
            (folder / f"{number % _FILES}.pptx").write_bytes(data)
    return len(names) / (time.process_time() - start)


def by_pptxgenjs(folder: Path) -> float:
    """Give the decks that PptxGenJS makes in memory for a second of CPU, once it is warm."""
    one, many = (
        cpu(["node", str(PLAIN / "deck.cjs"), str(folder / "words.json"), str(folder / "js.pptx"), str(count)])
        for count in (1, 1 + _JS_DECKS)
    )
    return _JS_DECKS / (many - one)


def main(copies: int) -> None:
    programme, theme = read(ASSETS.parent / "data" / "progressive-ms.yaml", None, lambda problem: None)
    made = DeckCopyRenderer(compose(programme), theme)
    one = made.render_copy(personal(a_name())).data
    kinds: dict[str, tuple[Callable[[str], bytes], int, bool]] = {
        "the press, memory": (lambda name: made.render_copy(personal(name)).data, copies, False),
        "the press, disk": (lambda name: made.render_copy(personal(name)).data, copies, True),
        "plain python-pptx": (lambda name: changed(one, name), max(1, copies // 100), True),
    }
    best = dict.fromkeys(kinds, 0.0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.environ.get("PPTXGENJS"):
            (folder / "words.json").write_text(json.dumps(words_of(folder / "out")), "utf-8")
            best["PptxGenJS"] = 0.0
        for _ in range(_ROUNDS):
            for kind, (make, number, written) in kinds.items():
                names = [a_name() for _ in range(number)]
                best[kind] = max(best[kind], rate(make, names, folder if written else None))
            if "PptxGenJS" in best:
                best["PptxGenJS"] = max(best["PptxGenJS"], by_pptxgenjs(folder))
    for kind, each in best.items():
        beside = ", ".join(f"{each / best[other]:6,.1f} x {other}" for other in list(kinds)[2:] + list(best)[3:])
        print(f"{kind:20} {each:9,.1f} decks for a second of CPU   {beside}")
    print(f"{len(one):,} bytes each")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
