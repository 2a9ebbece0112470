"""All that is wrong with a table, told at once before anything is written, and never with a value in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.handouts.mailing_list import sampled
from reports.handouts.recipients import Recipient, open_recipients
from reports.handouts.survey import survey
from tests.builders.tables import ASKING, HANDOUT, a_csv, letters_of, problems, surveyed

HEAD = ["id", "salutation"]
GATHERED = "  hint: --group-by id makes one copy of the rows that have the same there"
FORGOTTEN = "  hint: fill it in, or give the column a fallback in the data file's handout"


def a_table(folder: Path, *rows: list[str], head: list[str] = HEAD) -> Path:
    return a_csv(folder / "people.csv", [head, *rows])


def many(folder: Path, salutations: list[str]) -> Path:
    return a_table(folder, *([str(number), said] for number, said in enumerate(salutations)))


# -- what it tells --------------------------------------------------------------------------------------


def test_rows_are_counted_and_suppressed_ones_too(tmp_path: Path) -> None:
    path = a_table(tmp_path, ["1", "Ada", ""], ["3", "", "x"], [], ["2", "Li", ""], head=[*HEAD, "gone"])
    found = surveyed(path, 'handout: {dedication: "{recipient.salutation}", suppress: gone}\n')
    assert (found.rows, found.suppressed, found.last) == (3, 1, 5)


def test_the_characters_of_all_copies_are_known(tmp_path: Path) -> None:
    found = surveyed(many(tmp_path, ["Zoë", "Łukasz"]), HANDOUT)
    assert set("For friendZoëŁukasz24") <= set(found.characters)


# -- what it finds --------------------------------------------------------------------------------------


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    path = a_table(tmp_path, ["1", ""], ["1", "Ada\x07"], ["", "Li"], ["2", "王"], ["3", "שלום"], ["4", "a\u202eb"])
    assert problems(path, lacking="王") == [
        f"people.csv:2:2: row 2: 'salutation' is empty, and has no fallback\n{FORGOTTEN}",
        f"people.csv:3:1: row 3: 'id' is the same as in row 2\n{GATHERED}",
        "people.csv:3:2: row 3: 'salutation' holds a control character, or one that some program could not read\n"
        "  hint: type the text again",
        "people.csv:4:1: row 4: 'id' is empty\n  hint: each recipient needs one of their own",
        "people.csv:5:2: row 5: 'salutation' holds Chinese letters that the theme's font lacks\n"
        "  hint: install Noto Sans CJK SC (Debian and Ubuntu: fonts-noto-cjk), or name a font with Chinese letters "
        "in the theme: font: {scripts: {Hani: FILE}}",
        "people.csv:7:2: row 7: 'salutation' holds a character that the theme's font lacks\n"
        "  hint: write it in another way, or choose a font that has it",
    ]


def test_of_a_sort_only_the_first_are_told_and_how_many_more_there_are(tmp_path: Path) -> None:
    told = problems(many(tmp_path, [""] * 1500))
    assert len(told) == 21
    assert told[1] == "people.csv:3:2: row 3: 'salutation' is empty, and has no fallback"
    assert told[20] == (
        "people.csv:22:2: and 1,480 more rows, from row 22 on: 'salutation' is empty, and has no fallback"
    )


def test_an_empty_value_with_a_fallback_is_none(tmp_path: Path) -> None:
    assert problems(many(tmp_path, [""]), HANDOUT) == []


def test_files_of_one_name_are_told_where_disks_take_small_and_capital_letters_for_the_same(tmp_path: Path) -> None:
    path = a_table(tmp_path, ["Straße", "Ada"], ["x", "Li"], ["X", "Zoë"], ["STRASSE", "Al"], ["x", "Bo"])
    hint = "some disks take small and capital letters for the same; name files by a column that tells all apart"
    assert problems(path, names=lambda recipient: recipient.values["id"] + ".pdf") == [
        f"people.csv:4:1: row 4: its file would have the name of row 3's\n  hint: {hint}",
        "people.csv:5:1: row 5: its file would have the name of row 2's",
        f"people.csv:6:1: row 6: 'id' is the same as in row 3\n{GATHERED}",
    ]
    assert problems(path) == [f"people.csv:6:1: row 6: 'id' is the same as in row 3\n{GATHERED}"]


def test_who_gets_no_copy_by_one_row_gets_none_by_another_without_a_word(tmp_path: Path) -> None:
    rows = ["1", "Ada", ""], ["2", "Li", "x"], ["1", "Ada", "x"], ["2", "Li", ""], ["3", "Bo", "x"], ["3", "Bo", "x"]
    takes = "--group-by id takes both for one recipient, who gets none"
    path, handout = a_table(tmp_path, *rows, head=[*HEAD, "gone"]), HANDOUT + "  suppress: gone\n"
    assert problems(path, handout) == [
        f"people.csv:2:1: row 2: 'id' is the same as in row 4, which gets no copy\n  hint: {takes}",
        "people.csv:5:1: row 5: 'id' is the same as in row 3, which gets no copy",
    ]
    assert set(surveyed(path, handout).faults) == {2, 5}


@pytest.mark.parametrize("word", ["no", "FALSE", "0", "$0.00", "0,00 €", "EUR 0"])
def test_a_word_for_no_beside_others_leaves_nobody_out_unasked(tmp_path: Path, word: str) -> None:
    path = a_table(tmp_path, ["1", "Ada", word], ["2", "Li", "since May"], head=[*HEAD, "gone"])
    assert problems(path, HANDOUT + "  suppress: gone\n") == [
        "people.csv:2:3: row 2: 'gone' is filled, but with what may mean no\n  hint: leave the cell empty for no"
    ]


def test_what_is_wrong_with_a_suppressed_row_does_not_matter(tmp_path: Path) -> None:
    path = a_table(tmp_path, ["1", "Ada", ""], ["3", "", "x"], ["", "王", "x"], head=[*HEAD, "gone"])
    assert problems(path, 'handout: {dedication: "{recipient.salutation}", suppress: gone}\n', lacking="王") == []


# None is ASCII alone, as the messages are: Hypothesis tries words that stand in the code too, "salutation".
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=4, max_size=12).filter(
    lambda name: not name.isascii()
)


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_problem_says_a_value(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = a_table(tmp_path, *([first, second] for first, second in [*rows, *rows]))
    told = "\n".join(problems(path, lacking="".join(first + second for first, second in rows)))
    words = {word for row in rows for word in row if word.strip()}
    assert not [word for word in words if word in told]


# -- samples --------------------------------------------------------------------------------------------


def some(*salutations: str) -> list[Recipient]:
    return [Recipient(row, {"salutation": said}) for row, said in enumerate(salutations, 2)]


def test_a_sample_has_the_ends_the_longest_and_the_most_accented() -> None:
    said = ["Ada"] * 100
    said[40], said[60] = "Ada Augusta King, Countess of Lovelace", "Zoë Ångström"
    chosen = sampled(some(*said), ["salutation"], 8, "digest")
    assert {2, 42, 62, 101} <= chosen
    assert len(chosen) == 8


@given(st.lists(st.text(max_size=8), max_size=40), st.integers(0, 50))
def test_a_sample_is_as_large_as_asked_and_always_the_same(said: list[str], count: int) -> None:
    chosen = sampled(some(*said), ["salutation"], count, "digest")
    assert len(chosen) == min(count, len(said))
    assert chosen == sampled(some(*said), ["salutation"], count, "digest")


def test_another_table_draws_other_rows_and_suppressed_ones_are_not_drawn() -> None:
    rows = some(*["Ada"] * 200)
    rows[5:100] = [row._replace(suppressed=True) for row in rows[5:100]]
    chosen = [sampled(rows, ["salutation"], 20, digest) for digest in "ab"]
    assert chosen[0] != chosen[1]
    assert not (chosen[0] | chosen[1]) & set(range(7, 102))


def test_a_second_walk_gives_the_same_recipients(tmp_path: Path) -> None:
    known = letters_of(ASKING)
    table = open_recipients(many(tmp_path, ["Ada", "Zoë"]), known.columns)
    survey(table, known, lambda text: "")
    assert list(table) == list(table)
