from __future__ import annotations

import datetime as dt

import pytest
from pydantic import TypeAdapter, ValidationError

from reports.datafile.scalars import Address, LocatedStr, Name, Paragraphs, Prose, Style, When
from reports.errors import Location

HERE = Location("a.yaml", 3, 8)


def paragraphs(text: str, style: Style) -> list[str]:
    found: tuple[Prose, ...] = TypeAdapter(Paragraphs).validate_python(LocatedStr(text, HERE, style))
    assert {prose.where for prose in found} == {HERE}
    return [prose.text for prose in found]


def test_a_prose_is_one_line_and_keeps_its_place() -> None:
    prose = TypeAdapter(Prose).validate_python(LocatedStr(" one\n  two\tthree ", HERE))
    assert (prose.text, prose.where) == ("one two three", HERE)


def test_a_blank_that_does_not_break_is_kept() -> None:
    assert TypeAdapter(Prose).validate_python("a\u00a0b").text == "a\u00a0b"


def test_a_blank_line_begins_a_paragraph() -> None:
    assert paragraphs("one\ntwo", "folded") == ["one", "two"]
    assert paragraphs("one\ntwo\n\nthree\n", "literal") == ["one two", "three"]
    assert TypeAdapter(Paragraphs).validate_python(("one", "two")) == (Prose("one"), Prose("two"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (2013, When(2013)),
        ("2013-09", When(2013, 9)),
        ("2013-09-11", When(2013, 9, 11)),
        ("late 2014", When(2014, part="late")),
        ("2010 to 2012", When(2010, end=When(2012))),
        ("2010-03 to early 2011", When(2010, 3, end=When(2011, part="early"))),
        ("2012-06 to 2012", When(2012, 6, end=When(2012))),
    ],
)
def test_a_date_is_no_more_exact_than_it_is_given(text: object, wanted: When) -> None:
    assert TypeAdapter(When).validate_python(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        *(True, 13, "2013-9", "2013-02-29", "0000", "early 2014-02", "2013-09-11T10:00", 2013.5),
        *(
            "2012 to 2010",
            "2012 to 2012",
            "2010 to",
            " to 2010",
            "2010 to 2011 to 2012",
            "2010 - 2012",
            "2010 to 2011-13",
        ),
    ],
)
def test_what_is_no_date_is_refused(text: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(When).validate_python(text)


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (When(2012), dt.date(2012, 1, 1), dt.date(2012, 12, 31)),
        (When(2012, 2), dt.date(2012, 2, 1), dt.date(2012, 2, 29)),
        (When(2012, 2, 3), dt.date(2012, 2, 3), dt.date(2012, 2, 3)),
        (When(2012, part="early"), dt.date(2012, 1, 1), dt.date(2012, 4, 30)),
        (When(2012, part="mid"), dt.date(2012, 5, 1), dt.date(2012, 8, 31)),
        (When(2012, part="late"), dt.date(2012, 9, 1), dt.date(2012, 12, 31)),
        (When(2012, 2, end=When(2014)), dt.date(2012, 2, 1), dt.date(2014, 12, 31)),
    ],
)
def test_a_date_knows_the_days_it_may_mean(when: When, first: dt.date, last: dt.date) -> None:
    assert (when.first, when.last) == (first, last)


@pytest.mark.parametrize("address", ["ftp://example.org", "javascript:alert(1)", "https://a b", "https://a\n", "//a"])
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Address).validate_python(address)


@pytest.mark.parametrize("name", ["", "1st", "a b", "a{", "a:full", "a-", "-a", "a\n"])
def test_a_name_can_stand_between_braces(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Name).validate_python(name)
