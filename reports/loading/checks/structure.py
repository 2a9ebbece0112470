"""What the order and the number of things show: dates, sections, titles."""

from collections.abc import Iterator

from reports.datafile.model import ProjectsSection, Prose
from reports.datafile.scalars import TODO
from reports.datafile.yaml import quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.story import moments

_MOST_KEY_STEPS = 5


def _timeline(file: CheckedFile) -> Iterator[Problem]:
    """Hold each date against the latest before it, of those that are dates."""
    language = file.programme.language
    steps = enumerate(file.programme.timeline)
    dated = [(index, step) for index, step in steps if file.sound("timeline", index, "date")]
    before = dated[0][1].date if dated else None
    for index, step in dated:
        where, text = file.at("timeline", index, "date"), moments.date_text(step.date, language)
        if before and before.first > step.date.last:
            message = f"the date {text} stands after {moments.date_text(before, language)}"
            yield Problem(where, message, "put the steps in the order of their dates")
            before = step.date
        before = max(before or step.date, step.date, key=lambda date: date.first)


def _key_steps(file: CheckedFile) -> Iterator[Problem]:
    """Warn of steps beyond what a slide has room for; in a file of few steps it names all."""
    named = [index for index, step in enumerate(file.programme.timeline) if step.key]
    for index in named[_MOST_KEY_STEPS:]:
        told = f"{len(named)} steps are key, and a slide names {_MOST_KEY_STEPS} of many"
        message = f"{told}: this one is not named there"
        yield Problem(file.at("timeline", index, "key"), message, "take key out of some", fatal=False)


def _single_sections(file: CheckedFile) -> Iterator[Problem]:
    sections = enumerate(file.programme.sections)
    kinds = [section.kind if file.sound("sections", index, "kind") else None for index, section in sections]
    for kind in ("timeline", "portfolio", "changes"):
        places = [index for index, each in enumerate(kinds) if each == kind]
        for index in places[1:]:
            first = file.at("sections", places[0], "kind").line
            yield Problem(file.at("sections", index, "kind"), f"a second {kind} section; the first is in line {first}")
    if "timeline" in kinds and not file.programme.timeline and file.certain("timeline"):
        where = file.at("sections", kinds.index("timeline"), "kind")
        yield Problem(where, "a timeline section, but the file has no timeline", "add timeline: with a step or more")
    if "changes" in kinds and not file.programme.changes and file.certain("changes"):
        where = file.at("sections", kinds.index("changes"), "kind")
        message = "a section on changes, but the file names no earlier one"
        yield Problem(where, message, "add changes: {since: 2023.yaml}")
    certain = file.certain("sections") and None not in kinds
    if file.programme.timeline and "timeline" not in kinds and certain:
        message = "the timeline is not shown: no section is of kind timeline"
        yield Problem(file.at("timeline"), message, fatal=False)


def _unique_titles(file: CheckedFile) -> Iterator[Problem]:
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
    for what, proses in (("headline", headlines), ("heading", headings)):
        seen: dict[str, Prose] = {}
        for prose in sorted((each for each in proses if each.text not in ("", TODO)), key=lambda prose: prose.where):
            first = seen.setdefault(prose.text.casefold(), prose)
            if first is not prose:
                message = f"the {what} {quote(prose.text)} stands in line {first.where.line} already"
                yield Problem(prose.where, message, f"give each a {what} of its own")


RULES = (_timeline, _key_steps, _single_sections, _unique_titles)
