"""What stands around a text, held against the story: a step's date, pages named, links, bookmarks, and languages.

A step stands with its own date: in a list, by the order of reading; in a sentence, after it. A list of the
brief may have the year once for all steps of it, and what else their dates say beside each. One of the largest awards
stands with its own amount and recipient.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import unquote

from reports import story as parts
from reports.story import Story, TimelineChart, Words, folded, words_in
from reports.story.scriptlanguages import languages_in
from reports.story.text import lists_in, parts_in, raised
from reports.verify.compare.match import TracedPassage
from reports.verify.readback.reading import Discrepancy, FileReading


def misplaced(reading: FileReading, story: Story, read: Sequence[TracedPassage]) -> Iterator[Discrepancy]:
    """Yield which steps stand with another step's date. Charts on slides are measured instead (`pictures`)."""
    for chart in parts_in(story, TimelineChart):
        for kind in ("page", "slide", "notes"):
            yield from _misplaced(reading, chart, [each for each in read if each.passage.kind == kind])


def _misplaced(reading: FileReading, chart: TimelineChart, read: Sequence[TracedPassage]) -> Iterator[Discrepancy]:
    found = [(each.passage, expected.text) for each in read for _, expected in each.expected]
    drawn = {passage.place for passage, _ in found if passage.box and passage.label and reading.part == "deck"}
    dates = {milestone.date: milestone.date for milestone in chart.milestones}
    steps = Counter(milestone.date for milestone in chart.milestones)
    in_year = {(str(step.year), step.in_year): step.date for step in chart.milestones if reading.part == "brief"}
    if in_year:
        steps |= Counter(str(step.year) for step in chart.milestones)
        dates |= {year: year for year, _ in in_year}
        there = {text for _, text in found}
        for step in chart.milestones if there else ():
            if step.date not in there and not there.issuperset((str(step.year), step.in_year)):
                yield Discrepancy("brief", 0, f"lacks “{step.date}”, the date of “{step.title}”")
    titles: dict[str, set[str]] = {}
    for milestone in chart.milestones:
        titles.setdefault(milestone.title.text, set()).add(milestone.date)
    last, year, left = "", "", 0  # steps that may stand below a date; what comes after them is none, whatever its name
    for passage, text in found:
        if (year, text) in in_year:
            last = in_year[year, text]
        elif text in dates:
            last, year, left = dates[text], text, steps[dates[text]]
        elif text in titles and left:
            left -= 1
            if last not in titles[text] and passage.place not in drawn:
                due = " or ".join(sorted(titles[text]))
                message = f"gives “{text}” the date {last} where the data says {due}"
                yield Discrepancy(reading.part, passage.place, message, in_notes=passage.kind == "notes")


def regrouped(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield where a brief's list of the largest awards has something else than the name, amount or recipient due."""
    read = [each for each in reading.of("page") if not (each.table or each.points)]
    said = [each.text.replace("\n", " ") for each in read]
    for block in parts_in(story, parts.Breakdown):
        if block.largest and block.largest.heading.text in said:
            due = [words.text for award in block.largest.awards for words in award if words]
            begin = said.index(block.largest.heading.text) + 1
            for passage, is_, text in zip(read[begin:], said[begin:], due, strict=False):
                if is_ != text:
                    message = f"says “{is_}” among the largest awards where the data says “{text}”"
                    yield Discrepancy("brief", passage.place, message)
                    break


def reordered(reading: FileReading, story: Story, read: Sequence[TracedPassage]) -> Iterator[Discrepancy]:
    """Yield where the entries of a list stand in another order."""
    lists = dict.fromkeys(tuple(words.text for words in items) for items in lists_in(story))  # slides may have the same
    once = [text for text, number in Counter(text for items in lists for text in items).items() if number == 1]
    for kind in ("page", "slide", "notes"):
        there = [each for each in read if each.passage.kind == kind]
        found = {e.text: (n, span.start) for n, each in enumerate(there) for span, e in each.expected}
        for items in lists:
            places = [found[text] for text in items if text in found and text in once]
            if places != sorted(places):
                message = f"has the entries of a list in another order: “{items[0]}” comes first"
                where = there[places[0][0]].passage.place
                yield Discrepancy(reading.part, where, message, in_notes=kind == "notes")


def renumbered(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield the footnotes of a brief that stand behind another's mark."""
    due = {raised(note.number): note.text.text for note in story.closing.footnotes}
    read = [each for each in reading.of("page") if not (each.table or each.points)]
    for label, passage in pairwise(read):
        text = passage.text.replace("\n", " ")
        if label.label and label.text in due and text in due.values() and text != due[label.text]:
            message = f"says “{text}” in note {label.text} where the data says “{due[label.text]}”"
            yield Discrepancy("brief", passage.place, message)


def misnumbered(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield the slides of a project that have another number than its square."""
    slides = list(reading.of("slide"))
    for project in parts_in(story, parts.Project):
        own = {each.place for each in slides if project.number and each.text == project.headline.text}
        for each in slides:
            if each.place in own and each.structural and each.text.isdigit() and int(each.text) != project.number:
                message = f"numbers “{project.name.text}” {each.text} where its square has {project.number}"
                yield Discrepancy(reading.part, each.place, message)


def unmarked(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield the slides of a draft, and the pages that say anything, that do not say that it is one."""
    marked = {each.place for each in reading.of("running") if each.text == story.phrases.draft}
    said = {each.place for each in reading.passages}
    for place in range(1, reading.places + 1) if story.draft else ():
        if place not in marked and (place in said or reading.part == "deck"):
            yield Discrepancy(reading.part, place, "lacks the mark of a draft")


def pages_named(reading: FileReading) -> Iterator[Discrepancy]:
    """Check that the pages named in a list of contents are those on which its titles stand."""
    for passage in reading.passages:
        title, _, page = passage.text.rpartition(" ")
        if passage.points and page.isdigit():
            there = {each.place for each in reading.passages if each.text == title}
            if there and int(page) not in there:
                right = " or ".join(map(str, sorted(there)))
                message = f"says that “{title}” is on page {page}, but it is on page {right}"
                yield Discrepancy("brief", passage.place, message)


def strange_links(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield addresses that the data does not have; somebody may have added one to a deck, but not to a brief."""
    due = {unquote(target) for words in words_in(story) for _, target in words.links if not target.startswith("#")}
    for place, address in reading.links:
        if unquote(address) not in due:
            failure = reading.part == "brief"
            yield Discrepancy(reading.part, place, f"leads to {address}, which the data does not name", failure)


def lost_bookmarks(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield the headings of a brief's pages that no bookmark leads to."""
    due = [story.cover.title, story.closing.heading, *([story.annex.heading] if story.annex else [])]
    for section in story.sections:
        if isinstance(section.block, parts.Portfolio) and section.block.breakdown is None:
            continue  # it is on the cover, without its heading
        due.append(section.heading)
        due += (each.name for each in section.block.projects) if isinstance(section.block, parts.Projects) else ()
    there = {passage.text.replace("\n", " ") for passage in reading.of("page")}
    for title in dict.fromkeys(words.text for words in due):
        if reading.bookmarks is not None and title in there and title not in reading.bookmarks:
            yield Discrepancy("brief", 0, f"has no bookmark “{title}”")


def misspoken(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield what a voice would say wrongly: shown without its own language, or short for nothing.

    What stands in a chart, or beside other words in a cell of a table, has no mark of its own.
    """
    expected = {fragment for words in words_in(story) for fragment in _fragments(words)}
    languages = {"", story.language, *(lang for _, lang, _ in expected)}
    for marked in reading.spoken:
        by_script = {lang for _, lang in languages_in(marked.text)}  # a reader's name, which only their copy has
        if marked.lang not in languages | by_script:
            message, notes = f"has text marked as {marked.lang}", marked.in_notes
            yield Discrepancy(reading.part, marked.place, message, failure=False, in_notes=notes)
        if reading.part == "brief" and marked.in_full and folded(marked.in_full) not in {full for *_, full in expected}:
            yield Discrepancy("brief", marked.place, f"says that “{marked.text}” is short for “{marked.in_full}”")
    shown = [each for each in reading.of("page", "slide") if not (each.inside or each.table)]
    spoken = [each for each in reading.spoken if not each.in_notes]
    for text, lang, in_full in sorted(expected):
        there = next((each for each in shown if text in each.text), None)
        if there is None:
            continue
        if lang and not any(lang == each.lang and text in each.text for each in spoken):
            yield Discrepancy(reading.part, there.place, f"has “{text}” without its language, {lang}")
        full = any((each.text, folded(each.in_full)) == (text, in_full) for each in spoken)
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
