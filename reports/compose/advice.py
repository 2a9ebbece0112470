"""What a good report has and this one lacks, for `check`: advice, which keeps nothing from being built."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from reports.datafile.model import Programme, ProjectsSection, Prose, Sourced
from reports.datafile.yaml import quote
from reports.errors import Problem
from reports.story.numbers import PLACE, unmarked

_LEAST_WORDS = 4  # of a title that says something without a number
_SEEN = "photo|photograph|picture|image|img|pic|drawing|illustration|graphic|screenshot|logo|chart|figure|foto|bild"
_WHOM = "people|persons?|m[ae]n|wom[ae]n|child(?:ren)?|boys?|girls?|group|team|crowd|somebody|someone|something|us"
_ARTICLE = r"(?:an? |the |our |some |several |two |many )?"
_WITH = rf"(?: (?:of|with|showing) {_ARTICLE}(?:{_WHOM}))?"
_EMPTY = re.compile(rf"(?i){_ARTICLE}(?:{_SEEN})s?{_WITH}|{_ARTICLE}(?:{_WHOM})")
_SPEAKING = ("quote", "message", "action", "webcast", "partners")  # what they have is no finding, whatever their title


def advice(programme: Programme) -> tuple[Problem, ...]:
    """Return what a checked programme could say better, in the file's order."""
    return tuple(sorted((*_undated(programme), *_unseen(programme), *_topics(programme))))


def _advised(about: Prose, message: str, hint: str) -> Problem:
    return Problem(about.where, message, hint, fatal=False, advice=True)


def _undated(programme: Programme) -> Iterator[Problem]:
    """Name amounts without a date of their own, but for the portfolio's total and its parts, which the file dates."""
    facts = programme.portfolio
    dated = {facts.total, *(area.amount for area in facts.areas)}
    for name, quantity in programme.quantities.items():
        if isinstance(quantity, Sourced) and quantity.currency and not quantity.as_of and name not in dated:
            message = f"{name} is an amount without a date: it is taken to be as of {programme.as_of.text.text}"
            hint = 'say its day, or the time in which it came or went: as_of: "2023/24"'
            yield _advised(quantity.unit, message, hint)


def _unseen(programme: Programme) -> Iterator[Problem]:
    """Name alternative texts that tell nothing to somebody who does not see the picture."""
    for name, picture in programme.pictures.items():
        alt = unmarked(picture.alt.text).strip(" .!…")
        file = PurePath(picture.file)
        words = re.sub(r"[\W_]+", " ", alt).casefold()
        same = words in (re.sub(r"[\W_]+", " ", each).casefold() for each in (file.name, file.stem, name))
        if same or _EMPTY.fullmatch(alt) or re.search(r"(?i)\.(?:png|jpe?g)$", alt):
            message = f"the alternative text of {name} does not say what is to be seen: {quote(alt)}"
            yield _advised(picture.alt, message, "say who or what is there, and what happens")


def _topics(programme: Programme) -> Iterator[Problem]:
    """Name slides' titles that repeat a heading, or name a topic in a few words and find nothing."""
    titled: list[tuple[Prose, Prose]] = [(programme.closing.headline, programme.closing.heading)]
    for section in (each for each in programme.sections if each.kind not in _SPEAKING):
        # each project has a slide of its own
        of_projects = [(each.headline, each.name) for each in getattr(section, "projects", ())]
        titled += of_projects if isinstance(section, ProjectsSection) else [(section.headline, section.heading)]
    for headline, heading in titled:
        title = unmarked(headline.text).rstrip(" .!?…")
        short = len(title.split()) < _LEAST_WORDS and not PLACE.search(title)
        repeats = title.casefold() == unmarked(heading.text).rstrip(" .!?…").casefold()
        if title and (short or repeats):
            what = "repeats the heading" if repeats else "names a topic"
            message = f"the title {quote(title)} {what}, and finds nothing"
            yield _advised(headline, message, "say in a sentence what the slide shows: what is so, or has changed")
