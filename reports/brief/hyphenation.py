"""Where a word may break at the end of a line: pyphen's patterns, in the languages whose long words want it.

English is not broken, nor is a name, a number, a link, a word in capitals, or what is for one reader.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from reports.story import Message, Partner, Quote, Story
from reports.story.text import parts_in

HYPHEN = "-"
NARROW = 30  # ems: in a wider column a broken word gains less than it costs
_LEAST, _SIDE = 8, 3  # letters of a word that may break, and of either part
_WORD = re.compile(rf"[^\W\d_]{{{_LEAST},}}")
_LANGUAGES = ("de", "nl", "it", "fr", "es", "pt")

Breaks = Callable[[str], Iterator[int]]  # places inside a word with the signs around it, from left to right


def breaks_of(story: Story) -> Breaks | None:
    """Return what finds where a word of a story may break, if it is in no name; None where none is broken."""
    if breaks_in(story.language) is None:
        return None
    people, partners = parts_in(story, Quote | Message), parts_in(story, Partner)
    names = [story.publisher, *(each.name for each in people), *(each.line for each in partners)]
    names += [*story.closing.contact, *(each.text for each in story.closing.sources)]
    return breaks_in(story.language, frozenset(word for name in names for word in _WORD.findall(name.text)))


def breaks_in(language: str, names: frozenset[str] = frozenset()) -> Breaks | None:
    """Return the same for a language (BCP 47), where the words of `names` stay whole."""
    if not language.startswith(_LANGUAGES):
        return None
    nouns = language.startswith("de")  # which begin with a capital as names do

    def breaks(text: str) -> Iterator[int]:
        for word in _WORD.finditer(text):
            if word[0].islower() or (nouns and word[0][1:].islower() and word[0] not in names):
                yield from (word.start() + place for place in _patterns(language).positions(word[0]))

    return breaks


@cache
def _patterns(language: str) -> Any:
    """Read a language's patterns, once a word has to break: the German ones take a while."""
    from pyphen import Pyphen, language_fallback

    return Pyphen(lang=language_fallback(language.replace("-", "_")), left=_SIDE, right=_SIDE)
