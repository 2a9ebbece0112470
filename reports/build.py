"""A job to its files: whole, or not at all. It and the rooms of handouts alone write."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, assert_never

from reports.compose.compose import compose
from reports.compose.talk import cut
from reports.datafile.attachments import Enclosed
from reports.datafile.model import Programme
from reports.deck.ooxml.fingerprint import is_as_built
from reports.errors import ArchiveError, LayoutError, Location, Problem, ReportError
from reports.files import write_together
from reports.loading.source import AS_BEFORE, BriefOptions, BriefRequest, Warn, read_material, source_of
from reports.story import Story
from reports.story.richtext import counted
from reports.theme.types import Theme

Part = Literal["brief", "deck"]
Tell = Callable[[str], None]

_FILE = {"brief": "brief.pdf", "deck": "deck.pptx"}
_SUMS = "SHA256SUMS"
_LEDGER = "ledger.csv"


@dataclass(frozen=True, slots=True)
class DeckWishes:
    """What is asked of the deck alone: which `talk`, without notes to `share`, over an edited one, in a template."""

    talk: str | None = None
    share: bool = False
    force: bool = False
    template: Path | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What to build from which data file, and where to. `stem` goes before the files' names: spring-brief.pdf."""

    data: Path
    folder: Path
    parts: tuple[Part, ...] = ("brief", "deck")
    stem: str | None = None
    theme: Path | None = None
    brief: BriefRequest = AS_BEFORE
    deck: DeckWishes = DeckWishes()
    sums: bool = False
    ledger: bool = False

    def target(self, part: Part) -> Path:
        """Say which file a part becomes."""
        file = Path(_FILE[part])
        return self._named(self._of_talk(file) if part == "deck" else file)

    @property
    def sums_target(self) -> Path:
        """Say which file the checksums become."""
        return self._named(self._of_talk(Path(_SUMS)))

    @property
    def ledger_target(self) -> Path:
        """Say which file the ledger becomes."""
        return self._named(self._of_talk(Path(_LEDGER)))

    def _of_talk(self, file: Path) -> Path:
        return file.with_stem(f"{file.stem}-{self.deck.talk}") if self.deck.talk else file

    def _named(self, file: Path) -> Path:
        return self.folder / (f"{self.stem}-{file}" if self.stem else file)


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, how long it is, in words ("4 pages"), and what travels inside."""

    path: Path
    extent: str
    inside: Enclosed | None = None


def build(job: Job, tell: Tell, warn: Warn) -> tuple[Written, ...]:
    """Read, compose, render and write; `tell` hears of each step, `warn` of what is odd but no hindrance.

    Raises a ReportError with every problem found; no file is written or changed then.
    """
    _spare_edited_deck(job)
    tell(f"Reading {job.data}")
    source = source_of(job.data, warn)
    material = read_material(source, job.theme, warn)
    programme, theme = material.programme, material.theme
    options = job.brief.resolved(source.made)
    enclosed = source.enclosed(programme, "none" if options.standard == "pdfa2" else programme.attach)
    story = compose(programme, material.awards)
    told = {"brief": story, "deck": cut(story, programme, job.deck.talk, Location(str(job.data)))}

    def render(part: Part) -> tuple[bytes, str]:
        tell(f"Making the {part}")
        match part:
            case "brief":
                return _render_brief(told[part], theme, options, enclosed)
            case "deck":
                return _render_deck(told[part], theme, job.deck, warn)
            case _:
                assert_never(part)

    rendered = _all_rendered(job.parts, render)
    files = {job.target(part): content for part, (content, _) in rendered.items()}
    if job.ledger:
        tell("Tracing every number")
        traced = {job.target(part): (content, told[part]) for part, (content, _) in rendered.items()}
        files[job.ledger_target] = _ledger(traced, programme)
    if job.sums:
        files[job.sums_target] = _sums(files)
    tell(f"Writing to {job.folder}")
    write_together(files)
    return tuple(
        Written(job.target(part), extent, enclosed if part == "brief" else None)
        for part, (_, extent) in rendered.items()
    )


def _all_rendered(parts: Iterable[Part], render: Callable[[Part], tuple[bytes, str]]) -> dict[Part, tuple[bytes, str]]:
    """Render every part, or tell what hinders in all of them at once."""
    rendered: dict[Part, tuple[bytes, str]] = {}
    problems: list[Problem] = []
    for part in parts:
        try:
            rendered[part] = render(part)
        except (LayoutError, ArchiveError) as error:
            problems += error.problems
    if problems:
        raise LayoutError(problems)
    return rendered


def read(data: Path, theme: Path | None, warn: Warn) -> tuple[Programme, Theme]:
    """Read a data file, or the one inside a brief, and its look."""
    material = read_material(source_of(data, warn), theme, warn)
    return material.programme, material.theme


def _spare_edited_deck(job: Job) -> None:
    """Refuse to write over a deck that somebody has worked on, or that is not ours: the evening before the talk."""
    target = job.target("deck")
    if "deck" in job.parts and not job.deck.force and target.is_file() and not is_as_built(target):
        message = "has been changed since it was built, and is not overwritten"
        hint = "rename it or choose another --name or -o, and both are kept; --force overwrites it"
        raise ReportError([Problem(Location(str(target)), message, hint)])


# Each renderer's library is imported only if it is wanted.


def _render_brief(story: Story, theme: Theme, options: BriefOptions, enclosed: Enclosed) -> tuple[bytes, str]:
    from reports.brief.render import render

    brief = render(
        story,
        theme,
        options.paper,
        attachments=enclosed.files,
        standard=options.standard,
        large_print=options.large_print,
        tool=options.tool,
    )
    return brief.pdf, counted(brief.pages, "page")


def _render_deck(story: Story, theme: Theme, wishes: DeckWishes, warn: Warn) -> tuple[bytes, str]:
    from reports.deck.render import render

    deck = render(story, theme, share=wishes.share, template=wishes.template)
    for warning in deck.warnings:
        warn(warning)
    return deck.pptx, counted(deck.slides, "slide")


def _ledger(files: Mapping[Path, tuple[bytes, Story]], programme: Programme) -> bytes:
    from reports.ledger import ledger

    return ledger(files, programme)


def _sums(contents: Mapping[Path, bytes]) -> bytes:
    """List files by their checksums, as `sha256sum -c` reads them."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {path.name}\n" for path, content in contents.items()]
    return "".join(lines).encode()
