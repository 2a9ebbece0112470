"""What is said in another language than the file's, or stands for something longer: marked so in the finished file."""

from collections.abc import Iterator
from itertools import pairwise

from reports.story import Story, Words, folded, words_in
from reports.verify.readback.reading import Discrepancy, FileReading


def misspoken(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield what a voice would say wrongly: shown without its own language, or short for nothing.

    What stands in a chart or a table has no mark of its own.
    """
    expected = {fragment for words in words_in(story) for fragment in _fragments(words)}
    languages = {"", story.language, *(lang for _, lang, _ in expected)}
    for marked in reading.spoken:
        if marked.lang not in languages:
            yield Discrepancy(reading.part, marked.place, f"has text marked as {marked.lang}", failure=False)
        if reading.part == "brief" and marked.in_full and folded(marked.in_full) not in {full for *_, full in expected}:
            yield Discrepancy("brief", marked.place, f"says that “{marked.text}” is short for “{marked.in_full}”")
    shown = [each for each in reading.of("page", "slide") if not (each.inside or each.table)]
    for text, lang, in_full in sorted(expected):
        there = next((each for each in shown if text in each.text), None)
        if there is None:
            continue
        if lang and not any(lang == each.lang and text in each.text for each in reading.spoken):
            yield Discrepancy(reading.part, there.place, f"has “{text}” without its language, {lang}")
        full = any((each.text, folded(each.in_full)) == (text, in_full) for each in reading.spoken)
        if in_full and reading.part == "brief" and not full:
            yield Discrepancy(reading.part, there.place, f"does not say that “{text}” is short for “{in_full}”")


def _fragments(words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield each part of a text that is said in one way: its language, or what it is short for."""
    edges = sorted({edge for each in words.spoken for edge in each.span})
    for start, stop in pairwise(edges):
        text = folded(words.text[start:stop])
        if words.said(start, stop) and any(map(str.isalpha, text)):
            yield text, words.language(start, stop), ""
    for each in words.spoken:
        if each.in_full:
            yield folded(words.text[slice(*each.span)]), "", folded(each.in_full)
