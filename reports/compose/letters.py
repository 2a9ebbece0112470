"""What is personal in a copy: the texts of the data file's `handout`, taken apart once and put together for each row.

A run makes thousands of copies a second, so numbers are written and names found once, when the texts are taken apart;
for a row only its values are put in. All of it can be pickled, for other processes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from reports.compose.recipient_columns import PLACE, Columns, columns_asked
from reports.compose.voice import Voice
from reports.datafile import model
from reports.datafile.model import Handout, Line, Programme, Prose
from reports.datafile.photos import Pixels
from reports.errors import Location
from reports.frozen import frozen, replace
from reports.story import LetterTable, Personal, Signed, Span, Words, numbers

_SLOT = "\0"  # no text holds it: the reader of data files refuses control characters
_Place = tuple[int, int]  # a piece, and how far into it
_IN_AMOUNTS = "0123456789.,'’\xa0-"  # of a sum, where no amount of the table has them
_CLOSING = (" ", ",", ".", ";", ":", "!", "?")


class Mail(NamedTuple):
    """A mail to one recipient, as plain text."""

    to: str
    subject: str
    body: str


class Listed(NamedTuple):
    """The cells of a letter's table, row by row, and what their amounts come to, as the amounts are written."""

    rows: tuple[tuple[str, ...], ...] = ()
    total: str = ""


@frozen
class _ListForm:
    """How a letter's table is headed, which of its columns are numbers, and what is said of a total ("{total}")."""

    head: tuple[Words, ...]
    aligned: tuple[str | None, ...]  # as the data file says
    right: frozenset[int]
    total: str

    def filled(self, listed: Listed) -> LetterTable:
        """Put the rows in, each cell on one line."""
        where = self.head[0].where
        rows = tuple(tuple(Words(" ".join(cell.split("\n")), where) for cell in row) for row in listed.rows)
        return LetterTable(self.head, rows, self.right, self.summed(listed.total) if listed.total else None)

    def summed(self, total: str) -> Words:
        """Say what is a total, and that it is ours."""
        return Words(self.total.format(total=total), self.head[0].where)


@frozen
class Letters:
    """A data file's personal texts, ready for any row."""

    columns: Columns
    _dedication: _Text | None = None
    _letter: _Text | None = None
    _address: tuple[_Text, ...] = ()
    _parts: tuple[tuple[str, _Text], ...] = ()
    _list: _ListForm | None = None
    _signed: Signed | None = None
    _sender: tuple[Words, ...] = ()
    _mail: tuple[_Text, ...] = ()  # the subject, then the paragraphs

    @property
    def characters(self) -> str:
        """Return the characters of the texts and fallbacks, each once; a row's values bring more."""
        whole = (self._dedication, self._letter, *self._address, *(text for _, text in self._parts))
        literal = [text.literal for text in whole if text]
        if self._list:
            literal += [*(name.text for name in self._list.head), self._list.total, _IN_AMOUNTS]
        return "".join(sorted(set("".join(literal))))

    @property
    def head(self) -> tuple[str, ...]:
        """Return the heads of the letter's table; none where there is no table."""
        return tuple(words.text for words in self._list.head) if self._list else ()

    def summed(self, total: str) -> Words | None:
        """Return what is said of a sum below the table; None where there is no table."""
        return self._list.summed(total) if self._list else None

    def with_numbers(self, columns: Collection[str]) -> Letters:
        """Return the same, with these columns of the table at the right unless the data file says otherwise."""
        if self._list is None:
            return self
        aligned = enumerate(zip(self._list.aligned, self.columns.listed, strict=True))
        right = frozenset(n for n, (align, name) in aligned if align == "right" or (align is None and name in columns))
        return replace(self, _list=replace(self._list, right=right))

    def to(self, values: Mapping[str, str], listed: Listed | None = None) -> Personal:
        """Return the texts for the recipient of a row.

        `values` are its cells by header; an empty one takes its fallback. What has nothing left to say is left out.
        `listed` are the rows of its table, if the letter has one.
        """
        letter = [self._letter.filled(values)] if self._letter else []
        letter += [text.filled(values) for when, text in self._parts if values.get(when)]
        said = tuple(words for words in letter if words)
        table = self._list.filled(listed) if self._list and listed else None
        dedication = self._dedication.filled(values) if self._dedication else None
        address = tuple(line for text in self._address for line in text.lines(values))
        return Personal(dedication, said, address, table, *((self._signed, self._sender) if said or table else ()))

    def mail(self, values: Mapping[str, str]) -> Mail | None:
        """Return the mail that goes with the copy of a row; None where there is none, or no address to send it to."""
        to = values.get(self.columns.mail_to or "")
        if not (to and self._mail):
            return None
        subject, *body = (words.text if words else "" for words in (text.filled(values) for text in self._mail))
        return Mail(to, subject, "\n\n".join(filter(None, body)))


def signed(voice: Voice) -> Signed | None:
    """Return how letters end; None where the data file does not say it."""
    handout = voice.programme.handout or Handout()
    name, role = (numbers.verbatim(line) if line else None for line in (handout.name, handout.role))
    drawn = handout.signature
    signature = voice.photo(drawn) if drawn and drawn in voice.photos else None
    made = Signed(voice.maybe(handout.sign_off), name, role, signature)
    return None if made == Signed() else made


def letters(programme: Programme, photos: Mapping[str, Pixels] = MappingProxyType({})) -> Letters:
    """Take the personal texts of a checked programme apart; without any, every copy is the general one.

    `photos` are the programme's pictures: a signature that is not among them is left out.
    """
    handout, voice = programme.handout or Handout(), Voice(programme, None, photos)
    parsed = partial(_parsed, programme, {name: line.text for name, line in handout.fallbacks.items()})
    mailed = (handout.mail.subject, *handout.mail.body) if handout.mail else ()
    return Letters(
        columns_asked(handout, programme.language),
        parsed(handout.dedication) if handout.dedication else None,
        parsed(handout.letter) if handout.letter else None,
        tuple(map(parsed, handout.address)),
        tuple((part.when, parsed(part.text)) for part in handout.parts),
        _list_form(handout.table, voice) if handout.table else None,
        signed(voice),
        tuple(map(numbers.verbatim, handout.return_address)),
        tuple(parsed(_in_plain_text(prose)) for prose in mailed),
    )


def _in_plain_text(prose: Prose) -> Prose:
    """Write a text for a mail: where a link leads stands behind its words, and an entry of a list behind a dash."""
    text = numbers.LINK.sub(lambda link: f"{link['words']} ({link['to']})", prose.text)
    return replace(prose, text=f"- {text}" if prose.item else text)


def _list_form(table: model.LetterTable, voice: Voice) -> _ListForm:
    heads = tuple(numbers.verbatim(each.name or Line(each.column, voice.where)) for each in table.columns)
    aligned = tuple(each.align for each in table.columns)
    right = frozenset(place for place, align in enumerate(aligned) if align == "right")
    return _ListForm(heads, aligned, right, voice.phrases.letter_total + voice.phrases.derived_here)


# -- texts --------------------------------------------------------------------------------------------


@frozen
class _Text:
    """A text in pieces, of which numbers and names are marked: a value of its column follows each but the last."""

    where: Location
    pieces: tuple[Words, ...]
    slots: tuple[tuple[str, str], ...]  # column and fallback
    lang: str = ""
    strong: tuple[tuple[_Place, _Place], ...] = ()  # where strong parts begin and end, values in them or not

    @property
    def literal(self) -> str:
        """Return all that no row brings: the pieces, and the fallbacks."""
        return "".join((" ", *(piece.text for piece in self.pieces), *(fallback for _, fallback in self.slots)))

    def filled(self, values: Mapping[str, str]) -> Words | None:
        """Put a row's values in, on one line; None where nothing is left."""
        whole = self._joined([" ".join(given.split("\n")) if "\n" in given else given for given in self._given(values)])
        return whole if whole.text else None

    def lines(self, values: Mapping[str, str]) -> tuple[Words, ...]:
        """Put a row's values in; a value of several lines makes as many, and none is empty."""
        whole = self._joined(self._given(values))
        if "\n" not in whole.text:
            return _not_bare(whole)
        ends = [place for place, char in enumerate(whole.text) if char == "\n"]
        spans = [Span(start + 1, stop) for start, stop in pairwise([-1, *ends, len(whole.text)])]
        return tuple(line for span in spans for line in _not_bare(whole.slice(span)))

    def _given(self, values: Mapping[str, str]) -> list[str]:
        return [values.get(column) or fallback for column, fallback in self.slots]

    def _joined(self, given: list[str]) -> Words:
        first, starts = self.pieces[0], [0]
        text, figures, kept, spoken = first.text, [*first.figures], [*first.kept], [*first.spoken]
        for value, piece in zip(given, self.pieces[1:], strict=True):
            text += value
            cut = 0
            if not value and not text:  # an empty value leaves no gap
                cut = len(piece.text) - len(piece.text.lstrip(" ,"))
            elif not value and (not piece.text or piece.text.startswith(_CLOSING)):
                text = text.rstrip(" ")
            by = len(text) - cut
            starts.append(by)
            if piece.figures or piece.kept or piece.spoken:
                figures += [figure.shifted(by) for figure in piece.figures]
                kept += [span.shifted(by) for span in piece.kept]
                spoken += [each.shifted(by) for each in piece.spoken]
            text += piece.text[cut:]
        ends = [[starts[piece] + offset for piece, offset in part] for part in self.strong]
        strong = tuple(Span(start, stop) for start, stop in ends if start < stop)
        words = Words(text, self.where, tuple(figures), tuple(kept), strong, spoken=tuple(spoken))
        return numbers.in_language(words, self.lang)


def _not_bare(words: Words) -> tuple[Words, ...]:
    """Leave out a line that says nothing, and a comma that nothing follows."""
    text = words.text.rstrip(" ,")
    if text == words.text:
        return (words,) if text else ()
    return (replace(words, text=text),) if text else ()


def _parsed(programme: Programme, fallbacks: Mapping[str, str], prose: Prose) -> _Text:
    """Resolve a text's numbers as in any other text, then part it where values go."""
    names = [match[1].strip() for match in PLACE.finditer(prose.text)]
    whole = numbers.resolve(Prose(PLACE.sub(_SLOT, prose.text), prose.where), programme)
    slots = [place for place, char in enumerate(whole.text) if char == _SLOT]
    spans = [Span(start + 1, stop) for start, stop in pairwise([-1, *slots, len(whole.text)])]
    given = tuple((name, fallbacks.get(name, "")) for name in names)

    def place(char: int) -> _Place:
        piece = bisect_left(slots, char)
        return piece, char - spans[piece].start

    strong = tuple((place(start), place(stop)) for start, stop in whole.strong)
    return _Text(prose.where, tuple(map(whole.slice, spans)), given, prose.lang, strong)
