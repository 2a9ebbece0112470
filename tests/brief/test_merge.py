"""One PDF for a print house: all copies, each whole, with what they have in common in it once."""

from __future__ import annotations

import io
import pickle
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from reports.brief.mailmerge import merge as merged
from reports.brief.mailmerge.merge import MergedPdf
from reports.brief.mailmerge.render_copies import brief_copy_renderer
from reports.brief.mailmerge.xref import XrefStream
from reports.renderer import FullError
from reports.story import Personal
from tests.builders.brief import INSIDE, THEME, a_story
from tests.builders.letters import NAMES, a_letter, a_renderer, letters
from tests.readback import elements
from tests.validators import vera_pdf_claims


def a_reader(place: int) -> Personal:
    return a_letter(f"{NAMES[place % 9]} {place}", addressed=place % 4 == 0)


def a_merged(copies: int, *, right_hand: bool = False) -> tuple[bytes, list[tuple[int, int]]]:
    """Merge so many copies; give the file and each one's pages."""
    file = io.BytesIO()
    growing, renderer = MergedPdf(file, right_hand=right_hand), a_renderer(a_story())
    pages = [growing.add(renderer.parts_of(a_reader(place))) for place in range(copies)]
    growing.close()
    return file.getvalue(), pages


@pytest.fixture
def in_threes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a group be full soon."""
    monkeypatch.setattr(merged, "COPIES_IN_A_GROUP", 3)


@pytest.mark.usefixtures("in_threes")
def test_each_part_says_what_the_single_copy_says() -> None:
    read = elements(a_merged(7)[0])
    starts = [place for place, each in enumerate(read) if each.depth == 1]
    parts = [read[start:stop] for start, stop in pairwise([*starts, len(read)])]
    assert [read[0].tag, *(part[0].tag for part in parts)] == ["Document", *["Part"] * 7]
    single = a_renderer(a_story())
    for place, part in enumerate(parts):
        alone = elements(single.render_copy(a_reader(place)).data)
        assert [(each.depth - 1, each.text, each.alt) for each in part] == [(e.depth, e.text, e.alt) for e in alone]


@pytest.mark.usefixtures("in_threes")
def test_pages_stand_where_the_table_of_pages_says() -> None:
    data, ranges = a_merged(8)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert ranges[-1][1] == len(document.pages)
        assert not document.check_pdf_syntax()
        labels = [str(page.label) for page in document.pages]
        assert [labels[first - 1] for first, _ in ranges] == [f"{copy}-1" for copy in range(1, 9)]
        with document.open_outline() as bookmarks:
            assert [each.title for each in bookmarks.root] == ["1-3", "4-6", "7-8"]
            assert [each.title for each in bookmarks.root[2].children] == ["7", "8"]
        page = document.Root["/Outlines"]["/Last"]["/Last"]["/Dest"][0]
        assert page.objgen == document.pages[ranges[-1][0] - 1].objgen


def test_what_copies_have_in_common_is_there_once() -> None:
    few, many = len(a_merged(2)[0]), len(a_merged(60)[0])
    assert (many - few) / 58 < 4_000
    with pikepdf.open(io.BytesIO(a_merged(60)[0])) as document:
        files = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each]
    assert len(files) == 3


def test_what_layouts_have_in_common_travels_once_between_processes() -> None:
    renderer = a_renderer(a_story())
    one, other = renderer.parts_of(a_letter("Ada")), renderer.parts_of(a_letter("Ada", addressed=True))
    assert one.objects != other.objects
    assert len(pickle.dumps((one, other))) < 1.3 * len(pickle.dumps(one))


def test_every_copy_can_begin_on_a_right_hand_page() -> None:
    data, ranges = a_merged(5, right_hand=True)
    assert all(first % 2 == 1 and last % 2 == 0 for first, last in ranges)
    with pikepdf.open(io.BytesIO(data)) as document:
        assert ["/Contents" in page for page in document.pages] == [True, True] * 5


def test_the_same_table_gives_the_same_file() -> None:
    assert a_merged(5)[0] == a_merged(5)[0]


def test_a_file_that_is_full_says_so_and_can_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.BytesIO()
    growing, ada = MergedPdf(file), a_renderer(a_story()).parts_of(a_letter("Ada"))
    growing.add(ada)
    monkeypatch.setattr(merged, "MOST_OBJECTS", 200)
    message = r"a PDF of 1 copies is full: PDF/A allows 200 objects in a file"
    with pytest.raises(FullError, match=message):
        growing.add(ada)
    growing.close()
    with pikepdf.open(io.BytesIO(file.getvalue())) as document:
        assert len(document.objects) <= 200
        assert len(document.pages) == 2


def test_an_index_says_where_each_object_stands() -> None:
    index = XrefStream(1)
    index.note_stream()
    index.note_packed(600, 7, 250)
    index.place_stream(2**33)
    index.settle(1, 9, 3)
    said, rows = index.entries_and_rows()
    document = pikepdf.new()
    stream = pikepdf.Stream(document, rows)
    stream["/Filter"] = pikepdf.Name("/FlateDecode")
    stream.DecodeParms = pikepdf.Dictionary(Predictor=12, Columns=8)
    plain = stream.read_bytes()
    read = [
        (plain[n], int.from_bytes(plain[n + 1 : n + 6]), int.from_bytes(plain[n + 6 : n + 8]))
        for n in range(0, len(plain), 8)
    ]
    assert read[:3] == [(0, 0, 65535), (2, 9, 3), (1, 2**33, 0)]
    assert read[3:] == [(2, 7, place) for place in range(250, 850)]
    assert b"/Size 603" in said


@pytest.mark.slow
def test_a_merged_file_is_what_it_claims(tmp_path: Path) -> None:
    making = {
        "whole": a_renderer(inside=INSIDE),
        "short": a_renderer(a_story(), inside=INSIDE),
        "pdfa4": brief_copy_renderer(a_story(), THEME, "a4", characters=NAMES, standard="pdfa4"),
    }
    for name, each in making.items():
        with (tmp_path / f"{name}.pdf").open("wb") as file:
            growing = MergedPdf(file, right_hand=True)
            for personal in letters() if name == "short" else map(a_reader, range(1, 70, 4)):
                growing.add(each.parts_of(personal))
            growing.close()
    verdicts = vera_pdf_claims(sorted(tmp_path.glob("*.pdf")))
    assert set(verdicts["whole.pdf"]) == {"PDF/A-3a validation profile", "PDF/UA-1 validation profile"}
    assert [broken for verdict in verdicts.values() for broken in verdict.values() if broken] == []
