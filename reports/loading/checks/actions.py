"""What a reader is asked to do can be done: there is an address or somebody to ask, and time is left."""

from collections.abc import Iterator

from reports.datafile.model import ActionSection
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile

_MOST_LETTERS = 120  # of an address that somebody types from paper


def _actions(file: CheckedFile) -> Iterator[Problem]:
    for index, section in enumerate(file.programme.sections):
        path = ("sections", index)
        if not isinstance(section, ActionSection) or not file.sound(*path):
            continue
        if not (section.url or section.contact):
            message, hint = "an action that leads nowhere", 'add url: "https://…", or contact: with a line or more'
            yield Problem(file.at(*path), message, hint)
        if section.url and len(section.url) > _MOST_LETTERS:
            message = f"this address has {len(section.url)} signs: nobody types it from paper"
            yield Problem(file.at(*path, "url"), message, "give a shorter one that leads there")
        latest = file.programme.as_of.latest
        if section.until and section.until.last.year < latest and file.sound("as_of"):
            message = f"this was over before the figures end (as_of.latest is {latest})"
            yield Problem(file.at(*path, "until"), message, "give a later day, or leave the action out", fatal=False)


RULES = (_actions,)
