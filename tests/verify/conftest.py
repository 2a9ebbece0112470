"""Both files of two programmes."""

from __future__ import annotations

import pytest

from tests.builders.finished import DATA, MEADOWS, Made, made


@pytest.fixture(scope="session")
def ours() -> Made:
    return made(DATA)


@pytest.fixture(scope="session")
def meadows() -> Made:
    return made(MEADOWS)
