"""What a PDF says of itself in its metadata packet, its older Info dictionary and its catalogue: all must agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from reports.verify.readback.reading import Discrepancy, ReadProperties

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"


def claims_of(packet: bytes) -> tuple[str, ...]:
    """Name the standards that the packet claims: "PDF/A-3a", "PDF/UA-1"."""
    tree = _parsed(packet)
    if tree is None:
        return ()
    part, conformance = _said(tree, f"{_PDFA}part"), _said(tree, f"{_PDFA}conformance")
    archival = [f"PDF/A-{part}{conformance.lower()}"] if part else []
    accessible = [f"PDF/UA-{ua}" for ua in [_said(tree, f"{_PDFUA}part")] if ua]
    return (*archival, *accessible)


def properties_of(packet: bytes, document: Any) -> tuple[ReadProperties, list[Discrepancy]]:
    """Give title, author and language, and whatever is said differently in two places."""
    tree = _parsed(packet)
    title, author, language = (_listed(tree, f"{_DC}{name}") for name in ("title", "creator", "language"))
    info = document.docinfo
    older = ReadProperties(
        str(info.get("/Title", "")), str(info.get("/Author", "")), str(document.Root.get("/Lang", ""))
    )
    pairs = (
        ("title", title, older.title),
        ("author", author, older.author),
        ("language", language, older.language),
    )
    problems = [
        Discrepancy("brief", 0, f"its properties give two {name}s: “{new}” and “{old}”")
        for name, new, old in pairs
        if old and new != old  # PDF 2.0 has done away with the older ones
    ]
    return ReadProperties(title, author, older.language), problems


def _parsed(packet: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(packet, parser) if packet.strip() else None
    except etree.XMLSyntaxError:
        return None


def _said(tree: Any, name: str) -> str:
    """Find a simple value, as an element or as an attribute."""
    found = next(tree.iter(name), None)
    if found is not None:
        return (found.text or "").strip()
    return next((each.get(name).strip() for each in tree.iter(f"{_RDF}Description") if each.get(name)), "")


def _listed(tree: Any, name: str) -> str:
    return ", ".join(_items(tree, name)) if tree is not None else ""


def _items(tree: Any, name: str) -> Iterator[str]:
    for element in tree.iter(name):
        for item in element.iter(f"{_RDF}li"):
            yield (item.text or "").strip()
