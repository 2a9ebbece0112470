"""New words into old paragraphs: only what has changed is exchanged, so that every run keeps how it is set."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any

from reports.deck.ooxml.opc import A
from reports.deck.ooxml.shapetree import paragraphs, runs, text_of_run
from reports.frozen import frozen

_TOKEN = re.compile(r"\s+|\S+")
_AROUND = ".,;:!?()[]“”‘’'\""  # what may follow or precede a number without being of it
_LIKE = 0.5  # from which on two paragraphs are one, edited


@frozen
class Change:
    """Words that a text had when it was built, and what stands there now; both are shown to the user."""

    old: str
    new: str

    def __str__(self) -> str:
        return f"“{self.old}” is now “{self.new}”"


def level(text: str) -> str:
    """Return a text with plain blanks, as long as before: programs exchange one kind for another."""
    return re.sub(r"\s", " ", text)


def changes(old: str, new: str) -> list[Change]:
    """Return which words differ between two editions of a text, without the marks that both have around them."""
    return [_bare(old[slice(*span)].strip(), text.strip()) for span, text in _edits(old, new)]


def _edits(old: str, new: str) -> list[tuple[tuple[int, int], str]]:
    """Return which characters of a text give way to what, from first to last; whole words, and never nothing."""
    before, after = ([*_TOKEN.finditer(each)] for each in (old, new))
    codes = SequenceMatcher(None, [level(each[0]) for each in before], [level(each[0]) for each in after], False)
    edits: list[tuple[tuple[int, int], str]] = []
    for tag, first, last, start, stop in codes.get_opcodes():
        if tag == "equal":
            continue
        if first == last:  # added: it needs something to be put beside
            first, start = (first - 1, start - 1) if first else (first, start)
            last, stop = (last, stop) if first < last else (last + 1, stop + 1)
        span = before[first].start() if before else 0, before[last - 1].end() if before else 0
        edits.append((span, "".join(each[0] for each in after[start:stop])))
    return edits


def renewed(body: Any, old: Sequence[str], new: Sequence[str], fresh: Any) -> tuple[int, list[Change]]:
    """Put a text's new edition into `body` wherever the old words still stand.

    `old` and `new` are its paragraphs as built from the old and the new data, `fresh` the latter's element. Returns how
    many changes were made, and those that were not, since the author has other words there.
    """
    shown = [level(text) for text in paragraphs(body)]
    elements = body.findall(f"{A}p")
    if shown == [level(text) for text in old]:
        if len(old) != len(new):
            for element in elements:
                body.remove(element)
            body.extend(deepcopy(each) for each in fresh.findall(f"{A}p"))
            return 1, []
        return sum(_exchange(*each) for each in zip(elements, old, new, strict=True)), []
    done, left = 0, list[Change]()
    for was, now in _aligned(old, new):
        made, missed = _into_any(elements, shown, was, now)
        done, left = done + made, left + missed
    return done, left


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pair the paragraphs of two editions that differ; one that is added or gone is paired with nothing."""
    if len(old) == len(new):
        yield from ((was, now) for was, now in zip(old, new, strict=True) if was != now)
        return
    rest = list(new)
    for was in old:
        best = max(rest, key=lambda now: _likeness(was, now), default="")
        alike = best if _likeness(was, best) >= _LIKE else ""
        rest = [each for each in rest if each != alike]
        if was != alike:
            yield was, alike
    yield from (("", each) for each in rest)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, level(one).split(), level(other).split(), False).ratio()


def _into_any(elements: Sequence[Any], shown: Sequence[str], old: str, new: str) -> tuple[int, list[Change]]:
    """Put one paragraph's new edition where it stands, or the changes of it where the paragraph was edited."""
    same = [element for element, text in zip(elements, shown, strict=True) if old and text == level(old)]
    if same and new:
        return sum(_exchange(element, old, new) for element in same), []
    if not old or not new:
        return 0, [Change(old, new)]
    near = max(range(len(shown)), key=lambda place: _likeness(shown[place], old), default=None)
    if near is None or not shown[near].strip():
        return 0, changes(old, new)
    done, left = 0, list[Change]()
    for change in changes(old, new):
        made = _carried(elements[near], change, old, new)
        done, left = done + made, left if made else [*left, change]
    return done, left


def _carried(element: Any, change: Change, old: str, new: str) -> int:
    """Exchange a phrase in an edited paragraph; not where its old edition also has it where it does not change."""
    if not change.old or len(_found(old, change.old)) != changes(old, new).count(change):
        return 0
    places = _found("".join(map(text_of_run, runs(element))), change.old)
    for place in reversed(places):
        _put(element, (place, place + len(change.old)), change.new)
    return len(places)


def _bare(old: str, new: str) -> Change:
    while old and new and old[-1] == new[-1] and old[-1] in _AROUND:
        old, new = old[:-1], new[:-1]
    while old and new and old[0] == new[0] and old[0] in _AROUND:
        old, new = old[1:], new[1:]
    return Change(old, new)


def _found(text: str, phrase: str) -> list[int]:
    """Return where a phrase stands in a text, not as a part of a longer word or number."""
    spelt = r"\s".join(map(re.escape, phrase.split()))
    pattern = rf"(?<!\w)(?<!\d[.,\xa0\u202f]){spelt}(?!\w)(?![.,\xa0\u202f]\d)"
    return [each.start() for each in re.finditer(pattern, text)]


def stands_in(text: str, change: Change) -> bool:
    """Return whether a text still has the old words of a change."""
    return bool(re.search(r"\d", change.old) and _found(text, change.old))


def _exchange(element: Any, old: str, new: str) -> int:
    """Put a paragraph's new edition in the place of its old one, and return how many words were exchanged."""
    edits = _edits(old, new)
    for span, text in reversed(edits):
        _put(element, span, text)
    return len(edits)


def _put(paragraph: Any, span: tuple[int, int], text: str) -> None:
    """Put a text in the place of these characters, into the run in which they begin."""
    start, stop, at = *span, 0
    for run in runs(paragraph):
        holder, said = run.find(f"{A}t"), text_of_run(run)  # a line break holds none
        first, last = max(start - at, 0), min(stop - at, len(said))
        if holder is not None and first < len(said) and (first < last or start == stop):
            holder.text = said[:first] + text + said[last:]
            text = ""
        at += len(said)
