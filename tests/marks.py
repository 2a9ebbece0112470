"""Where the ink of a drawing's marks may be, for tests that let nothing overlap or stick out."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from reports.charts.drawing import Drawing, Path, Text


class Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box, near: float = 1e-3) -> bool:
        apart = self.right <= other.left + near or other.right <= self.left + near
        return not (apart or self.top <= other.bottom + near or other.top <= self.bottom + near)


def text_box(text: Text) -> Box:
    return Box(text.x, text.y - 0.22 * text.size, text.x + text.width, text.y + text.face.letter_height * text.size)


def path_box(path: Path) -> Box:
    points = [segment[-2:] for segment in path.segments if segment[0] != "Z"]
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def texts(drawing: Drawing, start: str = "") -> list[Text]:
    return [mark for mark in drawing.marks if isinstance(mark, Text) and mark.name.startswith(start)]


def paths(drawing: Drawing, start: str = "") -> list[Path]:
    return [mark for mark in drawing.marks if isinstance(mark, Path) and mark.name.startswith(start)]


def colliding(drawing: Drawing) -> list[tuple[str, str]]:
    """Name the pairs of texts that lie over each other."""
    boxes = [(text.name, text_box(text)) for text in texts(drawing)]
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b)]


def outside(drawing: Drawing, slack: float = 0.51) -> list[str]:
    """Name the marks that leave the drawing by more than half of a thin line's width."""
    boxes = [(text.name, text_box(text)) for text in texts(drawing)]
    boxes += [(path.name, path_box(path)) for path in paths(drawing)]
    width, height = drawing.width + slack, drawing.height + slack
    return [name for name, box in boxes if min(box[:2]) < -slack or box.right > width or box.top > height]
