"""Copies for one reader each: what the long way gives, whoever makes them and in whatever order."""

from __future__ import annotations

import io
import pickle
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from random import Random

import pdfplumber
import pikepdf
import pytest

from reports.brief.mailmerge.render_copies import BriefCopyRenderer, brief_copy_renderer
from reports.brief.render import render
from reports.errors import LayoutError
from reports.story import Personal, Span, Words, words_in
from tests.builders.brief import INSIDE, THEME, a_story
from tests.builders.letters import HANDOUT, NAMES, a_letter, a_renderer, letters, said, story
from tests.builders.long_way import assert_same, told_to
from tests.readback import elements
from tests.validators import CLAIMS, vera_pdf_claims


@pytest.mark.parametrize("personal", letters())
def test_a_copy_is_what_the_long_way_gives(personal: Personal) -> None:
    assert_same(a_short_renderer().render_copy(personal), personal, a_story())


@pytest.mark.parametrize("place", [3, 20, 21])
def test_a_copy_of_a_whole_brief_is_too(place: int) -> None:
    assert_same(a_renderer().render_copy(letters()[place]), letters()[place], story())


@pytest.mark.slow
def test_copies_are_what_they_claim(tmp_path: Path) -> None:
    making = a_renderer(inside=INSIDE)
    files = [tmp_path / f"{number}.pdf" for number in range(len(letters()))]
    for file, personal in zip(files, letters(), strict=True):
        file.write_bytes(making.render_copy(personal).data)
    newer = brief_copy_renderer(story(), THEME, "a4", characters=NAMES, attachments=INSIDE, standard="pdfa4")
    (tmp_path / "pdfa4.pdf").write_bytes(newer.render_copy(a_letter("Ada")).data)
    verdicts = vera_pdf_claims([*files, tmp_path / "pdfa4.pdf"])
    assert verdicts.pop("pdfa4.pdf") == {claim: [] for claim in CLAIMS["pdfa4"]}
    assert len(verdicts) >= 50
    assert max(file.stat().st_size for file in files) < 75_000  # all letters of the table in three faces
    for verdict in verdicts.values():
        assert verdict == {"PDF/A-3a validation profile": [], "PDF/UA-1 validation profile": []}


@cache
def a_short_renderer() -> BriefCopyRenderer:
    return a_renderer(a_story())


def test_the_same_words_give_the_same_bytes_in_any_order_and_any_process() -> None:
    told = [a_letter(name, addressed=bool(place % 2)) for place, name in enumerate(NAMES[:12])]
    first = a_renderer(a_story())
    copies = [first.render_copy(personal).data for personal in told]
    shuffled = list(zip(told, copies, strict=True))
    Random(7).shuffle(shuffled)
    second = a_renderer(a_story())
    assert all(second.render_copy(personal).data == data for personal, data in shuffled)
    assert all(pickle.loads(pickle.dumps(second)).render_copy(personal).data == data for personal, data in shuffled[:3])
    program = "import pickle, sys; p, q = pickle.load(sys.stdin.buffer); sys.stdout.buffer.write(p.render_copy(q).data)"
    root = Path(__file__).resolve().parents[2]
    made = subprocess.run(
        [sys.executable, "-c", program], input=pickle.dumps((first, told[5])), capture_output=True, check=True, cwd=root
    )
    assert made.stdout == copies[5]


def test_what_a_renderer_forgets_it_makes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = a_short_renderer()
    monkeypatch.setattr("reports.brief.mailmerge.render_copies.MOST_LAYOUTS", 1)
    monkeypatch.setattr("reports.brief.mailmerge.render_copies.MOST_WORDS", 3)
    forgetful = a_renderer(a_story())
    for _ in range(2):
        for name in ("Ada", "Nguyễn Thị Ánh", NAMES[20]):
            assert forgetful.render_copy(a_letter(name)).data == usual.render_copy(a_letter(name)).data


def test_characters_that_nobody_foretold_only_take_longer() -> None:
    making = a_renderer(a_story(), characters=["A"])
    for name in ("Фёдор", "Ada"):
        told = told_to(a_letter(name), a_story())
        assert elements(making.render_copy(a_letter(name)).data) == elements(render(told, THEME, "a4").pdf)


def test_links_and_strong_parts_go_the_long_way() -> None:
    text = Words(
        "See example.org, Ada", HANDOUT, strong=(Span(17, 20),), links=((Span(4, 15), "https://example.org/"),)
    )
    copy = a_short_renderer().render_copy(Personal(letter=(text,)))
    assert elements(copy.data) == elements(render(told_to(Personal(letter=(text,)), a_story()), THEME, "a4").pdf)
    with pikepdf.open(io.BytesIO(copy.data)) as document:
        assert [str(each["/A"]["/URI"]) for each in document.pages[0]["/Annots"]] == ["https://example.org/"]


def test_a_copy_says_nothing_personal_outside_its_pages() -> None:
    copy = a_renderer(inside=INSIDE).render_copy(a_letter("Lovelock"))
    with pikepdf.open(io.BytesIO(copy.data)) as document:
        shared = [document.Root["/Metadata"].read_bytes(), document.Root["/AF"][0]["/EF"]["/F"].read_bytes()]
        bookmarks = " ".join(str(each.title) for each in document.open_outline().root)
        assert not [each for each in shared if b"Lovelock" in each]
        assert "Lovelock" not in bookmarks + str(document.docinfo)
        assert {str(value) for value in document.trailer["/ID"]}


@pytest.mark.parametrize(
    ("personal", "message"),
    [
        (a_letter("עדה"), "characters that the theme's font lacks"),
        (a_letter("愛"), "characters that the theme's font lacks"),
        (a_letter("A\x07b"), "characters that the theme's font lacks"),
        (a_letter("W" * 90), "a word of the dedication is too wide for its line, even in the smallest type"),
        (Personal(address=(said("W" * 90),)), "a word of the address is too wide for its line"),
        (Personal(letter=(said("W" * 90),)), "a word of the letter is too wide for its line"),
        (Personal(address=(said("x"),) * 12), "an address of 12 lines is too high for the envelope's window"),
        (Personal(letter=(said("Many words of thanks. " * 200),)), "take more room on the cover than there is"),
    ],
)
def test_what_cannot_be_set_is_told_without_the_words(personal: Personal, message: str) -> None:
    making = a_renderer()
    for _ in range(2):
        with pytest.raises(LayoutError, match=re.escape(message)) as error:
            making.render_copy(personal)
        assert {problem.where for problem in error.value.problems} == {HANDOUT}
        assert not [words for words in words_in(personal) if len(words.text) > 2 and words.text[5:] in str(error.value)]
    assert making.render_copy(a_letter("Ada")).pages == 4


def test_a_long_letter_is_set_smaller_before_it_is_refused() -> None:
    sizes, making = [], a_renderer()
    for times in (1, 11, 12, 13, 14, 15, 16, 17, 18, 40):
        letter = (said("A line of thanks that goes on for a while. " * int(5 * times)),)
        try:
            pdf = making.render_copy(Personal(letter=letter)).data
        except LayoutError:
            sizes.append(0.0)
            continue
        with pdfplumber.open(io.BytesIO(pdf)) as document:
            page = document.pages[0].extract_words(extra_attrs=["size"])
            sizes.append(next(float(word["size"]) for word in page if word["text"] == "thanks"))
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 12.5
    assert sizes[-1] == 0.0
    assert 10 in sizes
