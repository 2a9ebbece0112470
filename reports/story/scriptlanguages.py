"""Languages that a text's letters alone give away: what is written so is said in the only language of its script.

Chinese characters, Arabic, Devanagari and Cyrillic letters are those of many languages, and say none.
"""

import re
from collections.abc import Iterator
from functools import cache

from reports.story.text import Span

_LETTERS = {
    "ja": r"\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f",  # Chinese characters beside them are Japanese as well
    "ko": r"\u1100-\u11ff\u3131-\u318e\uac00-\ud7af", "he": r"\u0591-\u05f4\ufb1d-\ufb4f",
    "el": r"\u0370-\u03ff\u1f00-\u1fff", "th": r"\u0e01-\u0e5b", "hy": r"\u0531-\u058f",
    "ka": r"\u10a0-\u10ff\u1c90-\u1cbf", "ta": r"\u0b80-\u0bff", "te": r"\u0c00-\u0c7f",
    "kn": r"\u0c80-\u0cff", "ml": r"\u0d00-\u0d7f", "si": r"\u0d80-\u0dff", "lo": r"\u0e80-\u0eff",
    "km": r"\u1780-\u17ff",
}  # fmt: skip
_HAN = r"\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_BETWEEN = r" \u00a0·・'’\"״׳-"  # the parts of a name
_LEAST = {"el": 3}  # a letter or two may be a sign: β, Δt


@cache
def _runs(lang: str, letters: str) -> re.Pattern[str]:
    one = f"[{letters}{_HAN if lang == 'ja' else ''}]"
    holding = f"(?={one}*[{letters}]{{{_LEAST.get(lang, 1)}}})"
    return re.compile(rf"{holding}{one}+(?:[{_BETWEEN}]+{one}+)*")


_ANY = re.compile(f"[{''.join(_LETTERS.values())}]")


def languages_in(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the parts of a text whose script says their language, each with its tag (BCP 47)."""
    if text.isascii() or not _ANY.search(text):
        return
    for lang, letters in _LETTERS.items():
        yield from ((Span(*match.span()), lang) for match in _runs(lang, letters).finditer(text))


def language_of(text: str) -> str:
    """Return the language that the script of all letters of a text says; empty where there are others."""
    found = [] if text.isascii() else [*languages_in(text)]
    said = {place for span, _ in found for place in range(*span)}
    mixed = any(char.isalpha() and place not in said for place, char in enumerate(text))
    return found[0][1] if found and not mixed and len({lang for _, lang in found}) == 1 else ""
