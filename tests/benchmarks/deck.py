"""CPU of writing a deck besides its charts, against plain python-pptx writing the same texts on as many slides.

The aim is that ten slides take 60 ms at most besides the charts, on a machine that nobody else uses; the ratio is what
holds on others. The whole deck is shown as well. The collector rests as it does in the command.

Run by hand (docs/contributing.md): `python -m tests.benchmarks.deck [ROUNDS]`. All in one process after imports; the
rounds are interleaved and the least of each kind is taken, since machines are noisy.
"""

from __future__ import annotations

import gc
import io
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from pptx import Presentation

from reports.charts import chart_style, plan_timeline, squares, timeline
from reports.charts.recorder import record
from reports.compose.compose import compose
from reports.deck.render import render
from reports.story import Portfolio, Story, Timeline
from reports.theme.assets import ASSETS
from reports.theme.types import Theme
from reports.units import Points
from tests.builders.reading import read
from tests.readback import notes, slide_text, slides

_TEN = 10


def clocked(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    start = time.process_time()
    work()
    spent = time.process_time() - start
    gc.enable()
    return spent


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
        style = chart_style(theme, "deck", dark=place == "cover")
        field = squares(story.cover.portfolio.chart, style, Points(width), Points(height))
        assert field is not None
        record(field, "", style.faces)
    for section in story.sections:
        if isinstance(section.block, Timeline):
            plan = plan_timeline(section.block.chart, style, Points(852), Points(300))
            assert plan is not None
            record(timeline(plan, section.block.chart, style), "", style.faces)


def ten_slides(story: Story, theme: Theme) -> Story:
    """Leave out as few sections as make it ten slides; what is drawn stays in."""
    plain_ones = [section for section in story.sections if not isinstance(section.block, Timeline | Portfolio)]
    for count in range(len(plain_ones)):
        for gone in combinations(plain_ones, count):
            cut = replace(story, sections=tuple(section for section in story.sections if section not in gone))
            if render(cut, theme).slides == _TEN:
                return cut
    raise LookupError("no sections make ten slides")


def main(rounds: int) -> None:
    programme, theme = read(ASSETS.parent / "data" / "progressive-ms.yaml", None, lambda problem: None)
    whole = compose(programme)
    for story in (ten_slides(whole, theme), whole):
        measured(story, theme, rounds)


def measured(story: Story, theme: Theme, rounds: int) -> None:
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
    least["besides the charts"] = least["the deck"] - least["its charts alone"]
    print(f"{made.slides} slides")
    for kind, seconds in least.items():
        print(f"  {kind:20} {seconds * 1000:6.1f} ms CPU   {seconds / least['plain python-pptx']:.2f} x plain")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
