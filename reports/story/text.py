"""Texts as they are shown, with what a renderer has to know about parts of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import NamedTuple

from reports.errors import Location


class Span(NamedTuple):
    """Characters `start` to `stop` (exclusive) of a text."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text: its place there, and the quantity of the data file that it shows."""

    span: Span
    quantity: str


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it is shown, plain (never markup), with what a renderer has to know about parts of it.

    `kept` parts stay on one line where there is room (numbers with their unit, and the data file's names);
    `strong` parts are set in the strong weight; `links` carry an address each (http, https or mailto).
    """

    text: str
    where: Location = field(compare=False, repr=False)
    figures: tuple[Figure, ...] = ()
    kept: tuple[Span, ...] = ()
    strong: tuple[Span, ...] = ()
    links: tuple[tuple[Span, str], ...] = ()

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Point:
    """A label and what it says; `label` may be missing."""

    label: Words | None
    text: Words


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that stands by itself, and its label ("in multi-year funding commitments")."""

    figure: Words
    label: Words


def words_in(part: object) -> Iterator[Words]:
    """Find every text of a Story, or of any part of one, in the order in which the fields stand."""
    if isinstance(part, Words):
        yield part
    elif isinstance(part, tuple) and not (part and isinstance(part[0], str)):
        for one in part:
            yield from words_in(one)
    elif is_dataclass(part):
        for each in fields(part):
            yield from words_in(getattr(part, each.name))
