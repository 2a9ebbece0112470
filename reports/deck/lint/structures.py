"""Rules about what belongs together: what a tree, a table, a theme or a run holds, and what may stand only once."""

import re
import struct
from collections import Counter
from itertools import chain
from typing import Any

from reports.deck.lint.packing import Found
from reports.deck.ooxml.opc import DECK, TYPES, A, P, Package, R, local
from reports.theme.typeface import forbids_embedding

_ORDER = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldSz", "notesSz")
_GUID = re.compile(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}")
_ANIMATED = re.compile(rb' spid="(\d+)"')
_HALF_A_PLACE = re.compile(rb"<a:xfrm[^>]*>(?:<a:off [^>]*/></a:xfrm>|<a:ext )")
_STYLE_LISTS = ("fillStyleLst", "lnStyleLst", "effectStyleLst", "bgFillStyleLst")
_COLOURS, _MAPPED = 12, 12
_POINTS = {"moveTo": 1, "lnTo": 1, "cubicBezTo": 3, "quadBezTo": 2, "arcTo": 0, "close": 0}
_JUMP = "ppaction://hlinksldjump"
_SPANS = "gridSpan", "rowSpan"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADER = struct.Struct("<IIII10xBBIHH44xHH")  # to the length of the family's name
_VERSIONS = (0x00010000, 0x00020001, 0x00020002)
_PACKED, _XORED = 0x4, 0x10000000  # flags: MicroType Express, which is PowerPoint's alone to read; each byte xor 0x50
_MAGIC, _KEY = 0x504C, 0x50
_KINDS = (b"\0\1\0\0", b"OTTO", b"true")


def types_are_said_once(package: Package) -> Found:
    """A part or an extension whose type is said twice makes PowerPoint repair."""
    said = (each.get("PartName") or each.get("Extension") or "" for each in package.trees[TYPES])
    for name, count in Counter(each.lower() for each in said).items():
        if count > 1:
            yield TYPES, f"types {name} {count} times"


def lists_stand_in_order(package: Package) -> Found:
    """A list of slides that comes too late is not read: the deck opens empty, without a word."""
    found = [local(each) for each in package.deck if local(each) in _ORDER]
    if found != [name for name in _ORDER if name in found] or not {"sldMasterIdLst", "notesSz"} <= set(found):
        yield DECK, f"lists {', '.join(found)}, in another order or without one of them"
    for listed in package.deck:
        wrong = {"notesMasterIdLst": "notesMasterId", "sldMasterIdLst": "sldMasterId"}.get(local(listed))
        if wrong and any(local(each) != wrong for each in listed):
            yield DECK, f"lists something else in {local(listed)}"


def layouts_are_their_masters(package: Package) -> Found:
    """A layout in use that its master does not know of."""
    for layout in package.within("slideLayouts"):
        master = package.above(layout)
        if master and layout not in {each.target for each in package.of_kind(master, "slideLayout")}:
            yield layout, f"is not among the layouts of {master}"


def trees_are_whole(package: Package) -> Found:
    """A tree begins with its own two elements, a place has both corner and size, a style all four of its parts."""
    for name, tree in package.parts.items():
        shapes = tree.find(f"{P}cSld/{P}spTree")
        if shapes is not None and [local(each) for each in shapes[:2]] != ["nvGrpSpPr", "grpSpPr"]:
            yield name, "has a tree of shapes that does not begin as one"
        if _HALF_A_PLACE.search(package.members[name]):
            yield name, "has a shape with half a place"
        if b"<p:style>" in package.members[name] and any(len(each) != 4 for each in tree.iter(f"{P}style")):
            yield name, "has a style without one of its four parts"


def outlines_are_whole(package: Package) -> Found:
    """An outline ends with its paths, each step has its points, and no shape has two geometries."""
    for name, path in package.all(f"{A}path"):
        if any(_POINTS.get(local(step), len(step)) != len(step) for step in path):
            yield name, "has a path with a step too few or too many points"
    for name, preset in package.all(f"{A}prstGeom"):
        if preset.getnext() is not None and preset.getnext().tag == f"{A}custGeom":
            yield name, "has a shape with two geometries"
    for name, tree in package.parts.items():
        if b"<a:custGeom>" in package.members[name]:
            for outline in tree.iter(f"{A}custGeom"):
                if not len(outline) or local(outline[-1]) != "pathLst":
                    yield name, "has an outline without paths"


def runs_are_whole(package: Package) -> Found:
    """A run ends with its text, a paragraph's own properties come first and only once, a field has a GUID."""
    for name, run in chain(package.all(f"{A}r"), package.all(f"{A}fld")):
        if not len(run) or run[-1].tag != f"{A}t":
            yield name, "has a run without a text"
    for name, field in package.all(f"{A}fld"):
        if not _GUID.fullmatch(field.get("id", "").upper()):
            yield name, f"has a field whose id is no GUID, {field.get('id')!r}"
    for name, body in package.all(f"{P}txBody"):
        for paragraph in body.iterchildren(f"{A}p"):
            tags = [local(each) for each in paragraph]
            if (paragraph.text or "").strip() or any((each.tail or "").strip() for each in paragraph):
                yield name, "has words outside its runs, which nobody shows"
            if "pPr" in tags[1:] or "endParaRPr" in tags[:-1]:
                yield name, "has a paragraph whose properties stand in the wrong place"


def tables_are_whole(package: Package) -> Found:
    """Each row has a cell for each column, every size is said, merged cells say both what they cover and by what."""
    for name, table in package.all(f"{A}tbl"):
        widths = [each.get("w", "") for each in table.iterfind(f"{A}tblGrid/{A}gridCol")]
        rows = table.findall(f"{A}tr")
        if any(len(row.findall(f"{A}tc")) != len(widths) for row in rows) or not rows:
            yield name, "has a table whose rows and columns do not agree"
        if not all(each.isdigit() for each in (*widths, *(row.get("h", "") for row in rows))):
            yield name, "has a table with a row or column of no size"
        bodies = [cell[0] if len(cell) and cell[0].tag == f"{A}txBody" else None for cell in table.iter(f"{A}tc")]
        if not all(body is not None and body.find(f"{A}p") is not None for body in bodies):
            yield name, "has a cell that holds no text"
        if not _covered(rows):
            yield name, "has merged cells that do not agree"
        styles = [each.text or "" for each in table.iterfind(f"{A}tblPr/{A}tableStyleId")]
        if len(styles) > 1 or not all(_GUID.fullmatch(each.upper()) for each in styles):
            yield name, "has a table whose style is no GUID, or two of them"
        frame = next((each for each in table.iterancestors(f"{P}graphicFrame")), None)
        if frame is None or frame.find(f"{P}xfrm") is None:
            yield name, "has a table without a place"


def _covered(rows: list[Any]) -> bool:
    """Check whether the cells that are covered are just those that another spans."""
    spanned, flagged = set(), set()
    for down, row in enumerate(rows):
        for across, cell in enumerate(row.iterfind(f"{A}tc")):
            wide, high = (int(cell.get(name, "1")) if cell.get(name, "1").isdigit() else 0 for name in _SPANS)
            spanned |= {(down + y, across + x) for y in range(high) for x in range(wide)} - {(down, across)}
            if {cell.get("hMerge"), cell.get("vMerge")} - {None, "0", "false"}:
                flagged.add((down, across))
    return spanned == flagged


def themes_are_complete(package: Package) -> Found:
    """Three styles of each kind at least, twelve colours, both fonts; and a master maps all twelve."""
    for name in package.within("theme"):
        tree = package.parts[name]
        lists = [tree.find(f".//{A}{each}") for each in _STYLE_LISTS]
        colours, fonts = tree.find(f".//{A}clrScheme"), tree.find(f".//{A}fontScheme")
        latin = fonts.findall(f"*/{A}latin") if fonts is not None else []
        few = any(each is None or len(each) < 3 for each in lists)
        if few or colours is None or len(colours) != _COLOURS or len(latin) != 2:
            yield name, "lacks styles, colours or fonts"
    for folder in ("slideMasters", "notesMasters", "handoutMasters"):
        for name in package.within(folder):
            mapped = package.parts[name].find(f"{P}clrMap")
            if mapped is None or len(mapped.attrib) != _MAPPED:
                yield name, "does not map all colours"


def animations_are_of_shapes(package: Package) -> Found:
    """What moves is there, and a slide's timing and transition are each said once, in one of two ways."""
    for name, tree in package.parts.items():
        blob = package.members[name]
        if b"timing" not in blob and b"transition" not in blob:
            continue
        known = {each.get("id") for each in package.indexed[name][f"{P}cNvPr"]}
        for number in sorted({found.decode() for found in _ANIMATED.findall(blob)} - known):
            yield name, f"moves shape {number}, which is not there"
        for kind in ("timing", "transition"):
            choices = (each for each in tree if local(each) == "AlternateContent")
            apart = [each for each in choices if each.find(f".//{P}{kind}") is not None]
            if len(tree.findall(f"{P}{kind}")) + len(apart) > 1:
                yield name, f"says its {kind} more than once"


def choices_can_be_made(package: Package) -> Found:
    """Markup for several versions of PowerPoint says for which, and declares what others may ignore."""
    for name, tree in package.parts.items():
        blob = package.members[name]
        if b"Ignorable=" not in blob and b"AlternateContent" not in blob:
            continue
        for element in tree.iter("*"):
            required = element.get("Requires", "").split() if element.tag == f"{_MC}Choice" else []
            if not {*element.get(f"{_MC}Ignorable", "").split(), *required} <= element.nsmap.keys():
                yield name, "ignores or requires names that it does not declare"
            if element.tag == f"{_MC}Choice" and not required:
                yield name, "has a choice that does not say for whom"
            if element.tag == f"{_MC}AlternateContent" and element.find(f"{_MC}Fallback") is None:
                yield name, "has a choice without what others are to show"


def charts_are_shapes(package: Package) -> Found:
    """We draw ours; a chart part of somebody else's may be one of those that cost a slide."""
    for name in package.members:
        if re.match(r"ppt/(charts|embeddings|diagrams)/", name):
            yield name, "is a chart or an embedded file, which no deck of ours has"


def jumps_say_so(package: Package) -> Found:
    """A link to another slide leads to a slide, and says that it jumps."""
    for name, link in package.all(f"{A}hlinkClick"):
        related = {relation.id: relation for relation in package.relations.get(name, [])}
        relation = related.get(link.get(f"{R}id"))
        if relation is not None and (relation.kind == "slide") != (link.get("action") == _JUMP):
            yield name, "has a link that is half a jump"


def fonts_can_be_used(package: Package) -> Found:
    """A font's header can be read and is true, its family is one that texts name, and its licence lets it be here."""
    targets = package.targets(DECK, "font")
    for listed in package.deck.iterfind(f"{P}embeddedFontLst/{P}embeddedFont"):
        family = listed[0].get("typeface", "")
        named = (each.get("typeface") for part in package.parts.values() for each in part.iter(f"{A}latin"))
        if family not in named:
            yield DECK, f"has the font {family!r}, which no text names"
        for style in listed[1:]:
            name = targets.get(style.get(f"{R}id"), "")
            said = _fault(package.members.get(name, b""), family)
            if said:
                yield name or DECK, f"is a font that {said}"


def _fault(blob: bytes, family: str) -> str:
    if len(blob) < _HEADER.size:
        return "is no Embedded OpenType"
    size, length, version, flags, _, _, _, licence, magic, _, counted = _HEADER.unpack_from(blob)
    if magic != _MAGIC or version not in _VERSIONS:
        return "is no Embedded OpenType"
    if size != len(blob) or not 0 < length <= size - _HEADER.size - counted:
        return "says another size than it has"
    if blob[_HEADER.size : _HEADER.size + counted].decode("utf-16-le", "replace").rstrip("\0") != family:
        return f"is of another family than {family!r}"
    if forbids_embedding(licence):
        return f"forbids to be embedded (fsType 0x{licence:04X})"
    return "" if flags & _PACKED or _is_font(blob[-length:], _KEY if flags & _XORED else 0) else "holds no font"


def _is_font(data: bytes, key: int) -> bool:
    """Check whether each table that a font's directory lists lies inside it."""
    data = bytes(byte ^ key for byte in data) if key else data
    count = int.from_bytes(data[4:6], "big")
    listed = (struct.unpack_from(">II", data, 12 + 16 * table + 8) for table in range(count))
    return data[:4] in _KINDS and 0 < count <= len(data) // 16 - 1 and all(sum(each) <= len(data) for each in listed)
