"""Personal copies of a deck: it is rendered once, and each copy differs only where it speaks to its reader.

A copy has the bytes that `render` gives for it. How large its dedication can be is measured; `render` makes a deck with
slots for each size that occurs, and for each number of paragraphs in the letter.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from reports.deck import blocks
from reports.deck.layout.adapt import adapt, dedication_box
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import Family, LayoutName
from reports.deck.layout.slide import BoxText, Head, Paragraph, Slide
from reports.deck.ooxml.xml import other_faces
from reports.deck.prerendered import PrerenderedPptx, checked, prerender, texts_of
from reports.deck.render import render
from reports.deck.runs import edges
from reports.deck.user_template.choose import choose_template
from reports.errors import Problem
from reports.renderer import Copy
from reports.story import Personal, Story, Words
from reports.theme.types import Theme

_MOST_KEPT = 64
_TITLE_LAYOUT = LayoutName(Family.TITLE)
_MEASURED = ("_measure", "_opening", "_line_scale", "_advances")
_SURELY = 0.9  # of a line: kerning may widen a text beyond the sum of its letters


class DeckCopyRenderer:
    """Makes copies of one deck. `warnings` say what is odd about somebody else's template."""

    def __init__(self, story: Story, theme: Theme, *, template: Path | None = None) -> None:
        """Render the story as it is, so that whatever is wrong with it is raised at once, as `render` does."""
        self._story, self._theme, self._template = story, theme, template
        self._prerendered: dict[Hashable, PrerenderedPptx] = {}
        self._slides = 0
        self.warnings: tuple[Problem, ...] = ()
        self._serving(checked(story.cover.personal))

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what measures: fonts are opened anew in another process."""
        return {name: value for name, value in vars(self).items() if name not in _MEASURED}

    def render_copy(self, personal: Personal) -> Copy:
        """Return the copy that says what is `personal`.

        Raises a LayoutError for a dedication that is too long or can't be written; its message names no word of it.
        """
        kept = checked(personal)
        return Copy(self._serving(kept).filled(texts_of(kept)), self._slides)

    def _serving(self, personal: Personal) -> PrerenderedPptx:
        """Return the deck with slots that serves: all whose texts can be exchanged share one."""
        shape = self._shape(personal)
        if shape not in self._prerendered:
            if len(self._prerendered) == _MOST_KEPT:
                self._prerendered.pop(next(iter(self._prerendered)))
            story = replace(self._story, cover=replace(self._story.cover, personal=personal))
            deck = render(story, self._theme, template=self._template)
            self._slides, self.warnings = deck.slides, deck.warnings
            self._prerendered[shape] = prerender(deck.pptx, personal, dedication_box(self._measure))
        return self._prerendered[shape]

    def _shape(self, personal: Personal) -> Hashable:
        """Return what decides about all but the texts: the dedication's scale and runs, and a letter's language."""
        words, letter = personal.dedication, tuple(each.language(0, len(each.text)) for each in personal.letter)
        if not words:
            return letter, words
        # most dedications are too short to make a difference
        scale = self._line_scale if self._is_one_line(words) else self._measured(words)
        languages = tuple(words.language(*run) for run in pairwise(edges(words)))
        return letter, (scale, words.strong, words.links, languages, other_faces(words.text, self._theme.font))

    def _measured(self, words: Words) -> float:
        """Measure in its box, with what else stands there."""
        text = replace(self._opening, paragraphs=(Paragraph(words, private=True), *self._opening.paragraphs[1:]))
        return self._measure.scales(self._measure.layouts[_TITLE_LAYOUT], [text])[text.box]

    @cached_property
    def _line_scale(self) -> float:
        """The scale of every dedication that is a line at full size."""
        return self._measured(Words("A", self._story.where))

    def _is_one_line(self, words: Words) -> bool:
        """Check whether a text is surely one line at full size, by its letters' widths alone."""
        advances = self._advances
        try:
            return not words.strong and sum(map(advances.__getitem__, words.text)) < 1
        except KeyError:  # a letter of another script
            return False

    @cached_property
    def _advances(self) -> dict[str, float]:
        """How much of a line each Latin letter takes, in whichever of the two fonts it is wider."""
        box = self._measure.layouts[_TITLE_LAYOUT].box(self._opening.box)
        level = box.levels[0]
        size, room = self._measure.size(box, level, 1), _SURELY * (box.room[0] - level.indent)
        fonts = self._measure.fonts(Words("", self._story.where), level)
        return {
            char: max(font.width(char.upper() if level.capitals else char, size) for font in fonts) / room
            for char in map(chr, range(0x20, 0x180))
        }

    @cached_property
    def _measure(self) -> Measure:
        return Measure(**vars(choose_template(self._theme, self._template).target))

    @cached_property
    def _opening(self) -> BoxText:
        """The box that a dedication opens, with one in it."""
        cover = self._story.cover
        story = replace(self._story, cover=replace(cover, personal=Personal(cover.title)))
        slide = Slide(_TITLE_LAYOUT, Head(cover.title, cover.title, ()), blocks.cover_texts(story))
        box = dedication_box(self._measure)
        return next(text for text in adapt(slide, self._measure).texts if text.box == box)
