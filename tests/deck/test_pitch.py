"""Rows of a slide stand at one pitch where the highest of them leaves room for that."""

from __future__ import annotations

from itertools import pairwise

from tests.builders.finished import MEADOWS, made
from tests.readback import slides


def test_steps_stand_at_one_pitch() -> None:
    listed = [
        [shape.top for shape in slide.placeholders if shape.name.startswith("Text")]
        for slide in slides(made(MEADOWS).deck)
        if slide.slide_layout.name.startswith("Rows")
    ]
    assert [len(tops) for tops in listed] == [4, 4]
    for tops in listed:
        gaps = [below - above for above, below in pairwise(tops)]
        assert max(gaps) - min(gaps) <= 1, gaps
