r"""Markup in prose but for **strong** and links: it would be printed as it stands, so each kind is a problem.

`\*` is a star. A footnote's mark leads to a note that there is, and every note has one.
"""

import re
from collections.abc import Iterable, Iterator

from reports.datafile.model import Line, Prose
from reports.datafile.scalars import NOTE, texts_in
from reports.datafile.yaml import did_you_mean, quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.story import numbers

_TAGS = "a|abbr|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|ol|p|pre|s|small|span|strike"
_TAGS += "|strong|style|script|sub|sup|table|t[dhr]|tt|u|ul"
_PLAIN = "write {words}, without marks"
_STRONG = "write **{words}**"
_LINK = "write [{words}](https://…), with the whole address"
_HALF = r"each mark needs its partner, as in **words**, and none stands inside another; a star is written \*"
_LIST = 'a list stands in the text of a section: begin its entries with "- ", a line for each in a block after |'
_DASH = r"(?<!\S)[–-] (?=\S)"
_WITHOUT = ("unit", "name", "alt", "notes")  # texts that take no footnote: they stand in many places, or in none

# What is found, what it is, what to write; {words} is what the marks stand around. The first that fits a place wins.
# Not markup: 5 * 3, a_b, C#, an address of the mail, < as less than.
_MARKS = (
    (r"!?\[(?P<words>[^\[\]]+)\]\((?:[^()\s]+\)|(?=https?:|www\.|mailto:))", "a link", _LINK),  # closed or not
    (r"\*{3}(?=\S)(?P<words>[^*]{1,300})(?<=\S)\*{3}", "strong, stressed text", _STRONG),
    (r"__(?=\S)(?P<words>.{1,300}?)(?<=\S)__", "strong text", _STRONG),
    (r"(?<!\*)\*\*(?!\*)", "half of a mark for strong text", _HALF),
    (r"(?<![\w*\\])(?P<m>[*_])(?=[^\s*_])(?P<words>[^*_]*[^\s*_\\])(?P=m)(?![\w*])", "stressed text", _PLAIN),
    (r"~~(?=\S)(?P<words>.{1,300}?)~~", "struck text", _PLAIN),
    (r"(?P<m>`+)(?P<words>[^`]+)(?P=m)", "code", _PLAIN),
    (rf"(?i)</?(?:{_TAGS})(?:\s[^<>]*)?/?>", "a tag of HTML", "take it out"),
    (r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});", "a sign of HTML", "write the sign itself"),
    (r"\A#{1,6} (?P<words>.+)", "a heading", "put it into a heading, or take the # out"),
    (r"(?<![\w:\\])\\[A-Za-z]+|\\n(?![a-z])", "a command", "take it out; a paragraph ends at a blank line"),
    # Where it begins a line; one dash may do so by the wrapping of the text, as a star may between two numbers.
    (rf"{_DASH}|(?<!\S)(?!(?<=\d )\* \d)(?:[*•●▪‣]|\d{{1,2}}[.)]) (?=\S)", "an entry of a list", _LIST),
    (r"Ã[\x80-\xbf]|â(?:€|\x80)|Â[\xa0-\xbf]", "a sign read in the wrong encoding", "write the sign itself"),
)


def markup(text: Prose, file: CheckedFile) -> Iterator[Problem]:
    """Yield each mark of a text, at its place; a list's entries once."""
    taken, listed = bytearray(len(text.text)), False
    noted = NOTE.sub(lambda note: "\0" * len(note[0]), text.text)
    linked = numbers.LINK.sub(lambda link: f"\0{link['words']}".ljust(len(link[0]), "\0"), noted)
    masked = numbers.STRONG.sub("\0\0\\1\0\0", linked).replace(r"\*", "\0\0")
    dashes = [match.start() for match in re.finditer(_DASH, masked) if _begins(text, match, file)]
    wrapped = dashes if len(dashes) == 1 and dashes[0] and not text.item else ()
    names = numbers.names_in(masked, (term.text for term in file.programme.names))
    no_entries = {*wrapped, *(span.start for span in names)}  # a name may begin so: 5. Mai 2019
    for pattern, what, hint in _MARKS:
        for match in re.finditer(pattern, masked):
            if any(taken[slice(*match.span())]) or (
                hint == _LIST and (listed or match.start() in no_entries or not _begins(text, match, file))
            ):
                continue
            taken[slice(*match.span())] = b"\1" * len(match.group())
            listed |= hint == _LIST
            words = text.text[slice(*match.span("words"))] if "words" in match.groupdict() else ""
            words = words if hint in (_STRONG, _LINK) else quote(words)
            message = f"{quote(text.text[slice(*match.span())])} is {what} elsewhere, and would be printed as it stands"
            yield Problem(file.where(text, match.start()), message, hint.format(words=words))


def plain_only(text: Prose, what: str, file: CheckedFile) -> Iterator[Problem]:
    """Yield strong words, links and notes where they would be lost: in a table and in a chart."""
    for pattern in (numbers.STRONG, numbers.LINK, NOTE):
        if mark := pattern.search(text.text):
            message = f"a {what} takes no strong words, links or notes: {quote(mark[0], 40)}"
            yield Problem(file.where(text, mark.start()), message, "write the words alone")


def _begins(text: Prose, match: re.Match[str], file: CheckedFile) -> bool:
    """Return whether a mark begins its text or a line of it, as the file has its lines; elsewhere it is a sign."""
    where = file.where(text, match.start())
    return not match.start() or not file.tree.source(where).line(where.line)[: where.column - 1].strip()


def footnotes(keyed: Iterable[tuple[str, Prose]], file: CheckedFile) -> Iterator[Problem]:
    """Yield marks that lead nowhere or can't be followed, and warn of notes that no text refers to.

    The texts stand beside their keys.
    """
    notes, used = file.programme.notes, set[str]()
    without = [file.programme.title, *(text for _, text in texts_in(file.programme.handout))]
    for key, text in keyed:
        masked = NOTE.sub(lambda note: "0" * len(note[0]), text.text)
        linked = [link.span() for written in (text.text, masked) for link in numbers.LINK.finditer(written)]
        for match in NOTE.finditer(text.text):
            where, name = file.where(text, match.start()), match[1]
            if isinstance(text, Line) or key in _WITHOUT or any(text is each for each in without):
                yield Problem(where, f"a note's mark can't stand in this {key}", "put it into a text")
            elif any(start <= match.start() < stop for start, stop in linked):
                yield Problem(where, "a note's mark can't stand in a link", "put it behind the link")
            elif not text.text[: match.start()].strip("* "):
                yield Problem(where, "a note's mark begins a text", "put it behind what it belongs to")
            elif file.undefined("notes", name, notes):
                hint = did_you_mean(name, notes, "the notes are")
                hint = hint if notes else f'say it at the top of the file: notes: {{{name}: "…"}}'
                yield Problem(where, f"no note is called {quote(name)}", hint)
            used.add(name)
    said: dict[str, str] = {}
    for name, note in notes.items():
        if (first := said.setdefault(note.text, name)) != name:
            message = f"the note {quote(name)} says what {quote(first)} says"
            yield Problem(note.where, message, f"write [^{first}] in its place", fatal=False)
        if name not in used and not file.tree.faulty:
            yield Problem(note.where, f"the note {quote(name)} is not used", f"write [^{name}] in a text", fatal=False)
