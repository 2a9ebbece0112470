"""What a section on an earlier file says: a table of numbers, and a sentence each on what else is new, done or gone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from reports.changes.differences import Difference, Differences
from reports.changes.quantities import pairs
from reports.datafile import model
from reports.datafile.model import Derived, EarlierFile, Programme, Prose, Quantity, Sourced, Stated, Subtraction
from reports.datafile.scalars import TODO
from reports.errors import Location
from reports.story import numbers
from reports.story.phrases import phrases_of

_OF_OLD_FILE = re.compile(r"[\d{}]|\[")  # in a text: a number or a note that only the old file has


def with_earlier(
    programme: Programme, old: Programme, found: Differences, files: tuple[str, ...], where: Location, own: Programme
) -> Programme:
    """Return a programme that has read its earlier file: with its numbers, their sources, and a section on them.

    `files` are what travels with it, `where` the place that names it, and `own` the programme in the language that both
    files were compared in.
    """
    told = _Changes(programme, old, own)
    shown = [each for each in found.found if each.subject == "quantity" and told.is_shown(each)]
    rows = tuple(tuple(Prose(cell, where) for cell in told.row(each)) for each in shown)
    said = tuple(Prose(text, where) for text in told.said(found.found))
    earlier = EarlierFile.model_construct(
        since=files[0], files=files, as_of=old.as_of.text, quantities=told.quantities, rows=rows, said=said
    )
    title = Prose(phrases_of(programme).changes_since.format(date=old.as_of.text.text), where)
    update = {"changes": earlier, "sources": told.sources, "sections": _placed(programme, title)}
    return programme.model_copy(update=update)


def _placed(programme: Programme, title: Prose) -> tuple[model.Section, ...]:
    """Return the sections with that on the changes: titled, and where there is none yet, behind all but a webcast."""
    sections = list(programme.sections)
    if not any(isinstance(each, model.ChangesSection) for each in sections):
        last = len(sections) - isinstance(sections[-1], model.WebcastSection)
        sections.insert(last, model.ChangesSection(kind="changes"))
    for place, each in enumerate(sections):
        if isinstance(each, model.ChangesSection):
            titles = {"heading": each.heading if each.heading.text else title}
            titles["headline"] = each.headline if each.headline.text else titles["heading"]
            sections[place] = each.model_copy(update=titles)
    return tuple(sections)


class _Changes:
    """What is said of two files; `quantities` and `sources` are gathered on the way."""

    def __init__(self, programme: Programme, old: Programme, own: Programme) -> None:
        self._new, self._old, self._same = programme, old, pairs(old, programme)
        self._own = own
        self._phrases = phrases_of(programme)
        self.quantities, self.sources = dict[str, Quantity](), dict(programme.sources)

    def is_shown(self, each: Difference) -> bool:
        """Return whether a number is in the table: one that is written otherwise, or of another kind of money."""
        is_other = not (each.old and each.new) or each.old.text != each.new.text
        return ":" not in each.side.key and (is_other or _kinds(each) is not None)

    def row(self, each: Difference) -> tuple[str, ...]:
        """Return label, old number, new number and change of a quantity, as texts with {names}."""
        phrases, key = self._phrases, each.side.key
        quantity = (self._new if each.new else self._old).quantities[key]
        was = each.old if each.old and each.old.text != TODO else None  # what an earlier draft left open is not known
        before, now = f"{{{self._since(was.key, key)}}}" if was else "", f"{{{key}}}" if each.new else ""
        label = (quantity.label if isinstance(quantity, Derived) else quantity.unit).text
        if not each.new:
            return key if _OF_OLD_FILE.search(label) else label, before, "", phrases.number_gone
        if not each.old:
            return label, "", now, phrases.number_new
        kinds = _kinds(each)
        change = phrases.kind_changed.format(old=phrases.kinds[kinds[0]], new=phrases.kinds[kinds[1]]) if kinds else ""
        if each.by is not None and isinstance(quantity, Stated):
            unit, percent = quantity.unit, quantity.percent
            self.quantities[f"{key}:difference"] = Subtraction.model_construct(
                ratio=(key, f"{key}:since"), label=unit, caveat=unit, percent=percent
            )
            change = f"{{{key}:difference}}"
        return label, before, now, change

    def _since(self, before: str, name: str) -> str:
        """Take over a number of the old file, with those that it is derived from; return what it is called here."""
        quantity, known = self._old.quantities[before], f"{name}:since"
        if isinstance(quantity, Derived):
            parts = tuple(self._since(part, self._same.get(part, f"{part} of old")) for part in quantity.ratio)
            self.quantities[known] = quantity.model_copy(update={"ratio": parts, "was": None})
            return known
        source = self._old.sources[quantity.source]
        here = next((key for key, each in self._new.sources.items() if each == source), f"{quantity.source}:since")
        self.sources.setdefault(here, source)  # if both files have it, it is one source
        update = {"source": here, "as_of": quantity.as_of or self._old.as_of.text, "was": None}
        others = {"before": None, "mark": None} if isinstance(quantity, Stated) else {}
        self.quantities[known] = quantity.model_copy(update={**update, **others})
        return known

    def said(self, found: Iterable[Difference]) -> Iterator[str]:
        """Yield a sentence for each sort of what else is new, done or gone."""
        phrases, names, awards = self._phrases, defaultdict[str, list[str]](list), Counter[str]()
        for each in found:
            if each.subject == "award":
                awards[each.how] += 1
            elif each.subject in ("step", "project") and not each.part:
                names[f"{each.subject} {each.how}"].append(self._called(each.side.label))
            elif each.part == "expected" and each.side.text == "no":
                names["step done"].append(self._called(each.side.label.removesuffix(": expected")))
        for sort, listed in names.items():
            if kept := "; ".join(filter(None, listed)):
                yield phrases.changed[sort].format(names=kept)
        table, count = self._new.portfolio.awards, self._new.quantities[self._new.portfolio.count]
        assert isinstance(count, Sourced)
        for how, number in awards.items():
            source = (table and table.source) or count.source
            awards_of_how = Stated.model_construct(value=Decimal(number), unit=count.unit, source=source)
            self.quantities[f"awards {how}"] = awards_of_how
            form = ":words" if Decimal(number) in phrases.number_words else ""
            yield phrases.form(phrases.awards_changed[how], number).format(number=f"{{awards {how}{form}}}")

    def _called(self, label: str) -> str:
        """Return a title as the data file has it, with its {names}; nothing where the old file has its numbers."""
        both = zip(_titles(self._own), _titles(self._new), strict=True)
        known = {numbers.resolve(title, self._own).text: said.text for title, said in both}
        return known.get(label) or ("" if _OF_OLD_FILE.search(label) else label)


def _kinds(each: Difference) -> tuple[str, str] | None:
    """Return of what kind of money a number was and is, where it is of another one."""
    return next(((was, now) for what, was, now in each.also if what == "kind" and not {"", TODO} & {was, now}), None)


def _titles(programme: Programme) -> list[Prose]:
    several = (each.projects for each in programme.sections if isinstance(each, model.ProjectsSection))
    return [*(each.name for projects in several for each in projects), *(step.title for step in programme.timeline)]
