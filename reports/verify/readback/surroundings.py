"""What a PDF holds around its pages, held against them: bookmarks, page labels, actions, and who has signed it.

And what it says of itself, in its metadata packet, its older Info dictionary and its catalogue: all must agree.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from lxml import etree

from reports.story import folded
from reports.verify.readback.reading import Discrepancy, Passage, ReadProperties

# What a catalogue and a page have, of ours or of a signature; whatever else is there shows or does something.
_CATALOGUE = re.compile(
    "/(AA|AcroForm|AF|DSS|Extensions|Lang|MarkInfo|Metadata|Names|OpenAction|Outlines|OutputIntents|PageLabels|PageLayout|"
    "PageMode|Pages|Perms|StructTreeRoot|Type|Version|ViewerPreferences)"
)
_PAGE = re.compile(
    "/(AA|AF|Annots|ArtBox|BleedBox|Contents|CropBox|Group|MediaBox|Parent|Resources|Rotate|StructParents|Tabs|Trans|TrimBox|Type)"
)
_FROM_1 = {("/St", "1"), ("/Type", "/PageLabel")}  # what goes without saying of labels
_MOST = 10_000  # bookmarks, or nodes of a tree
# X.509: after the two dates of a certificate comes its subject, and in that the common name.
_DATE = rb"(?:\x17\x0d\d{12}Z|\x18\x0f\d{14}Z)"
_SIGNER = re.compile(_DATE + _DATE + rb".{0,400}?\x06\x03\x55\x04\x03[\x0c\x13\x14](.)(.{0,127})", re.DOTALL)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_OLDER = ("Title", "Author", "Creator", "Producer", "CreationDate", "ModDate", "Trapped")
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"


def surroundings(
    document: Any, numbers: Mapping[Any, int], passages: Sequence[Passage], copies: Sequence[tuple[int, int]], size: int
) -> Iterator[Discrepancy]:
    """Yield what is wrong around the pages of an open pikepdf.Pdf of `size` bytes, and a note of each signature.

    `numbers` are those of its pages, from 1, by their objects, `copies` the first and last page of each copy in it: a
    merged file has labels and bookmarks by copies.
    """
    merged = bool(copies)
    yield from _actions(document)
    yield from _entries(document)
    listed = [(title_of(each), page_of(each, numbers), each) for each in bookmarks(document)]
    for title, page, _ in () if merged else listed:
        if page not in {each.place for each in passages if title in each.text.replace("\n", " ")}:
            where = f"leads to page {page}" if page else "leads nowhere"
            yield Discrepancy("brief", 0, f"has a bookmark “{title}” that {where}, where it does not stand")
    leading = {(title, page) for title, page, each in listed if "/First" not in each}
    if merged and leading != {(str(copy), first) for copy, (first, _) in enumerate(copies, 1)}:
        yield Discrepancy("brief", 0, "has bookmarks that do not lead to each copy by its number")
    labels = list(document.Root.get("/PageLabels", {}).get("/Nums", []))
    said = {(key, str(value)) for each in labels[1:2] for key, value in each.items()}
    if not merged and (labels[:1] != [0] or len(labels) != 2 or said - _FROM_1 != {("/S", "/D")}):
        yield Discrepancy("brief", 0, "labels its pages otherwise than 1, 2, 3 …")
    for page in document.pages:
        for each in filter(is_signature, page.obj.get("/Annots", [])):
            value = each.get("/V", each.get("/Parent", {}).get("/V", {}))
            match = _SIGNER.search(bytes(value.get("/Contents", b"")))
            name = match[2][: match[1][0]].decode("utf-8", "replace") if match else str(value.get("/Name", "somebody"))
            signed = f"is signed by {name}; who that is has to be checked elsewhere"
            yield Discrepancy("brief", 0, signed, failure=False)
            if sum(map(int, list(value.get("/ByteRange", [0]))[-2:])) != size:
                yield Discrepancy("brief", 0, f"has been changed since {name} signed it", failure=False)


def is_signature(annotation: Any) -> bool:
    """Return whether an annotation is a signature that covers nothing of its page."""
    kind = annotation.get("/FT", annotation.get("/Parent", {}).get("/FT"))
    left, bottom, right, top = map(float, annotation.get("/Rect", [0, 0, 1, 1]))
    return annotation.get("/Subtype") == "/Widget" and kind == "/Sig" and (left == right or bottom == top)


def bookmarks(document: Any) -> Iterator[Any]:
    """Yield a document's bookmarks, of all levels."""
    items, left = [document.Root.get("/Outlines", {}).get("/First")], _MOST
    while items and left:
        item, left = items.pop(), left - 1
        if item is not None:
            yield item
            items += [item.get("/Next"), item.get("/First")]


def title_of(bookmark: Any) -> str:
    """Return what a bookmark says."""
    return folded(str(bookmark.get("/Title", "")))


def page_of(bookmark: Any, numbers: Mapping[Any, int]) -> int:
    """Return the number of the page that a bookmark, or a link, leads to; 0 if it is none of them."""
    target = bookmark.get("/Dest", bookmark.get("/A", {}).get("/D", []))
    first = list(target)[:1] if isinstance(target, pikepdf.Array) else []
    return numbers.get(first[0].objgen, 0) if first else 0


def _entries(document: Any) -> Iterator[Discrepancy]:
    """Yield what catalogue and pages have that no brief has: layers, forms, small pictures, a time to turn over."""
    root = document.Root
    holders = [(0, root, _CATALOGUE), (0, root.get("/ViewerPreferences", {}), re.compile("/DisplayDocTitle"))]
    holders += ((number, page.obj, _PAGE) for number, page in enumerate(document.pages, 1))
    strange = [
        (place, str(key)) for place, holder, usual in holders for key, _ in holder.items() if not usual.fullmatch(key)
    ]
    strange += ((0, "/AcroForm") for each in root.get("/AcroForm", {}).get("/Fields", []) if each.get("/FT") != "/Sig")
    for place, key in dict.fromkeys(strange):
        yield Discrepancy("brief", place, f"has an entry that no brief has ({key[1:]})")


def _actions(document: Any) -> Iterator[Discrepancy]:
    """Yield what the file does by itself, or when somebody points at something."""
    root = document.Root
    pages = [(number, page.obj) for number, page in enumerate(document.pages, 1)]
    pointed_at = [(number, each) for number, page in pages for each in page.get("/Annots", [])]
    asked = [(place, each.get("/A")) for place, each in (*((0, mark) for mark in bookmarks(document)), *pointed_at)]
    found = [(0, root.get("/OpenAction"))]
    for place, holder in ((0, root), *pages, *pointed_at):
        found += ((place, action) for action in holder.get("/AA", {}).values())
    kinds = [
        (place, action.get("/S"), harmless if "/Next" not in action else ())
        for actions, harmless in ((found, ("/GoTo",)), (asked, ("/URI", "/GoTo")))
        for place, action in actions
        if hasattr(action, "keys")
    ]
    if "/JavaScript" in root.get("/Names", {}):
        kinds.append((0, "/JavaScript", ()))
    for place, kind, harmless in kinds:
        if kind not in harmless:
            yield Discrepancy("brief", place, f"does something when it is opened or pointed at ({str(kind)[1:]})")


# -- what it says of itself --------------------------------------------------------------------------


def properties_of(packet: bytes, document: Any) -> tuple[ReadProperties, list[Discrepancy]]:
    """Return what a PDF says of itself, and a discrepancy for each property that is given differently in two places.

    `document` is an open pikepdf.Pdf; its language counts, since screen readers take it from the catalogue. A packet
    that cannot be read says nothing.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(packet, parser) if packet.strip() else etree.Element("empty")
    except etree.XMLSyntaxError:
        tree = etree.Element("empty")
    title, author, language = (
        ", ".join((item.text or "").strip() for each in tree.iter(f"{_DC}{name}") for item in each.iter(f"{_RDF}li"))
        for name in ("title", "creator", "language")
    )
    library = {
        each.tag.removeprefix(_DC): "; ".join(folded(text) for text in each.itertext() if text.strip())
        for each in tree.iter(f"{_DC}*")
    }
    older = [str(document.docinfo.get(key, "")) for key in ("/Title", "/Author")]
    lang = str(document.Root.get("/Lang", ""))
    pairs = zip(("title", "author", "language"), (title, author, language), (*older, lang), strict=True)
    problems = [
        Discrepancy("brief", 0, f"its properties give two {name}s: “{new}” and “{old}”")
        for name, new, old in pairs
        if old and new != old  # PDF 2.0 has done away with the older ones
    ]
    said = {key[1:]: folded(str(value)) for key, value in document.docinfo.items()}
    keywords = next((each.text or "" for each in tree.iter(f"{_PDF}Keywords")), said.get("Keywords", ""))
    due = {"Keywords": library.get("subject", ""), "Subject": library.get("description", "")}
    said = {key: text for key, text in said.items() if key not in _OLDER and text != due.get(key, "")}
    if folded(keywords) != due["Keywords"]:
        said["Keywords"] = keywords
    problems += (Discrepancy("brief", 0, f"its properties say “{text}” ({key})") for key, text in said.items())
    return ReadProperties(title, author, lang, tuple(_claims(tree)), library), problems


def _claims(tree: Any) -> Iterator[str]:
    part, accessible = _simple_value(tree, f"{_PDFA}part"), _simple_value(tree, f"{_PDFUA}part")
    if part:
        yield f"PDF/A-{part}{_simple_value(tree, f'{_PDFA}conformance').lower()}"
    if accessible:
        yield f"PDF/UA-{accessible}"


def _simple_value(tree: Any, name: str) -> str:
    """Find a simple value, as an element or as an attribute."""
    found = next(tree.iter(name), None)
    if found is not None:
        return (found.text or "").strip()
    return next((each.get(name).strip() for each in tree.iter(f"{_RDF}Description") if each.get(name)), "")
