"""Both files of the programme that comes with us, made once for all tests of a worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reports.brief.render import render as render_brief
from reports.build import read
from reports.compose import compose
from reports.deck.render import render as render_deck
from reports.model import Programme
from reports.story import Story

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "progressive-ms.yaml"


@dataclass(frozen=True)
class Made:
    programme: Programme
    story: Story
    brief: bytes
    deck: bytes


@pytest.fixture(scope="session")
def made() -> Made:
    programme, theme = read(DATA, None, lambda problem: pytest.fail(str(problem)))
    story = compose(programme)
    return Made(programme, story, render_brief(story, theme, "a4").pdf, render_deck(story, theme).pptx)
