from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.datafile.scalars import LocatedStr
from reports.datafile.yaml import Tree, read
from reports.datafile.yaml.lines import SourceText, in_quotes, quote
from reports.datafile.yaml.reader import MOST_BYTES, MOST_VALUES
from reports.errors import Location


def a_tree(text: str) -> Tree:
    return read(text.encode("utf-8", "surrogatepass"), "a.yaml")


def told(data: str | bytes) -> list[str]:
    tree = read(data, "a.yaml") if isinstance(data, bytes) else a_tree(data)
    return [str(problem) for problem in tree.problems]


def value(text: str) -> Any:
    tree = a_tree(f"a: {text}\n")
    assert tree.problems == ()
    assert isinstance(tree.value, dict)
    return tree.value["a"]


# -- values -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("46_000_000", 46_000_000),
        ("-5", -5),
        ("0", 0),
        ("0.50", Decimal("0.50")),
        ("1_000.5", Decimal("1000.5")),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2013-09-11", "2013-09-11"),
        ("early 2014", "early 2014"),
        ("1,000", "1,000"),
        ("yesterday", "yesterday"),
        ('"NO"', "NO"),
        ("'010'", "010"),
        ("text # a comment", "text"),
        ("[1, {b: c}]", (1, {"b": "c"})),
        ("{b: [], c: {}}", {"b": (), "c": {}}),
    ],
)
def test_values_are_those_of_yaml_1_2(text: str, wanted: object) -> None:
    found = value(text)
    assert found == wanted
    assert type(found) is (LocatedStr if isinstance(wanted, str) else type(wanted))


def test_a_text_knows_where_and_how_it_was_written() -> None:
    tree = a_tree('a: plain # or not\nb:\n  - "quoted"\n  - >-\n    folded\n  - |\n    literal\n')
    assert isinstance(tree.value, dict)
    texts = (tree.value["a"], *tree.value["b"])
    assert [(text.where.line, text.where.column, text.style, text.cut) for text in texts] == [
        (1, 4, "plain", True),
        (3, 5, "quoted", False),
        (4, 5, "folded", False),
        (6, 5, "literal", False),
    ]


def test_places_of_values_and_keys_go_by_path() -> None:
    tree = a_tree("a:\n  - b: 1\n    c: 2\n")
    assert tree.place(("a", 0, "c")) == Location("a.yaml", 3, 8)
    assert tree.keys[("a", 0, "c")] == Location("a.yaml", 3, 5)
    assert tree.place(("a", 0, "missing")) == tree.place(("a", 0)) == Location("a.yaml", 2, 5)
    assert a_tree("").place(("a",)) == Location("a.yaml")


def test_a_sign_of_a_text_is_found_in_its_line() -> None:
    tree = a_tree('a: >-\n  one {b}\n  two {b}\nb: "{b}"\n')
    start = tree.place(("a",))
    assert [tree.sign(start, count, "{").line for count in (3, 9, 12)] == [2, 3, 1]
    assert tree.sign(tree.place(("b",)), 0, "{") == Location("a.yaml", 4, 5)


def test_columns_count_characters_and_not_bytes() -> None:
    assert a_tree("é: {😀: x, 'ü': NO}").problems[0].where == Location("a.yaml", 1, 16)


def test_bom_and_crlf_change_nothing() -> None:
    text = 'a: "b"\nc:\n  - d # e\n'
    other = read(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), "a.yaml")
    plain = a_tree(text)
    assert (other.value, other.places, other.problems) == (plain.value, plain.places, ())


# -- problems, word for word ----------------------------------------------------------------------------

SPOILED = {
    # what other programs read differently
    "a: NO": ('1:4: unquoted NO is text to some programs and false to others\n  hint: write false, or "NO" as a text',),
    "a: yes": (
        '1:4: unquoted yes is text to some programs and true to others\n  hint: write true, or "yes" as a text',
    ),
    "a: On": ('1:4: unquoted On is text to some programs and true to others\n  hint: write true, or "On" as a text',),
    "a: 010": (
        '1:4: unquoted 010 with its leading 0 is read differently by different programs\n  hint: write 10 or "010"',
    ),
    "a: 22:30": ('1:4: unquoted 22:30 is a number to some programs\n  hint: write "22:30"',),
    "a: 46e6": (
        '1:4: unquoted 46e6 is text to some programs and a number to others\n  hint: write 46_000_000 or "46e6"',
    ),
    "a: 1e999": (
        '1:4: unquoted 1e999 is text to some programs and a number to others\n  hint: write all its digits or "1e999"',
    ),
    "a: 0x1F": ('1:4: unquoted 0x1F is not a decimal number\n  hint: write 31 or "0x1F"',),
    "a: .nan": ("1:4: unquoted .nan is not a number that can be shown\n  hint: leave it out if it is not known",),
    "a: -.INF": ("1:4: unquoted -.INF is not a number that can be shown\n  hint: leave it out if it is not known",),
    f"a: {'9' * 31}": ("1:4: a number of more than 30 digits\n  hint: put it in double quotes if it is text",),
    # text that YAML does not take for text
    "a: {b} c": ("1:4: a value that starts with '{' is not text to YAML\n  hint: write a: \"{b} c\"",),
    "  - a: [sic] c": ("1:8: a value that starts with '[' is not text to YAML\n  hint: write - a: \"[sic] c\"",),
    "a: **b**": ("1:4: a value that starts with '*' is not text to YAML\n  hint: write a: \"**b**\"",),
    "a: *b": ("1:4: a value that starts with '*' is an alias to YAML, not text\n  hint: write a: \"*b\"",),
    "a: &b c": ("1:4: a value that starts with '&' is an anchor to YAML, not text\n  hint: write a: \"&b c\"",),
    "a: !b c": ("1:4: a value that starts with '!' is a tag to YAML, not text\n  hint: write a: \"!b c\"",),
    "a: @b": ("1:4: a value that starts with '@' is not text to YAML\n  hint: write a: \"@b\"",),
    "a: `b`": ("1:4: a value that starts with '`' is not text to YAML\n  hint: write a: \"`b`\"",),
    "a: %b": ("1:4: a value that starts with '%' is not text to YAML\n  hint: write a: \"%b\"",),
    "a: >= 5": ("1:4: a value that starts with '>' is not text to YAML\n  hint: write a: \">= 5\"",),
    "a: ? b": ("1:4: a value that starts with '?' is not text to YAML\n  hint: write a: \"? b\"",),
    "a: ]": ("1:4: a value that starts with ']' is not text to YAML\n  hint: write a: \"]\"",),
    "a: - b": ('1:4: a list starts on a line of its own, a text in double quotes\n  hint: write a: "- b"',),
    "a: b: c": ("1:5: a text that holds ': ' needs double quotes\n  hint: write a: \"b: c\"",),
    'a: the "b": c': ('1:11: a text that holds \': \' needs double quotes\n  hint: write a: "the \\"b\\": c"',),
    "a: 'it's'": ('1:8: more text follows the closing quotation mark\n  hint: write a: "it\'s"',),
    'a: "b" c\n': ('1:8: more text follows the closing quotation mark\n  hint: write a: "\\"b\\" c"',),
    "a: b c # d\n  e\n": (
        "1:8: this text ends at its ' #', and the next line belongs to nothing\n  hint: write a: \"b c # d\"",
    ),
    'a: "b\nc: d\n': ("1:4: the quotation mark that opens here is never closed\n  hint: close it where the text ends",),
    'a: "b\nc: "d"\n': (
        "1:4: the quotation mark that opens here closes only in line 2\n  hint: close it where the text ends",
    ),
    r'a: "\q"': ('1:5: what follows this backslash means nothing\n  hint: write a: "\\\\q"',),
    r'a: "\ud800"': ('1:5: what follows this backslash means nothing\n  hint: write a: "\\\\ud800"',),
    r'a: "\xzz"': ('1:5: what follows this backslash means nothing\n  hint: write a: "\\\\xzz"',),
    "a: b\n  - c\n": (
        "2:3: this entry belongs to the text above it, not to a list\n"
        "  hint: put the text above in double quotes, or take it out",
    ),
    # structure
    "a: {b: c: d}": (
        "1:4: the bracket that opens here is not closed, or a text in it needs double quotes\n"
        '  hint: put each text in double quotes: {label: "…", text: "…"}',
    ),
    "- {b: c, d: % e}": (
        "1:3: a text between these brackets needs double quotes\n"
        '  hint: put each text in double quotes: {label: "…", text: "…"}',
    ),
    "a: [b, c\nd: e": ("1:4: the bracket that opens here is not closed\n  hint: write a: [b, c]",),
    "a:\n\tb: c": ("2:1: a tab cannot indent a line\n  hint: use blanks (2 here)",),
    "a: b\n\tc: d": ("2:1: a tab cannot indent a line\n  hint: use blanks (0 here)",),
    "a: b\n c: d": ("2:2: this line is indented deeper than the lines it belongs to\n  hint: start it in column 1",),
    "a:b\nc: d": ("1:1: no blank follows the colon here\n  hint: write a: b",),
    "a:\n  - b\n c: d": ("3:2: this line's indentation fits no line above it\n  hint: start it in column 1",),
    "- a\nb: c": (
        "2:1: a list goes on here, but this line does not start with '- '\n  hint: indent it to the entry above",
    ),
    "a: b\nc\nd: e": (
        "2:1: this line is neither 'key: value' nor '- entry'\n  hint: a text's next line starts deeper than its key",
    ),
    "a: b\nc:d\ne: f": ("2:1: this line is neither 'key: value' nor '- entry'\n  hint: write c: d",),
    "a: 1\nb: 2\na: 3\n": (
        "3:1: 'a' stands here twice: first in line 1, again in line 3\n  hint: take one of them out",
    ),
    "? [a]\n: b": ('1:3: a key should be one word\n  hint: write "? [a]"',),
    "a\n---\nb": ("2:1: a second document starts here\n  hint: keep one document in a file; take out each line ---",),
    "a: b\n...\nc": (
        "3:1: this stands after the end of the data\n  hint: keep one document in a file, and no line '...' in it",
    ),
    "": ("1:1: the file is empty",),
    # characters
    "a: b\x07c": ("1:5: the character U+0007 cannot be shown\n  hint: delete it",),
    "a: b\x85c": ("1:5: the character U+0085 cannot be shown\n  hint: delete it",),
    "a: b\u2028c": ("1:5: the character U+2028 cannot be shown\n  hint: delete it",),
    "a: b\ufffec": ("1:5: the character U+FFFE cannot be shown\n  hint: delete it",),
    r'a: "b \\ \x07"': ("1:10: the character U+0007 cannot be shown\n  hint: delete it",),
    r'a: "b \U0001FFFF"': ("1:7: the character U+1FFFF cannot be shown\n  hint: delete it",),
    "a: b\x07\nc: NO": (
        "1:5: the character U+0007 cannot be shown\n  hint: delete it",
        '2:4: unquoted NO is text to some programs and false to others\n  hint: write false, or "NO" as a text',
    ),
}


@pytest.mark.parametrize("text", SPOILED)
def test_a_fault_is_told_where_it_stands_with_what_to_write(text: str) -> None:
    assert told(text) == [f"a.yaml:{problem}" for problem in SPOILED[text]]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (
            b"a: caf\xe9\n",
            "a.yaml:1:7: the byte 0xE9 is not UTF-8: in Windows-1252 it is é\n  hint: save the file as UTF-8",
        ),
        (
            b"a: b\nc: \xed\xa0\x80",
            "a.yaml:2:4: the byte 0xED is not UTF-8: in Windows-1252 it is í\n  hint: save the file as UTF-8",
        ),
        ("a: b".encode("utf-16"), "a.yaml: the file is not UTF-8, but UTF-16\n  hint: save it again as UTF-8"),
        (
            b"a: b\n" * (MOST_BYTES // 5 + 1),
            "a.yaml: the file is larger than 2 MB\n  hint: split it, or take out what is not text",
        ),
    ],
)
def test_bytes_that_are_no_text_are_told(data: bytes, wanted: str) -> None:
    assert told(data)[0] == wanted


def test_thousands_of_bad_bytes_are_not_told_one_by_one() -> None:
    assert (
        told(b"a: more than ten signs to a byte \xff\n" * 500)[0]
        == "a.yaml:1:34: the byte 0xFF is not UTF-8: in Windows-1252 it is ÿ\n  hint: save the file as UTF-8"
    )
    assert (
        len([problem for problem in told(b"a: more than ten signs to a byte \xff\n" * 500) if "0xFF" in problem]) == 1
    )
    assert (
        told(b"# b\n" * 500 + b"a: " + b"\7" * 21)[-1]
        == "a.yaml:501:24: and more characters that cannot be read follow"
    )


@pytest.mark.parametrize("opening", ["[", "{", "[\n", "- ", "? ", "{a: ", '{"a": ['])
def test_a_hundred_thousand_levels_are_refused_quickly(opening: str) -> None:
    assert len(told(opening * 100_000)) == 1


def test_nesting_stops_at_fifty_levels() -> None:
    assert told("[" * 52 + "]" * 52) == ["a.yaml:1:52: nested deeper than 50 levels"]
    assert told("[" * 51 + "]" * 51) == []


def test_a_file_of_too_many_values_is_refused() -> None:
    assert told("- 1\n" * MOST_VALUES) == [f"a.yaml:{MOST_VALUES}:3: the file holds more than 20,000 values"]


def test_thousands_of_problems_are_not_told_one_by_one() -> None:
    assert len(told("a:\n" * 5000)) == 201
    assert told("a:\n" * 5000)[-1] == "a.yaml:202:1: and more problems follow"


def test_an_alias_bomb_does_not_go_off() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d {e: *d}\n"
    assert len(told(bomb)) == 9


# -- properties -----------------------------------------------------------------------------------------


def lies_inside(where: Location, text: str) -> bool:
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return where.line == 0 or (where.line <= len(lines) and 1 <= where.column <= len(lines[where.line - 1]) + 1)


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    tree = read(data, "a.yaml")
    assert all(lies_inside(problem.where, data.decode("utf-8", "surrogateescape")) for problem in tree.problems)


@given(st.text(alphabet="ab:-#'\"[]{}&*!|>%@?,\\ \t\n01.e~{}", max_size=60))
def test_no_text_raises_and_every_place_lies_in_it(text: str) -> None:
    tree = a_tree(text)
    places = [*tree.places.values(), *tree.keys.values(), *(problem.where for problem in tree.problems)]
    assert all(lies_inside(where, text) for where in places)
    assert tree.value is not None or tree.problems or text.strip() != ""


PRINTED = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"], exclude_characters="\ufeff")


@given(st.text(alphabet=PRINTED, min_size=1))
def test_what_a_hint_puts_in_quotes_reads_back(text: str) -> None:
    hint = in_quotes(f"a: {text}", 4)
    stripped = text.strip()
    if hint and len(stripped) < 400 and stripped[:1] not in "'\"":
        assert value(hint.removeprefix("write a: ")) == unicodedata.normalize("NFC", stripped)


@given(st.text(alphabet="ab\n", max_size=30), st.integers(0, 40))
def test_every_offset_has_its_line_and_column(text: str, offset: int) -> None:
    where, offset = SourceText("f", text).at(offset), min(offset, len(text))
    assert where.line == text.count("\n", 0, offset) + 1
    assert text.split("\n")[where.line - 1][where.column - 1 :] == text[offset:].split("\n")[0]


def test_a_long_find_is_quoted_short_and_in_one_line() -> None:
    assert quote("a\n  b") == "'a b'"
    assert quote("a" * 100) == f"'{'a' * 59}…'"
