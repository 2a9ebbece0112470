"""What brief or deck alone would say is a warning that names it; whatever both say is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.datafile import SOUND, problems_of

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests" / "cases" / "datafile"
MORE = 'seeds: {value: 7, unit: "seeds", source: report}\n  average:'
TEXT = 'text: "In 2023 a phase 2b door opened."'
NOTES = "in the brief and in the speaker's notes, and on no slide"
DECK, BRIEF = "on slides and not in the brief", "in the brief and not in the deck"


def warned(data: str) -> list[str]:
    found = problems_of(data)
    assert not any(each.fatal for each in found)
    return [str(each).split(": warning: ")[1].split("\n")[0] for each in found]


@pytest.mark.parametrize(
    ("case", "found"),
    [
        (
            "lead-is-on-the-page-only",
            f"'Every school should have one, said the …' stands {NOTES}",
        ),
        ("points-are-on-the-slide-only", f"'Promised to a school by the board, whet…' stands {DECK}"),
    ],
)
def test_a_case_is_told_by_its_words(case: str, found: str) -> None:
    assert warned((CASES / case / "data.yaml").read_text("utf-8")) == [found]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("points: [{text: 'In 2023 a phase 2b door opened: {seeds}.'}]", [f"{{seeds}} stands {DECK}"]),
        ("points: [{text: 'In 2023 a door opened, said Ada Lind.'}]", [f"Ada Lind stands {DECK}"]),
        ("points: [{text: 'In 2023 a door opened “by itself”.'}]", [f"“by itself” stands {DECK}"]),
        ("points: [{text: 'In 2023 a door opened.'}]", []),
        ("points: [{text: 'Bread is baked.'}]", [f"'Bread is baked.' stands {DECK}"]),
        (
            "lead: 'Bread is baked.'",
            [f"'Bread is baked.' stands {NOTES}"],
        ),
        ("lead: 'A door is more than a wall.'", []),
    ],
)
def test_a_text_section_says_one_thing_in_two_lengths(more: str, found: list[str]) -> None:
    data = SOUND.replace("average:", MORE, 1) if "{seeds}" in more else SOUND
    assert warned(data.replace(TEXT, f"{TEXT}\n    {more}")) == found


def test_a_heading_is_the_brief_s_alone_and_a_headline_the_deck_s() -> None:
    data = SOUND.replace("average:", MORE, 1)
    assert warned(data.replace('"Why doors"', '"Why {seeds}"')) == [f"{{seeds}} stands {BRIEF}"]
    assert warned(data.replace('"A door is more', '"{seeds:full} is more')) == [f"{{seeds}} stands {DECK}"]
    both = data.replace('"Why doors"', '"Why {seeds}"').replace(
        TEXT, TEXT.replace("opened", "opened for {seeds:words}")
    )
    assert warned(both) == []


@pytest.mark.parametrize("data", [ROOT / "data" / "progressive-ms.yaml", *(ROOT / "data" / "examples").glob("*.yaml")])
def test_our_own_files_say_all_on_both_sides(data: Path) -> None:
    assert not [each for each in warned(data.read_text("utf-8")) if " stands " in each]
