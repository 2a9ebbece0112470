"""What a PDF says of itself in its metadata packet, its older Info dictionary and its catalogue: all must agree."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from reports.story import folded
from reports.verify.readback.reading import Discrepancy, ReadProperties

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_OLDER = ("Title", "Author", "Creator", "Producer", "CreationDate", "ModDate", "Trapped")
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"


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
