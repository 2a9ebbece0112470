"""Where a file's links and bookmarks lead: to the addresses that the story names, and to each of its headings."""

from collections.abc import Iterator
from urllib.parse import unquote

from reports.story import Projects, Story, words_in
from reports.verify.readback.reading import Discrepancy, FileReading


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
        due += (
            [section.heading, *(each.name for each in section.block.projects)]
            if isinstance(section.block, Projects)
            else [section.heading]
        )
    there = {passage.text.replace("\n", " ") for passage in reading.of("page")}
    for title in dict.fromkeys(words.text for words in due):
        if reading.bookmarks is not None and title in there and title not in reading.bookmarks:
            yield Discrepancy("brief", 0, f"has no bookmark “{title}”")
