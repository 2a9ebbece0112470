"""Faces for scripts that a theme's fonts lack: those that the theme names, else those that this machine has.

What is there is known by the names in the files, never by those of the files. The same faces give the same bytes.
"""

import hashlib
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from reports.theme.scripts import SCRIPTS, Script, scripts_of
from reports.theme.typeface import UNSEEN, Face, FontFile, face

_FONTS = ".ttf", ".otf", ".ttc", ".otc"
_HEAVY = ("Bold", "SemiBold", "Semibold", "W6")
_PLAIN = ("Regular", "Book", "Normal", "W3", "Roman", "Medium")


class ScriptFace(NamedTuple):
    """What sets a script: regular and bold, which are the same where there is no bold."""

    script: Script
    family: str
    regular: FontFile
    bold: FontFile

    def __str__(self) -> str:
        """Return its name and files, each with the beginning of its SHA-256."""
        files = dict.fromkeys(each.path for each in (self.regular, self.bold))
        digests = (f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()[:16]}" for file in files)
        return f"{self.family} for {SCRIPTS[self.script].name} ({', '.join(digests)})"


class ScriptFaces:
    """Finds the faces that texts need beside the theme's, and knows which they were."""

    def __init__(self, named: Mapping[Script, Path] | None = None) -> None:
        self._named = named or {}
        self._found: dict[Script, ScriptFace | None] = {}

    @property
    def used(self) -> tuple[ScriptFace, ...]:
        """Return what texts have needed so far, in the order of the list of scripts."""
        return tuple(each for script in SCRIPTS if (each := self._found.get(script)))

    def lack(self, chars: str) -> str:
        """Return those of the characters that no face for their script has either."""
        return "".join(char for char in chars if not self._has(char))

    def _has(self, char: str) -> bool:
        scripts = scripts_of(char)
        known = [each for script in scripts if (each := self._found.get(script))]
        for each in known or filter(None, map(self.found, scripts)):
            if not _opened(each.regular).lacks(char):
                return True
        return char in UNSEEN and any(self._found.values())

    def found(self, script: Script) -> ScriptFace | None:
        """Return the face for a script: the theme's, or the first of the list that this machine has."""
        if script not in self._found:
            if file := self._named.get(script):
                family, opened = (*face(file).families, file.stem)[0], FontFile(file)
                self._found[script] = ScriptFace(script, family, opened, opened)
            else:
                there = installed()
                found = (ScriptFace(script, name, *there[name]) for name in SCRIPTS[script].families if name in there)
                self._found[script] = next(found, None)
        return self._found[script]


@cache
def installed() -> Mapping[str, tuple[FontFile, FontFile]]:
    """Return regular and bold of each family in our list that this machine has, once per run."""
    wanted = {family for each in SCRIPTS.values() for family in each.families}
    found: dict[str, dict[str, FontFile]] = {}
    walked = ((root, names) for folder in _folders() for root, _, names in os.walk(folder))
    for path in sorted({Path(root, name) for root, names in walked for name in names if name.lower().endswith(_FONTS)}):
        for family, style, file in _faces_of(path):
            if family in wanted:
                found.setdefault(family, {}).setdefault(style, file)
    families: dict[str, tuple[FontFile, FontFile]] = {}
    for family, styles in found.items():
        regular = next((styles[style] for style in _PLAIN if style in styles), None)
        if regular and not _opened(regular).fault:
            bold = next((styles[style] for style in _HEAVY if style in styles), regular)
            families[family] = regular, regular if _opened(bold).fault else bold
    return families


def _opened(file: FontFile) -> Face:
    return face(file.path, (), file.number)


def _folders() -> Iterator[Path]:
    home = Path.home()
    match sys.platform:
        case "win32":
            yield Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
            yield Path(os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local")), "Microsoft", "Windows", "Fonts")
        case "darwin":
            yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
        case _:
            yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
            yield from (home / ".local" / "share" / "fonts", home / ".fonts")


def _faces_of(path: Path) -> Iterator[tuple[str, str, FontFile]]:
    """Yield family and style of each font in a file; nothing of what is no font."""
    named = hb.OTNameIdPredefined
    try:
        with path.open("rb") as file:
            head = file.read(12)
        count = struct.unpack(">I", head[8:12])[0] if head[:4] == b"ttcf" else 1
        blob = hb.Blob.from_file_path(str(path))
        for number in range(min(count, 64)):
            font = hb.Face(blob, number)
            family = font.get_name(named.TYPOGRAPHIC_FAMILY) or font.get_name(named.FONT_FAMILY)
            style = font.get_name(named.TYPOGRAPHIC_SUBFAMILY) or font.get_name(named.FONT_SUBFAMILY)
            if family and style:
                yield family, style, FontFile(path, number)
    except (OSError, struct.error, ValueError, RuntimeError):
        return
