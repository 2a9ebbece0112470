"""What makes PowerPoint repair a deck, or Keynote and Google Slides refuse it, and validators overlook.

Each rule is a function from an unpacked package to what is wrong with it, in words; RULES says why it is here.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml."
_TYPES = {  # a relationship's last word to the content type of what it points to
    "officeDocument": f"{_MAIN}presentation.main+xml",
    "slide": f"{_MAIN}slide+xml",
    "slideLayout": f"{_MAIN}slideLayout+xml",
    "slideMaster": f"{_MAIN}slideMaster+xml",
    "notesSlide": f"{_MAIN}notesSlide+xml",
    "notesMaster": f"{_MAIN}notesMaster+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "presProps": f"{_MAIN}presProps+xml",
    "viewProps": f"{_MAIN}viewProps+xml",
    "tableStyles": f"{_MAIN}tableStyles+xml",
}


@dataclass(frozen=True)
class Relation:
    id: str
    kind: str
    target: str  # a member's name, or an address
    external: bool


@dataclass(frozen=True)
class Package:
    data: bytes
    members: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        with self.zip as file:
            object.__setattr__(self, "members", {name: file.read(name) for name in file.namelist()})

    @property
    def zip(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    @cached_property
    def trees(self) -> dict[str, Any]:
        return {name: etree.fromstring(blob) for name, blob in self.members.items() if name.endswith((".xml", ".rels"))}

    @cached_property
    def relations(self) -> dict[str, list[Relation]]:
        """Give the relations of each source; the package's own stand under an empty name."""
        found = {}
        for name, tree in self.trees.items():
            if name.endswith(".rels"):
                folder, _, file = name.rpartition("_rels/")
                found[folder + file.removesuffix(".rels")] = [_relation(each, folder) for each in tree]
        return found

    def of_kind(self, source: str, kind: str) -> list[Relation]:
        return [relation for relation in self.relations.get(source, []) if relation.kind == kind]

    def parts(self, folder: str) -> list[str]:
        return [name for name in self.members if re.fullmatch(rf"ppt/{folder}/[^/]+\.xml", name)]

    @cached_property
    def types(self) -> dict[str, str]:
        overrides = self.trees["[Content_Types].xml"].iterfind("{*}Override")
        return {each.get("PartName")[1:]: each.get("ContentType") for each in overrides}

    @property
    def deck(self) -> Any:
        return self.trees["ppt/presentation.xml"]


def _relation(element: Any, folder: str) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target")
    inside = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(element.get("Id"), element.get("Type").rpartition("/")[2], target if external else inside, external)


def faults(pptx: bytes) -> list[str]:
    """Say all that is wrong with a file, each with the rule that found it."""
    package = Package(pptx)
    return [f"{name}: {fault}" for name, check in RULES.items() for fault in check(package)]


# -- the zip ----------------------------------------------------------------------------------------


def zip_is_plain(package: Package) -> Iterator[str]:
    infos = package.zip.infolist()
    names = [info.filename for info in infos]
    if names[:2] != ["[Content_Types].xml", "_rels/.rels"]:
        yield "the first members are others"
    if len({name.lower() for name in names}) < len(names):
        yield "a member is there twice"
    if package.zip.testzip() or package.zip.comment or not package.data.startswith(b"PK\3\4"):
        yield "damaged, commented or not from the start"
    end = 0
    for info in infos:
        if info.header_offset != end:
            yield f"{info.filename} does not start where the last ended"
        end = info.header_offset + 30 + len(info.filename) + info.compress_size
        odd = info.compress_type not in (0, 8) or info.flag_bits or info.extra or info.extract_version > 20
        if odd or info.is_dir() or info.date_time != (1980, 1, 1, 0, 0, 0):
            yield f"{info.filename} is packed in an unusual way"


def names_are_plain(package: Package) -> Iterator[str]:
    for name in package.members:
        if not re.fullmatch(r"[A-Za-z0-9_.\[\]/-]+", name) or name.startswith("/"):
            yield name


# -- parts and relations ------------------------------------------------------------------------------


def overrides_are_the_parts(package: Package) -> Iterator[str]:
    parts = {name for name in package.members if name.endswith(".xml") and name != "[Content_Types].xml"}
    yield from sorted(parts ^ {name for name in package.types if name.endswith(".xml")})
    for relations in package.relations.values():
        for relation in relations:
            wanted = _TYPES.get(relation.kind)
            if wanted and package.types.get(relation.target) != wanted:
                yield f"{relation.target} is not typed as {relation.kind}"


def all_is_reachable(package: Package) -> Iterator[str]:
    seen, waiting = {"[Content_Types].xml", "_rels/.rels"}, [""]
    while waiting:
        source = waiting.pop()
        folder, _, file = source.rpartition("/")
        if source in package.relations and source:
            seen.add(f"{folder}/_rels/{file}.rels")
        for relation in package.relations.get(source, []):
            if not relation.external and relation.target not in seen:
                seen.add(relation.target)
                waiting.append(relation.target)
    yield from sorted(seen ^ set(package.members))


def references_resolve(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        known = {relation.id: relation for relation in package.relations.get(name, [])}
        if len(known) < len(package.relations.get(name, [])):
            yield f"{name}: an Id twice"
        for element in tree.iter():
            for attribute, value in element.attrib.items():
                if attribute.startswith(R) and value not in known:
                    yield f"{name}: {value}"
    for relation in (each for relations in package.relations.values() for each in relations):
        if not re.fullmatch(r"[A-Za-z_][\w.-]*", relation.id):
            yield f"{relation.id} is no name"


def needed_parts_are_there(package: Package) -> Iterator[str]:
    for kind in ("presProps", "viewProps", "tableStyles", "theme", "slideMaster", "notesMaster"):
        if not package.of_kind("ppt/presentation.xml", kind):
            yield f"no {kind}"
    for kind in ("core-properties", "extended-properties", "officeDocument"):
        if len(package.of_kind("", kind)) != 1:
            yield f"not one {kind}"


def each_slide_has_one_layout(package: Package) -> Iterator[str]:
    for folder, kind in (("slides", "slideLayout"), ("slideLayouts", "slideMaster")):
        for name in package.parts(folder):
            if len(package.of_kind(name, kind)) != 1:
                yield name


def lists_are_the_relations(package: Package) -> Iterator[str]:
    deck = "ppt/presentation.xml"
    listed = [each.get(f"{R}id") for each in package.deck.iterfind(f"{P}sldIdLst/{P}sldId")]
    if sorted(listed) != sorted(relation.id for relation in package.of_kind(deck, "slide")):
        yield "slides"
    for master in package.parts("slideMasters"):
        listed = [each.get(f"{R}id") for each in package.trees[master].iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId")]
        if sorted(listed) != sorted(relation.id for relation in package.of_kind(master, "slideLayout")):
            yield "layouts"


# -- numbers ------------------------------------------------------------------------------------------


def numbers_of_shapes_are_unique(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        ids = [each.get("id") for each in tree.iter(f"{P}cNvPr")]
        if not all(re.fullmatch(r"\d+", each) and 1 <= int(each) < 2**31 for each in ids):
            yield f"{name}: out of range"
        yield from (f"{name}: {each} twice" for each, count in Counter(ids).items() if count > 1)


def numbers_of_masters_and_slides_are_unique(package: Package) -> Iterator[str]:
    high = [int(each.get("id")) for each in package.deck.iter(f"{P}sldMasterId")]
    for name in package.parts("slideMasters"):
        high += [int(each.get("id")) for each in package.trees[name].iter(f"{P}sldLayoutId")]
    slides = [int(each.get("id")) for each in package.deck.iterfind(f"{P}sldIdLst/{P}sldId")]
    if len(set(high)) < len(high) or not all(2**31 <= each < 2**32 for each in high):
        yield "masters and layouts"
    if len(set(slides)) < len(slides) or not all(256 <= each < 2**31 for each in slides):
        yield "slides"


_WHOLE = {"x", "y", "cx", "cy", "w", "h", "sz", "rot", "idx", "lvl", "spc", "lIns", "tIns", "rIns", "bIns", "marL", "d"}
_WHOLE |= {"indent", "sp"}


def numbers_are_whole(package: Package) -> Iterator[str]:
    """A fraction in a path is taken for the name of a guide, and PowerPoint then refuses the whole package."""
    for name, tree in package.trees.items():
        for element in tree.iter(f"{A}*", f"{P}*"):
            for attribute in _WHOLE & set(element.attrib):
                value = element.get(attribute)
                words = element.tag == f"{P}ph" and attribute == "sz"
                if not words and not re.fullmatch(r"-?\d+", value):
                    yield f"{name}: {attribute}={value}"
            if element.tag == f"{A}ext" and (int(element.get("cx", 0)) < 0 or int(element.get("cy", 0)) < 0):
                yield f"{name}: a negative size"


def values_are_in_range(package: Package) -> Iterator[str]:
    limits = {f"{A}rPr": ("sz", 100, 400_000), f"{A}ln": ("w", 0, 20_116_800), f"{A}ds": ("d", 1, 2**31)}
    for name, tree in package.trees.items():
        for tag, (attribute, least, most) in limits.items():
            for element in tree.iter(tag):
                if attribute in element.attrib and not least <= int(element.get(attribute)) <= most:
                    yield f"{name}: {attribute}={element.get(attribute)}"
        for colour in tree.iter(f"{A}srgbClr"):
            if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour.get("val")):
                yield f"{name}: colour {colour.get('val')}"


# -- text ---------------------------------------------------------------------------------------------


def text_is_clean(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        for text in tree.iter(f"{A}t"):
            if not text.text or re.search(r"_x[0-9A-F]{4}_|[\n\r\v]", text.text):
                yield f"{name}: {text.text!r}"
        for body in tree.iter(f"{P}txBody"):
            if body.find(f"{A}p") is None:
                yield f"{name}: a text without a paragraph"


def declarations_are_double_quoted(package: Package) -> Iterator[str]:
    wanted = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    yield from (name for name in package.trees if not package.members[name].startswith(wanted))


def runs_have_a_language(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        for run in tree.iter(f"{A}r", f"{A}fld"):
            properties = run.find(f"{A}rPr")
            lang = properties.get("lang", "") if properties is not None else ""
            if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", lang):
                yield f"{name}: {lang!r}"


# -- shapes -------------------------------------------------------------------------------------------


def groups_are_complete(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        for group in tree.iter(f"{P}grpSp"):
            place = group.find(f"{P}grpSpPr/{A}xfrm")
            tags = [etree.QName(each).localname for each in place] if place is not None else []
            if tags != ["off", "ext", "chOff", "chExt"] or not all(int(v) >= 1 for v in place[3].attrib.values()):
                yield f"{name}: its place"
            if group.find(f".//{P}ph") is not None:
                yield f"{name}: a placeholder inside"


def paths_draw_something(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        for path in tree.iter(f"{A}path"):
            commands = [etree.QName(each).localname for each in path]
            if commands[:1] != ["moveTo"] or len(commands) < 2 or "0" in (path.get("w"), path.get("h")):
                yield name


def placeholders_are_the_layouts(package: Package) -> Iterator[str]:
    """A number that the layout lacks: PowerPoint puts the text at the origin, with no size; LibreOffice shows it."""
    for folder, kind in (("slides", "slideLayout"), ("notesSlides", "notesMaster")):
        for name in package.parts(folder):
            above = package.of_kind(name, kind)
            known = _indices(package.trees[above[0].target]) if above else []
            own = _indices(package.trees[name])
            if not set(own) <= set(known) or len(set(own)) < len(own):
                yield f"{name}: {own} of {known}"


def _indices(tree: Any) -> list[str]:
    return [each.get("idx", "0") for each in tree.iter(f"{P}ph")]


def placeholders_have_allowed_types(package: Package) -> Iterator[str]:
    for name in package.parts("slideMasters"):
        for each in package.trees[name].iter(f"{P}ph"):
            if each.get("type") not in ("title", "body", "dt", "ftr", "sldNum", "hdr"):
                yield f"{name}: {each.get('type')}"
    for name in (*package.parts("slides"), *package.parts("slideLayouts")):
        types = [each.get("type") for each in package.trees[name].iter(f"{P}ph")]
        if {"hdr", "sldImg"} & set(types) or sum(kind in ("title", "ctrTitle") for kind in types) > 1:
            yield f"{name}: {types}"


def pictures_are_raster(package: Package) -> Iterator[str]:
    for name, tree in package.trees.items():
        targets = {relation.id: relation.target for relation in package.relations.get(name, [])}
        for blip in tree.iter(f"{A}blip"):
            target = targets.get(blip.get(f"{R}embed"), "")
            magic = package.members.get(target, b"")[:3]
            if not ((target.endswith(".png") and magic == b"\x89PN") or magic == b"\xff\xd8\xff"):
                yield f"{name}: {target}"
        for picture in tree.iter(f"{P}pic"):
            if picture.find(f"{P}spPr/{A}prstGeom") is None:
                yield f"{name}: a picture without a shape"


# -- notes, themes, sections ----------------------------------------------------------------------------


def notes_are_wired(package: Package) -> Iterator[str]:
    """Keynote refuses a deck whose notes master is not listed, or whose notes lack one of their relations."""
    tags = [etree.QName(each).localname for each in package.deck]
    masters = package.of_kind("ppt/presentation.xml", "notesMaster")
    listed = [each.get(f"{R}id") for each in package.deck.iter(f"{P}notesMasterId")]
    if listed != [relation.id for relation in masters] or tags[:2] != ["sldMasterIdLst", "notesMasterIdLst"]:
        yield "the master is not listed directly behind the slide master"
    for slide in package.parts("slides"):
        notes = package.of_kind(slide, "notesSlide")
        if len(notes) != 1:
            yield f"{slide} has {len(notes)} notes"
            continue
        back = [relation.target for relation in package.of_kind(notes[0].target, "slide")]
        if back != [slide] or len(package.of_kind(notes[0].target, "notesMaster")) != 1:
            yield f"{notes[0].target} is not tied to {slide} and to the master"


def each_master_has_its_own_theme(package: Package) -> Iterator[str]:
    masters = (*package.parts("slideMasters"), *package.parts("notesMasters"), *package.parts("handoutMasters"))
    themes = [[relation.target for relation in package.of_kind(name, "theme")] for name in masters]
    if any(len(each) != 1 for each in themes) or len({each[0] for each in themes if each}) < len(themes):
        yield str(themes)


def sections_cover_the_slides(package: Package) -> Iterator[str]:
    slides = [each.get("id") for each in package.deck.iterfind(f"{P}sldIdLst/{P}sldId")]
    told = [each.get("id") for each in package.deck.iter(f"{P14}sldId")]
    if slides and slides != told:
        yield f"{told} for {slides}"
    guids = [each.get("id") for each in package.deck.iter(f"{P14}section")]
    pattern = r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"
    if len(set(guids)) < len(guids) or not all(re.fullmatch(pattern, guid) for guid in guids):
        yield f"{guids}"


# -- the rest -------------------------------------------------------------------------------------------


def size_is_said_once(package: Package) -> Iterator[str]:
    size = package.deck.find(f"{P}sldSz")
    if size is None or "type" in size.attrib or not 914_400 <= int(size.get("cx")) <= 51_206_400:
        yield "the slides' size"


def nothing_is_left_over(package: Package) -> Iterator[str]:
    yield from (name for name in package.members if "printerSettings" in name or "thumbnail" in name)


def links_are_addresses(package: Package) -> Iterator[str]:
    for name, relations in package.relations.items():
        for relation in relations:
            if relation.external and not _is_address(relation.target):
                yield f"{name}: {relation.target!r}"


def _is_address(target: str) -> bool:
    known = urlsplit(target).scheme in ("http", "https", "mailto")
    return known and re.fullmatch(r"[A-Za-z0-9:/?#\[\]@!$&'()*+,;=%._~-]{1,2000}", target) is not None


def properties_are_single(package: Package) -> Iterator[str]:
    core = package.trees["docProps/core.xml"]
    names = [each.tag for each in core]
    yield from (name for name, count in Counter(names).items() if count > 1)
    for date in core.iterfind("{http://purl.org/dc/terms/}*"):
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", date.text or ""):
            yield f"{date.tag} {date.text}"


def foreign_names_stay_in_extensions(package: Package) -> Iterator[str]:
    ours = ("/drawingml/2006/main", "/presentationml/2006/main")
    for name in package.members:
        if name.startswith("ppt/") and name.endswith(".xml"):
            for element in package.trees[name].iter("*"):
                inside = any(etree.QName(above).localname == "ext" for above in element.iterancestors())
                if not inside and not str(etree.QName(element).namespace).endswith(ours):
                    yield f"{name}: {element.tag}"


def presets_take_no_guides(package: Package) -> Iterator[str]:
    """We use rectangles and lines only, which have no adjustments: a guide they do not know is 'corrupt'."""
    for name, tree in package.trees.items():
        for preset in tree.iter(f"{A}prstGeom"):
            if preset.get("prst") not in ("rect", "line") or len(preset.find(f"{A}avLst")):
                yield f"{name}: {preset.get('prst')}"


Check = Callable[[Package], Iterable[str]]
RULES: dict[str, Check] = {
    check.__name__.replace("_", " "): check
    for check in (
        zip_is_plain,
        names_are_plain,
        overrides_are_the_parts,
        all_is_reachable,
        references_resolve,
        needed_parts_are_there,
        each_slide_has_one_layout,
        lists_are_the_relations,
        numbers_of_shapes_are_unique,
        numbers_of_masters_and_slides_are_unique,
        numbers_are_whole,
        values_are_in_range,
        text_is_clean,
        declarations_are_double_quoted,
        runs_have_a_language,
        groups_are_complete,
        paths_draw_something,
        placeholders_are_the_layouts,
        placeholders_have_allowed_types,
        pictures_are_raster,
        notes_are_wired,
        each_master_has_its_own_theme,
        sections_cover_the_slides,
        size_is_said_once,
        nothing_is_left_over,
        links_are_addresses,
        properties_are_single,
        foreign_names_stay_in_extensions,
        presets_take_no_guides,
    )
}
