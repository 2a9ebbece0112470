"""Bytes of a YAML file to plain values, each with its place; every fault becomes a located Problem, none an exception.

Strict where YAML surprises people: one document, no aliases, anchors or tags, keys once, values as YAML 1.2 has them,
and what other readers take differently (NO, 010, 22:30, 46e6) is a problem. The C parser's events are walked with
limits, and its composer never runs: 40,000 nested brackets crash it.
"""

import pathlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NoReturn

import yaml

from reports.datafile.scalars import LocatedStr, Style
from reports.datafile.yaml.characters import UNREADABLE, bad_characters, bad_escape, decoded, other_format
from reports.datafile.yaml.corrections import Edits, dropped
from reports.datafile.yaml.lines import Edit, SourceText, in_quotes, quote
from reports.datafile.yaml.mistakes import mistakes_in
from reports.datafile.yaml.scalars import SurpriseError, plain_value
from reports.datafile.yaml.syntax import explain
from reports.datafile.yaml.tree import Path, Tree
from reports.errors import DataError, Location, Problem
from reports.files import answers

MOST_BYTES = 2_000_000
MOST_DEPTH = 50
MOST_VALUES = 20_000
MOST_PROBLEMS = 200  # a table pasted into the wrong place gives thousands
MOST_REPAIRS = 50
MOST_EFFORT = 5_000_000  # characters read, again after each repair; a value counts as a hundred

_COMMENT = re.compile(r"[ \t]+#")
_DASH = re.compile(r"\n[ ]*(- )")
_STYLES: dict[str, Style] = {"": "plain", "'": "quoted", '"': "quoted", "|": "literal", ">": "folded"}


def read(data: bytes, file: str) -> Tree:
    """Read one YAML file; `file` is its name in places. Never raises."""
    too_long = f"the file is larger than {MOST_BYTES // 1_000_000} MB", "split it, or take out what is not text"
    if refusal := too_long if len(data) > MOST_BYTES else other_format(data):
        return Tree(SourceText(file, ""), faulty={()}, problems=(Problem(Location(file), *refusal),))
    text = decoded(data)
    bad = tuple(bad_characters(SourceText(file, text)))
    return _read_on(SourceText(file, UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text)), bad)


def read_file(path: pathlib.Path) -> Tree:
    """Read a YAML file; raises a DataError if there is none, or it can't be read at all."""
    return read(read_bytes(path), str(path))


def read_bytes(path: pathlib.Path) -> bytes:
    """Read a file no further than is needed to see that it is too long; raises the same."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        raise DataError([Problem(Location(str(path)), *_why_not(path, error))]) from error


def _why_not(path: pathlib.Path, error: Exception) -> tuple[str, str | None]:
    match error:
        case FileNotFoundError() if not path.parent.is_dir():
            return "no such file", f"there is no folder {path.parent} either"
        case FileNotFoundError():
            beside = sorted(each.name for each in path.parent.glob("*.y*ml"))[:5]
            return "no such file", f"in this folder there is {', '.join(beside)}" if beside else None
        case IsADirectoryError() | PermissionError() if answers(path.is_dir):  # the second is what Windows says
            return "this is a folder, not a data file", "name a file in it"
        case PermissionError():
            return "the file may not be read", "ask whoever owns it for the permission to read it"
    reason = getattr(error, "strerror", None) or str(error)
    return f"the file cannot be read: {reason[:1].lower()}{reason[1:]}", None


def _read_on(text: SourceText, known: tuple[Problem, ...]) -> Tree:
    """Read a text to its end, as if each line that stops the parser had been corrected as its problem says."""
    effort = 0
    for _ in range(MOST_REPAIRS):
        reader = _EventReader(text, known)
        tree = reader.tree()
        effort += len(text.text) + 100 * reader.count
        if effort >= MOST_EFFORT:
            break
        if mistakes := tuple(mistakes_in(text, reader.quoted, reader.reached)):
            text = text.edited(edit for _, edit in mistakes)
            known += tuple(problem for problem, _ in mistakes if problem)
            continue
        if not reader.repair:
            break
        known += tuple(each for each in tree.problems[len(known) :] if each.where.line == reader.repaired)
        text = text.edited(reader.repair)
    return tree


class _StopError(Exception):
    """The rest cannot be read; the problem is in the list already."""


class _EventReader:
    """One walk over the parser's events. Recursion is bounded by MOST_DEPTH.

    What stops the parser is reported, and `repair` may correct it: then all that is said of the line `repaired` holds.
    """

    def __init__(self, text: SourceText, known: tuple[Problem, ...]) -> None:
        self.text = text
        self.read = Tree(text)  # its tables are filled as events come
        self.problems = list(known)
        self.repair: Edits = ()
        self.repaired = 0
        self.stopped = False
        self.refused = False
        self.doubled: set[Path] = set()  # entries of lists in which a key stands twice
        self.parser = yaml.CLoader(text.text)
        self.count = 0
        self.brackets: list[int] = []  # where those that are open stand
        self.last: yaml.ScalarEvent | None = None
        self.quoted: list[tuple[int, int]] = []  # spans of what is text whatever it looks like
        self.reached = len(text.text)  # where the parser stopped, or the end

    def tree(self) -> Tree:
        value: object = None
        try:
            self.next()  # the stream's start
            if not isinstance(event := self.next(), yaml.DocumentStartEvent):
                self.stop(event, "the file is empty")
            value = self.value(self.next(), ())
            self.end()
        except _StopError:
            if value is None or self.refused:
                self.read.faulty.add(())
        return replace(self.read, value=value, problems=tuple(self.problems))

    def next(self) -> yaml.Event:
        if self.stopped:
            raise _StopError
        try:
            event = self.parser.get_event()
        except yaml.YAMLError as error:
            problem, repair = explain(error, self.text, self.last, self.brackets)
            if problem.where.line not in {known.where.line for known in self.problems}:
                self.problems.append(problem)
            if mark := getattr(error, "problem_mark", None):
                self.reached = mark.index
            self.mend(problem.where.line, repair)
        assert event is not None  # no one reads on after the stream's end
        return event

    def mend(self, line: int, repair: Edits) -> NoReturn:
        """Read no further before a line is corrected."""
        self.repaired, self.repair, self.stopped = line, repair, True
        raise _StopError from None

    def stop(self, event: yaml.Event, message: str, hint: str | None = None, *, refuse: bool = True) -> NoReturn:
        """Read no further; a file that is refused is not looked at any more."""
        self.problem(self.place(event), message, hint)
        self.stopped, self.refused = True, refuse
        raise _StopError

    def place(self, event: yaml.Event) -> Location:
        return self.text.at(_at(event.start_mark))

    def problem(self, where: Location, message: str, hint: str | None = None) -> None:
        if len(self.problems) > MOST_PROBLEMS:
            self.stopped = self.refused = True
            raise _StopError
        if len(self.problems) == MOST_PROBLEMS:
            message, hint = "and more problems follow", None
        self.problems.append(Problem(where, message, hint))

    def end(self) -> None:
        while isinstance(event := self.next(), yaml.DocumentEndEvent):
            pass
        if isinstance(event, yaml.DocumentStartEvent):
            where, message = self.place(event), "a second document starts here"
            if all(each.message != message for each in self.problems):
                self.problem(where, message, "keep one document in a file; take out each line ---")
            self.mend(where.line, dropped(self.text, where.line))

    def value(self, event: yaml.Event, path: Path) -> object:
        where = self.read.places[path] = self.place(event)
        self.count += 1
        if self.count > MOST_VALUES:
            self.stop(event, f"the file holds more than {MOST_VALUES:,} values")
        if len(path) > MOST_DEPTH:
            self.stop(event, f"nested deeper than {MOST_DEPTH} levels")
        marked = self.refuse_marks(event, where)
        match event:
            case yaml.ScalarEvent() if not marked:
                return self.scalar(event, path, where)
            case yaml.SequenceStartEvent():
                return self.sequence(event, path)
            case yaml.MappingStartEvent():
                return self.mapping(event, path)
        self.read.faulty.add(path)  # refuse_marks has said so
        return None

    def refuse_marks(self, event: yaml.Event, where: Location) -> bool:
        """Return whether there are any: aliases, anchors and tags are most often the start of a text without quotes."""
        is_alias, anchor = isinstance(event, yaml.AliasEvent), getattr(event, "anchor", None)
        mark = "'*' is an alias" if is_alias else "'&' is an anchor" if anchor else "'!' is a tag"
        marked = bool(is_alias or anchor or getattr(event, "tag", None))
        if marked:
            hint = in_quotes(self.text.line(where.line), where.column)
            self.problem(where, f"a value that starts with {mark} to YAML, not text", hint)
        return marked

    def scalar(self, event: yaml.ScalarEvent, path: Path, where: Location) -> object:
        self.last = event
        start, stop = _at(event.start_mark), _at(event.end_mark)
        self.read.ends[where] = (start, stop)
        if event.style:
            self.quoted.append((start, stop))
        if where in self.text.dropped:
            self.read.faulty.add(path)
            return None
        if not event.style:
            try:
                value = plain_value(event.value)
            except SurpriseError as surprise:
                self.read.faulty.add(path)
                self.problem(where, *surprise.args)
                return None
            if not isinstance(value, str):
                return value
            if dash := _DASH.search(self.text.text, start, stop):
                message = "this entry belongs to the text above it, not to a list"
                hint = "put the text above in double quotes, or take it out"
                self.problem(self.text.at(dash.start(1)), message, hint)
        self.refuse_escapes(event)
        cut = not event.style and _COMMENT.match(self.text.text, stop) is not None
        return LocatedStr(event.value, where, style=_STYLES[event.style or ""], cut=cut)

    def refuse_escapes(self, event: yaml.ScalarEvent) -> None:
        if problem := bad_escape(event.value, self.text, _at(event.start_mark), _at(event.end_mark)):
            self.problems.append(problem)

    def sequence(self, event: yaml.SequenceStartEvent, path: Path) -> tuple[object, ...]:
        values: list[object] = []
        with self.held(event, path):
            while not isinstance(inner := self.next(), yaml.SequenceEndEvent):
                values.append(self.value(inner, (*path, len(values))))
        return tuple(values)

    def mapping(self, event: yaml.MappingStartEvent, path: Path) -> dict[str, object]:
        values: dict[str, object] = {}
        with self.held(event, path):
            while not isinstance(inner := self.next(), yaml.MappingEndEvent):
                self.entry(inner, path, values)
        return values

    def entry(self, event: yaml.Event, path: Path, values: dict[str, object]) -> None:
        key = self.key(event)
        where = self.place(event)
        known = self.read.keys.get((*path, key))
        in_list = bool(path) and isinstance(path[-1], int)
        if known and in_list and not self.brackets and key == next(iter(values)):
            self.problem(where, "this entry of a list has no '- '", f"write - {self.text.line(where.line).strip()}")
            at = self.text.corrected_at(_at(event.start_mark))
            self.mend(where.line, (Edit(at.line, max(at.column - 2, 1), at.column, "- "),))
        if known and path not in self.doubled:
            self.doubled |= {path} if in_list else set()
            message = f"{quote(key)} stands here twice: first in line {known.line}, again in line {where.line}"
            other = ", or begin an entry of its own with '- '" if in_list else ""
            self.problem(where, message, f"take one of them out{other}")
        if known:
            self.value(self.next(), (*path, key, "again"))
        else:
            self.read.keys[(*path, key)] = where
            values[key] = self.value(self.next(), (*path, key))

    @contextmanager
    def held(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent, path: Path) -> Iterator[None]:
        """Know of open brackets, and keep what a list or a mapping holds where the parser stops in it."""
        self.brackets += [_at(event.start_mark)] * bool(event.flow_style)
        try:
            yield
            self.brackets = self.brackets[: len(self.brackets) - bool(event.flow_style)]
        except _StopError:
            self.read.open.add(path)

    def key(self, event: yaml.Event) -> str:
        self.count += 1
        where = self.place(event)
        if not isinstance(event, yaml.ScalarEvent):
            self.stop(event, "a key should be one word", in_quotes(self.text.line(where.line)), refuse=False)
        self.refuse_marks(event, where)
        self.refuse_escapes(event)
        self.last = event
        return str(event.value)


def _at(mark: Any) -> int:
    return int(mark.index) if mark else 0
