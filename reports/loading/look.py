"""The look that travels with a brief: a theme's file and what it names, there and back."""

import atexit
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.datafile.attachments import THEME
from reports.datafile.yaml import Tree, quote, read, read_file
from reports.errors import DataError, Problem
from reports.theme.assets import ASSETS
from reports.theme.types import Theme

_NAMES_FILES = {"logo": ("file", "on_dark"), "template": ("file",)}
_NAMES_FILES |= {"font": ("regular", "strong", "bold", "head", "scripts")}
_OURS = ("serif", "text")  # faces that a theme may name, and that are no files


def look_files(file: Path, theme: Theme) -> dict[str, bytes]:
    """Return a theme's `file` (as "theme.yaml") and what it names, but for what is ours, by the names that it has."""
    files = {THEME: file.read_bytes()}
    for (part, key, *script), name in _named(read_file(file)):
        path = getattr(getattr(theme, part), key)
        path = path[script[0]] if script else path
        if not path.is_relative_to(ASSETS):
            files[name] = path.read_bytes()
    return files


def unpacked(files: Mapping[str, bytes], brief: str, *, without: bool) -> Path | None:
    """Lay the look that a brief carries into a folder that lasts as long as this process, and return its theme's file.

    None if it carries none. Raises a DataError that lists what of it is missing; `without` leaves such parts out.
    """
    if THEME not in files:
        return None
    tree = read(files[THEME], f"{brief}/{THEME}")
    missing = [each for each in _named(tree) if each[1] not in files and not (ASSETS / each[1]).is_file()]
    if missing and not without:
        hint = "fonts travel only with attach: fonts; give the look with --theme, or go on without it: --without"
        raise DataError(
            Problem(tree.place(place), f"this brief does not carry {quote(name)} that its look names", hint)
            for place, name in missing
        )
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    if missing and isinstance(tree.value, dict):
        kept = {part: value for part, value in tree.value.items() if part not in {place[0] for place, _ in missing}}
        files = {**files, THEME: json.dumps(kept, ensure_ascii=False, default=float).encode()}  # JSON is YAML too
    for name, content in files.items():
        file = Path(folder.name, name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return Path(folder.name, THEME)


def _named(tree: Tree) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the keys of the files that a theme names, each with the name."""
    said = tree.value if isinstance(tree.value, dict) else {}
    for part, keys in _NAMES_FILES.items():
        values = said.get(part)
        for key in keys:
            name = values.get(key) if isinstance(values, dict) else None
            named = {(key, script): each for script, each in name.items()} if isinstance(name, dict) else {(key,): name}
            for keys_of, each in named.items():
                if isinstance(each, str) and each not in _OURS:
                    yield (part, *keys_of), str(each)
