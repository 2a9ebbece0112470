"""What a Story tells, text by text: where each has to stand, and where its numbers come from.

This is what finished files are held against: made from the Story and `places` alone, whatever the renderers do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import count

from reports.compose.descriptions import rest_told, row_told, rows_of, step_told
from reports.datafile.model import Derived, Programme
from reports.story import (
    Annex,
    Breakdown,
    Exhibit,
    Fact,
    KeyFigure,
    Portfolio,
    Project,
    Projects,
    Questions,
    Reference,
    Section,
    Story,
    TimelineChart,
    Words,
)
from reports.story import numbers as quantities
from reports.story.richtext import join, linked
from reports.verify.expected.charts import charts
from reports.verify.expected.numbers import Meaning
from reports.verify.expected.placement import (
    EVERYWHERE,
    NOTES,
    NOWHERE,
    PAGE,
    RUNNING,
    SLIDE,
    VERBATIM,
    WHERE,
    Placement,
)
from reports.verify.expected.provenance import OriginAt, Provenance, ProvenanceTracer, all_from
from reports.verify.readback.reading import Part

_FACTS_ON_SLIDE, _FACTS_ON_PAGE = 3, 2
_MOST_ON_SLIDE = 15  # awards


@dataclass(frozen=True, slots=True)
class Expected:
    """A text, where it has to stand, and its numbers' origins. `unit` is the part of the story that it belongs to.

    A `duty` may not be reworded on a slide either; a `phrase` is only looked for, inside other texts. `only`: it has to
    stand in one of the two files.
    """

    text: str
    must: Placement
    unit: int
    origins: tuple[OriginAt, ...] = ()
    duty: bool = False
    phrase: bool = False
    only: Part | None = None

    @property
    def quantities(self) -> list[str]:
        """Name the quantities in it."""
        return [origin.name for _, _, origin in self.origins if origin.kind in ("stated", "derived")]


@dataclass(frozen=True, slots=True)
class Expectations:
    """All that is told. `units` are the slides' sentences by the unit's number; `forms`, how quantities may look."""

    told: tuple[Expected, ...]
    units: Mapping[int, str]
    forms: Mapping[Meaning, str]
    years: frozenset[int]
    names: tuple[str, ...]

    def known(self, meaning: Meaning) -> Provenance | None:
        """Find the origin of a number that stands by itself, in words of somebody else's."""
        if meaning in self.forms:
            return Provenance("stated", self.forms[meaning])
        value, *rest = meaning
        plain = not any(rest) and value is not None and value == value.to_integral_value()
        return Provenance("date") if plain and value is not None and int(value) in self.years else None


def expectations(programme: Programme, story: Story) -> Expectations:
    """List all that a story tells."""
    return _Collector(programme).expectations(story)


class _Collector:
    """Walks a story once; `_unit` is the part that it is in."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._origins = ProvenanceTracer(programme)
        self._unit = 0
        self._units: dict[int, str] = {}

    def expectations(self, story: Story) -> Expectations:
        told = [*self._outside(story), *self._cover(story)]
        for section in story.sections:
            self._begin(section.headline)
            told += self._section(section)
        self._begin(story.closing.headline)
        told += [*self._walk(story.closing, EVERYWHERE), *self._duties(story)]
        if story.annex:
            self._begin(story.annex.headline)
            told += self._annex(story.annex)
        return Expectations(tuple(told), self._units, self._origins.forms, self._origins.years, self._programme.names)

    def _begin(self, headline: Words) -> None:
        self._unit += 1
        self._units[self._unit] = headline.text

    def _outside(self, story: Story) -> Iterator[Expected]:
        """Tell what stands around the text: who speaks, what sort of paper it is, the date of the figures."""
        for name in ("publisher", "label", "running"):
            told = self._told(getattr(story, name), WHERE[Story, name], verbatim=True)
            yield replace(told, only=None if name == "publisher" else "brief")
        dated = join("figures as of ", story.as_of, where=story.as_of.where)
        yield replace(self._told(dated, RUNNING, verbatim=True), phrase=True, duty=True, only="deck")
        for text in ("Figures as of ", f"{story.running} · figures as of ", "As of "):
            yield self._told(join(text, story.as_of, where=story.as_of.where), NOWHERE, verbatim=True)

    def _cover(self, story: Story) -> Iterator[Expected]:
        self._begin(story.cover.title)
        yield from self._walk(story.cover, EVERYWHERE)

    def _section(self, section: Section) -> Iterator[Expected]:
        """Tell a section. The brief's cover has told the portfolio; projects have a slide, and so a unit, each."""
        if isinstance(section.block, Projects):
            yield from self._walk(replace(section, block=Projects(())), EVERYWHERE - SLIDE)
            for project in section.block.projects:
                self._units[self._unit] = project.headline.text
                yield from self._project(project)
                self._unit += 1
            self._unit -= 1
            return
        if isinstance(section.block, Portfolio):
            yield from self._portfolio(section, section.block)
        else:
            yield from self._walk(section, EVERYWHERE)

    def _portfolio(self, section: Section, block: Portfolio) -> Iterator[Expected]:
        """Tell what the brief's cover has told, and what divides it, which the brief tells in a section as well."""
        if block.breakdown is None:
            yield from self._walk(section, EVERYWHERE - PAGE)
            return
        yield from self._walk(replace(section, block=Projects(())), EVERYWHERE)
        yield from self._walk(block.figures, EVERYWHERE - PAGE)
        yield from self._walk(block.breakdown, EVERYWHERE)

    def _project(self, project: Project) -> Iterator[Expected]:
        numeral = count()
        for place, fact in enumerate(project.facts):
            must = NOTES | (SLIDE if place < _FACTS_ON_SLIDE else NOWHERE)
            must |= PAGE if fact.is_number and next(numeral) < _FACTS_ON_PAGE else NOWHERE
            yield self._told(_pair(fact), must)
        yield from self._walk(replace(project, facts=()), EVERYWHERE)

    # -- walking ----------------------------------------------------------------------------------

    def _walk(self, part: object, must: Placement, *, verbatim: bool = False) -> Iterator[Expected]:
        match part:
            case Words():
                yield self._told(part, must, verbatim=verbatim)
            case Breakdown() | Exhibit():
                yield from self._exhibit(part, must)
            case KeyFigure() | Fact():
                yield self._told(_pair(part), must)
            case Reference():
                yield self._told(part.text, must, verbatim=True)
                cited = linked(Words(f"[{part.number}]", part.text.where), "#source")
                yield self._told(join(cited, " ", part.text, where=part.text.where), NOWHERE, verbatim=True)
            case Questions():
                yield from self._questions(part, must)
            case TimelineChart():
                yield from self._timeline(part, must)
            case tuple():
                for each in part:
                    yield from self._walk(each, must, verbatim=verbatim)
            case _ if is_dataclass(part):
                yield from self._fields(part, must, verbatim=verbatim)

    def _fields(self, part: object, must: Placement, *, verbatim: bool) -> Iterator[Expected]:
        for each in fields(part):  # type: ignore[arg-type]  # a dataclass, as its caller has seen
            key = type(part), each.name
            places, value = must & WHERE.get(key, EVERYWHERE), getattr(part, each.name)
            if each.name == "alt":
                yield self._plain(value, NOWHERE)
            yield from self._walk(value, places, verbatim=verbatim or key in VERBATIM)

    def _questions(self, block: Questions, must: Placement) -> Iterator[Expected]:
        for number, each in enumerate(block.questions, 1):
            told = join(f"{number}. ", each.name, " ", each.text, where=each.name.where)
            yield self._told(told, NOWHERE)
            yield from self._walk(each, must)

    def _timeline(self, chart: TimelineChart, must: Placement) -> Iterator[Expected]:
        """Tell the alternative text, the years of the scale, and each step with its date, a label of its own."""
        yield self._plain(chart.alt, NOWHERE)
        years = [milestone.year for milestone in chart.milestones]
        for year in range(min(years), max(years) + 1):
            yield self._dated(str(year), NOWHERE)
        for number, milestone in enumerate(chart.milestones, 1):
            for said in (
                f". {step_told(milestone)}",
                f". {milestone.date}: {milestone.title.text}",
                f" {milestone.date}",
            ):
                yield self._plain(f"{number}{said}", NOWHERE)  # as the list beside numbered marks tells it
            yield self._dated(milestone.date, must)
            yield from self._walk((milestone.title, milestone.text), must)

    def _exhibit(self, part: Breakdown | Exhibit, must: Placement) -> Iterator[Expected]:
        """Tell what stands around a chart of the parts; its lettering is held to it piece by piece (`apart`)."""
        if isinstance(part, Exhibit):
            yield self._parts(part.headline.text, must & WHERE[Exhibit, "headline"])
        yield self._parts(part.measure.text, must & WHERE[type(part), "measure"])
        yield self._parted(part.caption, must & WHERE[type(part), "caption"])
        for chart in charts(part.chart):
            yield self._parts(chart.alt, NOWHERE)
        for label, value in rows_of(part.chart):
            yield from (self._parts(text, NOWHERE) for text in (label, value))
            yield self._parts(f"{label}: {value}", must & NOTES)
        if isinstance(part, Breakdown):
            for exhibit in part.further:
                yield from self._exhibit(exhibit, must)

    def _parted(self, words: Words, must: Placement) -> Expected:
        """Tell a text with numbers of the data's and others, which are the portfolio's parts."""
        told = self._told(words, must)
        traced = ((s, m, Provenance("parts") if origin.kind == "unknown" else origin) for s, m, origin in told.origins)
        return replace(told, origins=tuple(traced))

    def _annex(self, annex: Annex) -> Iterator[Expected]:
        """Tell what stands around the list of awards; its rows are held to it cell by cell (`apart`)."""
        for words, must in ((annex.heading, PAGE), (annex.headline, SLIDE), (annex.intro, PAGE | NOTES)):
            yield self._parts(words.text, must)
        for row in range(min(len(annex.rows), _MOST_ON_SLIDE)):
            yield self._parts(row_told(annex, row), NOWHERE)
            yield self._parts(rest_told(annex, row + 1), NOWHERE)
        for credit in (annex.credit, annex.spoken):
            yield self._told(credit, NOWHERE, verbatim=True)

    def _duties(self, story: Story) -> Iterator[Expected]:
        """Tell what may be reworded nowhere: that all is long past, how a number was derived, and what is not known."""
        if story.cover.historic:
            yield replace(self._plain("historic document", PAGE | SLIDE), duty=True, phrase=True)
        for name, quantity in self._programme.quantities.items():
            if isinstance(quantity, Derived):
                formula = quantities.shown(name, self._programme).formula or ""
                caveat = quantities.resolve(quantity.caveat, self._programme).text
                for phrase in ("derived", formula, caveat):
                    yield replace(self._plain(phrase, EVERYWHERE), duty=True, phrase=True)
        caveat = story.cover.portfolio.caveat.text
        slide = any(isinstance(section.block, Portfolio) and not section.block.breakdown for section in story.sections)
        must = EVERYWHERE if slide else PAGE | NOTES
        yield replace(self._plain(caveat, must), duty=True, phrase=True)

    # -- numbers ----------------------------------------------------------------------------------

    def _told(self, words: Words, must: Placement, *, verbatim: bool = False) -> Expected:
        return Expected(words.text, must, self._unit, self._origins.of(words, verbatim=verbatim))

    def _plain(self, text: str, must: Placement) -> Expected:
        return Expected(text, must, self._unit, self._origins.composed(text))

    def _dated(self, date: str, must: Placement) -> Expected:
        return Expected(date, must, self._unit, all_from("date", date))

    def _parts(self, text: str, must: Placement) -> Expected:
        """Tell a text whose numbers are the portfolio's parts."""
        return Expected(text, must, self._unit, all_from("parts", text))


def _pair(part: KeyFigure | Fact) -> Words:
    first = part.figure if isinstance(part, KeyFigure) else part.show
    return join(first, " ", part.label, where=first.where)
