"""Finished files, changed as a person or a program might change them: their bytes are edited, nothing is rendered."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf

from reports.verify.check import read_back
from reports.verify.readback.glyphs import Glyphs

Edit = Callable[[bytes], bytes]
Place = int | str  # a slide or page by its number, or by what a text on it begins with
DEFLATED = zipfile.ZIP_DEFLATED


@cache
def place_of(content: bytes, place: Place) -> int:
    """Return the number of the first slide or page with a text that begins so."""
    if isinstance(place, int):
        return place
    texts = read_back(content, "a file").of("page", "slide")
    return next(each.place for each in texts if each.text.startswith(place) and not each.points)


# -- decks ----------------------------------------------------------------------------------------


def members(deck: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(deck)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def in_part(name: str, *changes: tuple[str, str], count: int = 1) -> Edit:
    """Replace texts of a part; each has to be there."""

    def edit(deck: bytes) -> bytes:
        parts = members(deck)
        text = parts[name].decode()
        for old, new in changes:
            assert old in text, f"{old!r} is not in {name}"
            text = text.replace(old, new, count)
        return packed(parts | {name: text.encode()})

    return edit


def in_slide(place: Place, *changes: tuple[str, str], count: int = 1) -> Edit:
    return lambda deck: in_part(f"ppt/slides/slide{place_of(deck, place)}.xml", *changes, count=count)(deck)


def in_notes(place: Place, *changes: tuple[str, str]) -> Edit:
    return lambda deck: in_part(f"ppt/notesSlides/notesSlide{place_of(deck, place)}.xml", *changes)(deck)


def by_pattern(name: str, pattern: str, new: str | Callable[[re.Match[str]], str], count: int = 1) -> Edit:
    """Replace what a pattern finds in a part."""

    def edit(deck: bytes) -> bytes:
        parts = members(deck)
        text, done = re.subn(pattern, new, parts[name].decode(), count=count, flags=re.DOTALL)
        assert done, f"{pattern!r} is not in {name}"
        return packed(parts | {name: text.encode()})

    return edit


def on_slide(place: Place, pattern: str, new: str | Callable[[re.Match[str]], str], count: int = 1) -> Edit:
    return lambda deck: by_pattern(f"ppt/slides/slide{place_of(deck, place)}.xml", pattern, new, count)(deck)


def without_slide(place: Place) -> Edit:
    """Take a slide out of the list, as PowerPoint does, but leave its part."""

    def edit(deck: bytes) -> bytes:
        name = "ppt/presentation.xml"
        listed = re.findall(r"<p:sldId [^>]*/>", members(deck)[name].decode())
        return in_part(name, (listed[place_of(deck, place) - 1], ""))(deck)

    return edit


def in_layout_of(place: Place, *changes: tuple[str, str]) -> Edit:
    """Change the layout that a slide is made from."""

    def edit(deck: bytes) -> bytes:
        related = members(deck)[f"ppt/slides/_rels/slide{place_of(deck, place)}.xml.rels"].decode()
        match = re.search(r"slideLayouts/slideLayout\d+.xml", related)
        assert match
        return in_part(f"ppt/{match[0]}", *changes)(deck)

    return edit


def swapped_slides(first: Place, second: Place) -> Edit:
    def edit(deck: bytes) -> bytes:
        name = "ppt/presentation.xml"
        listed = re.findall(r"<p:sldId [^>]*/>", members(deck)[name].decode())
        one, other = listed[place_of(deck, first) - 1], listed[place_of(deck, second) - 1]
        return in_part(name, (one, "<HERE/>"), (other, one), ("<HERE/>", other))(deck)

    return edit


def with_box(place: Place, text: str) -> Edit:
    """Add a text box to a slide."""
    box = (
        '<p:sp><p:nvSpPr><p:cNvPr id="900" name="TextBox 900"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p><a:r>'
        f"<a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>"
    )
    return in_slide(place, ("</p:spTree>", box))


def a_square(name: str) -> str:
    """Match one square of a chart: its whole shape."""
    return rf'<p:sp><p:nvSpPr><p:cNvPr id="\d+" name="{re.escape(name)}".*?</p:sp>'


# -- briefs ---------------------------------------------------------------------------------------


def in_pdf(change: Callable[[Any], None]) -> Edit:
    """Open a brief, change it, save it."""

    def edit(brief: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(brief)) as document:
            change(document)
            out = io.BytesIO()
            document.save(out)
        return out.getvalue()

    return edit


def _on_page(place: Place, change: Callable[[Any, Any], None]) -> Edit:
    """Change a document and one page of it."""
    return lambda brief: in_pdf(lambda document: change(document, document.pages[place_of(brief, place) - 1]))(brief)


def in_content(place: Place, change: Callable[[str], str]) -> Edit:
    """Change a page's content stream."""

    def edit(document: Any, found: Any) -> None:
        before = found.Contents.read_bytes().decode("latin-1")
        after = change(before)
        assert after != before
        found.Contents = document.make_stream(after.encode("latin-1"))

    return _on_page(place, edit)


def retyped(place: Place, *changes: tuple[str, str], after: str = "") -> Edit:
    """Change words on a page, in whatever face they are set there; the new ones have glyphs in it already."""

    def edit(document: Any, found: Any) -> None:
        before, mark, content = found.Contents.read_bytes().decode("latin-1").partition(after or "\n")
        for old, new in changes:
            content = _retyped(content, _faces(found), old, new)
        content = before + mark + content
        found.Contents = document.make_stream(content.encode("latin-1"))

    return _on_page(place, edit)


def retyped_mode(place: Place, mark: str, mode: int) -> Edit:
    """Paint the text after a mark in another mode: 3 is invisible."""

    def change(content: str) -> str:
        before, found, after = content.partition(mark)
        return before + found + after.replace("BT ", f"BT {mode} Tr ", 1)

    return in_content(place, change)


def _retyped(content: str, faces: list[dict[str, str]], old: str, new: str) -> str:
    able = [face for face in faces if set(old) <= set(face) and set(new) <= set(face)]
    found = [(re.search(r"(?:>[-\d. ]+<)?".join(face[char] for char in old), content), face) for face in able]
    there = [(match, face) for match, face in found if match]
    assert there, f"{old!r} is not on the page"
    match, face = min(there, key=lambda each: each[0].start())
    return content[: match.start()] + "".join(face[char] for char in new) + content[match.end() :]


def _faces(page: Any) -> list[dict[str, str]]:
    fonts = [Glyphs(font) for font in page.Resources.Font.values()]
    return [{text: f"{code:04X}" for code, text in font.letters.items()} for font in fonts]


def with_text(place: Place, mark: str, text: str, mode: int = 0) -> Edit:
    """Add a line of text to a page, between a mark and its end."""

    def edit(document: Any, found: Any) -> None:
        faces = zip(found.Resources.Font, _faces(found), strict=True)
        name, letters = next((name, letters) for name, letters in faces if set(text) <= set(letters))
        shown = "".join(letters[char] for char in text)
        end = "EMC" if mark else ""
        added = f"\n{mark} BT {mode} Tr {name} 12 Tf 1 0 0 1 60 60 Tm <{shown}> Tj ET {end}\n"
        found.Contents = document.make_stream(found.Contents.read_bytes() + added.encode())

    return _on_page(place, edit)


def elements(document: Any) -> list[Any]:
    """List the structure elements in reading order."""

    def walk(element: Any) -> list[Any]:
        kids = element.get("/K", [])
        listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        below = [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        return [each for kid in below for each in (kid, *walk(kid))]

    return walk(document.Root.StructTreeRoot)


def figure(document: Any) -> Any:
    return next(element for element in elements(document) if element.S == "/Figure")
