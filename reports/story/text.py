"""Texts as they are shown, with what a renderer has to know about parts of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from itertools import groupby
from operator import add
from typing import Any, NamedTuple, Self

from reports.errors import Location
from reports.frozen import field, frozen, replace

__all__ = ["Figure", "KeyFigure", "Noted", "Point", "Span", "Spoken", "Words", "folded", "merged", "notes_in", "plain"]
__all__ += ["plain_throughout", "throughout", "unbroken", "words_in"]

NO_BREAK = "\xa0"
BULLET = "–"  # before an entry of a list: a square is a project, and a circle a person
TO_NOTE = "#note-"  # where the mark of a footnote leads, before its number
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGIT = re.compile(r"\d")
_BLANK = re.compile(r"[^\S\n]")
_BLANKS = re.compile(r"[^\S\n]+")


class Span(NamedTuple):
    """Characters `start` to `stop` (exclusive) of a text."""

    start: int
    stop: int

    def shifted(self, by: int) -> Span:
        """Return the same characters' place in a text that begins `by` characters earlier."""
        return Span(self.start + by, self.stop + by)


@frozen
class _Mark:
    span: Span

    def shifted(self, by: int) -> Self:
        """Return the same of the characters `by` further on."""
        return replace(self, span=self.span.shifted(by))


@frozen
class Figure(_Mark):
    """A number in a text: its place there, and the quantity of the data file that it shows."""

    quantity: str


@frozen
class Spoken(_Mark):
    """How a part of a text is said: in which language (BCP 47; empty for the story's), and what it is short for."""

    lang: str = ""
    in_full: str = ""


@frozen
class Noted(_Mark):
    """The mark of a footnote in a text: its place, the note's number, from 1, and what it says."""

    number: int
    text: Words

    @property
    def line(self) -> Words:
        """Return the note behind its mark, as a line of its own."""
        mark = Words(raised(self.number), self.text.where)
        return replace(mark, links=((mark.whole, f"{TO_NOTE}{self.number}"),)) + " " + self.text


@frozen
class Words:
    """A text as it is shown, plain (never markup), with what a renderer has to know about parts of it.

    `kept` parts stay on one line where there is room (numbers with their unit, and the data file's names);
    `strong` parts are set in the strong weight; `links` carry an address each (http, https, mailto or tel); `spoken`
    are said in another language, or in full; `noted` are marks of footnotes, each a link to "#note-1" as well.
    Among paragraphs an `item` is an entry of a list.
    """

    text: str
    where: Location = field(compare=False, repr=False)
    figures: tuple[Figure, ...] = ()
    kept: tuple[Span, ...] = ()
    strong: tuple[Span, ...] = ()
    links: tuple[tuple[Span, str], ...] = ()
    spoken: tuple[Spoken, ...] = field(default=(), repr=False)
    noted: tuple[Noted, ...] = ()
    item: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def whole(self) -> Span:
        """Return the place of all its characters."""
        return Span(0, len(self.text))

    def __add__(self, other: str | Words) -> Words:
        """Return both texts as one, which stands where the first does; what is marked in either stays marked."""
        text = self.text + str(other)
        if isinstance(other, str):
            return replace(self, text=text)
        own = self.figures, self.kept, self.strong, self.links, self.spoken, self.noted
        return Words(text, self.where, *map(add, own, other._marks_in(other.whole, len(self.text))))

    def slice(self, part: Span) -> Words:
        """Return the characters of `part`, with the marks that lie in it whole."""
        return Words(self.text[slice(*part)], self.where, *self._marks_in(part, -part.start))

    def _marks_in(self, part: Span, by: int) -> tuple[Any, ...]:
        """Return the marks that lie whole in a part, in the order of their fields, each moved by so many characters."""
        start, stop = part

        def within(marks: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple([m.shifted(by) for m in marks if start <= m.span.start and m.span.stop <= stop])

        kept, strong = (
            [s.shifted(by) for s in each if start <= s.start and s.stop <= stop] for each in (self.kept, self.strong)
        )
        links = [(s.shifted(by), target) for s, target in self.links if start <= s.start and s.stop <= stop]
        return within(self.figures), tuple(kept), tuple(strong), tuple(links), within(self.spoken), within(self.noted)

    def said(self, start: int, stop: int) -> tuple[Spoken, ...]:
        """Return how the characters `start` to `stop` are said, if in ways of their own: the closest mark last."""
        around = (each for each in self.spoken if each.span.start <= start and stop <= each.span.stop)
        return tuple(sorted(around, key=lambda each: each.span.start - each.span.stop))

    def language(self, start: int, stop: int) -> str:
        """Return the language in which the characters `start` to `stop` are said; empty for the story's."""
        return next((each.lang for each in reversed(self.said(start, stop)) if each.lang), "")


@frozen
class Point:
    """A label and what it says; `label` may be missing."""

    label: Words | None
    text: Words


@frozen
class KeyFigure:
    """A number that stands by itself, and its label ("in multi-year funding commitments").

    `against` is how it changed, and what it was; empty where that is not known.
    """

    figure: Words
    label: Words
    against: tuple[Words, ...] = ()


def capital(text: str) -> str:
    """Return a text that begins with a capital letter, its others as they are."""
    return text[:1].upper() + text[1:]


def raised(number: int) -> str:
    """Write a number in raised digits, which are no part of the word before them, whoever reads or copies it."""
    return str(number).translate(_RAISED)


def notes_in(part: object) -> tuple[Noted, ...]:
    """Return the footnotes whose marks stand in a Story, or in any part of one, each once, by their numbers."""
    found = {each.number: each for words in words_in(part) for each in words.noted}
    return tuple(found[number] for number in sorted(found))


def lists_in(part: object) -> Iterator[tuple[Words, ...]]:
    """Yield the lists in the paragraphs of a Story, or of any part of one: the entries of each."""
    yield from (tuple(group) for is_item, group in groupby(words_in(part), lambda words: words.item) if is_item)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap as one."""
    disjoint: list[Span] = []
    for span in sorted(spans):
        if disjoint and span.start < disjoint[-1].stop:
            disjoint[-1] = Span(disjoint[-1].start, max(disjoint[-1].stop, span.stop))
        else:
            disjoint.append(span)
    return tuple(disjoint)


def parts_in(part: object, kind: Any) -> Iterator[Any]:
    """Yield all of a kind (a class, or a union) in a Story or any part of one, in the order in which fields stand."""
    waiting: list[Any] = [part]
    while waiting:
        each = waiting.pop()
        if isinstance(each, kind):
            yield each
        elif isinstance(each, tuple):
            waiting += each[::-1] if not (each and isinstance(each[0], str)) else ()
        elif names := _fields_from_the_last(each.__class__):
            waiting += [getattr(each, name) for name in names]


@lru_cache(256)
def _fields_from_the_last(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))[::-1] if is_dataclass(kind) else ()


def words_in(part: object) -> Iterator[Words]:
    """Yield every text of a Story, or of any part of one."""
    return parts_in(part, Words)


def collated(text: str) -> str:
    """Return what sorts a name among others as readers look for it: no accents, no capitals."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def plain(text: str) -> str:
    """Return a text as it is compared: its letters and accents composed (NFC), each blank of any kind a space."""
    return text if text.isascii() else _BLANK.sub(" ", unicodedata.normalize("NFC", text))


def folded(text: str) -> str:
    """Return a text that was read back as it is compared: `plain`, white space as one space, no empty paragraph."""
    lines = (_BLANKS.sub(" ", line).strip() for line in plain(text).split("\n"))
    return "\n".join(line for line in lines if line)


def unbroken(words: Words) -> Words:
    """Return a text with no-break blanks inside its numbers and dates, behind their first digit: "up to £2.35 million".

    What stands before the digits may be parted from them, since no renderer could part the whole where it has no room.
    """
    text = words.text
    for start, stop in words.kept:
        if digit := _DIGIT.search(text, start, stop):
            text = text[: digit.start()] + text[digit.start() : stop].replace(" ", NO_BREAK) + text[stop:]
    return replace(words, text=text) if words.kept else words


def throughout(part: Any, of_words: Callable[[Words], Words], of_text: Callable[[str], str] = str) -> Any:
    """Return a Story, or any part of one, with all of its Words changed, and its other texts."""
    match part:
        case str():
            return of_text(part)
        case tuple() if not isinstance(part, Span):
            return tuple(throughout(each, of_words, of_text) for each in part)
        case Words():
            return of_words(part)
        case _ if is_dataclass(part) and not isinstance(part, (type, Location)):
            parts = ((each.name, getattr(part, each.name)) for each in fields(part))
            return replace(part, **{name: throughout(each, of_words, of_text) for name, each in parts})
    return part


def plain_throughout(part: Any) -> Any:
    """Return a Story, or any part of one, with all of its texts `plain`; what is marked in them stays in place."""
    return throughout(part, lambda words: replace(words, text=plain(words.text)), plain)
