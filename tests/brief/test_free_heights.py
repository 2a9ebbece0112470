"""No page but the last has more than 45 mm free at its foot: of every data file that comes with us or that we try."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from reports.brief.look import look_of
from reports.brief.pages import MOST_FREE
from reports.brief.render import laid_out
from reports.compose.compose import compose
from reports.errors import ReportError
from reports.loading.material import read_material
from reports.loading.source import source_of
from tests.builders.finished import ROOT

FILES = sorted([*ROOT.glob("data/*.yaml"), *ROOT.glob("data/examples/*.yaml"), *ROOT.glob("tests/cases/**/*.yaml")])


def free_heights(file: Path, paper: Literal["a4", "letter"]) -> list[float]:
    """Return the free height of each page in points, from its lowest word to the footer's line.

    Empty for a file that is refused: others try how.
    """
    try:
        material = read_material(source_of(file, lambda problem: None), None, lambda problem: None)
        story = compose(material.programme, material.awards, material.photos)
        look = look_of(material.theme, paper, story.phrases)
        return [look.body_height + look.to_footer - page.used for page in laid_out(story, look)]
    except ReportError:
        return []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_pages_are_full_but_for_the_last(file: Path) -> None:
    """Large print is left out: there, a chart or a question may be higher than what is left of a page."""
    for paper in ("a4", "letter"):
        assert [free for free in free_heights(file, paper)[:-1] if free > MOST_FREE + 0.5] == []


def test_the_files_that_are_tried_are_laid_out() -> None:
    assert sum(bool(free_heights(file, "a4")) for file in FILES) > 20
