"""Every word of ours that a reader of brief or deck sees, in one module for a language; nowhere else has any.

`phrases_in` chooses by the language of the data file. What only an author reads (problems, hints, the account that
`check` prints) is no phrase.
"""

from reports.story.phrases.en import AMERICAN, BRITISH
from reports.story.phrases.phrases import Phrases, Plural

__all__ = ["Phrases", "Plural", "phrases_in"]

_LANGUAGES = {"en-US": AMERICAN, "en-GB": BRITISH}


def phrases_in(language: str) -> Phrases:
    """Return the words of a language that a data file may be in: "en-US"."""
    return _LANGUAGES[language]
