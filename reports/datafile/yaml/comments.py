"""Comments of a YAML file that reads without a problem: they may say more than their author wants to hand on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from yaml.events import ScalarEvent

_COMMENT = re.compile(r"(?m)(?:^|(?<=[ \t]))#.*")


def comments_in(text: str) -> list[tuple[int, int]]:
    """Return where each comment begins and ends, in characters; a # in a scalar is none."""
    found = []
    for start, stop in _between_scalars(text):
        found += [match.span() for match in _COMMENT.finditer(text, start, stop)]
    return found


def without_comments(text: str) -> str:
    """Take the comments out, and the lines that held nothing else."""
    kept, done = [], 0
    for start, stop in comments_in(text):
        before = text[done:start]
        alone = not before.rpartition("\n")[2].strip() if "\n" in before or not done else False
        kept.append(before.rstrip(" \t"))
        done = stop + 1 if alone and text[stop : stop + 1] == "\n" else stop
    return "".join([*kept, text[done:]])


def _between_scalars(text: str) -> Iterator[tuple[int, int]]:
    """What lies between scalars: punctuation, and all comments. The line after | or > is not the scalar's yet."""
    done = 0
    for event in yaml.parse(text, Loader=yaml.CLoader):
        if isinstance(event, ScalarEvent):
            start, stop = (mark.index if mark else done for mark in (event.start_mark, event.end_mark))
            yield done, start
            done = stop
            if event.style in ("|", ">"):
                yield start, text.find("\n", start)
    yield done, len(text)
