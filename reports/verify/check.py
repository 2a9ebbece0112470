"""`verify`: finished files against their data file. Reads, compares, and reports in plain lines what does not agree."""

import csv
import glob
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path

from reports.compose.talk import cut
from reports.datafile.model import Programme
from reports.datafile.yaml import enumeration
from reports.datafile.yaml import read as read_yaml
from reports.deck.ooxml.fingerprint import is_as_built
from reports.errors import DataError, Location, ReportError
from reports.files import is_pdf
from reports.frozen import frozen, replace
from reports.loading.source import DataSource, load_from, source_of
from reports.story import Story
from reports.story.phrases.grammar import counted
from reports.verify.checked import Checked, Due, check, due_of, wrongly_attached
from reports.verify.compare.match import TracedPassage
from reports.verify.compare.texts import quantities_in
from reports.verify.languages import Languages, Told, disagreements, untagged
from reports.verify.package import check_package, read_package
from reports.verify.readback.reading import Discrepancy, FileReading, contents, unreadable

_MOST_SHOWN = 10  # of one file
_PAGES_AT_A_TIME = 400  # of a merged file


@frozen
class Report:
    """What was checked and found, file by file."""

    files: tuple[Checked, ...]
    draft: bool = False  # whether the data is one
    languages: tuple[str, ...] = ()  # of the files, where they are several

    @property
    def discrepancies(self) -> list[Discrepancy]:
        """Return failures and notes, sorted by file and place."""
        return sorted(finding for file in self.files for finding in file.discrepancies)

    def lines(self, *, notes: bool) -> Iterator[str]:
        """Yield the findings in words, file by file: ten of each at most, failures before notes, and how many more."""
        for file in self.files:
            said = {each for each in file.discrepancies if each.failure or notes}
            found = sorted(said, key=lambda each: (not each.failure, each))
            name = f"{Path(file.reading.file).name}: " if self.languages else ""
            yield from (f"{name}{each}" for each in sorted(found[:_MOST_SHOWN]))
            if len(found) > _MOST_SHOWN:
                yield f"{file.reading.file}: {len(found) - _MOST_SHOWN} more, {len(found)} in all"

    @property
    def failures(self) -> int:
        """Return how many contradict the data."""
        return sum(finding.failure for finding in self.discrepancies)

    def summary(self) -> str:
        """Return in one line what was checked."""
        extents = "; ".join(map(_extent, self.files))
        notes = len(self.discrepancies) - self.failures
        draft = "; the data is a draft" * self.draft
        languages = f" in {len(self.languages)} languages ({', '.join(self.languages)})" if self.languages else ""
        return f"Checked {extents}{languages}: {counted(self.failures, 'failure')}, {counted(notes, 'note')}{draft}"


def verify(data: Path, place: Path, stem: str | None = None) -> Report:
    """Check a folder's brief, decks and package, in all languages there are, or one file.

    `data` may be a brief that has its data inside.

    Raises a ReportError where something cannot be read at all.
    """
    source = source_of(data, lambda _warning: None)
    loaded = load_from(source, read_yaml(source.data, source.file), lambda _text: "")
    languages = Languages(source, loaded)
    paths = files_in(place, stem, languages.tags)
    checked = [_in_its_language(path, languages, source, alone=place.is_file()) for path in paths]
    tags = [languages.tag_of(path) for path in paths]
    for number, found in [*disagreements([*zip(tags, paths, checked, strict=True)])]:
        checked[number] = replace(checked[number], discrepancies=(*checked[number].discrepancies, found))
    told = tuple(dict.fromkeys(languages.told(tag).loaded.programme.language for tag in tags))
    return Report(tuple(checked), languages.told("").story.draft, told if len(told) > 1 else ())


def _in_its_language(path: Path, languages: Languages, source: DataSource, *, alone: bool) -> Checked:
    """Check a file in the language that its name gives, or one whose name gives none and that is `alone`, in its own.

    Of one in another language nothing else is said.
    """
    tag = languages.tag_of(path)
    checked = _checked(path, untagged(path, tag), languages.told(tag), source)
    strange = languages.strange(checked.reading, tag)
    if strange and alone and not tag:
        return _checked(path, path, languages.told(checked.reading.properties.language), source)
    return replace(checked, discrepancies=(strange,), expected=None) if strange else checked


def _copies_in(path: Path) -> list[tuple[int, int]]:
    """Return the first and last page of each copy in a merged file, from the table beside it; none for any other."""
    try:
        listed = list(csv.DictReader(io.StringIO(contents(path.with_suffix(".csv")).decode("utf-8-sig"), newline="")))
        return sorted({(int(row["first"]), int(row["last"])) for row in listed if row["first"]})
    except (ReportError, UnicodeDecodeError, csv.Error, KeyError, ValueError, TypeError):
        return []


def _each_copy(content: bytes, path: Path, copies: Sequence[tuple[int, int]], due: Due) -> Checked:
    """Check the copies of a merged file one by one, read some hundreds of pages at a time."""
    found, read, readings = list[Discrepancy](), list[TracedPassage](), list[FileReading]()
    batches = [list(batch) for _, batch in groupby(copies, key=lambda copy: copy[0] // _PAGES_AT_A_TIME)]
    starts = [0, *(batch[0][0] - 1 for batch in batches[1:])]
    for batch, start, stop in zip(batches, starts, [*starts[1:], None], strict=True):
        whole = read_back(content, str(path), copies, slice(start, stop))
        found += whole.problems
        for first, last in batch:
            checked = check(whole.copy(first, last), due)
            found += (replace(each, place=max(each.place, 1) + first - 1) for each in checked.discrepancies)
            read += checked.read
        between = [each for each in whole.passages if not any(first <= each.place <= last for first, last in batch)]
        found += (Discrepancy("brief", each.place, "has text between the copies") for each in between)
        readings.append(replace(whole, passages=()))
    pictures = tuple(picture for each in readings for picture in each.pictures)
    whole = replace(readings[0], places=sum(each.places for each in readings), pictures=pictures)
    return Checked(whole, tuple(read), tuple(dict.fromkeys(found)))


def files_in(place: Path, stem: str | None, languages: Sequence[str] = ()) -> list[Path]:
    """Return what to check: a file, or what a folder has of brief, decks and packages, named from `stem` if given.

    Raises a ReportError if there is nothing, or no right to look.
    """
    try:
        return _files_in(place, stem, languages)
    except OSError as error:
        message = f"cannot be read: {(error.strerror or 'unknown error').lower()}"
        raise unreadable(str(place), message) from error


def _files_in(place: Path, stem: str | None, languages: Sequence[str]) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise unreadable(str(place), "is not there", "name the folder that the files were written to, or one file")
    before = f"{stem}-" if stem else ""
    names = ("brief.pdf", "deck.pptx", *(f"brief-{language}.pdf" for language in languages))
    found = [path for name in names if (path := place / f"{before}{name}").is_file()]
    others = (f"{glob.escape(before)}{pattern}" for pattern in ("deck-*.pptx", "figures.zip", "figures-*.zip"))
    found += [path for pattern in others for path in sorted(place.glob(pattern)) if path.is_file()]
    if not found:
        written = f"{before}brief.pdf and {before}deck.pptx were written to; of personal copies name one file"
        raise unreadable(str(place), "has neither a brief nor a deck", f"build them, or name the folder that {written}")
    return found


def _checked(path: Path, name: Path, told: Told, source: DataSource) -> Checked:
    """Check a file; `name` is what it is called, but for its language."""
    loaded, story, programme = told.loaded, told.story, told.loaded.programme
    if path.suffix.casefold() == ".zip":
        reading = read_package(path)
        enclosed = source.enclosed(programme, programme.attach, photos=loaded.photos)
        stories = (story, _of_talk(name, story, programme))  # that of a deck alone may be of a talk
        return Checked(reading, (), min((tuple(check_package(reading, each, enclosed)) for each in stories), key=len))
    copies = _copies_in(path) if path.suffix.casefold() == ".pdf" else []
    content = contents(path)
    merged = _each_copy(content, path, copies, told.due) if copies else None
    reading = merged.reading if merged else read_back(content, str(path))
    if reading.part == "brief":
        others = {name for tag, name in programme.translations.items() if tag != programme.language}
        personal = others.isdisjoint(reading.attached)
        enclosed = source.enclosed(programme, programme.attach, photos=loaded.photos, personal=personal)
        if "attach" not in programme.model_fields_set:  # a copy for a reader is given the data without comments then
            clean = source.enclosed(programme, "clean", photos=loaded.photos, personal=personal)
            enclosed = clean if clean.files[0].content == reading.attached.get(source.name) else enclosed
        if merged is None:
            return check(reading, told.due, enclosed)
        return replace(merged, discrepancies=(*wrongly_attached(reading, enclosed), *merged.discrepancies))
    talk = _of_talk(name, story, programme)
    checked = check(reading, told.due if talk is story else due_of(programme, talk))
    if is_as_built(path):
        return checked
    edited = Discrepancy("deck", 0, "has been edited since it was built", failure=False)
    return replace(checked, discrepancies=(edited, *checked.discrepancies))


def _of_talk(path: Path, story: Story, programme: Programme) -> Story:
    """Return the story of the talk that a file is named for, or else the whole."""
    talk = next((name for name in programme.talk if path.stem.endswith(f"-{name}")), None)
    with suppress(DataError):
        return cut(story, programme, talk, Location(str(path)))
    return story


def read_back(
    content: bytes, file: str, copies: Sequence[tuple[int, int]] = (), pages: slice | None = None
) -> FileReading:
    """Return what a brief or a deck holds, whichever it is; the library for it is imported only then.

    `file` is its name in messages, `copies` the first and last page of each in a merged brief, of which only
    some `pages` are read, as `read_brief` has them.

    Raises a ReportError if it is neither, or cannot be read.
    """
    if is_pdf(content):
        from reports.verify.readback.brief import read_brief

        return read_brief(content, file, copies, pages)
    if content[:2] not in (b"PK", b"\xd0\xcf"):
        raise unreadable(file, "is neither a PDF nor a PowerPoint file", "name a brief, a deck, or their folder")
    from reports.verify.readback.deck import read_deck

    return read_deck(content, file)


def _extent(file: Checked) -> str:
    reading = file.reading
    if reading.part == "package":
        return f"{reading.file} ({counted(reading.places, 'file')})"
    noun = "page" if reading.part == "brief" else "slide"
    quantities = len(quantities_in(file.read))
    ink = sum(len(picture.shapes) for picture in reading.pictures)
    parts = [
        counted(reading.places, noun),
        counted(sum(len(each.numbers) for each in file.read), "number"),
        f"{quantities} of the data's {'quantities' if quantities != 1 else 'quantity'}",
        f"{counted(len(reading.pictures), 'picture')} of {counted(ink, 'mark')}",
        *([f"{enumeration([*reading.attached])} inside"] if reading.attached else []),
        *reading.properties.claims,
    ]
    return f"{reading.file} ({', '.join(parts)})"
