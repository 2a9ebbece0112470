"""Put texts together without losing what is marked in them: numbers, names, strong parts, links."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from string import Formatter, ascii_lowercase
from urllib.parse import quote

from reports.errors import Location
from reports.story import Span, Spoken, Words, words_in
from reports.story.numbers import names_in


def join(*parts: str | Words, where: Location) -> Words:
    """Make one text of several; what was marked in a part stays marked."""
    joined = Words("", where)
    for part in parts:
        joined += part
    return joined


def fill(phrase: str, where: Location, **places: str | Words) -> Words:
    """Fill the places of a phrase; what was marked in a text that is put in stays marked."""
    parts: list[str | Words] = []
    for literal, place, _, _ in Formatter().parse(phrase):
        parts += [literal, places[place]] if place else [literal]
    return join(*parts, where=where)


def listed(parts: Iterable[Words], by: str, where: Location) -> Words:
    """Make one text of several, with `by` between them."""
    between = (each for part in parts for each in (by, part))
    return join(*islice(between, 1, None), where=where)


def enumerated(parts: Sequence[Words], last: str, where: Location) -> Words:
    """Write the parts as a sentence has them: "a, b and c"; `last` stands before the last of them."""
    *others, end = parts
    return join(listed(others, ", ", where), last, end, where=where) if others else end


def strong(words: Words) -> Words:
    """Set the whole text strong."""
    return replace(words, strong=(words.whole,))


def kept(words: Words) -> Words:
    """Keep the whole text on one line."""
    return replace(words, kept=(words.whole,))


def linked(words: Words, target: str) -> Words:
    """Make the whole text a link."""
    return replace(words, links=((words.whole, target),))


_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# Begun with a country's code or a 0, or in the American form; what stands in an account's number (IBAN) is none.
_TELEPHONE = re.compile(
    r"[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?"
    r"|(?<![\w+])(?P<number>(?:\+|\(?0)(?:[ ./()–-]{0,2}\d){8,14}|(?:1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?!\w)",
    re.ASCII,
)
_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"  # what RFC 3986 lets stand as it is


def reachable(words: Words, *, by_telephone: bool = False) -> Words:
    """Link the web and mail addresses that stand in a text, and numbers that can be called if that is asked for."""
    found = [(Span(*match.span()), match[0]) for match in _ADDRESS.finditer(words.text)]
    links = [(span, address if "://" in address else f"mailto:{address}") for span, address in found]
    for match in _TELEPHONE.finditer(words.text) if by_telephone else ():
        called = re.sub(r"[^+\d]", "", (match["number"] or "").replace("(0)", "" if "+" in match[0] else "0"))
        if called and not any(span.start < match.end() and match.start() < span.stop for span, _ in links):
            links.append((Span(*match.span()), f"tel:{called}"))
    return replace(words, links=(*words.links, *links))


def encoded(address: str) -> str:
    """Write an address in ASCII, other signs by their numbers."""
    return quote(address, safe=_IN_ADDRESSES)


def languages_of(part: object) -> dict[str, str]:
    """Return which texts, or parts of them, are in another language than the story's, and in which."""
    marked = ((words, each) for words in words_in(part) for each in words.spoken if each.lang)
    return {words.text[slice(*each.span)]: each.lang for words, each in marked}


def in_languages(text: str, languages: Mapping[str, str], where: Location) -> Words:
    """Mark in a text that was put together what `languages_of` found in its parts."""
    found = (Spoken(span, lang) for part, lang in languages.items() for span in names_in(text, (part,)))
    return Words(text, where, spoken=tuple(found))


def small(words: Words) -> Words:
    """Let the text go on after a colon, unless it opens with a name or an abbreviation."""
    opens_with_name = words.text[1:2].isupper() or any(span.start == 0 for span in words.kept)
    return words if opens_with_name else replace(words, text=words.text[:1].lower() + words.text[1:])


def emphasised(paragraphs: tuple[Words, ...], name: str) -> tuple[Words, ...]:
    """Set `name` strong where the paragraphs first have it."""
    for index, words in enumerate(paragraphs):
        start = words.text.find(name)
        if start >= 0:
            marked = replace(words, strong=(*words.strong, Span(start, start + len(name))))
            return (*paragraphs[:index], marked, *paragraphs[index + 1 :])
    return paragraphs


def run_in(title: Words, text: Words) -> Words:
    """Set a title before its text, strong, in one paragraph."""
    head = title + ("" if title.text[-1:] in ".!?" else ".")
    return strong(head) + " " + text


def unique_keys(headings: Sequence[str]) -> list[str]:
    """Make a link target of each heading: "two-forms-of-progressive-ms"."""
    keys: list[str] = []
    for heading in headings:
        slug = re.sub(r"\W+", "-", heading.lower()).strip("-")[:60] or "section"
        taken = sum(key == slug or key.startswith(f"{slug}~") for key in keys)
        keys.append(f"{slug}~{taken + 1}" if taken else slug)
    return keys


def letter(number: int) -> str:
    """Letter things from 0 on: a to z, then aa, ab and so on."""
    return (letter(number // 26 - 1) if number >= 26 else "") + ascii_lowercase[number % 26]
