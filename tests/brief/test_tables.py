"""Tables: heads with a scope, repeated as decoration; rows whole, or one row in the tree where they cannot be."""

from __future__ import annotations

import io
import re
import time

import pdfplumber
import pytest

from reports.brief.flowables import Flowable
from reports.brief.look import Look, look_of
from reports.brief.pages import LaidOutSection, paginate
from reports.brief.tables import TablePart, table
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.metadata import STANDARDS
from reports.story import Words
from reports.story.phrases import phrases_in
from tests.builders.brief import THEME
from tests.builders.pdf import FACTS
from tests.builders.story import SOMEWHERE
from tests.readback import elements

HEAD = ("Project", "Country", "Awarded (USD)")


def a_look() -> Look:
    return look_of(THEME, "a4", phrases_in("en-GB"))


def a_table(look: Look, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> TablePart:
    return table(head, rows, look, SOMEWHERE, numbers=[len(head) - 1])


def many(count: int) -> list[tuple[str, ...]]:
    return [(f"Garden number {n}", "Italy", f"{n * 137:,}") for n in range(1, count + 1)]


def on_pages(flowable: Flowable, look: Look) -> bytes:
    pages = paginate([LaidOutSection("table", Words("A table", SOMEWHERE), 0, flowable)], look.body_height)
    canvas = TaggedCanvas(look.paper.size, FACTS, STANDARDS["pdfa3"], look.roles["body"].font)
    canvas.document.structure.document.extend(flowable.elems)
    for page in pages:
        for part in page.parts:
            part.flowable.paint(canvas, 57, 780 - part.down)
        canvas.showPage()
    return canvas.finished()


def test_a_table_is_heads_with_a_scope_and_rows_of_cells() -> None:
    look = a_look()
    pdf = on_pages(a_table(look, *many(1)), look)
    assert [(each.depth, each.tag, each.text) for each in elements(pdf)[1:]] == [
        (1, "Table", ""),
        (2, "THead", ""),
        (3, "TR", ""),
        *((4, "TH", head) for head in HEAD),
        (2, "TBody", ""),
        (3, "TR", ""),
        (4, "TH", "Garden number 1"),
        (4, "TD", "Italy"),
        (4, "TD", "137"),
    ]


def test_the_head_stands_on_every_page_and_is_said_once() -> None:
    look = a_look()
    pdf = on_pages(a_table(look, *many(100)), look)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        pages = [page.extract_text() for page in document.pages]
        outside = ["".join(c["text"] for c in page.chars if c["mcid"] is None) for page in document.pages]
    assert len(pages) == 3
    assert all(page.startswith("Project Country Awarded (USD)") for page in pages)
    assert outside == ["", "".join(HEAD), "".join(HEAD)]
    read = elements(pdf)
    assert [each.text for each in read if each.tag == "TH"] == [*HEAD, *(row[0] for row in many(100))]
    assert sum(each.tag == "TR" for each in read) == 101


def test_no_row_is_lost_or_parted_between_pages() -> None:
    look = a_look()
    pdf = on_pages(a_table(look, *many(100)), look)
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        text = "\n".join(page.extract_text() for page in document.pages)
    assert re.findall(r"Garden number (\d+) Italy", text) == [str(n) for n in range(1, 101)]


def test_no_row_is_lonely_on_the_last_page() -> None:
    look = a_look()
    with pdfplumber.open(io.BytesIO(on_pages(a_table(look, *many(36)), look))) as document:
        last = document.pages[-1].extract_text().splitlines()
    assert [line.split(" Italy")[0] for line in last] == [
        "Project Country Awarded (USD)",
        *(f"Garden number {n}" for n in (34, 35, 36)),
    ]


@pytest.mark.parametrize("first", ["Given", "Given to us on", "Given to us on the day of the month and of the year"])
@pytest.mark.parametrize("right", [set[int](), {2}])
def test_a_head_takes_two_lines_only_where_its_line_has_no_room(first: str, right: set[int]) -> None:
    look, rows = a_look(), [("5 May", "Trees", "$50"), ("6 May", "Where it is needed most", "$120")]
    block = table((first, "Fund", "Your gift"), rows, look, SOMEWHERE, right, is_block=True, width=look.grid.main)
    with pdfplumber.open(io.BytesIO(on_pages(block, look))) as document:
        lines = document.pages[0].extract_text().splitlines()
    heads = lines[: next(at for at, line in enumerate(lines) if "Trees" in line)]
    assert heads[-1].endswith("Fund Your gift")
    assert (len(heads) > 1) == (len(first) > 20)


def test_numbers_end_at_the_right_edge() -> None:
    look = a_look()
    with pdfplumber.open(io.BytesIO(on_pages(a_table(look, *many(100)), look))) as document:
        ends = {
            round(word["x1"]) for word in document.pages[0].extract_words() if re.fullmatch(r"[\d,]+", word["text"])
        }
    assert round(57 + look.grid.text - 6) in ends


def test_a_row_taller_than_a_page_goes_on_as_one_row() -> None:
    look = a_look()
    long = "A line of text that says little. " * 300
    pdf = on_pages(a_table(look, ("Before", "x", "1"), (long.strip(), "y", "2"), ("After", "z", "3")), look)
    read = elements(pdf)
    assert [each.text for each in read if each.tag == "TH"][3:] == ["Before", long.strip(), "After"]
    assert sum(each.tag == "TR" for each in read) == 4
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert all(char["bottom"] < 842 - 60 for page in document.pages for char in page.chars)


def test_a_word_wider_than_its_column_is_broken_and_copied_whole() -> None:
    look = a_look()
    pdf = on_pages(
        a_table(look, ("x", "Donaudampfschifffahrtsgesellschaft", "1"), ("y", "one/two/three/four/five", "2")), look
    )
    assert [each.text for each in elements(pdf) if each.tag == "TD"] == [
        "Donaudampfschifffahrtsgesellschaft",
        "1",
        "one/two/three/four/five",
        "2",
    ]
    assert not look.problems


def seconds(count: int) -> float:
    look = a_look()
    before = time.process_time()
    on_pages(a_table(look, *many(count)), look)
    return time.process_time() - before


def test_ten_times_the_rows_take_about_ten_times_as_long() -> None:
    assert min(seconds(2000) for _ in range(2)) < 25 * min(seconds(200) for _ in range(3))
