"""Small tables of recipients, and a programme that speaks to them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from reports.compose.letters import Letters, letters
from reports.errors import DataError
from reports.handouts.recipients import Recipient, open_recipients
from reports.handouts.survey import Names, Survey, survey
from tests.builders.datafile import SOUND, a_programme

HANDOUT = """\
handout:
  dedication: "For {recipient.salutation}"
  letter: "Dear {recipient.salutation}, {doors} doors opened."
  fallbacks: {salutation: friend}
"""


def letters_of(handout: str = HANDOUT) -> Letters:
    return letters(a_programme(SOUND + handout))


ASKING = 'handout: {dedication: "{recipient.salutation}"}\n'  # no fallback


def a_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", separator: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    return path


def an_xlsx(path: Path, rows: Sequence[Sequence[Any]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cell, code in (formats or {}).items():
        sheet[cell].number_format = code
    book.save(path)
    return path


def read_table(path: Path, handout: str = ASKING, **how: Any) -> list[Recipient]:
    return list(open_recipients(path, letters_of(handout).columns, **how))


def surveyed(path: Path, handout: str = ASKING, lacking: str = "", names: Names | None = None, **how: Any) -> Survey:
    known = letters_of(handout)
    table = open_recipients(path, known.columns, **how)
    return survey(table, known, lambda text: "".join(char for char in lacking if char in text), names)


def problems(path: Path, handout: str = ASKING, **how: Any) -> list[str]:
    """Give what is told of a table, row by row behind the summary, without the folder it is in."""
    try:
        found = sorted(surveyed(path, handout, **how).problems[1:])
    except DataError as error:
        found = [*error.problems]
    return [str(problem).replace(f"{path.parent}/", "") for problem in found]
