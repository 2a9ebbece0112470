"""What travels inside a brief: the data file byte for byte, without its comments, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.datafile.attachments import Attachment, Enclosed, comments_in, enclose, without_comments
from reports.datafile.yaml import read
from tests.builders.translations import data_files

DATA = Path(__file__).resolve().parents[1] / "data"
COMMENTED = """\
# A file with comments.
title: "A # in quotes"  # and one behind it
# in between
text: >-  # behind the sign
  # no comment, but text
  and more
plain: no#comment
items: [a, b]   # behind a list

  # indented
last: |
  # text
"""


def test_a_sign_inside_a_text_is_no_comment() -> None:
    found = [COMMENTED[start:stop] for start, stop in comments_in(COMMENTED)]
    assert found == [
        "# A file with comments.",
        "# and one behind it",
        "# in between",
        "# behind the sign",
        "# behind a list",
        "# indented",
    ]


def test_without_comments_a_file_says_the_same() -> None:
    clean = without_comments(COMMENTED)
    assert read(clean.encode(), "x").value == read(COMMENTED.encode(), "x").value
    assert comments_in(clean) == []
    assert clean.splitlines()[:3] == ['title: "A # in quotes"', "text: >-", "  # no comment, but text"]


@pytest.mark.parametrize("file", data_files(DATA), ids=lambda file: file.stem)
def test_our_own_files_say_the_same_without_comments(file: Path) -> None:
    text = file.read_text("utf-8")
    assert read(without_comments(text).encode(), "x").value == read(text.encode(), "x").value


@given(
    st.lists(
        st.sampled_from(["a: 1", "# c", "b: '# x'  # y", "c: >-\n  t\n  # u", "", "  # z", "d: [1, # e\n 2]"]),
        unique=True,
    )
)
def test_whatever_stands_where_taking_comments_out_changes_no_value(lines: list[str]) -> None:
    text = "\n".join(["start: 0", *lines]) + "\n"
    clean = without_comments(text)
    assert read(clean.encode(), "x").value == read(text.encode(), "x").value
    assert without_comments(clean) == clean


def test_the_file_travels_byte_for_byte() -> None:
    data = b"\xef\xbb\xbf# one\r\ntitle: x\r\n"
    enclosed = enclose(data, "gardens.yaml", "data")
    assert [(file.name, file.content) for file in enclosed.files] == [("gardens.yaml", data)]
    assert str(enclosed) == "Inside the brief travels gardens.yaml (20 bytes, 1 comment line)"


def test_a_clean_copy_has_no_comments() -> None:
    enclosed = enclose(b"# secret\ntitle: x\n", "gardens.yaml", "clean")
    assert enclosed.files[0].content == b"title: x\n"
    assert str(enclosed) == "Inside the brief travels gardens.yaml (9 bytes, no comments)"


def test_nothing_travels_if_nothing_should() -> None:
    assert enclose(b"title: x\n", "gardens.yaml", "none") == Enclosed()
    assert str(Enclosed()) == "No data travels inside the brief"


def test_what_travels_is_listed_as_a_sentence_lists_it() -> None:
    files = tuple(Attachment(name, b"12", "text/plain", "") for name in ("a.yaml", "b.csv", "c.png"))
    said = "a.yaml (2 bytes, no comments), b.csv (2 bytes) and c.png (2 bytes)"
    assert str(Enclosed(files)) == f"Inside the brief travels {said}"
