"""Personal briefs, thousands a second: each shape of personal words is laid out once, the rest is small streams.

A shape is what personal words are to the layout: which there are, and how many lines each takes. The copies of a shape
come from one prerendered PDF. A copy's bytes depend on its words alone, not on what has been rendered before.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, TypeVar

from reports.brief.conformance import metadata_of
from reports.brief.look import Look, look_of
from reports.brief.mailmerge import prerendered as pdf
from reports.brief.mailmerge.ligatures import Codes, codes_of, texts_of
from reports.brief.render import paint
from reports.brief.slots import LETTERS, ROLES, Greeting, PersonalSlot, greeting
from reports.datafile.attachments import Attachment, described
from reports.errors import LayoutError, Problem
from reports.frozen import frozen, replace
from reports.pdf.canvas import TaggedCanvas, shown_line
from reports.pdf.fonts import ShapedFont
from reports.pdf.inks import fill_of
from reports.pdf.metadata import PRODUCER, Metadata, StandardName, standard_for
from reports.pdf.objects import FontUse
from reports.pdf.printing import ON_SCREEN, Ink, Printing
from reports.pdf.scriptfonts import ScriptFont, script_font
from reports.renderer import Copy
from reports.story import Personal, Story, Words, words_in
from reports.theme.typeface import FontFile
from reports.theme.types import Theme

C = TypeVar("C", bound=TaggedCanvas)
K = TypeVar("K")
V = TypeVar("V")
MOST_LAYOUTS = 64
MOST_WORDS = 5_000  # whose shapes are remembered
_PLAIN = "".join(map(chr, range(0x20, 0x7F)))  # what constant words may hold, beside a table's characters


@frozen
class CopySettings:
    """What all copies have in common, as `render` takes it."""

    paper: Literal["a4", "letter"]
    attachments: tuple[Attachment, ...]
    standard: StandardName
    large_print: bool
    metadata: Metadata
    printing: Printing


# What personal words are to the layout: the letter's role, how many lines each text takes (an address, none: it has its
# place), and how high the rows of a table are.
GreetingShape = tuple[str, tuple[tuple[str, tuple[int, ...]], ...], tuple[object, ...]]
Layout = pdf.PrerenderedPdf | tuple[Problem, ...] | None


def brief_copy_renderer(
    story: Story,
    theme: Theme,
    paper: Literal["a4", "letter"],
    *,
    characters: Iterable[str],
    attachments: Sequence[Attachment] = (),
    standard: StandardName = "pdfa3",
    large_print: bool = False,
    tool: str = PRODUCER,
    printing: Printing = ON_SCREEN,
) -> BriefCopyRenderer:
    """Return what renders a story for many readers; `characters` are all that their words may hold, constant ones too.

    Of a script whose letters join or change, whole words among them. What is missing there costs time, not correctness:
    such a copy is laid out by itself.
    """
    look = look_of(theme, paper, story.phrases, large_print=large_print)
    files = described(attachments, story.phrases.attached)
    settings = CopySettings(paper, files, standard, large_print, metadata_of(story, tool), printing)
    words = tuple(characters)
    known = {char for each in words for char in each} | set(_PLAIN)
    fonts = _fonts(look)
    codes = codes_of([font.metrics for font in fonts], (*sorted(known), *words))
    return BriefCopyRenderer(story, theme, settings, [texts_of(font.metrics, known) for font in fonts], codes)


class BriefCopyRenderer:
    """Renders copies; see `brief_copy_renderer`. It is pickled with its layouts, for a quick start elsewhere.

    A layout is the prerendered PDF of a shape, or the problems that prevent it, or None where the letter has to be
    smaller, so that the shape is another.
    """

    def __init__(
        self,
        story: Story,
        theme: Theme,
        settings: CopySettings,
        texts: Sequence[dict[int, str]],
        codes: Mapping[FontFile, Codes],
    ) -> None:
        """Take what is known of a run.

        `texts` are the glyphs embedded of each font that personal words are set in; `codes` those of the faces beside.
        """
        self._given = (story, theme, settings, tuple(texts), codes)
        self._layouts: dict[GreetingShape, Layout] = {}
        self._bodies: dict[bytes, bytes] = {}  # of their objects
        self._warnings: dict[Problem, None] = {}
        look = look_of(theme, settings.paper, story.phrases, large_print=settings.large_print)
        self._look = replace(look, breaks=None)  # what is for one reader is not broken
        fonts = _fonts(self._look)
        faces = {face.file: script_font(face) for font in fonts for face in (font.metrics, *font.metrics.fallbacks)}
        self._uses: dict[ShapedFont | ScriptFont, FontUse] = {}
        beside = self._uses.__getitem__
        for font, each in zip(fonts, texts, strict=True):
            self._uses[font] = FontUse(f"F{len(self._uses) + 1}", _Known(each), beside)
        for file, known in codes.items():
            self._uses[faces[file]] = FontUse(f"F{len(self._uses) + 1}", {}, beside, codes=_Known(known))
        self._known = set(_PLAIN)  # characters that can be set

    def __reduce__(self) -> tuple[object, ...]:
        return BriefCopyRenderer, self._given, self._layouts

    def __setstate__(self, layouts: dict[GreetingShape, Layout]) -> None:
        self._layouts = layouts

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return what is odd about the layouts that have been made, here and not in other processes."""
        return tuple(self._warnings)

    def render_copy(self, personal: Personal) -> Copy:
        """Return one reader's brief. Raises a LayoutError, which names no word, for what can't be set."""
        prerendered, streams = self._prerendered_for(personal)
        return prerendered.with_slots(streams)

    def parts_of(self, personal: Personal) -> pdf.CopyParts:
        """Return one reader's brief as a part of a merged file. Raises a LayoutError, as `render_copy` does."""
        prerendered, streams = self._prerendered_for(personal)
        return pdf.CopyParts(prerendered.objects, tuple(map(pdf.deflated, streams)))

    def _prerendered_for(self, personal: Personal) -> tuple[pdf.PrerenderedPdf, Sequence[bytes]]:
        """Return the prerendered PDF that a copy is made from, and the content streams of its slots, in their order.

        Where the words need a glyph that no copy has, or more than plain text, the PDF is this reader's alone.
        Raises a LayoutError, as `render_copy` does.
        """
        for font, use in self._uses.items():
            if len(use.words) > MOST_WORDS:  # memory stays level however many names there are
                use.words.clear()
                use.plain.clear()
                if isinstance(font, ShapedFont):
                    font.forget()
        if problems := [problem for words in words_in(personal) if (problem := self._unsettable(words))]:
            raise LayoutError(problems)
        for letter in LETTERS:
            greeted = self._set(personal, letter)
            if not self._has_glyphs(greeted):
                canvas, objects = self._painted(personal)
                return pdf.PrerenderedPdf(objects), canvas.contents
            prerendered = self._layout(_shape(greeted, letter), personal)
            if prerendered:
                return prerendered, [each.encode("latin-1") for each in self._streams(greeted, prerendered)]
        raise AssertionError("a letter is set in none of its roles")

    # -- words --------------------------------------------------------------------------------------

    def _unsettable(self, words: Words) -> Problem | None:
        if self._known.issuperset(words.text):
            return None
        unknown = "".join(set(words.text) - self._known)
        body = self._look.roles["body"]  # what the head face lacks is set in it
        if any(font.metrics.unset(unknown) for font in (body.font, body.strong)) and not unknown.isspace():
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

    def _has_glyphs(self, greeted: Greeting) -> bool:
        """Check that each text is one mark, and that its glyphs are among those that every copy has."""
        pieces = [each for slot in greeted.texts for text in slot.texts for line in text.lines for each in line.pieces]
        if any(piece.link or (piece.spoken and not piece.lang_alone) for piece in pieces):
            return False
        texts = [(piece.font, piece.text, piece.leftwards) for piece in pieces]
        try:
            for font, text, leftwards in (*texts, *greeted.table.table.texts()) if greeted.table else texts:
                use = self._uses[font]
                if leftwards or text not in use.plain:
                    font.show(use, text, 1, leftwards=leftwards)  # what is plain, is kept for the copy
        except KeyError:
            return False
        return True

    def _streams(self, greeted: Greeting, prerendered: pdf.PrerenderedPdf) -> Iterator[str]:
        """Yield what is painted in each slot of a layout."""
        slots = {slot.name: slot for slot in greeted.texts}
        for place in prerendered.objects.slots:
            if place.part is None:
                yield "\n".join(_painted_slot(slots[place.name], place, self._uses, self._given[2].printing.ink))
            else:
                assert greeted.table
                yield self._table_canvas.content(greeted.table.table.at(place.part), place)

    @cached_property
    def _table_canvas(self) -> pdf.ContentCanvas:
        canvas = self._canvas(pdf.ContentCanvas)
        canvas.document.uses = dict[Hashable, FontUse](self._uses.items())
        return canvas

    def _canvas(self, kind: type[C]) -> C:
        settings = self._given[2]
        claimed = standard_for(settings.standard, attached=bool(settings.attachments))
        font = self._look.roles["body"].font
        return kind(self._look.paper.size, settings.metadata, claimed, font, settings.attachments, settings.printing)

    # -- layouts -------------------------------------------------------------------------------------

    def _layout(self, shape: GreetingShape, personal: Personal) -> pdf.PrerenderedPdf | None:
        """Return the layout of a shape, made once. Raises a LayoutError with the problems that prevent it."""
        letter, *_ = shape
        if shape not in self._layouts:
            if len(self._layouts) >= MOST_LAYOUTS:
                del self._layouts[next(iter(self._layouts))]
                self._bodies.clear()
            try:
                canvas, objects = self._painted(personal)
                leading = self._look.roles[letter].leading
                told = (slot for slot in canvas.slots if isinstance(slot, PersonalSlot) and slot.name == "letter")
                as_wanted = all(slot.texts[0].role.leading == leading for slot in told)
                # A font or a photo is the same in all layouts: it is kept once, and travels once between processes.
                bodies = tuple([self._bodies.setdefault(body, body) for body in objects.bodies])
                self._layouts[shape] = pdf.PrerenderedPdf(replace(objects, bodies=bodies)) if as_wanted else None
            except LayoutError as error:
                self._layouts[shape] = error.problems
        layout = self._layouts[shape]
        if isinstance(layout, tuple):
            raise LayoutError(layout)
        return layout

    def _painted(self, personal: Personal) -> tuple[pdf.SlotCanvas, pdf.PdfObjects]:
        """Lay the story out for a reader, as any brief is."""
        story, theme, settings, *_ = self._given
        look = look_of(theme, settings.paper, story.phrases, large_print=settings.large_print)
        canvas = self._canvas(pdf.SlotCanvas)
        for each, use in self._uses.items():
            made = each.use(canvas.document)
            made.texts.update(use.texts)
            made.codes.update(use.codes)
        pages = paint(replace(story, cover=replace(story.cover, personal=personal)), look, canvas)
        self._warnings |= dict.fromkeys(look.problems)
        return canvas, canvas.objects(pages)


class _Known(dict[K, V]):
    """Glyphs that every copy's fonts have inside: a further one is a KeyError."""

    def setdefault(self, key: K, default: V) -> V:
        """Return what is known of a glyph."""
        return self[key]


def _fonts(look: Look) -> list[ShapedFont]:
    """Return the fonts that personal words are set in."""
    return list(dict.fromkeys(look.roles[role].font for role in ROLES))


def _shape(greeted: Greeting, letter: str) -> GreetingShape:
    lines = [
        (slot.name, tuple(len(text.lines) for text in slot.texts) if slot.name != "address" else ())
        for slot in greeted.texts
    ]
    return letter, tuple(lines), greeted.table.table.shape if greeted.table else ()


def _painted_slot(
    slot: PersonalSlot, place: pdf.SlotPlace, uses: Mapping[ShapedFont | ScriptFont, FontUse], ink: Ink
) -> Iterator[str]:
    """Paint plain texts as a canvas would: each is one mark."""
    top = place.top
    for number, text in enumerate(slot.texts, place.mark):
        yield f"/{text.elem.tag} <</MCID {number}>> BDC"
        fill, size = fill_of(text.role.colour, ink), text.role.size
        for line, left, y in text.baselines(place.left, top):
            for piece in line.pieces:
                use, at = uses[piece.font], (left + piece.shift, y)
                turned, lang = piece.leftwards, piece.lang_alone
                yield shown_line(piece.text, at, piece.font, use, size, fill, leftwards=turned, lang=lang)
                left += piece.width
        yield "EMC"
        top -= text.height + slot.gap
