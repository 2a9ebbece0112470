"""Files that a theme names: where they may lie, and whether they are what they should be."""

import struct
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from reports.datafile.photos import PhotoFault, opened
from reports.datafile.yaml import quote
from reports.theme.typeface import face

_HERE = Path(__file__).resolve().parents[1]
ASSETS = next(folder for folder in (_HERE / "assets", _HERE.parent / "assets") if folder.is_dir())

_TRUE_TYPE = (b"\0\1\0\0", b"true")
_MOST_TABLES = 200


def _existing(value: Any) -> Path:
    """Find a file in the folder of the theme that names it, or in ours, and nowhere else; links are followed first."""
    if not isinstance(value, str):
        raise PydanticCustomError("text_type", "should be text")
    where = getattr(value, "where", None)
    folders = [Path(where.file).parent, ASSETS] if where else [ASSETS]
    try:
        found = [path for path in ((folder / value).resolve() for folder in folders) if path.is_file()]
    except (OSError, ValueError):  # too long a name, or one with a NUL
        found = []
    for path in found:
        if any(path.is_relative_to(folder.resolve()) for folder in folders):
            return path
    fault = "which lies outside the theme's folder" if found else "which is not there"
    raise PydanticCustomError("said_file", "names {file}, {fault}", {"file": quote(value), "fault": fault})


def _true_type(path: Path) -> Path:
    """Refuse what PDF, PowerPoint and matplotlib cannot all three use: OpenType/CFF, collections, variable fonts."""
    try:
        with path.open("rb") as file:
            head = file.read(12 + 16 * _MOST_TABLES)
    except OSError:
        raise _unfit(path, "a file that may not be read") from None
    if head[:4] not in _TRUE_TYPE or len(head) < 12:
        raise _unfit(path, "not a TrueType font (.ttf)")
    (tables,) = struct.unpack(">H", head[4:6])
    names = [head[12 + 16 * index : 16 + 16 * index] for index in range(min(tables, _MOST_TABLES))]
    if b"fvar" in names:
        raise _unfit(path, "a variable font; take the static file of each weight")
    if b"glyf" not in names:
        raise _unfit(path, "a font without TrueType outlines")
    return path


def _font(path: Path) -> Path:
    """Refuse what is no font of a static weight, with outlines of either kind; the first one of a collection counts."""
    try:
        opened = face(path)
    except (OSError, struct.error, ValueError, RuntimeError):
        raise _unfit(path, "not a whole font (.ttf, .otf, .ttc)") from None
    if fault := opened.fault:
        raise _unfit(path, fault)
    return path


def _picture(path: Path) -> Path:
    """Refuse what is no picture to its last pixel, or has so many that they fill a machine's memory."""
    try:
        opened(path.read_bytes())
    except OSError:
        raise _unfit(path, "a file that may not be read") from None
    except PhotoFault as fault:
        raise _unfit(path, str(fault)) from None
    return path


def _unfit(path: Path, what: str) -> PydanticCustomError:
    return PydanticCustomError("said_unfit", "names {file}, which is {what}", {"file": quote(path.name), "what": what})


def _said_in(value: Any) -> Path | None:
    """Return the file of the face for what is said: ours, none ("text"), or one of the theme's."""
    if value == "text":
        return None
    return _SERIF if value == "serif" else _true_type(_existing(value))


_SERIF = ASSETS / "fonts" / "SourceSerif4Display-Semibold.ttf"

HeadFile = Annotated[Path | None, BeforeValidator(_said_in)]
FontFile = Annotated[Path, BeforeValidator(_existing), AfterValidator(_true_type)]
ScriptFile = Annotated[Path, BeforeValidator(_existing), AfterValidator(_font)]
Picture = Annotated[Path, BeforeValidator(_existing), AfterValidator(_picture)]
Presentation = Annotated[Path, BeforeValidator(_existing)]
