"""XML of workbooks in pieces, as it stands: elements made of it take five times as long, and sheets have millions."""

import codecs
import re
import zipfile
from array import array
from collections.abc import Iterator
from functools import reduce
from html import escape, unescape
from typing import IO

from reports.tables import UNUSUAL, TableError

_BLOCK = 1 << 20
_MOST_REST, _MOST_ATTRIBUTES = 16_000_000, 10_000  # letters of one element, and of its tag
_OTHER_ENCODING = re.compile(rb"\xff\xfe|\xfe\xff|\s*<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_PREFIX = re.compile(r"<(\w+:)(?:worksheet|sst)\b")
_ASIDE = re.compile(r"<!--(?:[^<-]+|<(?!!)|-(?!->))*+-->|<!\[CDATA\[((?:[^<\]]+|<(?!!)|\](?!\]>))*+)\]\]>")
_SPOKEN = re.compile(r"<rPh\b(?:[^<]+|<(?!/?rPh\b))*+</rPh>")  # how a text is spoken
_TEXT = re.compile(r"<[vt](?:\s[^<>]*)?(?<!/)>([^<]*)<")
# ECMA-376-1, 22.9.2.19: what XML can't hold is written by its number; so is the first _ of a text that looks like that.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def elements(file: IO[bytes], name: str) -> Iterator[tuple[str, str]]:
    """Yield each element of that name as the attributes in its tag and what it holds, both as they are written.

    No prefix, comment or CDATA is left. Raises a ValueError for a part that is cut off or is no UTF-8, and a
    TableError for one that no spreadsheet program writes.
    """
    begin, end, rest = re.compile(rf"<{name}(?=[\s>/])"), f"</{name}>", ""
    decode, prefix = codecs.getincrementaldecoder("utf-8-sig")().decode, None
    while block := file.read(_BLOCK):
        if (prefix is None and _OTHER_ENCODING.match(block)) or len(rest) > _MOST_REST:
            raise TableError(*UNUSUAL)
        text = rest + decode(block)
        if prefix is None:
            prefix = found[1] if (found := _PREFIX.search(text)) else ""
        if prefix:
            text = text.replace(f"<{prefix}", "<").replace(f"</{prefix}", "</")
        if "<!" in text:
            if "<!DOCTYPE" in text or "<!ENTITY" in text:
                raise TableError(*UNUSUAL)
            text = _ASIDE.sub(lambda aside: escape(aside[1] or ""), text)
        *whole, last = begin.split(text)
        rest = last[last.rfind("<") :]
        if whole and end not in last:
            rest = f"<{name}{last}"
        elif whole:
            whole.append(last)
        yield from (_taken_apart(each, end) for each in whole[1:])
    if rest.startswith(f"<{name}"):
        yield _taken_apart(rest.removeprefix(f"<{name}"), end)
    tag = rest[rest.rfind("<") :].rstrip()
    if tag == end or not (tag.endswith("/>") or (tag.startswith("</") and tag.endswith(">"))):
        raise ValueError(tag)


def _taken_apart(written: str, end: str) -> tuple[str, str]:
    attributes, _, held = written.partition(">")
    held, closed, _ = ("", end, "") if attributes.endswith("/") else held.partition(end)
    if not closed or len(attributes) > _MOST_ATTRIBUTES:
        raise ValueError(written)
    return attributes, held


def text_in(held: str) -> str:
    """Return the text of a cell or a shared string, in the file's order, without how it is spoken."""
    return unescape("".join(_TEXT.findall(_SPOKEN.sub("", held))))


def column_number(letters: str) -> int:
    """Count a column by its letters: A is 1, AA is 27. Raises a ValueError for other signs."""
    return reduce(lambda number, letter: 26 * number + int(letter, 36) - 9, letters, 0)


def unnumbered(text: str) -> str:
    """Put back the characters that XML can't hold."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


class Strings:
    """Texts by their number, in order, close together: a million of them would be a hundred bytes each else."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        """Add the next one."""
        self._bytes += text.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._bytes))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._bytes[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")


def strings_in(package: zipfile.ZipFile, part: str | None) -> Strings:
    """Read the shared texts of a workbook, each of all its runs; none where it has no such part."""
    strings = Strings()
    if part is not None and part in package.namelist():
        with package.open(part) as file:
            for _, held in elements(file, "si"):
                strings.add(unnumbered(text_in(held)))
    return strings
