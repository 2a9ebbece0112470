"""The command `handouts`: from a data file and a table of recipients to a copy for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, assert_never

from reports import __version__
from reports.compose.compose import compose
from reports.compose.letters import Letters, Listed, letters
from reports.errors import DataError, LayoutError, Location, Problem, ReportError
from reports.files import written_whole
from reports.frozen import field, frozen, replace
from reports.handouts.archive import archive_copies
from reports.handouts.folder import Folder, digest, digest_of
from reports.handouts.lock import WorkerLock
from reports.handouts.mailing_list import MailingList, Tables, read_mailing_list
from reports.handouts.making import Batch, Pending, WorkerContext
from reports.handouts.run import CopyJob, OnProgress, RunTally, Work, made_in_memory, progress_reporter, run
from reports.handouts.survey import HINT
from reports.handouts.workers import cores, here, in_processes, made_by, processes
from reports.loading import source as loading
from reports.loading.material import Material, in_languages, read_material
from reports.loading.options import PROGRAM, BriefOptions, BriefRequest, Part
from reports.renderer import Copy, CopyRenderer
from reports.story import Personal

if TYPE_CHECKING:
    from reports.brief.mailmerge.prerendered import CopyParts
    from reports.brief.mailmerge.render_copies import BriefCopyRenderer

# Below, a second process has not caught up with what its start takes; a run of so many rows takes some seconds.
_WORTH_PROCESSES = 10_000
_SUFFIX: Mapping[Part, str] = {"brief": ".pdf", "deck": ".pptx"}


@frozen
class MergeOptions:
    """Many briefs in a file: at most `chunk` of them, each on a right-hand page if asked."""

    chunk: int | None = None
    right_hand: bool = False

    def __str__(self) -> str:
        pages = ", each on a right-hand page" * self.right_hand
        return f"merged, {self.chunk or 'as many as possible'} to a file{pages}"


@frozen
class HandoutsRequest:
    """What is asked for.

    `place` is a folder, or with a `scheduler` any address that fsspec knows, unless copies go into an `archive`.
    `sample` copies are made, or all. `theme` and `template` are laid over what stands beside the data file. `jobs`
    processes share the work: None leaves their number to the run, which depends on how many rows there are. `without`
    what the data's brief does not carry.
    """

    data: Path
    tables: Tables
    place: str
    part: Part = "brief"
    sample: int | None = None
    theme: Path | None = None
    brief: BriefRequest = field(default_factory=BriefRequest)
    template: Path | None = None
    jobs: int | None = None
    scheduler: str | None = None
    archive: Path | None = None
    merged: MergeOptions | None = None
    without: bool = False


@frozen
class PersonalCopyMaker:
    """Composes what a recipient alone is told, and renders it."""

    letters: Letters
    renderer: CopyRenderer

    def copy(self, values: Mapping[str, str], listed: Listed) -> Copy:
        """Make the copy of a row."""
        return self.renderer.render_copy(self.letters.to(values, listed))


@frozen
class _PartMaker:
    """Composes what a recipient alone is told, and renders it as a part of a merged file."""

    letters: Letters
    renderer: BriefCopyRenderer

    def copy(self, values: Mapping[str, str], listed: Listed) -> CopyParts:
        return self.renderer.parts_of(self.letters.to(values, listed))


def handouts(request: HandoutsRequest, on_step: loading.OnStep, warn: loading.Warn, every: float) -> RunTally:
    """Make a copy for every recipient; `on_step` hears of each step, and every so many seconds of how the run goes.

    Raises a ReportError with every problem of data and tables before anything is written, or with what stopped the run.
    """
    job = prepare(request, on_step, warn)
    archive = request.archive
    on_step(f"Writing to {archive or request.place}")
    report = progress_reporter(job.rows, on_step, every)
    with written_whole(archive) if archive else nullcontext() as file:
        if archive and file:
            tally = archive_copies(job, file, archive, _work(job, request), report)
        elif request.merged:
            tally = _merge(job, request, request.merged, request.place, report)
        else:
            tally = _run(job, request, report)
        if digest_of(request.tables.recipients) != job.settings["the table"]:
            hint = "start again" + ", with another folder" * (not file)
            raise ReportError([Problem(Location(job.table), "was changed while its copies were made", hint)])
    return tally


def rehearse(job: CopyJob, request: HandoutsRequest) -> RunTally:
    """Make every copy and keep none: return what a run would come to. Merged files are made where nobody looks."""
    if not request.merged:
        return made_in_memory(job)
    with TemporaryDirectory() as folder:
        return _merge(job, request, request.merged, folder, lambda _tally: None)


def prepare(request: HandoutsRequest, on_step: loading.OnStep, warn: loading.Warn) -> CopyJob:
    """Read data and tables to their ends and lay out the general copy: what a run needs, before anything is written.

    Raises a ReportError with every problem of data and tables.
    """
    on_step(f"Reading {request.data}")
    source = loading.source_of(request.data, warn)
    options = request.brief.resolved(source.made)
    own = read_material(source, request.theme, warn, without=request.without, fine=options.bleed > 0)
    (material,) = in_languages(own, source, options.language, warn)
    options = replace(options, language=material.language)
    for loss in material.losses():
        warn(loss)
    if (handout := material.programme.handout) is None:
        hint = "say in handout what a reader is told; see docs/handouts.md"
        raise DataError([Problem(Location(source.file), "has no handout: every copy would be the same", hint)])
    if material.programme.status == "draft" and request.sample is None:
        hint = "take status: draft out when it is done; --sample 3 makes copies for proof before"
        raise DataError([Problem(Location(source.file), "is a draft, which goes to no reader", hint)])
    texts = letters(material.programme, material.photos)
    tables = request.tables
    on_step(f"Reading {tables.recipients}")
    mailing = read_mailing_list(tables, texts, material.lacks, request.sample)
    for problem in (problem for each in mailing.surveys for problem in (*each.problems, *each.remarks)):
        warn(replace(problem, hint=None if problem.hint == HINT else problem.hint, fatal=False))
    others = material.others.used
    material = replace(material, theme=material.theme.with_others(others))
    on_step(f"Laying out the {request.part}")
    renderer = _renderer(request, options, source, material, mailing)
    general = renderer.render_copy(Personal())
    if handout.signature and request.part == "brief":
        with suppress(LayoutError):  # each row says so
            renderer.render_copy(texts.to({}))
    for warning in renderer.warnings:
        warn(warning)
    naming = mailing.naming(request.part, _SUFFIX[request.part], tables.pattern)
    sample = f"a sample of {request.sample}" if request.sample else "all rows"
    files = request.merged or f"named {tables.pattern or 'by row'}"
    without = ", without the rows that have a problem" * tables.leave_out
    gathered = f", rows gathered by {tables.group_by}" if tables.group_by else ""
    settings = {
        "the program": f"{PROGRAM} {__version__}",
        "the data file": digest(source.data),
        **({"the translation": digest(source.translation(material.programme))} if options.language else {}),
        "the table": digest_of(tables.recipients),
        "the seeds": digest_of(tables.seeds) if tables.seeds else "none",
        "what is asked for": f"{request.part}, {options}, {sample}, {files}{gathered}{without}",
        **({"faces for other scripts": "; ".join(map(str, others))} if others else {}),
        # The copy for nobody shows whatever is not named before.
        "the look": digest(general.data),
    }
    maker = PersonalCopyMaker(texts.with_numbers(mailing.surveys[0].numbers), renderer)
    orders, table = partial(mailing.orders, naming), mailing.recipients.table
    kind = mailing.recipients.kind
    mail = texts.mail if texts.columns.mail_to else None
    if mail and request.merged:
        message, hint = "there is no mail.csv beside merged files", "make copies one by one for those who get a mail"
        warn(Problem(Location(source.file), message, hint, fatal=False))
    return CopyJob(orders, mailing.rows, maker, settings, table, mailing.left_out, mailing.noted, mail, kind)


def _renderer(
    request: HandoutsRequest,
    options: BriefOptions,
    source: loading.DataSource,
    material: Material,
    mailing: MailingList,
) -> CopyRenderer:
    programme = material.programme
    story = compose(programme, material.awards, material.photos)
    match request.part:
        case "brief":
            from reports.brief.mailmerge.render_copies import brief_copy_renderer

            # Without the comments unless the author asks for them: they are for colleagues.
            attach = programme.attach if "attach" in programme.model_fields_set else "clean"
            return brief_copy_renderer(
                story,
                material.theme.of_handouts,
                options.paper,
                characters=(mailing.characters, *mailing.words),
                attachments=source.enclosed(
                    programme,
                    "none" if options.standard == "pdfa2" else attach,
                    photos=material.photos,
                    personal=True,
                ).files,
                standard=options.standard,
                large_print=options.large_print,
                tool=options.tool,
                printing=options,
            )
        case "deck":
            from reports.deck.mailmerge.render_copies import DeckCopyRenderer

            return DeckCopyRenderer(story, material.theme, template=request.template)
        case _:
            assert_never(request.part)


def _merge(job: CopyJob, request: HandoutsRequest, options: MergeOptions, place: str, report: OnProgress) -> RunTally:
    from reports.brief.mailmerge.merge import MergedPdf
    from reports.brief.mailmerge.render_copies import BriefCopyRenderer
    from reports.brief.mailmerge.shared_objects import pack_copies
    from reports.handouts.merging import merge

    assert isinstance(job.maker, PersonalCopyMaker)
    assert isinstance(job.maker.renderer, BriefCopyRenderer)
    job = replace(job, maker=_PartMaker(job.maker.letters, job.maker.renderer))
    jobs, begin = _jobs(job, request), partial(MergedPdf, right_hand=options.right_hand)
    if jobs == 1:
        return merge(job, begin, options.chunk, Path(place), here, report)
    with processes(WorkerContext(job.maker, Folder(Path(place)), job.table), None, jobs) as submit:
        begin = partial(begin, pack=partial(submit, pack_copies))

        def work(orders: Iterable[Pending], context: WorkerContext, _lock: WorkerLock | None) -> Iterable[Batch]:
            return made_by(submit, orders, context, jobs)

        return merge(job, begin, options.chunk, Path(place), work, report)


def _run(job: CopyJob, request: HandoutsRequest, report: OnProgress) -> RunTally:
    if request.scheduler:
        from reports.handouts.cluster import run_on_cluster

        return run_on_cluster(job, request.place, request.scheduler, report)
    return run(job, Path(request.place), _work(job, request), report)


def _work(job: CopyJob, request: HandoutsRequest) -> Work:
    jobs = _jobs(job, request)
    return here if jobs == 1 else partial(in_processes, jobs=jobs)


def _jobs(job: CopyJob, request: HandoutsRequest) -> int:
    return request.jobs or (cores() if job.rows >= _WORTH_PROCESSES else 1)
