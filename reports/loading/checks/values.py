"""Sections that are made of quantities: what each figure of a row shows."""

from collections.abc import Iterator

from reports.datafile.model import FiguresSection
from reports.datafile.yaml import quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.story import numbers


def _figures(file: CheckedFile) -> Iterator[Problem]:
    """A figure shows one quantity, and nothing beside it."""
    for index, section in enumerate(file.programme.sections):
        for place, each in enumerate(section.figures if isinstance(section, FiguresSection) else ()):
            path = ("sections", index, "figures", place, "show")
            if file.sound(*path) and not numbers.PLACE.fullmatch(each.show.text):
                message = f"a figure shows one quantity alone, not {quote(each.show.text, 40)}"
                shown = numbers.PLACE.search(each.show.text)
                hint = f'write show: "{shown[0] if shown else "{name}"}", and all else into label'
                yield Problem(file.at(*path), message, hint)


RULES = (_figures,)
