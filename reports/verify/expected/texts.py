"""The texts that finished files must have, each with its place and its numbers."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reports.frozen import frozen
from reports.story.numerals import Meaning, counted, year_of
from reports.verify.expected.placement import Placement
from reports.verify.expected.provenance import Provenance, ProvenanceTracer, TracedNumber
from reports.verify.readback.reading import Part


@frozen
class Expected:
    """A text of the story, and where finished files have to have it.

    `must` are the kinds of passage that it has to stand in, in each at least once: frozenset({"page", "notes"}) is on a
    page of the brief and in the speaker's notes of the deck. Where `must` is empty, the text may be there (as the
    renderers put it together so) and need not. `only`: it is asked of one of the two files. `unit` is the part of the
    story that it belongs to, a key of `Expectations.units`. `numbers` are its own, in order, each traced.
    A `duty` may not be reworded on a slide either; a `phrase` is only looked for, inside other texts.
    """

    text: str
    must: Placement
    unit: int
    numbers: tuple[TracedNumber, ...] = ()
    duty: bool = False
    phrase: bool = False
    only: Part | None = None

    @property
    def quantities(self) -> list[str]:
        """Return the names of the quantities in it."""
        found = (each.provenance for each in self.numbers)
        return [each.name for each in found if each and each.kind in ("stated", "derived")]


@frozen
class Expectations:
    """All that finished files of a story must have. `units` are the slides' sentences by the unit's number.

    `counts` are the quantities that count something, with number and words of the unit: {"gardens": (24, {"gardens"})}.
    What is `beside` may stand outside the reading order: a timeline's key and years, the numbers of described projects.
    """

    language: str
    texts: tuple[Expected, ...]
    units: Mapping[int, str]
    tracer: ProvenanceTracer
    counts: Mapping[str, tuple[Decimal, frozenset[str]]]
    beside: frozenset[str]

    def contradicted(self, text: str) -> Iterator[str]:
        """Yield the counts and shares in words that the story does not have, and that a quantity contradicts.

        Each in words that follow on a page or a slide: "says “nineteen gardens” where the data says “24” (gardens)".
        """
        for said, value, things in counted(text, self.language):
            if any(said.casefold() in each.text.casefold() for each in self.texts):
                continue
            nouns = [word.casefold() for word in things.split()]
            for name, (amount, unit) in self.counts.items():
                if set(nouns) & unit and value != amount:
                    yield f"says “{said}” where the data says “{amount:,}” ({name})"
                    break

    def known(self, meaning: Meaning) -> Provenance | None:
        """Return the provenance of a number that stands by itself, in words of somebody else's; None if it has none."""
        if meaning in self.tracer.forms:
            return Provenance("stated", self.tracer.forms[meaning])
        return Provenance("date") if year_of(meaning) in self.tracer.years else None
