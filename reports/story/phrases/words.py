"""Words of ours that a data file may say otherwise, by their keys (`datafile.model.OWN_WORDS`)."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from reports.story.phrases.grammar import said_of_all
from reports.story.phrases.phrases import Phrases, Plural

# What has to be said of a number or a document is looked for: these phrases have to have the words that say it.
HOLDS = dict.fromkeys(("derived_here", "derived_number", "derived_change"), "derived")
HOLDS["historic"] = "historic_document"
# Phrases that hold another, and take it over where it is said otherwise.
_HOLD_TOO = {"derived_label": "derived", "shares": "derived", "same_size_unpublished": "unpublished"}
_HOLD_TOO |= {"date_not_done": "not_done", "strip_outlined": "not_done"}


def reworded(phrases: Phrases, words: Mapping[str, str]) -> Phrases:
    """Return the phrases with the author's words in place of ours."""
    said: dict[str, Any] = dict(words)
    for key, text in words.items():
        match key:
            case "total_label":
                said[key] = partial(said_of_all, text)
            case "sources_label" | "notes_label":
                said[key] = Plural(text, text)
            case "derived":
                said[key] = text.casefold()
            case "derived_here":
                said[key] = f" {text}"
            case "one_of":
                said["one_of_inexact"] = text
    for key, held in (HOLDS | _HOLD_TOO).items():
        if held in words and key not in words:
            ours, own = default(held, phrases).removesuffix("."), words[held].removesuffix(".")
            said[key] = getattr(phrases, key).replace(ours, own).replace(ours.capitalize(), own.capitalize())
    one, several = (words.get(key, default(key, phrases)) for key in ("source", "sources"))
    said.pop("sources", None)
    return replace(phrases, **said | {"source": Plural(one, several)})


def default(key: str, phrases: Phrases) -> str:
    """Return what is said where a data file has no words of its own."""
    match key:
        case "total_label":
            return phrases.total_label("")
        case "source" | "sources":
            return phrases.source.one if key == "source" else phrases.source.other
        case "sources_label" | "notes_label":
            return str(getattr(phrases, key).other)
        case _:
            return str(getattr(phrases, key)).strip()
