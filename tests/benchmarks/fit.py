"""Lines of text as predicted against lines as LibreOffice breaks them, in texts and fonts that nobody tuned for.

Run by hand (docs/contributing.md): `tests/benchmarks/fit.py [BOXES]`. Needs LibreOffice, and the fonts named below
installed. A text box of its own size each, no two alike. "Under" is what matters: more lines than were measured
overflow a box.
"""

from __future__ import annotations

import pydoc_data.topics
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Pt

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reports.deck.layout.fallback_font import Arial  # noqa: E402
from reports.deck.layout.fit import SAFE_WIDTH, lines  # noqa: E402
from reports.theme.typeface import Measures, face  # noqa: E402

TRUETYPE = Path("/usr/share/fonts/truetype")
HELD_OUT = {
    "DejaVu Sans": TRUETYPE / "dejavu" / "DejaVuSans.ttf",
    "DejaVu Serif": TRUETYPE / "dejavu" / "DejaVuSerif.ttf",
    "Liberation Serif": TRUETYPE / "liberation" / "LiberationSerif-Regular.ttf",
    "Liberation Sans Narrow": TRUETYPE / "liberation" / "LiberationSansNarrow-Regular.ttf",
}
THEMES = ROOT / "assets" / "fonts" / "SourceSans3-Regular.ttf"


@dataclass(frozen=True)
class Box:
    """A text in a width, and how many lines we say it takes."""

    family: str
    text: str
    size: float
    width: float
    predicted: int


def boxes(count: int) -> Iterator[Box]:
    """Half in fonts that were held out, measured by their files; half as on slides, in the theme's font or Arial's."""
    chance = random.Random(20240229)
    texts = list(passages(chance))
    for number in range(count):
        text, size, width = texts[number % len(texts)], chance.choice(range(36, 120)) / 2, chance.uniform(150, 860)
        text = text[: int(width / size * 14)].rsplit(" ", 1)[0]
        if number % 2:
            family = chance.choice(sorted(HELD_OUT))
            yield Box(family, text, size, width, lines(text, face(HELD_OUT[family]), size, width * SAFE_WIDTH))
        else:
            own: Measures = face(THEMES)
            most = max(lines(text, font, size, width * SAFE_WIDTH) for font in (own, Arial(strong=False)))
            yield Box(chance.choice(["Source Sans 3", "Liberation Sans"]), text, size, width, most)


def passages(chance: random.Random) -> Iterator[str]:
    """Put sentences of Python's own manual together, whose words no slide of ours has; no code, no tables."""
    prose = re.sub(r"\s+", " ", " ".join(pydoc_data.topics.topics.values()))
    sentences = re.findall(r"[A-Z][a-z]+(?: [A-Za-z]+(?:[-'][A-Za-z]+)*,?){5,}\.", prose)
    for _ in range(2000):
        yield " ".join(chance.sample(sentences, 8))


def rendered(made: list[Box], folder: Path) -> list[int]:
    """Count the lines that LibreOffice sets of each, a slide each."""
    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(960), Pt(2000)
    for box in made:
        slide = presentation.slides.add_slide(presentation.slide_layouts[6])
        shape = slide.shapes.add_textbox(Pt(20), Pt(20), Pt(box.width), Pt(1900))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.name = box.text, Pt(box.size), box.family
        run._r.get_or_add_rPr().set("lang", "en-US")
    presentation.save(str(folder / "boxes.pptx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    command.append(str(folder / "boxes.pptx"))
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    told = subprocess.run(
        ["pdftotext", "-bbox", str(folder / "boxes.pdf"), "-"], check=True, capture_output=True, text=True
    ).stdout
    return [len(set(_baselines(page))) for page in told.split("<page ")[1:]]


def _baselines(page: str) -> Iterator[int]:
    """Give each word's foot; those of one line are the same to a point."""
    last = -99.0
    for foot in sorted(float(each) for each in re.findall(r'yMax="([\d.]+)"', page)):
        if foot - last > 4:
            last = foot
        yield round(last)


def main(count: int) -> None:
    made = list(boxes(count))
    with tempfile.TemporaryDirectory() as folder:
        seen = rendered(made, Path(folder))
    assert len(seen) == len(made)
    kinds: dict[str, Counter[str]] = {}
    for box, lines_seen in zip(made, seen, strict=True):
        kind = "exact" if lines_seen == box.predicted else "under" if lines_seen > box.predicted else "over"
        kinds.setdefault(box.family, Counter())[kind] += 1
        if kind == "under":
            print(
                "under:", box.family, box.size, "pt in", round(box.width), "pt:", lines_seen, "lines for", box.predicted
            )
    for family, found in sorted(kinds.items()):
        told = ", ".join(f"{found[kind]} {kind}" for kind in ("exact", "over", "under"))
        print(f"{family:24} {found.total():4} boxes: {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
