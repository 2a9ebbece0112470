"""Mistakes that newcomers make: one problem that names the cause, at its place, and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.cli import main
from tests.builders.datafile import SOUND, problems_of, spoiled
from tests.readback import brief_text, deck_text

CASES = Path(__file__).resolve().parent / "cases" / "datafile"
VERBATIM = "hint: take it out: running is verbatim, and no quantity vouches for the number"

FOUND = {
    "blanks-copied-from-the-web": [
        "17:1: U+00A0 NO-BREAK SPACE indents this line, and is no blank to YAML\n"
        "  hint: put a plain blank in the place of each, here and wherever else it begins a line",
    ],
    "blanks-inside-braces": [],
    "bold-list-and-link-in-a-text": [
        "22:7: '*' is an entry of a list elsewhere, and would be printed as it stands\n"
        "  hint: a list stands in the text of a section: "
        'begin its entries with "- ", a line for each in a block after |',
    ],
    "carriage-returns-only": [],
    "comma-in-a-flow-number": [
        "12:20: a comma stands in the number '180,000', and ends it to YAML\n  hint: write 180_000",
    ],
    "curly-quotes-around-a-text": [
        "17:14: '“Why gardens”' stands in marks that are letters to YAML: they would be printed\n"
        '  hint: write heading: "Why gardens"',
    ],
    "digits-in-the-running-line": [f"6:11: the number '31' is typed into running\n  {VERBATIM}"],
    "hash-without-quotes": [
        '24:11: heading should be text, but nothing stands here\n  hint: write heading: "#1 About the figures"',
    ],
    "money-that-came-in": [
        "12:50: kind should be committed, awarded, paid, requested, received, pledged or spent, not 'raised'",
    ],
    "telephone-number-in-a-text": [
        "19:17: the number '+49 351 000000' is typed into the text\n"
        '  hint: a number to call or to pay to goes into contact, or stands in names: ["+49 351 000000"]',
        "19:44: the number 'DE00 0000 0000 00' is typed into the text\n"
        '  hint: a number to call or to pay to goes into contact, or stands in names: ["DE00 0000 0000 00"]',
    ],
    "two-languages-as-a-map": [
        "19:11: text should be a text, or a list of texts, not lines of 'key: value'\n"
        "  hint: a data file speaks one language: write the text alone, and others in files of their own",
    ],
    "unit-that-begins-with-a-verb": [],
    "word-file-with-a-yaml-name": [
        "this is no text file, but a Word document\n  hint: give the data file itself, saved as text (UTF-8)",
    ],
}


@pytest.mark.parametrize("case", FOUND)
def test_a_case_is_told_by_its_cause_alone(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = CASES / case / "data.yaml"
    assert main(["check", str(file)]) == (1 if FOUND[case] else 0)
    found = capsys.readouterr().err.replace(f"{file}:", "").replace("\n ", "\0").splitlines()
    found = [each for each in found if not each.startswith("Inside the brief")]
    assert [each.replace("\0", "\n ").strip() for each in found] == FOUND[case]


BLANKS = ["\xa0", "\u2007", "\u202f", "\u3000", "\u2003", " \xa0"]
INDENTED = '    heading: "Why doors"'
BRIEF = 'label: "Brief"'

# What is written instead of what stands in the sound file, and what the one problem says.
SIBLINGS = [
    *((INDENTED, f'{blank * (4 // len(blank))}heading: "Why doors"', "indents this line") for blank in BLANKS),
    (INDENTED, '    \u200bheading: "Why doors"', "U+200B ZERO WIDTH SPACE indents this line"),
    ("  - kind: text", "  -\xa0kind: text", "U+00A0 NO-BREAK SPACE indents this line"),
    (BRIEF, 'label:\xa0"Brief"', "stands behind a colon"),
    *((BRIEF, f"label: {marks[0]}Brief{marks[1]}", 'write label: "Brief"') for marks in ("“”", "„“", "«»", "‘’", '“"')),
    (BRIEF, 'label: "Brief”', 'write label: "Brief"'),
    ('{name: "Door Trust"}', "{name: “Door Trust”}", 'write "Door Trust"'),
    ('{name: "Door Trust"}', "{name: „Door, Trust“}", 'write "Door, Trust"'),
    *(("  - kind: text", f"  {mark} kind: text", "write - kind: text") for mark in "–—•·*−"),
    ("  - kind: text", "  -kind: text", "write - kind: text"),
    (BRIEF, 'label = "Brief"', 'write label: "Brief"'),
    (BRIEF, 'label："Brief"', 'write label: "Brief"'),
    (BRIEF, f"// the first\n{BRIEF}", "begin a comment with #"),
    (BRIEF, f"```yaml\n{BRIEF}", "delete this line"),
    (BRIEF, 'label: "Brief",', 'write label: "Brief"'),
    (BRIEF, 'label: "Brief";', 'write label: "Brief"'),
    (BRIEF, "label: Doors #1", 'write label: "Doors #1"'),
    (BRIEF, 'label: Brief"', 'write label: "Brief"'),
    (BRIEF, "label: [Brief]", 'write label: "Brief"'),
    ("value: 180_000", "value: 1,180,000", "write 1_180_000"),
    ("value: 180_000", "value: 180.000", "write 180_000 or 180"),
    ("value: 180_000", "value: 1.180.000,50", "write 1_180_000.50"),
    ("value: 180_000", "value: 180 000", "write 180_000"),
    ("value: 180_000", "value: 180'000", "write 180_000"),
    ("value: 180_000", "value: $180000", "write 180_000, and currency: USD"),
    ("value: 180_000", "value: 180000 €", "write 180_000, and currency: EUR"),
    ("value: 180_000", "value: 1.5 million", "write 1_500_000"),
    ("value: 180_000", "value: 180k", "write 180_000"),
    ("value: 180_000", "value: about 180", "write 180, and bound: about"),
    ("value: 180_000", "value: '>180'", "write 180, and bound: more than"),
    ("value: 24", "value: 24 doors", 'write 24, and unit: "doors"'),
    ("value: 24", "value: some", "write digits alone"),
    ("currency: USD", "currency: $", "write USD"),
    ("kind: awarded", "kind: repaid", "committed, awarded, paid, requested, received, pledged or spent, not 'repaid'"),
    ('as_of: {text: "June 2024", latest: 2024}', "as_of: 2024", 'write as_of: {text: "2024", latest: 2024}'),
    ('as_of: {text: "June 2024", latest: 2024}', "as_of: June 2024", 'write as_of: {text: "June 2024", latest: 2024}'),
    ('publisher: {name: "Door Trust"}', "publisher: Door Trust", 'write publisher: {name: "Door Trust"}'),
    ('{name: "Door Trust"}', '{name: "Door Trust", contact: "a@b.org"}', 'write contact: ["a@b.org"]'),
    ('{name: "Door Trust"}', '{name: "Door Trust"', 'write publisher: {name: "Door Trust"}'),
    ('{name: "Door Trust"}', '{name: "Door Trust"}}', 'write publisher: {name: "Door Trust"}'),
    ('value: 24, unit: "doors"', 'value: 24 unit: "doors"', 'write doors: {value: 24, unit: "doors", source: report}'),
    *(
        ("date: 2023", f"date: {date}", "write 2023-02-01")
        for date in ("2023-2-1", "01.02.2023", "1.2.2023", "1. 2. 2023")
    ),
    ("date: 2023", "date: 3/4/2023", "write 2023-04-03 or 2023-03-04"),
    *(("date: 2023", f"date: {date}", "write 2023-12-31") for date in ("12/31/2023", "12.31.2023", "31.12.2023")),
    ("date: 2023", "date: 02.2023", "write 2023-02"),
    ("date: 2023", "date: 2020–2023", "write 2020 to 2023"),
]


@pytest.mark.parametrize(("was", "now", "says"), SIBLINGS)
def test_a_mistake_is_told_by_its_cause_alone(was: str, now: str, says: str) -> None:
    (problem,) = problems_of(spoiled(was, now))
    assert says in str(problem)


KINDS = {
    "UTF-16": [SOUND.encode("utf-16"), SOUND.encode("utf-16-le"), SOUND.encode("utf-16-be")],
    "a PDF": [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"],
    "an Excel workbook": [b"PK\3\4" + bytes(30) + b"xl/workbook.xml"],
    "a picture (PNG)": [b"\x89PNG\r\n\x1a\n" + bytes(range(256))],
    "no text file": [bytes(range(256)) * 8, b"\x1f\x8b\x08" + bytes(range(256))],
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_no_text_is_told_by_its_kind(kind: str) -> None:
    for data in KINDS[kind]:
        (problem,) = problems_of(data)
        assert kind in problem.message


def test_every_kind_of_line_end_is_read() -> None:
    assert [problems_of(SOUND.replace("\n", end)) for end in ("\n", "\r\n", "\r")] == [(), (), ()]


MARKS = ["**door", "__door__", "***door***", "**a **door** b**", "** door **", "_**door**_", "a ** b"]
MARKS += ["*door*", "_door_", "[door](example.org)", "![door](a.png)", "`door`"]
MARKS += ["<b>door</b>", "door<br/>", "door&nbsp;s", r"\\textbf door", "~~door~~", "cafÃ©"]
PROSE = ["a_b and c_d", "C# doors", "less < more", "a@b.org <a@b.org>", "a - b", "R&D; doors", "[sic]"]
PROSE += [
    "a **door**",
    "an in**door** way",
    "**phase 2b** doors",
    "a **phase** 2b door",
    "phase **2b**",
    r"\*\*two\*\*",
    r"**y \* x**",
]
PROSE += ["two * three", "door (s) * or not", "a • b", "snake_case_names", "“doors”", "#doors", "AT&T", r"a \* b"]


@pytest.mark.parametrize("mark", MARKS)
def test_markup_in_prose_is_a_problem_at_its_place(mark: str) -> None:
    (first, *_) = problems_of(spoiled("It opens.", f"It opens {mark} here."))
    column = SOUND.splitlines()[18].index("It opens") + 10
    assert (first.where.line, column - 1 <= first.where.column <= column + 6) == (19, True)
    assert "would be printed as it stands" in first.message


@pytest.mark.parametrize("text", PROSE)
def test_what_only_looks_like_markup_is_prose(text: str) -> None:
    assert problems_of(SOUND.replace("It opens.", f"It opens {text} here.".replace("\\", "\\\\"))) == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('"A \\"door\\" 7, 7 and 77"', [(23, "'7'"), (26, "'7'"), (32, "'77'")]),
        ("'It''s 7'", [(18, "'7'")]),
        ('"Call (202) 555-0142 now"', [(17, "'(202)")]),
        ('"Or 1 240 000 of 12"', [(15, "'1"), (28, "'12'")]),
    ],
)
def test_a_number_is_told_once_where_it_stands(text: str, places: list[tuple[int, str]]) -> None:
    found = problems_of(spoiled('    text: "In 2023 a phase 2b door opened."', f"    text: {text}"))
    assert [(each.where.column, each.message.split()[2]) for each in found if "typed" in each.message] == places


@pytest.mark.parametrize("text", [r"\\* door", "* door", "A door\n      * and a wall", "A door:\n\n      • a wall"])
def test_a_list_mark_begins_a_line_or_a_text_and_after_a_backslash_is_a_star(text: str) -> None:
    found = problems_of(spoiled('text: "In 2023 a phase 2b door opened."', f"text: |\n      {text}"))
    assert ["an entry of a list" in each.message for each in found] == [True] * (not text.startswith("\\"))


@pytest.mark.parametrize("text", ["A door\n      – and a wall", "A door (s) *\n      or not"])
def test_a_dash_or_a_star_where_a_text_wraps_is_prose(text: str) -> None:
    assert problems_of(spoiled('text: "In 2023 a phase 2b door opened."', f"text: |\n      {text}")) == ()


def test_a_star_after_a_backslash_is_printed_without_it_in_both_files(tmp_path: Path) -> None:
    file = tmp_path / "doors.yaml"
    text = spoiled('headline: "A door is more than a wall"', r'headline: "A door\\* is more than a wall"')
    file.write_text(text.replace("a phase 2b door opened.", r"a phase 2b \\*door\\* opened."))
    assert main(["build", str(file), "-o", str(tmp_path), "--quiet"]) == 0
    brief, deck = brief_text((tmp_path / "brief.pdf").read_bytes()), deck_text((tmp_path / "deck.pptx").read_bytes())
    assert "A door* is more" in deck
    assert all("2b *door* opened" in " ".join(found.split()) for found in (brief, deck))
    assert "\\" not in brief + deck


BESIDE = [
    "${granted}",
    "$ {granted}",
    "US${granted}",
    "USD {granted}",
    "{granted} USD",
    "{granted} dollars",
    "€{granted}",
]


@pytest.mark.parametrize("text", BESIDE)
def test_a_currency_beside_a_name_of_money_would_be_printed_twice(text: str) -> None:
    (problem,) = problems_of(spoiled('subtitle: "{granted} in grants"', f'subtitle: "All {text} in grants"'))
    assert "is printed twice" in problem.message
    assert "write {granted} alone" in str(problem)
    assert problem.where.column == 16 + (text.index("}") + 2 if text.startswith("{") else 0)
    assert problems_of(spoiled('subtitle: "{granted} in grants"', 'subtitle: "{doors} dollars, {granted}"')) == ()


def test_a_number_in_a_second_paragraph_stands_where_it_stands() -> None:
    block = "text: |\n      A door 7.\n\n      And 7 more."
    found = problems_of(spoiled('text: "In 2023 a phase 2b door opened."', block))
    assert [(each.where.line, each.where.column) for each in found if "typed" in each.message] == [(27, 14), (29, 11)]


def test_running_and_label_speak_for_the_programme_and_other_lines_for_others() -> None:
    assert problems_of(spoiled('running: "Open doors"', 'running: "Doors, 2019 to 2022"')) == ()
    assert problems_of(spoiled('running: "Open doors"', 'running: "Call +49 351 000000"')) == ()
    assert (
        problems_of(spoiled('"Door Trust"}\nas_of', '"Door Trust", disclosures: ["Register 31, § 60."]}\nas_of')) == ()
    )
    for key, was in (("running", '"Open doors"'), ("label", '"Brief"')):
        (problem,) = problems_of(spoiled(f"{key}: {was}", f'{key}: "31 doors in 2022"'))
        assert str(problem).startswith(f"a.yaml:{8 if key == 'running' else 7}:{len(key) + 4}: the number '31'")


@pytest.mark.parametrize(
    ("unit", "label"), [("committed to schools", "committed"), ("for schools", "for"), ("grants", "in")]
)
def test_a_unit_that_says_how_it_stands_has_no_in_before_it(unit: str, label: str) -> None:
    from reports.story.phrases import phrases_in

    assert phrases_in("en-US").total_label(unit).format(unit=unit).startswith(label)


@pytest.mark.parametrize("text", ["${doors}", "€ {doors}", "{doors} £"])
def test_a_currency_beside_a_name_that_is_no_money_would_make_it_money(text: str) -> None:
    (problem,) = problems_of(spoiled('subtitle: "{granted} in grants"', f'subtitle: "{{granted}} and {text}"'))
    assert "{doors} is no money, but" in problem.message


ALONE = [
    ("closing:", "closing", "no colon follows the key here\n  hint: write closing:"),
    ('label: "Brief"', "label: &Brief", '"&Brief"'),
    ('label: "Brief"', "label: !Brief", '"!Brief"'),
    ('heading: "Why doors"', "heading:", "heading should be text, but nothing stands here"),
]


@pytest.mark.parametrize(("was", "now", "says"), ALONE)
def test_one_mistake_is_one_problem(was: str, now: str, says: str) -> None:
    (problem,) = problems_of(spoiled(was, now))
    assert says in str(problem)


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
def test_a_file_whose_lines_all_end_otherwise_is_read(end: str) -> None:
    assert problems_of(SOUND.replace("\n", end)) == ()


def test_the_latest_year_is_not_before_the_figures() -> None:
    found = problems_of(spoiled("latest: 2024}", "latest: 24}"))
    assert "10:36: latest is 24, before June 2024, of which the figures are\n  hint: write latest: 2024" in {
        str(each).partition(":")[2] for each in found
    }
