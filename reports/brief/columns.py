"""How wide a table's columns are: numbers and short texts as wide as they need, the others by how much they say."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reports.brief.cells import PAD
from reports.brief.fonts import Role
from reports.brief.look import Look

_SAMPLE = 300  # rows that are measured
_SHORT = 84.0  # points: what is never wider than that is not broken
_MOST_WORD = 110.0  # points: a word wider than that may be broken


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column asks for, in points: at the least, on the average, and for its widest text on one line."""

    least: float
    mean: float
    most: float


def widths_of(
    head: Sequence[str], rows: Sequence[Sequence[str]], look: Look, width: float, amounts: Collection[int]
) -> list[float]:
    """Share a width out among columns; cells of `amounts` are not broken, nor words if they have room at all."""
    role = look.roles["table"]
    sample = [*rows[:: max(1, len(rows) // _SAMPLE)], rows[-1]] if rows else []
    needs = [
        _need(name, [row[place] for row in sample], role, whole=place in amounts) for place, name in enumerate(head)
    ]
    return [2 * PAD[0] + each for each in _shared(needs, width - 2 * PAD[0] * len(head))]


def _need(name: str, texts: Sequence[str], role: Role, *, whole: bool) -> _Need:
    def width(text: str) -> float:
        return role.font.width(text, role.size)

    head = max(role.strong.width(word, role.size) for word in name.split(" "))
    widths = [width(text) for text in texts] or [0.0]
    most = max(head, *widths)
    if whole or most <= _SHORT:
        return _Need(most, most, most)
    word = max(width(word) for text in texts for word in text.split(" "))
    return _Need(max(head, min(word, _MOST_WORD)), sum(widths) / len(widths), most)


def _shared(needs: Sequence[_Need], room: float) -> list[float]:
    """Give each its most if there is room; else its least, and more of the rest to who says more."""
    least, most = sum(need.least for need in needs), sum(need.most for need in needs)
    if least >= room:
        return [need.least * room / least for need in needs]
    if most <= room:
        wide = [need.most > _SHORT for need in needs]
        spare = (room - most) / sum(wide) if any(wide) else 0.0
        return [need.most + spare * is_wide for need, is_wide in zip(needs, wide, strict=True)]
    given: dict[int, float] = {}
    while True:
        share = (room - sum(given.values())) / sum(n.mean for at, n in enumerate(needs) if at not in given)
        wanted = {at: share * need.mean for at, need in enumerate(needs) if at not in given}
        short = {at: needs[at].least for at, points in wanted.items() if points < needs[at].least}
        ample = {at: needs[at].most for at, points in wanted.items() if points > needs[at].most}
        if not short and not ample:
            return [given[at] if at in given else wanted[at] for at in range(len(needs))]
        given |= short or ample
