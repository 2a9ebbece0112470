"""Seventy mistakes of people who write their first data file: the line to write, or else its cause, comes first.

Each row is one mistake in a sound file: what stood there, what stands there now, and what the first problem has to say.
Where that is a line to write, or a part of one, it is written into the file, and nothing is wrong with it then.
"""

from __future__ import annotations

import json
import re

import pytest
import yaml

from tests.builders.datafile import SOUND, problems_of, spoiled

DATE, DOORS, GRANTED, LABEL = "date: 2023", 'value: 24, unit: "doors"', "value: 180_000", 'label: "Brief"'
HEADING, TEXT = '    heading: "Why doors"', '    text: "In 2023'
JSON = json.dumps(yaml.safe_load(SOUND), indent=2)

# What is told with what to write, and what stands there when that is done.
WRITTEN = [
    (DATE, "date: 01.02.2023 to 05.03.2023", "write 2023-02-01 to 2023-03-05", "date: 2023-02-01 to 2023-03-05"),
    (DATE, "date: 12–15 March 2023", "write 2023-03-12 to 2023-03-15", "date: 2023-03-12 to 2023-03-15"),
    (DATE, "date: 2010-2013", "write 2010 to 2013", "date: 2010 to 2013"),
    (DATE, "date: 15.3.23", "write 2023-03-15, the year in full", "date: 2023-03-15"),
    (DATE, "date: 23", "write 2023, the year in full", "date: 2023"),
    (DATE, "date: end of March 2023", "write 2023-03", "date: 2023-03"),
    (DATE, "date: Q3 2023", "write 2023-07 to 2023-09", "date: 2023-07 to 2023-09"),
    (DATE, "date: since 2023", "write 2023", "date: 2023"),
    (DATE, "date: Spring 2023", "write 2023", "date: 2023"),
    (DATE, "date: mid-2023", "write mid 2023", "date: mid 2023"),
    (DATE, "date: FY 2022/23", "write 2022 to 2023", "date: 2022 to 2023"),
    (DATE, "date: 2023-03-05T00:00:00", "write 2023-03-05", "date: 2023-03-05"),
    (DATE, "date: [2021, 2023]", "write 2021 to 2023", "date: 2021 to 2023"),
    (DATE, "date: 2023-15-02", "write 2023-02-15", "date: 2023-02-15"),
    (GRANTED, "value: '180000,50'", "write 180_000.5, without quotes", "value: 180_000.5"),
    (GRANTED, "value: 5 million", "write 5_000_000", "value: 5_000_000"),
    (f"{GRANTED}, currency: USD", "value: $5", "write 5, and currency: USD", "value: 5, currency: USD"),
    (
        f"{GRANTED}, currency: USD",
        "value: '180.000,00 €'",
        "180_000, and currency: EUR",
        "value: 180_000, currency: EUR",
    ),
    (DOORS, 'value: 24+, unit: "doors"', "write 24, and bound: at least", 'value: 24, bound: at least, unit: "doors"'),
    (DOORS, 'value: 24-30, unit: "doors"', "24 with bound: at least", 'value: 24, bound: at least, unit: "doors"'),
    (DOORS, 'value: 24%, unit: "doors"', "write 24, and % behind", DOORS),
    (DOORS, 'value: "24 doors", unit: "doors"', 'write 24, and unit: "doors"', DOORS),
    ("expected: true", "expected: Yes", "write true", "expected: true"),
    ("expected: true", 'expected: "yes"', "write true, without quotes", "expected: true"),
    ("expected: true", "expected: 1", "write true", "expected: true"),
    ("expected: true", "expected: x", "write true or false", "expected: true"),
    (LABEL, '"label": "Brief",', 'write "label": "Brief"', '"label": "Brief"'),
    (HEADING, '\theading: "Why doors"', "use blanks (4 here)", HEADING),
    (HEADING, '  \t  heading: "Why doors"', "use blanks (4 here)", HEADING),
    ("  - kind: timeline", "    kind: timeline", "write - kind: timeline", "  - kind: timeline"),
    ("  - kind: text", "    kind: text", "write - kind: text", "  - kind: text"),
    (LABEL, "label: Brief: doors", 'write label: "Brief: doors"', 'label: "Brief: doors"'),
    ("[phase 2b]", "[“phase 2b”]", 'write "phase 2b"', '["phase 2b"]'),
    (LABEL, '“label”: "Brief"', "did you mean 'label'", LABEL),
    ("kind: awarded", "kind: award", "did you mean 'awarded'", "kind: awarded"),
    ("kind: awarded", "kind: Awarded", "did you mean 'awarded'", "kind: awarded"),
    ("kind: timeline", "kind: time line", "did you mean 'timeline'", "kind: timeline"),
    (LABEL, "label: [Brief, Doors]", 'write label: "Brief, Doors"', 'label: "Brief, Doors"'),
    (LABEL, "label:\n  - Brief", 'write label: "Brief"', LABEL),
    ("[phase 2b]", "phase 2b", 'write names: ["phase 2b"]', '["phase 2b"]'),
    ("[phase 2b]", "phase 2b; 3c", 'write names: ["phase 2b", "3c"]', '["phase 2b", "3c"]'),
    ("[granted, doors]", "granted / doors", 'write ratio: ["granted", "doors"]', '["granted", "doors"]'),
    ('text: "June 2024", latest', "text: 2024, latest", 'write text: "2024"', 'text: "2024", latest'),
    (LABEL, 'label "Brief"', 'write label: "Brief"', LABEL),
    (LABEL, 'label; "Brief"', 'write label: "Brief"', LABEL),
    (LABEL, 'label: "The "Brief""', 'write label: "The \\"Brief\\"', 'label: "The \\"Brief\\""'),
    (LABEL, "label: 'The door's brief'", 'write label: "The door\'s brief"', 'label: "The door\'s brief"'),
    ("language: en-US", "language: en_US", "write en-US or en-GB", "language: en-US"),
    ('"{doors} open doors"', "{doors} open doors", 'write title: "{doors} open doors"', '"{doors} open doors"'),
    (
        "source: report}\n  average",
        "source: reports}\n  average",
        "did you mean 'report'",
        "source: report}\n  average",
    ),
]

# What is told with its cause, where nobody can know what was meant.
CAUSED = [
    (DOORS, 'value: n/a, unit: "doors"', "leave out what is not known"),
    (DOORS, 'value: twenty-four, unit: "doors"', "write digits alone"),
    (DOORS, 'value: (24), unit: "doors"', "should be a number, not '(24)'"),
    (LABEL, f"{LABEL}\n{LABEL}", "'label' stands here twice"),
    (
        "kind: awarded",
        "kind: bewilligt",
        "committed, awarded, paid, requested, received, pledged or spent, not 'bewilligt'",
    ),
    (TEXT, f'    measure: "Doors"\n{TEXT}', "unknown key 'measure'\n  hint: it belongs to sections of kind timeline"),
    (TEXT, f'    subtitle: "Doors"\n{TEXT}', "it belongs to the file as a whole, with no blank before it"),
    (LABEL, f'{LABEL}\nheading: "Why"', "it belongs to sections or closing"),
    ("item: door}", "item: door, bound: about}", "it belongs to quantities"),
    ("  report: {title:", "  - {title:", "begin each with its name, not with '- '"),
    ("ratio: [granted, doors]", "ratio: granted, doors", "ratio should be a list"),
    ("language: en-US", "language: English", ", not 'English'\n  hint: write en-US or en-GB"),
    ("total: granted", "total: 180_000", "total should be a name"),
    (SOUND, "", "the file is empty"),
    (SOUND, "# my first file\n# to come\n", "the file is empty"),
    (SOUND, "version: '3'\nservices:\n  web: {image: nginx}\n", "another kind of file"),
    (
        SOUND,
        SOUND.replace("sources:", "---\nsources:").replace("timeline:\n", "---\ntimeline:\n", 1),
        "a second document",
    ),
    (SOUND, JSON.replace('"Brief",', '"Brief"'), "comma"),
]


def first_of(data: str | bytes) -> str:
    found = problems_of(data)
    assert len(found) in (1, 2)
    return str(found[0])


@pytest.mark.parametrize(("was", "now", "says", "right"), WRITTEN)
def test_a_newcomer_reads_what_to_write_and_it_is_right(was: str, now: str, says: str, right: str) -> None:
    problem, *_ = problems_of(spoiled(was, now))
    assert says in str(problem)
    assert [each for each in problems_of(spoiled(was, right)) if each.where.line == problem.where.line] == []


@pytest.mark.parametrize(("was", "now", "says"), CAUSED)
def test_a_newcomer_reads_the_cause(was: str, now: str, says: str) -> None:
    assert says in first_of(SOUND.replace(was, now))


def test_a_byte_of_windows_is_told_by_the_sign_that_it_was() -> None:
    found = [first_of(SOUND.encode().replace(b'"Brief"', b'"Br' + sign + b'"')) for sign in (b"\xfc", b"\x96")]
    assert [re.findall("in Windows-1252 it is (.)", each) for each in found] == [["ü"], ["–"]]


TIMES = [
    ("12.–15.03.2023", "2023-03-12 to 2023-03-15"),
    ("1 Jan – 3 Feb 2023", "2023-01-01 to 2023-02-03"),
    ("March – May 2023", "2023-03 to 2023-05"),
    ("2020 to 22", "2020 to 2022"),
    ("99", "1999"),
    *((unclear, None) for unclear in ("week 12 2023", "5 trees", "2020 until now", "March 23", "Q3 5 2023", "H1 2023")),
]


@pytest.mark.parametrize(("written", "meant"), TIMES)
def test_a_time_is_told_where_all_of_it_is_understood(written: str, meant: str | None) -> None:
    problem, *_ = problems_of(spoiled(DATE, f'date: "{written}"'))
    assert (problem.hint or "").partition(",")[0] == (f"write {meant}" if meant else "")


def test_there_are_as_many_as_the_first_lines_say() -> None:
    assert len(WRITTEN) + len(CAUSED) + 2 == 70
