"""Which of the story's texts a finished passage is made of, and what is left over that the story does not have."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from reports.frozen import frozen, replace
from reports.story import Span
from reports.story.numerals import Number, numbers
from reports.verify.expected.provenance import Provenance, TracedNumber
from reports.verify.expected.texts import Expected
from reports.verify.readback.reading import Passage

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_ALIKE = 0.55  # of two texts, to be taken for one that was edited
_MOST_ORDERED = 1_500  # words of two texts: of longer ones only the words count, not their order
_WORD_OR_NUMBER = re.compile(r"\w+")


@frozen
class TracedPassage:
    """A passage held against the story: which of its texts stand where in it, and where its numbers come from.

    `expected` are (where in the passage, text), in order and never over each other. `rest` are the paragraphs that have
    words or numbers which the story does not have, as they stand.
    """

    passage: Passage
    expected: tuple[tuple[Span, Expected], ...]
    numbers: tuple[TracedNumber, ...]
    rest: tuple[str, ...]


class Wording:
    """All texts of a story, to be recognised in passages: the longest first, each piece of a passage once."""

    def __init__(self, texts: Sequence[Expected], language: str) -> None:
        self._language = language
        self._texts = sorted((each for each in texts if not each.phrase), key=lambda each: -len(each.text))
        self._by_word: dict[str, list[Expected]] = {}
        words = [set(_WORD_OR_NUMBER.findall(each.text)) for each in self._texts]
        common = Counter(word for own in words for word in own)
        for each, own in zip(self._texts, words, strict=True):  # by its rarest word, so that few are looked for
            rarest = min(own, key=lambda word: (common[word], word), default="")
            self._by_word.setdefault(rarest, []).append(each)

    @cached_property
    def _bags(self) -> list[tuple[Expected, list[str], Counter[str]]]:
        """Return the words of each text, which are asked for only where something was edited."""
        masked = [_masked(each.text, self._language) for each in self._texts]
        return [(each, words, Counter(words)) for each, words in zip(self._texts, masked, strict=True)]

    def read(self, passage: Passage) -> TracedPassage:
        """Recognise what a passage says, and trace its numbers."""
        whole = None
        if passage.kind == "running" and "…" in passage.text:  # a footer that was cut: its titles are long
            cut = re.compile(".*".join(map(re.escape, re.split(r"\s*…\s*", passage.text))))
            whole = next((each for each in self._texts if cut.fullmatch(each.text)), None)
        found = [(Span(0, len(passage.text)), whole)] if whole else self._found(passage.text.replace("\n", " "))
        found.sort(key=lambda each: each[0])
        each_number = numbers(passage.text, self._language)
        traced = [TracedNumber(each, _provenance(each, passage, found)) for each in each_number]
        return TracedPassage(passage, tuple(found), (*traced, *_in_words(found)), tuple(_rest(passage, found, traced)))

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
        """Return the text that this one may have been before somebody edited it, and how alike they are, up to 1.

        Only words count: digits that differ take nothing away. None if no text is at least 0.55 alike.
        """
        words = _masked(text, self._language)
        bag, own = Counter(words), set(words) - {"0"}
        best: tuple[Expected, float] | None = None
        for each, others, theirs in self._bags:
            if own.isdisjoint(theirs):
                continue
            most = 2 * sum((bag & theirs).values()) / max(len(words) + len(others), 1)
            if most >= max(_LEAST_ALIKE, best[1] if best else 0):
                ordered = len(words) + len(others) <= _MOST_ORDERED
                alike = SequenceMatcher(None, words, others, autojunk=False).ratio() if ordered else most
                best = (each, alike) if alike >= _LEAST_ALIKE and (best is None or alike > best[1]) else best
        return best


def _occurrences(text: str, flat: str) -> Iterator[Span]:
    """Yield where a text stands by itself: not inside a longer word."""
    start = flat.find(text)
    while text and start >= 0:
        stop = start + len(text)
        before, after = flat[start - 1 : start], flat[stop : stop + 1]
        if not (text[0].isalnum() and before.isalnum()) and not (text[-1].isalnum() and after.isalnum()):
            yield Span(start, stop)
        start = flat.find(text, start + 1)


def _provenance(number: Number, passage: Passage, found: Sequence[tuple[Span, Expected]]) -> Provenance | None:
    """Trace a number: to the text that it is part of, if it means the same there, or to its place in the file."""
    at, stop = number.digits
    if any(span.start <= at and stop <= span.stop for span in passage.structural):
        return Provenance("structural")
    for span, expected in found:
        if span.start <= number.span.start < span.stop:
            begin = number.span.start - span.start
            is_cut = span.stop - span.start != len(expected.text)
            same = (each for each in expected.numbers if is_cut or each.number.span.start == begin)
            return next((each.provenance for each in same if each.number.meaning == number.meaning), None)
    return None


def _in_words(found: Sequence[tuple[Span, Expected]]) -> Iterator[TracedNumber]:
    """Yield the quantities that stand in words in the texts that were found."""
    for span, expected in found:
        for each in expected.numbers:
            if each.number.spelled and each.provenance and each.provenance.name:
                at = each.number.span.shifted(span.start)
                yield TracedNumber(replace(each.number, span=at, digits=at), each.provenance)


def _rest(passage: Passage, found: Sequence[tuple[Span, Expected]], traced: Sequence[TracedNumber]) -> Iterator[str]:
    """Yield the paragraphs that have words or numbers which the story does not have; one text is one paragraph."""
    left = list(passage.text)
    for span in (*(span for span, _ in found), *passage.structural):
        left[span.start : span.stop] = [char if char == "\n" else " " for char in left[span.start : span.stop]]
    lost = {each.number.span for each in traced if each.provenance is None}
    start = 0
    for paragraph, whole in zip("".join(left).split("\n"), passage.text.split("\n"), strict=True):
        stop = start + len(whole)
        unknown = any(start <= span.start < stop for span in lost)
        if unknown or _WORD.search(paragraph):
            yield whole
        start = stop + 1


def _masked(text: str, language: str) -> list[str]:
    """Return the words in lower case, with each number as a mere mark, so that texts compare by their words."""
    masked, done = "", 0
    for number in numbers(text, language):
        masked += f"{text[done : number.span.start]} 0 "
        done = number.span.stop
    return [word.casefold() for word in _WORD_OR_NUMBER.findall(masked + text[done:])]


def words_of(text: str, language: str) -> list[str]:
    """Return a text's words without its numbers, in lower case."""
    return [word for word in _masked(text, language) if word != "0"]
