"""A programme and the file it was read from, as the checks see them: what it says, where, and how much is certain."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from reports.datafile.model import Programme, Prose
from reports.datafile.yaml import Path, Tree, nearest
from reports.errors import Location
from reports.frozen import frozen

Lacks = Callable[[str], str]  # from a text to the characters for which the fonts have no glyph, each once
S = TypeVar("S")  # a type of section


@frozen
class CheckedFile:
    """A programme that may hold stand-ins where its file is at fault."""

    programme: Programme
    tree: Tree

    def at(self, *path: str | int) -> Location:
        """Return where a value stands, or else what it would stand in."""
        return self.tree.place(path)

    def where(self, text: Prose, offset: int) -> Location:
        """Return where a sign of a text stands in the file."""
        before = text.skipped + offset - text.text.count(" ", 0, offset)
        return self.tree.sign(text.where, before, text.text[offset : offset + 1])

    def sound(self, *path: str | int) -> bool:
        """Return whether a value is what the file says, or is left out there, and no fault hides it."""
        return self.tree.sound(*path) and not self.tree.unread(path)

    def certain(self, *path: str | int) -> bool:
        """Return whether a table or a list has all its entries; each of them may be at fault."""
        return not self.tree.lost(path) and not self.tree.unread(path)

    def sections(self, kind: type[S]) -> Iterator[tuple[Path, S]]:
        """Yield the sections of a kind, each with its path."""
        for index, section in enumerate(self.programme.sections):
            if isinstance(section, kind):
                yield ("sections", index), section

    def quantity(self, name: str, *keys: str) -> bool:
        """Return whether these keys of a quantity are sound."""
        return all(self.sound("quantities", name, key) for key in keys)

    def undefined(self, table: str, name: str, known: Mapping[str, object]) -> bool:
        """Return whether there is surely no entry of a name; one that is at fault is there all the same."""
        lost = [str(path[1]) for path in self.tree.faulty if len(path) == 2 and path[0] == table]
        misspelt = [each for each in lost if not each.isidentifier()]
        there = name in known or name in lost or nearest(name, misspelt) is not None
        return not there and self.certain(table)
