"""What copies are called, on every system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.handouts.names import Naming, columns_of, is_pattern, safe


def test_a_copy_is_called_by_its_row() -> None:
    naming = Naming("brief", ".pdf", 300)
    assert naming.file(17, {"id": "A"}) == "brief-000017.pdf"
    assert naming.file(2, {"id": "A"}, seed=True) == "seeds/brief-000002.pdf"


def test_many_copies_stand_in_folders_of_a_thousand() -> None:
    naming = Naming("deck", ".pptx", 1_200_000)
    assert naming.file(17_042, {}) == "0017/deck-0017042.pptx"
    assert naming.file(17_042, {}, seed=True) == "seeds/deck-0017042.pptx"


def test_a_pattern_takes_values_of_the_row() -> None:
    naming = Naming("brief", ".pdf", 300, "Brief {id} for {name}")
    assert naming.file(17, {"id": "A/7", "name": "Ana\tLópez"}) == "Brief A-7 for Ana López.pdf"


@pytest.mark.parametrize(
    ("given_", "made"),
    [
        ("con", "con_"), ("NUL.txt", "NUL.txt_"), ("..", ""), (".hidden", "hidden"), ("a\\b:c", "a-b-c"),
        ("end. ", "end"), ("é" * 200, "é" * 75), ("e\u0301", "é"), ("a\nb", "a b"),
    ],
)  # fmt: skip
def test_names_are_made_safe(given_: str, made: str) -> None:
    assert safe(given_) == made


@given(st.text())
def test_a_safe_name_is_one_name_everywhere(text: str) -> None:
    name = safe(text)
    assert len(name.encode(errors="surrogatepass")) <= 151
    assert not set(name) & set('\\/:*?"<>|\0\n')
    assert name == name.strip(" .")


def test_a_row_that_gives_no_name_keeps_its_number() -> None:
    assert Naming("brief", ".pdf", 300, "{id}").file(17, {"id": ".."}) == "brief-000017.pdf"


@pytest.mark.parametrize("pattern", ["brief", "{id", "a/{id}", "{id}*", "id}"])
def test_what_names_no_column_is_no_pattern(pattern: str) -> None:
    assert not is_pattern(pattern)


def test_a_pattern_names_columns() -> None:
    assert is_pattern("{id}-{place}-{id}")
    assert columns_of("{id}-{place}-{id}") == ("id", "place")
