"""Footnotes: a mark in a text leads to a note that there is, and every note has one."""

from collections.abc import Iterable, Iterator

from reports.datafile.model import Line, Prose
from reports.datafile.scalars import NOTE, texts_in
from reports.datafile.yaml import did_you_mean, quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.story.numbers import LINK

_WITHOUT = ("unit", "name", "alt", "notes")  # which stand in many places, or in none


def footnotes(keyed: Iterable[tuple[str, Prose]], file: CheckedFile) -> Iterator[Problem]:
    """Yield marks that lead nowhere or can't be followed, and warn of notes that no text refers to.

    The texts stand beside their keys.
    """
    notes, used = file.programme.notes, set[str]()
    without = [file.programme.title, *(text for _, text in texts_in(file.programme.handout))]
    for key, text in keyed:
        masked = NOTE.sub(lambda note: "0" * len(note[0]), text.text)
        linked = [link.span() for written in (text.text, masked) for link in LINK.finditer(written)]
        for match in NOTE.finditer(text.text):
            where, name = file.where(text, match.start()), match[1]
            if isinstance(text, Line) or key in _WITHOUT or any(text is each for each in without):
                yield Problem(where, f"a note's mark can't stand in this {key}", "put it into a text")
            elif any(start <= match.start() < stop for start, stop in linked):
                yield Problem(where, "a note's mark can't stand in a link", "put it behind the link")
            elif not text.text[: match.start()].strip("* "):
                yield Problem(where, "a note's mark begins a text", "put it behind what it belongs to")
            elif file.undefined("notes", name, notes):
                hint = did_you_mean(name, notes, "the notes are")
                hint = hint if notes else f'say it at the top of the file: notes: {{{name}: "…"}}'
                yield Problem(where, f"no note is called {quote(name)}", hint)
            used.add(name)
    said: dict[str, str] = {}
    for name, note in notes.items():
        if (first := said.setdefault(note.text, name)) != name:
            message = f"the note {quote(name)} says what {quote(first)} says"
            yield Problem(note.where, message, f"write [^{first}] in its place", fatal=False)
        if name not in used and not file.tree.faulty:
            yield Problem(note.where, f"the note {quote(name)} is not used", f"write [^{name}] in a text", fatal=False)
