"""Where a part of the story comes from: its sources, numbered in the file's order, and the date of its figures."""

from collections.abc import Iterable, Iterator

from reports.datafile import model
from reports.datafile.model import Programme
from reports.frozen import frozen, replace
from reports.story import Figure, Reference, Span, Words, merged, moments, numbers, richtext, words_in
from reports.story.phrases import Phrases, phrases_in, phrases_of


@frozen
class Credit:
    """Sources and date, for the brief with citations, and `spoken` by title: a slide has no list beside it.

    What `spoken` keeps are its titles and, last, its date.
    """

    text: Words
    spoken: Words


class Credits:
    """The credit of any part of one programme's story."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._numbers = {key: number for number, key in enumerate(programme.sources, 1)}
        self._where = programme.title.where
        self._phrases = phrases_of(programme)

    def of(self, part: object, named: Iterable[str | None] = ()) -> Credit:
        """Credit a part of the story; `named` are the sources that the data file gives for it."""
        keys, as_of = self._sources_of(named, part), self._as_of(part)
        names = [_publication(self._programme.sources[key], self._programme.language) for key in keys]
        phrase = self._phrases.form(self._phrases.source, len(keys)) if keys else self._phrases.as_of
        sources = richtext.listed(names, self._phrases.between, self._where)
        spoken = richtext.fill(phrase.removesuffix("."), self._where, sources=sources, date=richtext.kept(as_of))
        return Credit(self._cited(keys, as_of), spoken)

    def references(self) -> tuple[Reference, ...]:
        """Return all sources as a list shows them, in the file's order."""
        return tuple(map(self._reference, self._numbers))

    def of_parts(self) -> Iterator[str]:
        """Yield the sources of what the portfolio is divided by: its table, or its areas."""
        facts = self._programme.portfolio
        if facts.awards and facts.awards.source:
            yield facts.awards.source
        for area in facts.areas:
            yield from self._sources_of_quantity(area.amount)

    def _cited(self, keys: Iterable[str], as_of: Words) -> Words:
        """Write sources with a number in brackets each, which leads to the list of sources."""
        names = []
        for key in keys:
            source, number = self._programme.sources[key], self._numbers[key]
            mark = richtext.linked(richtext.kept(Words(f"[{number}]", source.title.where)), f"#source-{number}")
            names.append(richtext.join(numbers.verbatim(source.publisher), " ", mark, where=source.title.where))
        if not names:
            return richtext.fill(self._phrases.as_of, self._where, date=as_of)
        sources = richtext.listed(names, self._phrases.between, self._where)
        phrase = self._phrases.form(self._phrases.source, len(names))
        words = richtext.fill(phrase, self._where, sources=sources, date=as_of)
        first = Span(0, words.text.index(names[0].text) + len(names[0].text))  # "Source:" is never parted from a name
        return replace(words, kept=merged((*words.kept, first)))

    def _reference(self, key: str) -> Reference:
        source = self._programme.sources[key]
        title, where = _title(source, self._phrases), source.title.where
        medium = numbers.verbatim(source.medium) + " " if source.medium else ""
        named = {"publisher": numbers.verbatim(source.publisher), "medium": medium, "title": title}
        parts: list[str | Words] = [richtext.fill(self._phrases.reference, where, **named)]
        if source.note:
            parts += [" ", numbers.verbatim(source.note)]
        if source.url:
            parts += [" ", richtext.linked(Words(source.url, where), source.url)]
        if source.retrieved:
            date = moments.date_text(source.retrieved, self._programme.language)
            parts += [" ", self._phrases.retrieved.format(date=date)]
        text = richtext.join(*parts, where=where)
        return Reference(self._numbers[key], text, source.publisher.text)

    def _as_of(self, part: object) -> Words:
        """Date the figures of a part; those that have a date of their own are not as of the programme's."""
        known, whole = self._programme.numbers, numbers.verbatim(self._programme.as_of.text)
        stated = (known[name] for figure in _figures(part) for name in self._rests_on(figure.quantity))
        own = {each.as_of.text: each.as_of for each in stated if isinstance(each, model.Sourced) and each.as_of}
        own.pop(whole.text, None)
        others = [numbers.verbatim(own[text]) for text in sorted(own)]
        if not others:
            return whole
        joined = richtext.listed(others, self._phrases.and_between, whole.where)
        return richtext.fill(self._phrases.partly_as_of, whole.where, date=whole, others=joined)

    def _sources_of(self, named: Iterable[str | None], part: object) -> list[str]:
        """Name the sources a part rests on: those it gives, those of its numbers, or the only one there is."""
        shown = (source for figure in _figures(part) for source in self._sources_of_quantity(figure.quantity))
        keys = {key for key in named if key} | set(shown)
        if not keys and (only := self._programme.only_source):
            return [only]
        return [key for key in self._numbers if key in keys]

    def _sources_of_quantity(self, name: str) -> set[str]:
        known = self._programme.numbers
        return {each.source for part in self._rests_on(name) if isinstance(each := known[part], model.Sourced)}

    def _rests_on(self, name: str) -> tuple[str, ...]:
        """Name the stated quantities that one rests on; for most that is itself."""
        quantity = self._programme.numbers[name]
        return quantity.ratio if isinstance(quantity, model.Derived) else (name,)


def publication(source: model.Source, language: str) -> str:
    """Name a source by who published it, and its title."""
    return _publication(source, language).text


def _publication(source: model.Source, language: str) -> Words:
    title = _title(source, phrases := phrases_in(language))
    named = {"publisher": numbers.verbatim(source.publisher), "title": richtext.kept(title)}
    return richtext.fill(phrases.publication, title.where, **named)


def _title(source: model.Source, phrases: Phrases) -> Words:
    title = numbers.verbatim(source.title)
    return replace(title, text=phrases.in_quotes(title.text))


def _figures(part: object) -> Iterator[Figure]:
    for words in words_in(part):
        yield from words.figures
