"""Thousands of objects that are alike, written as differences, are read as they were."""

from __future__ import annotations

import io
import re

import pikepdf

from reports.pdf.writer import PdfFile

COUNT = 3000


def written(count: int) -> bytes:
    """Write a catalog, a page, and elements; every third is a row, every hundredth is longer than most."""
    file = PdfFile((1, 7))
    file.add(1, b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R>>")
    file.add(2, b"<</Type/Pages/Count 1/Kids[3 0 R]>>")
    file.add(3, b"<</Type/Page/Parent 2 0 R/Resources<<>>/MediaBox[0 0 100 100]>>")
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + count))
    file.add(4, b"<</Type/StructTreeRoot/K[%s]>>" % kids)
    for number in range(count):
        tag, more = b"TR" if number % 3 == 0 else b"TD", b"x" * (200 if number % 100 == 7 else number % 9)
        file.add(5 + number, b"<</Type/StructElem/S/%s/P 4 0 R/T(%s)/K[%d]>>" % (tag, more, number))
    return file.finished(b"/Root 1 0 R")


def test_every_object_is_read_as_it_was_written() -> None:
    with pikepdf.open(io.BytesIO(written(COUNT))) as document:
        elements = list(document.Root.StructTreeRoot.K)
        assert [int(element.K[0]) for element in elements] == list(range(COUNT))
        assert [len(str(element.T)) for element in elements[:120]] == [
            200 if number % 100 == 7 else number % 9 for number in range(120)
        ]
        assert {str(element.S) for element in elements[::3]} == {"/TR"}
        assert document.check_pdf_syntax() == []


def test_alike_objects_take_little_room_and_few_objects_stay_as_they_were() -> None:
    assert b"/Predictor 12" in written(COUNT)
    assert len(written(COUNT)) < 13 * COUNT
    assert not re.search(rb"ObjStm[^>]*Predictor", written(300))
