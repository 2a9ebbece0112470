"""Talks: decks of some sections, in an order of their own, from the same data file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.build import BuildRequest, DeckOptions, build
from reports.compose.compose import compose
from reports.compose.talk import cut
from reports.errors import DataError, Location
from tests.builders.reading import read

DATA = Path(__file__).resolve().parents[1] / "data" / "progressive-ms.yaml"
FILE = Location("talks.yaml")


def a_file(tmp_path: Path, talk: str, key: str = "") -> Path:
    text = DATA.read_text("utf-8").replace("closing:\n", f"talk: {talk}\n\nclosing:\n")
    text = text.replace("- kind: questions\n", f"- kind: questions\n{key}")
    file = tmp_path / "talks.yaml"
    file.write_text(text, "utf-8")
    return file


def headings(tmp_path: Path, talk: str, name: str | None, key: str = "") -> list[str]:
    programme, _ = read(a_file(tmp_path, talk, key), None, lambda problem: None)
    return [section.heading.text for section in cut(compose(programme), programme, name, FILE).sections]


def problems(tmp_path: Path, talk: str, key: str = "") -> list[str]:
    with pytest.raises(DataError) as raised:
        read(a_file(tmp_path, talk, key), None, lambda problem: None)
    return [f"{problem.message} / {problem.hint}" for problem in raised.value.problems]


def test_a_talk_has_its_sections_in_its_own_order(tmp_path: Path) -> None:
    told = headings(tmp_path, "{short: [portfolio, text]}", "short")
    assert told == ["The portfolio", "Why it matters"]


def test_a_section_is_called_by_its_key_or_by_a_kind_that_it_has_alone(tmp_path: Path) -> None:
    key = "    key: why-now\n"
    told = headings(tmp_path, "{short: [why-now, list]}", "short", key)
    assert told == ["Five questions steer the research", "The five focus areas of 2013"]


def test_without_a_name_everything_is_told(tmp_path: Path) -> None:
    assert len(headings(tmp_path, "{short: [text]}", None)) == 8


def test_a_last_webcast_is_in_every_closing_and_takes_no_slide_of_its_own(tmp_path: Path) -> None:
    assert headings(tmp_path, "{short: [text, webcast]}", "short") == ["Why it matters"]


def test_a_talk_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        headings(tmp_path, "{short: [text], long: [text, list]}", "shrt")
    assert str(raised.value) == "talks.yaml: no talk is called 'shrt'\n  hint: did you mean 'short'?"


def test_a_file_without_talks_says_how_to_add_one(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"hint: add it: talk: \{short: "):
        headings(tmp_path, "{}", "short")


def test_a_section_that_is_not_there_or_called_twice_is_a_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, "{short: [tex, list, list]}") == [
        "no section is called 'tex' / did you mean 'text'?",
        "the section 'list' stands in this talk already / None",
    ]


def test_a_key_stands_once(tmp_path: Path) -> None:
    text = DATA.read_text("utf-8").replace("- kind: list\n", "- kind: list\n    key: one\n")
    file = tmp_path / "talks.yaml"
    file.write_text(text.replace("- kind: text\n", "- kind: text\n    key: one\n"), "utf-8")
    with pytest.raises(DataError, match=r"the key 'one' stands in line \d+ already"):
        read(file, None, lambda problem: None)


def test_a_talk_has_a_file_of_its_own_and_the_brief_stays_whole(tmp_path: Path) -> None:
    data = a_file(tmp_path, "{short: [portfolio, text]}")
    job = BuildRequest(data, tmp_path / "out", stem="spring", deck=DeckOptions(talk="short"))
    brief, deck = build(job, lambda step: None, lambda problem: None)
    assert (brief.path.name, brief.extent) == ("spring-brief.pdf", "4 pages")
    assert (deck.path.name, deck.extent) == ("spring-deck-short.pptx", "4 slides")


def test_a_talk_without_the_projects_has_no_numbers_in_squares(tmp_path: Path) -> None:
    programme, _ = read(a_file(tmp_path, "{short: [portfolio], long: [portfolio, projects]}"), None, lambda each: None)
    without, whole = (cut(compose(programme), programme, name, FILE) for name in ("short", "long"))
    assert without.cover.portfolio == without.sections[0].block
    assert without.cover.portfolio.numbered is None
    assert without.cover.portfolio.chart.lit_alts == ()
    assert len(whole.cover.portfolio.chart.lit_alts) == 3
