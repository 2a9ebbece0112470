"""Cells of a recipients' table as texts that can be set and compared."""

import re
import unicodedata

from reports.datafile.yaml import FORBIDDEN

# What programs leave in texts and nobody sees: soft hyphen, zero-width blank, left-to-right mark, word joiners.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u2060\ufeff]")
_LINES = re.compile("\r\n?|[\x0b\u2028\u2029]")  # U+000B is a line break inside a paragraph, in office programs
_BLANKS = re.compile("[ \t]+")
_NO_TEXT = re.compile(f"[{FORBIDDEN}\N{REPLACEMENT CHARACTER}]")


def clean(text: str) -> str | None:
    """Return a cell's lines, without blanks around them and without empty ones; None if it holds a control character.

    So does a character that somebody's program could not read: what is lost can't be set.
    """
    if text.isascii() and text.isprintable() and "  " not in text:  # nearly all are
        return text.strip()
    text = _UNSEEN.sub("", _LINES.sub("\n", unicodedata.normalize("NFC", text)))
    if _NO_TEXT.search(text):
        return None
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def as_head(cell: str) -> str:
    """Return a column's name on one line, as it is compared with others."""
    return " ".join((clean(cell) or "").split())
