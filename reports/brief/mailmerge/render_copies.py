"""Personal briefs, thousands a second: each shape of personal words is laid out once, the rest is small streams.

A shape is what personal words are to the layout: which there are, and how many lines each takes. The copies of a shape
come from one prerendered PDF. A copy's bytes depend on its words alone, not on what has been rendered before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reports.brief.conformance import metadata_of
from reports.brief.look import Look, look_of
from reports.brief.mailmerge.ligatures import Codes, codes_of, texts_of
from reports.brief.mailmerge.prerendered import PdfObjects, PrerenderedPdf, SlotCanvas, SlotPlace
from reports.brief.render import paint
from reports.brief.slots import LETTERS, ROLES, Greeting, PersonalSlot, greeting
from reports.brief.text import SetText
from reports.datafile.attachments import Attachment
from reports.errors import LayoutError, Problem
from reports.pdf.canvas import shown_line
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

MOST_LAYOUTS = 64
MOST_WORDS = 5_000  # whose shapes are remembered
_PLAIN = "".join(map(chr, range(0x20, 0x7F)))  # what constant words may hold, beside a table's characters


@dataclass(frozen=True, slots=True)
class CopySettings:
    """What all copies have in common, as `render` takes it."""

    paper: Literal["a4", "letter"]
    attachments: tuple[Attachment, ...]
    standard: StandardName
    large_print: bool
    metadata: Metadata
    printing: Printing


# What personal words are to the layout: the letter's role, whether there is an address, and how many lines each text of
# dedication and letter takes.
GreetingShape = tuple[str, bool, tuple[int, ...], tuple[int, ...]]
Layout = PrerenderedPdf | tuple[Problem, ...] | None


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
    settings = CopySettings(paper, tuple(attachments), standard, large_print, metadata_of(story, tool), printing)
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
        self._look = look_of(theme, settings.paper, story.phrases, large_print=settings.large_print)
        fonts = _fonts(self._look)
        faces = {face.file: script_font(face) for font in fonts for face in (font.metrics, *font.metrics.fallbacks)}
        self._uses: dict[ShapedFont | ScriptFont, FontUse] = {}
        beside = self._uses.__getitem__
        for font, each in zip(fonts, texts, strict=True):
            self._uses[font] = FontUse(f"F{len(self._uses) + 1}", dict(each), beside)
        for file, known in codes.items():
            self._uses[faces[file]] = FontUse(f"F{len(self._uses) + 1}", {}, beside, codes=dict(known))
        self._known = set(_PLAIN)  # characters that can be set

    def __reduce__(self) -> tuple[object, ...]:
        return BriefCopyRenderer, self._given, self._layouts

    def __setstate__(self, layouts: dict[GreetingShape, Layout]) -> None:
        self._layouts = layouts

    def render_copy(self, personal: Personal) -> Copy:
        """Return one reader's brief. Raises a LayoutError, which names no word, for what can't be set."""
        prerendered, streams = self.prerendered_for(personal)
        return Copy(prerendered.with_slots(streams), prerendered.objects.pages)

    def prerendered_for(self, personal: Personal) -> tuple[PrerenderedPdf, Sequence[bytes]]:
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
            if not all(self._has_glyphs(text) for slot in greeted.slots for text in slot.texts):
                canvas, objects = self._painted(personal)
                return PrerenderedPdf(objects), canvas.contents
            prerendered = self._layout(_shape(greeted, letter), personal)
            if prerendered:
                ink = self._given[2].printing.ink
                slots = zip(greeted.slots, prerendered.objects.slots, strict=True)
                streams = ["\n".join(_painted_slot(slot, place, self._uses, ink)) for slot, place in slots]
                return prerendered, [stream.encode("latin-1") for stream in streams]
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

    def _has_glyphs(self, text: SetText) -> bool:
        """Check that a text is one mark, and that its glyphs are among those that every copy has."""
        for piece in (piece for line in text.lines for piece in line.pieces):
            use = self._uses.get(piece.font)
            if piece.link or (piece.spoken and not piece.lang_alone) or use is None:
                return False
            for word in piece.text.replace("\xa0", " ").split(" "):
                if word and word not in use.words and not self._knows(word, piece.font, use):
                    return False
        return True

    def _knows(self, word: str, font: ShapedFont, use: FontUse) -> bool:
        if not font.metrics.is_mixed(word):
            return all(glyph in use.texts for glyph, _ in font.run(word).glyphs)
        for part in font.metrics.pieces(word):
            if part.face is font.metrics and not part.leftwards:
                known = self._knows(part.text, font, use)
            else:
                other = script_font(part.face)
                codes = self._uses[other].codes if other in self._uses else {}
                known = all((each.shape, each.text) in codes for each in other.shaped(part).glyphs)
            if not known:
                return False
        return True

    # -- layouts -------------------------------------------------------------------------------------

    def _layout(self, shape: GreetingShape, personal: Personal) -> PrerenderedPdf | None:
        """Return the layout of a shape, made once. Raises a LayoutError with the problems that prevent it."""
        letter, *_, paragraphs = shape
        if shape not in self._layouts:
            if len(self._layouts) >= MOST_LAYOUTS:
                del self._layouts[next(iter(self._layouts))]
            try:
                canvas, objects = self._painted(personal)
                leading = self._look.roles[letter].leading
                as_wanted = not paragraphs or canvas.slots[-1].texts[0].role.leading == leading
                self._layouts[shape] = PrerenderedPdf(objects) if as_wanted else None
            except LayoutError as error:
                self._layouts[shape] = error.problems
        layout = self._layouts[shape]
        if isinstance(layout, tuple):
            raise LayoutError(layout)
        return layout

    def _painted(self, personal: Personal) -> tuple[SlotCanvas, PdfObjects]:
        """Lay the story out for a reader, as any brief is."""
        story, theme, settings, *_ = self._given
        look = look_of(theme, settings.paper, story.phrases, large_print=settings.large_print)
        claimed = standard_for(settings.standard, attached=bool(settings.attachments))
        font = look.roles["body"].font
        canvas = SlotCanvas(look.paper.size, settings.metadata, claimed, font, settings.attachments, settings.printing)
        for each, use in self._uses.items():
            made = each.use(canvas.document)
            made.texts.update(use.texts)
            made.codes.update(use.codes)
        pages = paint(replace(story, cover=replace(story.cover, personal=personal)), look, canvas)
        return canvas, canvas.objects(pages)


def _fonts(look: Look) -> list[ShapedFont]:
    """Return the fonts that personal words are set in."""
    return list(dict.fromkeys(look.roles[role].font for role in ROLES))


def _shape(greeted: Greeting, letter: str) -> GreetingShape:
    slots = greeted.dedication, greeted.letter
    dedication, paragraphs = (tuple(len(text.lines) for text in slot.texts) if slot else () for slot in slots)
    return letter, greeted.address is not None, dedication, paragraphs


def _painted_slot(
    slot: PersonalSlot, place: SlotPlace, uses: Mapping[ShapedFont | ScriptFont, FontUse], ink: Ink
) -> Iterator[str]:
    """Paint plain texts as a canvas would: each is one mark."""
    top = place.top
    for number, text in enumerate(slot.texts, place.mark):
        yield f"/{text.elem.tag} <</MCID {number}>> BDC"
        for line, left, y in text.baselines(place.left, top):
            for piece in line.pieces:
                use, fill = uses[piece.font], fill_of(text.role.colour, ink)
                at, size = (left + piece.shift, y), text.role.size
                turned, lang = piece.leftwards, piece.lang_alone
                yield shown_line(piece.text, at, piece.font, use, size, fill, leftwards=turned, lang=lang)
                left += piece.width
        yield "EMC"
        top -= text.height + slot.gap
