"""What is personal, from the data file's `handout` to the words of one copy."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.compose.compose import compose
from reports.compose.recipient_columns import Columns
from reports.handouts.cells import clean
from reports.story import Personal, Words, numbers
from tests.builders.datafile import SOUND, a_programme, problems_of
from tests.builders.tables import HANDOUT, letters_of


def told(handout: str, **values: str) -> Personal:
    return letters_of(handout).to(values)


def texts(words: tuple[Words, ...]) -> list[str]:
    return [each.text for each in words]


# -- what it says ---------------------------------------------------------------------------------------


def test_a_copy_speaks_to_its_recipient() -> None:
    personal = told(HANDOUT, salutation="Ada Lovelace")
    assert str(personal.dedication) == "For Ada Lovelace"
    assert texts(personal.letter) == ["Dear Ada Lovelace, 24 doors opened."]


def test_an_empty_value_takes_its_fallback() -> None:
    assert str(told(HANDOUT, salutation="").dedication) == "For friend"


def test_braces_and_markup_in_a_value_are_text() -> None:
    said = "{doors} <b>&amp; {recipient.salutation}"
    assert texts(told(HANDOUT, salutation=said).letter) == [f"Dear {said}, 24 doors opened."]


@pytest.mark.parametrize(
    ("text", "name", "strong"),
    [
        ("Dear **{recipient.name}**, **{doors} doors** opened.", "Ada", ["Ada", "24 doors"]),
        ("**Dear {recipient.name}**, come.", "Ada Lovelace", ["Dear Ada Lovelace"]),
        ("Dear **{recipient.name}**, come.", "**Ada**", ["**Ada**"]),
        ("Come**{recipient.name}**.", "", []),
    ],
)
def test_strong_parts_of_a_letter_hold_the_values_in_them(text: str, name: str, strong: list[str]) -> None:
    handout = f'handout: {{letter: "{text}", fallbacks: {{name: ""}}}}\n'
    (letter,) = told(handout, name=name).letter
    assert [letter.text[start:stop] for start, stop in letter.strong] == strong


def test_without_a_handout_a_copy_says_nothing_of_its_own() -> None:
    assert letters_of("").to({"id": "1"}) == Personal()


def test_a_part_is_for_those_who_have_something_in_its_column() -> None:
    handout = 'handout: {parts: [{when: gift, text: "Your {recipient.gift} opened {doors} doors."}]}\n'
    assert texts(told(handout, gift="key").letter) == ["Your key opened 24 doors."]
    assert told(handout, gift="").letter == ()


ADDRESS = """\
handout:
  address: ["{recipient.Full name}", "{recipient.Street}", "{recipient.City}, {recipient.State}"]
  fallbacks: {State: "", Street: "", City: ""}
"""


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        ({"Street": "1 Road", "City": "X", "State": "Y"}, ["1 Road", "X, Y"]),
        ({"Street": "Flat 2\n1 Road", "City": "X"}, ["Flat 2", "1 Road", "X"]),
        ({"State": "Y"}, ["Y"]),
        ({}, []),
    ],
)
def test_an_address_has_a_line_for_all_that_is_known_and_none_for_the_rest(
    values: dict[str, str], lines: list[str]
) -> None:
    assert texts(letters_of(ADDRESS).to({"Full name": "Ada", **values}).address) == ["Ada", *lines]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear {recipient.title} {recipient.name}", "Dear Ada"),
        ("Dear {recipient.name} {recipient.title}, hello", "Dear Ada, hello"),
        ("{recipient.title}, {recipient.name}", "Ada"),
        ("{recipient.title} {doors} doors", "24 doors"),
    ],
)
def test_an_empty_fallback_leaves_no_gap(text: str, said: str) -> None:
    handout = f'handout: {{dedication: "{text}", fallbacks: {{title: ""}}}}\n'
    words = told(handout, name="Ada", title="").dedication
    assert words is not None
    assert words.text == said
    assert [said[slice(*figure.span)] for figure in words.figures] == ["24"] * ("24" in said)


def test_a_dedication_of_nothing_is_none() -> None:
    handout = 'handout: {dedication: "{recipient.name}", fallbacks: {name: ""}}\n'
    assert told(handout, name="").dedication is None


def test_lines_of_a_value_are_one_line_of_a_letter() -> None:
    assert str(told(HANDOUT, salutation="Ada\nand Charles").dedication) == "For Ada and Charles"


# -- properties -----------------------------------------------------------------------------------------

RICH = """\
handout:
  dedication: "{recipient.a}{doors} doors {recipient.b}"
  letter: "{granted} of {recipient.b} {recipient.a}: {granted:full}, phase 2b."
  address: ["{recipient.a} {doors}", "{recipient.b}"]
  parts: [{when: b, text: "In {doors} {recipient.b}."}]
  fallbacks: {a: "", b: "nobody {x}"}
"""
LETTERS = letters_of(RICH)
PROGRAMME = a_programme(SOUND + RICH)
CELLS = st.text(max_size=20).map(lambda text: clean(text) or "")  # no cell has blanks around its text
VALUES = st.fixed_dictionaries({"a": CELLS, "b": CELLS})


@given(VALUES)
def test_marks_stand_at_their_numbers_whatever_the_values_are(values: dict[str, str]) -> None:
    personal = LETTERS.to(values)
    for words in (personal.dedication, *personal.letter, *personal.address):
        if words:
            for figure in words.figures:
                shown = numbers.format_quantity(figure.quantity, PROGRAMME)
                assert words.text[slice(*figure.span)] in (shown.short, shown.full)
            assert {words.text[slice(*span)] for span in words.kept} <= {"24", "$180,000", "$180,000.00", "phase 2b"}


@given(VALUES)
def test_every_value_is_said_as_it_is(values: dict[str, str]) -> None:
    letter = LETTERS.to(values).letter[0].text
    assert "nobody {x}" in letter if not values["b"] else values["b"].replace("\n", " ") in letter


@given(VALUES)
def test_every_character_of_a_copy_is_known_before(values: dict[str, str]) -> None:
    personal = LETTERS.to(values)
    said = "".join(map(str, (personal.dedication or "", *personal.letter, *personal.address)))
    assert set(said) <= set(LETTERS.characters) | set("".join(values.values()))


def test_another_process_says_the_same() -> None:
    again = pickle.loads(pickle.dumps(LETTERS))
    assert again.to({"a": "x", "b": "y"}) == LETTERS.to({"a": "x", "b": "y"})


# -- columns --------------------------------------------------------------------------------------------


def test_columns_are_all_that_the_texts_and_keys_name() -> None:
    columns = letters_of(
        HANDOUT + '  parts: [{when: gift, text: "{recipient.last gift}"}]\n  suppress: gone\n  id: no.\n'
    ).columns
    assert columns.all == ("no.", "salutation", "last gift", "gift", "gone")


def test_a_column_of_a_part_has_to_be_filled_where_the_part_is_shown() -> None:
    columns = Columns("id", ("name",), (("gift", ("gift", "year")),))
    assert columns.unfilled({"id": "1", "name": "Ada", "gift": ""}) == ()
    assert columns.unfilled({"id": "1", "name": "Ada", "gift": "key"}) == ("year",)
    assert columns.unfilled({"id": "", "name": ""}) == ("id", "name")


# -- the general build ----------------------------------------------------------------------------------


def test_the_general_brief_shows_the_neutral_words_or_nothing() -> None:
    assert compose(a_programme(SOUND + HANDOUT)).cover.personal == Personal()
    neutral = HANDOUT + '  neutral: {dedication: "For friends of {doors} doors", letter: "Welcome."}\n'
    personal = compose(a_programme(SOUND + neutral)).cover.personal
    assert str(personal.dedication) == "For friends of 24 doors"
    assert texts(personal.letter) == ["Welcome."]


# -- problems of the data file --------------------------------------------------------------------------


def told_of(handout: str) -> list[str]:
    return [str(problem) for problem in problems_of(SOUND + handout)]


@pytest.mark.parametrize(
    ("handout", "problem"),
    [
        (
            'handout: {dedication: "{recipient. }"}\n',
            "a.yaml:34:24: '{recipient. }' names no column\n"
            "  hint: write {recipient.salutation} for the column salutation",
        ),
        (
            'handout: {letter: "Dear {recipent.name}"}\n',
            "a.yaml:34:25: no quantity is called 'recipent.name'\n  hint: did you mean '{recipient.name}'?",
        ),
        (
            'handout: {letter: "Dear {id}"}\n',
            "a.yaml:34:25: no quantity is called 'id'\n  hint: did you mean '{recipient.id}'?",
        ),
        (
            'handout: {letter: "{recipient.name}", fallbacks: {nmae: "friend"}}\n',
            "a.yaml:34:51: no text of the handout has the column 'nmae'\n  hint: did you mean 'name'?",
        ),
        (
            'handout: {letter: "{recipient.id}", fallbacks: {id: "0"}}\n',
            "a.yaml:34:49: 'id' tells one recipient from all others, so nothing can stand for it",
        ),
        (
            'handout: {letter: "Dear {recipient.name}, 7 doors"}\n',
            "a.yaml:34:43: the number '7' is typed into the text\n"
            "  hint: make it a quantity and write its {name}; a number that is part of a name goes into names",
        ),
        (
            'handout: {suppress: id, letter: "Hello"}\n',
            "a.yaml:34:21: every row has something in 'id', so all would be left out",
        ),
        (
            'handout: {neutral: {letter: "Dear {recipient.name}"}}\n',
            "a.yaml:34:35: '{recipient.name}' is for one recipient, and this text is for all\n"
            "  hint: it may stand in handout's dedication, letter, address, parts and mail",
        ),
    ],
)
def test_a_fault_in_the_handout_is_told_where_it_stands(handout: str, problem: str) -> None:
    assert told_of(handout) == [problem]


@pytest.mark.parametrize("where", ['text: "In 2023', 'headline: "A door', 'title: "{doors}'])
def test_a_recipient_is_named_in_the_handout_alone(where: str) -> None:
    spoiled = SOUND.replace(where, where.replace('"', '"{recipient.name} '))
    told = [problem for problem in problems_of(spoiled + HANDOUT) if "recipient" in problem.message]
    assert [problem.message for problem in told] == [
        "'{recipient.name}' is for one recipient, and this text is for all"
    ]


def test_a_recipient_in_a_verbatim_text_would_be_printed_as_it_stands() -> None:
    spoiled = SOUND.replace('label: "Brief"', 'label: "Brief for {recipient.name}"')
    assert "{recipient.name} would be printed as it stands: this text is verbatim" in [
        problem.message for problem in problems_of(spoiled)
    ]


def test_digits_in_the_name_of_a_column_are_no_numbers() -> None:
    assert told_of('handout: {address: ["{recipient.Address 1}", "{recipient.Org:Unit 2}"]}\n') == []


def test_the_handout_of_the_docs_is_one() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "handouts.md").read_text("utf-8")
    (shown,) = re.findall(r"```yaml\n(handout:\n.*?)```", page, re.DOTALL)
    columns = letters_of(shown).columns
    assert set(columns.all) == {
        *("donor no", "salutation", "Full name", "Street", "Postal code", "City", "gift", "no mail", "Date", "Fund"),
        "E-mail",
    }
