"""Finished files of a programme, made once for all tests of a worker, and what verify says of changed ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from reports.brief.render import render as render_brief
from reports.compose.compose import compose
from reports.datafile.attachments import Enclosed, enclose
from reports.datafile.model import Programme
from reports.datafile.photos import Pixels
from reports.deck.render import render as render_deck
from reports.loading.material import read_material
from reports.loading.source import source_of
from reports.story import Story
from reports.verify.checked import check, due_of
from reports.verify.readback.brief import read_brief
from reports.verify.readback.deck import read_deck
from reports.verify.readback.reading import Discrepancy, Part
from tests.builders.edits import place_of

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data" / "progressive-ms.yaml"
MEADOWS = ROOT / "data" / "examples" / "river-meadows.yaml"


@dataclass(frozen=True)
class Made:
    """A programme, its story, and its files as bytes."""

    data: Path
    programme: Programme
    story: Story
    brief: bytes
    deck: bytes
    enclosed: Enclosed | None = None  # that of a file without pictures, if it is left out
    photos: Mapping[str, Pixels] = field(default_factory=dict)

    def discrepancies(self, part: Part, content: bytes) -> list[Discrepancy]:
        """Hold a file, changed or not, against the data."""
        enclosed = self.enclosed or enclose(self.data.read_bytes(), self.data.name, self.programme.attach)
        reader = read_brief if part == "brief" else read_deck
        due = due_of(self.programme, self.story)
        return list(check(reader(content, f"{part} file"), due, enclosed).discrepancies)

    def failures(self, part: Part, change: Callable[[bytes], bytes]) -> list[str]:
        """Change a file, and give what verify then calls a failure."""
        content = change(self.brief if part == "brief" else self.deck)
        return [str(finding) for finding in self.discrepancies(part, content) if finding.failure]

    def placed(self, message: str) -> str:
        """Put the number of a slide or page in a message for the text in double brackets that it begins with."""
        deck = message.startswith("deck")
        return re.sub(r"\[\[(.+?)\]\]", lambda text: str(place_of(self.deck if deck else self.brief, text[1])), message)


@cache
def made(data: Path) -> Made:
    """Build the files of a data file as they are built by themselves."""
    source = source_of(data, lambda problem: pytest.fail(str(problem)))
    material = read_material(source, None, lambda problem: pytest.fail(str(problem)))
    programme, theme = material.programme, material.theme
    story = compose(programme, material.awards, material.photos)
    enclosed = source.enclosed(programme, programme.attach, photos=material.photos)
    brief = render_brief(story, theme, "a4", attachments=enclosed.files).pdf
    return Made(data, programme, story, brief, render_deck(story, theme).pptx, enclosed, material.photos)
