"""A difference as a value, and how the entries of two lists find each other."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, TypeVar

from reports.frozen import frozen

Entry = TypeVar("Entry")
Subject = Literal["quantity", "step", "project", "award", "awards", "text", "setting"]


@frozen
class Side:
    """What one file says of a thing: its name or place there, what it is in words, how it is written, its number.

    `rests_on` are those of its parts that have changed themselves, where it is a number that is worked out.
    """

    key: str
    text: str
    label: str = ""
    value: Decimal | None = None
    rests_on: tuple[str, ...] = ()


@frozen
class Difference:
    """One thing that is not alike in two files; a side is None where its file does not have it.

    `measure` is what both numbers count ("USD", "points", "" for things), None where one cannot be subtracted from the
    other; `about`: they are no exact numbers. `also` is what else is not alike: (("kind", "paid", "committed"),).
    `part` is what of the thing differs, where that is not the whole: "text".
    """

    subject: Subject
    old: Side | None
    new: Side | None
    measure: str | None = None
    about: bool = False
    also: tuple[tuple[str, str, str], ...] = ()
    part: str = ""

    @property
    def side(self) -> Side:
        """Return the new side, or else the old one."""
        side = self.new or self.old
        assert side
        return side

    @property
    def how(self) -> str:
        """Return whether it is "new", "changed" or "gone"."""
        return "changed" if self.old and self.new else "new" if self.new else "gone"

    @property
    def by(self) -> Decimal | None:
        """Return the new number less the old one, where they are of one sort and not alike."""
        if self.measure is None or not (self.old and self.new) or self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value or None


@frozen
class Differences:
    """All that differs, in the order of the new file, and `notes` on what could not be held against each other."""

    found: tuple[Difference, ...]
    notes: tuple[str, ...] = ()


def joined(
    old: Sequence[Entry], new: Sequence[Entry], *identities: Callable[[Entry, int], Hashable]
) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Pair the entries of two lists, and yield those without a partner alone.

    An identity is what an entry of the old (0) or the new list (1) may be known by, None if by nothing; the first one
    counts first. Several of one identity are paired in order, but where it is not the first only if they are as many.
    """
    left: list[dict[int, Entry]] = [dict(enumerate(entries)) for entries in (old, new)]
    partners = dict[int, int]()  # place in the new list to place in the old one
    for rank, identity in enumerate(identities):
        places: list[dict[Hashable, list[int]]] = [defaultdict(list), defaultdict(list)]
        for side in (0, 1):
            for place, entry in left[side].items():
                if (known := identity(entry, side)) is not None:
                    places[side][known].append(place)
        for known, there in places[1].items():
            if known in places[0] and (not rank or len(places[0][known]) == len(there)):
                partners |= zip(there, places[0][known], strict=False)
        taken = set(partners.values()), partners.keys()
        left = [{at: each for at, each in left[side].items() if at not in taken[side]} for side in (0, 1)]
    yield from ((old[partners[place]] if place in partners else None, each) for place, each in enumerate(new))
    yield from ((each, None) for each in left[0].values())
