"""What is read back from a finished file: its texts in reading order, its pictures' ink, and what it says of itself.

`brief` reads a PDF into this, `deck` a PowerPoint file; whatever compares them with the data knows neither format.
Places count from 1: pages of a brief, slides of a deck; 0 is the file as a whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Self

from reports.errors import Location, Problem, ReportError
from reports.frozen import frozen
from reports.story import Span

Part = Literal["brief", "deck", "package"]
# page, slide: what is read there. notes: the speaker's. alt: a picture's text. running: headers, footers, page numbers.
# stray: text that stands outside the order of reading, or on a layout, where nothing of the story may be.
PassageKind = Literal["page", "slide", "notes", "alt", "running", "stray"]


# What reading a damaged file may come upon: a word where a number belongs, a reference to nothing, a loop.
DAMAGED = (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, RecursionError)
MANY = 100  # corners of a fill, as a QR code has them
ORIGIN = -1  # before anything else is said
MOST_BYTES = 200_000_000


@frozen
class ReadBox:
    """A rectangle in points, y downwards from the top of its page or slide."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return how wide it is, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high it is, in points."""
        return self.bottom - self.top


@frozen
class Passage:
    """A text that stands together. Paragraphs are parted by a line feed, all other white space is one space.

    `structural` are the numbers of which the file itself says that they only count or point: a page's own number, a
    numeral of a list, a citation's. `box` is where the text stands, if that is known. `label`: it names what follows;
    `points`: it ends in the number of a page; `inside`: the alternative text of the picture that it is part of;
    `table`: it is a cell of the file's first, second, … table.
    """

    place: int
    kind: PassageKind
    text: str
    structural: tuple[Span, ...] = ()
    box: ReadBox | None = None
    label: bool = False
    points: bool = False
    inside: str = ""
    table: int = 0


@frozen
class SpokenText:
    """A text that a file marks as of a language (BCP 47), or as short for something (`in_full`)."""

    place: int
    text: str
    lang: str
    in_full: str = ""
    in_notes: bool = False


@frozen
class ReadShape:
    """A piece of vector ink. `fill` and `pen` are colours as the file names them; None where there is none.

    `path` is where a line goes that has corners, or the corners of a fill that has `MANY` or more, in points from the
    top left of its page or slide.
    """

    place: int
    box: ReadBox
    fill: str | None
    pen: str | None = None
    dashed: bool = False
    path: tuple[tuple[float, float], ...] = ()


@frozen
class ReadPicture:
    """A figure with its alternative text, and the vector ink in it; a `bitmap` has pixels, whose file is `data`.

    `is_logo`: it is called, or it stands on the first page, as a look's logo does.
    """

    place: int
    alt: str
    shapes: tuple[ReadShape, ...]
    bitmap: bool = False
    data: bytes = b""
    is_logo: bool = False


@frozen
class ReadProperties:
    """What the file says of itself; empty where it says nothing. `claims` are the standards it claims to keep.

    `library` is what a library's catalogue would hold, in Dublin Core's words: {"publisher": "…", "subject": "…; …"}.
    """

    title: str
    author: str
    language: str
    claims: tuple[str, ...] = ()
    library: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Discrepancy:
    """Something that does not agree. A failure contradicts the data; a note is only worth knowing.

    `place` is a page or slide from 1, 0 for the file as a whole, or ORIGIN for what it was made from.
    `message` goes on after it ("says “48”, …").
    """

    part: Part
    place: int
    message: str
    failure: bool = field(default=True)
    in_notes: bool = False

    def __str__(self) -> str:
        noun = "page" if self.part == "brief" else "slide"
        where = f"{self.part} {noun} {self.place}" if self.place > 0 else self.part
        where += ", notes" * self.in_notes
        return f"{where}: {'' if self.failure else 'note: '}{self.message}"


@frozen
class FileReading:
    """A file as it was read. `loose` is vector ink outside pictures; `problems` is what reading itself found.

    `links` are addresses, each with the place that leads there.
    """

    part: Part
    file: str
    places: int
    passages: tuple[Passage, ...]
    pictures: tuple[ReadPicture, ...]
    loose: tuple[ReadShape, ...]
    links: tuple[tuple[int, str], ...]
    properties: ReadProperties
    attached: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Discrepancy, ...] = ()
    bookmarks: tuple[str, ...] | None = None  # None: nobody asks for them, as of a deck
    hidden: frozenset[int] = frozenset()  # slides that are not shown
    spoken: tuple[SpokenText, ...] = ()
    roomy: bool = True  # False for a template of somebody else's, which may have no place for some pictures

    def of(self, *kinds: PassageKind) -> list[Passage]:
        """Return the passages of some kinds, in reading order."""
        return [passage for passage in self.passages if passage.kind in kinds]

    def flat(self, kind: PassageKind) -> str:
        """Return the passages of a kind as one line."""
        return " ".join(passage.text.replace("\n", " ") for passage in self.of(kind))

    def copy(self, first: int, last: int) -> Self:
        """Return one copy of a merged file as a file by itself, its pages counted from 1."""

        def own(parts: Iterable[Any]) -> tuple[Any, ...]:
            return tuple(replace(each, place=each.place - first + 1) for each in parts if first <= each.place <= last)

        return replace(
            self,
            places=last - first + 1,
            passages=own(self.passages),
            pictures=own(replace(each, shapes=own(each.shapes)) for each in self.pictures),
            loose=own(self.loose),
            spoken=own(self.spoken),
            links=tuple((place - first + 1, address) for place, address in self.links if first <= place <= last),
            problems=(),
            bookmarks=None,
        )


def unreadable(file: str, why: str, hint: str | None = None) -> ReportError:
    """Return the error for a file that cannot be read at all: `why` goes on after its name, as "is locked"."""
    return ReportError([Problem(Location(file), why, hint)])


def contents(path: Path) -> bytes:
    """Return a file's bytes. Raises a ReportError if it cannot be read, or is larger than any of ours could be."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise unreadable(str(path), f"is too large to be read ({size:,} bytes)", "build it again")
        return path.read_bytes()
    except OSError as error:
        raise unreadable(str(path), f"cannot be read: {(error.strerror or 'unknown error').lower()}") from error
