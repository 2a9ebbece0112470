"""The command `handouts`: from a data file and a table of recipients to a copy for each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, assert_never

from reports import __version__
from reports.compose.compose import compose
from reports.compose.letters import Letters, letters
from reports.datafile.attachments import Enclosed
from reports.errors import DataError, Location, Problem, ReportError
from reports.handouts.progress import telling
from reports.handouts.readers import Readers, Tables, read
from reports.handouts.run import Job, Tally, Told, run
from reports.handouts.settings import digest, digest_of
from reports.handouts.workers import cores, here, in_processes
from reports.loading.source import (
    AS_BEFORE,
    PROGRAM,
    BriefOptions,
    BriefRequest,
    Material,
    Source,
    Warn,
    lacking,
    read_material,
    source_of,
)
from reports.renderer import Copy, CopyRenderer
from reports.story import Personal

Part = Literal["brief", "deck"]
Say = Callable[[str], None]


# Below, a second process has not caught up with what its start takes; a run of so many rows takes some seconds.
_WORTH_PROCESSES = 10_000
_SUFFIX: Mapping[Part, str] = {"brief": ".pdf", "deck": ".pptx"}


@dataclass(frozen=True, slots=True)
class Merging:
    """Many briefs in a file: at most `chunk` of them, each on a right-hand page if asked."""

    chunk: int | None = None
    right_hand: bool = False

    def __str__(self) -> str:
        pages = ", each on a right-hand page" * self.right_hand
        return f"merged, {self.chunk or 'as many as possible'} to a file{pages}"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked for. `place` is a folder, or with a `scheduler` any address that fsspec knows."""

    data: Path
    tables: Tables
    place: str
    part: Part = "brief"
    sample: int | None = None
    theme: Path | None = None
    brief: BriefRequest = AS_BEFORE
    template: Path | None = None
    jobs: int | None = None
    scheduler: str | None = None
    merged: Merging | None = None

    def summary(self, brief: BriefOptions) -> str:
        """Return what the copies depend on beside files."""
        sample = f"a sample of {self.sample}" if self.sample else "all rows"
        files = self.merged or f"named {self.tables.pattern or 'by row'}"
        return f"{self.part}, {brief}, {sample}, {files}"


@dataclass(frozen=True, slots=True)
class Maker:
    """Says to each recipient what is theirs, and prints it."""

    letters: Letters
    renderer: CopyRenderer

    def copy(self, values: Mapping[str, str]) -> Copy:
        """Make the copy of a row."""
        return self.renderer.render_copy(self.letters.to(values))


def handouts(wishes: Wishes, say: Say, warn: Warn, every: float) -> Tally:
    """Make a copy for every recipient; `say` hears of each step, and every so many seconds of how the run goes.

    Raises a ReportError with every problem of data and tables before anything is written, or with what stopped the run.
    """
    say(f"Reading {wishes.data}")
    source = source_of(wishes.data, warn)
    options = wishes.brief.resolved(source.made)
    material = read_material(source, wishes.theme, warn)
    _demand_handout(material, source)
    said = letters(material.programme)
    say(f"Reading {wishes.tables.recipients}")
    readers = read(wishes.tables, said, lacking(material.theme), wishes.sample)
    say(f"Laying out the {wishes.part}")
    renderer = _renderer(wishes, options, source, material, readers, warn)
    naming = readers.naming(wishes.part, _SUFFIX[wishes.part], wishes.tables.pattern)
    settings = _settings(wishes, options, source, renderer)
    job = Job(partial(readers.orders, naming), readers.rows, Maker(said, renderer), settings, readers.recipients.table)
    say(f"Writing to {wishes.place}")
    told = telling(job.rows, say, every)
    tally = _merged(job, wishes.merged, wishes, told) if wishes.merged else _run(job, wishes, told)
    if digest_of(wishes.tables.recipients) != settings["the table"]:
        message = "was changed while its copies were made"
        raise ReportError([Problem(Location(readers.recipients.table), message, "start again, with another folder")])
    return tally


def _demand_handout(material: Material, source: Source) -> None:
    if material.programme.handout is None:
        message, hint = (
            "has no handout: every copy would be the same",
            "say in handout what a reader is told; see README",
        )
        raise DataError([Problem(Location(source.file), message, hint)])


def _renderer(
    wishes: Wishes, options: BriefOptions, source: Source, material: Material, readers: Readers, warn: Warn
) -> CopyRenderer:
    story = compose(material.programme, material.awards)
    match wishes.part:
        case "brief":
            from reports.brief.mailmerge.render_copies import brief_copy_renderer

            return brief_copy_renderer(
                story,
                material.theme,
                options.paper,
                characters=readers.characters,
                attachments=_enclosed(options, source, material).files,
                standard=options.standard,
                large_print=options.large_print,
                tool=options.tool,
            )
        case "deck":
            from reports.deck.mailmerge.render_copies import copy_renderer

            made = copy_renderer(story, material.theme, template=wishes.template)
            for warning in made.warnings:
                warn(warning)
            return made
        case _:
            assert_never(wishes.part)


def _enclosed(options: BriefOptions, source: Source, material: Material) -> Enclosed:
    """Put the general data file in, without its comments unless the author asks for them: they are for colleagues."""
    asked = material.programme.attach if "attach" in material.programme.model_fields_set else "clean"
    return source.enclosed(material.programme, "none" if options.standard == "pdfa2" else asked)


def _settings(wishes: Wishes, options: BriefOptions, source: Source, renderer: CopyRenderer) -> dict[str, str]:
    """Say what the copies depend on; the copy for nobody in particular shows whatever is not named before it."""
    tables = wishes.tables
    return {
        "the program": f"{PROGRAM} {__version__}",
        "the data file": digest(source.data),
        "the table": digest_of(tables.recipients),
        "the seeds": digest_of(tables.seeds) if tables.seeds else "none",
        "what is asked for": wishes.summary(options),
        "the look": digest(renderer.render_copy(Personal()).data),
    }


def _merged(job: Job, merging: Merging, wishes: Wishes, told: Told) -> Tally:
    from reports.brief.mailmerge.render_copies import BriefCopyRenderer
    from reports.handouts.books import binding_of
    from reports.handouts.merging import merge

    maker = job.maker
    assert isinstance(maker, Maker)
    assert isinstance(maker.renderer, BriefCopyRenderer)
    binding = binding_of(maker.letters, maker.renderer, merging.chunk, right_hand=merging.right_hand)
    return merge(job, binding, Path(wishes.place), told)


def _run(job: Job, wishes: Wishes, told: Told) -> Tally:
    if wishes.scheduler:
        from reports.handouts.cluster import run_on_cluster

        return run_on_cluster(job, wishes.place, wishes.scheduler, told)
    jobs = wishes.jobs or (cores() if job.rows >= _WORTH_PROCESSES else 1)
    return run(job, Path(wishes.place), here if jobs == 1 else partial(in_processes, jobs=jobs), told)
