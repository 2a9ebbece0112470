"""YAML's own errors in plain words: what stands there, and the line as it should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import yaml
from yaml.events import ScalarEvent

from reports.datafile.yaml import indents, repairs
from reports.datafile.yaml.lines import BRACKETS, Text, in_quotes, quote, split
from reports.datafile.yaml.repairs import Edits
from reports.errors import Location, Problem

_EXAMPLE = 'put each text in double quotes: {label: "…", text: "…"}'
_INDICATORS = "{}[],*&@%`!|>"
_BLOCK = re.compile(r"[|>][-+\d]{0,2}\s*(#.*)?")  # a text follows in the next lines


# A problem, and what may be corrected so that reading goes on.
Finding = tuple[Problem, Callable[[], Edits | None] | None]


@dataclass(frozen=True, slots=True)
class _Fault:
    """Where the parser stopped, what it said, and the line there; all in the columns that corrections have left."""

    text: Text
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


def explain(error: yaml.YAMLError, text: Text, last: ScalarEvent | None, brackets: Sequence[int]) -> Finding:
    """Say what stopped the parser, where; `last` is the scalar read before, `brackets` are where open ones stand."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(text.at(0), "this cannot be read as YAML"), None
    opened = getattr(error, "context_mark", None) or mark
    fault = _Fault(
        text,
        str(getattr(error, "problem", "")),
        str(getattr(error, "context", "")),
        text.corrected_at(mark.index),
        text.corrected_at(opened.index),
        last,
        text.corrected_at(brackets[0]) if brackets else None,
        text.corrected_at(brackets[-1]) if brackets else None,
    )
    found = (rule(fault) for rule in _RULES)
    unknown = Problem(fault.where, "this cannot be read as YAML"), None
    problem, repair = next((finding for finding in found if finding), unknown)
    return replace(problem, where=text.origin(problem.where)), repair


def _tab(fault: _Fault) -> Finding | None:
    if "\t" in (fault.line[: len(fault.line) - len(fault.line.lstrip())]) and not fault.before.strip():
        problem = Problem(fault.where, "a tab cannot indent a line", "use blanks")
        return problem, lambda: indents.untabbed(fault.text, fault.number)
    return None


def _escape(fault: _Fault) -> Finding | None:
    if "escape" in fault.said or "hexdecimal" in fault.said:
        problem = Problem(fault.where, "what follows this backslash means nothing", r"write \\ for a backslash")
        return problem, lambda: repairs.escaped(fault.text, fault.number, fault.where.column)
    return None


def _open_quotes(fault: _Fault) -> Finding | None:
    if "quoted scalar" in fault.doing:
        message = "the quotation mark that opens here is never closed"
        return Problem(fault.opened, message, "close it where the text ends"), lambda: _closed(fault, fault.opened)
    return None


def _late_quotes(fault: _Fault) -> Finding | None:
    """A forgotten quotation mark shows only where the next text's opening mark has closed it."""
    last = fault.last
    if last is None or last.style not in ("'", '"') or not (last.start_mark and last.end_mark):
        return None
    if last.end_mark.line + 1 != fault.where.line:
        return None
    opened = fault.text.corrected_at(last.start_mark.index)
    if opened.line != fault.where.line:
        message = f"the quotation mark that opens here closes only in line {fault.where.line}"
        return Problem(opened, message, "close it where the text ends"), lambda: _closed(fault, opened)
    if fault.bracket:
        return None
    problem = Problem(fault.where, "more text follows the closing quotation mark", in_quotes(fault.line))
    return problem, lambda: repairs.quoted(fault.text, fault.number)


def _closed(fault: _Fault, opened: Location) -> Edits:
    return repairs.closed(fault.text, opened.line, opened.column)


def _stuck_bracket(fault: _Fault) -> Finding | None:
    """A key that a bracket or a quotation mark sticks to: all of it is one long key to YAML."""
    stuck = _stuck_colon(fault.line)
    if not stuck or not re.match(r"\s*(?:- +)*[\w.-]+:[{\['\"]", fault.line):
        return None
    where = Location(fault.where.file, fault.number, len(fault.line) - len(fault.line.lstrip()) + 1)
    problem = Problem(where, "no blank follows the colon here", stuck)
    return problem, lambda: repairs.spaced(fault.text, fault.number)


def _brackets(fault: _Fault) -> Finding | None:
    if fault.bracket is None or fault.outermost is None:
        return None
    outermost = fault.outermost

    def dropped() -> Edits:
        return repairs.dropped(fault.text, outermost.line, outermost.column)

    rest = fault.text.corrected_line(fault.bracket.line)[fault.bracket.column - 1 :]
    if re.search(r"\s#", rest):
        message = "the bracket that opens here is not closed: ' #' ends its line"
        return Problem(fault.bracket, message, 'put what holds a # in double quotes: "#1"'), dropped
    message = "the bracket that opens here is not closed, or a text in it needs double quotes"
    return Problem(fault.bracket, message, _EXAMPLE), dropped


def _indicator(fault: _Fault) -> Finding | None:
    head, value = split(fault.line)
    if not value or value[0] not in _INDICATORS or BRACKETS.match(value) or _BLOCK.fullmatch(value):
        return None
    where = Location(fault.where.file, fault.where.line, len(head) + 1)
    message = f"a value that starts with {quote(value[0])} is not text to YAML"
    return Problem(where, message, in_quotes(fault.line)), lambda: repairs.quoted(fault.text, fault.number)


def _colon(fault: _Fault) -> Finding | None:
    if not fault.said.startswith("mapping values"):
        return None
    head, _ = split(fault.line)
    if fault.where.column > len(head) and head.strip():
        problem = Problem(fault.where, "a text that holds ': ' needs double quotes", in_quotes(fault.line))
        return problem, lambda: repairs.quoted(fault.text, fault.number)
    if stuck := _stuck_colon(fault.text.corrected_line(max(fault.number - 1, 1))):
        problem = Problem(Location(fault.where.file, fault.number - 1, 1), "no blank follows the colon here", stuck)
        return problem, lambda: repairs.spaced(fault.text, fault.number - 1)
    where = Location(fault.where.file, fault.where.line, len(head) - len(head.lstrip()) + 1)
    message = "this line is indented deeper than the lines it belongs to"
    problem = Problem(where, message, "start it in the same column as they do")
    return problem, lambda: indents.realigned(fault.text, fault.number)


def _dash(fault: _Fault) -> Finding | None:
    if fault.said.startswith("block sequence entries"):
        message = "a list starts on a line of its own, a text in double quotes"
        problem = Problem(fault.where, message, in_quotes(fault.line))
        return problem, lambda: repairs.quoted(fault.text, fault.number)
    if "'-' indicator" in fault.said:
        message = "a list goes on here, but this line does not start with '- '"
        problem = Problem(fault.where, message, "indent it to the entry above")
        return problem, lambda: indents.realigned(fault.text, fault.number)
    return None


def _question(fault: _Fault) -> Finding | None:
    if fault.said.startswith("mapping keys"):
        problem = Problem(fault.where, "a value that starts with '?' is not text to YAML", in_quotes(fault.line))
        return problem, lambda: repairs.quoted(fault.text, fault.number)
    return None


def _no_colon(fault: _Fault) -> Finding | None:
    if not fault.said.startswith("could not find expected ':'"):
        return None
    number = fault.opened.line
    stuck = _stuck_colon(fault.text.corrected_line(number))
    hint = stuck or "a text's next line starts deeper than its key"
    problem = Problem(fault.opened, "this line is neither 'key: value' nor '- entry'", hint)
    return problem, lambda: repairs.spaced(fault.text, number) or repairs.blanked(fault.text, number)


def _stuck_colon(line: str) -> str | None:
    stuck = re.match(r"\s*((?:- +)*[\w.-]+):(\S.*)", line)
    return f"write {stuck[1]}: {stuck[2]}" if stuck else None


def _second_start(fault: _Fault) -> Finding | None:
    if "<document start>" in fault.said:
        hint = "keep one document in a file, and no line '...' in it"
        return Problem(fault.where, "this stands after the end of the data", hint), None
    return None


def _comment_cut(fault: _Fault) -> Finding | None:
    """A text whose first line ended at ' #' leaves its next line without an owner."""
    above = fault.text.corrected_line(fault.where.line - 1) if fault.where.line > 1 else ""
    last = fault.last
    ends_above = last is not None and last.end_mark is not None and last.end_mark.line + 2 == fault.where.line
    if last is None or not ends_above or last.style or " " not in last.value:
        return None
    if fault.before.strip() or ": " in fault.line or " #" not in above:
        return None
    where = Location(fault.where.file, fault.where.line - 1, above.index(" #") + 2)
    problem = Problem(where, "this text ends at its ' #', and the next line belongs to nothing", in_quotes(above))
    return problem, lambda: repairs.quoted(fault.text, fault.number - 1)


def _indentation(fault: _Fault) -> Finding | None:
    if fault.before.strip():
        return None
    message = "this line's indentation fits no line above it"
    problem = Problem(fault.where, message, "start it in the same column as the lines it belongs to")
    return problem, lambda: indents.realigned(fault.text, fault.number)


def _in_brackets(fault: _Fault) -> Finding | None:
    """The parser reads ahead, and may stop before it has told that a bracket is open."""
    head, value = split(fault.line)
    if not BRACKETS.match(value):
        return None
    where = Location(fault.where.file, fault.where.line, len(head) + 1)
    problem = Problem(where, "a text between these brackets needs double quotes", _EXAMPLE)
    return problem, lambda: repairs.dropped(fault.text, where.line, where.column)


_RULES: tuple[Callable[[_Fault], Finding | None], ...] = (
    _tab,
    _stuck_bracket,
    _escape,
    _open_quotes,
    _late_quotes,
    _brackets,
    _indicator,
    _colon,
    _comment_cut,
    _dash,
    _question,
    _no_colon,
    _second_start,
    _indentation,
    _in_brackets,
)
