"""Where the numbers of a text come from: a quantity, a date, a declared name, a count, somebody else's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reports.datafile.model import Derived, Programme
from reports.story import Span, Words
from reports.story import numbers as quantities
from reports.verify.expected.numbers import Meaning, numbers

ProvenanceKind = Literal["stated", "derived", "name", "date", "verbatim", "counted", "structural", "parts", "unknown"]

_NUMERAL = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a number comes from. `name` is the quantity's, or the declared name it stands in.

    "parts" are what the portfolio is divided into: its table of awards, or areas that the data states.
    """

    kind: ProvenanceKind
    name: str = ""


OriginAt = tuple[Span, Meaning, Provenance]


def all_from(kind: ProvenanceKind, text: str) -> tuple[OriginAt, ...]:
    """Trace all numbers of a text to the same."""
    return tuple((number.span, number.meaning, Provenance(kind)) for number in numbers(text))


class ProvenanceTracer:
    """Traces numbers to the data file. `forms` are the quantities' names by how they may look, `years` its dates'."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self.forms = dict(_forms(programme))
        self.years = frozenset(_years(programme))

    def of(self, words: Words, *, verbatim: bool) -> tuple[OriginAt, ...]:
        """Trace the numbers of a text of the story's."""
        return tuple(
            (number.span, number.meaning, self._origin(number.meaning, number.span, words, verbatim=verbatim))
            for number in numbers(words.text)
        )

    def composed(self, text: str) -> tuple[OriginAt, ...]:
        """Trace the numbers of a text that is put together here."""
        return tuple(
            (number.span, number.meaning, self._own(number.meaning, text, number.span)) for number in numbers(text)
        )

    def _own(self, meaning: Meaning, text: str, span: Span) -> Provenance:
        """Trace a number to a quantity, a date, or a count of what stands there."""
        if meaning in self.forms:
            return Provenance(self._kind(self.forms[meaning]), self.forms[meaning])
        return self._named(text, span) or (
            Provenance("date") if _year(meaning) in self.years else Provenance("counted")
        )

    def _origin(self, meaning: Meaning, span: Span, words: Words, *, verbatim: bool) -> Provenance:
        for figure in words.figures:
            if span.start < figure.span.stop and figure.span.start < span.stop:
                return Provenance(self._kind(figure.quantity), figure.quantity)
        if any(part.start <= span.start < part.stop and to.startswith("#") for part, to in words.links):
            return Provenance("structural")  # a citation leads to the list of sources
        if verbatim:
            return Provenance("verbatim")
        return (
            self._named(words.text, span)
            or (Provenance("date") if _year(meaning) in self.years else None)
            or Provenance("counted" if _NUMERAL.match(words.text) and span.start == 0 else "unknown")
        )

    def _named(self, text: str, span: Span) -> Provenance | None:
        for name in self._programme.names:
            for part in quantities.names_in(text, (name,)):
                if part.start <= span.start and span.stop <= part.stop:
                    return Provenance("name", name)
        return None

    def _kind(self, name: str) -> Literal["stated", "derived"]:
        return "derived" if isinstance(self._programme.quantities.get(name), Derived) else "stated"


def _forms(programme: Programme) -> Iterator[tuple[Meaning, str]]:
    """List the meanings of all quantities as they are written, and with a currency's code for its sign."""
    for name, quantity in programme.quantities.items():
        written = quantities.shown(name, programme)
        for text in (written.short, written.full):
            for number in numbers(text):
                yield number.meaning, name
                code = getattr(quantity, "currency", None)
                if code:
                    yield number.meaning._replace(currency=code), name


def _years(programme: Programme) -> Iterator[int]:
    for step in programme.timeline:
        yield step.date.year
    yield programme.as_of.latest
    for number in numbers(programme.as_of.text.text):
        yield from filter(None, (_year(number.meaning),))


def _year(meaning: Meaning) -> int | None:
    value, *rest = meaning
    whole = value is not None and value == value.to_integral_value() and not any(rest)
    return int(value) if whole and value is not None else None
