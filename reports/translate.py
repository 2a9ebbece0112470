"""A file of translations to begin with, or what one lacks: every text of a data file, its original above it.

What is there already is never touched: lines are added, and nothing else.
"""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path as FilePath

from reports.datafile.attachments import DATA_NAME, TABLE_NAME
from reports.datafile.scalars import TODO
from reports.datafile.yaml import Path, Tree, quote, read, read_bytes
from reports.errors import DataError, Location, Problem, ReportError
from reports.files import is_pdf
from reports.frozen import frozen, replace
from reports.loading.load import with_tables
from reports.loading.translations import UNWRITTEN, Original, Pairing, originals, section_keys, stale

_WIDTH = 110
_PLAIN_KEY = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_PLAIN_FILE = re.compile(r"\w[\w. '-]*")
_HEAD = """\
# The texts of {name} in {tag}. Each stands below its original: write it in place of TODO, in double quotes.
# `of` tells of which original it is the translation: when that has changed, write the new one that is told then.
# Keep each {{name}}, [^note] and link. Numbers, dates and sources come from {name} alone.

"""


@frozen
class Completed:
    """What becomes of a file of translations: its new bytes, or None where nothing is missing.

    `added` are texts that it lacked, `open` those that are still TODO; `problems` say what has changed or belongs
    nowhere. `line` is what the data file has to say of it, if it does not yet.
    """

    path: FilePath
    content: bytes | None
    added: int
    open: int
    problems: tuple[Problem, ...]
    line: str | None


def complete(data: FilePath, tag: str) -> Completed:
    """Return the file of a data file's texts in another language, with all that it lacks.

    Raises a ReportError where the data file or that file can't be read, or is not laid out in lines of its own.
    """
    content = read_bytes(data)
    if is_pdf(content):
        message, hint = "is a brief: its texts are translated beside its data file", "name the data file"
        raise ReportError([Problem(Location(str(data)), message, hint)])
    tree, about_tables = with_tables(read(content, str(data)), data.parent)
    if problems := (*tree.problems, *about_tables):
        raise DataError(problems)
    if tree.at("language") == tag:
        raise DataError([Problem(tree.place(("language",)), f"the data file is in {tag} itself")])
    named = found if isinstance(found := tree.at("translations"), dict) else {}
    name = str(named.get(tag) or f"{data.stem}.{tag}.yaml")
    if not (TABLE_NAME.fullmatch(name) and DATA_NAME.fullmatch(FilePath(name).name)):
        hint = f"name a file such as texts.{tag}.yaml in the data file: translations: {{{tag}: texts.{tag}.yaml}}"
        raise DataError([Problem(tree.place(("translations", tag)), f"{quote(name)} is no file of texts", hint)])
    files = ", ".join(f"{each}: {_written(str(file))}" for each, file in {**named, tag: name}.items())
    line = None if tag in named else f"translations: {{{files}}}"
    path, texts = data.parent / name, originals(tree)
    if not texts:
        raise DataError([Problem(Location(str(data)), "has no text to translate", "check says what it lacks")])
    if not path.exists() or not path.read_bytes().strip():
        head = _HEAD.format(name=data.name, tag=tag)
        lines = _Writer(tree, texts, {path for path, each in texts.items() if each.needed}).lines(tree.value, ())
        added = sum(each.needed for each in texts.values())
        return Completed(path, (head + "\n".join(lines) + "\n").encode(), added, added, (), line)
    return _completed(path, tree, texts, line)


def _completed(path: FilePath, tree: Tree, texts: Mapping[Path, Original], line: str | None) -> Completed:
    before = read_bytes(path)
    said = read(before, str(path))
    if said.problems:
        raise DataError(said.problems)
    pairing = Pairing(tree, texts, said)
    problems = [replace(each, fatal=False) for each in pairing.problems]
    missing = {each for each, text in texts.items() if text.needed and not _there(each, pairing)}
    entries = {each: at for each, at in pairing.pairs.items() if each in texts and _there(each, pairing)}
    for each, at in entries.items():
        if isinstance(entry := said.at(*at), dict):
            problems += stale(entry, each, texts, said.place(at))
    todo = sum(said.at(*at, "text") in UNWRITTEN for at in entries.values())
    if not missing:
        return Completed(path, None, 0, todo, tuple(sorted(set(problems))), line)
    content = _Insertion(pairing, missing, before).content()
    again = Pairing(tree, texts, read(content, str(path)))
    kept = all(again.said.at(*again.pairs.get(each, ("",))) == said.at(*at) for each, at in entries.items())
    if again.said.problems or not kept or not all(_there(each, again) for each in missing):
        message = "is not laid out so that lines can be added to it"
        hint = "write each key and each entry of a list on a line of its own, or let translate write the file anew"
        raise DataError([Problem(Location(str(path)), message, hint)])
    return Completed(path, content, len(missing), todo + len(missing), tuple(sorted(set(problems))), line)


def _written(text: str, plain: re.Pattern[str] = _PLAIN_FILE) -> str:
    return text if plain.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _there(path: Path, pairing: Pairing) -> bool:
    return path in pairing.pairs and pairing.said.at(*pairing.pairs[path]) not in (None, {})


@frozen
class _Writer:
    """Writes entries of some `wanted` texts as lines of YAML, in the data file's order."""

    tree: Tree
    texts: Mapping[Path, Original]
    wanted: set[Path]

    def lines(self, value: object, path: Path) -> list[str]:
        """Return the lines below a path: keys, entries of a list, or one text with its digest."""
        if path in self.texts:
            original = self.texts[path]
            return [*_comment(original.text), f"text: {TODO}", f'of: "{original.digest}"']
        if isinstance(value, dict):
            keys = [key for key in value if self._wants((*path, key))]
            return [line for key in keys for line in self.keyed(key, value[key], (*path, key))]
        assert isinstance(value, tuple)
        return self.entries(value, path, 0)

    def keyed(self, key: str, value: object, path: Path) -> list[str]:
        """Return the lines of a key and of what it holds."""
        return [f"{_written(key, _PLAIN_KEY)}:", *_indented(self.lines(value, path))]

    def entries(self, value: tuple[object, ...], path: Path, first: int) -> list[str]:
        """Return the entries of a list from one on to the last that is wanted; {} keeps the place of any other."""
        places = [place for place in range(first, len(value)) if self._wants((*path, place))]
        return [line for place in range(first, max(places) + 1) for line in self.entry(value, (*path, place))]

    def entry(self, value: tuple[object, ...], path: Path) -> list[str]:
        """Return the lines of one entry of a list."""
        place = path[-1]
        assert isinstance(place, int)
        if not self._wants(path):
            return ["- {}"]
        keys = section_keys(value) if len(path) == 2 and path[0] == "sections" else {}
        names = {at: name for name, at in keys.items()}
        lines = [*([f"key: {names[place]}"] if place in names else []), *self.lines(value[place], path)]
        above = next(number for number, line in enumerate(lines) if not line.startswith("#"))
        return [*lines[:above], f"- {lines[above]}", *_indented(lines[above + 1 :])]

    def _wants(self, path: Path) -> bool:
        return any(each[: len(path)] == path for each in self.wanted)


def _indented(lines: Iterable[str], by: int = 2) -> list[str]:
    return [f"{' ' * by}{line}" for line in lines]


def _comment(text: str) -> Iterator[str]:
    """Yield the lines of an original; a paragraph ends at an empty one."""
    for paragraph in text.strip().split("\n"):
        lines = textwrap.wrap(paragraph, _WIDTH, break_long_words=False) or [""]
        yield from (f"# {line}".rstrip() for line in lines)


class _Insertion:
    """Puts lines between those of a file that is there."""

    def __init__(self, pairing: Pairing, missing: set[Path], content: bytes) -> None:
        self.pairing, self.said = pairing, pairing.said
        self.writer = _Writer(pairing.tree, pairing.texts, missing)
        self.rows = content.removesuffix(b"\n").split(b"\n")
        self.added: dict[int, list[tuple[int, list[str]]]] = {}  # lines and their indent, by the line that they follow
        self.lists: set[Path] = set()  # to which entries were added

    def content(self) -> bytes:
        """Return the file with what is missing."""
        for path in self.writer.texts:
            if path in self.writer.wanted:
                self._add(self._root(path))
        end = b"\r" if self.rows[0].endswith(b"\r") else b""
        rows = []
        for number, row in enumerate(self.rows, 1):
            rows.append(row)
            for indent, lines in sorted(self.added.get(number, ()), key=lambda each: -each[0]):  # the innermost first
                rows += (line.encode() + end for line in _indented(lines, indent))
        return b"\n".join([*rows, b""])

    def _root(self, path: Path) -> Path:
        """Return the outermost part of a missing text that is not there."""
        depths = (path[:depth] for depth in range(1, len(path) + 1))
        return next(each for each in depths if not _there(each, self.pairing))

    def _add(self, root: Path) -> None:
        value, above = self.pairing.tree.at(*root), self.pairing.pairs.get(root[:-1], ())
        holder, entries = self.said.at(*above), self.pairing.tree.at(*root[:-1])
        if root in self.lists or root[:-1] in self.lists:
            return
        if root in self.pairing.pairs:  # by a place that was kept, or by a key alone
            self.lists.add(root)
            self._fill(self.pairing.pairs[root], self.writer.lines(value, root))
        elif isinstance(holder, tuple) and isinstance(entries, tuple):
            named = root[:1] == ("sections",) and len(root) == 2 and root[1] in section_keys(entries).values()
            self.lists.add(root if named else root[:-1])
            lines = self.writer.entry(entries, root) if named else self.writer.entries(entries, root[:-1], len(holder))
            self._put(self._end(above), self.said.place(above).column - 1, lines)
        elif holder and isinstance(holder, dict) and isinstance(entries, dict):
            self.lists.add(root)
            siblings = [*entries]
            before = [key for key in siblings[: siblings.index(root[-1])] if key in holder]
            column = min(self.said.keys[(*above, key)].column for key in holder)
            line = self._end((*above, before[-1]) if before else above)
            self._put(line, column - 1, self.writer.keyed(str(root[-1]), value, root))

    def _fill(self, at: Path, lines: list[str]) -> None:
        where = self.said.place(at)
        row = self.rows[where.line - 1].decode()
        before, kept, after = row.rpartition("{}")
        if isinstance(at[-1], int):  # "- {}"
            count = next(number for number, line in enumerate(lines) if not line.startswith("#"))
            self._put(where.line - 1, len(before), lines[:count])
            self.rows[where.line - 1] = f"{before if kept else row.rstrip() + ' '}{lines[count]}{after}".encode()
            self._put(where.line, len(before), lines[count + 1 :])
        else:
            self.rows[where.line - 1] = (before.rstrip() + after if kept else row).encode()
            self._put(where.line, self.said.keys[at].column + 1, lines)

    def _put(self, line: int, indent: int, lines: list[str]) -> None:
        self.added.setdefault(line, []).append((indent, lines))

    def _end(self, at: Path) -> int:
        """Return the last line of what stands at a path."""
        text = self.said.text
        ends = [self.said.keys[at].line if at in self.said.keys else 1]
        for path, where in self.said.places.items():
            if path[: len(at)] == at:
                _, stop = self.said.ends.get(where, (0, 0))
                ends.append(text.at(len(text.text[:stop].rstrip())).line if stop else where.line)
        return max(ends)
