"""A long timeline read back: every date and every block is held to its step."""

from __future__ import annotations

import re

import pytest

from tests.builders.divided import divided_of
from tests.builders.edits import Edit, in_content, in_slide, on_slide, retyped
from tests.builders.finished import Made
from tests.builders.portfolio import HEAD

DATES = [f"{1960 + number}{('', '-05', '-03-17', ' to 2013')[number // 2 % 4]}" for number in range(0, 46, 2)]
DATES += ["2014"] * 4
STEPS = "timeline:\n" + "".join(
    f'  - {{date: {date}, title: "Door {chr(65 + number)}", text: "It was opened.", source: book}}\n'
    for number, date in enumerate(DATES)
)
SLIDE = "Doors in time"
QUESTIONS = ", ".join(['{name: "A door", text: "Is it open?"}'] * 6)
SECTION = f"""\
  - {{kind: questions, heading: "Why", headline: "Why doors", questions: [{QUESTIONS}]}}
  - {{kind: timeline, heading: "Doors", headline: "Doors in time", measure: "Doors by year"}}
"""  # the questions keep the steps off the page that has squares


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return divided_of(tmp_path_factory.mktemp("long"), HEAD.replace("sections:\n", f"{STEPS}sections:\n{SECTION}"))


def _text(old: str, new: str) -> tuple[str, str]:
    return f"<a:t>{old}</a:t>", f"<a:t>{new}</a:t>"


def _moved(match: re.Match[str]) -> str:
    return f"{match[1]}{int(match[2]) + 127_000}"


def _block_moved(content: str) -> str:
    """Move the second block of the strip by a year, to the right."""
    block = re.compile(r"n ([\d.]+) ([\d.]+) m ([\d.]+) \2 l \3 ([\d.]+) l \1 \4 l h")
    _, second = list(block.finditer(content))[:2]
    left, foot, right, top = map(float, second.groups())
    left, right = left + 8.76, right + 8.76
    moved = f"n {left} {foot} m {right} {foot} l {right} {top} l {left} {top} l h"
    return content[: second.start()] + moved + content[second.end() :]


EDITS: dict[str, tuple[str, Edit, str]] = {
    "a block of the slide's strip moved": (
        "deck",
        on_slide(SLIDE, r'(name="Step, 1962".*?<a:off x=")(\d+)', _moved),
        "deck slide [[Doors in time]]: draws 0 blocks in 1962",
    ),
    "a year below the slide's strip": (
        "deck",
        in_slide(SLIDE, _text("1960", "1962")),
        "deck slide [[Doors in time]]: names the years of its blocks",
    ),
    "a day in the brief's list": (
        "brief",
        retyped("Door B", ("17 Mar", "19 Mar")),
        "brief page [[Door B]]: says “19”, which the data does not",
    ),
    "a year in the brief's list": (
        "brief",
        retyped("Door B", ("1964", "1968")),
        "brief page [[Door B]]: gives “Door C” the date 1968",
    ),
    "a block moved in the brief": (
        "brief",
        in_content("Doors by year", _block_moved),
        "brief page [[Doors by year]]: draws 0 blocks in 1962",
    ),
}


def test_a_long_timeline_holds(long: Made) -> None:
    both = [*long.discrepancies("brief", long.brief), *long.discrepancies("deck", long.deck)]
    assert [str(each) for each in both if "does not hold" not in str(each)] == []


@pytest.mark.parametrize("kind", EDITS)
def test_what_was_changed_is_named(long: Made, kind: str) -> None:
    part, edit, message = EDITS[kind]
    found = long.failures("deck" if part == "deck" else "brief", edit)
    assert any(re.match(long.placed(message), each) for each in found), found
