"""English by rule: plurals, what stands before a unit or a date; for all languages, quotation marks in others."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from reports.story.phrases.phrases import Category

# A unit that says by itself how it stands to its amount: "committed to schools", "for primary schools".
_COMPLETE = re.compile(
    r"(?:\w+(?:ed|en|nt|id) )?(?:to|for|by|in|from|since|as|on|at|through|towards?|between|of|with)\b"
)

_ON = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}-\d\d-\d\d")  # a day
_AT = re.compile(r"(?:the |about the )*(?:end|turn|start|beginning|close)\b")


def category(count: Decimal) -> Category:
    """Return which form of a phrase goes with a number, of CLDR's."""
    return "one" if count == 1 else "other"


def plural(thing: str) -> str:
    """Return the plural of what is counted: projects, charities, branches."""
    if re.search(r"[^aeiou]y$", thing):
        return f"{thing[:-1]}ies"
    return f"{thing}es" if re.search(r"(s|x|z|ch|sh)$", thing) else f"{thing}s"


def counted(count: int, thing: str) -> str:
    """Write a number of things: "1 award", "1,000 charities"."""
    return f"{count:,} {thing if count == 1 else plural(thing)}"


# What stands in quotation marks, others inside it; ’ before a letter is an apostrophe, and a digit’s " are inches.
_QUOTED = re.compile(
    r"“((?:[^“”]|“[^“”]*”)*)”|(?<!\w)\"([^\"]*)\"|„([^„“”]*)[“”]|‚([^‚‘’]*)[‘’]"
    r"|‘((?:[^‘’“”]|“[^“”]*”|’(?=\w))*)’(?!\w)"
)


def in_quotes(text: str, marks: str = "‘’", other: str = "“”") -> str:
    """Give a text that is put between double quotation marks single ones, double ones inside those, and so on.

    It has as many characters as before.
    """

    def turned(match: re.Match[str]) -> str:
        return f"{marks[0]}{in_quotes(match[match.lastindex or 0], other, marks)}{marks[1]}"

    return _QUOTED.sub(turned, text)


def total_label(unit: str) -> str:
    """Return how a unit stands to an amount: "in grants", but "committed to schools"."""
    return "{unit}" if _COMPLETE.match(unit) else "in {unit}"


def said_of_all(label: str, _unit: str) -> str:
    """Return a label that stands to every unit alike."""
    return label


def at_time(date: str) -> str:
    """Return a date with its preposition: "in 2019", "on 5 May 2019", "at the end of 2019"."""
    if _ON.search(date):
        return f"on {date}"
    return f"at {date}" if _AT.match(date) else f"in {date}"


_RULES: tuple[Callable[..., str], ...] = (category, in_quotes, total_label, at_time)
# Fields of `Phrases` that go by rule.
ENGLISH: Mapping[str, Callable[..., str]] = {"localised": str} | {rule.__name__: rule for rule in _RULES}
