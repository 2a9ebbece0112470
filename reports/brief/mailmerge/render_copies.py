"""Personal briefs, thousands a second: each shape of personal words is laid out once, the rest is small streams.

A shape is what personal words are to the layout: which there are, and how many lines each takes. The copies of a shape
come from one plate. A copy's bytes depend on its words alone, not on what the press has made before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from reports.brief.conformance import metadata_of
from reports.brief.look import Look, look_of
from reports.brief.mailmerge.ligatures import texts_of
from reports.brief.mailmerge.prerendered import Objects, Plate, PlateCanvas, SlotPlace
from reports.brief.render import paint
from reports.brief.slots import FITS, ROLES, Greeting, Slot, greeting
from reports.brief.text import Prose
from reports.datafile.attachments import Attachment
from reports.errors import LayoutError, Problem
from reports.pdf.canvas import shown_line
from reports.pdf.fonts import ShapedFont
from reports.pdf.metadata import PRODUCER, Metadata, StandardName, standard_for
from reports.pdf.objects import FontUse
from reports.renderer import Copy
from reports.story import Personal, Story, Words, words_in
from reports.theme.typeface import runs_left
from reports.theme.types import Theme

_MOST_PLATES = 64
_MOST_WORDS = 5_000  # whose shapes are remembered
_PLAIN = "".join(map(chr, range(0x20, 0x7F)))  # what constant words may hold, beside a table's characters
_LETTERS = tuple(dict.fromkeys(fit.letter for fit in FITS))  # roles, the usual one first


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of every copy, as of `render`."""

    paper: Literal["a4", "letter"]
    attachments: tuple[Attachment, ...]
    standard: StandardName
    large_print: bool
    metadata: Metadata


class Shape(NamedTuple):
    """What personal words are to the layout: the letter's role, whether there is an address, each text's lines."""

    letter: str
    addressed: bool
    dedication: int
    paragraphs: tuple[int, ...]


def press(
    story: Story,
    theme: Theme,
    paper: Literal["a4", "letter"],
    *,
    characters: Iterable[str],
    attachments: Sequence[Attachment] = (),
    standard: StandardName = "pdfa3",
    large_print: bool = False,
    tool: str = PRODUCER,
) -> BriefPress:
    """Make ready to copy a story for many readers; `characters` are all that their words may hold, constant ones too.

    Characters that are missing there cost time, not correctness: such a copy is laid out by itself.
    """
    look = look_of(theme, paper, large_print=large_print)
    wishes = Wishes(paper, tuple(attachments), standard, large_print, metadata_of(story, tool))
    known = {char for each in characters for char in each} | set(_PLAIN)
    return BriefPress(story, theme, wishes, [texts_of(font.metrics, known) for font in _fonts(look)])


class BriefPress:
    """Makes copies; see `press`. What it is pickled to holds the plates that it has, for a quick start elsewhere."""

    def __init__(self, story: Story, theme: Theme, wishes: Wishes, texts: Sequence[dict[int, str]]) -> None:
        """Take what is known of a run; `texts` are the glyphs embedded of each font that personal words are set in."""
        self._given = (story, theme, wishes, tuple(texts))
        self._plates: dict[Shape, Plate | tuple[Problem, ...] | None] = {}
        self._look = look_of(theme, wishes.paper, large_print=wishes.large_print)
        fonts = zip(_fonts(self._look), texts, strict=True)
        self._uses = {font: FontUse(f"F{n}", dict(each)) for n, (font, each) in enumerate(fonts, 1)}
        self._known = set(_PLAIN)  # characters that can be set

    def __reduce__(self) -> tuple[object, ...]:
        return BriefPress, self._given, self._plates

    def __setstate__(self, plates: dict[Shape, Plate | tuple[Problem, ...] | None]) -> None:
        self._plates = plates

    def copy(self, personal: Personal) -> Copy:
        """Make one reader's brief. Raises a LayoutError, which names no word, for what can't be set."""
        plate, streams = self.plate_for(personal)
        return Copy(plate.copy(streams), plate.objects.pages)

    def plate_for(self, personal: Personal) -> tuple[Plate, Sequence[bytes]]:
        """Give the plate of a copy, and what stands in its slots."""
        self._forget()
        self._hold_to_what_can_be_set(personal)
        for letter in _LETTERS:
            greeted = self._set(personal, letter)
            if not self._is_foreseen(greeted):
                canvas, objects = self._painted(personal)
                return Plate(objects), canvas.contents
            plate = self._plate(_shape(greeted, letter), personal)
            if plate:
                return plate, [self._stream(*each) for each in zip(greeted.slots, plate.objects.slots, strict=True)]
        raise AssertionError("a letter is set in none of its roles")

    # -- words --------------------------------------------------------------------------------------

    def _hold_to_what_can_be_set(self, personal: Personal) -> None:
        problems = [problem for words in words_in(personal) if (problem := self._unsettable(words))]
        if problems:
            raise LayoutError(problems)

    def _unsettable(self, words: Words) -> Problem | None:
        if self._known.issuperset(words.text):
            return None
        unknown = "".join(set(words.text) - self._known)
        if any(map(runs_left, unknown)):
            message = "a personal text holds letters that run from right to left, which cannot be set yet"
            return Problem(words.where, message, "write it in Latin, Greek or Cyrillic letters")
        if any(font.metrics.lacks(unknown) for font in self._uses) and not unknown.isspace():
            message = "a personal text holds characters that the theme's font lacks"
            return Problem(words.where, message, "write it in another way, or choose a font that has them")
        self._known.update(unknown)
        return None

    def _set(self, personal: Personal, letter: str) -> Greeting:
        greeted = greeting(personal, self._look, letter)
        if self._look.problems:
            problems = tuple(self._look.problems)
            self._look.problems.clear()
            raise LayoutError(problems)
        return greeted

    def _is_foreseen(self, greeted: Greeting) -> bool:
        """Tell whether every copy has the glyphs, and whether there is nothing but plain text."""
        return all(self._is_plain(text) for slot in greeted.slots for text in slot.texts)

    def _is_plain(self, text: Prose) -> bool:
        pieces = [piece for line in text.lines for piece in line.pieces]
        return all(piece.link is None and self._has_glyphs(piece.text, piece.font) for piece in pieces)

    def _has_glyphs(self, text: str, font: ShapedFont) -> bool:
        use = self._uses.get(font)
        if use is None:
            return False
        new = (word for word in text.replace("\xa0", " ").split(" ") if word and word not in use.words)
        return all(glyph in use.texts for word in new for glyph, _ in font.run(word).glyphs)

    def _stream(self, slot: Slot, place: SlotPlace) -> bytes:
        return "\n".join(_painted_slot(slot, place, self._uses)).encode("latin-1")

    def _forget(self) -> None:
        """Keep memory level however many names there are."""
        for font, use in self._uses.items():
            if len(use.words) > _MOST_WORDS:
                use.forget()
                font.forget()

    # -- plates -------------------------------------------------------------------------------------

    def _plate(self, shape: Shape, personal: Personal) -> Plate | None:
        """Give the plate of a shape; None where its letter has to be smaller, so that its shape is another."""
        if shape not in self._plates:
            if len(self._plates) >= _MOST_PLATES:
                del self._plates[next(iter(self._plates))]
            self._plates[shape] = self._new_plate(shape, personal)
        plate = self._plates[shape]
        if isinstance(plate, tuple):
            raise LayoutError(plate)
        return plate

    def _new_plate(self, shape: Shape, personal: Personal) -> Plate | tuple[Problem, ...] | None:
        try:
            canvas, objects = self._painted(personal)
        except LayoutError as error:
            return error.problems
        leading = self._look.roles[shape.letter].leading
        as_wanted = not shape.paragraphs or canvas.slots[-1].texts[0].role.leading == leading
        return Plate(objects) if as_wanted else None

    def _painted(self, personal: Personal) -> tuple[PlateCanvas, Objects]:
        """Lay the story out for a reader, as any brief is."""
        story, theme, wishes, _ = self._given
        look = look_of(theme, wishes.paper, large_print=wishes.large_print)
        claimed = standard_for(wishes.standard, attached=bool(wishes.attachments))
        font = look.roles["body"].font
        canvas = PlateCanvas(look.paper.size, wishes.metadata, claimed, font, wishes.attachments)
        for font, use in self._uses.items():
            font.use(canvas.document).texts.update(use.texts)
        pages = paint(replace(story, cover=replace(story.cover, personal=personal)), look, canvas)
        return canvas, canvas.objects(pages)


def _fonts(look: Look) -> list[ShapedFont]:
    """Give the fonts that personal words are set in."""
    return list(dict.fromkeys(look.roles[role].font for role in ROLES))


def _shape(greeted: Greeting, letter: str) -> Shape:
    dedication = len(greeted.dedication.texts[0].lines) if greeted.dedication else 0
    paragraphs = tuple(len(text.lines) for text in greeted.letter.texts) if greeted.letter else ()
    return Shape(letter, greeted.address is not None, dedication, paragraphs)


def _painted_slot(slot: Slot, place: SlotPlace, uses: Mapping[ShapedFont, FontUse]) -> Iterator[str]:
    """Paint plain texts as a canvas would: each is one mark."""
    top = place.top
    for number, text in enumerate(slot.texts, place.mark):
        yield f"/{text.elem.tag} <</MCID {number}>> BDC"
        for line, left, y in text.baselines(place.left, top):
            for piece in line.pieces:
                use = uses[piece.font]
                yield shown_line(piece.text, (left, y), piece.font, use, text.role.size, text.role.colour)
                left += piece.width
        yield "EMC"
        top -= text.height + slot.gap
