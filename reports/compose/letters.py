"""What is personal in a copy: the texts of the data file's `handout`, parser apart once and put together for each row.

A run makes thousands of copies a second, so numbers are written and names found once, when the texts are parser apart;
for a row only its values are put in. All of it can be pickled, for other processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from reports.compose import mergefields
from reports.datafile.model import Handout, Programme, Prose
from reports.errors import Location
from reports.story import Personal, Span, Story, Words, numbers

_SLOT = "\0"  # no text holds it: the reader of data files refuses control characters
_CLOSING = (" ", ",", ".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a recipients' table that a data file asks for, by their headers.

    `always` stand in every copy, `sometimes` in those whose row has something in the column beside them.
    """

    id: str
    always: tuple[str, ...] = ()
    sometimes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fallbacks: frozenset[str] = frozenset()
    suppress: str | None = None

    @property
    def shown(self) -> tuple[str, ...]:
        """Give the columns whose values may be set in a copy, each once."""
        return tuple(dict.fromkeys((*self.always, *(column for _, inside in self.sometimes for column in inside))))

    @property
    def deciding(self) -> tuple[str, ...]:
        """Give the columns that decide by being filled or not, each once."""
        whens = (when for when, _ in self.sometimes)
        return tuple(dict.fromkeys((*whens, *([self.suppress] if self.suppress else []))))

    @property
    def all(self) -> tuple[str, ...]:
        """Give every column that the table has to have, each once; the id is the first."""
        return tuple(dict.fromkeys((self.id, *self.shown, *self.deciding)))

    def unfilled(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Name the columns that a row leaves empty and must not; most rows leave none."""
        needed = [self.id, *(column for column in self.always if column not in self.fallbacks)]
        for when, inside in self.sometimes:
            if values.get(when):
                needed += [column for column in inside if column not in self.fallbacks]
        return tuple(dict.fromkeys(column for column in needed if not values.get(column)))


@dataclass(frozen=True, slots=True)
class Letters:
    """A data file's personal texts, ready for any row."""

    columns: Columns
    _dedication: _Text | None = None
    _letter: _Text | None = None
    _address: tuple[_Text, ...] = ()
    _parts: tuple[tuple[str, _Text], ...] = ()

    @property
    def characters(self) -> str:
        """Give the characters of the texts and fallbacks, each once; a row's values bring more."""
        whole = (self._dedication, self._letter, *self._address, *(text for _, text in self._parts))
        return "".join(sorted({char for text in whole if text for char in text.literal}))

    def to(self, values: Mapping[str, str]) -> Personal:
        """Say it to the recipient of a row; `values` are its cells by header, and an empty one takes its fallback."""
        letter = [self._letter.told(values)] if self._letter else []
        letter += [text.told(values) for when, text in self._parts if values.get(when)]
        return Personal(
            dedication=(self._dedication.told(values) or None) if self._dedication else None,
            letter=tuple(words for words in letter if words),
            address=tuple(line for text in self._address for line in text.lines(values)),
        )


def letters(programme: Programme) -> Letters:
    """Take the personal texts of a checked programme apart; without any, every copy is the general one."""
    handout = programme.handout or Handout()
    parser = _Parser(programme, handout)
    return Letters(
        _columns(handout),
        parser.apart(handout.dedication),
        parser.apart(handout.letter),
        tuple(text for text in map(parser.apart, handout.address) if text),
        tuple((part.when, text) for part in handout.parts if (text := parser.apart(part.text))),
    )


def addressed(story: Story, personal: Personal) -> Story:
    """Give the same story for one recipient."""
    return replace(story, cover=replace(story.cover, personal=personal))


def _columns(handout: Handout) -> Columns:
    return Columns(
        handout.id,
        mergefields.columns_in(handout.dedication, handout.letter, *handout.address),
        tuple((part.when, mergefields.columns_in(part.text)) for part in handout.parts),
        frozenset(handout.fallbacks),
        handout.suppress,
    )


# -- texts --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in pieces, of which numbers and names are marked: a value of its column follows each but the last."""

    where: Location
    pieces: tuple[Words, ...]
    slots: tuple[tuple[str, str], ...]  # column and fallback

    @property
    def literal(self) -> str:
        """Give all that no row brings: the pieces, and the fallbacks."""
        return "".join((" ", *(piece.text for piece in self.pieces), *(fallback for _, fallback in self.slots)))

    def told(self, values: Mapping[str, str]) -> Words | None:
        """Put a row's values in, on one line; None where nothing is left."""
        whole = self._filled([" ".join(given.split("\n")) if "\n" in given else given for given in self._given(values)])
        return whole if whole.text else None

    def lines(self, values: Mapping[str, str]) -> tuple[Words, ...]:
        """Put a row's values in; a value of several lines makes as many, and none is empty."""
        whole = self._filled(self._given(values))
        return tuple(_lines(whole)) if "\n" in whole.text else _not_bare(whole)

    def _given(self, values: Mapping[str, str]) -> list[str]:
        return [values.get(column) or fallback for column, fallback in self.slots]

    def _filled(self, given: list[str]) -> Words:
        first = self.pieces[0]
        text, figures, kept = first.text, [*first.figures], [*first.kept]
        for value, piece in zip(given, self.pieces[1:], strict=True):
            text += value
            cut = 0
            if not value:
                text, cut = _closed_up(text, piece.text)
            by = len(text) - cut
            if piece.figures or piece.kept:
                figures += [figure.shifted(by) for figure in piece.figures]
                kept += [span.shifted(by) for span in piece.kept]
            text += piece.text[cut:]
        return Words(text, self.where, tuple(figures), tuple(kept))


def _closed_up(before: str, after: str) -> tuple[str, int]:
    """Leave no gap where a value is empty: the text before it, and how much of the text after it is not told."""
    if not before:
        return before, len(after) - len(after.lstrip(" ,"))
    return (before.rstrip(" ") if not after or after.startswith(_CLOSING) else before), 0


def _not_bare(words: Words) -> tuple[Words, ...]:
    """Leave out a line that says nothing, and a comma that nothing follows."""
    text = words.text.rstrip(" ,")
    if text == words.text:
        return (words,) if text else ()
    return (replace(words, text=text),) if text else ()


def _lines(words: Words) -> Iterable[Words]:
    ends = [place for place, char in enumerate(words.text) if char == "\n"]
    for start, stop in pairwise([-1, *ends, len(words.text)]):
        yield from _not_bare(words.slice(Span(start + 1, stop)))


# -- taking apart -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Parser:
    programme: Programme
    handout: Handout

    def apart(self, prose: Prose | None) -> _Text | None:
        """Resolve a text's numbers as in any other text, then part it where values go."""
        if prose is None:
            return None
        names = [match[1].strip() for match in mergefields.PLACE.finditer(prose.text)]
        whole = numbers.resolve(Prose(mergefields.PLACE.sub(_SLOT, prose.text), prose.where), self.programme)
        slots = [place for place, char in enumerate(whole.text) if char == _SLOT]
        spans = [Span(start + 1, stop) for start, stop in pairwise([-1, *slots, len(whole.text)])]
        return _Text(prose.where, tuple(map(whole.slice, spans)), tuple((name, self._fallback(name)) for name in names))

    def _fallback(self, column: str) -> str:
        fallback = self.handout.fallbacks.get(column)
        return fallback.text if fallback else ""
