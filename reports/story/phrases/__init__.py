"""Every word of ours that a reader of brief or deck sees, in one file for a language; nowhere else has any.

The files are YAML, of the fields of `Phrases`, and read where one is asked for. `phrases_of` are those of a data file:
of its language, and some in its own words. What only an author reads (problems, hints, the account that `check` prints)
is no phrase.
"""

from dataclasses import replace
from functools import cache

from reports.datafile.languages import LANGUAGES
from reports.datafile.model import OWN_WORDS, Programme
from reports.story.phrases.grammar import plural
from reports.story.phrases.languages import read
from reports.story.phrases.phrases import Phrases, Plural
from reports.story.phrases.words import reworded

__all__ = ["Phrases", "Plural", "phrases_in", "phrases_of", "phrases_with"]


@cache
def phrases_in(language: str) -> Phrases:
    """Return the words of a language that a data file may be in: "en-US". Raises a KeyError for another."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return read(language)


def phrases_of(programme: Programme) -> Phrases:
    """Return the words of a programme's language, and in their place those that its file has of its own."""
    noun = programme.portfolio.item
    item = (noun.one.text, noun.other.text if noun.other else "") if noun else None
    words = programme.words.items()
    said = tuple((key, line.text) for key, line in words if key in OWN_WORDS)
    return phrases_with(programme.language, said, item)


@cache
def phrases_with(language: str, words: tuple[tuple[str, str], ...], item: tuple[str, str] | None) -> Phrases:
    """Return a language's words, some in place of ours by their keys, and one and several of what is counted."""
    ours = phrases_in(language)
    one, several = item or (ours.item.one, ours.item.other)
    several = several or (plural(one) if language.startswith("en") else one)  # `loading` asks others for it
    return replace(reworded(ours, dict(words)), item=Plural(one, several))
