"""Which slide and which shape is which: by what they say, since programs number and name them anew."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from reports.deck.ooxml.record import Item, ToldSlide
from reports.refresh.words import level

_WORD = re.compile(r"[^\W\d_]{3,}")
_SURE = 0.45  # likeness from which on two slides are one
_SAME_ID = 0.25  # what the same number in PowerPoint's list adds
_LIKE = 0.6  # likeness from which on two texts are one


def editions(old: Sequence[ToldSlide], new: Sequence[ToldSlide]) -> dict[int, int]:
    """Return the place in the new deck of each slide of the old one that is still there; each is taken once."""
    found: dict[int, int] = {}
    titles = [_without_numbers(slide.title) for slide in new]
    for place, slide in enumerate(old):
        title = _without_numbers(slide.title)
        if title and titles.count(title) == 1 and [_without_numbers(each.title) for each in old].count(title) == 1:
            found[place] = titles.index(title)
    rest = [place for place in range(len(new)) if place not in found.values()]
    likeness = sorted(
        ((_likeness(slide, new[other]), -abs(place - other), place, other))
        for place, slide in enumerate(old)
        if place not in found
        for other in rest
    )
    for like, _, place, other in reversed(likeness):
        if like >= _SURE and place not in found and other in rest:
            found[place] = other
            rest.remove(other)
    return found


def built_as(slide: ToldSlide, old: Sequence[ToldSlide]) -> int | None:
    """Return which slide of the old deck this one was, or was copied from; None for one of the author's own."""
    scores = [_likeness(slide, each) + _SAME_ID * (slide.id == each.id) for each in old]
    best = max(range(len(old)), key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] >= _SURE else None


def _likeness(one: ToldSlide, other: ToldSlide) -> float:
    """Compare two slides: their titles first, then the words on them, then what their shapes are called."""
    titles = SequenceMatcher(None, _without_numbers(one.title), _without_numbers(other.title), False).ratio()
    words, names = _shared(_words, one.items, other.items), _shared(_names, one.items, other.items)
    return 0.5 * titles + 0.35 * words + 0.15 * names


def _shared(part: Callable[[Iterable[Item]], set[str]], one: Iterable[Item], other: Iterable[Item]) -> float:
    first, second = part(one), part(other)
    return len(first & second) / max(1, len(first | second))


def _words(items: Iterable[Item]) -> set[str]:
    return {word for item in items for text in item.texts for word in _WORD.findall(text)}


def _names(items: Iterable[Item]) -> set[str]:
    return {item.name for item in items}


def _without_numbers(text: str) -> str:
    return re.sub(r"[\d.,]+", "0", level(text))


def counterparts(items: Sequence[Item], others: Sequence[Item]) -> Mapping[int, Item]:
    """Return what each shape of a slide, by its place, is in another edition: by name, then in order of its kind."""
    found, free = dict[int, Item](), list(others)

    def match(same: Callable[[Item, Item], bool]) -> None:
        for place, item in enumerate(items):
            other = next((each for each in free if place not in found and same(item, each)), None)
            if other is not None:
                found[place] = other
                free.remove(other)

    match(lambda item, other: (item.kind, item.name) == (other.kind, other.name))
    match(lambda item, other: item.kind == other.kind and _alike(item, other))
    return found


def origin(item: Item, here: Sequence[Item], anywhere: Sequence[Item]) -> Item | None:
    """Return the shape as built that this one is: on the slide it was built on, or copied from another one.

    None where it is the author's own.
    """
    kin = [each for each in here if _kin(item, each)]
    same = [each for each in kin if _same_words(item, each)]
    named = [each for each in kin if each.name == item.name]
    exact = [each for each in same if each in named] or same
    if exact:
        return exact[0]
    if named and (item.kind != "text" or _alike(item, named[0], 0.3)):
        return named[0]
    copied = [each for each in anywhere if _kin(item, each) and _same_words(item, each)]
    return copied[0] if copied else next((each for each in kin if _alike(item, each)), None)


def _kin(item: Item, other: Item) -> bool:
    return item.kind == other.kind or {item.kind, other.kind} == {"title", "text"}


def _same_words(item: Item, other: Item) -> bool:
    if item.kind == "picture":
        return item.alt == other.alt
    return [*map(level, item.texts)] == [*map(level, other.texts)] and item.measure[:1] == other.measure[:1]


def _alike(item: Item, other: Item, least: float = _LIKE) -> bool:
    first, second = ([word for text in each.texts for word in level(text).split()] for each in (item, other))
    return bool(first) and SequenceMatcher(None, first, second, False).ratio() >= least
