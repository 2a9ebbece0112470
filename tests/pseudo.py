"""English that nobody speaks, to be told from the author's: accented, a third longer, each phrase in ‹brackets›."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

import reports.story.phrases as spoken
from reports.datafile.attachments import SAYS
from reports.story.phrases import Phrases, Plural
from reports.story.phrases.languages import read

_ACCENTED = str.maketrans("aeiouyAEIOUYcnsz", "áéíóúýÁÉÍÓÚÝçñšž")
_LONGER = 0.35
_OURS = re.compile(r"‹[^‹›]*›")


def pseudo(text: str) -> str:
    """Return a phrase as it is spoken here; what has no words stays as it is, and so do its {places}."""
    if not re.search(r"[^\W\d_]", re.sub(r"\{[^{}]*\}", "", text)):
        return text
    words = re.sub(r"\{[^{}]*\}|[^\W\d_]+", lambda word: word[0] if word[0][0] == "{" else _stretched(word[0]), text)
    begin, end = (len(text) - len(stripped) for stripped in (text.lstrip(), text.rstrip()))
    return f"{words[:begin]}‹{words[begin : len(words) - end]}›{words[len(words) - end :]}"


def _stretched(word: str) -> str:
    vowel = re.search("(?i)[aeiouy]", word)
    more = round(len(word) * _LONGER) if len(word) > 3 else 0
    longer = word[: vowel.end()] + vowel[0].lower() * more + word[vowel.end() :] if vowel else word
    return longer.translate(_ACCENTED)


def pseudo_of(phrases: Phrases) -> Phrases:
    """Return all phrases so; a sign of what is derived or expected has no brackets, since it stands inside others."""
    kept = {"language", "category", "localised", "in_quotes", "small_after_colon", "label_end", "cells_end"}
    kept |= {"derived", "expected"}
    said = {each.name: _said(getattr(phrases, each.name)) for each in fields(phrases) if each.name not in kept}
    said |= {name: _stretched(getattr(phrases, name)) for name in ("derived", "expected")}
    said["attached"] = {each: pseudo(each) for each in SAYS}
    said["total_label"] = lambda unit: pseudo(phrases.total_label(unit))
    said["at_time"] = lambda date: pseudo(phrases.at_time(date).replace(date, "{date}")).format(date=date)
    return replace(phrases, **said)


def _said(value: Any) -> Any:
    match value:
        case str():
            return pseudo(value)
        case Plural():
            return Plural(*(pseudo(getattr(value, each.name)) for each in fields(value)))
        case Mapping():
            return {key: _said(each) for key, each in value.items()}
        case tuple():
            return tuple(map(pseudo, value))
    return value


def without_ours(text: str) -> str:
    """Return what of a text is no phrase, nor stands in one."""
    while _OURS.search(text):
        text = _OURS.sub(" ", text)
    return text


@contextmanager
def pseudo_language() -> Iterator[None]:
    """Let en-US be spoken so, and no other language."""
    said = pseudo_of(spoken.phrases_in("en-US"))
    try:
        _let_read(lambda language: said if language == "en-US" else read(language))
        yield
    finally:
        _let_read(read)


def _let_read(read: Callable[[str], Phrases]) -> None:
    setattr(spoken, "read", read)  # noqa: B010
    spoken.phrases_in.cache_clear()
    spoken.phrases_with.cache_clear()
