"""The table of mistakes that stop YAML's parser: what stands there in plain words, and the line as it should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import yaml
from yaml.events import ScalarEvent

from reports.datafile.yaml import corrections, indents
from reports.datafile.yaml.corrections import ENTRY, KEY, Edits, indent_of, key_column
from reports.datafile.yaml.lines import BRACKETS, Edit, SourceText, in_quotes, quote, reads, split
from reports.errors import Location, Problem

# A problem, and what may be corrected so that reading goes on.
Finding = tuple[Problem, Callable[[], Edits | None] | None]

_EXAMPLE = 'put each text in double quotes: {label: "…", text: "…"}'
_INDICATORS = "{}[],*&@%`!|>"
_BLOCK = re.compile(r"[|>][-+\d]{0,2}\s*(#.*)?")  # a text follows in the next lines
_UNKNOWN = "this cannot be read as YAML"

# What may be rewritten in a line that YAML does not read, if it reads it then; the last two where a bracket is open.
_REWRITES = (
    (re.compile(r"(?<=[\"'\w\]}])\s*[,;]\s*$"), "", "nothing stands behind a value: no comma, no semicolon"),
    (re.compile(r"(?<=[\"'\w\]}])[\]}]\s*$"), "", "a bracket closes here that none opens"),
    (re.compile(r"\\"), r"\\\\", "what follows this backslash means nothing"),
    (re.compile(r"(?<=[\"\d\]}]) +(?=[\w-]+: )"), ", ", "a comma is missing here"),
    (re.compile(r"(?<=[^\s,{\[])$"), "}", "the bracket that opens here is not closed"),
    (re.compile(r"(?<=[^\s,{\[])$"), "]", "the bracket that opens here is not closed"),
)


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the parser stopped, what it said, and the line there; all in the columns that corrections have left."""

    text: SourceText
    said: str
    doing: str
    where: Location
    opened: Location  # where what it was reading began
    last: ScalarEvent | None  # the scalar it read before
    outermost: Location | None  # the first bracket that is open
    bracket: Location | None  # the last one

    @property
    def line(self) -> str:
        return self.text.corrected_line(self.where.line)

    @property
    def number(self) -> int:
        return self.where.line

    @property
    def before(self) -> str:
        return self.line[: self.where.column - 1]

    def at(self, column: int, number: int | None = None) -> Location:
        return Location(self.where.file, number or self.number, column)

    def in_quotes(self, where: Location, message: str) -> Finding:
        """Report a text that needs quotes; `where` is in its line."""
        line = self.text.corrected_line(where.line)
        return Problem(where, message, in_quotes(line)), lambda: corrections.quoted(self.text, where.line)

    def realigned(self, message: str, hint: str) -> Finding:
        """Report that the line starts in the wrong column; the hint says in which it should, if that is known."""
        edits = indents.realigned(self.text, self.number) or ()
        if any(edit.line == self.number for edit in edits):
            hint = f"start it in column {indent_of(self.text.edited(edits).corrected_line(self.number)) + 1}"
        return Problem(self.where, message, hint), lambda: edits

    def closed(self, opened: Location, message: str) -> Finding:
        problem = Problem(opened, message, "close it where the text ends")
        return problem, lambda: corrections.closed(self.text, opened.line, opened.column)


def explain(error: yaml.YAMLError, text: SourceText, last: ScalarEvent | None, brackets: Sequence[int]) -> Finding:
    """Return what stopped the parser; `last` is the scalar read before, `brackets` are where open ones stand."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(text.at(0), _UNKNOWN), None
    opened = getattr(error, "context_mark", None) or mark
    stop = _Stop(
        text,
        str(getattr(error, "problem", "")),
        str(getattr(error, "context", "")),
        text.corrected_at(mark.index),
        text.corrected_at(opened.index),
        last,
        text.corrected_at(brackets[0]) if brackets else None,
        text.corrected_at(brackets[-1]) if brackets else None,
    )
    found = (rule(stop) for rule in _RULES)
    problem, correction = next((finding for finding in found if finding), (Problem(stop.where, _UNKNOWN), None))
    return replace(problem, where=text.origin(problem.where)), correction


def _tab(stop: _Stop) -> Finding | None:
    if "\t" not in stop.line[: len(stop.line) - len(stop.line.lstrip())] or stop.before.strip():
        return None
    edits = indents.untabbed(stop.text, stop.number) or ()
    blanks = indent_of(stop.text.edited(edits).corrected_line(stop.number))
    hint = f"use blanks ({blanks} here)" if edits else "use blanks"
    return Problem(stop.where, "a tab cannot indent a line", hint), lambda: edits


def _rewritten(stop: _Stop) -> Finding | None:
    """A line that YAML reads as soon as one sign is put in or taken out."""
    number = stop.bracket.line if stop.bracket else stop.number
    line = stop.text.corrected_line(number)
    below = stop.text.corrected_line(number + 1) if number < stop.text.lines else ""
    open_to_end = stop.bracket and (not below.strip() or indent_of(below) <= key_column(line))
    if len(line) > 2000 or reads(line.strip()):
        return None
    for pattern, better, message in _REWRITES if open_to_end else _REWRITES[:-2]:
        edits = tuple(
            Edit(number, match.start() + 1, match.end() + 1, match.expand(better)) for match in pattern.finditer(line)
        )
        if edits and reads(right := pattern.sub(better, line).strip()):
            if pattern.pattern.endswith(")$") and stop.bracket and stop.outermost:
                correction = partial(corrections.dropped, stop.text, stop.outermost.line, stop.outermost.column)
                return Problem(stop.bracket, message, f"write {right}"), correction
            return Problem(stop.at(edits[0].start, number), message, f"write {right}"), partial(tuple, edits)
    return None


def _no_dash(stop: _Stop) -> Finding | None:
    """A list whose first entry has no dash: its lines are deeper than the first dash."""
    indent, number = indent_of(stop.line), stop.number
    if not ENTRY.match(stop.line):
        return None
    while number > 1 and (indent_of(above := stop.text.corrected_line(number - 1)) > indent or not above.strip()):
        number -= 1
    first = stop.text.corrected_line(number)
    if (
        number == stop.number
        or ENTRY.match(first)
        or not KEY.match(first)
        or not stop.text.corrected_line(number - 1).endswith(":")
    ):
        return None
    column = indent_of(first)
    problem = Problem(stop.at(column + 1, number), "this entry of a list has no '- '", f"write - {first.strip()}")
    return problem, lambda: (Edit(number, column - 1, column + 1, "- "),) if column == indent + 2 else None


def _escape(stop: _Stop) -> Finding | None:
    if "escape" not in stop.said and "hexdecimal" not in stop.said:
        return None
    problem = Problem(stop.where, "what follows this backslash means nothing", r"write \\ for a backslash")
    return problem, lambda: corrections.escaped(stop.text, stop.number, stop.where.column)


def _quotes(stop: _Stop) -> Finding | None:
    """A forgotten quotation mark shows only where the next text's opening mark has closed it, or never."""
    if "quoted scalar" in stop.doing:
        return stop.closed(stop.opened, "the quotation mark that opens here is never closed")
    last = stop.last
    if last is None or last.style not in ("'", '"') or not (last.start_mark and last.end_mark):
        return None
    if last.end_mark.line + 1 != stop.number:
        return None
    opened = stop.text.corrected_at(last.start_mark.index)
    if opened.line != stop.number:
        return stop.closed(opened, f"the quotation mark that opens here closes only in line {stop.number}")
    return None if stop.bracket else stop.in_quotes(stop.where, "more text follows the closing quotation mark")


def _stuck(number: int, column: int, stop: _Stop, message: str = "no blank follows the colon here") -> Finding | None:
    """A colon that its value, a bracket or a quotation mark sticks to."""
    line = stop.text.corrected_line(number)
    stuck = re.match(r"\s*((?:- +)*[\w.-]+):(\S.*)", line)
    if stuck is None:
        return None
    problem = Problem(stop.at(column, number), message, f"write {stuck[1]}: {stuck[2]}")
    return problem, lambda: corrections.spaced(stop.text, number)


def _stuck_bracket(stop: _Stop) -> Finding | None:
    """All of such a line is one long key to YAML."""
    starts = re.match(r"\s*(?:- +)*[\w.-]+:[{\['\"]", stop.line)
    return _stuck(stop.number, len(stop.line) - len(stop.line.lstrip()) + 1, stop) if starts else None


def _brackets(stop: _Stop) -> Finding | None:
    if stop.bracket is None or stop.outermost is None:
        return None
    outermost = stop.outermost
    message, hint = "the bracket that opens here is not closed, or a text in it needs double quotes", _EXAMPLE
    if re.search(r"\s#", stop.text.corrected_line(stop.bracket.line)[stop.bracket.column - 1 :]):
        message = "the bracket that opens here is not closed: ' #' ends its line"
        hint = 'put what holds a # in double quotes: "#1"'
    problem = Problem(stop.bracket, message, hint)
    return problem, lambda: corrections.dropped(stop.text, outermost.line, outermost.column)


def _indicator(stop: _Stop) -> Finding | None:
    head, value = split(stop.line)
    if stop.said.startswith("mapping keys"):
        return stop.in_quotes(stop.where, "a value that starts with '?' is not text to YAML")
    if not value or value[0] not in _INDICATORS or BRACKETS.match(value) or _BLOCK.fullmatch(value):
        return None
    return stop.in_quotes(stop.at(len(head) + 1), f"a value that starts with {quote(value[0])} is not text to YAML")


def _colon(stop: _Stop) -> Finding | None:
    if not stop.said.startswith("mapping values"):
        return None
    head, _ = split(stop.line)
    if stop.where.column > len(head) and head.strip():
        return stop.in_quotes(stop.where, "a text that holds ': ' needs double quotes")
    deeper = "this line is indented deeper than the lines it belongs to"
    found = stop.realigned(deeper, "start it in the same column as they do")
    problem = replace(found[0], where=stop.at(len(head) - len(head.lstrip()) + 1))
    return (_stuck(stop.number - 1, 1, stop) if stop.number > 1 else None) or (problem, found[1])


def _dash(stop: _Stop) -> Finding | None:
    if stop.said.startswith("block sequence entries"):
        return stop.in_quotes(stop.where, "a list starts on a line of its own, a text in double quotes")
    if "'-' indicator" in stop.said:
        message = "a list goes on here, but this line does not start with '- '"
        return stop.realigned(message, "indent it to the entry above")
    return None


def _no_colon(stop: _Stop) -> Finding | None:
    if not stop.said.startswith("could not find expected ':'"):
        return None
    number, message = stop.opened.line, "this line is neither 'key: value' nor '- entry'"
    problem = Problem(stop.opened, message, "a text's next line starts deeper than its key")
    return _stuck(number, stop.opened.column, stop, message) or (
        problem,
        lambda: corrections.blanked(stop.text, number),
    )


def _second_start(stop: _Stop) -> Finding | None:
    hint = "keep one document in a file, and no line '...' in it"
    found = Problem(stop.where, "this stands after the end of the data", hint), None
    return found if "<document start>" in stop.said else None


def _comment_cut(stop: _Stop) -> Finding | None:
    """A text whose first line ended at ' #' leaves its next line without an owner."""
    above = stop.text.corrected_line(stop.number - 1) if stop.number > 1 else ""
    last = stop.last
    ends_above = last is not None and last.end_mark is not None and last.end_mark.line + 2 == stop.number
    if last is None or not ends_above or last.style or " " not in last.value:
        return None
    if stop.before.strip() or ": " in stop.line or " #" not in above:
        return None
    where = stop.at(above.index(" #") + 2, stop.number - 1)
    return stop.in_quotes(where, "this text ends at its ' #', and the next line belongs to nothing")


def _indentation(stop: _Stop) -> Finding | None:
    message, hint = (
        "this line's indentation fits no line above it",
        "start it in the same column as the lines it belongs to",
    )
    return None if stop.before.strip() else stop.realigned(message, hint)


def _in_brackets(stop: _Stop) -> Finding | None:
    """The parser reads ahead, and may stop before it has said that a bracket is open."""
    head, value = split(stop.line)
    if not BRACKETS.match(value):
        return None
    problem = Problem(stop.at(len(head) + 1), "a text between these brackets needs double quotes", _EXAMPLE)
    return problem, lambda: corrections.dropped(stop.text, stop.number, len(head) + 1)


_RULES: tuple[Callable[[_Stop], Finding | None], ...] = (
    _tab,
    _stuck_bracket,
    _rewritten,
    _no_dash,
    _escape,
    _quotes,
    _brackets,
    _indicator,
    _colon,
    _comment_cut,
    _dash,
    _no_colon,
    _second_start,
    _indentation,
    _in_brackets,
)
