"""The table of mistakes that stop YAML's parser: what stands there in plain words, and the line as it should be."""

import re
from collections.abc import Sequence

import yaml
from yaml.events import ScalarEvent

from reports.datafile.yaml import corrections
from reports.datafile.yaml.corrections import Edits, indent_of, key_column
from reports.datafile.yaml.lines import BRACKETS, Edit, SourceText, in_quotes, quote, reads, split
from reports.errors import Location, Problem
from reports.frozen import frozen, replace

Finding = tuple[Problem, Edits]  # and what is corrected so that reading goes on

_EXAMPLE = 'put each text in double quotes: {label: "…", text: "…"}'
_INDICATORS = "{}[],*&@%`!|>"
_BLOCK = re.compile(r"[|>][-+\d]{0,2}\s*(#.*)?")  # a text follows in the next lines
_STUCK = re.compile(r"\s*((?:- +)*[\w.-]+)(:(?=\S)| *; *| +(?=[\"'\[{]))(.*\S)")
_UNKNOWN = "this cannot be read as YAML"
_NO_VALUE = "mapping values are not allowed in this context"

# What may be rewritten in a line that YAML does not read, if it reads it then; the last two where a bracket is open.
_REWRITES = (
    (re.compile(r"(?<=[\"'\w\]}])\s*[,;]\s*$"), "", "nothing stands behind a value: no comma, no semicolon"),
    (re.compile(r"(?<=[\"'\w\]}])[\]}]\s*$"), "", "a bracket closes here that none opens"),
    (re.compile(r"\\"), r"\\\\", "what follows this backslash means nothing"),
    (re.compile(r"(?<=[\"\d\]}]) +(?=[\w-]+: )"), ", ", "a comma is missing here"),
    (re.compile(r"(?<=[^\s,{\[])$"), "}", "the bracket that opens here is not closed"),
    (re.compile(r"(?<=[^\s,{\[])$"), "]", "the bracket that opens here is not closed"),
)


@frozen
class _Stop:
    """Where the parser stopped, what it said, and the line there; all in the columns that corrections have left."""

    text: SourceText
    said: str
    doing: str
    where: Location
    opened: Location  # where what it was reading began
    last: ScalarEvent | None  # the scalar it read before
    brackets: tuple[Location, ...]  # those that are open, the outermost first

    @property
    def line(self) -> str:
        return self.text.corrected_line(self.where.line)

    @property
    def bracket(self) -> Location | None:
        return self.brackets[-1] if self.brackets else None

    @property
    def before(self) -> str:
        return self.line[: self.where.column - 1]

    def in_quotes(self, where: Location, message: str) -> Finding:
        """Report a text that needs quotes; `where` is in its line."""
        hint = in_quotes(self.text.corrected_line(where.line))
        return Problem(where, message, hint), corrections.quoted(self.text, where.line)

    def dropped(self, where: Location, message: str, hint: str) -> Finding:
        """Report what cannot be guessed: the value in whose line it stands, or the outermost bracket, is left out."""
        line, column = next(((each.line, each.column) for each in self.brackets), (where.line, None))
        return Problem(where, message, hint), corrections.dropped(self.text, line, column)

    def realigned(self, message: str, hint: str, known: str = "start it in column {column}") -> Finding:
        """Report that the line starts in the wrong column; `known` is the hint where it is known in which it should."""
        if edits := corrections.realigned(self.text, self.where.line):
            indent = indent_of(self.text.edited(edits).corrected_line(self.where.line))
            hint = known.format(column=indent + 1, indent=indent)
        return Problem(self.where, message, hint), edits


def explain(error: yaml.YAMLError, text: SourceText, last: ScalarEvent | None, brackets: Sequence[int]) -> Finding:
    """Return what stopped the parser; `last` is the scalar read before, `brackets` are where open ones stand."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return Problem(text.at(0), _UNKNOWN), ()
    opened = getattr(error, "context_mark", None) or mark
    said, doing = (str(getattr(error, part, "")) for part in ("problem", "context"))
    at = text.corrected_at
    stop = _Stop(text, said, doing, at(mark.index), at(opened.index), last, tuple(map(at, brackets)))
    problem, edits = next(filter(None, (rule(stop) for rule in _RULES)), (Problem(stop.where, _UNKNOWN), ()))
    return replace(problem, where=text.origin(problem.where)), edits


def _start_of_line(stop: _Stop) -> Finding | None:
    """A tab; or a bracket or a quotation mark that sticks to its colon: all of the line is one long key to YAML."""
    if "\t" in stop.line[: len(stop.line) - len(stop.line.lstrip())] and not stop.before.strip():
        return stop.realigned("a tab cannot indent a line", "use blanks", "use blanks ({indent} here)")
    starts = re.match(r"(\s*)(?:- +)*[\w.-]+:[{\['\"]", stop.line)
    return _stuck(stop, replace(stop.where, column=starts.end(1) + 1)) if starts else None


def _rewritten(stop: _Stop) -> Finding | None:
    """A line that YAML reads as soon as one sign is put in or taken out."""
    number = (stop.bracket or stop.where).line
    line = stop.text.corrected_line(number)
    below = stop.text.corrected_line(number + 1)
    open_to_end = stop.bracket and (not below.strip() or indent_of(below) <= key_column(line))
    if len(line) > 2000 or reads(line.strip()):
        return None
    for pattern, better, message in _REWRITES if open_to_end else _REWRITES[:-2]:
        if not reads(right := pattern.sub(better, line).strip()) or not (found := list(pattern.finditer(line))):
            continue
        if stop.bracket and pattern is _REWRITES[-1][0]:
            return stop.dropped(stop.bracket, message, f"write {right}")
        edits = (Edit(number, each.start() + 1, each.end() + 1, each.expand(better)) for each in found)
        return Problem(Location(stop.where.file, number, found[0].start() + 1), message, f"write {right}"), tuple(edits)
    return None


def _quotes(stop: _Stop) -> Finding | None:
    """A forgotten quotation mark shows only where the next text's opening mark has closed it, or never."""
    if "escape" in stop.said or "hexdecimal" in stop.said:
        found = stop.dropped(stop.opened, "what follows this backslash means nothing", r"write \\ for a backslash")
        return replace(found[0], where=stop.where), found[1]
    hint = "close it where the text ends"
    if "quoted scalar" in stop.doing:
        return stop.dropped(stop.opened, "the quotation mark that opens here is never closed", hint)
    last = stop.last
    if not (last and last.style in ("'", '"') and last.start_mark and last.end_mark):
        return None
    if last.end_mark.line + 1 != stop.where.line:
        return None
    opened = stop.text.corrected_at(last.start_mark.index)
    if opened.line != stop.where.line:
        message = f"the quotation mark that opens here closes only in line {stop.where.line}"
        return stop.dropped(opened, message, hint)
    return None if stop.bracket else stop.in_quotes(stop.where, "more text follows the closing quotation mark")


def _stuck(stop: _Stop, where: Location, message: str = "no blank follows the colon here") -> Finding | None:
    """A colon that its value sticks to."""
    stuck = _STUCK.match(stop.text.corrected_line(where.line))
    if stuck is None or not reads(right := f"{stuck[1]}: {stuck[3]}"):
        return None
    return Problem(where, message, f"write {right}"), (Edit(where.line, stuck.start(2) + 1, stuck.end(2) + 1, ": "),)


def _brackets(stop: _Stop) -> Finding | None:
    if stop.bracket is None:
        return None
    above = stop.text.corrected_line(stop.where.line - 1).rstrip() if stop.where.line > stop.bracket.line else ""
    if above[-1:] not in ("", ",", "{", "[", ":") and "expected ','" in stop.said and not stop.before.strip():
        edit = Edit(stop.where.line - 1, len(above) + 1, len(above) + 1, ",")
        where = Location(stop.where.file, edit.line, edit.start)
        return Problem(where, "a comma is missing here", f"write {above.strip()},"), (edit,)
    message, hint = "the bracket that opens here is not closed", 'put what holds a # in double quotes: "#1"'
    if re.search(r"\s#", stop.text.corrected_line(stop.bracket.line)[stop.bracket.column - 1 :]):
        return stop.dropped(stop.bracket, f"{message}: ' #' ends its line", hint)
    return stop.dropped(stop.bracket, f"{message}, or a text in it needs double quotes", _EXAMPLE)


def _value(stop: _Stop) -> Finding | None:
    """A text that needs quotes, as its first sign shows or the line below it, which belongs to nothing."""
    head, value = split(stop.line)
    if value and value[0] in _INDICATORS and not BRACKETS.match(value) and not _BLOCK.fullmatch(value):
        where = replace(stop.where, column=len(head) + 1)
        return stop.in_quotes(where, f"a value that starts with {quote(value[0])} is not text to YAML")
    last = stop.last
    if stop.said == _NO_VALUE or not (last and last.end_mark) or last.style or " " not in last.value:
        return None
    above = stop.text.corrected_line(stop.where.line - 1) if last.end_mark.line + 2 == stop.where.line else ""
    if stop.before.strip() or ": " in stop.line or " #" not in above:
        return None
    where = Location(stop.where.file, stop.where.line - 1, above.index(" #") + 2)
    return stop.in_quotes(where, "this text ends at its ' #', and the next line belongs to nothing")


def _said(stop: _Stop) -> Finding | None:
    """What the parser's own words tell."""
    head, value = split(stop.line)
    match stop.said.removeprefix("did not find expected "):
        case said if said == _NO_VALUE and stop.where.column > len(head) and head.strip():
            return stop.in_quotes(stop.where, "a text that holds ': ' needs double quotes")
        case said if said == _NO_VALUE:
            message = "this line is indented deeper than the lines it belongs to"
            problem, edits = stop.realigned(message, "start it in the same column as they do")
            above = _stuck(stop, Location(stop.where.file, stop.where.line - 1, 1)) if stop.where.line > 1 else None
            where = replace(problem.where, column=len(head) - len(head.lstrip()) + 1)
            return above or (replace(problem, where=where), edits)
        case "could not find expected ':'":
            message = "this line is neither 'key: value' nor '- entry'"
            hint = "a text's next line starts deeper than its key"
            line, number = stop.text.corrected_line(stop.opened.line).rstrip(), stop.opened.line
            below = stop.text.corrected_line(number + 1)
            if re.fullmatch(r"[ ]*(?:- +)*[\w.-]+", line) and indent_of(below) > key_column(line):
                colon = Edit(number, len(line) + 1, len(line) + 1, ":")
                return Problem(stop.opened, "no colon follows the key here", f"write {line.strip()}:"), (colon,)
            return _stuck(stop, stop.opened, message) or stop.dropped(stop.opened, message, hint)
        case "mapping keys are not allowed in this context":
            return stop.in_quotes(stop.where, "a value that starts with '?' is not text to YAML")
        case "block sequence entries are not allowed in this context":
            return stop.in_quotes(stop.where, "a list starts on a line of its own, a text in double quotes")
        case "'-' indicator":
            message = "a list goes on here, but this line does not start with '- '"
            return stop.realigned(message, "indent it to the entry above")
        case "<document start>":
            hint = "keep one document in a file, and no line '...' in it"
            return Problem(stop.where, "this stands after the end of the data", hint), ()
        case _ if not stop.before.strip():
            hint = "start it in the same column as the lines it belongs to"
            return stop.realigned("this line's indentation fits no line above it", hint)
        case _ if BRACKETS.match(value):  # the parser reads ahead, and stops before it has said that one is open
            message = "a text between these brackets needs double quotes"
            return stop.dropped(replace(stop.where, column=len(head) + 1), message, _EXAMPLE)
    return None


_RULES = (_start_of_line, _rewritten, _quotes, _brackets, _value, _said)
