"""Where a file's links lead: to the addresses that the story names, and to no other."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from reports.story import Story, words_in
from reports.verify.readback.reading import Discrepancy, FileReading


def strange_links(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield addresses that the data does not have; somebody may have added one to a deck, but not to a brief."""
    due = {unquote(target) for words in words_in(story) for _, target in words.links if not target.startswith("#")}
    for place, address in reading.links:
        if unquote(address) not in due:
            failure = reading.part == "brief"
            yield Discrepancy(reading.part, place, f"leads to {address}, which the data does not name", failure)
