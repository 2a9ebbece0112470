"""The table of mistakes that a line shows by itself, whatever YAML makes of it: cause, place, and the right line.

Each is found before its consequences are reported, and corrected in memory, so that the rest of the file is read as it
was meant. What only the parser notices is in `syntax`, what only the model notices in `faults`.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from reports.datafile.yaml.lines import Edit, SourceText, quote, reads
from reports.errors import Problem
from reports.frozen import frozen

_MOST = 50  # of one kind in one reading
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060"
_BLANK = f"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000{_ZERO_WIDTH}"  # what looks like a blank and is none to YAML
_KEY = r"[\w.-]+"
_OPENING, _CLOSING = "“„«‹‘‚”»", "”“»«›‹’‘"


@frozen
class _Kind:
    """A row of the table. What the pattern's group `x` matches should be `meant`, or what it returns (None: it is so).

    In `message`, {x} is what was found; in `hint`, {meant} is what should stand there and {line} the whole line. A hint
    with a line is only made where YAML reads it; one with neither stands for all places, and is given at the first.
    """

    pattern: str
    message: str
    meant: str | Callable[[str], str | None]
    hint: str = "write {line}"


def mistakes_in(
    text: SourceText, quoted: Sequence[tuple[int, int]], stop: int
) -> Iterator[tuple[Problem | None, Edit]]:
    """Yield the known mistakes of what was read and their corrections, none overlapping another.

    There is no problem where the same was reported further up. `quoted` are the spans of texts in quotes or blocks, in
    which anything may stand; `stop` is where reading ended.
    """
    starts = [start for start, _ in quoted]
    read = text.text[:stop] + text.text[stop:].partition("\n")[0]
    found = []
    for kind in _TABLE:
        news = True
        for match in islice(re.finditer(kind.pattern, read), _MOST):
            before = bisect_left(starts, match.start("x")) - 1
            commented = text.text[: match.start("x")].rpartition("\n")[2].lstrip().startswith("#")
            meant = kind.meant if isinstance(kind.meant, str) else kind.meant(match["x"])
            if meant is not None and not (commented or (before >= 0 and match.start("x") < quoted[before][1])):
                found.append((*match.span("x"), kind, meant, news))
                news = "{" in kind.hint
    done = -1
    for start, stop, kind, meant, news in sorted(found, key=lambda each: each[:2]):
        if start > done:
            done, at = stop, text.corrected_at(start)
            edit = Edit(at.line, at.column, at.column + stop - start, meant)
            yield (_problem(text, start, stop, kind, edit) if news else None), edit


def _problem(text: SourceText, start: int, stop: int, kind: _Kind, edit: Edit) -> Problem:
    found, meant = text.text[start:stop], edit.text
    line = text.edited([edit]).corrected_line(edit.line).strip()
    hint: str | None = kind.hint.format(meant=meant, line=line)
    if "{line}" in kind.hint and not (reads(line) and len(line) < 400):
        hint = f"write {meant.strip()}" if meant.strip() else None
    odd = re.search(f"[{_BLANK}]", found)
    name = f"U+{ord(odd[0]):04X} {unicodedata.name(odd[0])}" if odd else ""
    where = text.at(start + (odd.start() if odd and "{" not in kind.hint else 0))
    return Problem(where, kind.message.format(x=quote(found), name=name), hint)


def _in_straight_quotes(found: str) -> str | None:
    return f'"{found[1:-1]}"' if found[0] != '"' or found[-1] != '"' else None


def _number(found: str) -> str:
    digits = found.lstrip("$€£¥ ")
    grouped = re.fullmatch(r"\d+(,\d{3})+(\.\d+)?", digits)
    return digits.replace(",", "_") if grouped else digits.replace(".", "_").replace(",", ".")


_TABLE = (
    _Kind(  # copied from the web
        rf"(?m)^(?P<x>[ \t-]*[{_BLANK}](?:[ \t{_BLANK}]|-(?=[ {_BLANK}]))*)(?=[^\s{_BLANK}])",
        "{name} indents this line, and is no blank to YAML",
        lambda found: re.sub(f"[{_BLANK}]", " ", re.sub(f"[{_ZERO_WIDTH}]", "", found)),
        "put a plain blank in the place of each, here and wherever else it begins a line",
    ),
    _Kind(
        rf"(?m)(?:^[ ]*(?:- +)*|[{{,] *){_KEY}:(?P<x> *[{_BLANK}][ {_BLANK}]*)",
        "{name} stands behind a colon, and is no blank to YAML",
        " ",
        "put a plain blank in its place, here and wherever else it follows a colon",
    ),
    # a word processor's list
    _Kind(r"(?m)^ *(?P<x>[•●▪◦‣·] *|[–—―−] +|\* +)(?=\S)", "{x} is no mark of a list", "- "),
    _Kind(rf"(?m)^ *(?P<x>-)(?={_KEY}:(?: |$)|\"[^\"]*\" *$)", "no blank follows the dash here", "- "),
    _Kind(  # the first entry of a list, where others have theirs
        rf"(?m)^(?P<k>[ ]*){_KEY}:[ ]*\n(?P<i>(?P=k)[ ]*)(?P<x>  )(?={_KEY}: .*\n(?:(?P=i) .*\n|\n)*(?P=i)-[ ])",
        "this entry of a list has no '- '",
        "- ",
    ),
    _Kind(  # a word processor's quotation marks
        rf'(?m)^ *(?:(?:- +)+(?:{_KEY}: +)?|{_KEY}: +)(?P<x>["{_OPENING}][^“”„«»"\n]*["{_CLOSING}])(?= *(?: #.*)?$)',
        "{x} stands in marks that are letters to YAML: they would be printed",
        _in_straight_quotes,
    ),
    _Kind(
        rf"(?m)^ *(?:(?:- +)+(?:{_KEY}: +)?|{_KEY}: +)(?P<x>[^\s\"'\[{{|>&*!%@#-][^\"\n#]*\")(?= *$)",
        "{x} ends in a quotation mark that none opens",
        lambda found: f'"{found}',
    ),
    _Kind(
        rf'[{{\[,] *(?:{_KEY}: *)?(?P<x>["{_OPENING}][^“”„«»"{{}}\[\]\n]*["{_CLOSING}])(?= *[,}}\]])',
        "{x} stands in marks that are letters to YAML: they would be printed",
        _in_straight_quotes,
        "write {meant}",
    ),
    _Kind(
        r"(?<=: )(?P<x>[$€£¥]? ?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}))(?= *[,}])",
        "a comma stands in the number {x}, and ends it to YAML",
        _number,
        "write {meant}",
    ),
    _Kind(rf"(?m)^ *(?:- +)*\"?{_KEY}\"?(?P<x>：\s*)", "{x} is no colon to YAML", ": "),
    _Kind(r"(?m)^ *(?:- +)*[a-z_]+(?P<x> *:?=>? *)(?=[\"'\[{\w])", "{x} does not join a key and its value", ": "),
    _Kind(r"(?m)^ *(?P<x>//+|/\*|<!--)", "{x} begins no comment", "#", "begin a comment with #"),
    _Kind(
        r"(?m)^(?P<x>(?:<{7}|>{7}|\|{7}) .*|={7}|```.*|~~~.*)$",
        "{x} is left over from elsewhere",
        "",
        "delete this line, and others of its kind",
    ),
)
