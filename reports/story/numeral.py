"""A number spelt by as many equal squares as it says: 105 of them that read "105"."""

from collections.abc import Iterator
from functools import cache
from itertools import product

from reports.frozen import frozen

Cell = tuple[int, int]  # column and row, from the top left

# The seven segments: bars a, g and d from top to foot, posts f and b above the middle, e and c below it.
_SEGMENTS = {"0": "adfbec", "2": "agdbe", "3": "agdbc", "4": "gfbc", "5": "agdfc", "6": "agdfec", "7": "abc"}
_SEGMENTS |= {"8": "agdfbec", "9": "agdfbc"}
_CORNERS = {"0": 4, "6": 3, "8": 4, "9": 3}  # that may be cut off
_STROKES = range(2, 7)  # cells: of one it could be read, but not from afar
_FLAGS = {2: (3, 2, 1), 3: (6, 5, 3)}  # cells left of a 1's stem, by its stroke; thicker ones have `_THICK`
_THICK = (10, 9)
_PROPORTIONS = 1.25, 2.3  # of a digit's height to its width
_BEST, _FIRM = 1.8, 2.5  # height to width, and width to stroke, as they look best
_WIDEST = 3.6  # strokes
_UNEVEN, _CUT, _THIN = 0.1, 0.2, 0.25  # what it costs not to look so
_MOST = 9999


@frozen
class Numeral:
    """Where the squares stand, row by row, and how many columns and rows they take.

    `last` are the places in `cells` of the last digit's: what is numbered begins there.
    """

    cells: tuple[Cell, ...]
    columns: int
    rows: int
    last: tuple[int, ...]


@frozen
class _Form:
    """Digits of `w` by `h` cells in strokes `s` thick; `flag`: of a 1; `cut`: without outer corners."""

    s: int
    w: int
    h: int
    flag: int
    cut: bool

    @property
    def badness(self) -> float:
        look = abs(self.h / self.w - _BEST) + _THIN * abs(self.w / self.s - _FIRM) + _UNEVEN * ((self.h - self.s) % 2)
        return look + _CUT * self.cut

    def cells(self, digit: str) -> set[Cell]:
        s, w, h, m = self.s, self.w, self.h, (self.h - self.s) // 2
        if digit == "1":
            flag = sorted(_stairs(self.flag))
            stem = max(-x for x, _ in flag)
            return {(stem + x, y) for x, y in (*product(range(s), range(h)), *flag)}
        left, right, whole = (0, s), (w - s, w), (0, w)
        boxes = {
            "a": (whole, (0, s)), "g": (whole, (m, m + s)), "d": (whole, (h - s, h)),
            "f": (left, (0, m + s)), "b": (right, (0, m + s)), "e": (left, (m, h)), "c": (right, (m, h)),
        }  # fmt: skip
        drawn = [boxes[each] for each in _SEGMENTS[digit]]
        found = {cell for across, down in drawn for cell in product(range(*across), range(*down))}
        corners = set(product((0, w - 1), (0, h - 1))) - {{"6": (w - 1, 0), "9": (0, h - 1)}.get(digit, (-1, -1))}
        return found - corners if self.cut and digit in _CORNERS else found


@cache
def numeral(number: int) -> Numeral | None:
    """Return the best looking numeral of exactly as many cells as the number says; None if there is no good one."""
    form = min(_forms(number), key=lambda form: form.badness, default=None) if 0 < number <= _MOST else None
    if form is None:
        return None
    cells: set[Cell] = set()
    gap, start, right = max(1, form.s - 1), 0, 0
    for digit in str(number):
        laid = form.cells(digit)
        start, right = right, right + max(x for x, _ in laid) + 1 + gap
        cells |= {(start + x, y) for x, y in laid}
    ordered = tuple(sorted(cells, key=lambda cell: (cell[1], cell[0])))
    last = tuple(place for place, (x, _) in enumerate(ordered) if x >= start)
    return Numeral(ordered, right - gap, form.h, last)


def _forms(number: int) -> Iterator[_Form]:
    """Yield all forms in which a number has exactly its own number of cells: the width follows from the rest."""
    text = str(number)
    others = [_SEGMENTS[digit] for digit in text if digit != "1"]
    bars = sum(each in "agd" for segments in others for each in segments)
    posts = [sum(each in pair for segments in others for each in segments) for pair in ("fb", "ec")]
    joins = sum(map(_joins, others))
    corners = sum(_CORNERS.get(digit, 0) for digit in text)
    for s in _STROKES:
        flags = _FLAGS.get(s, _THICK) if "1" in text else (_THICK[0],)
        for h, flag, cut in product(range(5 * s - 2, 9 * s + 1), flags, (False, True) if corners else (False,)):
            middle = (h - s) // 2
            rows = posts[0] * (middle - s) + posts[1] * (h - middle - 2 * s)
            left = number - s * rows - s * s * joins - text.count("1") * (s * h + flag) + cut * corners
            widths = range(2 * s + 1, int(_WIDEST * s) + 1)
            for w in widths:
                if left == bars * s * w and _PROPORTIONS[0] <= h / w <= _PROPORTIONS[1]:
                    yield _Form(s, w, h, flag, cut)


def _joins(segments: str) -> int:
    """Count the ends of strokes that posts alone fill, where no bar does: left and right of each missing bar."""
    beside = {"a": ("f", "b"), "g": ("fe", "bc"), "d": ("e", "c")}
    sides = (side for bar, both in beside.items() if bar not in segments for side in both)
    return sum(any(post in segments for post in side) for side in sides)


def _stairs(count: int) -> Iterator[Cell]:
    """Yield so many cells of steps down to the left: one in the second row, two in the third, …."""
    row = 1
    while count > 0:
        yield from ((-x, row) for x in range(1, min(row, count) + 1))
        count, row = count - row, row + 1
