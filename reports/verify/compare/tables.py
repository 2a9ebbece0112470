"""What is held against the data piece by piece and in its order: a chart's lettering, and the cells of tables.

Such texts are short, and a number of one bar or row may well stand at another: so they are not looked for, as sentences
are, but each has to stand in its place.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, zip_longest

from reports.frozen import frozen, replace
from reports.story import BarsChart, Chart, Charted, DataTable, Story, Words, charts_in
from reports.story.text import parts_in
from reports.verify.compare.charts import Rows, alts_of, check_of
from reports.verify.compare.match import TracedPassage
from reports.verify.compare.measure import bar_boxes
from reports.verify.expected.expected import charts
from reports.verify.expected.provenance import ProvenanceTracer, all_from
from reports.verify.readback.reading import Discrepancy, FileReading, Passage, ReadPicture

_MOST_FINDINGS = 20  # of one table
_CUT = "…"


@frozen
class TablesComparison:
    """A reading without these texts, the texts as they were traced, and what does not agree."""

    rest: FileReading
    read: tuple[TracedPassage, ...]
    discrepancies: tuple[Discrepancy, ...]
    tabled: frozenset[str] = frozenset()  # charts of the brief that a table tells, by their alternative texts


def compare_tables(reading: FileReading, story: Story, tracer: ProvenanceTracer) -> TablesComparison:
    """Compare the lettering of bars and steps, and the tables that have their values or the annex.

    What was compared is no longer in the `rest`, so that nobody looks for it as for sentences.
    """
    known = {alt: chart for chart in charts(story) for alt in alts_of(chart) if check_of(chart, alt).lettering}
    tables = _tables(reading, story, known.values())
    heads, is_deck = {tight(rows[0]) for _, rows in tables.values()}, reading.part == "deck"
    is_apart = [
        each.inside in known or each.table in tables or (each.kind == "stray" and tight([each.text]) in heads)
        for each in reading.passages
    ]
    taken = [each for each, out in zip(reading.passages, is_apart, strict=True) if out]
    rest = tuple(each for each, out in zip(reading.passages, is_apart, strict=True) if not out)
    discrepancies = [
        *(found for alt, chart in known.items() for found in _lettering(reading, chart, alt)),
        *(found for cells, rows in tables.values() for found in _wrong_cells(reading, cells, rows, cut=is_deck)),
        *(found for each in reading.pictures for found in _beside(reading, each, known.get(each.alt))),
    ]
    named = {chart.alt: block.values for block in parts_in(story, Charted) for chart in charts_in(block)}
    read = list[TracedPassage]()
    for each in taken:
        values = named.get(each.inside, ())
        numbers = tracer.of_values(values, each.text) if values else all_from("parts", each.text, story.language)
        read.append(TracedPassage(each, (), numbers, ()))
    shown = [] if is_deck else [rows for _, rows in tables.values()]
    tabled = frozenset(chart.alt for chart in known.values() if check_of(chart).table in shown)
    return TablesComparison(replace(reading, passages=rest), tuple(read), tuple(discrepancies), tabled)


def _lettering(reading: FileReading, chart: Chart, alt: str) -> Iterator[Discrepancy]:
    lettering = check_of(chart, alt).lettering
    inside = [passage for passage in reading.passages if passage.inside == alt]
    for place, passages in groupby(inside, key=lambda passage: passage.place):
        said = " ".join(passage.text.replace("\n", " ") for passage in passages).split()
        yield from (Discrepancy(reading.part, place, message) for message in lettering(said)) if lettering else ()


def _beside(reading: FileReading, picture: ReadPicture, chart: Chart | None) -> Iterator[Discrepancy]:
    """Check that each bar's amount stands beside it."""
    if not isinstance(chart, BarsChart):
        return
    own = [each for each in reading.passages if each.inside == picture.alt and each.place == picture.place and each.box]
    drawn = [bar for bar in chart.bars if bar.value]
    for bar, box in zip(drawn, bar_boxes(picture.shapes), strict=False):
        middles = [(each.box.top + each.box.bottom) / 2 for each in own if each.box and each.text == bar.shown]
        if middles and not any(box.top - box.height < middle < box.bottom + box.height for middle in middles):
            yield Discrepancy(reading.part, picture.place, f"sets “{bar.shown}” away from the bar of {bar.label}")


def _tables(reading: FileReading, story: Story, known: Iterable[Chart]) -> dict[int, tuple[list[Passage], Rows]]:
    """Return the cells of the file's tables, by number, and the rows due there, found by the head, which is first."""
    due = [(story.annex.head, *story.annex.rows)] if story.annex else []
    due += [table for chart in known if (table := check_of(chart).table)]
    found: dict[int, tuple[list[Passage], Rows]] = {}
    for number, cells in _by_table(reading):
        for rows in due:
            if columns := _columns([cell.text for cell in cells[: len(rows[0])]], rows[0]):
                found[number] = cells, tuple(tuple(row[column] for column in columns) for row in rows)
    return found


def _by_table(reading: FileReading) -> Iterator[tuple[int, list[Passage]]]:
    cells = (each for each in reading.passages if each.table)
    yield from ((number, list(group)) for number, group in groupby(cells, key=lambda each: each.table))


def _columns(texts: Sequence[str], head: tuple[str, ...]) -> list[int]:
    """Return a table's columns, by its first cells; a slide may leave some out, but not the first and the last."""
    columns: list[int] = []
    for text in texts:
        if text not in head[columns[-1] + 1 if columns else 0 :]:
            break
        columns.append(head.index(text))
    return columns if columns and (columns[0], columns[-1]) == (0, len(head) - 1) else []


def tight(texts: Iterable[str]) -> str:
    """Join texts without any blank: so a head is painted that is repeated on a page, where it is decoration."""
    return "".join("".join(texts).split())


def _wrong_cells(
    reading: FileReading, cells: Sequence[Passage], rows: Rows, begin: int = 0, *, cut: bool = False
) -> Iterator[Discrepancy]:
    """Yield which cells of a table, its head first, say something else than is due; its rows come after `begin` others.

    One that may be `cut` has the first rows of a longer table, and of a long cell the beginning; the notes have all.
    Where a cell is missing, nothing is said of those behind it.
    """
    wrong, width, due = 0, len(rows[0]), [text for row in rows for text in row]
    for place, (cell, text) in enumerate(zip_longest(cells, due[: max(len(cells), 2 * width)] if cut else due)):
        said = cell.text.replace("\n", " ") if cell else None
        begun = said.removesuffix(_CUT).rstrip() if cut and said and said.endswith(_CUT) else None
        if said == text or (begun is not None and text and text.startswith(begun)):
            continue
        wrong += 1
        row, column = divmod(place, width)
        where = f"in row {row + begin if row else 0}, column {column + 1} of a table"
        due_is = f"where the data says “{text}”" if text else "which the data does not have"
        message = f"lacks “{text}” {where}" if said is None else f"says “{said}” {where}, {due_is}"
        yield Discrepancy(reading.part, (cell or cells[-1]).place, message)
        if wrong == _MOST_FINDINGS or said is None or text is None:
            return


def compare_data_tables(reading: FileReading, story: Story, tracer: ProvenanceTracer) -> TablesComparison:
    """Compare each table with the next of the story's that has its head, from the row where the last one ended.

    What was compared is no longer in the `rest`.
    """
    waiting = [[block, 0] for block in parts_in(story, DataTable)]
    taken, read, found = set[Passage](), list[TracedPassage](), list[Discrepancy]()
    for _, cells in _by_table(reading):
        for each in waiting:
            block, begin = each
            width, said = len(block.head), [cell.text for cell in cells]
            if begin == len(block.rows) or said[:width] != [words.text for words in block.head]:
                continue
            each[1] = end = min(len(block.rows), begin + max(1, -(-len(cells) // width) - 1))
            due = (block.head, *block.rows[begin:end])
            found += _wrong_cells(reading, cells, tuple(tuple(words.text for words in row) for row in due), begin)
            read += _traced(cells, chain.from_iterable(due), block, tracer)
            taken |= set(cells)
            break
    for block, shown in waiting:
        if shown < len(block.rows):
            heads = ", ".join(words.text for words in block.head)
            lost = f"lacks {len(block.rows) - shown} of {len(block.rows)} rows of the table of {heads}"
            found.append(Discrepancy(reading.part, 0, lost))
    painted = {tight(words.text for words in block.head) for block, _ in waiting}
    left = (without_head(each, painted) for each in reading.passages if each not in taken)
    rest = tuple(each for each in left if each.text)
    return TablesComparison(replace(reading, passages=rest), tuple(read), tuple(found))


def without_head(passage: Passage, painted: set[str]) -> Passage:
    """Take a head that is painted again off a text outside the reading order: what else stands so may follow it."""
    lines = passage.text.split("\n") if passage.kind == "stray" else []
    head = next((count for count in range(len(lines), 0, -1) if tight(lines[:count]) in painted), 0)
    return replace(passage, text="\n".join(lines[head:]), structural=()) if head else passage


def _traced(
    cells: Iterable[Passage], due: Iterable[Words], block: DataTable, tracer: ProvenanceTracer
) -> Iterator[TracedPassage]:
    for place, (cell, words) in enumerate(zip(cells, due, strict=False)):
        column = place % len(block.head)
        as_data = place >= len(block.head) and column in block.verbatim
        numbers = tracer.of(words, verbatim=as_data, source=block.source)
        yield TracedPassage(cell, (), numbers if cell.text.replace("\n", " ") == words.text else (), ())
