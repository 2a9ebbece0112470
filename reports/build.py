"""A job to its files: whole, or not at all. It and the rooms of handouts alone write."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, assert_never

from reports.compose.compose import compose
from reports.compose.talk import cut
from reports.datafile.attachments import Enclosed
from reports.datafile.yaml import decoded, enumeration
from reports.deck.ooxml.fingerprint import is_as_built
from reports.errors import ArchiveError, LayoutError, Location, Problem, ReportError
from reports.files import answers, write_together
from reports.frozen import field, frozen, replace
from reports.loading.material import Material, in_languages, read_material
from reports.loading.options import BriefOptions, BriefRequest, Part
from reports.loading.source import DataSource, OnStep, Warn, source_of
from reports.story import Story
from reports.story.phrases.grammar import counted
from reports.theme.types import Theme

_FILES = {"brief": "brief.pdf", "deck": "deck.pptx", "sums": "SHA256SUMS"}
_FILES |= {"ledger": "ledger.csv", "package": "figures.zip"}


@frozen
class DeckOptions:
    """How the deck is made: of the sections of a `talk` or of all, and in a `template` or in ours.

    `share`: without speaker notes, to give away. `force`: over a deck that somebody has edited. `embed_fonts`: with the
    theme's fonts inside.
    """

    talk: str | None = None
    share: bool = False
    force: bool = False
    template: Path | None = None
    embed_fonts: bool = False


@frozen
class BuildRequest:
    """What to build from which data file, and where to. `stem` goes before the files' names: spring-brief.pdf.

    `without` what a brief that is built again does not carry.
    """

    data: Path
    folder: Path
    parts: tuple[Part, ...] = ("brief", "deck")
    stem: str | None = None
    theme: Path | None = None
    brief: BriefRequest = field(default_factory=BriefRequest)
    deck: DeckOptions = DeckOptions()
    sums: bool = False
    ledger: bool = False
    without: bool = False
    package: bool = False

    def target(self, part: Part | Literal["sums", "ledger", "package"], language: str = "") -> Path:
        """Return which file a part becomes, or the checksums, the ledger, or the package; of a translation if named."""
        file = Path(_FILES[part])
        if self.deck.talk and part != "brief":
            file = file.with_stem(f"{file.stem}-{self.deck.talk}")
        if language:
            file = file.with_stem(f"{file.stem}-{language}")
        return self.folder / (f"{self.stem}-{file}" if self.stem else file)


@frozen
class BuildMaterial:
    """What a request is rendered from: all that was read, what each part tells, and what of the data travels.

    `enclosed` is what travels inside the brief, `packaged` in a package: the same, unless the standard takes nothing.
    `digest` is the data file's as it travels, whatever its encoding and its line ends.
    """

    read: Material
    stories: Mapping[Part, Story]
    options: BriefOptions
    enclosed: Enclosed
    packaged: Enclosed
    digest: str


@frozen
class Written:
    """A file that was written, how long it is, in words ("4 pages"), and what else to know of it."""

    path: Path
    extent: str
    note: str


def build(request: BuildRequest, on_step: OnStep, warn: Warn) -> tuple[Written, ...]:
    """Read, compose, render and write; `on_step` hears of each step, `warn` of what is odd but no hindrance.

    Raises a ReportError with every problem found; no file is written or changed then.
    """
    on_step(f"Reading {request.data}")
    materials = prepare(request, warn)
    _spare_edited_decks(request, [material.options.language for material in materials])
    for loss in materials[0].read.losses():
        warn(loss)
    files, written = render(request, materials, on_step, warn)
    on_step(f"Writing to {request.folder}")
    write_together(files)
    return written


def prepare(request: BuildRequest, warn: Warn) -> tuple[BuildMaterial, ...]:
    """Read and compose what a request asks for, in each language, the data file's own first.

    Raises a ReportError with every problem of data, translations, look and table.
    """
    source = source_of(request.data, warn)
    options = request.brief.resolved(source.made)
    material = read_material(source, request.theme, warn, without=request.without, fine=options.bleed > 0)
    return tuple(
        _composed(request, source, each, replace(options, language=each.language))
        for each in in_languages(material, source, options.language, warn)
    )


def _composed(request: BuildRequest, source: DataSource, material: Material, options: BriefOptions) -> BuildMaterial:
    programme = material.programme
    packaged = source.enclosed(programme, programme.attach, material.look, material.photos)
    enclosed = Enclosed() if options.standard == "pdfa2" else packaged
    story = compose(programme, material.awards, material.photos)
    deck = cut(story, programme, request.deck.talk, Location(str(request.data)))
    travels = packaged.files[0].content if packaged.files else source.data  # without comments if a brief has it so
    digest = hashlib.sha256("\n".join(decoded(travels).splitlines()).encode()).hexdigest()[:16]
    return BuildMaterial(material, {"brief": story, "deck": deck}, options, enclosed, packaged, digest)


def render(
    request: BuildRequest, materials: Sequence[BuildMaterial], on_step: OnStep, warn: Warn
) -> tuple[dict[Path, bytes], tuple[Written, ...]]:
    """Lay out what a request asks for, in memory alone; return each file's bytes, and a word on each part.

    Raises a LayoutError with what hinders in all parts and languages.
    """
    files, written, problems = dict[Path, bytes](), list[Written](), list[Problem]()
    for material in materials:
        try:
            made, words = _in_one_language(request, material, on_step, warn, listed=len(materials) == 1)
        except LayoutError as error:
            problems += error.problems
            continue
        files, written = files | made, [*written, *words]
    if problems:
        raise LayoutError(problems)
    if request.ledger and len(materials) > 1:
        from reports.ledger import ledger

        on_step("Tracing every number")
        own, *others = ((_finished(request, each, files), each.read.programme) for each in materials)
        files[request.target("ledger")] = ledger(*own, others)
    if request.sums:
        # as `sha256sum -c` reads them
        sums = [f"{hashlib.sha256(content).hexdigest()}  {path.name}\n" for path, content in files.items()]
        files[request.target("sums")] = "".join(sums).encode()
    return files, tuple(written)


def _in_one_language(
    request: BuildRequest, material: BuildMaterial, on_step: OnStep, warn: Warn, *, listed: bool
) -> tuple[dict[Path, bytes], list[Written]]:
    """Make the files of one language; its ledger is `listed` by itself only where there is no other."""
    theme, enclosed, stories = material.read.theme, material.enclosed, material.stories
    language, target = material.options.language, partial(request.target, language=material.options.language)
    rendered: dict[Part, tuple[bytes, str, str]] = {}
    problems: list[Problem] = []
    for part in request.parts:
        on_step(f"Making the {part}{f' in {language}' * bool(language)}")
        try:
            match part:
                case "brief":
                    rendered[part] = _render_brief(stories[part], theme, material.options, enclosed, warn)
                case "deck":
                    rendered[part] = _render_deck(stories[part], theme, request.deck, material.digest, warn)
                case _:
                    assert_never(part)
        except (LayoutError, ArchiveError) as error:
            problems += error.problems
    if problems:
        raise LayoutError(problems)
    files = {target(part): content for part, (content, *_) in rendered.items()}
    written = [Written(target(part), extent, note) for part, (_, extent, note) in rendered.items()]
    beside = (f"\nLetters that the theme's fonts lack are set in {each}" for each in theme.font.others)
    written[-1:] = [replace(each, note=each.note + "".join(beside)) for each in written[-1:]]
    if (request.ledger and listed) or request.package:
        from reports.ledger import ledger

        on_step("Tracing every number")
        rows = ledger(_finished(request, material, files), material.read.programme)
        files |= {target("ledger"): rows} if request.ledger and listed else {}
    if request.package:
        from reports.package.package import package_of
        from reports.zips import zip_of

        packed = package_of(stories[request.parts[0]], material.packaged.files, rows)
        files[target("package")] = zip_of(packed.items())
        path, extent = target("package"), counted(len(packed), "file")
        written.append(Written(path, extent, f"In {path.name} are {', '.join(packed)}"))
    return files, written


def _finished(
    request: BuildRequest, material: BuildMaterial, files: Mapping[Path, bytes]
) -> dict[Path, tuple[bytes, Story]]:
    """Return a language's files with what each tells."""
    targets = {part: request.target(part, material.options.language) for part in request.parts}
    return {path: (files[path], material.stories[part]) for part, path in targets.items()}


def _spare_edited_decks(request: BuildRequest, languages: Iterable[str]) -> None:
    """Refuse to write over a deck that somebody has worked on, or that is not ours: the evening before the talk."""
    targets = [request.target("deck", language) for language in languages]
    edited = [target for target in targets if answers(target.is_file) and not is_as_built(target)]
    if "deck" in request.parts and not request.deck.force and edited:
        message = "has been changed since it was built, and is not overwritten"
        hint = "rename it or choose another --name or -o, and both are kept; --force overwrites it"
        raise ReportError(Problem(Location(str(target)), message, hint) for target in edited)


# Each renderer's library is imported only if it is wanted.


def _render_brief(
    story: Story, theme: Theme, options: BriefOptions, enclosed: Enclosed, warn: Warn
) -> tuple[bytes, str, str]:
    from reports.brief.render import render

    paper, standard, large = options.paper, options.standard, options.large_print
    files, tool = enclosed.files, options.tool
    brief = render(
        story, theme, paper, attachments=files, standard=standard, large_print=large, tool=tool, printing=options
    )
    for warning in brief.warnings:
        warn(warning)
    return brief.pdf, counted(brief.pages, "page"), str(enclosed)


def _render_deck(story: Story, theme: Theme, options: DeckOptions, digest: str, warn: Warn) -> tuple[bytes, str, str]:
    from reports.deck.ooxml.record import Made
    from reports.deck.render import render

    share, template, inside = options.share, options.template, options.embed_fonts
    made = None if share else Made(digest, options.talk)
    deck = render(story, theme, share=share, template=template, embed_fonts=inside, made=made)
    for warning in deck.warnings:
        warn(warning)
    used = ", and inside for LibreOffice from 26.2 on; PowerPoint is not known to use it"
    used += "; faces for other scripts stay outside" * bool(theme.font.others)
    used = used if inside else ": where a reader lacks it, another font is shown"
    return deck.pptx, counted(deck.slides, "slide"), f"The deck is set in {enumeration(deck.fonts)}{used}"
