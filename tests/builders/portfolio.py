"""A data file with a portfolio, divided by a table of awards or by what it states itself."""

from __future__ import annotations

import re
from pathlib import Path

from reports.compose.compose import compose
from reports.datafile.yaml import read
from reports.loading.load import Loaded, loaded_of
from reports.story import Annex, Breakdown, Portfolio, Story

HEAD = """\
language: en-GB
title: "{doors} doors"
subtitle: "{money}"
standfirst: "A start."
label: "Brief"
running: "Doors"
publisher: {name: "Door Trust"}
as_of: {text: "May 2024", latest: 2024}
sources:
  book: {title: "The Book", publisher: "Door Trust"}
  list: {title: "The List", publisher: "Other Trust"}
quantities:
  money: {value: 6_000, currency: GBP, kind: awarded, unit: "grants", source: book}
  doors: {value: 3, unit: "doors", source: book}
portfolio:
  total: money
  count: doors
  item: door
  awards: {table: awards.csv, currency: GBP, source: list, columns: {amount: Sum, title: Name, area: Area, date: Day}}
closing: {heading: "Figures", headline: "Where figures come from"}
sections:
  - {kind: portfolio, heading: "The money", headline: "{money} for doors"}
"""
TABLE = """\
Name,Sum,Area,Day
Oak,1000,Wood,2021-05-02
Iron,3000,Metal,2020
Bronze,2000,Metal,
"""
STATED = """\
  wood: {value: 1_000, currency: GBP, kind: awarded, unit: "grants for wood", source: list}
  metal: {value: 5_000, currency: GBP, kind: awarded, unit: "grants for metal", source: list}
portfolio:
  total: money
  count: doors
  item: door
  areas: [{label: "Wood", amount: wood}, {label: "Metal", amount: metal}]
closing:"""
AREAS = re.sub(r"(?s)portfolio:.*?closing:", STATED, HEAD, count=1)


def loaded(folder: Path, head: str = HEAD, table: str = TABLE) -> Loaded:
    (folder / "awards.csv").write_text(table, "utf-8")
    return loaded_of(read(head.encode(), "doors.yaml"), lambda _text: "", folder)


def a_story(folder: Path, head: str = HEAD, table: str = TABLE) -> Story:
    made = loaded(folder, head, table)
    return compose(made.programme, made.awards)


def a_breakdown(story: Story) -> Breakdown:
    block = story.sections[0].block
    assert isinstance(block, Portfolio)
    assert block.breakdown
    return block.breakdown


def an_annex(story: Story) -> Annex:
    assert story.annex
    return story.annex
