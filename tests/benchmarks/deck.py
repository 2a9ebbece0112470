"""CPU of writing the deck besides its charts, against plain python-pptx writing the same texts on as many slides.

Run by hand: `.venv/bin/uv run python -m tests.benchmarks.deck [ROUNDS]`. All in one process after imports; the rounds
are interleaved and the least of each kind is taken, since machines are noisy.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable

from pptx import Presentation

from reports.assets import ASSETS
from reports.build import read
from reports.charts import chart_style, plan_timeline, squares, timeline
from reports.compose import compose
from reports.deck.render import render
from reports.drawing import record
from reports.story import Story, Timeline
from reports.theme import Theme
from reports.units import Points
from tests.readback import notes, slide_text, slides


def clocked(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def plain(texts: list[tuple[str, str]]) -> bytes:
    """Write title, body and notes as python-pptx's own documentation does."""
    deck = Presentation()
    for shown, spoken in texts:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        title, *body = shown.split("\n")
        slide.shapes.title.text_frame.text = title
        slide.placeholders[1].text_frame.text = "\n".join(body)
        slide.notes_slide.notes_text_frame.text = spoken
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def charts(story: Story, theme: Theme) -> None:
    """Draw and record what the deck draws: the cover's squares, the portfolio's, and the timeline's."""
    for place, width, height in (("cover", 852, 72), ("deck", 560, 281)):
        style = chart_style(theme, "cover" if place == "cover" else "deck")
        field = squares(story.cover.portfolio.chart, style, Points(width), Points(height))
        assert field is not None
        record(field, "", style.faces)
    for section in story.sections:
        if isinstance(section.block, Timeline):
            plan = plan_timeline(section.block.chart, style, Points(852), Points(300))
            assert plan is not None
            record(timeline(plan, section.block.chart, style), "", style.faces)


def main(rounds: int) -> None:
    programme, theme = read(ASSETS.parent / "data" / "progressive-ms.yaml", None, lambda problem: None)
    story = compose(programme)
    made = render(story, theme)
    texts = [(slide_text(slide), notes(slide)) for slide in slides(made.pptx)]
    kinds: dict[str, Callable[[], object]] = {
        "the deck": lambda: render(story, theme),
        "its charts alone": lambda: charts(story, theme),
        "plain python-pptx": lambda: plain(texts),
    }
    least = dict.fromkeys(kinds, float("inf"))
    for _ in range(rounds):
        for kind, work in kinds.items():
            least[kind] = min(least[kind], clocked(work))
    for kind, seconds in least.items():
        print(f"{kind:20} {seconds * 1000:6.1f} ms CPU   {seconds / least['plain python-pptx']:.2f} x plain")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
