"""A line of text as pieces, each in one face, and where they stand if some are read from right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from reports.frozen import frozen
from reports.pdf.fonts import ShapedFont
from reports.story import Span, Spoken
from reports.theme.bidi import levels_of

_ENDS = re.compile(r"""([ ,.;:!?()\[\]«»“”‘’"'/–—-]*)(.*?)([ ,.;:!?()\[\]«»“”‘’"'/–—-]*)$""")


class TextPiece(NamedTuple):
    """A part of a line in one face; `link` is the span and the target of the link that it belongs to.

    `spoken` is how it is said, where that is in ways of its own, the closest last; `scale` is of its text's size.
    One that `opens` a word, which is broken, has the whole of it to be read; another one, on a next line, `closes` it.
    One that lies in what is read `leftwards` stands by a `shift` to the right of where those before it end.
    """

    text: str
    font: ShapedFont
    width: float
    link: tuple[Span, str] | None
    spoken: tuple[Spoken, ...] = ()
    strong: bool = False
    scale: float = 1.0
    opens: str = ""
    closes: bool = False
    leftwards: bool = False
    shift: float = 0.0

    @property
    def lang_alone(self) -> str:
        """Return the language that it is said in, if nothing else is to be known of how it is said."""
        return "" if not self.spoken or any(each.in_full for each in self.spoken) else self.spoken[-1].lang


@frozen
class TextLine:
    """Pieces as they are read. A space at the end of a line that goes on is in the last piece, not in `width`."""

    pieces: tuple[TextPiece, ...]
    width: float
    breaks_off: bool = False  # inside a word


def as_they_stand(pieces: Sequence[TextPiece], size: float) -> Iterator[TextPiece]:
    """Yield pieces cut where the direction changes, if that is within a part of one direction, which change places."""
    known = levels_of("".join(piece.text for piece in pieces))
    edges = [*accumulate(len(piece.text) for piece in pieces)][:-1]
    if not any(known[edge - 1] and known[edge] for edge in edges):
        yield from pieces
        return
    levels, parts = iter(known), list[TextPiece]()
    for piece in pieces:
        for leftwards, chars in groupby(piece.text, key=lambda _char: next(levels) > 0):
            ends = _ENDS.match("".join(chars))
            # signs at an end stand alone: in which direction they are, no reader knows
            for text in filter(None, (*ends[1], ends[2], *ends[3]) if ends else ()):
                parts.append(piece._replace(text=text, width=piece.font.width(text, size), leftwards=leftwards))
    for leftwards, group in groupby(parts, key=lambda part: part.leftwards):
        run = list(group)
        before, behind = 0.0, sum(part.width for part in run)
        for part in run:
            behind -= part.width
            yield part._replace(shift=behind - before) if leftwards else part
            before += part.width
