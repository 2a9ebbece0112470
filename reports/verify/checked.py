"""One finished file held against its story: what of it does not agree."""

from collections.abc import Iterable, Iterator

from reports.datafile.attachments import LOOK_FOLDER, Enclosed
from reports.datafile.model import Derived, Programme
from reports.frozen import frozen
from reports.story import Story, folded, plain_throughout
from reports.verify.compare import around
from reports.verify.compare.match import TracedPassage, Wording
from reports.verify.compare.personal import impersonal
from reports.verify.compare.pictures import pictures
from reports.verify.compare.tables import compare_data_tables, compare_tables
from reports.verify.compare.texts import TextsComparison, read_all
from reports.verify.expected.expected import expectations
from reports.verify.expected.texts import Expectations
from reports.verify.readback.reading import ORIGIN, Discrepancy, FileReading


@frozen
class Checked:
    """A file, as it was read and traced, and what does not agree in it; `expected` is what it was held against."""

    reading: FileReading
    read: tuple[TracedPassage, ...]
    discrepancies: tuple[Discrepancy, ...]
    expected: Expectations | None = None


@frozen
class Due:
    """What files of a story are held to, which is the same for all copies of one."""

    programme: Programme
    story: Story
    expected: Expectations
    wording: Wording


def due_of(programme: Programme, story: Story) -> Due:
    """Return what all files of a story are held to; a deck's story is the one cut for its talk."""
    story = plain_throughout(story)
    expected = expectations(programme, story)
    return Due(programme, story, expected, Wording(expected.texts, story.language))


def check(reading: FileReading, due: Due, enclosed: Enclosed | None = None) -> Checked:
    """Hold one file that has been read against what is due; `enclosed` is what a brief has to hold."""
    programme, story, expected = due.programme, due.story, due.expected
    whole = impersonal(reading, programme, story)
    data = compare_data_tables(whole, story, expected.tracer)
    tables = compare_tables(data.rest, story, expected.tracer)
    reading = tables.rest
    in_cells = [each for each in (*data.read, *tables.read) if each.passage.kind != "stray"]
    read = read_all(reading, due.wording)
    found = [
        *reading.problems,
        *TextsComparison(reading, expected, due.wording, (*read, *in_cells)).discrepancies(),
        *pictures(reading, story, tables.tabled),
        *data.discrepancies,
        *tables.discrepancies,
        *around.misplaced(reading, story, read),
        *_untraced(reading, read, due),
        *_properties(reading, story),
        *around.strange_links(reading, story),
        *around.lost_bookmarks(whole, story),
        *around.misspoken(reading, story),
        *around.pages_named(reading),
        *around.regrouped(reading, story),
        *around.misnumbered(reading, story),
        *around.renumbered(reading, story),
        *around.unmarked(reading, story),
        *around.reordered(reading, story, read),
        *(wrongly_attached(reading, enclosed) if enclosed and reading.part == "brief" else ()),
    ]
    return Checked(whole, (*read, *data.read, *tables.read), tuple(dict.fromkeys(found)), expected)


def _untraced(reading: FileReading, read: Iterable[TracedPassage], due: Due) -> Iterator[Discrepancy]:
    """Yield the numbers that the story itself does not trace to the data, and derived ones that no longer say so.

    Of the latter only those of a deck, which people edit.
    """
    for passage, traced in ((each.passage, traced) for each in read for traced in each.numbers):
        provenance, text = traced.provenance, traced.number.text
        if provenance and provenance.kind == "unknown":
            yield Discrepancy(reading.part, passage.place, f"says “{text}”, which comes from no quantity")
        known = provenance or due.expected.known(traced.number.meaning)
        derived = known and isinstance(due.programme.numbers.get(known.name), Derived)
        if reading.part == "deck" and derived and due.story.phrases.derived not in passage.text.casefold():
            message = f"shows “{text}” without saying that it is derived"
            yield Discrepancy("deck", passage.place, message, in_notes=passage.kind == "notes")


def _properties(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    said, facts, is_brief = reading.properties, story.catalogue, reading.part == "brief"
    own = ("description", "rights", "identifier", "source", "coverage", "relation", "date")
    library = {name: str(getattr(facts, name)) for name in own}
    library |= {"publisher": story.publisher.text, "type": facts.kind}
    library |= {"subject": "; ".join(facts.subjects), "contributor": "; ".join(facts.contributors)}
    for name, is_, due in (
        *((name, said.library.get(name, ""), text) for name, text in library.items() if is_brief),
        ("title", said.title, story.name),
        ("author", said.author, ", ".join(facts.creators) if is_brief else story.publisher.text),
        ("language", said.language, story.language),
    ):
        if folded(is_) != folded(due):
            yield Discrepancy(reading.part, 0, f"its properties give the {name} “{is_}” where the data says “{due}”")
    if is_brief and not any(claim.startswith("PDF/A") for claim in said.claims):
        yield Discrepancy("brief", 0, "claims no archival standard")


def wrongly_attached(reading: FileReading, enclosed: Enclosed) -> Iterator[Discrepancy]:
    """Check that the data file and its tables are inside, byte for byte, or the copies that the data file asks for."""
    due = {each.name: each.content for each in enclosed.files}
    name = next(iter(due), "")
    if any(claim.startswith("PDF/A-2") for claim in reading.properties.claims):
        due = {}
    if due and not reading.attached:
        yield Discrepancy("brief", 0, f"does not hold {name}, the data file that it was made from")
    for table in list(due)[1:] if reading.attached else ():
        if table not in reading.attached:
            yield Discrepancy("brief", 0, f"does not hold {table}, the table that it was made from")
    for inside, content in reading.attached.items():
        if inside.startswith(LOOK_FOLDER) and inside not in due:
            continue
        expected = due.get(inside, next(iter(due.values()), None))
        if expected is None:
            yield Discrepancy("brief", 0, f"holds the file {inside}, which the data does not ask for")
        elif content != expected:
            message = f"holds a file {inside} that is not {inside if inside in due else name}, byte for byte"
            if inside == name or (name not in reading.attached and inside not in due):
                yield Discrepancy("brief", ORIGIN, f"was made from other data: it {message}")
            else:
                yield Discrepancy("brief", 0, message)
