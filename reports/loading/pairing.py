"""Which text of a translation's file belongs to which of the data file: by the same keys, else by place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.datafile.translatable import Original
from reports.datafile.yaml import Path, Tree, did_you_mean, quote
from reports.datafile.yaml.faults import name_of
from reports.errors import Problem


def section_keys(entries: object) -> dict[str, int]:
    """Return the names by which a translation may call the entries of a list, with their places: of sections alone.

    A section's name is its key, else its kind where no other is of that kind.
    """
    each = [entry if isinstance(entry, dict) else {} for entry in entries] if isinstance(entries, tuple) else []
    kinds = [entry.get("kind") for entry in each]
    named = [
        entry.get("key", kind if kinds.count(kind) == 1 else None) for entry, kind in zip(each, kinds, strict=True)
    ]
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
