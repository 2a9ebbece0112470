"""Both files of the programme that comes with us, made once for all tests of a worker."""

from __future__ import annotations

import pytest

from reports.build import BuildRequest, build
from reports.compose.compose import compose
from tests.builders.finished import DATA, Made
from tests.builders.reading import read


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    programme, _ = read(DATA, None, lambda problem: pytest.fail(str(problem)))
    job = BuildRequest(DATA, tmp_path_factory.mktemp("made"))
    build(job, lambda step: None, lambda problem: pytest.fail(str(problem)))
    brief, deck = (job.target(part).read_bytes() for part in job.parts)
    return Made(DATA, programme, compose(programme), brief, deck)
