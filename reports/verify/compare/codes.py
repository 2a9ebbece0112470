"""A QR code against the address that it should lead to: each module, and the quiet zone around them."""

from collections.abc import Iterator, Sequence
from itertools import product

from reports.charts.code import QUIET, modules_of
from reports.verify.readback.reading import ReadShape

_CLOSE = 0.1  # of a module


def code(shapes: Sequence[ReadShape], address: str) -> Iterator[str]:
    """Yield what is wrong with a code, drawn as one path of upright rectangles on a ground of another colour."""
    rows = modules_of(address)
    dark = max(shapes, key=lambda shape: len(shape.path), default=None)
    if dark is None or not dark.path:
        yield f"draws no code of {address}"
        return
    module, found = dark.box.width / len(rows), set[tuple[int, int]]()
    for start in range(0, len(dark.path), 4):
        xs, ys = zip(*dark.path[start : start + 4], strict=True)
        across, down = (
            range(round((min(each) - first) / module), round((max(each) - first) / module))
            for each, first in ((xs, dark.box.left), (ys, dark.box.top))
        )
        found |= set(product(down, across))
    if found != {(row, column) for row, column in product(range(len(rows)), repeat=2) if rows[row][column]}:
        yield f"draws a code that does not lead to {address}"
    need = (QUIET - _CLOSE) * module
    if not any(
        shape.fill not in (None, dark.fill)
        and min(dark.box.left - shape.box.left, dark.box.top - shape.box.top) >= need
        and min(shape.box.right - dark.box.right, shape.box.bottom - dark.box.bottom) >= need
        for shape in shapes
    ):
        yield f"leaves no quiet zone around the code of {address}"
