"""The PDF file: ReportLab's document with metadata, structure and output intent, and a file writer of its own.

The writer packs small objects into object streams (less than half the size), ends every stream as PDF/A asks, and
derives the file's ID from its content, so that the same brief is the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFInfo, PDFName, PDFObject, PDFStream, PDFString

from reports.brief.archive import PRODUCER, Metadata, Standard, srgb_profile
from reports.brief.fonts import FontUse, ShapedFont
from reports.brief.structure import StructTreeRoot

rl_config.useA85 = 0  # streams are binary, not ASCII
rl_config.toColorCanUse = None  # ReportLab must never evaluate a text that should name a colour
rl_config.trustedHosts = []
rl_config.trustedSchemes = []

_OBJECTS_IN_A_STREAM = 200


class ArchivalDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A PDF that says what it is, in whose words, and what each piece of its ink means."""

    def __init__(self, metadata: Metadata, standard: Standard) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=standard.version, lang=metadata.language)
        self.metadata, self.standard = metadata, standard
        self.info = _Info(metadata)
        self.uses: dict[ShapedFont, FontUse] = {}
        self.structure = StructTreeRoot()
        self._names: dict[str, str] = {}
        keys = [*self.Catalog.__NoDefault__, "OutputIntents"]
        self.Catalog.__NoDefault__ = self.Catalog.__Refs__ = keys  # of this catalog alone, not of the class

    def name_of(self, thing: Any) -> str:
        """Give the reference by which other objects name this one ("12 0 R")."""
        name = self.Reference(thing).name
        known = self._names.get(name)
        return known if known else self._names.setdefault(name, f"{self.idToObjectNumberAndVersion[name][0]} 0 R")

    def addPage(self, page: Any) -> None:  # noqa: N802 (ReportLab's name)
        """Take a painted page, and tie it to the structure tree."""
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.structure.key_of_page(self.thisPageName())
        page.Tabs = PDFName("S")  # ISO 14289-1, 7.18.3: the tab key follows the structure
        super().addPage(page)

    def GetPDFData(self, canvas: Any) -> bytes:  # noqa: N802
        """Finish the document and give the file."""
        catalog = self.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Metadata = self._unfiltered(self.metadata.xmp(self.standard))
        catalog.OutputIntents = PDFArray([self._output_intent()])
        catalog.StructTreeRoot = self.structure
        catalog.setPageMode("UseOutlines")
        self.Reference(self.structure)
        for elem in self.structure.document.walk():
            elem.name = self.name_of(elem)  # numbered in reading order
        data: bytes = super().GetPDFData(canvas)
        return data

    def _unfiltered(self, xmp: bytes) -> PDFStream:
        return PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), xmp)

    def _output_intent(self) -> PDFDictionary:
        profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile(), [pdfdoc.PDFZCompress])
        name = PDFString("sRGB IEC61966-2.1")
        return PDFDictionary(
            {
                "Type": "/OutputIntent",
                "S": "/GTS_PDFA1",  # PDF/A-2 and later keep the name (ISO 19005-3, 6.2.3)
                "OutputConditionIdentifier": name,
                "Info": name,
                "DestOutputProfile": self.Reference(profile),
            }
        )

    def format(self) -> bytes:
        """Write the file: every object that is there or turns up while others are written, then the index."""
        file = _File(self._pdfVersion)
        self.Reference(self.Catalog)
        self.Reference(self.info)
        number = 1
        while number in self.numberToId:
            body = pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1)
            file.add(number, body.encode("latin-1") if isinstance(body, str) else body)
            number += 1
        return file.finished(f"/Root {self.name_of(self.Catalog)}/Info {self.name_of(self.info)}".encode("ascii"))


class _Info(PDFInfo):  # type: ignore[misc]
    """The Info dictionary, from the same facts as the XMP."""

    def __init__(self, metadata: Metadata) -> None:
        super().__init__()
        self.metadata = metadata

    def format(self, document: ArchivalDocument) -> Any:
        facts, date = self.metadata, self.metadata.date
        entries: dict[str, PDFObject] = {
            "Title": PDFString(facts.title),
            "Author": PDFString(facts.author),
            "Subject": PDFString(facts.subject),
            "Producer": PDFString(PRODUCER),
        }
        if date:
            entries["CreationDate"] = entries["ModDate"] = PDFString(f"D:{date:%Y%m%d%H%M%S}+00'00'")
        return PDFDictionary(entries).format(document)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an object stands: (1, offset, 0) by itself, (2, its stream, place in it) packed; ISO 32000-1, 7.5.8.3."""

    kind: int
    where: int
    index: int

    def packed(self) -> bytes:
        return bytes([self.kind]) + self.where.to_bytes(4) + self.index.to_bytes(2)


class _File:
    """A PDF file in the making."""

    def __init__(self, version: tuple[int, int]) -> None:
        self._parts = [b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % version]
        self._size = len(self._parts[0])
        self._places: dict[int, _Place] = {}
        self._small: list[tuple[int, bytes]] = []

    def add(self, number: int, body: bytes) -> None:
        """Take an object: streams as they come, all others are packed at the end."""
        if body.endswith(b"endstream\n"):
            # ISO 19005-3, 6.1.7.1: a line end stands before `endstream`; ReportLab writes none
            self._write(number, body.removesuffix(b"endstream\n") + b"\nendstream")
        else:
            self._small.append((number, body))

    def finished(self, trailer: bytes) -> bytes:
        """Pack what is small, write the index, and give the whole."""
        number = 1 + max([*self._places, *(number for number, _ in self._small)])
        for start in range(0, len(self._small), _OBJECTS_IN_A_STREAM):
            self._pack(number, self._small[start : start + _OBJECTS_IN_A_STREAM])
            number += 1
        digest = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest().upper().encode("ascii")
        self._index(number, b"%s/ID[<%s><%s>]" % (trailer, digest, digest))
        return b"".join(self._parts)

    def _write(self, number: int, body: bytes) -> None:
        self._places[number] = _Place(1, self._size, 0)
        self._parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        self._size += len(self._parts[-1])

    def _pack(self, stream: int, objects: list[tuple[int, bytes]]) -> None:
        heads, at = [], 0
        for index, (number, body) in enumerate(objects):
            self._places[number] = _Place(2, stream, index)
            heads.append(b"%d %d" % (number, at))
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        packed = zlib.compress(head + b"\n".join(body for _, body in objects), 9)
        facts = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d" % (len(objects), len(head), len(packed))
        self._write(stream, b"<<%s>>\nstream\n%s\nendstream" % (facts, packed))

    def _index(self, number: int, trailer: bytes) -> None:
        start = self._size
        self._places[number] = _Place(1, start, 0)
        free = _Place(0, 0, 65535)
        rows = b"".join(place.packed() for place in [free, *(self._places[n] for n in range(1, number + 1))])
        packed = zlib.compress(rows, 9)
        facts = b"/Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode/Length %d" % (number + 1, len(packed))
        self._write(number, b"<<%s%s>>\nstream\n%s\nendstream" % (facts, trailer, packed))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
