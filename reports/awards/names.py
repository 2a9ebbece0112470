"""Names as groups go by them: two spellings of one name are one, and both are told."""

from reports.awards.cells import Cell, says_nothing, text_of, unescaped
from reports.datafile.yaml import quote
from reports.errors import Location, Problem

FOLDED = ("area", "funder", "recipient", "country", "type")


class Names:
    """The names of a table's groups, by field: case, blanks, `&amp;` and how accents are encoded make no difference.

    `known` has for each field the name that a cell is drawn as, "" where it states none; `add` has to be called for a
    cell that is not in it. `spellings` are warnings of names in another spelling than where they stood first.
    """

    def __init__(self) -> None:
        self.known: dict[str, dict[Cell, str]] = {field: {} for field in FOLDED}
        self.spellings: list[Problem] = []
        self._compared: dict[tuple[str, str], tuple[str, str, int]] = {}  # the name, as it first stood, and its row
        self._all: set[str] = set()

    def add(self, field: str, cell: Cell, where: Location) -> str:
        """Return the name that a cell is drawn as: the first of its spellings."""
        text = text_of(cell) or ""
        # NA is Namibia among countries.
        if says_nothing(text) and not (field == "country" and text == "NA"):
            text = ""
        name = unescaped(text)
        if name:
            name, first, row = self._compared.setdefault((field, name.casefold()), (name, text, where.line))
            if first != text and where.line != row:
                message = f"{quote(text)} is taken for {quote(first)} of row {row}, as one {field}"
                self.spellings.append(Problem(where, message, "write a name in one way only", fatal=False))
            self._all.add(name.casefold())
        self.known[field][cell] = name
        return name

    def __contains__(self, text: object) -> bool:
        """Return whether some group has that name, in capitals or not."""
        return str(text).casefold() in self._all
