"""Charts as shapes against matplotlib's own picture of them: LibreOffice's rendering and Agg's, held side by side.

Texts are left out: the two set type differently. Where shapes are cut, how long dashes are and where curves run shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path as File
from typing import Any

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Polygon, Wedge
from matplotlib.text import Text as Label
from PIL import Image, ImageFilter
from pptx.oxml import parse_xml

from reports import charts
from reports.charts.drawing import Path
from reports.charts.recorder import record
from reports.deck.layout.names import BoxName, BoxRole
from reports.deck.layout.slide import Art
from reports.deck.ooxml import template
from reports.deck.ooxml.shapes import group
from reports.deck.ooxml.xml import NAMESPACES
from reports.story import SquaresChart
from reports.units import Points, to_emu
from tests import validators
from tests.builders import deck as stories
from tests.builders.deck import a_breakdown, a_comparison, a_growth, a_timeline, the_theme
from tests.builders.story import a_milestone

pytestmark = pytest.mark.slow

_LEFT, _TOP, _DPI = 54.0, 60.0, 144
_EDGE = 4
_MOST_OFF, _MOST_MEAN = 0.0005, 3.5  # of the pixels, more than 48 of 255 away after a blur; of 255, on average


def torture() -> Figure:
    """Draw what charts are made of, in sharper corners and with longer curves than they have."""
    figure = Figure(figsize=(6, 4), dpi=72, frameon=False)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 432), ylim=(0, 288))
    axes.axis("off")
    sharp: dict[str, Any] = {"solid_capstyle": "butt", "dash_capstyle": "butt"}
    sharp |= {"solid_joinstyle": "miter", "dash_joinstyle": "miter"}
    axes.plot([10, 100, 180, 420], [60, 250, 30, 200], color="#0B5C6B", linewidth=5, **sharp)
    axes.plot([20, 410], [20, 20], color="#17242B", linewidth=4, dashes=(3, 1), **sharp)
    axes.plot([20, 410], [40, 70], color="#7F8B93", linewidth=2, dashes=(6, 2, 1, 2), **sharp)
    axes.plot([60, 120, 180], [150, 180, 150], "D", markersize=14, color="#0B5C6B", markeredgewidth=0)
    axes.plot([240, 300, 360], [150, 180, 150], "^", markersize=16, color="#17242B", markeredgewidth=0)
    axes.add_patch(Ellipse((330, 230), 120, 70, facecolor="#E6EFF0", edgecolor="#0B5C6B", linewidth=3))
    axes.add_patch(Polygon([(40, 220), (90, 280), (140, 200), (70, 190)], facecolor="#7FC8D2", edgecolor="none"))
    axes.add_patch(Wedge((220, 240), 40, 30, 260, facecolor="#55616A", edgecolor="none"))
    return figure


def squares() -> Figure:
    figure = charts.figure_of(SquaresChart(105, "garden", "Squares."), style(), Points(560), Points(280))
    assert figure is not None
    return figure


def sketch() -> Figure:
    sketched = a_comparison(2, sketched=True).forms[0].sketch
    assert sketched is not None
    return charts.sketch(sketched, style(), Points(410), Points(156))


def timeline() -> Figure:
    steps = a_milestone(2010), a_milestone(2011), a_milestone(2012, expected=True)
    chart = a_timeline(*steps).chart
    plan = charts.plan_timeline(chart, style(), Points(852), Points(290))
    assert plan is not None
    return charts.timeline(plan, chart, style())


def bars() -> Figure:
    figure = charts.figure_of(a_breakdown(*stories.bars(8)).chart, style(), Points(852), Points(288))
    assert figure is not None
    return figure


def steps() -> Figure:
    figure = charts.figure_of(a_growth().chart, style(), Points(852), Points(288))
    assert figure is not None
    return figure


@cache
def style() -> charts.ChartStyle:
    return charts.chart_style(the_theme(), "deck")


FIGURES: tuple[Callable[[], Figure], ...] = (torture, squares, sketch, timeline, bars, steps)


def shown(folder: File) -> dict[Callable[[], Figure], Image.Image]:
    """Show each figure on a slide, and give what LibreOffice makes of all of them in one run."""
    presentation = template.opened(the_theme())
    layout = next(each for each in presentation.slide_layouts if each.name == "Chart")
    for make in FIGURES:
        drawing = record(make(), "A chart.", style().faces)
        drawing = replace(drawing, marks=tuple(mark for mark in drawing.marks if isinstance(mark, Path)))
        slide = presentation.slides.add_slide(layout)
        for shape in list(slide.shapes):
            shape._element.getparent().remove(shape._element)
        art = Art(BoxName(BoxRole.CHART), make.__name__, drawing)
        text = group(art, (to_emu(_LEFT), to_emu(_TOP)), 5, the_theme(), "en-GB")
        slide.shapes._spTree.append(parse_xml(text.replace("<p:grpSp>", f"<p:grpSp {NAMESPACES}>", 1)))
    presentation.save(str(folder / "charts.pptx"))
    pages = validators.pictures(validators.libre_office([folder / "charts.pptx"], folder)[0], folder, dpi=_DPI)
    return {make: cut(page, make()) for make, page in zip(FIGURES, pages, strict=True)}


def cut(page: File, figure: Figure) -> Image.Image:
    width, height = (round(inches * _DPI) for inches in figure.get_size_inches())
    left, top = round(_LEFT * _DPI / 72), round(_TOP * _DPI / 72)
    return Image.open(page).convert("RGB").crop((left, top, left + width, top + height))


def in_agg(figure: Figure, size: tuple[int, int]) -> Image.Image:
    for label in texts(figure):
        label.set_visible(False)
    figure.dpi = _DPI
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    drawn = Image.fromarray(np.asarray(canvas.buffer_rgba()))
    white = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(white, drawn).convert("RGB").crop((0, 0, *size))


def texts(figure: Figure) -> Iterator[Any]:
    yield from figure.findobj(Label)


def difference(one: Any, other: Any, x: int, y: int) -> tuple[float, float]:
    """Compare two pictures, one moved by a pixel or none: where a grid of pixels begins means nothing."""
    off = np.abs(np.roll(one, (y, x), (0, 1)) - other)[_EDGE:-_EDGE, _EDGE:-_EDGE].max(axis=2)
    return float((off > 48).mean()), float(off.mean())


def test_shapes_look_as_matplotlib_draws_them(tmp_path: File) -> None:
    for make, there in shown(tmp_path).items():
        blurred = (each.filter(ImageFilter.GaussianBlur(2)) for each in (in_agg(make(), there.size), there))
        here, slide = (np.asarray(each, float) for each in blurred)
        far, mean = min(difference(here, slide, x, y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        assert far <= _MOST_OFF, f"{make.__name__}: {far:.4%} of the pixels differ"
        assert mean <= _MOST_MEAN, f"{make.__name__}: the pixels differ by {mean:.2f} on average"
        assert np.asarray(there).min() < 128, f"{make.__name__}: nothing was drawn"
