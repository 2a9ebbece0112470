"""A small sound data file, spoiled in one place or not, and what is said of it."""

from __future__ import annotations

from reports.datafile.model import Programme
from reports.datafile.yaml import read
from reports.errors import DataError, Problem
from reports.loading.load import loaded_of

SOUND = """\
language: en-US
title: "{doors} open doors"
subtitle: "{granted} in grants"
standfirst: >-
  A door is a way in.
  And a way out.
label: "Brief"
running: "Open doors"
publisher: {name: "Door Trust"}
as_of: {text: "June 2024", latest: 2024}
sources:
  report: {title: "Annual report", publisher: "Door Trust"}
names: [phase 2b]
quantities:
  granted: {value: 180_000, currency: USD, kind: awarded, unit: "grants", source: report}
  doors: {value: 24, unit: "doors", source: report}
  average: {ratio: [granted, doors], round: 100, label: "average", caveat: "not a typical grant"}
timeline:
  - {date: 2023, title: "A first door", text: "It opens."}
  - {date: early 2025, title: "More doors", text: "They are to open.", expected: true}
portfolio: {total: granted, count: doors, item: door}
sections:
  - kind: text
    heading: "Why doors"
    headline: "A door is more than a wall"
    text: "In 2023 a phase 2b door opened."
  - kind: timeline
    heading: "Since when"
    headline: "Doors open one after another"
    measure: "Doors, by year"
closing:
  heading: "About"
  headline: "All from one report"
"""


def problems_of(data: str | bytes, lacking: str = "") -> tuple[Problem, ...]:
    """Give problems and warnings of a file named a.yaml, in the theme of a font that lacks some characters."""
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")

    def lacks(text: str) -> str:
        return "".join(char for char in lacking if char in text)

    try:
        return loaded_of(read(raw, "a.yaml"), lacks, None).warnings
    except DataError as error:
        return error.problems


def spoiled(was: str, now: str) -> str:
    assert SOUND.count(was) == 1
    return SOUND.replace(was, now)


def a_programme(text: str = SOUND) -> Programme:
    loaded = loaded_of(read(text.encode(), "a.yaml"), lambda text: "", None)
    assert loaded.warnings == ()
    return loaded.programme
