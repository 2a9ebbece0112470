"""Parts of a story, found wherever they are in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any


def charts(part: object) -> Iterator[Any]:
    """Find every chart of a story: whatever has an alternative text."""
    if isinstance(part, tuple):
        for each in part:
            yield from charts(each)
    elif is_dataclass(part):
        if hasattr(part, "alt"):
            yield part
        for field in fields(part):
            yield from charts(getattr(part, field.name))
