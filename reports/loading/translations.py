"""A programme in another language: its texts from a file of translations, each held against its original.

Texts of both files belong together by the same keys, else by place. All else comes from the data file. What comes
about is the tree of a data file again, so that nothing behind it differs.

The types of the model decide which values are texts: a new field of prose or of verbatim text is one of them by itself.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Annotated, get_args, get_origin

from reports.awards.reading import located
from reports.datafile.attachments import DATA_NAME, TABLE_NAME
from reports.datafile.model import Noun, Programme
from reports.datafile.scalars import NOTE, TODO, InEveryLanguage, Line, LocatedStr, Prose, Term, is_passage
from reports.datafile.yaml import Path, Tree, did_you_mean, quote, read, read_bytes, with_value
from reports.datafile.yaml.faults import name_of
from reports.datafile.yaml.shapes import bare, fields_of, inner, is_union, tags
from reports.errors import DataError, Location, Problem
from reports.files import answers
from reports.frozen import frozen
from reports.loading.checks.file import Lacks
from reports.loading.load import Loaded, checked, with_tables
from reports.story.numbers import LINK, PLACE, place_of

_ENTRY = ("text", "of", "lang")
UNWRITTEN = (None, "", TODO)
_NUMBER = re.compile(r"\d+")
# What needs no translator: numbers by name, addresses.
_WORDLESS = re.compile(r"\{[^{}]*\}|https?://\S+|[\w.+-]+@[\w.-]+|[\d\W_]+")
_DIGITS = 10  # of a digest: enough to tell some thousand texts


@frozen
class Original:
    """A text as the data file has it.

    `needed`: a translation has to have it too; names and what has no words stand as they are. `prose`: it may have
    {names}, notes and links. `noun`: it may have a form for one and one for several.
    """

    text: str
    where: Location
    needed: bool
    prose: bool
    noun: bool = False

    @property
    def digest(self) -> str:
        """Return what tells this text from others, however its lines are broken."""
        plain = " ".join(unicodedata.normalize("NFC", self.text).split())
        return hashlib.sha256(plain.encode()).hexdigest()[:_DIGITS]


def originals(tree: Tree) -> dict[Path, Original]:
    """Return the texts of a data file that can be translated, by their paths, in the file's order.

    What says its own language is not among them: it stands as it is in all.
    """
    return dict(_texts(tree.value, Programme, ()))


def _texts(
    value: object, kind: object, path: Path, mark: InEveryLanguage | None = None
) -> Iterator[tuple[Path, Original]]:
    kind, mark = _meant(kind, value, mark)
    is_text = isinstance(kind, type) and issubclass(kind, Prose | Term | Noun)
    match value:
        case dict() if kind is Noun:
            forms = [form for form in value.values() if isinstance(form, LocatedStr)]
            if forms and not any(form == TODO for form in forms):
                yield path, Original(", ".join(forms), forms[0].where, needed=True, prose=False, noun=True)
        case LocatedStr() if is_text and not (mark and mark.always):
            assert isinstance(kind, type)
            named = mark is not None or (kind is Term and isinstance(path[-1], int))
            needed = bool(_WORDLESS.sub("", value)) and value != TODO and not named
            prose = issubclass(kind, Prose) and not issubclass(kind, Line)
            yield path, Original(value, value.where, needed, prose, noun=kind is Noun)
        case dict() if not is_text or (kind is Term and (len(path) == 1 or not is_passage(value))):
            for key, each in value.items():
                yield from _texts(each, kind if kind is Term else inner(kind, key), (*path, key))
        case tuple():
            for place, each in enumerate(value):
                yield from _texts(each, kind if is_text else inner(kind, place), (*path, place), mark)


def _meant(kind: object, value: object, mark: InEveryLanguage | None) -> tuple[object, InEveryLanguage | None]:
    """Return the type that a value has where several may stand: of a list, that of its entries for a text."""
    while True:
        if get_origin(kind) is Annotated:
            mark = next((each for each in get_args(kind)[1:] if isinstance(each, InEveryLanguage)), mark)
            kind = get_args(kind)[0]
        elif is_union(kind):
            members = [each for each in get_args(kind) if bare(each) is not type(None)]
            keys = value if isinstance(value, dict) else {}
            fit = [each for each in members if keys.get("kind") in tags(bare(each))]
            fit = fit or [each for each in members if keys and keys.keys() <= fields_of(each).keys()]
            kind = (fit or members)[0]
        elif get_origin(kind) is tuple and not isinstance(value, tuple):
            kind = get_args(kind)[0]
        else:
            return kind, mark


def read_translation(tree: Tree, tag: str, folder: FilePath) -> Tree:
    """Read the file that a data file names for a language; raises a DataError where it can't be had."""
    assert isinstance(tree.value, dict)
    named, where = tree.value["translations"], tree.place(("translations", tag))
    name = str(named[tag])
    if first := [each for each in named if FilePath(str(named[each])) == FilePath(name) and each < tag]:
        message, hint = f"{quote(name)} has the texts in {first[0]} already", f"name a file such as texts.{tag}.yaml"
        raise DataError([Problem(where, message, hint)])
    if not answers((folder / name).exists) and (folder / name).resolve().is_relative_to(folder.resolve()):
        raise DataError([Problem(where, f"{quote(name)} is not there", f"make-reports translate … {tag} writes it")])
    path = located(name, folder, where, f"the translation to {tag}")
    if not (TABLE_NAME.fullmatch(name) and DATA_NAME.fullmatch(path.name)):
        message = f"{quote(name)} is no file of texts that could travel inside a brief"
        raise DataError([Problem(where, message, f"name a file such as ours.{tag}.yaml")])
    return read(read_bytes(path), str(FilePath(tree.text.file).parent / name))


def translated(loaded: Loaded, tag: str, folder: FilePath, lacks: Lacks) -> Loaded:
    """Return the same programme in another language, one of its `translations`; awards and pictures are not read again.

    `lacks` as for `loaded_of`. Raises a DataError with all problems; what the data file itself is warned of is not
    said again.
    """
    assert isinstance(loaded.tree.value, dict)
    value = {**loaded.tree.value, "language": LocatedStr(tag, loaded.tree.keys[("translations", tag)])}
    tree, about_tables = with_tables(replace(loaded.tree, value=value), folder)
    said = read_translation(tree, tag, folder)
    merged, found = _merged(tree, with_tables(loaded.tree, folder)[0], said)
    programme, mended, problems = checked(merged, lacks)
    told, own = {each.where for each in found if each.fatal}, {each.where for each in loaded.warnings}
    for each in (*about_tables, *problems):
        follows = each.where in told or (told and not (each.fatal and each.where.file == said.text.file))
        found += () if follows or (each.where in own and not each.fatal) else (each,)
    if programme is None or any(problem.fatal for problem in found):
        raise DataError(found)
    return replace(loaded, programme=programme, warnings=tuple(sorted(set(found))), tree=mended)


def _merged(tree: Tree, own: Tree, said: Tree) -> tuple[Tree, list[Problem]]:
    """Return a tree with the texts of a translation in place of its own, and what is wrong with them.

    `own` is the same in the data file's language.
    """
    texts = originals(own)
    pairing = Pairing(own, texts, said)
    found, value, places = [*said.problems, *pairing.problems], tree.value, dict(tree.places)
    draft = tree.at("status") == "draft"
    for path, original in texts.items():
        at = pairing.pairs.get(path, ("",))
        entry = said.at(*at)
        if entry is None or entry == {}:
            if original.needed and not said.problems:
                message = f"{name_of(path)} has no translation: {quote(original.text)} in {original.where}"
                found.append(Problem(said.place(pairing.nearest(path)), message, "make-reports translate adds it"))
            continue
        if not isinstance(entry, dict):
            hint = f'write {{text: {quote(entry)}, of: "{original.digest}"}}' if isinstance(entry, str) else None
            message = f"{name_of(path)} should be a text and of what it is the translation, as in {original.where}"
            found.append(Problem(said.place(at), message, hint))
            continue
        found += _faults(entry, original, said, at)
        found += stale(entry, path, texts, said.place(at))
        text, where = entry.get("text"), said.place((*at, "text"))
        if text in UNWRITTEN:
            message = f"{name_of(path)} is still to be translated: {quote(original.text)} in {original.where}"
            hint = "until then the draft shows that" if draft else None
            found.append(Problem(where, message, hint, fatal=not draft))
            continue
        places |= {(*path, key): said.place((*at, key)) for key in entry} | {path: where}
        if isinstance(text, dict):
            places |= {(*path, form): said.place((*at, "text", form)) for form in text}
        passage = {"text": text, "lang": entry["lang"]} if "lang" in entry else text
        value = with_value(value, path, passage)
    return replace(tree, value=value, places=places, ends=tree.ends | said.ends, translation=said.text), found


def _faults(entry: Mapping[str, object], original: Original, said: Tree, at: Path) -> Iterator[Problem]:
    """Yield what is wrong with an entry, whatever its text may say."""
    name, text, where = name_of(at), entry.get("text"), said.place((*at, "text"))
    for key in entry:
        if key not in _ENTRY:
            yield Problem(said.keys[(*at, key)], f"unknown key {quote(key)}", did_you_mean(key, _ENTRY, "the keys are"))
    if not isinstance(entry.get("of"), str | int):
        message = f"{name} does not say of which text it is the translation"
        yield Problem(said.place((*at, "of")), message, f'write of: "{original.digest}"')
    if text in UNWRITTEN:
        return
    if original.noun and isinstance(text, dict):
        return
    if not isinstance(text, LocatedStr):
        yield Problem(where, f"{name} should be text", "put it in double quotes")
        return
    here, there = (_references(each) if original.prose else {} for each in (text, original.text))
    for each in there.keys() - here.keys():
        yield Problem(where, f"this {name} lacks {each}, which its original has in {original.where}", f"write {each}")
    for each in here.keys() - there.keys():
        message = f"this {name} has {each}, which its original lacks in {original.where}"
        yield Problem(_sign(text, here[each], said), message, "take it out")
    numbers = {*_NUMBER.findall(_plain(original.text))}
    for match in _NUMBER.finditer(_plain(text)):
        if match[0] not in numbers:
            message = f"the number {quote(match[0])} is not in the original of this {name}, {original.where}"
            yield Problem(_sign(text, match.start(), said), message, "numbers come from the data file: write its own")


def _sign(text: LocatedStr, start: int, said: Tree) -> Location:
    return said.sign(text.where, len("".join(text[:start].split())), text[start])


def _references(text: str) -> dict[str, int]:
    """Return the numbers by name, notes and addresses that a text refers to, with their places; forms are free."""
    found = {f"{{{place_of(match)[0]}}}": match.start() for match in PLACE.finditer(text)}
    found |= {match[0]: match.start() for match in NOTE.finditer(text)}
    return found | {f"[…]({match['to']})": match.start() for match in LINK.finditer(text)}


def _plain(text: str) -> str:
    """Return a text with blanks in the place of what is a reference."""
    text = LINK.sub(lambda link: f" {link['words']}".ljust(len(link[0])), text)
    return PLACE.sub(lambda place: " " * len(place[0]), NOTE.sub(lambda note: " " * len(note[0]), text))


def stale(
    entry: Mapping[str, object], path: Path, texts: Mapping[Path, Original], where: Location
) -> Iterator[Problem]:
    """Warn of an entry that is the translation of something else than its original as it is now."""
    of, original = str(entry.get("of", "")), texts[path]
    if not of or of == original.digest:
        return
    others = [each for each in texts.values() if each.digest == of]
    message, now = f"the original of this {name_of(path)} has changed", f"{quote(original.text)} in {original.where}"
    hint = f'see whether it still says so, then write of: "{original.digest}"'
    if others:
        message, hint = f"this is the translation of {quote(others[0].text)}, {others[0].where}", "move it to its place"
    yield Problem(where, f"{message}; here stands {now}" if others else f"{message}: it is {now}", hint, fatal=False)


def section_keys(entries: object) -> dict[str, int]:
    """Return the names by which a translation may call the entries of a list, with their places: of sections alone.

    A section's name is its key, else its kind where no other is of that kind.
    """
    each = [entry if isinstance(entry, dict) else {} for entry in entries] if isinstance(entries, tuple) else []
    kinds = [entry.get("kind") for entry in each]
    pairs = zip(each, kinds, strict=True)
    named = [entry.get("key", kind if kinds.count(kind) == 1 else None) for entry, kind in pairs]
    return {name: place for place, name in enumerate(named) if isinstance(name, str)}


@dataclass(slots=True)
class Pairing:
    """What a translation has for each text: `pairs` lead from paths of the data file to paths of the translation.

    Those of lists and mappings are among them.
    """

    tree: Tree
    texts: Mapping[Path, Original]
    said: Tree
    pairs: dict[Path, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    _holders: set[Path] = field(default_factory=set)  # of texts

    def __post_init__(self) -> None:
        self._holders = {path[:depth] for path in self.texts for depth in range(len(path))}
        self._pair(self.tree.value, self.said.value, (), ())

    def nearest(self, path: Path) -> Path:
        """Return the path in the translation of a text, or of the innermost part of it that is there."""
        while path not in self.pairs:
            path = path[:-1]
        return self.pairs[path]

    def _pair(self, value: object, said: object, path: Path, at: Path) -> None:
        self.pairs[path] = at
        if path in self.texts or said is None or said == {}:
            return
        match value, said:
            case dict(), dict():
                for key, each in said.items():
                    if path[:1] == ("sections",) and len(path) == 2 and key == "key" and isinstance(each, str):
                        continue
                    if (*path, key) in self.texts or (*path, key) in self._holders:
                        self._pair(value[key], each, (*path, key), (*at, key))
                    else:
                        self.problems.append(self._unknown((*path, key), (*at, key), value))
            case tuple(), tuple():
                named = section_keys(value) if path == ("sections",) else {}
                for number, each in enumerate(said):
                    name = each.get("key") if isinstance(each, dict) else None
                    place = named.get(name, -1) if isinstance(name, str) and named else number
                    if not 0 <= place < len(value):
                        self.problems.append(self._nowhere(name, value, (*at, number)))
                    elif (*path, place) in self.pairs:
                        first = self.said.place(self.pairs[*path, place])
                        message = f"{name_of((*path, place))} stands in line {first.line} already"
                        self.problems.append(Problem(self.said.place((*at, number)), message, "take one of them out"))
                    else:
                        self._pair(value[place], each, (*path, place), (*at, number))
            case _:
                what = "a list" if isinstance(value, tuple) else "lines of 'key: …'"
                message = f"{name_of(path)} should be {what}, as in {self.tree.place(path)}"
                self.problems.append(Problem(self.said.place(at), message))

    def _unknown(self, path: Path, at: Path, value: dict[str, object]) -> Problem:
        where, name, found = self.said.keys.get(at, self.said.place(at)), quote(path[-1]), value.get(str(path[-1]))
        if path[-1] not in value:
            known = [key for key in value if (*path[:-1], key) in {*self.texts, *self._holders}]
            hint = did_you_mean(path[-1], known, "the texts here are")
            return Problem(where, f"{name} is no text of {self.tree.place(path[:-1])}", hint)
        hint = "it has a language of its own, which it keeps; " * (isinstance(found, dict) and "lang" in found)
        return Problem(where, f"{name} comes from the data file alone: {self.tree.place(path)}", f"{hint}take it out")

    def _nowhere(self, name: object, entries: tuple[object, ...], at: Path) -> Problem:
        message, hint = "the data file has no such entry any more", "take it out, or move it to where it belongs"
        if isinstance(name, str):
            hint = did_you_mean(name, section_keys(entries), "the sections are")
            message = f"no section is called {quote(name)}"
            kinds = [isinstance(each, dict) and each.get("kind") for each in entries]
            hint = f"several are of kind {name}: give each a key there, and name it here" if name in kinds else hint
        return Problem(self.said.place(at), message, hint)
