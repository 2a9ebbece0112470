"""All problems of a file in one run: no fault hides another, and none is told because of another."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.datafile.yaml import read
from tests.builders.datafile import SOUND, problems_of, spoiled

# One slip a part of the file, of every sort: what YAML cannot read, what does not fit the model, what the whole shows.
SLIPS = {
    "an unquoted brace": ('subtitle: "{granted} in grants"', "subtitle: {granted} in grants"),
    "an unquoted colon": ('label: "Brief"', "label: Brief: the doors"),
    "a character to delete": ("A door is a way in.", "A door is a way\x07 in."),
    "what others read otherwise": ('running: "Open doors"', "running: NO"),
    "an unknown key": ('{name: "Door Trust"}', '{name: "Door Trust", www: "x"}'),
    "not a number": ("round: 100", "round: lot"),
    "a bracket left open": ('publisher: "Door Trust"}', 'publisher: "Door Trust"'),
    "money without its kind": (", kind: awarded", ""),
    "a source nobody gave": ('"doors", source: report', '"doors", source: reports'),
    "a text that should be": ('label: "average"', "label: 5"),
    "a name nobody defined": ("It opens.", "It opens {wide}."),
    "not expected": (", expected: true", ""),
    "not a count": ("count: doors", "count: granted"),
    "a misspelt word": ("kind: text", "kind: txet"),
    "a tab": ('    heading: "Why doors"', '\t\theading: "Why doors"'),
    "a misspelt key": ('headline: "A door', 'headlne: "A door'),
    "a typed number": ("a phase 2b door", "a phase 2b door, 3 windows"),
    "a quotation mark too few": ('heading: "Since when"', 'heading: "Since when'),
    "a deeper line": ('    headline: "Doors open', '      headline: "Doors open'),
    "a missing line": ('    measure: "Doors, by year"\n', "\n"),
    "a headline told twice": ('"All from one report"', '"{doors} open doors"'),
}
ALONE = {name: {str(problem) for problem in problems_of(spoiled(*slip))} for name, slip in SLIPS.items()}


def with_slips(names: set[str]) -> str:
    text = SOUND
    for name in sorted(names):
        was, now = SLIPS[name]
        assert text.count(was) == 1
        text = text.replace(was, now)
    return text


def told(text: str) -> list[str]:
    return [str(problem) for problem in problems_of(text)]


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_once(name: str) -> None:
    assert len(ALONE[name]) == 1


def test_all_slips_are_told_in_one_run_in_the_files_order() -> None:
    found = problems_of(with_slips(set(SLIPS)))
    assert {str(problem) for problem in found} == set().union(*ALONE.values())
    assert [problem.where.line for problem in found] == sorted(problem.where.line for problem in found)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(sorted(SLIPS))))
def test_slips_hide_nothing_and_add_nothing(names: set[str]) -> None:
    found = told(with_slips(names))
    assert sorted(found) == sorted(set().union(*(ALONE[name] for name in names)))


def test_a_fault_of_yaml_hides_neither_a_fault_of_shape_nor_a_typed_number() -> None:
    text = SOUND.replace('title: "{doors} open doors"', "title: {doors} open doors").replace(
        'heading: "Why doors"', 'heeding: "Why doors"'
    )
    assert told(text.replace("a phase 2b door opened", "a phase 2b door opened 24 times")) == [
        "a.yaml:2:8: a value that starts with '{' is not text to YAML\n  hint: write title: \"{doors} open doors\"",
        "a.yaml:24:5: unknown key 'heeding'\n  hint: did you mean 'heading'?",
        "a.yaml:26:43: the number '24' is typed into the text\n  hint: write {doors}",
    ]


# -- no problem that is only the consequence of another ---------------------------------------------------

CAUSES = [
    ('  doors: {value: 24, unit: "doors", source: report}', "  doors: 24"),
    ('  doors: {value: 24, unit: "doors", source: report}', "  doors: [24"),
    ("{value: 24,", "{value: NO,"),
    ('sources:\n  report: {title: "Annual report", publisher: "Door Trust"}', "sources: 5"),
    ("  report: {title", '  "re port": {title'),
    ("names: [phase 2b]", "names: phase 2b"),
    ("names: [phase 2b]", "names: [{phase: 2b}]"),
    ("date: 2023", "date: around 2023"),
    ("date: 2023", "date: spring"),
    ('as_of: {text: "June 2024", latest: 2024}', "as_of: 2024"),
    ("portfolio: {total: granted, count: doors, item: door}", "portfolio: 5"),
    ("  - kind: timeline", "  - kind: history"),
    ("  - kind: text", "  - 5\n  - kind: text"),
    ("sections:\n", "sectoins:\n"),
]


@pytest.mark.parametrize(("was", "now"), CAUSES)
def test_what_follows_from_a_fault_is_not_told(was: str, now: str) -> None:
    assert len(problems_of(spoiled(was, now))) == 1


def test_a_quantity_that_a_broken_part_may_use_is_not_called_unused() -> None:
    walls = SOUND.replace("  doors: {", '  walls: {value: 3, unit: "walls", source: report}\n  doors: {')
    assert [problem.fatal for problem in problems_of(walls)] == [False]
    used = walls.replace('measure: "Doors, by year"', 'measure: ["{walls} walls"]')
    assert [problem.fatal for problem in problems_of(used)] == [True]
    elsewhere = walls.replace('label: "Brief"', "label: NO")
    assert sorted(problem.fatal for problem in problems_of(elsewhere)) == [False, True]


def test_where_reading_ends_what_was_read_is_checked() -> None:
    text = spoiled('    heading: "Why doors"', '    ? [a]\n    heading: "Why doors"').replace("A door is a", "A 7 is a")
    assert told(text) == [
        "a.yaml:5:5: the number '7' is typed into the text\n"
        "  hint: make it a quantity and write its {name}; a number that is part of a name goes into names",
        'a.yaml:24:7: a key should be one word\n  hint: write "? [a]"',
    ]


# -- what is read after a repair ----------------------------------------------------------------------------

REPAIRED = {
    "a: {b} c\n": {"a": "{b} c"},
    'a: {b} "c" \\d\ne: f\n': {"a": '{b} "c" \\d', "e": "f"},
    'a: {b} "c" \\d\n  e "f"\ng: h\n': {"a": None, "g": "h"},
    "a: 'it's'\nb: c\n": {"a": "it's", "b": "c"},
    "a: b: c\n": {"a": "b: c"},
    "a: b c # d\n  e\nf: g\n": {"a": None, "f": "g"},
    "a: - b\nc: d\n": {"a": "- b", "c": "d"},
    'a: "b\nc: "d"\n': {"a": None, "c": "d"},
    'a: "b\n  c\nd: e\n': {"a": None, "d": "e"},
    '- {a: "b, c: d}\n- e\n': (None, "e"),
    'a: "b\n  c \\q"\nd: e\n': {"a": None, "d": "e"},
    'a: "\\q"\nb: c\n': {"a": "\\q", "b": "c"},
    "a:b\nc: d\n": {"a": "b", "c": "d"},
    'a:{b: "c"}\nd: e\n': {"a": {"b": "c"}, "d": "e"},
    "a:\n\tb: c\n\td: e\nf: g\n": {"a": {"b": "c", "d": "e"}, "f": "g"},
    "a: b\n c: d\n": {"a": "b", "c": "d"},
    "a:\n  b: c\n   d: e\n  f: g\n": {"a": {"b": "c", "d": "e", "f": "g"}},
    "a:\n  - b: c\n   d: e\nf: g\n": {"a": ({"b": "c", "d": "e"},), "f": "g"},
    "a:\n   - b: c\n     d: e\n  - f: g\nh: i\n": {"a": ({"b": "c", "d": "e"}, {"f": "g"}), "h": "i"},
    "a:\n  - b: c\n  d: e\nf: g\n": {"a": ({"b": "c", "d": "e"},), "f": "g"},
    "a: [b, c\nd: e\n": {"a": None, "d": "e"},
    "a: {b: c: d}\ne: f\n": {"a": None, "e": "f"},
    "a: b\n---\nc: d\n": {"a": "b", "c": "d"},
    "a: b\nwhat is this\nc: d\n": {"a": "b", "c": "d"},
    "a: b\nc: {": {"a": "b", "c": None},
}


@pytest.mark.parametrize("text", REPAIRED)
def test_the_rest_is_read_as_if_a_line_had_been_corrected(text: str) -> None:
    tree = read(text.encode(), "a.yaml")
    assert tree.value == REPAIRED[text]
    assert len(tree.problems) == 1


def test_places_are_those_of_the_file_as_it_was_written() -> None:
    tree = read(b'a: {b} "c" d\ne: f\n', "a.yaml")
    start = tree.place(("a",))
    assert (start.line, start.column) == (1, 4)
    assert [tree.sign(start, *sign).column for sign in ((0, "{"), (3, '"'), (6, "d"))] == [4, 8, 12]
    assert (tree.place(("e",)).line, tree.place(("e",)).column) == (2, 4)


def test_reading_ends_where_nothing_can_be_repaired() -> None:
    tree = read(b"a: b\nc:\n  - d\n  - e: f\n    ? [g]\n    h: i\nj: k\n", "a.yaml")
    assert tree.value == {"a": "b", "c": ("d", {"e": "f"})}
    assert tree.open == {(), ("c",), ("c", 1)}
    assert tree.unread(("j",))
    assert not tree.unread(("a",))


# -- files that mean harm -----------------------------------------------------------------------------------

HOSTILE = {
    "one fault a line": "a{}: {{b}} c\n",
    "one tab a line": "\ta{}: b\n",
    "one quotation mark a line": 'a{}: "b\n',
    "one bracket a line": "a{}: [b\n",
    "one indent a line": "{:>9} a: b\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("line", HOSTILE)
def test_two_megabytes_of_faults_are_told_in_a_second_or_two(line: str) -> None:
    text = "".join(HOSTILE[line].format(number) for number in range(400_000))[:2_000_000]
    start = time.process_time()
    assert problems_of(text)
    assert time.process_time() - start < 4  # a machine in CI is slower than one that people sit at


def test_a_line_of_two_megabytes_is_not_corrected_character_by_character() -> None:
    start = time.process_time()
    assert problems_of(SOUND.replace('label: "Brief"', "label: " + '"b" ' * 480_000))
    assert time.process_time() - start < 4
