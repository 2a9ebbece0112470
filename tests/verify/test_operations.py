"""What verify does grows no faster than the text: calls are counted at 1, 10 and 100 times the default's."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from reports.verify.compare.match import Wording
from reports.verify.expected.expected import expectations
from reports.verify.expected.texts import Expected
from reports.verify.readback.reading import Passage
from tests.builders.finished import Made

_MOST = 12  # times as much for ten times the text


def calls(do: Callable[[], Any]) -> int:
    """Count the calls of functions, those of the interpreter's own included."""
    count = 0

    def seen(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        do()
    finally:
        sys.setprofile(before)
    return count


def grown(texts: Sequence[Expected], times: int) -> list[Expected]:
    """Repeat texts in other words: short ones stay, so that many begin alike."""
    letters = [f"{chr(97 + number // 10)}{chr(97 + number % 10)}" for number in range(times)]
    return [
        replace(e, text=re.sub(r"[a-z]{4,}", rf"\g<0>{more}", e.text), numbers=()) for more in letters for e in texts
    ]


def reading(texts: Sequence[Expected]) -> Callable[[], Any]:
    passages = [Passage(1, "page", each.text) for each in texts]

    def read() -> None:
        wording = Wording(texts, "en-US")
        for passage in passages:
            wording.read(passage)

    return read


@pytest.mark.parametrize("edited", [False, True])
def test_recognising_texts_grows_with_their_number(ours: Made, edited: bool) -> None:
    found = (each for each in expectations(ours.programme, ours.story).texts if not each.phrase)
    own = [each for each in found if re.search(r"[a-z]{4,}", each.text)][:40]
    counts = []
    for times in (1, 10, 100):
        texts = grown(own, times)
        wording = Wording(texts, "en-US")
        say = f"{texts[0].text} and nothing else"
        counts.append(calls(partial(wording.nearest, say) if edited else reading(texts)))
    assert all(more <= _MOST * fewer for fewer, more in pairwise(counts)), counts


def test_one_long_text_is_compared_by_its_length(ours: Made) -> None:
    own = " ".join(each.text for each in expectations(ours.programme, ours.story).texts[:60])
    counts = []
    for times in (1, 10, 100):
        text = " ".join([own] * times)
        wording = Wording([Expected(text, frozenset({"page"}), 1)], "en-US")
        nearest = calls(partial(wording.nearest, f"other {text}"))
        counts.append(nearest + calls(partial(wording.read, Passage(1, "page", f"Also {text}"))))
    assert all(more <= _MOST * fewer for fewer, more in pairwise(counts)), counts
