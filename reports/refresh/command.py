"""An edited deck and new data to a deck with both: the author's work, and the new numbers."""

import os
from pathlib import Path

from reports.build import BuildRequest, DeckOptions, prepare, render
from reports.deck.ooxml.fingerprint import is_as_built
from reports.deck.ooxml.opc import P14, Package
from reports.deck.ooxml.package import zipped
from reports.deck.ooxml.record import Made, Record
from reports.errors import Location, Problem
from reports.files import write_together
from reports.frozen import frozen
from reports.loading.options import BriefRequest
from reports.loading.source import OnStep, Warn, languages_of, source_of
from reports.refresh.pairs import are_of_one_programme
from reports.refresh.renew import CORE, Renewal, kept_in, renew, told_by
from reports.verify.readback.package import opened, root_of
from reports.verify.readback.reading import DAMAGED, contents, unreadable

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
TITLE, LANGUAGE = f"{_DUBLIN_CORE}title", f"{_DUBLIN_CORE}language"


@frozen
class RefreshRequest:
    """Which deck to renew, with what data, and where to. `brief` is what the deck was made beside, if one is given."""

    deck: Path
    data: Path
    output: Path
    brief: Path | None = None
    theme: Path | None = None
    template: Path | None = None


def refresh(request: RefreshRequest, on_step: OnStep, warn: Warn) -> Renewal | None:
    """Write the renewed deck; return what became of it, or None where nobody had edited it, so that it was built anew.

    Raises a ReportError where nothing is known of how the deck was built, or the data can't be built; nothing is
    written then.
    """
    if os.path.lexists(request.output):
        raise unreadable(str(request.output), "is there already", "give another name with -o")
    on_step(f"Reading {request.deck}")
    edited = _package(request.deck)
    _, kept = kept_in(edited)
    talk, fonts = kept.made.talk if kept else None, any(name.startswith("ppt/fonts/") for name in edited.members)
    deck = DeckOptions(talk=talk, template=request.template, embed_fonts=fonts)
    language = edited.trees[CORE].findtext(LANGUAGE) or ""
    old = _old(request, kept, deck, language, on_step)
    if not old.whole:
        message = "is too large to carry all that it told, so that some of it is left as it is"
        warn(Problem(Location(str(request.deck)), message, "--from BRIEF.pdf renews all of it", fatal=False))
    on_step(f"Building the deck of {request.data}")
    built = _built(request, request.data, deck, language, warn)
    new = Package(built)
    now = _told(new)
    if kept and kept.made.template and not now.made.template:
        raise unreadable(
            str(request.deck), "was built in a template of its own", "name it, or the look that does: --template FILE"
        )
    hint = "give the data file of this deck's programme, and the brief of its own build"
    if not are_of_one_programme(old, now):
        raise unreadable(str(request.brief or request.deck), f"is of another programme than {request.data}", hint)
    try:
        renewal = renew(edited, old, new, now)
        content = zipped({**edited.members, **renewal.parts}) if renewal else b""
    except DAMAGED as error:
        raise unreadable(str(request.deck), "is not a PowerPoint file that can be read") from error
    if renewal is None:
        raise unreadable(str(request.deck), f"has no slide that {request.data} tells of", hint)
    on_step(f"Writing {request.output}")
    if is_as_built(request.deck):
        write_together({request.output: built})
        return None
    write_together({request.output: content})
    return renewal


def _package(deck: Path) -> Package:
    """Return a deck that is safe to read; raises a ReportError for any other file."""
    package = opened(contents(deck), str(deck))
    for name in package.members:
        if name.endswith((".xml", ".rels")):
            root_of(package, name, str(deck))
    return package


def _old(request: RefreshRequest, kept: Record | None, deck: DeckOptions, language: str, on_step: OnStep) -> Record:
    """Return what the deck told when it was built: as it says itself, or as the brief of that build does."""
    if request.brief:
        on_step(f"Building the deck of {request.brief} again")
        return _told(Package(_built(request, request.brief, deck, language, lambda _: None)))
    if kept is None:
        message = "does not carry what it was built from: it was built to --share, or another program has dropped it"
        raise unreadable(str(request.deck), message, "give the brief of that build: --from BRIEF.pdf")
    return kept


def _built(request: RefreshRequest, data: Path, deck: DeckOptions, language: str, warn: Warn) -> bytes:
    """Return the deck as it would be built from these data, in one of their languages if it is that."""
    asked = BriefRequest(language=language if language in languages_of(source_of(data, lambda _: None)) else "")
    job = BuildRequest(data, Path(), ("deck",), theme=request.theme, deck=deck, brief=asked)
    files, _ = render(job, prepare(job, warn), lambda _: None, warn)
    return next(iter(files.values()))


def _told(package: Package) -> Record:
    """Return what a deck that was just built tells, all of it."""
    _, kept = kept_in(package)
    title = package.trees[CORE].findtext(TITLE) or ""
    sections = tuple(each.get("name", "") for each in package.deck.iter(f"{P14}section"))
    return Record(kept.made if kept else Made(""), title, sections, told_by(package))
