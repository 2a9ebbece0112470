"""What one programme sounds like: its prose resolved, its pictures with their credits."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reports.compose.citations import Credits
from reports.datafile.model import Programme, Prose
from reports.datafile.photos import Pixels
from reports.story import Photograph, Words, numbers, richtext
from reports.story.phrases import phrases_of

if TYPE_CHECKING:
    from reports.awards import Awards


class Voice:
    """What one programme sounds like: its prose resolved, its sources numbered in the file's order."""

    def __init__(self, programme: Programme, awards: Awards | None, photos: Mapping[str, Pixels]) -> None:
        self.programme, self.awards, self.photos = programme, awards, photos
        self.credits = Credits(programme)
        self.where = programme.title.where
        self.project_numbers = itertools.count(1)  # projects are told in their order
        self.phrases = phrases_of(programme)

    def words(self, prose: Prose) -> Words:
        """Return a text of the data file with its numbers in it."""
        return numbers.resolve(prose, self.programme)

    def maybe(self, prose: Prose | None) -> Words | None:
        """Return a text that may be left out."""
        return self.words(prose) if prose else None

    def all(self, proses: Iterable[Prose]) -> tuple[Words, ...]:
        """Return several texts, in their order."""
        return tuple(self.words(prose) for prose in proses)

    def ours(self, text: str) -> Words:
        """Resolve a sentence of our own, in which {names} stand for numbers as they do in the data file."""
        return self.words(Prose(text, self.where))

    def plain(self, text: str) -> Words:
        """Return a text of our own that has no {names} in it."""
        return Words(text, self.where)

    def photo(self, name: str) -> Photograph:
        """Return a picture of the data file, with whom it is credited to and under which licence."""
        picture = self.programme.pictures[name]
        licence = [numbers.verbatim(picture.licence)] if picture.licence else []
        credit = richtext.listed([numbers.verbatim(picture.credit), *licence], ", ", picture.credit.where)
        across, down = map(float, picture.focus)
        return Photograph(self.photos[name], self.words(picture.alt).text, credit, (across, down))
