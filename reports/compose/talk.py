"""A talk: some of a story's sections, in an order of their own, so that one data file gives a short and a long deck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.datafile.model import Programme, Section, WebcastSection
from reports.datafile.yaml import did_you_mean, quote
from reports.errors import DataError, Location, Problem
from reports.story import Story

EVERYTHING = None  # the talk that has no name: all sections, in the file's order


def section_names(sections: Sequence[Section]) -> dict[str, int]:
    """Say by which names a talk may call the sections: a section's key, or its kind where no other is of that kind."""
    kinds = [section.kind for section in sections]
    named = {kind: place for place, kind in enumerate(kinds) if kinds.count(kind) == 1}
    return named | {section.key: place for place, section in enumerate(sections) if section.key}


def cut(story: Story, programme: Programme, name: str | None, file: Location) -> Story:
    """Give the story as a talk of the data file tells it; cover and closing belong to every talk.

    Raises a DataError where the file has no talk of that name.
    """
    if name is EVERYTHING:
        return story
    if name not in programme.talk:
        raise DataError([Problem(file, f"no talk is called {quote(name)}", _known(name, programme.talk))])
    called = section_names(programme.sections)
    told = dict(zip(_told(programme.sections), story.sections, strict=True))
    chosen = (told.get(called[section]) for section in programme.talk[name])
    return replace(story, sections=tuple(section for section in chosen if section is not None), annex=None)


def _known(name: str, talks: Mapping[str, object]) -> str:
    if not talks:
        return "add it: talk: {short: [portfolio, …]}, with the keys of sections in their order"
    return did_you_mean(name, talks, "the talks are") or ""


def _told(sections: Sequence[Section]) -> list[int]:
    """Say which sections of the file have a place of their own in the story: a last webcast stands in the closing."""
    last = len(sections) - 1
    return [
        place
        for place, section in enumerate(sections)
        if not (place == last > 0 and isinstance(section, WebcastSection))
    ]
