"""A data file, or the one inside a brief, and its look: what most tests begin with."""

from pathlib import Path

from reports.datafile.model import Programme
from reports.loading.material import read_material
from reports.loading.source import Warn, source_of
from reports.theme.types import Theme


def read(data: Path, theme: Path | None, warn: Warn) -> tuple[Programme, Theme]:
    material = read_material(source_of(data, warn), theme, warn)
    return material.programme, material.theme
