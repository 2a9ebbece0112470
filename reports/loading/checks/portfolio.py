"""What the portfolio's numbers say of each other: total and count, areas that add up to them, projects, averages."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from reports.datafile.model import Derived, NotableProject, Programme, ProjectsSection, Stated
from reports.datafile.yaml import Path, Tree, nearest, quote
from reports.errors import Location, Problem
from reports.loading.checks.file import CheckedFile
from reports.loading.checks.references import stated
from reports.story import numbers
from reports.story.money import format_full
from reports.story.phrases import grammar, phrases_in, phrases_of

if TYPE_CHECKING:
    from reports.awards import Award

_NO_END = Decimal("Infinity")
_KEYS = ("value", "bound", "currency", "kind")  # on which a comparison rests
_MOST_NEAR = 5_000  # names among which a near one is looked for: it takes long


def _facts(file: CheckedFile) -> Iterator[Problem]:
    """Check that the total is money and the count is none, of the whole and of each area, and the item's plural."""
    facts = file.programme.portfolio
    noun, table, columns = facts.item, facts.awards, facts.awards and facts.awards.columns
    is_counted = any(area.count for area in facts.areas) or (table and (not columns or columns.project))
    if noun and not noun.other and is_counted and not file.programme.language.startswith("en"):
        message = f"the plural of {quote(noun.one.text)} is missing, which English alone makes by rule"
        key = "text" if file.tree.translation else "item"
        yield Problem(noun.one.where, message, f"write {key}: {{one: {noun.one.text}, other: …}}")
    yield from _of_kind(facts.total, ("portfolio", "total"), file)
    yield from _of_kind(facts.count, ("portfolio", "count"), file)
    for place, area in enumerate(facts.areas):
        yield from _of_kind(area.amount, ("portfolio", "areas", place, "amount"), file)
        if area.count:
            path: Path = ("portfolio", "areas", place, "count")
            yield from _of_kind(area.count, path, file)
            found = _sound(area.count, file)
            if found and found.bound and file.sound(*path):  # a chart has no room for "about" beside each number
                exactly = f"{quote(area.count)} is {found.bound} {found.value:,f}"
                yield Problem(file.at(*path), f"the count of an area should be exact, but {exactly}", "leave it out")


def _of_kind(name: str, path: Path, file: CheckedFile) -> Iterator[Problem]:
    """Check that a count is a whole number of no currency, and a total or an amount money."""
    found = stated(name, path, file)
    if isinstance(found, Problem):
        yield found
    elif found and path[-1] != "count":
        # One with a kind is money by its own account: that its currency is missing is told there.
        if not (found.currency or found.kind) and file.quantity(name, "currency", "kind"):
            yield Problem(file.at(*path), f"the {path[-1]} should be money, but {quote(name)} has no currency")
    elif found and (found.currency or found.percent):
        sort = "money" if found.currency else "a percentage"
        yield Problem(file.at(*path), f"the count should not be {sort}, but {quote(name)} is")
    elif found and found.value % 1:
        yield Problem(file.at(*path), f"the count should be a whole number, but {quote(name)} is {found.value}")


def _areas(file: CheckedFile) -> Iterator[Problem]:
    areas = file.programme.portfolio.areas
    if not areas or not file.sound("portfolio"):
        return
    if file.programme.portfolio.awards:
        message = "the portfolio has areas and a table of awards, which both say how the money is split"
        yield Problem(file.at("portfolio", "areas"), message, "leave one of them out")
    seen: dict[str, Location] = {}
    for area in areas:
        where = area.label.where
        first = seen.setdefault(area.label.text.casefold(), where)
        if first is not where:
            yield Problem(where, f"the area {quote(area.label.text)} stands in line {first.line} already")
    other = list(_other_money(file))
    yield from other
    if not other:
        yield from _add_up([area.amount for area in areas], file.programme.portfolio.total, "total", file)
    counts = [area.count for area in areas]
    yield from _add_up(counts, file.programme.portfolio.count, "count", file)


def _other_money(file: CheckedFile) -> Iterator[Problem]:
    """Yield areas whose money can't be added up to the total's."""
    facts = file.programme.portfolio
    total = _sound_money(facts.total, file)
    for place, area in enumerate(facts.areas):
        amount = _sound_money(area.amount, file)
        if amount and total and _money(amount) != _money(total):
            message = f"the area has {_describe(amount)}, but the total is {_describe(total)}"
            hint = "kinds of money and currencies are never added up"
            yield Problem(file.at("portfolio", "areas", place, "amount"), message, hint)


def _sound_money(name: str, file: CheckedFile) -> Stated | None:
    found = _sound(name, file)
    return found if found and found.currency and found.kind else None


def _money(quantity: Stated) -> tuple[str | None, str | None]:
    return quantity.currency, quantity.kind


def _add_up(names: Iterable[str | None], whole: str, what: str, file: CheckedFile) -> Iterator[Problem]:
    """Hold the sum of the areas against the whole, as far as bounds allow; what is not stated may be anything."""
    listed, sum_of = list(names), _sound(whole, file)
    parts = [_sound(name, file) for name in listed if name]
    if sum_of is None or None in parts:
        return
    ends = [numbers.bounds(part) for part in parts if part]
    ends += [(Decimal(0), _NO_END)] * listed.count(None)
    least, most = (sum(end, Decimal(0)) for end in zip(*ends, strict=True))
    low, high = numbers.bounds(sum_of)
    if most < low or least > high:
        added = _between(least, most, sum_of.currency, file.programme.language)
        stands = numbers.format_quantity(whole, file.programme).full
        message = f"the areas add up to {added}, but the {what} is {stands}"
        hint = "put right what is wrong, or add an area for the rest" if most < low else None
        yield Problem(file.at("portfolio", "areas"), message, hint)


def _sound(name: str, file: CheckedFile) -> Stated | None:
    found = file.programme.quantities.get(name)
    return found if isinstance(found, Stated) and file.quantity(name, *_KEYS) else None


def _between(least: Decimal, most: Decimal, currency: str | None, language: str) -> str:
    whole = least.quantize(Decimal("0.01"), ROUND_DOWN)  # "more than" makes it a little more
    low, high = (format_full(each, currency, language) for each in (whole, most))
    if most == _NO_END:
        return f"more than {low}" if whole < least else f"{low} or more"
    return low if least == most else f"{low} to {high}"


def _projects(file: CheckedFile) -> Iterator[Problem]:
    """Yield the first project that is one more than the portfolio is said to have."""
    facts = file.programme.portfolio
    count = _sound(facts.count, file)
    if count is None or not file.sound("portfolio"):
        return
    listed = [path for path, _ in _described(file.programme) if file.sound(*path[:3])]
    _, most = numbers.bounds(count)
    if len(listed) > most:
        count_text = numbers.format_quantity(facts.count, file.programme).full
        told = grammar.counted(len(listed), "project")
        message = f"the file tells of {told}, but the portfolio has {count_text} ({quote(facts.count)})"
        hint = "take out those that are not in it, or put the count right"
        items = (phrases.item.one for phrases in (phrases_of(file.programme), phrases_in(file.programme.language)))
        # A grant, a country or a garden may have more than one project.
        yield Problem(file.at(*listed[int(most)]), message, hint, fatal=len({*map(str.casefold, items)}) == 1)


def _tables(file: CheckedFile) -> Iterator[Problem]:
    """Yield projects that are said to be in a table where there is none; `projects_in` looks into it."""
    if file.programme.portfolio.awards or not file.sound("portfolio"):
        return
    for path, project in _described(file.programme):
        if project.award and file.sound(*path[:3]):
            message = "the portfolio has no table of awards in which this could stand"
            yield Problem(file.at(*path, "award"), message, "add portfolio.awards, or take this out")


def _described(programme: Programme) -> Iterator[tuple[Path, NotableProject]]:
    """Yield each project that the file tells of, with its place."""
    for place, section in enumerate(programme.sections):
        if isinstance(section, ProjectsSection):
            yield from ((("sections", place, "projects", n), each) for n, each in enumerate(section.projects))


def projects_in(programme: Programme, tree: Tree, awards: Iterable["Award"], table: str) -> Iterator[Problem]:
    """Yield projects that are in the table neither by the `award` that they name nor by a title with their name.

    An `award` that no award is called is a problem that stops a build; a name that no title holds is a warning.
    `table` is the table's name, for messages.
    """
    awards = tuple(awards)
    names = {name.casefold(): name for each in awards for name in (each.title, each.id, each.project) if name}
    titles = "\n".join(each.title.casefold() for each in awards if each.title)
    for path, project in _described(programme):
        if not tree.sound(*path):
            continue
        if project.award is not None:
            if project.award.casefold() not in names:
                message = f"no award of the {len(awards):,} in {table} is called {quote(project.award)}"
                near = nearest(project.award, names.values()) if len(names) <= _MOST_NEAR else None
                hint = f"did you mean {quote(near)}?" if near else "write its title, its identifier or its project's"
                yield Problem(tree.place((*path, "award")), message, hint)
        elif (name := numbers.unmarked(project.name.text)).casefold() not in names and name.casefold() not in titles:
            others = f"none of the {len(awards):,} awards" if len(awards) > 1 else "not the only award"
            message = f"the project {quote(name)} is {others} in {table}"
            hint = "write award: and what it is called there"
            yield Problem(tree.place((*path, "name")), message, hint, fatal=False)


def _averages(file: CheckedFile) -> Iterator[Problem]:
    """Yield averages of one money over what another has paid for: money paid by projects that were promised money."""
    facts = file.programme.portfolio
    counted = {area.count: area.amount for area in facts.areas if area.count} | {facts.count: facts.total}
    for name, quantity in file.programme.quantities.items():
        if not isinstance(quantity, Derived) or not file.sound("portfolio") or not file.sound("quantities", name):
            continue
        over, under = quantity.ratio
        money, own = _sound_money(over, file), _sound_money(counted.get(under, ""), file)
        if money and own and _money(money) != _money(own):
            message = f"{name} divides {_describe(money)} by {quote(under)}, which counts what {_describe(own)} are for"
            hint = f"divide {quote(counted[under])}, or make what {quote(over)} has paid for a quantity of its own"
            yield Problem(file.at("quantities", name, "ratio"), message, hint)


def _describe(quantity: Stated) -> str:
    bound = f"{quantity.bound} " if quantity.bound else ""
    return f"{bound}{quantity.currency} {quantity.value:,f} {quantity.kind}"


RULES = (_facts, _areas, _projects, _tables, _averages)
