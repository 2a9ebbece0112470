"""Words of ours that a file says otherwise: by keys that there are, with the places that ours have, and no number."""

import re
from collections.abc import Iterator

from reports.datafile.model import OWN_WORDS, Line
from reports.datafile.yaml import did_you_mean, quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.story import numbers
from reports.story.phrases import phrases_in, phrases_of
from reports.story.phrases.words import HOLDS, default

_PLACE = re.compile(r"\{[^{}]*\}")
_NOUNS = ("{item}", "{items}")  # which may be said in other words
_LEAST_WORD = 5  # letters: a shorter one may stand inside others


def wording(file: CheckedFile) -> Iterator[Problem]:
    """Yield what can't stand in the place of our words."""
    words = file.programme.words
    for key, line in words.items():
        if key not in OWN_WORDS:
            where = file.tree.keys.get(("words", key), line.where)
            yield Problem(where, f"no words of ours are called {quote(key)}", did_you_mean(key, OWN_WORDS, "they are"))
        elif file.sound("words", key):
            yield from _of(key, line, default(key, phrases_in(file.programme.language)), file)
    said = phrases_of(file.programme)
    for key, holds in HOLDS.items():
        given, word = words.get(key) or words.get(holds), default(holds, said)
        if given and word.casefold() not in default(key, said).casefold():
            message = f"{key} does not say {quote(word, 100)}, which has to be said"
            hint = f'write {key} with {quote(word)}, or {holds}: "…" with words that it has'
            yield Problem(given.where, message, hint)
    for key in ("derived_label", "sources_label"):
        alias, own = getattr(file.programme.closing, key), words.get(key)
        if alias and own and alias.text != own.text:
            message = f"{key} has other words in closing, in line {alias.where.line}"
            yield Problem(own.where, message, "keep one of them")


def _of(key: str, line: Line, ours: str, file: CheckedFile) -> Iterator[Problem]:
    due, there = _PLACE.findall(ours), _PLACE.findall(line.text)
    hint = f"ours are: {quote(ours, 200)}"
    for place in dict.fromkeys(due):
        if place not in (*there, *_NOUNS):
            yield Problem(line.where, f"{key} lacks {place}", hint)
    for match in _PLACE.finditer(line.text):
        if match[0] not in due:
            yield Problem(file.where(line, match.start()), f"{key} has no place {match[0]}", hint)
    if key in ("source", "sources") and there and there[-1] != due[-1]:
        yield Problem(line.where, f"{due[-1]} is not the last of {key}: a slide's footer is cut before it", hint)
    rest = _PLACE.sub(lambda match: " " * len(match[0]), line.text)
    for match in re.finditer(r"[{}]|\d[\d.,]*", rest):
        message = f"the number {quote(match[0])} is typed into {key}"
        if match[0] in "{}":
            message = f"a {quote(match[0])} without its partner"
        hint = "words of ours have no numbers but those of their places"
        yield Problem(file.where(line, match.start()), message, hint)
    if numbers.unmarked(line.text) != line.text or line.lang:
        message = f"{key} has marks or a language of its own"
        yield Problem(line.where, message, "write plain words in the file's language")
    if key in HOLDS.values() and len(line.text) < _LEAST_WORD:
        yield Problem(line.where, f"{quote(line.text)} is part of other words", f"write {_LEAST_WORD} letters or more")
