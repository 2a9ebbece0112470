"""A brief that speaks to its reader holds against the data file, whoever that is; what else it says is checked."""

from __future__ import annotations

import re

import pytest

from reports.brief.mailmerge.render_copies import BriefCopyRenderer, brief_copy_renderer
from reports.compose.compose import compose
from reports.compose.letters import letters
from reports.datafile.attachments import Enclosed, enclose
from reports.datafile.model import Programme
from reports.story import Personal, Story, Words
from reports.verify.checked import check, due_of
from reports.verify.readback.brief import read_brief
from tests.builders.finished import DATA
from tests.builders.reading import read

HANDOUT = """\
handout:
  dedication: "{recipient.salutation}"
  letter: "{recipient.salutation}, thank you for your interest in the {projects} projects."
  address: ["{recipient.salutation}", "{recipient.street}"]
  parts:
    - when: gift
      text: "You gave {recipient.gift}."
  neutral: {dedication: "For all who give", letter: "Thank you for your interest."}
"""
Ours = tuple[Programme, BriefCopyRenderer, Story, Enclosed]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Ours:
    file = tmp_path_factory.mktemp("data") / "data.yaml"
    text = re.sub(r"^handout:\n(  .*\n|\n)*", HANDOUT, DATA.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    programme, theme = read(file, None, lambda problem: None)
    story, inside = compose(programme), enclose(file.read_bytes(), file.name, programme.attach)
    return programme, brief_copy_renderer(story, theme, "a4", characters="$ëZ", attachments=inside.files), story, inside


def told(ours: Ours, personal: Personal) -> list[str]:
    programme, made, story, inside = ours
    copy = read_brief(made.render_copy(personal).data, "copy.pdf")
    return list(map(str, check(copy, due_of(programme, story), inside).discrepancies))


@pytest.mark.parametrize("name", ["Dear Ada Lovelace", "50 Cent & Sons, 1999", "Zoë, who gave $7 million in 2012"])
@pytest.mark.parametrize("gift", ["", "$1,234.56 in 1999"])
@pytest.mark.parametrize("street", ["", "12 High Street, SW1"])
def test_a_personal_brief_holds(ours: Ours, name: str, gift: str, street: str) -> None:
    values = {"id": "1", "salutation": name, "gift": gift, "street": street}
    assert told(ours, letters(ours[0]).to(values)) == []


def test_the_general_brief_holds_with_the_words_that_it_has_instead(ours: Ours) -> None:
    assert told(ours, ours[2].cover.personal) == []


def test_a_brief_without_the_words_for_nobody_in_particular_does_not(ours: Ours) -> None:
    assert "brief page 1: lacks “For all who give”" in told(ours, Personal())


def test_what_the_data_file_says_to_its_reader_is_checked(ours: Ours) -> None:
    story = ours[2]
    wrong = Personal(letter=(Words("Ada, thank you for 106 projects.", story.where),))
    assert any("106" in finding for finding in told(ours, wrong))
