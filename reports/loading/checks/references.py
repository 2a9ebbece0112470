"""Names that lead somewhere: sources, quantities and what is made of them, what a talk calls."""

from collections.abc import Iterator
from typing import get_args

from reports.compose.talk import section_names
from reports.datafile.model import Derived, PartnersSection, Ranged, Sourced, Stated
from reports.datafile.model.quantities import MoneyKind
from reports.datafile.yaml import Path, did_you_mean, quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.story import numbers
from reports.story.money import symbol

_KINDS = get_args(MoneyKind)
LIMITS = ("more than", "at least", "up to")  # bounds of which nobody knows the value
WHOLE = 100  # percent


def _entries(file: CheckedFile) -> Iterator[Problem]:
    """A source or a picture that is named is there."""
    programme = file.programme
    named: list[tuple[Path, str | None]] = []
    for key, quantity in programme.quantities.items():
        named += [(("quantities", key, "source"), quantity.source)] if isinstance(quantity, Sourced) else []
        before = quantity.before if isinstance(quantity, Stated) else None
        named += [(("quantities", key, "before", "source"), before.source)] if before else []
    named += [(("timeline", index, "source"), step.source) for index, step in enumerate(programme.timeline)]
    for index, section in enumerate(programme.sections):
        named.append((("sections", index, "source"), section.source))
        named += [(("sections", index, key), getattr(section, key, None)) for key in ("picture", "signature")]
        partners = section.partners if isinstance(section, PartnersSection) else ()
        named += [(("sections", index, "partners", place, "logo"), each.logo) for place, each in enumerate(partners)]
    named.append((("cover", "picture"), programme.cover.picture if programme.cover else None))
    handout, table = programme.handout, programme.portfolio.awards
    named.append((("handout", "signature"), handout.signature if handout else None))
    named.append((("portfolio", "awards", "source"), table.source if table else None))
    for path, name in named:
        what = "sources" if path[-1] == "source" else "pictures"
        known = getattr(programme, what)
        if name is not None and file.sound(*path) and file.undefined(what, name, known):
            hint = did_you_mean(name, known, f"the {what} are")
            yield Problem(file.at(*path), f"no {what[:-1]} is called {quote(name)}", hint)
    used = {name for _, name in named}
    sources = programme.sources if len(programme.sources) > 1 else {}  # one alone is that of all
    unused = [("sources", name) for name in sources] + [("pictures", name) for name in programme.pictures]
    for what, name in unused if not (file.tree.faulty or file.tree.open) else ():
        if name not in used:
            where = file.tree.keys.get((what, name), file.at(what, name))
            yield Problem(where, f"the {what[:-1]} {quote(name)} is not used", "name it where it belongs", fatal=False)


def stated(name: str, path: Path, file: CheckedFile) -> Stated | Problem | None:
    """Return the stated quantity that is named at a place, or what is wrong with the name.

    None: the file has a fault there, or where the quantity should be, and nothing is certain.
    """
    known = file.programme.quantities
    if not file.sound(*path):
        return None
    match known.get(name):
        case Stated() as quantity:
            return quantity
        case Derived():
            message, hint = f"{quote(name)} is itself worked out from others", "name a quantity with a value"
        case Ranged():
            message, hint = f"{quote(name)} is a range", "name a quantity with one value"
        case None if file.undefined("quantities", name, known):
            message, hint = f"no quantity is called {quote(name)}", did_you_mean(name, known, "the quantities are")
        case None:
            return None
    return Problem(file.at(*path), message, hint)


def _stated(file: CheckedFile) -> Iterator[Problem]:
    """Money has a kind, and a currency that there is; a mark for each person, a percentage and a change make sense."""
    for name, quantity in file.programme.quantities.items():
        if not isinstance(quantity, Sourced):
            continue
        path = ("quantities", name)
        if quantity.currency and not quantity.kind and file.sound(*path, "kind"):
            hint = f"add kind: {', '.join(_KINDS[:-1])} or {_KINDS[-1]}"
            yield Problem(file.at(*path), f"{name} is money, but does not say of which kind", hint)
        if quantity.kind and not quantity.currency and file.sound(*path, "currency"):
            hint = "add currency: USD, or take out kind"
            yield Problem(file.at(*path, "kind"), f"{name} has a kind of money, but no currency", hint)
        if isinstance(quantity, Stated):
            yield from _of_one_value(name, quantity, file)
        if quantity.percent and quantity.currency and file.sound(*path):
            message = f"{name} is both money and a percentage"
            yield Problem(file.at(*path, "percent"), message, "take out percent, or currency and kind")
        known = not quantity.currency or symbol(quantity.currency, file.programme.language) is not None
        if not known and file.sound(*path, "currency"):
            yield Problem(file.at(*path, "currency"), f"no currency has the code {quote(quantity.currency)}")


def _renamed(file: CheckedFile) -> Iterator[Problem]:
    """No two quantities had one name in an earlier file."""
    seen: dict[str, str] = {}
    for name, quantity in file.programme.quantities.items():
        if quantity.was and seen.setdefault(quantity.was, name) != name and file.sound("quantities", name, "was"):
            message = f"{seen[quantity.was]} and {name} were both {quote(quantity.was)}"
            yield Problem(file.at("quantities", name, "was"), message, "take out one: a number becomes one other")


def _of_one_value(name: str, quantity: Stated, file: CheckedFile) -> Iterator[Problem]:
    path, is_number = ("quantities", name), not (quantity.currency or quantity.percent)
    if not file.sound(*path):
        return
    if quantity.mark and (not is_number or quantity.bound or quantity.value % 1):
        message = f"{name} has a mark for each person, but is no exact number of people"
        yield Problem(file.at(*path, "mark"), message, "take out mark: circles are drawn for exact whole numbers")
    if quantity.percent and not 1 <= quantity.value <= WHOLE:
        message = f"{name} is {numbers.format_quantity(name, file.programme).full}: is that meant?"
        yield Problem(file.at(*path, "value"), message, "a share of a whole is from 1 to 100: 82 for 82%", fatal=False)
    if quantity.before and quantity.bound in LIMITS:
        message = f"{name} is a limit ({quantity.bound}), so no change can be told"
        yield Problem(file.at(*path, "before"), message, "take out before, or bound")


def _ratios(file: CheckedFile) -> Iterator[Problem]:
    for name, quantity in file.programme.quantities.items():
        if isinstance(quantity, Derived):
            path = ("quantities", name)
            parts = [stated(part, (*path, "ratio", index), file) for index, part in enumerate(quantity.ratio)]
            yield from (part for part in parts if isinstance(part, Problem))
            over, under = parts
            if isinstance(over, Stated) and isinstance(under, Stated):
                yield from _division(quantity, over, under, path, file)


def _division(quantity: Derived, over: Stated, under: Stated, path: Path, file: CheckedFile) -> Iterator[Problem]:
    def sound(*keys: str) -> bool:
        return all(file.quantity(name, *keys) for name in quantity.ratio)

    if over.percent or under.percent:
        message = f"{path[-1]} divides by a percentage, or divides one"
        yield Problem(file.at(*path, "ratio"), message, "name what is counted: two numbers of things, or two of money")
    if quantity.percent and over.currency and not under.currency:
        yield Problem(file.at(*path, "percent"), f"{path[-1]} divides money by what is none: that is no share")
    if under.bound in LIMITS:
        message = f"{quote(quantity.ratio[1])} is a limit ({under.bound}), so nothing can be divided by it"
        yield Problem(file.at(*path, "ratio", 1), message)
    if under.currency and under.currency != over.currency:
        if sound("currency"):
            yield Problem(file.at(*path, "ratio"), f"{path[-1]} divides by money of another currency or none")
    elif under.currency and under.kind != over.kind:
        if sound("currency", "kind"):
            message = f"{path[-1]} divides {_of_kind(over)} by {_of_kind(under)}"
            yield Problem(file.at(*path, "ratio"), message, "kinds of money are not compared")
    elif sound("value", "currency", "kind") and file.sound(*path, "round"):
        message = f"{path[-1]} comes to nothing when rounded to {quantity.round:,}"
        if not numbers.value_of(quantity, file.programme):  # at the quantity's place, where it has no round
            yield Problem(file.at(*path, "round"), message, "choose a smaller round")


def _of_kind(quantity: Stated) -> str:
    return f"{quantity.currency} {quantity.value:,f} {quantity.kind}"


def _talks(file: CheckedFile) -> Iterator[Problem]:
    """A talk calls sections that are there, each once."""
    sections = file.programme.sections
    certain = file.certain("sections") and all(
        file.sound("sections", place, key) for place in range(len(sections)) for key in ("kind", "key")
    )
    known = section_names(sections) | ({"changes": len(sections)} if file.programme.changes else {})
    for talk, called in file.programme.talk.items():
        for place, name in enumerate(called):
            path = ("talk", talk, place)
            if not file.sound(*path):
                continue
            if certain and name not in known:
                hint = did_you_mean(name, known, "the sections are")
                several = sum(section.kind == name for section in sections)
                if several > 1:
                    hint = f"{several} sections are of kind {name}: give the one you mean a key"
                yield Problem(file.at(*path), f"no section is called {quote(name)}", hint)
            if name in called[:place]:
                yield Problem(file.at(*path), f"the section {quote(name)} stands in this talk already")


def _keys(file: CheckedFile) -> Iterator[Problem]:
    """No two sections share a key."""
    seen: dict[str, int] = {}
    for place, section in enumerate(file.programme.sections):
        if section.key and file.sound("sections", place, "key"):
            first = seen.setdefault(section.key, place)
            if first != place:
                line = file.at("sections", first, "key").line
                message = f"the key {quote(section.key)} stands in line {line} already"
                yield Problem(file.at("sections", place, "key"), message)


def _translations(file: CheckedFile) -> Iterator[Problem]:
    """A file is not translated into its own language."""
    own = file.tree.keys.get(("translations", file.programme.language))
    if own and file.sound("language") and not file.tree.translation:
        yield Problem(own, f"the file is in {file.programme.language} itself", "take it out")


RULES = (_entries, _stated, _renamed, _ratios, _talks, _keys, _translations)
