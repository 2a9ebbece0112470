"""Both files of the programme that comes with us, made once for all tests of a worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from reports.build import BuildRequest, build, read
from reports.compose.compose import compose
from reports.datafile.model import Programme
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
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    programme, _ = read(DATA, None, lambda problem: pytest.fail(str(problem)))
    job = BuildRequest(DATA, tmp_path_factory.mktemp("made"))
    build(job, lambda step: None, lambda problem: pytest.fail(str(problem)))
    brief, deck = (job.target(part).read_bytes() for part in job.parts)
    return Made(programme, compose(programme), brief, deck)
