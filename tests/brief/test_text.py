"""Lines: nothing lost, nothing parted that belongs together, nothing wider than the column."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.brief.look import look_of
from reports.brief.text import SetText, break_words, sticks_out
from reports.brief.textlines import TextLine
from reports.errors import Location
from reports.pdf.structure import Elem
from reports.story import Span, Words
from reports.story.phrases import phrases_in
from tests.builders.brief import THEME
from tests.builders.story import SOMEWHERE, words

LOOK = look_of(THEME, "a4", phrases_in("en-GB"))
BODY = LOOK.roles["body"]
sentences = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=30).map(" ".join)


def set_in(text: Words, width: float) -> SetText:
    return SetText(break_words(text, BODY, width), BODY, Elem("P"), SOMEWHERE, phrases_in("en-GB"))


def text_of(line: TextLine) -> str:
    return "".join(piece.text for piece in line.pieces)


def marked(text: str, *parts: str) -> Words:
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    return Words(text, SOMEWHERE, kept=spans)


@given(sentences, st.floats(60, 400))
def test_lines_joined_are_the_text(text: str, width: float) -> None:
    assert "".join(map(text_of, break_words(words(text), BODY, width))) == text


@given(sentences, st.floats(60, 400))
def test_lines_are_no_wider_than_the_column(text: str, width: float) -> None:
    assert all(line.width <= width + 1e-6 for line in break_words(words(text), BODY, width))


@given(sentences)
def test_a_line_that_goes_on_ends_in_a_space_and_the_last_does_not(text: str) -> None:
    *others, last = break_words(words(text), BODY, 80)
    assert all(text_of(line).endswith(" ") for line in others)
    assert not text_of(last).endswith(" ")


@given(sentences, sentences)
def test_a_tidy_text_takes_no_more_lines(first: str, second: str) -> None:
    text = words(f"{first} {second}")
    assert len(break_words(text, BODY, 120, tidy=True)) == len(break_words(text, BODY, 120))


def test_a_tidy_text_leaves_no_word_alone() -> None:
    lines = break_words(words("Large cohort in the US and Europe"), BODY, 151, tidy=True)
    assert [text_of(line).strip() for line in lines] == ["Large cohort in the US", "and Europe"]


def test_a_kept_part_stays_on_one_line() -> None:
    text = "A sum of $46 million in all"
    width = BODY.font.width("A sum of $46", BODY.size) + 1
    loose = [text_of(line).strip() for line in break_words(words(text), BODY, width)]
    kept = [text_of(line).strip() for line in break_words(marked(text, "$46 million"), BODY, width)]
    assert loose[0] == "A sum of $46"
    assert kept[:2] == ["A sum of", "$46 million"]


def test_a_kept_part_wider_than_the_line_may_break() -> None:
    text = "one two three four five six seven eight"
    assert len(break_words(marked(text, text), BODY, 60)) > 1


def test_a_word_that_is_too_wide_breaks_behind_hyphen_or_slash() -> None:
    address = "https://example.org/meadow-survey/of/all/meadows"
    lines = break_words(words(address), BODY, 120)
    assert "".join(map(text_of, lines)) == address
    assert all(text_of(line)[-1] in "/-." for line in lines[:-1])
    assert all(line.width <= 120 for line in lines)


def test_a_word_that_breaks_nowhere_sticks_out_and_is_told() -> None:
    long = Words("a " + "o" * 60, Location("data.yaml", 7, 3))
    look = look_of(THEME, "a4", phrases_in("en-GB"))
    look.text(long, "body", 120)
    (problem,) = look.problems
    assert sticks_out(set_in(long, 120), 120)
    assert str(problem).startswith(f"data.yaml:7:3: '{'o' * 60}' is too wide for its column in the brief: 3")
    assert problem.hint == "use a shorter word, or put a hyphen or a space where it may break"


def test_strong_parts_are_set_strong() -> None:
    text = Words("The Alliance grows", SOMEWHERE, strong=(Span(4, 12),))
    (line,) = break_words(text, BODY, 400)
    assert [(piece.text, piece.font is BODY.strong) for piece in line.pieces] == [
        ("The ", False),
        ("Alliance", True),
        (" grows", False),
    ]


def test_a_paragraph_parts_with_two_lines_on_either_side() -> None:
    paragraph = set_in(words("word " * 40), 120)
    parts = paragraph.split(paragraph.height - BODY.leading)
    assert parts is not None
    assert len(parts[1].lines) == 2
    assert parts[0].elem is parts[1].elem
    assert paragraph.split(BODY.leading) is None


@given(sentences, st.floats(60, 400))
def test_a_balanced_text_takes_no_more_lines(text: str, width: float) -> None:
    whole = words(text)
    assert len(break_words(whole, BODY, width, balanced=True)) == len(break_words(whole, BODY, width))


def test_lines_of_a_balanced_text_are_about_as_long_as_each_other() -> None:
    text = words("Societies first met in 2010; a first request for proposals came in 2013")
    first, second = break_words(text, BODY, 300, balanced=True)
    assert second.width > 0.6 * first.width
