"""Which of the story's texts a finished passage is made of, and what is left over that the story does not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.story import Span
from reports.verify.expected.expected import Expected
from reports.verify.expected.numbers import Meaning, Number, numbers
from reports.verify.expected.provenance import Provenance
from reports.verify.readback.reading import Passage

# What the renderers add of their own: the timeline's key and states, the contents' heading, letters of lists.
_OUR_OWN = re.compile(
    r"(?i)\b(expected, not reported as done|reported as done|not reported as done|expected|done|contents|continued"
    r"|source|in full|the numbers lead to the list that follows|numbers are those of the list|figures as of|as of"
    r"|[a-z]{1,2})\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_ALIKE = 0.55  # of two texts, to be taken for one that was edited


@dataclass(frozen=True, slots=True)
class TracedNumber:
    """A number of a passage, and where it comes from; None where nobody knows."""

    number: Number
    origin: Provenance | None


@dataclass(frozen=True, slots=True)
class TracedPassage:
    """A passage held against the story. `rest` are its parts that the story does not tell, as they stand."""

    passage: Passage
    told: tuple[tuple[Span, Expected], ...]
    numbers: tuple[TracedNumber, ...]
    rest: tuple[str, ...]


class Wording:
    """All texts of a story, to be recognised in passages: the longest first, each piece of a passage once."""

    def __init__(self, told: Sequence[Expected]) -> None:
        self._told = sorted((each for each in told if not each.phrase), key=lambda each: -len(each.text))
        self._by_word: dict[str, list[Expected]] = {}
        for each in self._told:
            self._by_word.setdefault(_first_word(each.text), []).append(each)
        self._bags = [(each, _masked(each.text)) for each in self._told]

    def read(self, passage: Passage) -> TracedPassage:
        """Recognise what a passage says, and trace its numbers."""
        flat = passage.text.replace("\n", " ")
        told = sorted(self._cut(passage) or self._found(flat), key=lambda each: each[0])
        traced = tuple(TracedNumber(number, _origin(number, passage, told)) for number in numbers(passage.text))
        return TracedPassage(passage, tuple(told), traced, tuple(_rest(passage, told, traced)))

    def _cut(self, passage: Passage) -> list[tuple[Span, Expected]]:
        """Recognise a footer that was cut, since it names very many sources."""
        begun = passage.text.removesuffix(" …")
        if passage.kind != "running" or begun == passage.text:
            return []
        whole = next((each for each in self._told if each.text.startswith(begun)), None)
        return [(Span(0, len(passage.text)), whole)] if whole else []

    def _found(self, flat: str) -> list[tuple[Span, Expected]]:
        words = dict.fromkeys(_WORD_OR_NUMBER.findall(flat))
        candidates = {id(each): each for word in words for each in self._by_word.get(word, ())}
        free = [True] * (len(flat) + 1)
        found: list[tuple[Span, Expected]] = []
        for each in sorted(candidates.values(), key=lambda each: -len(each.text)):
            for span in _occurrences(each.text, flat):
                if all(free[span.start : span.stop]):
                    found.append((span, each))
                    free[span.start : span.stop] = [False] * (span.stop - span.start)
        return found

    def nearest(self, text: str) -> tuple[Expected, float] | None:
        """Find the text that this one may have been before somebody edited it, and how alike they are."""
        words = _masked(text)
        bag, own = Counter(words), set(words) - {"0"}
        best: tuple[Expected, float] | None = None
        for each, others in self._bags:
            most = 2 * sum((bag & Counter(others)).values()) / max(len(words) + len(others), 1)
            if own.isdisjoint(others):
                continue
            if most >= max(_LEAST_ALIKE, best[1] if best else 0):
                alike = SequenceMatcher(None, words, others, autojunk=False).ratio()
                best = (each, alike) if alike >= _LEAST_ALIKE and (best is None or alike > best[1]) else best
        return best


_WORD_OR_NUMBER = re.compile(r"\w+")


def _first_word(text: str) -> str:
    match = _WORD_OR_NUMBER.search(text)
    return match[0] if match else ""


def _occurrences(text: str, flat: str) -> Iterator[Span]:
    """Find a text where it stands by itself: not inside a longer word."""
    start = flat.find(text)
    while text and start >= 0:
        stop = start + len(text)
        before, after = flat[start - 1 : start], flat[stop : stop + 1]
        if not (_in_word(text[0]) and _in_word(before)) and not (_in_word(text[-1]) and _in_word(after)):
            yield Span(start, stop)
        start = flat.find(text, start + 1)


def _in_word(char: str) -> bool:
    return char.isalnum()


def _origin(number: Number, passage: Passage, told: Sequence[tuple[Span, Expected]]) -> Provenance | None:
    """Trace a number: to the text that it is part of, if it means the same there, or to its place in the file."""
    if any(span.start <= number.span.start and number.span.stop <= span.stop for span in passage.structural):
        return Provenance("structural")
    for span, each in told:
        if span.start <= number.span.start < span.stop:
            return _same(number, span, each)
    return None


def _same(number: Number, span: Span, told: Expected) -> Provenance | None:
    for inside, meaning, origin in told.origins:
        if inside.start + span.start == number.span.start and meaning == number.meaning:
            return origin
    return None


def _rest(passage: Passage, told: Sequence[tuple[Span, Expected]], traced: Sequence[TracedNumber]) -> Iterator[str]:
    """Give the paragraphs that hold words or numbers which the story does not tell, or the whole, if it is one text."""
    left = list(passage.text)
    for span in (*(span for span, _ in told), *passage.structural):
        left[span.start : span.stop] = [char if char == "\n" else " " for char in left[span.start : span.stop]]
    lost = {traced_number.number.span for traced_number in traced if traced_number.origin is None}
    start = 0
    for paragraph, whole in zip("".join(left).split("\n"), passage.text.split("\n"), strict=True):
        stop = start + len(whole)
        unknown = any(start <= span.start < stop for span in lost)
        if unknown or _WORD.search(_OUR_OWN.sub(" ", paragraph)):
            yield whole
        start = stop + 1


def _masked(text: str) -> list[str]:
    """Give the words in lower case, with each number as a mere mark, so that texts compare by their words."""
    masked, done = "", 0
    for number in numbers(text):
        masked += f"{text[done : number.span.start]} 0 "
        done = number.span.stop
    return [word.casefold() for word in _WORD_OR_NUMBER.findall(masked + text[done:])]


def words_of(text: str) -> list[str]:
    """Give a text's words without its numbers, in lower case."""
    return [word for word in _masked(text) if word != "0"]


def meanings(text: str) -> Counter[Meaning]:
    """Count what the numbers of a text mean."""
    return Counter(number.meaning for number in numbers(text))
