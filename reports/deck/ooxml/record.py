"""What a deck was made from, carried inside it for a later refresh: the words of each slide, as they were built.

A part of XML that PowerPoint keeps and shows nobody. It holds what stands on the slides and in their notes, and nothing
else of the data file; a deck to give away, and one that speaks to a single reader, carries none.
"""

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from operator import attrgetter
from typing import Any, Literal

from lxml import etree

from reports.deck.ooxml.opc import A, P, local
from reports.deck.ooxml.shapetree import (
    TITLES,
    Place,
    name_of,
    paragraphs,
    ph_of,
    place_of,
    rectangle,
    transform,
    tree_of,
)
from reports.deck.ooxml.xml import el, part
from reports.frozen import frozen

NAMES, PROPERTIES = "/customXml/item%d.xml", "/customXml/itemProps%d.xml"
NAMESPACE = "urn:funding-reports:record"
STORE = part(  # how Office tells parts of custom XML apart
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    'ds:itemID="{7C8B2E5F-3D0A-5C41-9B7E-52454652534A}"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
MOST = 8_192  # bytes of the part
SHARES = 10_000  # of a drawing's width or height, in which its shapes are measured
_MOST_TOLD = 4_000_000  # bytes, unpacked

Kind = Literal["title", "text", "drawing", "table", "picture"]


@frozen
class Item:
    """A shape of a slide that says something.

    `texts` are a text's paragraphs, a drawing's labels or a table's cells row by row. `frame` is None where the layout
    has it. `measure`: of a drawing how many shapes it has, and the sums of their lefts, tops, widths and heights in
    ten-thousandths of it; of a table its rows and columns. `colours`: a drawing's, in the order of their first use.
    """

    kind: Kind
    name: str
    alt: str
    texts: tuple[str, ...]
    frame: Place | None
    measure: tuple[int, ...] = ()
    colours: tuple[str, ...] = ()


@frozen
class ToldSlide:
    """A slide: its number in PowerPoint's list, what stands on it, and its notes by paragraph, or a digest of them."""

    id: int
    items: tuple[Item, ...]
    notes: tuple[str, ...] | str

    @property
    def title(self) -> str:
        """Return its title in one line; empty where it has none."""
        return next((" ".join(item.texts) for item in self.items if item.kind == "title"), "")


@frozen
class Made:
    """What a deck was made with: the digest of its data file, the talk of it if one, and whether in a template."""

    data: str
    talk: str | None = None
    template: bool = False


@frozen
class Record:
    """What a deck told when it was built. `whole` is False where not all of it had room."""

    made: Made
    title: str
    sections: tuple[str, ...]
    slides: tuple[ToldSlide, ...]
    whole: bool = True


def told(number: int, slide: Any, notes: Any = None) -> ToldSlide:
    """Return what a slide's element tells, and that of its notes."""
    spoken = tuple(text for body in notes_bodies(notes) for text in paragraphs(body)) if notes is not None else ()
    return ToldSlide(number, tuple(item for item, _ in items(tree_of(slide))), spoken)


def items(tree: Any) -> Iterator[tuple[Item, Any]]:
    """Yield the shapes of a slide, or of a group, that say something, each with its element."""
    for element in tree:
        named, place = name_of(element), place_of(element)
        name, alt = named.get("name", ""), named.get("descr", "")
        match local(element) if named else "":
            case "sp":
                ph, body = ph_of(element), element.find(f"{P}txBody")
                kind = "" if ph is None else ph.get("type", "body")
                texts = paragraphs(body) if body is not None and kind != "sldNum" else ()
                if any(texts):
                    yield Item("title" if kind in TITLES else "text", name, alt, texts, place), element
            case "grpSp":
                labels = tuple(text for body in element.iter(f"{P}txBody") for text in paragraphs(body) if text)
                yield Item("drawing", name, alt, labels, place, _measures(element), tuple(colours(element))), element
            case "graphicFrame":
                rows = [row.findall(f"{A}tc") for row in element.iter(f"{A}tr")]
                cells = tuple("\n".join(paragraphs(body)) for row in rows for cell in row for body in cell[:1])
                if rows:
                    yield Item("table", name, alt, cells, place, (len(rows), len(rows[0]))), element
            case "pic":
                yield Item("picture", name, alt, (), None), element
            case _:
                pass


def notes_bodies(notes: Any, kind: str = "body") -> Iterator[Any]:
    """Yield the texts of a page of notes: the notes themselves, or what another `kind` of placeholder holds."""
    for shape in notes.iter(f"{P}sp"):
        tie, body = ph_of(shape), shape.find(f"{P}txBody")
        if tie is not None and tie.get("type", "body") == kind and body is not None:
            yield body


def colours(group: Any) -> dict[str, Any]:
    """Return a drawing's colours as they are named, each with its element where it is used first.

    Only what shows: some programs give a shape without a word the colour of its text.
    """
    found: dict[str, Any] = {}
    for fill in group.iter(f"{A}solidFill"):
        around = fill.getparent()
        shows = around.tag in (f"{P}spPr", f"{A}ln") or around.getparent().tag == f"{A}r"
        if shows and len(fill):
            found.setdefault(fill[0].get("val", ""), fill[0])
    return found


def _measures(group: Any) -> tuple[int, ...]:
    """Count and measure a drawing's shapes, in shares of it: wherever it stands, and however large."""
    placed = transform(group)
    inner = rectangle(placed, "chOff", "chExt")
    frames = [frame for each in group.iter(f"{A}xfrm") if each is not placed and (frame := rectangle(each))]
    if inner is None:
        return (len(frames),)
    moved = ((x - inner[0], y - inner[1], width, height) for x, y, width, height in frames)
    sums = [sum(each) for each in zip(*moved, strict=True)] or [0, 0, 0, 0]
    sides = (max(1, side) for side in inner[2:] * 2)
    return (len(frames), *(round(SHARES * total / side) for total, side in zip(sums, sides, strict=True)))


def packed(record: Record) -> bytes:
    """Write a record in MOST bytes at most: of notes the digests, and then not its last slides, if all has no room."""
    values = attrgetter(*Item.__match_args__)  # `astuple` would copy each of them deeply
    told = [(slide.id, [*map(values, slide.items)], slide.notes) for slide in record.slides]
    content = _part(record, told, whole=True)
    short = [(number, items, digest_of(notes)) for number, items, notes in told]
    while len(content) > MOST:
        content = _part(record, short, whole=len(short) == len(record.slides))
        short = short[: len(short) * 3 // 4]
    return content


def digest_of(notes: tuple[str, ...] | str) -> str:
    """Return what tells notes from others, whatever blanks a program has put into them; a digest as it is."""
    if isinstance(notes, str):
        return notes
    return hashlib.sha256(re.sub(r"\s", " ", "\n".join(notes)).encode()).hexdigest()[:12]


def _part(record: Record, slides: Sequence[tuple[Any, ...]], *, whole: bool) -> bytes:
    told = [astuple(record.made), record.title, record.sections, slides, whole]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return part(el("record", base64.b64encode(zlib.compress(text.encode(), 9)).decode(), xmlns=NAMESPACE))


def unpacked(content: bytes) -> Record | None:
    """Return the record that a part holds; None for any other part, and for one that is damaged."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        if root.tag != f"{{{NAMESPACE}}}record":
            return None
        stream = zlib.decompressobj()
        text = stream.decompress(base64.b64decode(re.sub(r"\s", "", root.text or "")), _MOST_TOLD)
        made, title, sections, slides, whole = json.loads(text)
        return Record(Made(*made), str(title), tuple(map(str, sections)), tuple(map(_slide, slides)), bool(whole))
    except (etree.XMLSyntaxError, ValueError, TypeError, KeyError, zlib.error, RecursionError):
        return None


def _slide(read: Sequence[Any]) -> ToldSlide:
    number, listed, notes = read
    kept = (
        Item(kind, name, alt, tuple(texts), tuple(frame) if frame else None, tuple(measure), tuple(inks))
        for kind, name, alt, texts, frame, measure, inks in listed
    )
    return ToldSlide(int(number), tuple(kept), notes if isinstance(notes, str) else tuple(map(str, notes)))
