"""What only one of brief and deck says: lead, text, points and short are lengths of one statement."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel

from reports.datafile.model import Derived, Line, Programme, Prose, ShownFact
from reports.datafile.scalars import NOTE, texts_in
from reports.datafile.yaml import quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.story import numbers

_Side = Literal["both", "brief", "deck"]  # the speaker's notes count as the deck

_SIDES: dict[str, _Side] = {"heading": "brief", "headline": "deck", "subtitle": "deck"}
_SIDES |= {"points": "deck", "short": "deck"}
_NO_TEXTS = ("quantities", "sources", "names", "handout")  # units, and what is for some readers
_FACTS_OF_BRIEF = 2
_WHERE: dict[_Side, str] = {"brief": "in the brief and not in the deck", "deck": "on slides and not in the brief"}
_NOTES = "in the brief and in the speaker's notes, and on no slide"
_HINT = "say it in a text, which both have, or take it out"
_QUOTED = r"“[^”]{3,}”|„[^“]{3,}“|«[^»]{3,}»|\"[^\"]{3,}\"|(?<!\w)‘[^’]{3,}’(?!\w)"
_NAME = r"(?<=[^\s.!?:…“\"] )[A-Z][\w’-]*(?: [A-Z][\w’-]*)*"  # where no sentence begins
_STEM = re.compile(r"[^\W\d_]{4,6}")  # of a word
_LEAST_SHARED = 0.3  # of a statement's stems, where another is a length of it


def one_sided(file: CheckedFile) -> Iterator[Problem]:
    """Warn of quantities, names and quotations that one output alone has, and of a length that says something else."""
    programme, told = file.programme, set[str]()
    if file.tree.faulty or file.tree.open:
        return
    texts = list(_texts(programme))
    facts = programme.portfolio
    shown = {facts.total, facts.count, *(name for area in facts.areas for name in (area.amount, area.count) if name)}
    for name, quantity in programme.numbers.items():
        shown |= {name.partition(":")[0], *quantity.ratio} if isinstance(quantity, Derived) else set()
    for side, text in texts:
        others = [each.text for of, each in texts if side != "both" and of != side]
        said = "\n".join(others) + "".join(f"{{{name}}}" for name in shown)
        for at, what in _particulars(text, programme) if side != "both" else ():
            if what not in told and what not in said and what.rstrip("}") + ":" not in said:
                told.add(what)
                yield Problem(file.where(text, at), f"{what} stands {_WHERE[side]}", _HINT, fatal=False)
    for short, lengths, where in _lengths(programme):
        own, known = set(_STEM.findall(short.text.casefold())), " ".join(each.text for each in lengths).casefold()
        if sum(stem in known for stem in own) < _LEAST_SHARED * len(own):
            yield Problem(short.where, f"{quote(short.text, 40)} stands {where}", _HINT, fatal=False)


def _texts(value: object, side: _Side = "both") -> Iterator[tuple[_Side, Prose]]:
    match value:
        case Line():
            pass
        case Prose():
            yield side, value
        case BaseModel():
            for key, inner in value:
                yield from _texts(inner, _SIDES.get(key, side)) if key not in _NO_TEXTS else ()
        case (ShownFact(), *_):  # the brief shows quantities alone
            facts = [fact for fact in value if isinstance(fact, ShownFact)]
            whole = [fact for fact in facts if numbers.PLACE.fullmatch(fact.show.text)][:_FACTS_OF_BRIEF]
            for fact in facts:
                yield from ((("both" if fact in whole else "deck"), text) for _, text in texts_in(fact))
        case tuple():
            for inner in value:
                yield from _texts(inner, side)


def _particulars(text: Prose, programme: Programme) -> Iterator[tuple[int, str]]:
    """Yield what a text has that is no mere wording, each with its place: "{gardens}", a name, a quotation."""
    for match in numbers.PLACE.finditer(text.text):
        if match[1] in programme.quantities:
            yield match.start(), f"{{{match[1]}}}"
    yield from ((match.start(), match[0]) for match in NOTE.finditer(text.text))
    for span in numbers.names_in(text.text, (term.text for term in programme.names)):
        yield span.start, text.text[slice(*span)]
    is_german = (text.lang or programme.language).startswith("de")  # which has a capital in each noun
    capital = _NAME if text.text.endswith(".") and not is_german else r"\0"  # titles may have one in each word
    for match in re.finditer(f"{_QUOTED}|{capital}", text.text):
        yield match.start(), match[0]


def _lengths(programme: Programme) -> Iterator[tuple[Prose, Iterable[Prose], str]]:
    """Yield each statement of one length with those that it should agree with, and where it stands if it does not."""
    for given in map(dict[str, Any], programme.sections):
        lead, points = given.get("lead"), given.get("points", ())
        for point in points:
            yield point.text, (*given["text"], *([lead] if lead else [])), _WHERE["deck"]
        if lead:
            yield lead, (given["headline"], *(point.text for point in points), *(given["text"] * (not points))), _NOTES
        for each in (*given.get("forms", ()), *given.get("questions", ())):
            yield from [(each.short, (each.name, each.text), _WHERE["deck"])] if each.short else ()
        for project in given.get("projects", ()):
            known = (project.name, project.finding, *project.text, *filter(None, (project.what, project.credit)))
            yield from ((point, known, _WHERE["deck"]) for point in project.points)
