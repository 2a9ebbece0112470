"""The texts that a workbook's sheets share, close together: a million of them would be a hundred bytes each else."""

import zipfile
from array import array

from reports.tables.elements import elements, text_in, unescaped


class Strings:
    """Texts by their number, in order."""

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
