"""Templates of somebody else's, made of python-pptx's own: 4:3, one master, Calibri, a layout of each usual kind."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pptx
from pptx import Presentation
from pptx.util import Inches

Members = dict[str, bytes]


@cache
def default() -> bytes:
    return (Path(pptx.__file__).parent / "templates" / "default.pptx").read_bytes()


def changed(data: bytes, change: Callable[[Members], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    change(members)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return packed.getvalue()


def swapped(data: bytes, name: str, pattern: str, by: str) -> bytes:
    """Replace every match in the members of a name (or a pattern of names)."""

    def change(members: Members) -> None:
        found = [each for each in members if re.fullmatch(name, each)]
        total = 0
        for each in found:
            text, count = re.subn(pattern, by, members[each].decode(), flags=re.DOTALL)
            members[each], total = text.encode(), total + count
        assert total, f"{pattern} is not in {name}"

    return changed(data, change)


def with_member(name: str, content: bytes, data: bytes | None = None) -> bytes:
    return changed(data or default(), lambda members: members.__setitem__(name, content))


def as_potx(data: bytes) -> bytes:
    return swapped(data, r"\[Content_Types\].xml", r"presentation\.main\+xml", "template.main+xml")


def with_sample_slides() -> bytes:
    """Give a template with two slides that show how to use it: a picture, a chart, a note, a section."""
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    presentation = Presentation(io.BytesIO(default()))
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Write your title here"
    slide.notes_slide.notes_text_frame.text = "Speak slowly"
    slide.shapes.add_picture(a_picture(), 0, 0)
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["a", "b"]
    data.add_series("s", (1, 2))
    place = Inches(1), Inches(1), Inches(3), Inches(3)
    presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.add_chart(XL_CHART_TYPE.PIE, *place, data)
    packed = io.BytesIO()
    presentation.save(packed)
    return packed.getvalue()


def a_picture() -> io.BytesIO:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, "PNG")
    made.seek(0)
    return made


def widescreen(data: bytes) -> bytes:
    """Give it as if made for 16:9: every place and the slide are a third wider."""
    text = r'(<a:(?:off|ext) (?:x|cx)=")(\d+)'

    def change(members: Members) -> None:
        for name in members:
            if re.fullmatch(r"ppt/slide(Layouts|Masters)/[^/]+\.xml", name):
                wider = re.sub(text, lambda found: found[1] + str(int(found[2]) * 4 // 3), members[name].decode())
                members[name] = wider.encode()
        deck = members["ppt/presentation.xml"].decode()
        members["ppt/presentation.xml"] = re.sub(
            r"<p:sldSz [^>]*>", '<p:sldSz cx="12192000" cy="6858000"/>', deck
        ).encode()

    return changed(data, change)


def with_two_masters() -> bytes:
    """Give it a second master, whose layouts have the same names and the same numbers as the first's."""

    def change(members: Members) -> None:
        twin = {name: twinned(name) for name in members if re.search(r"slideLayout|slideMaster|theme1", name)}
        for name, other in twin.items():
            members[other] = re.sub(rb"(slideLayout|slideMaster|theme)(\d+)\.xml", rb"\g<1>9\2.xml", members[name])
        types = members["[Content_Types].xml"].decode()
        more = re.findall(r"<Override [^>]*(?:slideLayout|slideMaster|theme)1?\d*\.xml[^>]*/>", types)
        added = "".join(re.sub(r"(slideLayout|slideMaster|theme)(\d+)\.xml", r"\g<1>9\2.xml", each) for each in more)
        members["[Content_Types].xml"] = types.replace("</Types>", f"{added}</Types>").encode()
        relations = members["ppt/_rels/presentation.xml.rels"].decode()
        kind = re.search(r'Type="([^"]*)/slideMaster"', relations)[1]  # type: ignore[index]
        other = f'<Relationship Id="rIdSecond" Type="{kind}/slideMaster" Target="slideMasters/slideMaster91.xml"/>'
        members["ppt/_rels/presentation.xml.rels"] = relations.replace(
            "</Relationships>", f"{other}</Relationships>"
        ).encode()
        deck = members["ppt/presentation.xml"].decode()
        second = '<p:sldMasterId id="2147483700" r:id="rIdSecond"/></p:sldMasterIdLst>'
        members["ppt/presentation.xml"] = deck.replace("</p:sldMasterIdLst>", second).encode()

    return changed(default(), change)


def twinned(name: str) -> str:
    return re.sub(r"(slideLayout|slideMaster|theme)(\d+)\.xml", r"\g<1>9\2.xml", name)
