"""Which slide and which shape is which: by what they say, since programs number and name them anew."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import product

from reports.deck.ooxml.record import Item, Record, ToldSlide
from reports.frozen import frozen
from reports.refresh.words import level

_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"[\d.,]+")
_SURE = 0.45  # likeness from which on two slides are one
_SAME_ID = 0.25  # what the same number in PowerPoint's list adds
_LIKE = 0.6  # likeness from which on two texts are one
_OWN = 0.7  # of the words of two decks that both have: different programmes share up to 0.63, by our phrases alone


@frozen
class Looks:
    """What a slide is known by: its title but for the numbers, the words on it, and what its shapes are called."""

    id: int
    title: str
    words: frozenset[str]
    names: frozenset[str]


def are_of_one_programme(old: Record, now: Record) -> bool:
    """Return whether two decks are: they are called alike, or the one with fewer words has most of them of the other.

    A slide that both have proves nothing: all programmes say "The largest of 24 awards", and end alike.
    """
    first, second = (_NUMBER.sub("0", level(deck.title)) for deck in (old, now))
    words = [frozenset[str]().union(*(looks_of(slide).words for slide in deck.slides)) for deck in (old, now)]
    shared, least = len(words[0] & words[1]), min(map(len, words))
    return SequenceMatcher(None, first, second, False).ratio() >= _LIKE or shared >= _OWN * max(1, least)


def looks_of(slide: ToldSlide) -> Looks:
    """Return what a slide is known by."""
    words = (word for item in slide.items for text in item.texts for word in _WORD.findall(text))
    title = _NUMBER.sub("0", level(slide.title))
    return Looks(slide.id, title, frozenset(words), frozenset(item.name for item in slide.items))


def editions(old: Sequence[Looks], new: Sequence[Looks]) -> dict[int, int]:
    """Return the place in the new deck of each slide of the old one that is still there; each is taken once."""
    places = {slide.title: place for place, slide in enumerate(new)}
    olds, news = (Counter(slide.title for slide in deck) for deck in (old, new))
    sure = {title for title, number in olds.items() if title and number == news[title] == 1}
    found = {place: places[slide.title] for place, slide in enumerate(old) if slide.title in sure}
    rest = set(range(len(new))) - set(found.values())
    left = product((place for place in range(len(old)) if place not in found), rest)
    likeness = sorted((_likeness(old[at], new[other]), -abs(at - other), at, other) for at, other in left)
    for like, _, place, other in reversed(likeness):
        if like >= _SURE and place not in found and other in rest:
            found[place] = other
            rest.remove(other)
    return found


def built_as(slide: Looks, old: Sequence[Looks]) -> int | None:
    """Return which slide of the old deck this one was, or was copied from; None for one of the author's own."""
    scores = [_likeness(slide, each) + _SAME_ID * (slide.id == each.id) for each in old]
    best = max(range(len(old)), key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] >= _SURE else None


def _likeness(one: Looks, other: Looks) -> float:
    """Compare two slides: their titles first, then the words on them, then what their shapes are called."""
    titles = SequenceMatcher(None, one.title, other.title, False).ratio()
    return 0.5 * titles + 0.35 * _shared(one.words, other.words) + 0.15 * _shared(one.names, other.names)


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    return len(first & second) / max(1, len(first | second))


def counterparts(items: Sequence[Item], others: Sequence[Item]) -> Mapping[int, Item]:
    """Return what each shape of a slide, by its place, is in another edition: by name, then in order of its kind."""
    found, free = dict[int, Item](), list(others)
    for same in (lambda item, other: item.name == other.name, _alike):
        for place, item in enumerate(items):
            alike = (each for each in free if place not in found and item.kind == each.kind and same(item, each))
            if (other := next(alike, None)) is not None:
                found[place] = other
                free.remove(other)
    return found


def said_in(items: Iterable[Item]) -> dict[Hashable, Item]:
    """Return the first of these shapes that says something, by what it says."""
    found: dict[Hashable, Item] = {}
    for item in items:
        found.setdefault(_said(item), item)
    return found


def origin(item: Item, here: Sequence[Item], anywhere: Mapping[Hashable, Item]) -> Item | None:
    """Return the shape as built that this one is: on the slide it was built on, or copied from `anywhere` (`said_in`).

    None where it is the author's own.
    """
    kin = [each for each in here if _kind(item) == _kind(each)]
    same = [each for each in kin if _said(item) == _said(each)]
    named = [each for each in kin if each.name == item.name]
    exact = [each for each in same if each in named] or same
    if found := next(iter(exact), anywhere.get(_said(item))):
        return found
    if named and (item.kind != "text" or _alike(item, named[0], 0.3)):
        return named[0]
    return next((each for each in kin if _alike(item, each)), None)


def _kind(item: Item) -> str:
    return "text" if item.kind == "title" else item.kind


def _said(item: Item) -> Hashable:
    if item.kind == "picture":
        return item.kind, item.alt
    return _kind(item), *map(level, item.texts), *item.measure[:1]


def _alike(item: Item, other: Item, least: float = _LIKE) -> bool:
    first, second = ([word for text in each.texts for word in level(text).split()] for each in (item, other))
    return bool(first) and SequenceMatcher(None, first, second, False).ratio() >= least
