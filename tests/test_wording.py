from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.errors import Location
from reports.story import Figure, Span, Words, merged, richtext
from reports.story.phrases.grammar import counted, in_quotes

HERE = Location("programme.yaml", 3, 9)


def some_words(text: str) -> Words:
    """Words all of whose marks cover the text from its second character on."""
    span = Span(1, len(text))
    return Words(text, HERE, (Figure(span, "total"),), (span,), (span,), ((span, "https://example.org"),))


@given(st.lists(st.text(min_size=2), min_size=1, max_size=5))
def test_marks_keep_to_their_characters_when_texts_are_joined(texts: list[str]) -> None:
    joined = richtext.join(*(some_words(text) for text in texts), where=HERE)
    spans = [figure.span for figure in joined.figures]
    assert joined.text == "".join(texts)
    assert [joined.text[span.start : span.stop] for span in spans] == [text[1:] for text in texts]
    assert joined.kept == joined.strong == tuple(spans) == tuple(span for span, _ in joined.links)


@given(st.text(min_size=1), st.data())
def test_a_text_cut_in_pieces_and_joined_is_the_same_but_for_the_marks_that_were_cut(
    text: str, data: st.DataObject
) -> None:
    places = st.integers(0, len(text))
    spans = [Span(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(places, places), max_size=8))]
    links = tuple((span, f"#{number}") for number, span in enumerate(spans))
    whole = Words(text, HERE, tuple(Figure(span, "total") for span in spans), merged(spans), tuple(spans), links)
    assert all(one.stop <= other.start for one, other in pairwise(whole.kept))
    edges = [0, *sorted(data.draw(st.sets(places))), len(text)]
    pieces = [whole.slice(Span(*pair)) for pair in pairwise(edges)]
    joined = richtext.join(*pieces, where=HERE)
    assert joined.text == text

    def uncut(span: Span) -> bool:
        return any(start <= span.start and span.stop <= stop for start, stop in pairwise(edges))

    assert {figure.span for figure in joined.figures} == {span for span in spans if uncut(span)}
    assert set(joined.strong) == {span for span in spans if uncut(span)}
    assert set(joined.kept) == {span for span in whole.kept if uncut(span)}
    assert set(joined.links) == {(span, target) for span, target in links if uncut(span)}


def test_addresses_in_a_text_are_linked_without_the_stop_behind_them() -> None:
    words = richtext.reachable(Words("Write to a.b@example.org, or see https://example.org/x.", HERE))
    assert words.links == (
        (Span(9, 24), "mailto:a.b@example.org"),
        (Span(33, 54), "https://example.org/x"),
    )


def test_a_sentence_goes_on_small_after_a_colon_but_names_and_abbreviations_stay() -> None:
    assert richtext.small(Words("An hour", HERE)).text == "an hour"
    assert richtext.small(Words("NIH pays", HERE)).text == "NIH pays"
    assert richtext.small(Words("Ada says", HERE, kept=(Span(0, 3),))).text == "Ada says"


def test_a_name_is_set_strong_once_where_it_is_first_said() -> None:
    first, second, third = (Words(text, HERE) for text in ("No name", "The Trust, our Trust", "The Trust"))
    marked = richtext.emphasised((first, second, third), "Trust")
    assert [words.strong for words in marked] == [(), (Span(4, 9),), ()]


def test_headings_give_link_targets_of_their_own() -> None:
    assert richtext.unique_keys(["Two forms!", "Two forms", "…", "Zwölf Wege"]) == [
        "two-forms", "two-forms~2", "section", "zwölf-wege",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "thing", "told"),
    [
        (1, "charity", "1 charity"),
        (2, "charity", "2 charities"),
        (3, "branch", "3 branches"),
        (1000, "day", "1,000 days"),
    ],
)
def test_things_are_counted_in_their_plural(count: int, thing: str, told: str) -> None:
    assert counted(count, thing) == told


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("The “Green” report", "The ‘Green’ report"),
        ('The "Green" report of one\'s own', "The ‘Green’ report of one's own"),
        ("The ‘Green’ report", "The ‘Green’ report"),
        ("The children’s ‘own’ book", "The children’s ‘own’ book"),
        ("Nothing to turn", "Nothing to turn"),
        ('The "Green" report', "The ‘Green’ report"),
        ("„Grün“ und mehr", "‘Grün’ und mehr"),
        ("A “green ‘and “blue” and’ red” report", "A ‘green “and ‘blue’ and” red’ report"),
        ("Don’t say ‘it’s “so”’", "Don’t say ‘it’s “so”’"),
        ('Pipes of 5" and 6"', 'Pipes of 5" and 6"'),
        ("«Vert» et “rouge”", "«Vert» et ‘rouge’"),
    ],
)
def test_quotation_marks_turn_between_quotation_marks(text: str, turned: str) -> None:
    assert in_quotes(text) == turned
    assert len(turned) == len(text)
