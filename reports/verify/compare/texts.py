"""A finished file's texts against the story: numbers that the data does not have, and what is missing.

A contradicting number is always a failure. Other words, or another order, are failures in a brief, which nobody edits
by hand, and notes in a deck, except where the story may not be reworded.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from reports.story.numerals import Number, numbers
from reports.verify.compare.match import TracedPassage, Wording, words_of
from reports.verify.expected.texts import Expectations, Expected
from reports.verify.readback.reading import Discrepancy, FileReading, Passage, PassageKind

_KINDS: dict[str, tuple[PassageKind, ...]] = {"brief": ("page", "running"), "deck": ("slide", "notes", "running")}
_LONG = 60  # letters of a text that are quoted


def read_all(reading: FileReading, wording: Wording) -> list[TracedPassage]:
    """Return every passage, alternative texts among them, held against the story."""
    alts = [Passage(picture.place, "alt", picture.alt) for picture in reading.pictures if picture.alt]
    return [wording.read(passage) for passage in chain(reading.passages, alts)]


class TextsComparison:
    """One file's texts against the story; `read` are its passages, from `read_all`.

    `_edited` are the texts that were found in other words, so that they are not missed as well.
    """

    def __init__(
        self, reading: FileReading, expectations: Expectations, wording: Wording, read: Sequence[TracedPassage]
    ) -> None:
        self._reading, self._expectations, self._wording, self._read = reading, expectations, wording, read
        self._part, self._language = reading.part, expectations.language
        self._edited: set[tuple[str, PassageKind]] = set()
        self._flat = {kind: reading.flat(kind) for kind in _KINDS[self._part]}
        found = ((each.passage, expected) for each in reversed(read) for _, expected in reversed(each.expected))
        # on which page or slide a unit of the story begins, for each kind of passage
        self._units = {(its.unit, at.kind): at.place for at, its in found if at.kind in its.must}

    def discrepancies(self) -> list[Discrepancy]:
        """Return where the texts differ."""
        discrepancies = [each for passage in self._read for each in self._odd(passage)]
        gone = self._gone()
        discrepancies += [self._at(0, f"nothing is left of “{self._expectations.units[unit]}”") for unit in gone]
        left = (each for each in self._expectations.texts if each.unit not in gone)
        discrepancies += chain.from_iterable(map(self._missing, left))
        return [*discrepancies, *self._nowhere(), *self._continued()]

    def _at(self, place: int, message: str, *, failure: bool = True, kind: PassageKind = "slide") -> Discrepancy:
        return Discrepancy(self._part, place, message, failure, in_notes=kind == "notes")

    def _odd(self, read: TracedPassage) -> Iterator[Discrepancy]:
        passage = read.passage
        if passage.kind == "stray" and self._part == "brief":
            if not self._expectations.beside.issuperset(passage.text.split("\n")):
                yield self._at(passage.place, f"has text outside the reading order: “{_short(passage.text)}”")
            return
        if passage.kind == "alt":
            for number in (each.number for each in read.numbers if each.provenance is None):
                if self._expectations.known(number.meaning) is None:
                    said = f"describes something with “{number.text}”, which the data does not say"
                    yield self._at(passage.place, said)
            return  # `pictures` compares alternative texts
        if passage.kind == "stray" and not any(traced.provenance is None for traced in read.numbers):
            return
        whole = self._wording.nearest(passage.text) if read.rest else None
        parts = [(text, self._wording.nearest(text)) for text in read.rest]
        if whole and parts and all(found is None or whole[1] >= found[1] for _, found in parts):
            parts = [(passage.text.replace("\n", " "), whole)]
        for text, found in parts:
            for said in self._expectations.contradicted(text):
                yield self._at(passage.place, said, kind=passage.kind)
            yield from self._edit(passage, text, found[0]) if found else self._stranger(passage, text)

    def _edit(self, passage: Passage, text: str, expected: Expected) -> Iterator[Discrepancy]:
        """Compare a text with what it may have been before."""
        self._edited.add((expected.text, passage.kind))
        language = self._language
        here, there = (Counter(number.meaning for number in numbers(each, language)) for each in (text, expected.text))
        extra, missing = here - there, there - here
        wrong = [number for number in numbers(text, language) if number.meaning in extra]
        right = [number for number in numbers(expected.text, language) if number.meaning in missing]
        reworded = words_of(text, language) != words_of(expected.text, language)
        if not (reworded or extra or missing):  # numbers may have changed places
            both = list(zip(numbers(text, language), numbers(expected.text, language), strict=True))
            wrong = [one for one, other in both if one.meaning != other.meaning]
            right = [other for one, other in both if one.meaning != other.meaning]
        for place, number in enumerate(wrong):
            if place < len(right):
                says = f"says “{number.text}” where the data says “{right[place].text}”"
                yield self._at(passage.place, f"{says}{_named(expected, right[place])}", kind=passage.kind)
            elif not reworded or self._expectations.known(number.meaning) is None:
                yield self._at(passage.place, f"says “{number.text}”, which the data does not", kind=passage.kind)
        for number in right[len(wrong) :]:
            failure = not reworded or expected.duty or self._part == "brief"
            message = f"lacks “{number.text}”{_named(expected, number)}: “{_short(text)}”"
            yield self._at(passage.place, message, failure=failure, kind=passage.kind)
        if reworded:
            message = f"says “{_short(text)}” where the data says “{_short(expected.text)}”"
            change = any(name.endswith(":change") for name in expected.quantities)  # up is not down
            yield self._at(passage.place, message, failure=self._part == "brief" or change, kind=passage.kind)

    def _stranger(self, passage: Passage, text: str) -> Iterator[Discrepancy]:
        """Yield what is not the story's at all; a number that the data has may be said again."""
        unknown = [each for each in numbers(text, self._language) if self._expectations.known(each.meaning) is None]
        names = [(text.find(name), name) for name in self._expectations.tracer.names if name in text]
        unknown = [each for each in unknown if not any(0 <= each.span.start - at < len(name) for at, name in names)]
        for number in unknown:
            forms = self._expectations.tracer.forms.items()
            like = next((name for meaning, name in forms if meaning.value == number.meaning.value), None)
            near = f" (the bound or the currency of {like} differs)" if like else ""
            yield self._at(passage.place, f"says “{number.text}”, which the data does not{near}", kind=passage.kind)
        if not unknown:
            message = f"has words that the data does not: “{_short(text)}”"
            yield self._at(passage.place, message, failure=self._part == "brief", kind=passage.kind)

    def _missing(self, expected: Expected) -> Iterator[Discrepancy]:
        for kind in _KINDS[self._part]:
            elsewhere = expected.only not in (None, self._part) or (kind == "notes" and not self._flat["notes"])
            if kind not in expected.must or elsewhere:
                continue
            text, there, unit = expected.text, self._flat[kind], expected.unit
            if expected.phrase:  # it belongs where a text that holds it does
                text, there = text.casefold(), there.casefold()
                within = [each for each in self._expectations.texts if expected.text in each.text]
                holding = [each.unit for each in within if kind in each.must and (each.unit, kind) in self._units]
                unit = holding[0] if holding else unit
            if expected.duty and kind == "slide" and self._reading.hidden:  # nobody sees it there
                shown = (each for each in self._reading.of(kind) if each.place not in self._reading.hidden)
                there = " ".join(each.text.replace("\n", " ") for each in shown)
                there = there.casefold() if expected.phrase else there
            if text not in there and (expected.text, kind) not in self._edited:
                failure = self._part == "brief" or expected.duty or bool(expected.quantities)
                place = self._units.get((unit, kind), 0)
                yield self._at(place, f"lacks “{_short(expected.text)}”", failure=failure, kind=kind)

    def _gone(self) -> set[int]:
        """Return the units of the story of which no slide is left, or no page has anything."""
        kind: PassageKind = "page" if self._part == "brief" else "slide"
        here: dict[int, list[bool]] = {unit: [] for unit in self._expectations.units}
        for each in self._expectations.texts:
            if kind in each.must and each.unit in here and not each.phrase:
                here[each.unit].append(each.text in self._flat[kind] or (each.text, kind) in self._edited)
        return {unit for unit, found in here.items() if sum(found) * 3 < len(found)}

    def _nowhere(self) -> Iterator[Discrepancy]:
        """Yield the quantities of the story that are nowhere in the file; some may be meant for the other alone."""
        expected = [each for each in self._expectations.texts if each.must]
        kinds = [kind for kind in _KINDS[self._part] if kind != "notes" or self._flat[kind]]
        due = {name for each in expected if not each.must.isdisjoint(kinds) for name in each.quantities}
        shown = set(quantities_in(self._read))
        for name in dict.fromkeys(name for each in expected for name in each.quantities):
            if name not in shown:
                message = f"{name} is nowhere" if name in due else f"{name} is only in the other file"
                yield self._at(0, message, failure=name in due)

    def _continued(self) -> Iterator[Discrepancy]:
        """Check that of slides numbered "(1/2)" and "(2/2)" none is gone."""
        groups: dict[tuple[str, str], set[str]] = {}
        for passage in self._reading.of("slide"):
            for span in passage.structural:
                number, _, count = passage.text[span.start + 1 : span.stop - 1].partition("/")
                if count:
                    groups.setdefault((passage.text[: span.start], count), set()).add(number)
        for (title, count), there in groups.items():
            gone = [number for number in map(str, range(1, int(count) + 1)) if number not in there]
            if gone:
                yield self._at(0, f"“{title.strip()}” goes on over {count} slides, of which {', '.join(gone)} is gone")


def quantities_in(read: Iterable[TracedPassage]) -> list[str]:
    """Return the names of the quantities that are shown outside alternative texts, each once."""
    found = (traced.provenance for each in read if each.passage.kind != "alt" for traced in each.numbers)
    return list(dict.fromkeys(each.name for each in found if each and each.kind in ("stated", "derived")))


def _named(expected: Expected, number: Number) -> str:
    found = next((each.provenance for each in expected.numbers if each.number.span == number.span), None)
    return f" ({found.name})" if found and found.name else ""


def _short(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _LONG else f"{text[:_LONG].rsplit(' ', 1)[0]} …"
