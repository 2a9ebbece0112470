"""The tags that a structure element may have, and what a file of PDF 1.7 or 2.0 writes for each.

A tag is a type of structure element: ISO 32000-1, 14.8.4, or ISO 32000-2, 14.8.4 and 14.8.6. Left out are those that
ask for more than a tag: H and Note (PDF/UA-2 wants Hn and FENote in their places, PDF/UA-1 an ID on each Note:
ISO 14289-2, 8.2.5.12 and 8.2.5.14; ISO 14289-1, 7.9), Form and Annot (of annotations), NonStruct, Artifact, Ruby and
Warichu.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Tag = Literal[
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Aside", "BlockQuote", "TOC", "TOCI", "Index",
    "Private", "P", "Title", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
    "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Caption", "Figure", "Formula",
    "Span", "Em", "Strong", "Sub", "Quote", "Code", "FENote", "Reference", "BibEntry", "Link",
]  # fmt: skip

HEADINGS: tuple[Tag, ...] = ("H1", "H2", "H3", "H4", "H5", "H6")  # by level, from 1

Namespace = Literal["http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn"]
_2_0: Namespace = "http://iso.org/pdf2/ssn"
_1_7: Namespace = "http://iso.org/pdf/ssn"
NAMESPACES: tuple[Namespace, ...] = (_2_0, _1_7)

# What an element of a PDF 2.0 file names as its tag's home: PDF 2.0 has dropped some tags of PDF 1.7, which it knows by
# their own namespace alone (ISO 32000-2, 14.8.6 and annex L; ISO 14289-2, 8.2.4).
NAMESPACE: Mapping[Tag, Namespace] = {
    "Document": _2_0, "DocumentFragment": _2_0, "Part": _2_0, "Art": _1_7, "Sect": _2_0, "Div": _2_0, "Aside": _2_0,
    "BlockQuote": _1_7, "TOC": _1_7, "TOCI": _1_7, "Index": _1_7, "Private": _1_7,
    "P": _2_0, "Title": _2_0, "H1": _2_0, "H2": _2_0, "H3": _2_0, "H4": _2_0, "H5": _2_0, "H6": _2_0,
    "L": _2_0, "LI": _2_0, "Lbl": _2_0, "LBody": _2_0,
    "Table": _2_0, "THead": _2_0, "TBody": _2_0, "TFoot": _2_0, "TR": _2_0, "TH": _2_0, "TD": _2_0,
    "Caption": _2_0, "Figure": _2_0, "Formula": _2_0,
    "Span": _2_0, "Em": _2_0, "Strong": _2_0, "Sub": _2_0, "Quote": _1_7, "Code": _1_7, "FENote": _2_0,
    "Reference": _1_7, "BibEntry": _1_7, "Link": _2_0,
}  # fmt: skip

# What a PDF 1.7 file writes in place of a tag that came with PDF 2.0: the nearest that it knows.
IN_PDF_1_7: Mapping[Tag, Tag] = {
    "DocumentFragment": "Part", "Aside": "Div", "Title": "P", "Em": "Span", "Strong": "Span", "Sub": "Span",
    "FENote": "Div",
}  # fmt: skip
