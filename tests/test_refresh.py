"""New numbers in decks that somebody has edited: fifty edits, and what becomes of each."""

import copy
import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

from reports import cli
from reports.deck.ooxml.opc import Package
from reports.deck.ooxml.package import zipped
from reports.deck.ooxml.record import MOST, unpacked
from reports.refresh.renew import Renewal, renew, told_by
from reports.verify.check import verify
from tests.validators import libre_office, open_xml_sdk

DATA = Path(__file__).resolve().parents[1] / "data" / "progressive-ms.yaml"
EDITION = {"value: 46_000_000": "value: 52_500_000", "value: 105": "value: 118"}
PINK, BLUE = (RGBColor.from_string(each) for each in ("AA3355", "123456"))  # type: ignore[no-untyped-call]
OLD = ("$46 million", "105", "46,000,000", "$438,000")

Edit = Callable[[Any], Callable[[Any], bool]]  # changes a deck, and returns how to see that the change is still there


def built(folder: Path, *options: str, data: Path = DATA, changes: dict[str, str] | None = None) -> Path:
    file = folder / data.name
    text = data.read_text("utf-8")
    for before, after in (changes or {}).items():
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, "utf-8")
    assert cli.main(["build", str(file), "-o", str(folder), "--quiet", *options]) == 0
    return folder


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("old"))


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("new"), changes=EDITION)


@dataclass(frozen=True)
class Refreshed:
    pptx: bytes
    renewal: Renewal

    @property
    def deck(self) -> Any:
        return Presentation(io.BytesIO(self.pptx))


@cache
def record(folder: Path) -> Any:
    return unpacked(Package((folder / "deck.pptx").read_bytes()).members["customXml/item1.xml"])


def refreshed(edited: bytes, old: Path, new: Path) -> Refreshed:
    package, fresh = Package(edited), Package((new / "deck.pptx").read_bytes())
    renewal = renew(package, record(old), fresh, record(new))
    assert renewal is not None
    return Refreshed(zipped({**package.members, **renewal.parts}), renewal)


def said_by(slide: Any) -> str:
    """Return every word of a slide, its alternative texts and its notes."""
    trees = [slide._element, slide.notes_slide._element] if slide.has_notes_slide else [slide._element]
    words = (t.text or "" for tree in trees for t in tree.iter("{*}t"))
    alts = (each.get("descr", "") for each in slide._element.iter("{*}cNvPr"))
    return re.sub(r"\s", " ", " ".join([*words, *alts]))


def failures(data: Path, pptx: bytes, folder: Path) -> list[str]:
    file = folder / "deck.pptx"
    file.write_bytes(pptx)
    return [str(each) for each in verify(data, file, None).discrepancies if each.failure]


# -- edits, each with a look at whether it is still there --------------------------------------------


def prefixed(place: int) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        run = deck.slides[place].shapes.title.text_frame.paragraphs[0].runs[0]
        run.text = f"Now: {run.text}"
        return lambda after: after.slides[place].shapes.title.text_frame.text.startswith("Now: ")

    return edit


def moved_last(place: int) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        ids = deck.slides._sldIdLst
        ids.append(ids[place])
        order = [each.get("id") for each in ids]
        return lambda after: [each.get("id") for each in after.slides._sldIdLst] == order

    return edit


def removed(place: int) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        ids = deck.slides._sldIdLst
        deck.part.drop_rel(ids[place].rId)
        ids.remove(ids[place])
        return lambda after: len(after.slides) == 11

    return edit


def copied(place: int) -> Edit:
    """Paste a copy of a slide at the end, with a number of its own."""

    def edit(deck: Any) -> Callable[[Any], bool]:
        source = deck.slides[place]
        pasted = deck.slides.add_slide(source.slide_layout)
        tree, fresh = source.shapes._spTree, pasted.shapes._spTree
        for element in list(fresh)[2:]:
            fresh.remove(element)
        fresh.extend(copy.deepcopy(each) for each in list(tree)[2:])
        return lambda after: not any(each in said_by(after.slides[12]) for each in OLD)

    return edit


def own_box(place: int, text: str) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        box = deck.slides[place].shapes.add_textbox(Emu(100_000), Emu(100_000), Emu(3_000_000), Emu(400_000))
        box.text_frame.text = text
        kept = etree.tostring(box._element, method="c14n")
        return lambda after: (
            kept in [etree.tostring(each._element, method="c14n") for each in after.slides[place].shapes]
        )

    return edit


def drawing_of(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)


def drawing_moved(place: int) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        drawing = drawing_of(deck.slides[place])
        drawing.left, drawing.top = Emu(drawing.left + 150_000), Emu(drawing.top + 90_000)
        corner = drawing.left, drawing.top
        return lambda after: (drawing_of(after.slides[place]).left, drawing_of(after.slides[place]).top) == corner

    return edit


def drawing_recoloured(place: int) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        for shape in drawing_of(deck.slides[place]).shapes:
            if not shape.has_text_frame or not shape.text_frame.text:
                shape.fill.solid()
                shape.fill.fore_color.rgb = PINK
        return lambda after: b"AA3355" in etree.tostring(drawing_of(after.slides[place])._element)

    return edit


def title_recoloured(place: int) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        for paragraph in deck.slides[place].shapes.title.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.color.rgb = BLUE
        return lambda after: b"123456" in etree.tostring(after.slides[place].shapes.title._element)

    return edit


def noted(place: int) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        deck.slides[place].notes_slide.notes_text_frame.add_paragraph().text = "Pause here."
        return lambda after: "Pause here." in after.slides[place].notes_slide.notes_text_frame.text

    return edit


def hidden(place: int) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        deck.slides[place]._element.set("show", "0")
        return lambda after: after.slides[place]._element.get("show") == "0"

    return edit


def shape_gone(place: int, name: str) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        for shape in [each for each in deck.slides[place].shapes if each.name == name]:
            shape._element.getparent().remove(shape._element)
        return lambda after: name not in [each.name for each in after.slides[place].shapes]

    return edit


SLIDES = range(12)
HARMLESS: dict[str, Edit] = {
    **{f"a title prefixed on slide {place + 1}": prefixed(place) for place in SLIDES},
    **{f"slide {place + 1} moved to the end": moved_last(place) for place in SLIDES},
    **{f"slide {place + 1} removed": removed(place) for place in (1, 6, 8)},
    **{f"slide {place + 1} copied": copied(place) for place in (0, 7, 9)},
    **{f"a box of words on slide {place + 1}": own_box(place, "Thank you all.") for place in (0, 4, 11)},
    **{f"the drawing on slide {place + 1} moved": drawing_moved(place) for place in (0, 7, 9)},
    **{f"the drawing on slide {place + 1} recoloured": drawing_recoloured(place) for place in (7,)},
    **{f"a title recoloured on slide {place + 1}": title_recoloured(place) for place in (2, 3, 7)},
    **{f"a line added to the notes of slide {place + 1}": noted(place) for place in (0, 6, 7, 11)},
    **{f"slide {place + 1} hidden": hidden(place) for place in (3, 7)},
    **{
        f"the {name} of slide {place + 1} deleted": shape_gone(place, name)
        for place, name in ((0, "Caption"), (7, "Footer"), (0, "Subtitle"))
    },
}


def test_there_are_about_fifty_edits() -> None:
    assert len(HARMLESS) >= 46


@pytest.mark.parametrize("name", HARMLESS)
def test_an_edit_stays_and_no_old_number_does(name: str, old: Path, new: Path, tmp_path: Path) -> None:
    deck = Presentation(str(old / "deck.pptx"))
    still_there = HARMLESS[name](deck)
    buffer = io.BytesIO()
    deck.save(buffer)
    result = refreshed(buffer.getvalue(), old, new)
    assert still_there(result.deck)
    assert result.renewal.left == []
    assert [each for slide in result.deck.slides for each in OLD if each in said_by(slide)] == []
    harmless = re.compile(
        "is hidden|is there 0 of 1 times|lacks|in the colour of its ground|nothing is left of|nowhere"
    )
    assert [each for each in failures(new / DATA.name, result.pptx, tmp_path) if not harmless.search(each)] == []


# -- what is left to the author, and named -----------------------------------------------------------


def retold(place: int, name: str, before: str, after: str) -> Edit:
    def edit(deck: Any) -> Callable[[Any], bool]:
        runs = [
            run
            for shape in deck.slides[place].shapes
            if shape.name == name
            for paragraph in shape.text_frame.paragraphs
            for run in paragraph.runs
        ]
        (run,) = [run for run in runs if before in run.text]
        run.text = run.text.replace(before, after)
        return lambda deck: after in said_by(deck.slides[place])

    return edit


def square_taken(deck: Any) -> Callable[[Any], bool]:
    shapes = list(drawing_of(deck.slides[7]).shapes)
    shapes[5]._element.getparent().remove(shapes[5]._element)
    return lambda after: len(drawing_of(after.slides[7]).shapes) == len(shapes) - 1


def one_square_recoloured(deck: Any) -> Callable[[Any], bool]:
    square = drawing_of(deck.slides[7]).shapes[5]
    square.fill.solid()
    square.fill.fore_color.rgb = PINK
    return lambda after: len(drawing_of(after.slides[7]).shapes) == 105


NAMED: dict[str, tuple[Edit, int, str]] = {
    "an own box with an old number": (own_box(2, "That is $46 million!"), 3, "is yours: “$46” is now “$52.5”"),
    "a number retyped in another form": (retold(0, "Subtitle", "$46", "46m"), 1, "was edited: “$46” is now “$52.5”"),
    "a square taken out": (square_taken, 8, "the drawing “Squares” was changed by hand"),
    "one square in a colour of its own": (one_square_recoloured, 8, "the drawing “Squares” was changed by hand"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_can_not_be_renewed_is_left_and_named_with_its_slide(name: str, old: Path, new: Path) -> None:
    edit, slide, message = NAMED[name]
    deck = Presentation(str(old / "deck.pptx"))
    still_there = edit(deck)
    buffer = io.BytesIO()
    deck.save(buffer)
    result = refreshed(buffer.getvalue(), old, new)
    assert still_there(result.deck)
    assert [(number, message in why) for number, why in result.renewal.left] == [(slide, True)]


def test_slides_that_are_new_and_sections_that_are_gone_are_named(old: Path, tmp_path: Path) -> None:
    text = DATA.read_text("utf-8")
    begin = text.index("  - kind: questions")
    end = text.index("  - kind: ", begin + 5)
    fewer = tmp_path / "fewer"
    fewer.mkdir()
    (fewer / DATA.name).write_text(text[:begin] + text[end:], "utf-8")
    assert cli.main(["build", str(fewer / DATA.name), "--only", "deck", "-o", str(fewer), "--quiet"]) == 0
    gone = refreshed((old / "deck.pptx").read_bytes(), old, fewer)
    assert gone.renewal.left == [(4, "what it shows is no longer in the data")]
    back = refreshed((fewer / "deck.pptx").read_bytes(), fewer, old)
    hint = "build the deck and copy its slide 4"
    assert back.renewal.left == [(0, f"“Five open questions steer the research” is a new slide of this data: {hint}")]


EXAMPLES = DATA.parent / "examples"


def editions(name: str, changes: dict[str, str], folder: Path, award: tuple[str, str] = ("", "")) -> tuple[Path, Path]:
    """Build an example as it is, and with other numbers, one of them of an award."""
    for edition, changed in (("old", {}), ("new", changes)):
        (folder / edition).mkdir()
        for file in (*EXAMPLES.glob("*.png"), *EXAMPLES.glob("*.csv")):
            (folder / edition / file.name).write_bytes(file.read_bytes())
        if changed:
            table = folder / edition / "river-awards.csv"
            table.write_text(table.read_text("utf-8").replace(*award), "utf-8")
        built(folder / edition, data=EXAMPLES / name, changes=changed)
    return folder / "old", folder / "new"


def in_memory(deck: Any) -> bytes:
    deck.save(buffer := io.BytesIO())
    return buffer.getvalue()


def test_a_drawing_copied_to_a_slide_that_has_one_of_its_name_is_renewed_too(tmp_path: Path) -> None:
    old, new = editions("river-meadows.yaml", {"value: 38": "value: 41", "value: 2_350": "value: 2_550"}, tmp_path)
    deck = Presentation(str(old / "deck.pptx"))
    slide = next(each for each in list(deck.slides)[1:] if any(shape.name == "Squares" for shape in each.shapes))
    slide.shapes._spTree.append(copy.deepcopy(drawing_of(deck.slides[0])._element))
    result = refreshed(in_memory(deck), old, new)
    assert result.renewal.left == []
    squares = [each for slide in result.deck.slides for each in slide.shapes if each.name == "Squares"]
    assert {len(each.shapes) for each in squares} == {41, 41 + 2}  # with two numbers, and without


AWARD = ("2020-11-05,96000", "2020-11-05,296000")
GRANTED = {"value: 2_350_000": "value: 2_550_000"}


def test_the_rows_of_a_table_are_renewed_beside_one_that_the_author_has_added(tmp_path: Path) -> None:
    old, new = editions("river-awards.yaml", GRANTED, tmp_path, AWARD)
    deck = Presentation(str(old / "deck.pptx"))
    (table,) = (shape.table for slide in deck.slides for shape in slide.shapes if shape.has_table)
    row = copy.deepcopy(table._tbl.tr_lst[1])
    before = [cell.text for cell in table.rows[1].cells]
    for text, said in zip(row.iter("{*}t"), ("0", "My own", "", "", f"once {before[-1]}"), strict=True):
        text.text = said
    table._tbl.tr_lst[3].addnext(row)
    result = refreshed(in_memory(deck), old, new)
    (renewed,) = (shape.table for slide in result.deck.slides for shape in slide.shapes if shape.has_table)
    (fresh,) = (
        shape.table
        for slide in Presentation(str(new / "deck.pptx")).slides
        for shape in slide.shapes
        if shape.has_table
    )
    rows, due = ([[cell.text for cell in row.cells] for row in each.rows] for each in (renewed, fresh))
    assert rows.pop(4)[1] == "My own"
    assert rows == due
    ((_, why),) = result.renewal.left
    assert why.startswith(f"a row of the table “Awards” is yours: “{before[-1]}” is now ")


@pytest.mark.parametrize("is_draft_now", [True, False])
def test_what_a_slide_has_no_longer_or_only_now_is_named_as_the_mark_of_a_draft_is(
    is_draft_now: bool, old: Path, tmp_path: Path
) -> None:
    draft = built(tmp_path, changes={"\ntitle:": "\nstatus: draft\ntitle:"})
    before, after = (old, draft) if is_draft_now else (draft, old)
    result = refreshed((before / "deck.pptx").read_bytes(), before, after)
    place = (
        "new on this slide by this data: copy it from" if is_draft_now else "no longer on this slide by this data: take"
    )
    marks = [number for number, why in result.renewal.left if why.startswith(f"“Draft” is {place}")]
    assert marks == [*range(1, 13)]
    assert result.deck.core_properties.title.startswith("Draft: ") == is_draft_now


def test_notes_that_were_emptied_stay_so_without_a_word(old: Path, new: Path) -> None:
    deck = Presentation(str(old / "deck.pptx"))
    for slide in deck.slides:
        slide.notes_slide.notes_text_frame.text = ""
    result = refreshed(in_memory(deck), old, new)
    assert result.renewal.left == []
    assert not any(slide.notes_slide.notes_text_frame.text for slide in result.deck.slides)


# -- what other programs leave ------------------------------------------------------------------------


@pytest.mark.slow
def test_a_deck_that_libreoffice_saved_is_renewed_as_well_with_or_without_its_record(
    old: Path, new: Path, tmp_path: Path
) -> None:
    deck = Presentation(str(old / "deck.pptx"))
    for edit in (prefixed(6), drawing_moved(0), own_box(4, "Thank you all.")):
        edit(deck)
    deck.save(str(tmp_path / "edited.pptx"))
    (saved,) = libre_office([tmp_path / "edited.pptx"], tmp_path / "office", "pptx")
    data, results = new / DATA.name, []
    for name, more in {"with": [], "without": ["--from", str(old / "brief.pdf")]}.items():
        source = Package(saved.read_bytes())
        members = {key: blob for key, blob in source.members.items() if name == "with" or "customXml" not in key}
        for key in ("ppt/_rels/presentation.xml.rels", "[Content_Types].xml"):
            if name == "without":
                members[key] = re.sub(rb"<[^<>]*customXml[^<>]*/>", b"", members[key])
        given, target = tmp_path / f"{name}.pptx", tmp_path / f"{name}-renewed.pptx"
        given.write_bytes(zipped(members))
        assert cli.main(["refresh", str(given), str(data), "-o", str(target), *more, "--quiet"]) == 0
        results.append([said_by(slide) for slide in Presentation(str(target)).slides])
        assert open_xml_sdk(given) or open_xml_sdk(target) == []  # what LibreOffice breaks is not ours
    assert results[0] == results[1]
    assert [each for slide in results[0] for each in OLD if each in slide] == []
    assert results[0][6].startswith("Now: ")


@pytest.mark.slow
def test_bars_and_columns_that_libreoffice_saved_are_drawn_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = editions("river-awards.yaml", GRANTED, tmp_path, AWARD)
    (saved,) = libre_office([old / "deck.pptx"], tmp_path, "pptx")
    target = tmp_path / "renewed.pptx"
    assert cli.main(["refresh", str(saved), str(new / "river-awards.yaml"), "-o", str(target)]) == 0
    assert "left to you" not in capsys.readouterr().out
    assert failures(new / "river-awards.yaml", target.read_bytes(), tmp_path) == []


# -- the command ----------------------------------------------------------------------------------------


def test_a_deck_that_nobody_edited_is_built_anew(old: Path, new: Path, tmp_path: Path) -> None:
    target = tmp_path / "deck.pptx"
    assert cli.main(["refresh", str(old / "deck.pptx"), str(new / DATA.name), "-o", str(target), "--quiet"]) == 0
    assert target.read_bytes() == (new / "deck.pptx").read_bytes()


def test_a_refreshed_deck_can_be_refreshed_again(old: Path, new: Path, tmp_path: Path) -> None:
    deck = Presentation(str(old / "deck.pptx"))
    prefixed(7)(deck)
    deck.save(str(tmp_path / "edited.pptx"))
    there, back = tmp_path / "there.pptx", tmp_path / "back.pptx"
    for given, data, target in ((tmp_path / "edited.pptx", new, there), (there, old, back)):
        assert cli.main(["refresh", str(given), str(data / DATA.name), "-o", str(target), "--quiet"]) == 0
    files = tmp_path / "edited.pptx", back
    texts = [[re.sub(r"\s", "", said_by(slide)) for slide in Presentation(str(file)).slides] for file in files]
    assert texts[0] == texts[1]


def test_parts_that_have_nothing_new_keep_their_bytes(old: Path, new: Path) -> None:
    edited = (old / "deck.pptx").read_bytes()
    before, after = (Package(each).members for each in (edited, refreshed(edited, old, new).pptx))
    same = {name for name in before if before[name] == after[name]}
    assert {"ppt/slides/slide3.xml", "ppt/slideMasters/slideMaster1.xml", "ppt/presProps.xml"} <= same
    assert before.keys() == after.keys()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["share.pptx"], "--from BRIEF.pdf"),
        (["missing.pptx"], "no such file"),
        (["placeless.pptx"], "is not a PowerPoint file that can be read"),
        (["text.pptx"], "is not a PowerPoint file that can be read"),
        (["deck.pptx", "there.pptx"], "is there already"),
    ],
)
def test_what_can_not_be_refreshed_is_refused_and_nothing_written(
    given: list[str], message: str, old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.pptx").write_text("no deck")
    (tmp_path / "there.pptx").write_text("mine")
    (tmp_path / "deck.pptx").write_bytes((old / "deck.pptx").read_bytes())
    built(tmp_path, "--only", "deck", "--share", "--name", "share")
    (tmp_path / "share-deck.pptx").rename(tmp_path / "share.pptx")
    members = Package((old / "deck.pptx").read_bytes()).members
    odd = members["ppt/slides/slide8.xml"].replace(b'<a:off x="', b'<a:off x="here')
    (tmp_path / "placeless.pptx").write_bytes(zipped({**members, "ppt/slides/slide8.xml": odd}))
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    target = tmp_path / (given[1:] or ["out.pptx"])[0]
    assert cli.main(["refresh", str(tmp_path / given[0]), str(DATA), "-o", str(target)]) == 1
    assert message in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


@pytest.mark.parametrize("edited", [False, True])
def test_data_of_another_programme_are_refused_and_a_brief_of_another_build_too(
    edited: bool, old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck, target = tmp_path / "deck.pptx", tmp_path / "out.pptx"
    presentation = Presentation(str(old / "deck.pptx"))
    prefixed(2)(presentation)
    presentation.save(str(deck))
    given = deck if edited else old / "deck.pptx"
    other = DATA.parent / "examples" / "smallest.yaml"
    alike = tmp_path / "alike.yaml"  # which ends as the deck does
    ending = re.search(r"^closing:\n(?:  .*\n)+", DATA.read_text("utf-8"), re.MULTILINE)
    assert ending
    alike.write_text(
        re.sub(r"^closing:\n(?:  .*\n?)+", ending[0], other.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    for data, more in ((other, []), (alike, []), (DATA, ["--from", str(other)])):
        assert cli.main(["refresh", str(given), str(data), "-o", str(target), *more]) == 1
        assert "is of another programme than" in capsys.readouterr().err
        assert not target.exists()


GARDENS, AWARDS = (DATA.parent / "examples" / name for name in ("smallest.yaml", "river-awards.yaml"))
OTHER_TITLE = {"{gardens} school gardens, planted together": "What grew out of a grant"}
OTHER_SECTION = {"A garden is a classroom with better light": "Learning out of doors", "Why gardens": "Reasons"}


def with_awards(folder: Path, changes: dict[str, str]) -> Path:
    """Write the gardens with a table of as many awards as the rivers have, whose titles are the gardens' own."""
    header, *rows = csv.reader(AWARDS.with_suffix(".csv").read_text("utf-8").splitlines())
    areas = sorted({row[2] for row in rows})
    own = [[f"G{at}", f"Patch {at} of beans", f"Plot {areas.index(row[2])}", "Trust", f"School {at}", *row[5:]]
           for at, row in enumerate(rows)]  # fmt: skip
    with (folder / "g.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([header, *own])
    text, found = GARDENS.read_text("utf-8"), re.search(r"  awards:\n    table(.*\n)+?\n", AWARDS.read_text("utf-8"))
    assert found
    portfolio = "portfolio: {total: granted, count: gardens, item: garden}\n"
    block = "portfolio:\n  total: granted\n  count: gardens\n  item: garden\n"
    changes |= {portfolio: block + found[0].replace("river-awards.csv", "g.csv"), "2024": "2025"}
    changes |= {"value: 180_000, currency: USD, kind: awarded": "value: 2_350_000, currency: GBP, kind: committed"}
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    (folder / "gardens.yaml").write_text(text, "utf-8")
    return folder / "gardens.yaml"


def test_a_slide_that_all_programmes_may_have_does_not_make_two_of_them_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, target = with_awards(tmp_path, {}), tmp_path / "out.pptx"
    assert cli.main(["build", str(data), "--only", "deck", "-o", str(tmp_path), "--quiet"]) == 0
    assert cli.main(["refresh", str(tmp_path / "deck.pptx"), str(AWARDS), "-o", str(target)]) == 1
    assert f"deck.pptx: is of another programme than {AWARDS}" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("changes", [OTHER_TITLE, OTHER_SECTION, OTHER_TITLE | OTHER_SECTION])
@pytest.mark.parametrize("awards", [False, True])
def test_a_programme_with_another_title_and_a_section_renamed_is_still_the_same(
    changes: dict[str, str], *, awards: bool, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, said in ((old, {}), (new, dict(changes))):
        folder.mkdir()
        data = with_awards(folder, said) if awards else built(folder, data=GARDENS, changes=said) / GARDENS.name
        assert cli.main(["build", str(data), "-o", str(folder), "--quiet"]) == 0
    presentation = Presentation(str(old / "deck.pptx"))
    prefixed(2)(presentation)
    presentation.save(str(old / "edited.pptx"))
    target = tmp_path / "out.pptx"
    assert cli.main(["refresh", str(old / "edited.pptx"), str(data), "-o", str(target)]) == 0
    said_now = " ".join(map(said_by, Presentation(str(target)).slides))
    assert [after for before, after in changes.items() if after not in said_now and before != "Why gardens"] == []


# -- the record ----------------------------------------------------------------------------------------


def test_a_deck_carries_what_it_told_in_a_small_part_and_one_to_share_does_not(old: Path, tmp_path: Path) -> None:
    package = Package((old / "deck.pptx").read_bytes())
    content = package.members["customXml/item1.xml"]
    kept = unpacked(content)
    assert len(content) <= MOST
    assert kept is not None
    assert kept.whole
    assert kept.slides == told_by(package)
    built(tmp_path, "--only", "deck", "--share")
    assert not any("customXml" in name for name in Package((tmp_path / "deck.pptx").read_bytes()).members)


def test_a_damaged_record_is_none(old: Path) -> None:
    content = Package((old / "deck.pptx").read_bytes()).members["customXml/item1.xml"]
    assert [unpacked(each) for each in (content[:-40], content.replace(b"e", b"f"), b"<a/>", b"")] == [None] * 4


def test_where_notes_have_no_room_their_digests_tell_whether_somebody_has_edited_them(tmp_path: Path) -> None:
    donors = DATA.parent / "examples" / "donor-report.yaml"
    for picture in donors.parent.glob("*.png"):
        (tmp_path / picture.name).write_bytes(picture.read_bytes())
    built(tmp_path, "--only", "deck", data=donors)
    data, edited, target = tmp_path / donors.name, tmp_path / "edited.pptx", tmp_path / "new.pptx"
    deck = Presentation(str(tmp_path / "deck.pptx"))
    kept = unpacked(Package((tmp_path / "deck.pptx").read_bytes()).members["customXml/item1.xml"])
    assert kept is not None
    assert (kept.whole, {type(slide.notes) for slide in kept.slides}) == (True, {str})
    own, theirs = (next(n for n, s in enumerate(deck.slides) if text in notes_of(s)) for text in ("412,600", "9,480"))
    noted(theirs)(deck)
    deck.save(str(edited))
    changes = {"412_600": "432_600", "9_480": "9_580"}
    text = data.read_text("utf-8")
    for before, after in changes.items():
        assert before in text
        text = text.replace(before, after)
    data.write_text(text, "utf-8")
    assert cli.main(["refresh", str(edited), str(data), "-o", str(target), "--quiet"]) == 0
    after = Presentation(str(target)).slides
    assert "432,600" in notes_of(after[own])
    assert "9,480" in notes_of(after[theirs])


def notes_of(slide: Any) -> str:
    return re.sub(r"\s", " ", slide.notes_slide.notes_text_frame.text)
