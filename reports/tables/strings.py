"""The texts that a workbook's sheets share, close together: a million of them would be a hundred bytes each else."""

import zipfile
from array import array
from xml.parsers import expat

from reports.tables.elements import LocalNames, unescaped


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
    """Read the shared texts of a workbook; none where it has no such part."""
    strings = Strings()
    if part is None or part not in package.namelist():
        return strings
    reader = _TextReader(strings)
    with package.open(part) as file:
        reader.parser.ParseFile(file)
    return strings


class _TextReader:
    """Collects the text of each <si>: of all its runs, but not how they are pronounced (<rPh>)."""

    def __init__(self, strings: Strings) -> None:
        self._strings = strings
        self._names = LocalNames()
        self._text: list[str] = []
        self._spoken = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        local = self._names[name]
        if local == "si":
            self._text.clear()
        elif local == "rPh":
            self._spoken = True
        elif local == "t" and not self._spoken:
            self.parser.CharacterDataHandler = self._text.append

    def _end(self, name: str) -> None:
        local = self._names[name]
        if local == "t":
            self.parser.CharacterDataHandler = None
        elif local == "rPh":
            self._spoken = False
        elif local == "si":
            self._strings.add(unescaped("".join(self._text)))
