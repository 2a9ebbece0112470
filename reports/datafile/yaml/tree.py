"""What was read from a file: plain values, with the place of each."""

from reports.datafile.yaml.lines import SourceText, signs_in
from reports.errors import Location, Problem
from reports.frozen import field, frozen

Path = tuple[str | int, ...]


def value_at(value: object, path: Path) -> object:
    """Return what stands at a path, or None."""
    for step in path:
        entries = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, tuple) else {}
        value = entries.get(step)
    return value


@frozen
class Tree:
    """What a file says. `value` holds dicts, tuples, LocatedStr, int, Decimal, bool and None.

    `places` and `keys` tell where each value and each key stands, by path. A path in `faulty` has been reported, and
    holds None or a stand-in. `ends` says how far the scalar that starts at a place reaches. Lists and mappings in
    `open` go on where nothing could be read any more.
    """

    text: SourceText
    value: object = None
    places: dict[Path, Location] = field(default_factory=dict)
    keys: dict[Path, Location] = field(default_factory=dict)
    faulty: set[Path] = field(default_factory=set)
    open: set[Path] = field(default_factory=set)
    ends: dict[Location, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    translation: SourceText | None = None  # of another file, from which some values come

    @property
    def file(self) -> Location:
        """The file as a whole."""
        return Location(self.text.file)

    def at(self, *path: str | int) -> object:
        """Return what stands at a path, or None."""
        return value_at(self.value, path)

    def named(self, *path: str | int) -> str | None:
        """Return the text that stands at a path, or None."""
        value = self.at(*path)
        return value if isinstance(value, str) else None

    def place(self, path: Path) -> Location:
        """Return where a value stands, or else what it would stand in."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.file)

    def lost(self, path: Path) -> bool:
        """Return whether a value, or what it is part of, is at fault."""
        return any(path[:depth] in self.faulty for depth in range(len(path) + 1))

    def sound(self, *path: str | int) -> bool:
        """Return whether nothing is at fault at a path, above it or below it."""
        return not self.lost(path) and not any(each[: len(path)] == path for each in self.faulty)

    def unread(self, path: Path) -> bool:
        """Return whether a value, or an entry of it, may stand where nothing could be read any more."""
        above = (path[:depth] in self.open and path[: depth + 1] not in self.places for depth in range(len(path)))
        return path in self.open or any(above)

    def source(self, where: Location) -> SourceText:
        """Return the text of the file that a place is in."""
        other = self.translation
        return other if other is not None and where.file == other.file else self.text

    def sign(self, where: Location, count: int, char: str) -> Location:
        """Return where the sign `char` stands in the text that starts at `where`, after `count` others but blanks.

        Quotes, escapes and folded lines are counted as what they mean. It is `where` if another sign stands there.
        """
        start, stop = self.ends.get(where, (0, 0))
        source = self.source(where)
        signs = signs_in(source.text[start:stop])
        if count >= len(signs) or source.text[start + signs[count]] not in (char, "\\"):
            return where
        return source.at(start + signs[count])

    def written(self, where: Location) -> str | None:
        """Return a scalar as it stands in the file."""
        span = self.ends.get(where)
        return None if span is None else self.source(where).text[slice(*span)]
