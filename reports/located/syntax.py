"""YAML's own errors in plain words: what stands there, and the line as it should be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml
from yaml.events import ScalarEvent

from reports.errors import Location, Problem
from reports.located.lines import BRACKETS, Text, in_quotes, quote, split

_EXAMPLE = 'put each text in double quotes: {label: "…", text: "…"}'
_INDICATORS = "{}[],*&@%`!|>"


@dataclass(frozen=True, slots=True)
class _Fault:
    """Where the parser stopped, what it said, and the line there."""

    text: Text
    said: str
    doing: str
    where: Location
    opened: Location  # where what it was reading began
    last: ScalarEvent | None  # the scalar it read before
    bracket: Location | None  # the last one that is open

    @property
    def line(self) -> str:
        return self.text.line(self.where.line)

    @property
    def before(self) -> str:
        return self.line[: self.where.column - 1]


def explain(error: yaml.YAMLError, text: Text, last: ScalarEvent | None, bracket: int | None) -> Problem:
    """Say what stopped the parser, where; `last` is the scalar read before, `bracket` is where an open one stands."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(text.at(0), "this cannot be read as YAML")
    opened = getattr(error, "context_mark", None) or mark
    said, doing = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    fault = _Fault(
        text,
        said,
        doing,
        text.at(mark.index),
        text.at(opened.index),
        last,
        None if bracket is None else text.at(bracket),
    )
    found = (rule(fault) for rule in _RULES)
    return next((problem for problem in found if problem), Problem(fault.where, "this cannot be read as YAML"))


def _tab(fault: _Fault) -> Problem | None:
    if "\t" in (fault.line[: len(fault.line) - len(fault.line.lstrip())]) and not fault.before.strip():
        return Problem(fault.where, "a tab cannot indent a line", "use blanks")
    return None


def _escape(fault: _Fault) -> Problem | None:
    if "escape" in fault.said or "hexdecimal" in fault.said:
        return Problem(fault.where, "what follows this backslash means nothing", r"write \\ for a backslash")
    return None


def _open_quotes(fault: _Fault) -> Problem | None:
    if "quoted scalar" in fault.doing:
        return Problem(
            fault.opened, "the quotation mark that opens here is never closed", "close it where the text ends"
        )
    return None


def _late_quotes(fault: _Fault) -> Problem | None:
    """A forgotten quotation mark shows only where the next text's opening mark has closed it."""
    last = fault.last
    if last is None or last.style not in ("'", '"') or not (last.start_mark and last.end_mark):
        return None
    if last.end_mark.line + 1 != fault.where.line:
        return None
    opened = fault.text.at(last.start_mark.index)
    if opened.line != fault.where.line:
        message = f"the quotation mark that opens here closes only in line {fault.where.line}"
        return Problem(opened, message, "close it where the text ends")
    if fault.bracket:
        return None
    return Problem(fault.where, "more text follows the closing quotation mark", in_quotes(fault.line))


def _brackets(fault: _Fault) -> Problem | None:
    if fault.bracket is None:
        return None
    rest = fault.text.line(fault.bracket.line)[fault.bracket.column - 1 :]
    if re.search(r"\s#", rest):
        message = "the bracket that opens here is not closed: ' #' ends its line"
        return Problem(fault.bracket, message, 'put what holds a # in double quotes: "#1"')
    message = "the bracket that opens here is not closed, or a text in it needs double quotes"
    return Problem(fault.bracket, message, _EXAMPLE)


def _indicator(fault: _Fault) -> Problem | None:
    head, value = split(fault.line)
    if not value or value[0] not in _INDICATORS or BRACKETS.match(value):
        return None
    where = Location(fault.where.file, fault.where.line, len(head) + 1)
    return Problem(where, f"a value that starts with {quote(value[0])} is not text to YAML", in_quotes(fault.line))


def _colon(fault: _Fault) -> Problem | None:
    if not fault.said.startswith("mapping values"):
        return None
    head, _ = split(fault.line)
    if fault.where.column > len(head) and head.strip():
        return Problem(fault.where, "a text that holds ': ' needs double quotes", in_quotes(fault.line))
    if stuck := _stuck_colon(fault.text.line(max(fault.where.line - 1, 1))):
        return Problem(Location(fault.where.file, fault.where.line - 1, 1), "no blank follows the colon here", stuck)
    where = Location(fault.where.file, fault.where.line, len(head) - len(head.lstrip()) + 1)
    message = "this line is indented deeper than the lines it belongs to"
    return Problem(where, message, "start it in the same column as they do")


def _dash(fault: _Fault) -> Problem | None:
    if fault.said.startswith("block sequence entries"):
        return Problem(
            fault.where, "a list starts on a line of its own, a text in double quotes", in_quotes(fault.line)
        )
    if "'-' indicator" in fault.said:
        return Problem(
            fault.where, "a list goes on here, but this line does not start with '- '", "indent it to the entry above"
        )
    return None


def _question(fault: _Fault) -> Problem | None:
    if fault.said.startswith("mapping keys"):
        return Problem(fault.where, "a value that starts with '?' is not text to YAML", in_quotes(fault.line))
    return None


def _no_colon(fault: _Fault) -> Problem | None:
    if not fault.said.startswith("could not find expected ':'"):
        return None
    hint = _stuck_colon(fault.text.line(fault.opened.line)) or "a text's next line starts deeper than its key"
    return Problem(fault.opened, "this line is neither 'key: value' nor '- entry'", hint)


def _stuck_colon(line: str) -> str | None:
    stuck = re.match(r"\s*((?:- +)*[\w.-]+):(\S.*)", line)
    return f"write {stuck[1]}: {stuck[2]}" if stuck else None


def _second_start(fault: _Fault) -> Problem | None:
    if "<document start>" in fault.said:
        return Problem(
            fault.where, "this stands after the end of the data", "keep one document in a file, and no line '...' in it"
        )
    return None


def _comment_cut(fault: _Fault) -> Problem | None:
    """A text whose first line ended at ' #' leaves its next line without an owner."""
    above = fault.text.line(fault.where.line - 1) if fault.where.line > 1 else ""
    last = fault.last
    ends_above = last is not None and last.end_mark is not None and last.end_mark.line + 2 == fault.where.line
    if last is None or not ends_above or last.style or " " not in last.value:
        return None
    if fault.before.strip() or ": " in fault.line or " #" not in above:
        return None
    where = Location(fault.where.file, fault.where.line - 1, above.index(" #") + 2)
    return Problem(where, "this text ends at its ' #', and the next line belongs to nothing", in_quotes(above))


def _indentation(fault: _Fault) -> Problem | None:
    if fault.before.strip():
        return None
    message = "this line's indentation fits no line above it"
    return Problem(fault.where, message, "start it in the same column as the lines it belongs to")


def _in_brackets(fault: _Fault) -> Problem | None:
    """The parser reads ahead, and may stop before it has told that a bracket is open."""
    head, value = split(fault.line)
    if not BRACKETS.match(value):
        return None
    where = Location(fault.where.file, fault.where.line, len(head) + 1)
    return Problem(where, "a text between these brackets needs double quotes", _EXAMPLE)


_RULES: tuple[Callable[[_Fault], Problem | None], ...] = (
    _tab,
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
