"""The order in which the parts of a line stand, from left to right, where some of them are read from right to left."""

import re
import unicodedata
from itertools import accumulate, pairwise
from typing import Any

from bidi import algorithm  # its pure part, which gives levels; the other gives texts alone

from reports.theme.typeface import Face, Piece, runs_left

_MARK = "\u0300"  # goes with the letter before it: what the algorithm would leave out
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}


def in_order(text: str, face: Face, *, leftwards: bool = False) -> list[Piece]:
    """Return the parts of a line as they stand from left to right; `leftwards` if it lies in text that is read so.

    Unicode Standard Annex 9. What is mirrored in such text comes as the sign that is seen.
    """
    turned = leftwards or any(map(runs_left, text))
    words = filter(None, re.split("( )", text))
    pieces = [piece for word in words for piece in face.pieces(word, apart=turned)]
    if not turned:
        return pieces
    levels, starts = levels_of(text, leftwards=leftwards), accumulate((len(each.text) for each in pieces), initial=0)
    own = [levels[start] for start, _ in zip(starts, pieces, strict=False)]
    seen = [each._replace(text=_seen(each.text, level)) for each, level in zip(pieces, own, strict=True)]
    return [seen[place] for place in reordered(own)]


def as_read(seen: str) -> str:
    """Return a text as it is read, from its letters as they stand from left to right."""
    if not any(map(runs_left, seen)):
        return seen
    letters = list(seen)
    for at in reversed(range(len(letters) - 1)):  # a mark stands before its letter
        if unicodedata.bidirectional(letters[at]) == "NSM" and runs_left(letters[at + 1]):
            letters[at] = letters[at + 1]
    levels = levels_of("".join(letters))
    return "".join(_seen(seen[place], levels[place]) for place in reordered(levels))


def levels_of(text: str, *, leftwards: bool = False) -> list[int]:
    """Return how deep each character lies in text of the other direction: odd ones are read from right to left."""
    storage: Any = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if leftwards else (0, "L")
    kept = "".join(_MARK if unicodedata.bidirectional(char) in algorithm.X9_REMOVED else char for char in text)
    algorithm.get_embedding_levels(kept, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _pair_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return [char["level"] for char in storage["chars"]]


def _pair_brackets(chars: list[dict[str, Any]], around: str) -> None:
    """Give both brackets of a pair the direction of what is in them (rule N0, which the library leaves out)."""
    opened, pairs = list[tuple[str, int]](), list[tuple[int, int]]()
    for at, char in enumerate(chars):
        match unicodedata.category(char["ch"]):
            case "Ps":
                opened.append((algorithm.MIRRORED.get(char["ch"], ""), at))
            case "Pe":
                back = next((back for back in reversed(range(len(opened))) if opened[back][0] == char["ch"]), None)
                if back is not None:
                    pairs.append((opened[back][1], at))
                    del opened[back:]
    for start, stop in sorted(pairs):
        inside = {_STRONG.get(each["type"]) for each in chars[start:stop]} - {None}
        before = [_STRONG[each["type"]] for each in chars[:start] if each["type"] in _STRONG]
        if inside:
            way = around if around in inside or (before or [around])[-1] == around else next(iter(inside))
            chars[start]["type"] = chars[stop]["type"] = way


def reordered(levels: list[int]) -> list[int]:
    """Return the places of parts by their levels, as they stand from left to right (rule L2)."""
    places = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        deep = [levels[place] >= level for place in places]
        edges = [0, *(at for at in range(1, len(places)) if deep[at] != deep[at - 1]), len(places)]
        for start, stop in pairwise(edges):
            if start < stop and deep[start]:
                places[start:stop] = reversed(places[start:stop])
    return places


def _seen(sign: str, level: int) -> str:
    mirrored: dict[str, str] = algorithm.MIRRORED
    return mirrored.get(sign, sign) if level % 2 else sign
