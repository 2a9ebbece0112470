"""What `check` advises: located, never a problem, and nothing where all is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.cli import main
from reports.compose.advice import advice
from tests.builders.datafile import SOUND, a_programme, problems_of
from tests.builders.pictures import meadow, saved

HEADLINE = 'headline: "A door is more than a wall"'
GIFTS = "gifts: {value: 9_000, currency: USD, kind: received, unit: gifts, source: report}\n  average:"
PICTURED = (
    "pictures: {door_way: {file: door-scene.png, alt: '%s', credit: Us}}\nsections:\n"
    "  - {kind: picture, heading: A look, headline: 'In a look all is seen', picture: door_way}"
)


def advised(data: str) -> list[str]:
    return [str(each).partition("\n")[0].removeprefix("a.yaml:") for each in advice(a_programme(data))]


def test_a_file_that_says_all_is_given_no_advice() -> None:
    assert advised(SOUND) == []


def test_an_amount_has_a_date_of_its_own_unless_it_is_the_total() -> None:
    told = SOUND.replace("average:", GIFTS, 1).replace("It opens.", "It opens with {gifts}.")
    said = "advice: gifts is an amount without a date: it is taken to be as of June 2024"
    assert [each.split(": ", 1)[1] for each in advised(told)] == [said]
    assert advised(told.replace("unit: gifts,", 'unit: gifts, as_of: "2023/24",')) == []


@pytest.mark.parametrize(
    ("alt", "told"),
    [
        *((alt, True) for alt in ("Photo of people", "image", "A picture.", "The children", "Logo", "Door scene")),
        *((alt, True) for alt in ("door scene.png", "Door way", "Some photos of women", "gate-in-may.JPG")),
        *((alt, False) for alt in ("Children at a gate", "Photo of people who hang a door", "Bulrushes before hills")),
    ],
)
def test_an_alternative_text_says_what_is_to_be_seen(alt: str, told: bool) -> None:
    said = f"22:50: advice: the alternative text of door_way does not say what is to be seen: '{alt.rstrip('.')}'"
    assert advised(SOUND.replace("sections:", PICTURED % alt)) == ([said] if told else [])


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Why doors", "repeats the heading"),
        ("why doors!", "repeats the heading"),
        ("Doors and walls", "names a topic"),
        ("{doors} doors", None),
        ("A door opens wide", None),
    ],
)
def test_a_title_finds_something(title: str, found: str | None) -> None:
    said = [f"25:15: advice: the title '{title.rstrip('!')}' {found}, and finds nothing"] if found else []
    assert advised(SOUND.replace(HEADLINE, f'headline: "{title}"')) == said


def test_advice_is_printed_by_check_alone_and_keeps_nothing_from_passing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "door-scene.png").write_bytes(saved(meadow(), "PNG"))
    (tmp_path / "a.yaml").write_text(SOUND.replace("sections:", PICTURED % "Photo of people"), "utf-8")
    assert main(["check", "--fast", str(tmp_path / "a.yaml")]) == 0
    assert "a.yaml:22:50: advice: the alternative text of door_way does not say" in capsys.readouterr().err
    assert main(["build", str(tmp_path / "a.yaml"), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert "advice" not in capsys.readouterr().err


def test_sources_and_pictures_that_nothing_uses_are_warnings() -> None:
    def warned(before: str, more: str) -> list[str]:
        return [str(each).partition("\n")[0] for each in problems_of(SOUND.replace(before, f"{more}\n{before}"))]

    source = '  other: {title: "Letter", publisher: "Door Trust"}'
    assert warned("names: [", source) == ["a.yaml:13:3: warning: the source 'other' is not used"]
    picture = "pictures: {gate: {file: a.png, alt: A gate is open, credit: Us}}"
    assert warned("portfolio:", picture) == ["a.yaml:21:12: warning: the picture 'gate' is not used"]
