"""A programme in another language: its texts from a file of translations, each held against its original.

All else comes from the data file. What comes about is the tree of a data file again, so that nothing behind it differs.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path as FilePath

from reports.awards.reading import located
from reports.datafile.attachments import DATA_NAME, TABLE_NAME
from reports.datafile.scalars import NOTE, TODO, LocatedStr
from reports.datafile.translatable import Original, originals
from reports.datafile.yaml import Path, Tree, did_you_mean, quote, read, read_bytes, with_value
from reports.datafile.yaml.faults import name_of
from reports.errors import DataError, Location, Problem
from reports.loading.load import Loaded, checked, with_tables
from reports.loading.pairing import Pairing
from reports.story.numbers import LINK, PLACE, place_of

_ENTRY = ("text", "of", "lang")
UNWRITTEN = (None, "", TODO)
_NUMBER = re.compile(r"\d+")


def read_translation(tree: Tree, tag: str, folder: FilePath) -> Tree:
    """Read the file that a data file names for a language; raises a DataError where it can't be had."""
    assert isinstance(tree.value, dict)
    named, where = tree.value["translations"], tree.place(("translations", tag))
    name = str(named[tag])
    if first := [each for each in named if FilePath(str(named[each])) == FilePath(name) and each < tag]:
        message, hint = f"{quote(name)} has the texts in {first[0]} already", f"name a file such as texts.{tag}.yaml"
        raise DataError([Problem(where, message, hint)])
    if not (folder / name).exists() and (folder / name).resolve().is_relative_to(folder.resolve()):
        raise DataError([Problem(where, f"{quote(name)} is not there", f"make-reports translate … {tag} writes it")])
    path = located(name, folder, where, f"the translation to {tag}")
    if not (TABLE_NAME.fullmatch(name) and DATA_NAME.fullmatch(path.name)):
        message = f"{quote(name)} is no file of texts that could travel inside a brief"
        raise DataError([Problem(where, message, f"name a file such as ours.{tag}.yaml")])
    return read(read_bytes(path), str(FilePath(tree.text.file).parent / name))


def translated(loaded: Loaded, tag: str, folder: FilePath, lacks: Callable[[str], str]) -> Loaded:
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
