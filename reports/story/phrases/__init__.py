"""Every word of ours that a reader of brief or deck sees, in one module for a language; nowhere else has any.

`phrases_of` are those of a data file: of its language, and some in its own words. What only an author reads (problems,
hints, the account that `check` prints) is no phrase.
"""

from functools import cache

from reports.datafile.model import OWN_WORDS, Programme
from reports.story.phrases.en import AMERICAN, BRITISH
from reports.story.phrases.phrases import Phrases, Plural
from reports.story.phrases.words import reworded

__all__ = ["Phrases", "Plural", "phrases_in", "phrases_of"]

_LANGUAGES = {"en-US": AMERICAN, "en-GB": BRITISH}


def phrases_in(language: str) -> Phrases:
    """Return the words of a language that a data file may be in: "en-US"."""
    return _LANGUAGES[language]


def phrases_of(programme: Programme) -> Phrases:
    """Return the words of a programme's language, and in their place those that its file has of its own."""
    words = programme.words.items()
    return _reworded(programme.language, tuple((key, line.text) for key, line in words if key in OWN_WORDS))


@cache
def _reworded(language: str, words: tuple[tuple[str, str], ...]) -> Phrases:
    return reworded(_LANGUAGES[language], dict(words))
