"""YAML's own errors in plain words: what stands there, and the line as it should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import yaml
from yaml.events import ScalarEvent

from reports.datafile.yaml import corrections, indents
from reports.datafile.yaml.corrections import Edits
from reports.datafile.yaml.lines import BRACKETS, SourceText, in_quotes, quote, split
from reports.errors import Location, Problem

_EXAMPLE = 'put each text in double quotes: {label: "…", text: "…"}'
_INDICATORS = "{}[],*&@%`!|>"
_BLOCK = re.compile(r"[|>][-+\d]{0,2}\s*(#.*)?")  # a text follows in the next lines


# A problem, and what may be corrected so that reading goes on.
Finding = tuple[Problem, Callable[[], Edits | None] | None]


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


def explain(error: yaml.YAMLError, text: SourceText, last: ScalarEvent | None, brackets: Sequence[int]) -> Finding:
    """Say what stopped the parser, where; `last` is the scalar read before, `brackets` are where open ones stand."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(text.at(0), "this cannot be read as YAML"), None
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
    unknown = Problem(stop.where, "this cannot be read as YAML"), None
    problem, repair = next((finding for finding in found if finding), unknown)
    return replace(problem, where=text.origin(problem.where)), repair


def _tab(stop: _Stop) -> Finding | None:
    if "\t" in (stop.line[: len(stop.line) - len(stop.line.lstrip())]) and not stop.before.strip():
        problem = Problem(stop.where, "a tab cannot indent a line", "use blanks")
        return problem, lambda: indents.untabbed(stop.text, stop.number)
    return None


def _escape(stop: _Stop) -> Finding | None:
    if "escape" in stop.said or "hexdecimal" in stop.said:
        problem = Problem(stop.where, "what follows this backslash means nothing", r"write \\ for a backslash")
        return problem, lambda: corrections.escaped(stop.text, stop.number, stop.where.column)
    return None


def _open_quotes(stop: _Stop) -> Finding | None:
    if "quoted scalar" in stop.doing:
        message = "the quotation mark that opens here is never closed"
        return Problem(stop.opened, message, "close it where the text ends"), lambda: _closed(stop, stop.opened)
    return None


def _late_quotes(stop: _Stop) -> Finding | None:
    """A forgotten quotation mark shows only where the next text's opening mark has closed it."""
    last = stop.last
    if last is None or last.style not in ("'", '"') or not (last.start_mark and last.end_mark):
        return None
    if last.end_mark.line + 1 != stop.where.line:
        return None
    opened = stop.text.corrected_at(last.start_mark.index)
    if opened.line != stop.where.line:
        message = f"the quotation mark that opens here closes only in line {stop.where.line}"
        return Problem(opened, message, "close it where the text ends"), lambda: _closed(stop, opened)
    if stop.bracket:
        return None
    problem = Problem(stop.where, "more text follows the closing quotation mark", in_quotes(stop.line))
    return problem, lambda: corrections.quoted(stop.text, stop.number)


def _closed(stop: _Stop, opened: Location) -> Edits:
    return corrections.closed(stop.text, opened.line, opened.column)


def _stuck_bracket(stop: _Stop) -> Finding | None:
    """A key that a bracket or a quotation mark sticks to: all of it is one long key to YAML."""
    stuck = _stuck_colon(stop.line)
    if not stuck or not re.match(r"\s*(?:- +)*[\w.-]+:[{\['\"]", stop.line):
        return None
    where = Location(stop.where.file, stop.number, len(stop.line) - len(stop.line.lstrip()) + 1)
    problem = Problem(where, "no blank follows the colon here", stuck)
    return problem, lambda: corrections.spaced(stop.text, stop.number)


def _brackets(stop: _Stop) -> Finding | None:
    if stop.bracket is None or stop.outermost is None:
        return None
    outermost = stop.outermost

    def dropped() -> Edits:
        return corrections.dropped(stop.text, outermost.line, outermost.column)

    rest = stop.text.corrected_line(stop.bracket.line)[stop.bracket.column - 1 :]
    if re.search(r"\s#", rest):
        message = "the bracket that opens here is not closed: ' #' ends its line"
        return Problem(stop.bracket, message, 'put what holds a # in double quotes: "#1"'), dropped
    message = "the bracket that opens here is not closed, or a text in it needs double quotes"
    return Problem(stop.bracket, message, _EXAMPLE), dropped


def _indicator(stop: _Stop) -> Finding | None:
    head, value = split(stop.line)
    if not value or value[0] not in _INDICATORS or BRACKETS.match(value) or _BLOCK.fullmatch(value):
        return None
    where = Location(stop.where.file, stop.where.line, len(head) + 1)
    message = f"a value that starts with {quote(value[0])} is not text to YAML"
    return Problem(where, message, in_quotes(stop.line)), lambda: corrections.quoted(stop.text, stop.number)


def _colon(stop: _Stop) -> Finding | None:
    if not stop.said.startswith("mapping values"):
        return None
    head, _ = split(stop.line)
    if stop.where.column > len(head) and head.strip():
        problem = Problem(stop.where, "a text that holds ': ' needs double quotes", in_quotes(stop.line))
        return problem, lambda: corrections.quoted(stop.text, stop.number)
    if stuck := _stuck_colon(stop.text.corrected_line(max(stop.number - 1, 1))):
        problem = Problem(Location(stop.where.file, stop.number - 1, 1), "no blank follows the colon here", stuck)
        return problem, lambda: corrections.spaced(stop.text, stop.number - 1)
    where = Location(stop.where.file, stop.where.line, len(head) - len(head.lstrip()) + 1)
    message = "this line is indented deeper than the lines it belongs to"
    problem = Problem(where, message, "start it in the same column as they do")
    return problem, lambda: indents.realigned(stop.text, stop.number)


def _dash(stop: _Stop) -> Finding | None:
    if stop.said.startswith("block sequence entries"):
        message = "a list starts on a line of its own, a text in double quotes"
        problem = Problem(stop.where, message, in_quotes(stop.line))
        return problem, lambda: corrections.quoted(stop.text, stop.number)
    if "'-' indicator" in stop.said:
        message = "a list goes on here, but this line does not start with '- '"
        problem = Problem(stop.where, message, "indent it to the entry above")
        return problem, lambda: indents.realigned(stop.text, stop.number)
    return None


def _question(stop: _Stop) -> Finding | None:
    if stop.said.startswith("mapping keys"):
        problem = Problem(stop.where, "a value that starts with '?' is not text to YAML", in_quotes(stop.line))
        return problem, lambda: corrections.quoted(stop.text, stop.number)
    return None


def _no_colon(stop: _Stop) -> Finding | None:
    if not stop.said.startswith("could not find expected ':'"):
        return None
    number = stop.opened.line
    stuck = _stuck_colon(stop.text.corrected_line(number))
    hint = stuck or "a text's next line starts deeper than its key"
    problem = Problem(stop.opened, "this line is neither 'key: value' nor '- entry'", hint)
    return problem, lambda: corrections.spaced(stop.text, number) or corrections.blanked(stop.text, number)


def _stuck_colon(line: str) -> str | None:
    stuck = re.match(r"\s*((?:- +)*[\w.-]+):(\S.*)", line)
    return f"write {stuck[1]}: {stuck[2]}" if stuck else None


def _second_start(stop: _Stop) -> Finding | None:
    if "<document start>" in stop.said:
        hint = "keep one document in a file, and no line '...' in it"
        return Problem(stop.where, "this stands after the end of the data", hint), None
    return None


def _comment_cut(stop: _Stop) -> Finding | None:
    """A text whose first line ended at ' #' leaves its next line without an owner."""
    above = stop.text.corrected_line(stop.where.line - 1) if stop.where.line > 1 else ""
    last = stop.last
    ends_above = last is not None and last.end_mark is not None and last.end_mark.line + 2 == stop.where.line
    if last is None or not ends_above or last.style or " " not in last.value:
        return None
    if stop.before.strip() or ": " in stop.line or " #" not in above:
        return None
    where = Location(stop.where.file, stop.where.line - 1, above.index(" #") + 2)
    problem = Problem(where, "this text ends at its ' #', and the next line belongs to nothing", in_quotes(above))
    return problem, lambda: corrections.quoted(stop.text, stop.number - 1)


def _indentation(stop: _Stop) -> Finding | None:
    if stop.before.strip():
        return None
    message = "this line's indentation fits no line above it"
    problem = Problem(stop.where, message, "start it in the same column as the lines it belongs to")
    return problem, lambda: indents.realigned(stop.text, stop.number)


def _in_brackets(stop: _Stop) -> Finding | None:
    """The parser reads ahead, and may stop before it has said that a bracket is open."""
    head, value = split(stop.line)
    if not BRACKETS.match(value):
        return None
    where = Location(stop.where.file, stop.where.line, len(head) + 1)
    problem = Problem(where, "a text between these brackets needs double quotes", _EXAMPLE)
    return problem, lambda: corrections.dropped(stop.text, where.line, where.column)


_RULES: tuple[Callable[[_Stop], Finding | None], ...] = (
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
