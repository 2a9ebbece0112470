"""What only the whole of a data file can show: names that lead nowhere, numbers that may not stand as they do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from reports import quantities
from reports.errors import Location, Problem
from reports.located import Path, Tree, did_you_mean, quote
from reports.model import Derived, Line, Programme, ProjectsSection, Prose, Stated
from reports.story import Span

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_BRACE = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class _File:
    """A programme and the file it was read from."""

    programme: Programme
    tree: Tree

    def at(self, *path: str | int) -> Location:
        return self.tree.place(path)


def check(programme: Programme, tree: Tree, lacks: Callable[[str], str]) -> list[Problem]:
    """Find every problem and warning of a programme that fits the model; `lacks` names characters without a glyph."""
    file = _File(programme, tree)
    texts = tuple(_texts(programme))
    found = [problem for rule in _RULES for problem in rule(file)]
    for prose in texts:
        found += _verbatim(prose, file) if isinstance(prose, Line) else _prose(prose, file)
    found += _unused(texts, file)
    if not any(problem.fatal for problem in (*found, *tree.problems)):
        found += _glyphs(texts, file, lacks)
    return found


def _texts(value: object) -> Iterator[Prose]:
    match value:
        case Prose():
            yield value
        case BaseModel():
            for _, inner in value:
                yield from _texts(inner)
        case tuple():
            for inner in value:
                yield from _texts(inner)
        case dict():
            yield from _texts(tuple(value.values()))


# -- names that lead somewhere ------------------------------------------------------------------------


def _sources(file: _File) -> Iterator[Problem]:
    programme = file.programme
    for name, quantity in programme.quantities.items():
        if isinstance(quantity, Stated):
            yield from _source(quantity.source, ("quantities", name, "source"), file)
    for index, step in enumerate(programme.timeline):
        yield from _source(step.source, ("timeline", index, "source"), file)
    for index, section in enumerate(programme.sections):
        yield from _source(section.source, ("sections", index, "source"), file)


def _source(name: str | None, path: Path, file: _File) -> Iterator[Problem]:
    sources = file.programme.sources
    if name is not None and name not in sources:
        yield Problem(
            file.at(*path), f"no source is called {quote(name)}", did_you_mean(name, sources, "the sources are")
        )


def _stated(name: str, path: Path, file: _File) -> Stated | Problem:
    """Give the stated quantity that is named at a place, or what is wrong with the name."""
    known = file.programme.quantities
    match known.get(name):
        case Stated() as quantity:
            return quantity
        case None:
            hint = did_you_mean(name, known, "the quantities are")
            return Problem(file.at(*path), f"no quantity is called {quote(name)}", hint)
    return Problem(file.at(*path), f"{quote(name)} is itself worked out from others", "name a quantity with a value")


# -- quantities ---------------------------------------------------------------------------------------


def _money(file: _File) -> Iterator[Problem]:
    for name, quantity in file.programme.quantities.items():
        if isinstance(quantity, Stated):
            yield from _one_money(quantity, ("quantities", name), file)


def _one_money(quantity: Stated, path: Path, file: _File) -> Iterator[Problem]:
    if quantity.currency and not quantity.kind:
        hint = "add kind: committed, awarded, paid or requested"
        yield Problem(file.at(*path), f"{path[-1]} is money, but does not say of which kind", hint)
    if quantity.kind and not quantity.currency:
        hint = "add currency: USD, or take out kind"
        yield Problem(file.at(*path, "kind"), f"{path[-1]} has a kind of money, but no currency", hint)
    if quantity.currency and quantities.symbol(quantity.currency, file.programme.language) is None:
        yield Problem(file.at(*path, "currency"), f"no currency has the code {quote(quantity.currency)}")


def _ratios(file: _File) -> Iterator[Problem]:
    for name, quantity in file.programme.quantities.items():
        if isinstance(quantity, Derived):
            yield from _ratio(quantity, ("quantities", name), file)


def _ratio(quantity: Derived, path: Path, file: _File) -> Iterator[Problem]:
    parts = [_stated(name, (*path, "ratio", index), file) for index, name in enumerate(quantity.ratio)]
    yield from (part for part in parts if isinstance(part, Problem))
    stated = [part for part in parts if isinstance(part, Stated)]
    if len(stated) < 2:
        return
    over, under = stated
    if under.bound in ("more than", "at least", "up to"):
        message = f"{quote(quantity.ratio[1])} is a limit ({under.bound}), so nothing can be divided by it"
        yield Problem(file.at(*path, "ratio", 1), message)
    if under.currency and under.currency != over.currency:
        yield Problem(file.at(*path, "ratio"), f"{path[-1]} divides by money of another currency or none")
    elif under.currency and under.kind != over.kind:
        yield Problem(file.at(*path, "ratio"), f"{path[-1]} mixes kinds of money: {over.kind} and {under.kind}")
    elif quantities.value_of(quantity, file.programme) == 0:
        where = file.at(*path, "round")  # that of the quantity, where it has no round
        yield Problem(
            where, f"{path[-1]} comes to nothing when rounded to {quantity.round:,}", "choose a smaller round"
        )


def _portfolio(file: _File) -> Iterator[Problem]:
    facts = file.programme.portfolio
    total = _stated(facts.total, ("portfolio", "total"), file)
    count = _stated(facts.count, ("portfolio", "count"), file)
    yield from (part for part in (total, count) if isinstance(part, Problem))
    if isinstance(total, Stated) and not total.currency:
        yield Problem(
            file.at("portfolio", "total"), f"the total should be money, but {quote(facts.total)} has no currency"
        )
    if isinstance(count, Stated) and count.currency:
        yield Problem(file.at("portfolio", "count"), f"the count should not be money, but {quote(facts.count)} is")
    elif isinstance(count, Stated) and count.value % 1:
        message = f"the count should be a whole number, but {quote(facts.count)} is {count.value}"
        yield Problem(file.at("portfolio", "count"), message)


# -- timeline and sections ------------------------------------------------------------------------------


def _timeline(file: _File) -> Iterator[Problem]:
    steps, latest, language = file.programme.timeline, file.programme.as_of.latest, file.programme.language
    before = steps[0].date if steps else None
    for index, step in enumerate(steps):
        where, text = file.at("timeline", index, "date"), quantities.date_text(step.date, language)
        if before and before.first > step.date.last:
            message = f"the date {text} stands after {quantities.date_text(before, language)}"
            yield Problem(where, message, "put the steps in the order of their dates")
            before = step.date
        before = max(before or step.date, step.date, key=lambda date: date.first)
        if step.date.year > latest and not step.expected:
            hint = "add expected: true, if it was still to come"
            yield Problem(where, f"the date {text} is later than the figures speak of (as_of.latest is {latest})", hint)


def _single_sections(file: _File) -> Iterator[Problem]:
    kinds = [section.kind for section in file.programme.sections]
    for kind in ("timeline", "portfolio"):
        places = [index for index, each in enumerate(kinds) if each == kind]
        for index in places[1:]:
            first = file.at("sections", places[0], "kind").line
            yield Problem(file.at("sections", index, "kind"), f"a second {kind} section; the first is in line {first}")
    if "timeline" in kinds and not file.programme.timeline:
        where = file.at("sections", kinds.index("timeline"), "kind")
        yield Problem(where, "a timeline section, but the file has no timeline", "add timeline: with a step or more")
    if file.programme.timeline and "timeline" not in kinds:
        message = "the timeline is not shown: no section is of kind timeline"
        yield Problem(file.at("timeline"), message, fatal=False)


def _unique_titles(file: _File) -> Iterator[Problem]:
    """Slides need a title each of their own, and so do bookmarks: people find their way by them."""
    programme = file.programme
    headlines, headings = [programme.title], []
    for section in programme.sections:
        headings.append(section.heading)
        if isinstance(section, ProjectsSection):
            headlines += [project.headline for project in section.projects]
            if len(section.projects) == 1:
                continue
        headlines.append(section.headline)
    headlines.append(programme.closing.headline)
    headings.append(programme.closing.heading)
    yield from _repeated("headline", headlines)
    yield from _repeated("heading", headings)


def _repeated(what: str, proses: Iterable[Prose]) -> Iterator[Problem]:
    seen: dict[str, Prose] = {}
    for prose in sorted(proses, key=lambda prose: prose.where):
        first = seen.setdefault(prose.text.casefold(), prose)
        if first is not prose:
            message = f"the {what} {quote(prose.text)} stands in line {first.where.line} already"
            yield Problem(prose.where, message, f"give each a {what} of its own")


_RULES = (_sources, _money, _ratios, _portfolio, _timeline, _single_sections, _unique_titles)


# -- prose ----------------------------------------------------------------------------------------------


def _prose(prose: Prose, file: _File) -> Iterator[Problem]:
    yield from _places(prose, file)
    yield from _stray_numbers(prose, file)


def _places(prose: Prose, file: _File) -> Iterator[Problem]:
    for match in quantities.PLACE.finditer(prose.text):
        yield from _place(match, _where(prose, match, file), file)
    masked = quantities.PLACE.sub(lambda match: " " * len(match.group()), prose.text)
    if rest := _BRACE.search(masked):
        where = _where(prose, rest, file)
        yield Problem(
            where, f"a {quote(rest.group())} without its partner", "a number is written {name}, as in {committed}"
        )


def _where(prose: Prose, match: re.Match[str], file: _File) -> Location:
    """Tell where a part of a text stands in the file."""
    return file.tree.find(prose.where, match.group(), prose.text.count(match.group(), 0, match.start()))


def _place(match: re.Match[str], where: Location, file: _File) -> Iterator[Problem]:
    name, form = match[1], match[2]
    known = file.programme.quantities
    if name not in known:
        hint = did_you_mean(name.strip(), known, "the quantities are")
        yield Problem(where, f"no quantity is called {quote(name)}", hint)
    elif form not in (None, quantities.FULL):
        hint = f"write {{{name}}}, or {{{name}:full}} for all digits"
        yield Problem(where, f"a number has no form {quote(form)}", hint)


def _stray_numbers(prose: Prose, file: _File) -> Iterator[Problem]:
    allowed = [Span(*match.span()) for match in quantities.PLACE.finditer(prose.text)]
    allowed += quantities.names_in(prose.text, file.programme.names)
    years = _years(file.programme)
    for match in _NUMBER.finditer(prose.text):
        inside = any(span.start <= match.start() and match.end() <= span.stop for span in allowed)
        if not inside and match.group() not in years:
            where = _where(prose, match, file)
            yield Problem(
                where, f"the number {quote(match.group())} is typed into the text", _instead(match.group(), file)
            )


def _years(programme: Programme) -> set[str]:
    years = {str(step.date.year) for step in programme.timeline}
    return years | {str(programme.as_of.latest)} | set(re.findall(r"\b\d{4}\b", programme.as_of.text.text))


def _instead(number: str, file: _File) -> str:
    stated = (name for name, quantity in file.programme.quantities.items() if isinstance(quantity, Stated))
    for name in stated:  # a derived number may rest on one that is not there
        written = quantities.shown(name, file.programme)
        if number in (written.full, written.short) or written.full.endswith((f" {number}", f"${number}", f"£{number}")):
            return f"write {{{name}}}"
    return "make it a quantity and write its {name}; a number that is part of a name goes into names"


def _verbatim(line: Line, file: _File) -> Iterator[Problem]:
    for match in quantities.PLACE.finditer(line.text):
        if match[1] in file.programme.quantities:
            where = file.tree.find(line.where, match.group())
            yield Problem(
                where, f"{match.group()} would be printed as it stands: this text is verbatim", "write it out"
            )


def _unused(texts: Iterable[Prose], file: _File) -> Iterator[Problem]:
    """A derived number is always shown, with the sources; a stated one only where something names it."""
    programme = file.programme
    used = {match[1] for prose in texts for match in quantities.PLACE.finditer(prose.text)}
    used |= {programme.portfolio.total, programme.portfolio.count}
    for name, quantity in programme.quantities.items():
        used |= set(quantity.ratio) | {name} if isinstance(quantity, Derived) else set()
    for name in programme.quantities:
        if name not in used:
            where = file.tree.keys.get(("quantities", name), file.tree.file)
            yield Problem(where, f"the quantity {quote(name)} is not used", f"write {{{name}}} in a text", fatal=False)


# -- characters -----------------------------------------------------------------------------------------


def _written(name: str, programme: Programme) -> str:
    shown = quantities.shown(name, programme)
    return shown.full + (shown.formula or "")


def _glyphs(texts: Iterable[Prose], file: _File, lacks: Callable[[str], str]) -> Iterator[Problem]:
    programme = file.programme
    item = (programme.portfolio.item, file.at("portfolio", "item"))
    numbers = [(_written(name, programme), file.at("quantities", name)) for name in programme.quantities]
    shown = [*((prose.text, prose.where) for prose in texts), item, *numbers]
    missing = lacks("".join(sorted(set("".join(text for text, _ in shown)))))
    for text, where in shown:
        for char in dict.fromkeys(char for char in text if char in missing):
            name = f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()
            message = f"the theme's font lacks the character {quote(char)} ({name})"
            yield Problem(file.tree.find(where, char), message, "write it in another way, or choose a font that has it")
