"""Parts of a story, found wherever they are in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from reports.compose.descriptions import continued
from reports.story import BarsChart


def charts(part: object) -> Iterator[Any]:
    """Find every chart of a story: whatever has an alternative text, and the parts that many bars are shown in."""
    if isinstance(part, tuple):
        for each in part:
            yield from charts(each)
    elif is_dataclass(part):
        if hasattr(part, "alt"):
            yield part
        if isinstance(part, BarsChart):
            yield from continued(part)
        for field in fields(part):
            yield from charts(getattr(part, field.name))
