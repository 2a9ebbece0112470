"""Files of several languages: which language each has to be in, and whether all show the same in the same places."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from reports.compose.compose import compose
from reports.loading.load import Loaded
from reports.loading.source import DataSource, languages_of, load_translation
from reports.story import Story
from reports.verify.checked import Checked, Due, due_of
from reports.verify.readback.reading import ORIGIN, Discrepancy, FileReading


class Told(NamedTuple):
    """A programme in one language, what there is to tell of it, and what files of all that are held to."""

    loaded: Loaded
    story: Story
    due: Due


class Languages:
    """The data in its own language, and in those of its translations as they are asked for."""

    def __init__(self, source: DataSource, loaded: Loaded) -> None:
        self._source, self._loaded = source, loaded
        self.tags = languages_of(source)
        self._told: dict[str, Told] = {}

    def told(self, tag: str) -> Told:
        """Return the data in a language, its own if the tag is empty; raises a DataError for a faulty translation."""
        if tag not in self._told:
            loaded = load_translation(self._source, self._loaded, tag, lambda _text: "") if tag else self._loaded
            story = compose(loaded.programme, loaded.awards, loaded.photos)
            self._told[tag] = Told(loaded, story, due_of(loaded.programme, story))
        return self._told[tag]

    def tag_of(self, path: Path) -> str:
        """Return the language that a file is in by its name: "de-DE" for deck-short-de-DE.pptx."""
        return next((tag for tag in self.tags if path.stem.endswith(f"-{tag}")), "")

    def strange(self, reading: FileReading, due: str) -> Discrepancy | None:
        """Return what to say of a file that is in another of these languages than its name says."""
        said, own = reading.properties.language, self._loaded.programme.language
        if said in (own, *self.tags) and said != (due or own):
            return Discrepancy(reading.part, ORIGIN, f"is in {said}, and by its name should be in {due or own}")
        return None


def untagged(path: Path, tag: str) -> Path:
    """Return a file's name without its language."""
    return path.with_stem(path.stem.removesuffix(f"-{tag}")) if tag else path


def disagreements(files: Sequence[tuple[str, Path, Checked]]) -> Iterator[tuple[int, Discrepancy]]:
    """Yield which of the files that differ in their language alone show a quantity in a section where others do not.

    Each with the number of the file in `files`.
    """
    alike: dict[Path, list[int]] = {}
    for number, (tag, path, checked) in enumerate(files):
        if checked.expected:
            alike.setdefault(untagged(path, tag), []).append(number)
    shown = {number: _shown(files[number][2]) for numbers in alike.values() for number in numbers}
    for numbers in alike.values():
        for first, second in pairwise(numbers):
            for here, there in ((first, second), (second, first)):
                checked = files[here][2]
                for units, name in sorted(shown[here] - shown[there], key=lambda each: (each[1], sorted(each[0]))):
                    if not any(name == other and units & others for others, other in shown[there]):
                        titles = checked.expected.units if checked.expected else {}
                        where = f"in “{titles[min(units)]}”" if min(units) in titles else "in a table"
                        message = f"does not show {name} where {files[here][1].name} does, {where}"
                        yield there, Discrepancy(checked.reading.part, 0, message)


def _shown(checked: Checked) -> set[tuple[frozenset[int], str]]:
    """Return the quantities that a file shows, each with the sections that the text around it may be of."""
    units: dict[str, set[int]] = {}
    for expected in checked.expected.texts if checked.expected else ():
        units.setdefault(expected.text, set()).add(expected.unit)
    found = set()
    for read in checked.read:
        for each in read.numbers if read.passage.kind != "alt" else ():
            if each.provenance and each.provenance.kind in ("stated", "derived"):
                start = each.number.span.start
                around = (expected.text for span, expected in read.expected if span.start <= start < span.stop)
                found.add((frozenset(units.get(next(around, ""), {0})), each.provenance.name))
    return found
