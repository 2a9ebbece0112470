"""A finished file's texts against the story: numbers that the data does not have, and what is missing.

A contradicting number is always a failure. Other words, or another order, are failures in a brief, which nobody edits
by hand, and notes in a deck, except where the story may not be reworded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from reports.verify.compare.match import TracedPassage, Wording, meanings, words_of
from reports.verify.expected.expected import Expectations, Expected
from reports.verify.expected.numbers import numbers
from reports.verify.readback.reading import Discrepancy, FileReading, Passage, PassageKind

_KINDS: dict[str, tuple[PassageKind, ...]] = {"brief": ("page", "running"), "deck": ("slide", "notes", "running")}
_LONG = 60  # letters of a text that are quoted


def read_all(reading: FileReading, expectations: Expectations) -> list[TracedPassage]:
    """Hold every passage, alternative texts among them, against the story."""
    wording = Wording(expectations.told)
    alts = [Passage(picture.place, "alt", picture.alt) for picture in reading.pictures if picture.alt]
    return [wording.read(passage) for passage in chain(reading.passages, alts)]


def differences(reading: FileReading, expectations: Expectations, read: Sequence[TracedPassage]) -> list[Discrepancy]:
    """Say where a file's texts differ from the story."""
    return _Comparison(reading, expectations, read).discrepancies()


class _Comparison:
    """One file. `_edited` are the texts that were found in other words, so that they are not missed as well."""

    def __init__(self, reading: FileReading, expectations: Expectations, read: Sequence[TracedPassage]) -> None:
        self._reading, self._telling, self._read = reading, expectations, read
        self._part = reading.part
        self._wording = Wording(expectations.told)
        self._edited: set[tuple[str, PassageKind]] = set()
        self._flat = {kind: _flat(reading, kind) for kind in _KINDS[self._part]}
        self._units = _units(read)

    def discrepancies(self) -> list[Discrepancy]:
        discrepancies = [finding for each in self._read for finding in self._odd(each)]
        gone = self._gone()
        discrepancies += [self._say(0, f"nothing is left of “{self._telling.units[unit]}”") for unit in gone]
        discrepancies += chain.from_iterable(
            self._missing(told) for told in self._telling.told if told.unit not in gone
        )
        return [*discrepancies, *self._nowhere(), *self._continued()]

    def _say(self, place: int, message: str, *, failure: bool = True, kind: PassageKind = "slide") -> Discrepancy:
        return Discrepancy(self._part, place, message, failure, in_notes=kind == "notes")

    # -- what is there and should not be --------------------------------------------------------------

    def _odd(self, read: TracedPassage) -> Iterator[Discrepancy]:
        passage = read.passage
        if passage.kind == "stray" and self._part == "brief":
            yield self._say(passage.place, f"has text outside the reading order: “{_short(passage.text)}”")
            return
        if passage.kind == "alt":
            return  # `pictures` compares alternative texts
        if passage.kind == "stray" and not any(traced.origin is None for traced in read.numbers):
            return
        whole = self._wording.nearest(passage.text)
        parts = [(text, self._wording.nearest(text)) for text in read.rest]
        if whole and parts and all(found is None or whole[1] >= found[1] for _, found in parts):
            parts = [(passage.text.replace("\n", " "), whole)]
        for text, found in parts:
            yield from self._edit(passage, text, found[0]) if found else self._stranger(passage, text)

    def _edit(self, passage: Passage, text: str, told: Expected) -> Iterator[Discrepancy]:
        """Compare a text with what it may have been before."""
        self._edited.add((told.text, passage.kind))
        here, there = meanings(text), meanings(told.text)
        extra, missing = here - there, there - here
        wrong = [number for number in numbers(text) if number.meaning in extra]
        right = [number for number in numbers(told.text) if number.meaning in missing]
        reworded = words_of(text) != words_of(told.text)
        for place, number in enumerate(wrong):
            if place < len(right):
                says = f"says “{number.text}” where the data says “{right[place].text}”"
                yield self._say(passage.place, f"{says}{_named(told, right[place].span)}", kind=passage.kind)
            elif not reworded or self._telling.known(number.meaning) is None:
                yield self._say(passage.place, f"says “{number.text}”, which the data does not", kind=passage.kind)
        for number in right[len(wrong) :]:
            failure = not reworded or told.duty or self._part == "brief"
            message = f"lacks “{number.text}”{_named(told, number.span)}: “{_short(text)}”"
            yield self._say(passage.place, message, failure=failure, kind=passage.kind)
        if reworded:
            message = f"says “{_short(text)}” where the data says “{_short(told.text)}”"
            yield self._say(passage.place, message, failure=self._part == "brief", kind=passage.kind)

    def _stranger(self, passage: Passage, text: str) -> Iterator[Discrepancy]:
        """Name what is not the story's at all; a number that the data has may be said again."""
        unknown = [each for each in numbers(text) if self._telling.known(each.meaning) is None]
        unknown = [each for each in unknown if not _within_name(each.span.start, text, self._telling.names)]
        for number in unknown:
            near = self._nearly(number.meaning.value)
            yield self._say(passage.place, f"says “{number.text}”, which the data does not{near}", kind=passage.kind)
        if not unknown:
            message = f"has words that the data does not: “{_short(text)}”"
            yield self._say(passage.place, message, failure=self._part == "brief", kind=passage.kind)

    def _nearly(self, value: object) -> str:
        """Name the quantity whose number it is, if only its bound or currency differs."""
        name = next((name for meaning, name in self._telling.forms.items() if meaning.value == value), None)
        return f" (the bound or the currency of {name} differs)" if name else ""

    # -- what should be there and is not ----------------------------------------------------------------

    def _missing(self, told: Expected) -> Iterator[Discrepancy]:
        for kind in _KINDS[self._part]:
            elsewhere = told.only not in (None, self._part) or (kind == "notes" and not self._flat["notes"])
            if kind not in told.must or elsewhere:
                continue
            text = told.text.casefold() if told.phrase else told.text
            there = self._flat[kind].casefold() if told.phrase else self._flat[kind]
            if text not in there and (told.text, kind) not in self._edited:
                failure = self._part == "brief" or told.duty or bool(told.quantities)
                place = self._units.get((self._unit(told, kind), kind), 0)
                yield self._say(place, f"lacks “{_short(told.text)}”", failure=failure, kind=kind)

    def _unit(self, told: Expected, kind: PassageKind) -> int:
        """Say where a text belongs; a phrase, where a text that holds it does."""
        holding = (each.unit for each in self._telling.told if kind in each.must and told.text in each.text)
        return next((unit for unit in holding if (unit, kind) in self._units), told.unit) if told.phrase else told.unit

    def _gone(self) -> set[int]:
        """Find the parts of the story of which no slide is left, or no page tells anything."""
        kind: PassageKind = "page" if self._part == "brief" else "slide"
        gone = set()
        for unit in self._telling.units:
            told = [each for each in self._telling.told if each.unit == unit and kind in each.must and not each.phrase]
            here = [each for each in told if each.text in self._flat[kind] or (each.text, kind) in self._edited]
            if told and len(here) * 3 < len(told):
                gone.add(unit)
        return gone

    def _nowhere(self) -> Iterator[Discrepancy]:
        """Name the quantities of the story that are nowhere in the file; some may be meant for the other alone."""
        told = [each for each in self._telling.told if each.must]
        due = {name for each in told if not each.must.isdisjoint(_KINDS[self._part]) for name in each.quantities}
        shown = set(quantities_in(self._read))
        for name in dict.fromkeys(name for each in told for name in each.quantities):
            if name not in shown:
                message = f"{name} is nowhere" if name in due else f"{name} is only in the other file"
                yield self._say(0, message, failure=name in due)

    def _continued(self) -> Iterator[Discrepancy]:
        """See that of slides told as "(1/2)" and "(2/2)" none is gone."""
        groups: dict[tuple[str, str], set[str]] = {}
        for passage in self._reading.of("slide"):
            for span in passage.structural:
                number, _, count = passage.text[span.start + 1 : span.stop - 1].partition("/")
                if count:
                    groups.setdefault((passage.text[: span.start], count), set()).add(number)
        for (title, count), there in groups.items():
            gone = [number for number in map(str, range(1, int(count) + 1)) if number not in there]
            if gone:
                yield self._say(0, f"“{title.strip()}” goes on over {count} slides, of which {', '.join(gone)} is gone")


def quantities_in(read: Iterable[TracedPassage]) -> list[str]:
    """Name the quantities that are shown, each once."""
    origins = (traced.origin for each in read if each.passage.kind != "alt" for traced in each.numbers)
    return list(dict.fromkeys(each.name for each in origins if each and each.kind in ("stated", "derived")))


def _flat(reading: FileReading, kind: PassageKind) -> str:
    return " ".join(passage.text.replace("\n", " ") for passage in reading.of(kind))


def _units(read: Sequence[TracedPassage]) -> dict[tuple[int, PassageKind], int]:
    """Tell on which page or slide a part of the story begins."""
    found: dict[tuple[int, PassageKind], int] = {}
    for each in read:
        for _, told in each.told:
            if each.passage.kind in told.must:
                found.setdefault((told.unit, each.passage.kind), each.passage.place)
    return found


def _within_name(start: int, text: str, names: Iterable[str]) -> bool:
    return any(text.find(name) <= start < text.find(name) + len(name) for name in names if name in text)


def _named(told: Expected, span: tuple[int, int]) -> str:
    name = next((origin.name for inside, _, origin in told.origins if inside == span and origin.name), "")
    return f" ({name})" if name else ""


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} …"
