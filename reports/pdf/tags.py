"""The tags that a structure element may have, and what a file of PDF 1.7 or 2.0 writes for each.

A tag is a type of structure element: ISO 32000-1, 14.8.4, or ISO 32000-2, 14.8.4 and 14.8.6. Left out are those that
ask for more than a tag: H (PDF/UA-2 wants Hn in its place: ISO 14289-2, 8.2.5.12), Form and Annot (of annotations),
NonStruct, Artifact, Ruby and Warichu. FENote is Note in PDF 1.7, which PDF/UA-2 refuses (8.2.5.14), with the ID that
PDF/UA-1 wants (ISO 14289-1, 7.9).
"""

from collections.abc import Mapping
from typing import Literal, get_args

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
_DROPPED = ("Art", "BlockQuote", "TOC", "TOCI", "Index", "Private", "Quote", "Code", "Reference", "BibEntry")
NAMESPACE: Mapping[Tag, Namespace] = {tag: _1_7 if tag in _DROPPED else _2_0 for tag in get_args(Tag)}

# What a PDF 1.7 file writes in place of a tag that came with PDF 2.0: the nearest that it knows.
IN_PDF_1_7: Mapping[Tag, str] = {
    "DocumentFragment": "Part", "Aside": "Div", "Title": "P", "Em": "Span", "Strong": "Span", "Sub": "Span",
    "FENote": "Note",
}  # fmt: skip
