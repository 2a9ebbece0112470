"""The tables of a story's sections, held against the data cell by cell, over as many slides as they take."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from reports.story import DataTable, Story, Words
from reports.story.text import parts_in
from reports.verify.compare.match import TracedPassage
from reports.verify.compare.tables import MOST_FINDINGS, TablesComparison, cell_wrong, tight
from reports.verify.expected.provenance import ProvenanceTracer
from reports.verify.readback.reading import Discrepancy, FileReading, Passage


def compare_data_tables(reading: FileReading, story: Story, tracer: ProvenanceTracer) -> TablesComparison:
    """Compare each table with the next of the story's that has its head, from the row where the last one ended.

    What was compared is no longer in the `rest`.
    """
    waiting = [[block, 0] for block in parts_in(story, DataTable)]
    taken, read, found = set[Passage](), list[TracedPassage](), list[Discrepancy]()
    for _, group in groupby((each for each in reading.passages if each.table), key=lambda each: each.table):
        cells = list(group)
        for each in waiting:
            block, begin = each
            width, said = len(block.head), [cell.text for cell in cells]
            if begin == len(block.rows) or said[:width] != [words.text for words in block.head]:
                continue
            each[1] = end = min(len(block.rows), begin + max(1, -(-len(cells) // width) - 1))
            due = [words for row in (block.head, *block.rows[begin:end]) for words in row]
            found += _differences(reading, cells, due, width, begin)
            read += _traced(cells, due, block, tracer)
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
    return TablesComparison(replace(reading, passages=rest), tuple(read), tuple(found), frozenset())


def without_head(passage: Passage, painted: set[str]) -> Passage:
    """Take a head that is painted again off a text outside the reading order: what else stands so may follow it."""
    lines = passage.text.split("\n") if passage.kind == "stray" else []
    head = next((count for count in range(len(lines), 0, -1) if tight(lines[:count]) in painted), 0)
    return replace(passage, text="\n".join(lines[head:]), structural=()) if head else passage


def _differences(
    reading: FileReading, cells: list[Passage], due: list[Words], width: int, begin: int
) -> Iterator[Discrepancy]:
    wrong = 0
    for place in range(max(len(cells), len(due))):
        said = cells[place].text.replace("\n", " ") if place < len(cells) else None
        text = due[place].text if place < len(due) else None
        if said != text and wrong < MOST_FINDINGS:
            wrong += 1
            row, column = divmod(place, width)
            where = row + begin if row else 0, column
            yield Discrepancy(reading.part, cells[min(place, len(cells) - 1)].place, cell_wrong(where, said, text))


def _traced(
    cells: Iterable[Passage], due: Iterable[Words], block: DataTable, tracer: ProvenanceTracer
) -> Iterator[TracedPassage]:
    for place, (cell, words) in enumerate(zip(cells, due, strict=False)):
        column = place % len(block.head)
        as_data = place >= len(block.head) and column in block.verbatim
        numbers = tracer.of(words, verbatim=as_data, source=block.source)
        yield TracedPassage(cell, (), numbers if cell.text.replace("\n", " ") == words.text else (), ())
