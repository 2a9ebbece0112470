"""A long timeline read back: every date, every number and every mark is held to its step."""

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
DRAWN, LISTED = "Doors in time (1/3)", "Doors in time (2/3)"
QUESTIONS = ", ".join(['{name: "A door", text: "Is it open?"}'] * 6)
SECTION = f"""\
  - {{kind: questions, heading: "Why", headline: "Why doors", questions: [{QUESTIONS}]}}
  - {{kind: timeline, heading: "Doors", headline: "Doors in time", measure: "Doors by year"}}
"""  # the questions keep the steps off the page that has squares


@pytest.fixture(scope="session")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return divided_of(tmp_path_factory.mktemp("numbered"), HEAD.replace("sections:\n", f"{STEPS}sections:\n{SECTION}"))


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
    "a number in the deck's drawing": (
        "deck",
        in_slide(DRAWN, _text("7", "8")),
        "deck slide [[Doors in time (1/3)]]: numbers its marks",
    ),
    "two numbers swapped": (
        "deck",
        in_slide(DRAWN, _text("7", "HERE"), _text("8", "7"), _text("HERE", "8")),
        "deck slide [[Doors in time (1/3)]]: has its marks in another order",
    ),
    "a mark moved": (
        "deck",
        on_slide(DRAWN, r'(name="Mark 3, line".*?<a:off x=")(\d+)', _moved),
        r"deck slide [[Doors in time (1/3)]]: draws the mark of step 3 \+10.0 pt beside its date",
    ),
    "a number of the deck's list": (
        "deck",
        in_slide(LISTED, ("<a:t>2. ", "<a:t>4. ")),
        "deck slide [[Doors in time (2/3)]]: ",
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


def test_numbered_marks_hold(numbered: Made) -> None:
    both = [*numbered.discrepancies("brief", numbered.brief), *numbered.discrepancies("deck", numbered.deck)]
    assert [str(each) for each in both if "does not hold" not in str(each)] == []


@pytest.mark.parametrize("kind", EDITS)
def test_what_was_changed_is_named(numbered: Made, kind: str) -> None:
    part, edit, message = EDITS[kind]
    found = numbered.failures("deck" if part == "deck" else "brief", edit)
    assert any(re.match(numbered.placed(message), each) for each in found), found
