from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reports.datafile.languages import LANGUAGES
from reports.datafile.yaml import read_file
from reports.errors import DataError
from reports.loading.load import loaded_of
from tests.builders.datafile import SOUND, a_programme, problems_of, spoiled
from tests.builders.translations import data_files

DATA = Path(__file__).resolve().parents[1] / "data"
KINDS = (
    "text, comparison, questions, list, organisation, timeline, portfolio, projects, partners, picture, message, "
    "quote, figures, action, table, changes, chart or webcast"
)

# -- sound files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", data_files(DATA), ids=lambda path: path.stem)
def test_our_own_files_have_neither_problem_nor_warning(path: Path) -> None:
    warnings = loaded_of(read_file(path), lambda text: "", None).warnings
    assert warnings == ()


def test_every_prose_knows_its_place() -> None:
    programme = a_programme()
    assert (programme.title.where.line, programme.title.where.column) == (2, 8)
    assert programme.standfirst.text == "A door is a way in. And a way out."


def test_crlf_and_bom_give_the_same_programme() -> None:
    assert a_programme("\ufeff" + SOUND.replace("\n", "\r\n")) == a_programme()


# -- problems, word for word ------------------------------------------------------------------------------

SPOILED = {
    # keys
    ('title: "{doors}', 'titel: "{doors}'): ("2:1: unknown key 'titel'\n  hint: did you mean 'title'?",),
    ('running: "Open doors"\n', ""): ("1:1: running is missing\n  hint: add running: …",),
    ('{name: "Door Trust"}', '{name: "Door Trust", www: "x"}'): (
        "9:33: unknown key 'www'\n  hint: the keys here are: name, registration, contact, disclosures",
    ),
    ("publisher: {", "publisher: 5 #"): (
        "9:12: publisher should hold lines of 'key: value', not 5\n  hint: write publisher: {name: \"5\"}",
    ),
    # sections
    ("kind: text", "kind: txet"): (f"23:11: kind should be {KINDS}, not 'txet'\n  hint: did you mean 'text'?",),
    ("kind: text", "kindd: text"): ("23:5: unknown key 'kindd'\n  hint: did you mean 'kind'?",),
    ("  - kind: text\n    heading:", "  - heading:"): (f"23:5: kind is missing\n  hint: it is {KINDS}",),
    ('    heading: "Why', '    heding: "Why'): ("24:5: unknown key 'heding'\n  hint: did you mean 'heading'?",),
    ('"In 2023 a phase 2b door opened."', "[]"): ("26:11: text should have at least one entry, not 0",),
    ('"In 2023 a phase 2b door opened."', '["a", 5]'): (
        '26:17: entry 2 of text should be text, not 5\n  hint: write "5"',
    ),
    # text
    ('label: "Brief"', "label: 2024"): ('7:8: label should be text, not 2024\n  hint: write label: "2024"',),
    ('label: "Brief"', "label: true"): ('7:8: label should be text, not true\n  hint: write label: "true"',),
    ('label: "Brief"', "label:"): ('7:7: label should be text, but nothing stands here\n  hint: write label: "…"',),
    ('label: "Brief"', 'label: " "'): ("7:8: label should not be empty",),
    ('label: "Brief"', "label: {brief}"): (
        "7:8: label should be text, not lines of 'key: value'\n  hint: write label: \"{brief}\"",
    ),
    ('label: "Brief"', "label: Brief # 1"): (
        "7:8: label ends before its ' #', since it has no quotes\n  hint: write label: \"Brief # 1\"",
    ),
    ('"In 2023 a phase 2b door opened."', "One # 1"): (
        "26:11: text ends before its ' #', since it has no quotes\n  hint: write text: \"One # 1\"",
    ),
    # values
    ("language: en-US", "language: de"): (
        f"1:11: language should be {', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}, not 'de'\n  hint: write de-DE",
    ),
    ("latest: 2024", "latest: soon"): (
        "10:36: latest should be a whole number, not 'soon'\n  hint: write digits alone, such as 2014",
    ),
    ("latest: 2024", 'latest: "2024"'): (
        "10:36: latest should be a whole number, not '\"2024\"'\n  hint: write 2024, without quotes",
    ),
    ("180_000", "$180,000"): (
        "15:20: a comma stands in the number '$180,000', and ends it to YAML\n  hint: write 180_000",
    ),
    ("180_000", '"180,000"'): (
        "15:20: value should be a number, not '\"180,000\"'\n  hint: write 180_000, without quotes",
    ),
    ("180_000", "0"): ("15:20: value should be more than 0, not 0",),
    ("180_000", "-5.5"): ("15:20: value should be more than 0, not -5.5",),
    ("180_000", "1.2345678"): ("15:20: value should have at most 6 digits after the point, not 1.2345678",),
    ("180_000", "10_000_000_000_000_000"): (
        "15:20: value should be less than 1,000,000,000,000,000, not 10_000_000_000_000_000",
    ),
    ("currency: USD", "currency: usd"): (
        "15:39: currency should be a code of three capital letters, such as USD, not 'usd'\n  hint: write USD",
    ),
    ("currency: USD", "currency: USX"): ("15:39: no currency has the code 'USX'",),
    ("  doors: {", '  "dö or": {'): ("16:3: 'dö or' should be a name of letters, digits and _, such as sites",),
    ("expected: true", "expected: maybe"): (
        "20:82: expected should be true or false, not 'maybe'\n  hint: write true or false, without quotes",
    ),
    ("names: [phase 2b]", "names: phase 2b"): (
        "13:8: names should be a list, not 'phase 2b'\n  hint: write names: [\"phase 2b\"]",
    ),
    ("date: 2023", "date: 2023-02-30"): ("19:12: date should be a date that exists, not '2023-02-30'",),
    ("date: 2023", "date: spring"): (
        "19:12: date should be a date such as 2013, 2013-09, 2013-09-11 or early 2014, not 'spring'",
    ),
    ("early 2025", "early 2025-01"): (
        "20:12: date should not have both a month and early, mid or late, not 'early 2025-01'\n  hint: write 2025-01",
    ),
    ("item: door}", "item: door, awards: none}"): ("21:63: awards should hold lines of 'key: value', not 'none'",),
    # names that lead nowhere
    ('title: "{doors}', 'title: "{dors}'): ("2:9: no quantity is called 'dors'\n  hint: did you mean 'doors'?",),
    ('title: "{doors}', 'title: "{doors:long}'): (
        "2:9: a number has no form 'long'\n  hint: write {doors}, or {doors:full} for all digits",
    ),
    ('title: "{doors}', 'title: "{doors} {'): (
        "2:17: a '{' without its partner\n  hint: a number is written {name}, as in {committed}",
    ),
    ("A door is a way in.", "A {door} is a {way} in."): (
        "5:5: no quantity is called 'door'\n  hint: did you mean 'doors'?",
        "5:17: no quantity is called 'way'\n  hint: the quantities are: granted, doors, average",
    ),
    ('"doors", source: report', '"doors", source: reports'): (
        "16:45: no source is called 'reports'\n  hint: did you mean 'report'?",
    ),
    ("ratio: [granted, doors]", "ratio: [granted, windows]"): (
        "17:30: no quantity is called 'windows'\n  hint: the quantities are: granted, doors, average",
    ),
    ("ratio: [granted, doors]", "ratio: [average, doors]"): (
        "17:21: 'average' is itself worked out from others\n  hint: name a quantity with a value",
    ),
    ("ratio: [granted, doors]", "ratio: [granted]"): ("17:20: ratio should have 2 entries, not 1",),
    ("ratio: [granted, doors]", "ratio: [granted, doors, doors]"): (
        "17:20: ratio should have at most 2 entries, not 3",
    ),
    ("ratio: [granted, doors]", "ratio: [doors, granted]"): (
        "17:20: average divides by money of another currency or none",
    ),
    ("{value: 24,", "{value: 24, bound: up to,"): (
        "17:30: 'doors' is a limit (up to), so nothing can be divided by it",
    ),
    ("{value: 24,", "{value: 24, bound: at least,"): (
        "17:30: 'doors' is a limit (at least), so nothing can be divided by it",
    ),
    ("{value: 24,", "{value: 24, bound: more than,"): (
        "17:30: 'doors' is a limit (more than), so nothing can be divided by it",
    ),
    ("round: 100", "round: 100_000"): (
        "17:45: average comes to nothing when rounded to 100,000\n  hint: choose a smaller round",
    ),
    # money
    (", kind: awarded", ""): (
        "15:12: granted is money, but does not say of which kind\n"
        "  hint: add kind: committed, awarded, paid, requested, received, pledged or spent",
    ),
    ("currency: USD, kind", "kind"): (
        "15:35: granted has a kind of money, but no currency\n  hint: add currency: USD, or take out kind",
    ),
    ("{value: 24,", "{value: 24, bound: nearly, mark: person,"): (
        "16:43: doors has a mark for each person, but is no exact number of people\n"
        "  hint: take out mark: circles are drawn for exact whole numbers",
    ),
    ("{value: 180_000,", "{value: 180_000, mark: person,"): (
        "15:35: granted has a mark for each person, but is no exact number of people\n"
        "  hint: take out mark: circles are drawn for exact whole numbers",
    ),
    ("count: doors", "count: granted"): ("21:36: the count should not be money, but 'granted' is",),
    ("value: 24,", "value: 24.5,"): ("21:36: the count should be a whole number, but 'doors' is 24.5",),
    ("total: granted", "total: average"): (
        "21:20: 'average' is itself worked out from others\n  hint: name a quantity with a value",
    ),
    # numbers and time
    ("A door is a way in.", "A door has 24 ways in."): (
        "5:14: the number '24' is typed into the text\n  hint: write {doors}",
    ),
    ("A door is a way in.", "A door is a way in 2022."): (
        "5:22: the number '2022' is typed into the text\n"
        "  hint: make it a quantity and write its {name}; a number that is part of a name goes into names",
    ),
    ("date: early 2025", "date: early 2022"): (
        "20:12: the date early 2022 stands after 2023\n  hint: put the steps in the order of their dates",
    ),
    (", expected: true", ""): (
        "20:12: the date early 2025 is later than the figures speak of (as_of.latest is 2024)\n"
        "  hint: add expected: true, if it was still to come",
    ),
    ("date: 2023", "date: 2023 to 2025"): (
        "19:12: the date 2023 to 2025 is later than the figures speak of (as_of.latest is 2024)\n"
        "  hint: add expected: true, if it was still to come",
    ),
    ('name: "Door Trust"', 'name: "{doors} Trust"'): (
        "9:20: {doors} would be printed as it stands: this text is verbatim\n  hint: write it out",
    ),
    # titles
    ('headline: "All from', 'headline: "Doors open one after another" #'): (
        "33:13: the headline 'Doors open one after another' stands in line 29 already\n"
        "  hint: give each a headline of its own",
    ),
    ('heading: "About"', 'heading: "why doors"'): (
        "32:12: the heading 'why doors' stands in line 24 already\n  hint: give each a heading of its own",
    ),
    ("sections:", "order: loose\nsections:"): ("22:8: order should be fixed or free, not 'loose'",),
    # warnings
    ("  doors: {", '  walls: {value: 3, unit: "walls", source: report}\n  doors: {'): (
        "16:3: warning: the quantity 'walls' is not used\n  hint: write {walls} in a text",
    ),
}


@pytest.mark.parametrize(("was", "now"), SPOILED)
def test_a_fault_is_told_where_it_stands_with_what_to_write(was: str, now: str) -> None:
    assert [str(problem) for problem in problems_of(spoiled(was, now))] == [
        f"a.yaml:{problem}" for problem in SPOILED[was, now]
    ]


def test_all_faults_are_told_in_one_run_in_the_files_order() -> None:
    text = (
        spoiled('label: "Brief"', "label: NO").replace("latest: 2024", "latest: x").replace('  heading: "About"\n', "")
    )
    assert [problem.where.line for problem in problems_of(text)] == [7, 10, 32]


def test_a_timeline_is_told_by_one_section() -> None:
    section = SOUND[SOUND.index("  - kind: timeline") : SOUND.index("closing:")]
    again = section.replace("Since when", "When").replace("Doors open", "Gates open")
    assert [str(each) for each in problems_of(SOUND.replace("closing:", again + "closing:"))] == [
        "a.yaml:31:11: a second timeline section; the first is in line 27",
    ]
    assert [str(each) for each in problems_of(SOUND.replace(section, ""))] == [
        "a.yaml:19:3: warning: the timeline is not shown: no section is of kind timeline",
    ]
    steps = SOUND[SOUND.index("timeline:\n") : SOUND.index("portfolio:")]
    assert str(problems_of(SOUND.replace(steps, "").replace("In 2023 a", "A"))[0]) == (
        "a.yaml:24:11: a timeline section, but the file has no timeline\n  hint: add timeline: with a step or more"
    )


def test_a_slide_names_five_key_steps_and_the_others_are_warned_of() -> None:
    steps = "".join(
        f'  - {{date: {year}, title: "A door", text: "It opens.", key: true}}\n' for year in range(2017, 2024)
    )
    start = SOUND.index("timeline:\n") + len("timeline:\n")
    told = problems_of(SOUND[:start] + steps + SOUND[start:])
    message = "7 steps are key, and a slide names 5 of many: this one is not named there"
    assert [(each.where.line, each.message, each.fatal) for each in told] == [
        (24, message, False),
        (25, message, False),
    ]


def test_a_soft_hyphen_is_refused_by_its_name() -> None:
    assert [str(problem) for problem in problems_of(spoiled("And a way out.", "And a w\xaday out."))] == [
        "a.yaml:6:10: a soft hyphen (U+00AD) breaks no word here\n"
        "  hint: delete it; where the word may break, write a hyphen"
    ]


def test_a_character_the_font_lacks_is_named_where_it_stands() -> None:
    text = spoiled("And a way out.", "And a way\n  out: 出 or é.")
    assert [str(problem) for problem in problems_of(text, lacking="出é÷")] == [
        "a.yaml:7:8: the theme's font lacks the character '出' (U+51FA CJK UNIFIED IDEOGRAPH-51FA)\n"
        "  hint: install Noto Sans CJK SC (Debian and Ubuntu: fonts-noto-cjk), or name a font with Chinese letters in "
        "the theme: font: {scripts: {Hani: FILE}}",
        "a.yaml:7:13: the theme's font lacks the character 'é' (U+00E9 LATIN SMALL LETTER E WITH ACUTE)\n"
        "  hint: write it in another way, or choose a font that has it",
        "a.yaml:18:12: the theme's font lacks the character '÷' (U+00F7 DIVISION SIGN)\n"
        "  hint: write it in another way, or choose a font that has it",
    ]


def test_thousands_of_faults_are_told_in_part() -> None:
    entries = "".join(f"  k{number}: 1\n" for number in range(5000))
    assert len(problems_of(SOUND + entries)) == 200


# -- files ------------------------------------------------------------------------------------------------


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as caught:
        loaded_of(read_file(path), lambda text: "", None)
    return str(caught.value)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert refusal(Path("a.yaml")) == "a.yaml: no such file"
    assert refusal(Path("folder/a.yaml")) == "folder/a.yaml: no such file\n  hint: there is no folder folder either"
    Path("b.yaml").touch()
    assert refusal(Path("a.yaml")) == "a.yaml: no such file\n  hint: in this folder there is b.yaml"
    assert refusal(tmp_path.relative_to(tmp_path)) == ".: this is a folder, not a data file\n  hint: name a file in it"
    assert refusal(Path("a\0.yaml")).endswith("the file cannot be read: embedded null byte")
    assert refusal(Path("b.yaml")) == "b.yaml:1:1: the file is empty"
    assert "file name too long" in refusal(Path("a" * 5000))


def test_a_path_may_hold_blanks_and_accents(tmp_path: Path) -> None:
    path = tmp_path / "données du programme.yaml"
    path.write_text(SOUND, "utf-8")
    assert loaded_of(read_file(path), lambda text: "", None).programme == a_programme()


# -- properties -------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("{", "}", "[", "]", "*a ", "&a ", "!a ", "\t", ": ", " #", "'", '"', "- ", "\n", "\n  ", "? ", "|", ">", "%"),
        *("@", ",", "\\", "\x07", "\ud800", "\u2028", "é", "\U0001f600", "\r\n", "\n---\n", "null", "5", " 010 "),
        *(" NO ", "1e5", "0.000001", "{nobody}", "{granted}", "{doors:x}", "date", "kind: list", "ratio", ""),
    ]
)
EDITS = st.lists(st.tuples(st.integers(0, len(SOUND)), st.integers(0, 30), PIECES), min_size=1, max_size=4)


@settings(max_examples=300, deadline=None)
@given(EDITS)
@example([(0, 14, "{"), (0, 30, "&a "), (905, 25, "\t")])  # a section's kind could not be read
def test_whatever_is_done_to_a_file_it_loads_or_tells_why_and_where(edits: list[tuple[int, int, str]]) -> None:
    text = SOUND
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    raw = text.encode("utf-8", "surrogatepass")
    lines = raw.decode("utf-8", "surrogateescape").replace("\r\n", "\n").split("\n")
    for problem in problems_of(raw, lacking="é\U0001f600"):
        where = problem.where
        assert where.file == "a.yaml"
        assert where.line == 0 or (where.line <= len(lines) and 1 <= where.column <= len(lines[where.line - 1]) + 1)
        assert not re.search(r"pydantic|https?:|Input should|<class|Error\b", problem.message)


@given(st.binary(max_size=300))
def test_any_bytes_load_or_tell_why(data: bytes) -> None:
    assert problems_of(data)


@settings(deadline=None)
@given(st.sampled_from(SOUND.split("\n")), st.sampled_from(["5", "x: y", "[]", "{}", "null", "true", '"x"', "2024-01"]))
def test_any_value_in_any_place_loads_or_tells_why(line: str, value: str) -> None:
    key = re.match(r"(\s*(?:- )?\w+:)", line)
    if key:
        problems_of(SOUND.replace(line, f"{key[1]} {value}", 1))
