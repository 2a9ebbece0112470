"""XML of workbooks, element by element: the texts that sheets share, as they were before they were escaped."""

import re
import zipfile
from array import array
from collections.abc import Iterator
from functools import reduce
from typing import IO

from lxml import etree

# ECMA-376-1, 22.9.2.19: what XML can't hold is written by its number; so is the first _ of a text that looks like that.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def elements(file: IO[bytes], name: str) -> Iterator[etree._Element]:
    """Yield each element of that local name as it ends, and forget it then: a sheet has no end.

    Raises an etree.XMLSyntaxError behind the last that could be read.
    """
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    for _, element in etree.iterparse(file, tag=f"{{*}}{name}", remove_comments=True, **safe):
        etree.strip_elements(element, "{*}rPh", with_tail=False)  # how a text is spoken
        yield element
        element.clear()
        parent = element.getparent()
        if parent is not None:
            del parent[: parent.index(element)]


def text_in(element: etree._Element) -> str:
    """Return the text of a cell or a shared string, in the file's order; `elements` has left out how it is spoken."""
    return "".join(element.itertext("{*}v", "{*}t", with_tail=False))


def column_number(letters: str) -> int:
    """Count a column by its letters: A is 1, AA is 27. Raises a ValueError for other signs."""
    return reduce(lambda number, letter: 26 * number + int(letter, 36) - 9, letters, 0)


def unescaped(text: str) -> str:
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
            for each in elements(file, "si"):
                strings.add(unescaped(text_in(each)))
    return strings
