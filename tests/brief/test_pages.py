"""Sections onto pages: whole where possible, never more pages than allowed, and a problem with a place otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.brief.flowables import Flowable, Plate, SideBySide, Stack
from reports.brief.look import look_of
from reports.brief.pages import MOST_FREE, LaidOutSection, Page, arranged, hold_to, loosen, paginate
from reports.errors import LayoutError, Location
from reports.pdf.canvas import TaggedCanvas
from reports.story import Words
from reports.story.phrases import phrases_in
from tests.builders.brief import THEME, a_brief, a_finding, a_section, a_story

LOOK = look_of(THEME, "a4", phrases_in("en-GB"))


class Box(Flowable):
    """A flowable of some height that stays whole."""

    def __init__(self, height: float, baseline: float = 5) -> None:
        self.height, self.baseline = height, baseline

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None: ...


def told(*flowables: Flowable, gap: float = 10, title: str = "Why") -> list[LaidOutSection]:
    words = Words(title, Location("data.yaml", 12, 5))
    return [LaidOutSection(f"key-{place}", words, gap, each) for place, each in enumerate(flowables)]


def boxes(*heights: float) -> Stack:
    return Stack([(0, Box(height)) for height in heights])


def placed(pages: list[Page]) -> list[list[tuple[float, float]]]:
    return [[(part.down, part.flowable.height) for part in page.parts] for page in pages]


def test_sections_stand_below_each_other_with_their_gap() -> None:
    assert placed(paginate(told(Box(40), Box(40)), 100)) == [[(0, 40), (50, 40)]]


def test_a_section_that_does_not_fit_moves_whole() -> None:
    assert placed(paginate(told(Box(40), boxes(20, 40)), 100)) == [[(0, 40)], [(0, 60)]]


def test_a_section_taller_than_a_page_begins_where_it_stands_and_parts_between_items() -> None:
    assert placed(paginate(told(Box(40), boxes(30, 30, 30, 30)), 100)) == [[(0, 40), (50, 30)], [(0, 90)]]


@pytest.mark.parametrize("count", range(1, 90))
def test_entries_of_a_list_are_together_by_threes_on_every_page(count: int) -> None:
    listed = LOOK.listed([Box(40) for _ in range(count)], 0)
    pages = paginate(told(Box(LOOK.body_height - 60), listed), LOOK.body_height)
    entries = [round(part.flowable.height / 40) for page in pages for part in page.parts][1:]
    assert sum(entries) == count
    assert count < 6 or min(entries) >= 3


def test_a_list_of_long_entries_is_parted_where_it_has_to_be() -> None:
    pages = paginate(told(LOOK.listed([Box(LOOK.body_height - 10)] * 4, 0)), LOOK.body_height)
    assert len(pages) == 4


def test_a_section_taller_than_a_page_of_which_nothing_fits_begins_on_the_next() -> None:
    assert placed(paginate(told(Box(80), boxes(30, 80)), 100)) == [[(0, 80)], [(0, 30)], [(0, 80)]]


def test_an_item_taller_than_a_page_is_a_problem_of_its_place() -> None:
    with pytest.raises(LayoutError) as error:
        paginate(told(boxes(20, 130)), 100)
    assert str(error.value) == (
        "data.yaml:12:5: a part of “Why” is taller than a page of the brief: 130% of it\n"
        "  hint: shorten it, or make two of it"
    )


def test_a_heading_stays_with_the_beginning_of_its_text() -> None:
    row = SideBySide(Box(20), boxes(30, 30, 30, 30), 50)
    parts = row.split(70)
    assert parts is not None
    assert (parts[0].height, parts[1].height) == (60, 60)
    assert row.split(15) is None


def test_a_heading_and_its_text_share_a_baseline() -> None:
    side, main = Box(20, baseline=17), Box(30, baseline=12)
    assert SideBySide(side, main, 50).baseline == 12
    assert SideBySide(side, Box(10, baseline=12), 50).height == 15


def test_a_section_is_parted_rather_than_a_page_left_half_empty() -> None:
    assert placed(paginate(told(Box(300), boxes(*[100] * 4)), 600)) == [[(0, 300), (310, 200)], [(0, 200)]]
    assert placed(paginate(told(Box(480), boxes(*[50] * 4)), 600)) == [[(0, 480)], [(0, 200)]]


def test_room_is_left_on_the_last_page_rather_than_before_it() -> None:
    """What fills pages from the top would leave the second one half empty."""
    sections = told(Box(250), Box(250), Box(250), boxes(*[30] * 20))
    free = [600 - page.used for page in paginate(sections, 600)]
    assert len(free) == 3
    assert max(free[:-1]) <= MOST_FREE


def test_there_are_as_few_pages_as_can_be() -> None:
    sections = told(*(boxes(*[20] * 10) for _ in range(30)), gap=0)
    assert len(paginate(sections, 600)) == 10


def test_a_plan_takes_as_long_for_each_page_however_many_there_are() -> None:
    few, many = (CountingBox.asked(count) for count in (50, 400))
    assert many < 10 * few


class CountingBox(Box):
    """A box that may be parted, and counts how often it was asked to be."""

    times = 0

    def split(self, room: float) -> tuple[Flowable, Flowable] | None:
        CountingBox.times += 1
        return (CountingBox(room), CountingBox(self.height - room)) if room > 20 else None

    @classmethod
    def asked(cls, count: int) -> int:
        cls.times = 0
        paginate(told(*(cls(330) for _ in range(count))), 600)
        return cls.times


def test_a_plate_begins_a_page_and_stands_nowhere_else() -> None:
    plate = Plate(Box(200), 200, None)
    sections = [replace(each, plate=plate) for each in told(*(Box(250) for _ in range(5)))]
    pages = paginate(sections, 600)
    begins = [[part.flowable is plate for part in page.parts] for page in pages]
    assert all(first and not any(others) for first, *others in begins)


def test_sections_change_places_where_that_fills_pages() -> None:
    sections = told(Box(300), Box(590), Box(280), Box(100), gap=10)
    pages = paginate(arranged(sections, range(3), 600, 0), 600)
    assert [round(page.used) for page in pages] == [590, 590, 100]
    assert [part.section.key for page in pages for part in page.parts][-1] == "key-3"


def test_sections_stay_where_no_other_order_is_better() -> None:
    sections = told(Box(300), Box(280), Box(590), Box(100))
    assert list(arranged(sections, range(3), 600, 0)) == sections


def test_a_page_with_room_parts_its_sections_more() -> None:
    roomy = paginate(told(Box(40), Box(40), gap=44), 700)
    full = paginate(told(Box(40), Box(610), gap=44), 700)
    loosen(roomy, 700, 0)
    loosen(full, 700, 0)
    assert [page.parts[1].down for page in (*roomy, *full)] == [100, 87]


def test_too_many_pages_name_the_section_and_the_lines_to_cut() -> None:
    pages = paginate(told(Box(LOOK.body_height - 40), Box(62), gap=10, title="Three projects"), LOOK.body_height)
    with pytest.raises(LayoutError) as error:
        hold_to(1, pages, LOOK)
    assert str(error.value) == (
        "data.yaml:12:5: the brief has 2 pages, 1 more than its limit of 1: "
        "“Three projects” is the first that does not fit on page 1\n"
        "  hint: cut about 2 lines there or before it, or allow more pages (pages: 2)"
    )


def test_as_many_pages_as_allowed_are_no_problem() -> None:
    hold_to(1, [Page()], LOOK)
    hold_to(None, [Page(), Page()], LOOK)


def test_the_limit_of_the_data_file_is_held() -> None:
    long = a_section(a_finding(*["A line of text that says little. " * 20] * 12))
    assert a_brief(a_story(long, pages=4)).pages == 4
    with pytest.raises(LayoutError, match=r"the brief has 4 pages, 2 more than its limit of 2: “Why it matters”"):
        a_brief(a_story(long, pages=2))


def test_a_tail_goes_with_what_it_follows_where_that_cannot_be_parted() -> None:
    assert Stack([(0, Box(50)), (4, Box(10))], tail=True).split(55) is None
