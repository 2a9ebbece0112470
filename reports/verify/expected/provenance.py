"""Where the numbers of a text come from: a quantity, a date, a declared name, a count, somebody else's words."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from reports.datafile.model import Change, Derived, EarlierFile, Programme, Quantity, Ranged, Sourced
from reports.frozen import frozen, replace
from reports.story import Words, plain
from reports.story.numbers import format_quantity, names_in
from reports.story.numerals import Meaning, Number, numbers, periods_of, year_of, years_of

ProvenanceKind = Literal[
    "stated", "derived", "name", "date", "verbatim", "counted", "structural", "parts", "words", "unknown"
]

_NUMERAL = re.compile(r"\d+\. ")


@frozen
class Provenance:
    """Where a number comes from. `name` is the quantity's, the declared name it stands in, or a table's source.

    "parts" are what the portfolio is divided into: its table of awards, or areas that the data states. "structural" are
    numbers of pages, slides and lists, and citations; "words" are spelled out; "unknown" is what should not be.
    """

    kind: ProvenanceKind
    name: str = ""


@frozen
class TracedNumber:
    """A number as it stands in a text, and where it comes from; None where the story does not have it."""

    number: Number
    provenance: Provenance | None


def all_from(kind: ProvenanceKind, text: str, language: str) -> tuple[TracedNumber, ...]:
    """Trace all numbers of a text to the same."""
    return tuple(TracedNumber(number, Provenance(kind)) for number in numbers(text, language))


class ProvenanceTracer:
    """Traces numbers to the data file.

    `forms` are the quantities' names by what their numbers may mean when written short or in full, with the currency's
    sign or its code: {Meaning(46000000, "$", "", ""): "committed"}. `years` are those of the data file's dates.
    """

    def __init__(self, programme: Programme) -> None:
        self._programme, self._language = programme, programme.language
        self.forms = dict(_forms(programme))
        self.years = years_of(programme)
        self.names = tuple(plain(term.text) for term in programme.names)
        before = (each for name, each in programme.numbers.items() if name.endswith((":before", ":since")))
        dates = (each.as_of.text for each in before if isinstance(each, Sourced) and each.as_of)
        earlier = [programme.changes.as_of.text] if isinstance(programme.changes, EarlierFile) else []
        self._dates = tuple(map(plain, (*dates, *earlier, *periods_of(programme))))

    def of(self, words: Words, *, verbatim: bool, source: str = "") -> tuple[TracedNumber, ...]:
        """Trace the numbers of a text of the story's; `verbatim` are those that stand so in the data file.

        These are the `source`'s, if it is given. Quantities in words are among them, which no text shows to be numbers.
        """
        each_number = numbers(words.text, self._language)
        each_is = [(each, self._provenance(each, words, verbatim=verbatim)) for each in each_number]
        traced = [TracedNumber(each, replace(it, name=source) if it.kind == "verbatim" else it) for each, it in each_is]
        for span, name in ((each.span, each.quantity) for each in words.figures):
            inside = [each for each in traced if span.start <= each.number.digits.start < span.stop]
            if not any(each.provenance and each.provenance.name for each in inside):
                text = words.text[slice(*span)]
                number = Number(span, text, Meaning(None, "", "", text.lower()), span)
                traced.append(TracedNumber(number, Provenance(self._kind(name), name)))
        return tuple(traced)

    def of_values(self, values: Iterable[Words], text: str) -> tuple[TracedNumber, ...]:
        """Trace the numbers of a text that shows some quantities, each by itself, and other numbers as `composed`."""
        own = dict[Meaning, Provenance]()
        for figure, shown in (
            (figure, words.text[slice(*figure.span)]) for words in values for figure in words.figures
        ):
            its = Provenance(self._kind(figure.quantity), figure.quantity)
            own |= {number.meaning: its for number in numbers(shown, self._language)}
        traced = self.composed(text)
        return tuple(replace(each, provenance=own.get(each.number.meaning, each.provenance)) for each in traced)

    def composed(self, text: str) -> tuple[TracedNumber, ...]:
        """Trace the numbers of a text that is put together here: to a quantity, a date, or a count of what is there."""
        traced = []
        for number in numbers(text, self._language):
            name = self.forms.get(number.meaning)
            quantity = Provenance(self._kind(name), name) if name else None
            traced.append(TracedNumber(number, quantity or self._known(text, number) or Provenance("counted")))
        return tuple(traced)

    def _provenance(self, number: Number, words: Words, *, verbatim: bool) -> Provenance:
        span = number.span
        for figure in words.figures:
            if span.start < figure.span.stop and figure.span.start < span.stop:
                then = self._programme.numbers.get(re.sub(":change$", ":before", figure.quantity))
                date = then.as_of if isinstance(then, Sourced) and figure.quantity.endswith(":change") else None
                if date and words.text.rfind(date.text, *figure.span) <= span.start:  # what it is held against
                    return Provenance("date")
                return Provenance(self._kind(figure.quantity), figure.quantity)
        if any(part.start <= number.digits.start < part.stop and to.startswith("#") for part, to in words.links):
            return Provenance("structural")  # a citation leads to the list of sources
        if verbatim:
            return Provenance("verbatim")
        numeral = _NUMERAL.match(words.text) and span.start == 0
        return self._known(words.text, number) or Provenance("counted" if numeral else "unknown")

    def _known(self, text: str, number: Number) -> Provenance | None:
        """Trace a number to a declared name that it stands in, or to a date."""
        for name in (*self.names, *self._dates):
            for part in names_in(text, (name,)):
                if part.start <= number.digits.start and number.digits.stop <= part.stop:
                    return Provenance("name", name) if name in self.names else Provenance("date")
        if number.spelled:
            return Provenance("words")
        return Provenance("date") if year_of(number.meaning) in self.years else None

    def _kind(self, name: str) -> Literal["stated", "derived"]:
        return "derived" if isinstance(self._programme.numbers.get(name), Derived) else "stated"


def _forms(programme: Programme) -> Iterator[tuple[Meaning, str]]:
    facts = programme.portfolio

    def likely(each: tuple[str, Quantity]) -> int:
        """Rank quantities that may have one number by how likely a text of ours means them: it has the portfolio's."""
        name, quantity = each
        return 2 if name in (facts.total, facts.count) else int(":" not in name and not isinstance(quantity, Ranged))

    for name, quantity in sorted(programme.explained.items(), key=likely):  # the last counts
        if isinstance(quantity, Change):
            continue  # it has a date among its numbers
        written = format_quantity(name, programme)
        for text in (written.short, written.full):
            for number in numbers(plain(text), programme.language):
                yield number.meaning, name
                code = getattr(quantity, "currency", None)
                if code:
                    yield number.meaning._replace(currency=code), name
