"""A talk: some of a story's sections, in an order of their own, so that one data file gives a short and a long deck."""

from collections.abc import Sequence
from dataclasses import replace

from reports.datafile.model import Programme, ProjectsSection, Section, WebcastSection
from reports.datafile.yaml import did_you_mean, quote
from reports.errors import DataError, Location, Problem
from reports.story import Portfolio, Story, notes_in

EVERYTHING = None  # the talk that has no name: all sections, in the file's order


def section_names(sections: Sequence[Section]) -> dict[str, int]:
    """Return the names by which a talk may call sections, with their places in the file, from 0.

    A section's names are its key, and its kind where no other is of that kind.
    """
    kinds = [section.kind for section in sections]
    named = {kind: place for place, kind in enumerate(kinds) if kinds.count(kind) == 1}
    return named | {section.key: place for place, section in enumerate(sections) if section.key}


def cut(story: Story, programme: Programme, name: str | None, file: Location) -> Story:
    """Return the story as a talk of the data file has it; cover and closing belong to every talk.

    Raises a DataError where the file has no talk of that name.
    """
    if name is EVERYTHING:
        return story
    if name not in programme.talk:
        hint = "add it: talk: {short: [portfolio, …]}, with the keys of sections in their order"
        if programme.talk:
            hint = did_you_mean(name, programme.talk, "the talks are") or ""
        raise DataError([Problem(file, f"no talk is called {quote(name)}", hint)])
    called, number = section_names(programme.sections), len(programme.sections)
    # A last webcast has no section of its own in the story: it stands in the closing.
    number -= number > 1 and isinstance(programme.sections[-1], WebcastSection)
    sections = dict(zip(range(number), story.sections, strict=True))
    chosen = (sections.get(called[section]) for section in programme.talk[name])
    kept = tuple(section for section in chosen if section is not None)
    others = replace(story.closing, footnotes=())
    noted = notes_in((story.cover, kept, others))
    closing = replace(others, footnotes=noted, notes_label=story.closing.notes_label if noted else None)
    story = replace(story, sections=kept, annex=None, closing=closing)
    described = (place for place, section in enumerate(programme.sections) if isinstance(section, ProjectsSection))
    said = {called[section] for section in programme.talk[name]}
    return story if said.issuperset(described) else _without_numbers(story)


def _without_numbers(story: Story) -> Story:
    cover = replace(story.cover, portfolio=story.cover.portfolio.without_numbers)
    blocks = (
        each.block.without_numbers if isinstance(each.block, Portfolio) else each.block for each in story.sections
    )
    sections = tuple(replace(each, block=block) for each, block in zip(story.sections, blocks, strict=True))
    return replace(story, cover=cover, sections=sections)
