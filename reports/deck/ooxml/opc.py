"""An unpacked deck, indexed once, so that thirty rules cost milliseconds."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from reports.frozen import frozen

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DECK = "ppt/presentation.xml"
TYPES = "[Content_Types].xml"

_MADE_FROM = f"{P}sld", f"{P}sldLayout"  # of a layout, and of a master
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"

Index = dict[str, list[Any]]
LOOKED_FOR = (  # what rules ask each part for; all else is passed over, which is most of a chart
    *(P + tag for tag in ("cNvPr", "grpSp", "notesMasterId", "ph", "pic", "sldId", "sldLayoutId", "sldMasterId")),
    P + "txBody",
    *(A + tag for tag in ("blip", "ds", "fld", "gd", "gsLst", "hlinkClick", "ln", "path", "prstGeom", "r")),
    *(A + tag for tag in ("rPr", "srgbClr", "t", "tbl")),
    *(P14 + tag for tag in ("section", "sldId")),
    DECORATIVE,
)


@frozen
class Relation:
    """What a part refers to: a member's name or, outside the package, an address. `kind` is its type's last word."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """A deck's members, their XML, and how they refer to each other."""

    data: bytes
    members: dict[str, bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        with self.zip as file:
            object.__setattr__(self, "members", {info.filename: file.read(info) for info in file.infolist()})

    @property
    def zip(self) -> zipfile.ZipFile:
        """Open the zip again."""
        return zipfile.ZipFile(io.BytesIO(self.data))

    @cached_property
    def trees(self) -> dict[str, Any]:
        """Return the XML of each part that has any, by member's name."""
        return {name: etree.fromstring(blob) for name, blob in self.members.items() if name.endswith((".xml", ".rels"))}

    @cached_property
    def parts(self) -> dict[str, Any]:
        """Return the XML of the deck's own parts: slides, layouts, masters, themes, notes."""
        return {name: tree for name, tree in self.trees.items() if name.startswith("ppt/") and name.endswith(".xml")}

    @cached_property
    def indexed(self) -> dict[str, Index]:
        """Return each part's elements of the tags that are LOOKED_FOR, in document order."""
        found: dict[str, Index] = {name: {tag: [] for tag in LOOKED_FOR} for name in self.parts}
        for name, tree in self.parts.items():
            for element in tree.iter(*LOOKED_FOR):
                found[name][element.tag].append(element)
        return found

    def all(self, tag: str) -> Iterator[tuple[str, Any]]:
        """Find every element of a tag, with the part that it stands in."""
        for name, index in self.indexed.items():
            for element in index[tag]:
                yield name, element

    @cached_property
    def relations(self) -> dict[str, list[Relation]]:
        """Return the relations of each source; the package's own stand under an empty name."""
        found = {}
        for name, blob in self.members.items():
            if name.endswith(".rels"):
                folder, _, file = name.rpartition("_rels/")
                listed = etree.fromstring(blob, _SAFE)
                found[folder + file.removesuffix(".rels")] = [_relation(each, folder) for each in listed]
        return found

    def of_kind(self, source: str, kind: str) -> list[Relation]:
        """Find what a part refers to in one way."""
        return [relation for relation in self.relations.get(source, []) if relation.kind == kind]

    def targets(self, source: str, kind: str) -> dict[str, str]:
        """Return what a part refers to in one way, by the Id of the relation."""
        return {relation.id: relation.target for relation in self.of_kind(source, kind)}

    def within(self, folder: str) -> list[str]:
        """List the parts of a folder of the deck, such as slides."""
        return [name for name in self.parts if re.fullmatch(rf"ppt/{folder}/[^/]+\.xml", name)]

    @cached_property
    def slides(self) -> list[str]:
        """List the slides in the order in which they are shown."""
        targets = self.targets(DECK, "slide")
        listed = (each.get(f"{R}id") for each in self.deck.iterfind(f"{P}sldIdLst/{P}sldId"))
        return [targets[each] for each in listed if targets.get(each) in self.parts]

    @cached_property
    def placeholders(self) -> dict[str, dict[Any, Any]]:
        """Return each part's placeholders: the shapes, and what ties each to the one above it (ph)."""
        return {part: {shape_of(ph): ph for ph in index[f"{P}ph"]} for part, index in self.indexed.items()}

    def decorative(self, part: str) -> set[Any]:
        """Return what names the shapes of a part that are marked decorative."""
        marked = (each for each in self.indexed[part][DECORATIVE] if each.get("val") == "1")
        return {each.getparent().getparent().getparent() for each in marked}

    def line(self, part: str) -> tuple[str, ...]:
        """Name a slide or a layout and what is behind it, as far as that is there: its layout, then the master."""
        line = [part]
        while self.parts[line[-1]].tag in _MADE_FROM and len(line) < 3 and (above := self.above(line[-1])):
            line.append(above)
        return tuple(line)

    def above(self, part: str) -> str | None:
        """Name the layout of a slide, the master of a layout or of notes."""
        kinds = ("slideLayout", "slideMaster", "notesMaster")
        found = (relation.target for relation in self.relations.get(part, []) if relation.kind in kinds)
        return next((target for target in found if target in self.parts), None)

    @cached_property
    def types(self) -> dict[str, str]:
        """Return the content type that the package states for each part by its name."""
        return {each.get("PartName")[1:]: each.get("ContentType") for each in self.trees[TYPES].iterfind("{*}Override")}

    @property
    def deck(self) -> Any:
        """Return the part that lists slides and masters."""
        return self.trees[DECK]


def _relation(element: Any, folder: str) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target")
    inside = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(element.get("Id"), element.get("Type").rpartition("/")[2], target if external else inside, external)


def shape_of(ph: Any) -> Any:
    """Return the shape that is a placeholder by this."""
    return ph.getparent().getparent().getparent()


def local(element: Any) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
