"""What is said to one reader alone, on the cover: an address for an envelope's window, a dedication, a letter.

All that is personal is painted in slots, so that a copy can set another reader's words in their place. A problem here
never quotes a text: whose it is stays between the table and the copy.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from reports.brief.datatable import fitting
from reports.brief.flowables import Flowable, Stack
from reports.brief.look import Look
from reports.brief.photos import signed
from reports.brief.tables import TablePart
from reports.brief.text import SetText, break_words
from reports.brief.textlines import TextLine, TextPiece
from reports.errors import Problem
from reports.frozen import frozen, replace
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.fonts import Role
from reports.pdf.structure import Elem
from reports.story import Personal, Signed, Words
from reports.units import from_mm

_LEAST = 9.0  # points: what is too wide for its line is set smaller, down to this
_LEAST_ADDRESS = 8.0
_TOLERANCE = 1e-6
_broken = lru_cache(256)(break_words)  # a letter without names in it is the same for all
LETTERS = ("letter", "body", "note")  # roles of a letter, the usual one first
ROLES = ("subheading", "exhibit", *LETTERS)  # of personal words


class PersonalSlot(Flowable):
    """Personal texts that follow each other, together on their page; `name` is what they are in a greeting."""

    def __init__(self, name: str, texts: Sequence[SetText], gap: float = 0.0) -> None:
        self.name, self.texts, self.gap = name, tuple(texts), gap
        for text in self.texts:
            text.is_one_mark = True
        self.height = sum(text.height for text in texts) + gap * (len(texts) - 1)
        self.baseline = texts[0].baseline
        self.elems, self.where = [text.elem for text in texts], texts[0].where

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the texts from the top down."""
        with canvas.slot(self, left, top):
            for text in self.texts:
                text.paint(canvas, left, top)
                top -= text.height + self.gap


class PersonalTable(Flowable):
    """A letter's table, or a part of it on a page: all that is painted of it stands in a slot."""

    name = "table"

    def __init__(self, table: TablePart) -> None:
        self.table = table
        self.height, self.baseline, self.elems, self.where = table.height, table.baseline, table.elems, table.where

    def split(self, room: float) -> tuple[Flowable, Flowable] | None:
        """Part it between two rows."""
        parts = self.table.split(room)
        return (PersonalTable(parts[0]), PersonalTable(parts[1])) if parts else None

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint this part."""
        with canvas.slot(self, left, top):
            self.table.paint(canvas, left, top)


@frozen
class Greeting:
    """Personal words as they are set; None for what there is nothing of. `signed` and `sender` are every letter's."""

    address: PersonalSlot | None
    dedication: PersonalSlot | None
    letter: PersonalSlot | None
    table: PersonalTable | None = None
    total: PersonalSlot | None = None
    signed: Flowable | None = None
    sender: SetText | None = None

    @property
    def texts(self) -> tuple[PersonalSlot, ...]:
        """Return the slots of texts that there are, in reading order."""
        return tuple(slot for slot in (self.address, self.dedication, self.letter, self.total) if slot)


def greeting(personal: Personal, look: Look, letter: str = LETTERS[0]) -> Greeting:
    """Set personal words, the letter in the role of that name. What can't be set is noted as a problem."""
    look, width = replace(look, breaks=None) if look.breaks else look, look.grid.main  # names are nowhere marked in it
    address, dedication = _address(personal.address, look), None
    if personal.dedication:
        dedication = PersonalSlot("dedication", [_salutation(personal, look)])
    paragraphs = [_text(words, look.roles[letter], width, look, "letter") for words in personal.letter]
    said = PersonalSlot("letter", paragraphs, look.space("s")) if paragraphs else None
    table = total = None
    if listed := personal.table:
        part = fitting(listed.head, listed.rows, listed.right, look, [width, look.grid.text])
        table = PersonalTable(part)
        if listed.total:
            role = replace(look.roles["column"], font=look.roles["column"].strong)
            summed = _text(listed.total, role, part.width, look, "total")
            summed.right = part.width
            total = PersonalSlot("total", [summed])
    ended = _signed(personal.signed, look.roles[letter], look) if personal.signed else None
    sender = _sender(personal.sender, look) if personal.sender else None
    return Greeting(address, dedication, said, table, total, ended, sender)


def _sender(lines: Sequence[Words], look: Look) -> SetText:
    """Set the sender's address as one paragraph; a line that is wider than the column beside the window is broken."""
    role, width = look.roles["note"], look.grid.main if look.large_print else look.grid.third
    if any(role.font.width(line.text, role.size) > width + _TOLERANCE for line in lines):
        roles = (_text(line, role, width, look, "return_address").role for line in lines)
        role = min(roles, key=lambda role: role.size)
    return _in_lines(lines, role, look, width)


def _signed(by: Signed, role: Role, look: Look) -> Flowable:
    """Set what a letter is ended with, and below it who signs."""
    last = [(0.0, look.text(by.sign_off, role, look.grid.main, tidy=True))] if by.sign_off else []
    names = [(look.space("s") * bool(last), signed(by, look))] if by.name or by.role or by.signature else []
    return Stack([*last, *names], whole=True)


def _salutation(personal: Personal, look: Look) -> SetText:
    """Set who a copy is for: above a letter as its heading, else in main, above the standfirst."""
    words, role, width = personal.dedication, look.roles["subheading"], look.grid.main
    assert words
    if personal.letter or personal.address:
        role, width = look.accented("exhibit"), look.grid.text
        if role.font.metrics.unset(words.text):
            role = replace(role, font=look.roles["body"].strong)
    return _text(words, role, width, look, "dedication")


def _text(words: Words, role: Role, width: float, look: Look, name: str) -> SetText:
    """Break a text into lines, and set it smaller where a word is too wide for a line; a problem calls it `name`."""
    lines = _broken(words, role, width)
    widest = max(line.width for line in lines)
    if widest > width + _TOLERANCE:
        role = _smaller(role, width / widest, _LEAST, words, look, name)
        lines = _broken(words, role, width)
    return SetText(lines, role, Elem("P", where=words.where), words.where, look.phrases)


def _address(lines: Sequence[Words], look: Look) -> PersonalSlot | None:
    """Set an address's lines as one paragraph, as small as the widest needs; one wider than the window is broken."""
    if not lines:
        return None
    role, window = look.roles["note"], look.paper.window
    width = from_mm(window.width - 2 * window.inset)
    widest = max(role.font.width(line.text, role.size) for line in lines)
    if widest > width:
        role = replace(role, size=max(role.size * width / widest, _LEAST_ADDRESS))
    address = _in_lines(lines, role, look, width)
    if (word := max(line.width for line in address.lines)) > width + _TOLERANCE:
        _smaller(role, width / word, _LEAST_ADDRESS, lines[0], look, "address")
    if address.height > from_mm(window.height):
        most = int(from_mm(window.height) / role.leading)
        message = f"an address of {len(address.lines)} lines is too high for the envelope's window"
        look.problems.append(Problem(lines[0].where, message, f"there is room for {most} lines"))
    return PersonalSlot("address", [address])


def _in_lines(lines: Sequence[Words], role: Role, look: Look, width: float = math.inf) -> SetText:
    """Set lines as one paragraph, which all but the last end in a space; one that is wider than `width` is broken."""
    set_lines: list[TextLine] = []
    for line in lines:
        end, taken = "" if line is lines[-1] else " ", role.font.width(line.text, role.size)
        if line.spoken or taken > width + _TOLERANCE:
            *others, last = _broken(line, role, min(width, taken + 1))
            space = TextPiece(end, role.font, 0.0, None)  # it may have no room
            set_lines += [*others, replace(last, pieces=(*last.pieces, space)) if end else last]
        else:
            set_lines.append(TextLine((TextPiece(f"{line.text}{end}", role.font, taken, None),), taken))
    return SetText(set_lines, role, Elem("P", where=lines[0].where), lines[0].where, look.phrases)


def _smaller(role: Role, by: float, least: float, words: Words, look: Look, name: str) -> Role:
    size = role.size * by
    if size < least:
        message = f"a word of the {name} is too wide for its line, even in the smallest type"
        look.problems.append(Problem(words.where, message, "write it shorter"))
    return replace(role, size=max(size, least))
