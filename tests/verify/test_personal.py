"""A deck that speaks to its reader holds against the data file, whoever the reader is; what else it says is checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.compose.compose import compose
from reports.compose.letters import letters
from reports.datafile.model import Programme
from reports.deck.mailmerge.render_copies import DeckCopyRenderer
from reports.story import Story
from reports.theme.load import load_theme
from reports.verify.checked import check, due_of
from reports.verify.readback.deck import read_deck
from tests.builders import templates
from tests.builders.edits import Edit, in_notes, in_slide
from tests.builders.finished import DATA
from tests.builders.reading import read

NAMES = ("Dear Ada Lovelace", "50 Cent & Sons, 1999", "Zoë, who gave $7 million in 2012", "National MS Society")


def told(programme: Programme, story: Story, deck: bytes) -> list[str]:
    return list(map(str, check(read_deck(deck, "copy.pptx"), due_of(programme, story)).discrepancies))


def programme_that_says(handout: str, folder: Path) -> tuple[Programme, DeckCopyRenderer, Story]:
    """Let the data file that comes with us say this to its reader."""
    file = folder / "data.yaml"
    text = re.sub(r"^handout:\n(  .*\n|\n)*", "", DATA.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(f"{text}\nhandout:\n{handout}\n", "utf-8")
    programme, theme = read(file, None, lambda problem: None)
    story = compose(programme)
    return programme, DeckCopyRenderer(story, theme), story


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> tuple[Programme, DeckCopyRenderer, Story]:
    handout = """\
  dedication: "{recipient.salutation}"
  letter: "{recipient.salutation}, thank you for your interest in the {projects} projects."
  parts:
    - when: gift
      text: "You gave {recipient.gift}."
  neutral: {dedication: "For all who give", letter: "Thank you for your interest."}"""
    return programme_that_says(handout, tmp_path_factory.mktemp("data"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("gift", ["", "$1,234.56 in 1999"])
def test_a_personal_deck_holds(ours: tuple[Programme, DeckCopyRenderer, Story], name: str, gift: str) -> None:
    programme, made, story = ours
    copy = made.render_copy(letters(programme).to({"id": "1", "salutation": name, "gift": gift}))
    assert told(programme, story, copy.data) == []


def test_the_general_deck_holds_with_the_words_that_it_has_instead(
    ours: tuple[Programme, DeckCopyRenderer, Story],
) -> None:
    programme, made, story = ours
    assert told(programme, story, made.render_copy(story.cover.personal).data) == []


def test_it_holds_in_somebody_elses_template(ours: tuple[Programme, DeckCopyRenderer, Story], tmp_path: Path) -> None:
    programme, _, story = ours
    theirs = tmp_path / "theirs.pptx"
    theirs.write_bytes(templates.default())
    foreign = DeckCopyRenderer(story, load_theme(), template=theirs)
    personal = letters(programme).to({"id": "1", "salutation": "50 Cent"})
    assert told(programme, story, foreign.render_copy(personal).data) == []


@pytest.mark.parametrize(
    "change",
    [
        in_slide(1, ("$46 million", "$47 million")),
        in_slide(1, ("National MS Society", "National MS Society, since 1801")),
        in_notes(1, ("in the 105 projects", "in the 106 projects")),
    ],
    ids=["subtitle", "publisher", "letter"],
)
def test_what_is_not_personal_is_checked_as_ever(ours: tuple[Programme, DeckCopyRenderer, Story], change: Edit) -> None:
    programme, made, story = ours
    copy = made.render_copy(letters(programme).to({"id": "1", "salutation": "Ada"}))
    assert any(": note: " not in finding for finding in told(programme, story, change(copy.data)))
