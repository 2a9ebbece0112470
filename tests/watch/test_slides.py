"""Slides as SVG: all that is on them, by what a deck's shapes say and inherit."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from reports import cli
from reports.deck.ooxml.opc import Package
from reports.watch.slides import SlidePicture, media_of, slides_of

ROOT = Path(__file__).resolve().parents[2]
PANDOC = ROOT / "tests" / "cases" / "deck" / "template-made-by-pandoc"
FILES = [ROOT / "data" / "progressive-ms.yaml", *(ROOT / "data" / "examples").glob("*.yaml"), PANDOC / "data.yaml"]


def deck(data: Path, folder: Path, *options: str) -> bytes:
    template = data.with_name("template.pptx")
    own = ["--template", str(template)] if template.is_file() else []
    assert cli.main(["build", str(data), "--only", "deck", "-o", str(folder), "--quiet", *own, *options]) == 0
    return (folder / "deck.pptx").read_bytes()


def texts(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield from (each.text for each in shape.text_frame.paragraphs if each.text)
        elif shape.shape_type == 6:
            yield from texts(shape.shapes)
        elif shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells if cell.text)


def words(picture: SlidePicture) -> list[str]:
    found = etree.fromstring(picture.svg).iter("{http://www.w3.org/1999/xhtml}p")
    return [text for each in found if (text := "".join(each.itertext()))]


@pytest.mark.parametrize("data", FILES, ids=lambda path: path.stem)
def test_every_word_of_a_deck_is_on_its_slides_and_in_its_order(data: Path, tmp_path: Path) -> None:
    pptx = deck(data, tmp_path)
    pictures = slides_of(Package(pptx), {})
    slides = Presentation(io.BytesIO(pptx)).slides
    assert [words(each) for each in pictures] == [[*texts(slide.shapes)] for slide in slides]
    assert [each.title for each in pictures] == [each.shapes.title.text.replace("\n", " ") for each in slides]


def test_each_word_says_its_language(tmp_path: Path) -> None:
    text = FILES[0].read_text("utf-8").replace("language: en-US", "language: en-GB", 1)
    (tmp_path / "british.yaml").write_text(text, "utf-8")
    svg = "".join(each.svg for each in slides_of(Package(deck(tmp_path / "british.yaml", tmp_path / "out")), {}))
    assert set(re.findall(r'<span lang="([^"]*)"', svg)) == {"en-GB"}
    assert svg.count("<span ") == svg.count('<span lang="en-GB"')


def test_a_drawing_and_a_picture_say_what_they_show(tmp_path: Path) -> None:
    pptx = deck(ROOT / "data" / "examples" / "river-meadows.yaml", tmp_path)
    said = re.findall(
        r' descr="([^"]+)"', b"".join(b for n, b in Package(pptx).members.items() if "/slides/" in n).decode()
    )
    svg = "".join(each.svg for each in slides_of(Package(pptx), {}))
    assert said
    assert [each for each in said if f'role="img" aria-label="{each}"' not in svg] == []


def test_pictures_are_asked_for_by_their_digest(tmp_path: Path) -> None:
    package = Package(deck(ROOT / "data" / "examples" / "river-meadows.yaml", tmp_path))
    media = media_of(package)
    asked = {each for picture in slides_of(package, {}) for each in re.findall(r'href="media/(\w+)"', picture.svg)}
    assert asked
    assert asked <= media.keys()


def test_only_what_has_changed_is_drawn_anew(tmp_path: Path) -> None:
    text = FILES[0].read_text("utf-8")
    (tmp_path / "old.yaml").write_text(text, "utf-8")
    (tmp_path / "new.yaml").write_text(text.replace("Five open questions", "Some open questions"), "utf-8")
    old = slides_of(Package(deck(tmp_path / "old.yaml", tmp_path / "old")), {})
    new = slides_of(Package(deck(tmp_path / "new.yaml", tmp_path / "new")), {each.key: each for each in old})
    kept = [mine is other for mine, other in zip(new, old, strict=True)]
    assert kept.count(False) == 1
    assert "Some open questions" in new[kept.index(False)].svg


def test_what_a_person_writes_is_text(tmp_path: Path) -> None:
    text = (ROOT / "data" / "examples" / "smallest.yaml").read_text("utf-8")
    title = 'Gardens < fields & "more" > nothing'
    (tmp_path / "odd.yaml").write_text(re.sub(r"(?m)^title: .*", f"title: '{title}'", text, count=1), "utf-8")
    first = slides_of(Package(deck(tmp_path / "odd.yaml", tmp_path / "out")), {})[0]
    assert first.title == title
    assert title in words(first)
    assert "Gardens < fields" not in first.svg


def test_no_style_of_a_template_leads_elsewhere(tmp_path: Path) -> None:
    pptx = io.BytesIO(deck(FILES[0], tmp_path))
    shown = Presentation(pptx)
    shown.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.name = "x';background:url(//example.org)"
    shown.save(pptx)
    assert "url(" not in slides_of(Package(pptx.getvalue()), {})[0].svg
