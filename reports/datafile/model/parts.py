"""What the sections of a data file are made of: points, things compared, questions, projects."""

from __future__ import annotations

from typing import Literal

from reports.datafile.scalars import Entry, Paragraphs, Prose, Word


class LabelledText(Entry):
    """A label and what it says."""

    label: Prose | None = None
    """A word or two."""
    text: Prose
    """A sentence."""


class SketchShape(Entry):
    """A stretch of an illustrated course."""

    shape: Literal["rise", "waves"]
    """rise worsens steadily, waves come and go."""
    label: Prose
    """What the stretch is called."""


class ComparedForm(Entry):
    """One of the things compared."""

    name: Prose
    """What it is called."""
    text: Prose
    """What it is, for the brief and the speaker's notes."""
    short: Prose | None = None
    """The same in fewer words, for the slide."""
    sketch: tuple[SketchShape, ...] = ()
    """An illustration of its course, for programmes that want one. It is captioned as a sketch."""


class AskedQuestion(Entry):
    """A question."""

    name: Prose
    """The question in a few words."""
    text: Prose
    """The question in full, for the brief and the speaker's notes."""
    short: Prose | None = None
    """The question in one line, for the slide."""


class ShownFact(Entry):
    """Something short about a project: usually one {quantity}."""

    show: Prose
    """What is shown large: "{sites}"."""
    label: Prose
    """What stands below it: "sites"."""


class NotableProject(Entry):
    """A project that is told by name, on a slide of its own."""

    name: Prose
    """What it is called."""
    what: Prose | None = None
    """What it is: "Phase II trial"."""
    headline: Prose
    """The slide's title: a sentence that no other slide has."""
    finding: Prose
    """The brief's first words on it."""
    text: Paragraphs
    """The project in full, for the brief and the speaker's notes."""
    points: tuple[Prose, ...] = ()
    """The same in short sentences, for the slide."""
    facts: tuple[ShownFact, ...] = ()
    """Up to three for the slide; the brief shows those that are quantities."""
    credit: Prose | None = None
    """Who leads it."""
    award: Word | None = None
    """With a table of awards: what it is called there, by its title, its identifier or its project's."""
