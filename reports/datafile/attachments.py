"""What travels inside the brief: the data file it was made from, whole or without its comments, and its table.

A table of awards may name individuals, so it travels only if the author says that it does not (`attach: true`).
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from reports.datafile.photos import Pixels
from reports.datafile.yaml import between_scalars, decoded, enumeration
from reports.files import FORBIDDEN_IN_NAMES
from reports.frozen import frozen, replace

DATA_TYPE = "application/yaml"  # RFC 9512
DATA_SAYS = "The data file that this brief was made from"
TABLE_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".txt": "text/plain",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".yaml": "text/yaml",  # an earlier data file: of another type than this one, of which a brief carries one
    ".yml": "text/yaml",
}
PHOTO_SAYS = "A picture that this brief shows"
TABLE_SAYS = "The table of awards that this brief was made from"
FIGURES_SAY = "The table of figures that this brief was made from"
TRANSLATION_SAYS = "The texts of this brief's data file in another language"
EARLIER_SAYS = "The earlier data file that this brief names changes since"
LOOK_FOLDER, THEME, _FONTS_LEFT_OUT = "look/", "theme.yaml", "fonts.sha256"
LOOK_TYPE = "application/octet-stream"
LOOK_SAYS = "A part of the look that this brief was made in"
SAYS = (DATA_SAYS, PHOTO_SAYS, TABLE_SAYS, FIGURES_SAY, TRANSLATION_SAYS, EARLIER_SAYS, LOOK_SAYS)
Choice = Literal["data", "clean", "fonts", "none"]
MOST_OF_TABLE = 20_000_000  # bytes: a larger one makes a brief that no mail takes
_PART = rf"(?!\.{{1,2}}(?:/|\Z))[^{FORBIDDEN_IN_NAMES}\ud800-\udfff]{{1,200}}"
DATA_NAME = re.compile(rf"{_PART}\.ya?ml", re.IGNORECASE)
TABLE_NAME = re.compile(rf"(\./)?({_PART}/){{0,5}}{_PART}")
_COMMENT = re.compile(r"(?m)(?:^|(?<=[ \t]))#.*")


def data_name(name: str) -> str:
    """Return the name that a data file travels under: its own, or a like one that a brief can be built again from."""
    if DATA_NAME.fullmatch(name):
        return name
    stem = name.removesuffix(".yaml") or "data"
    return re.sub(rf"[{FORBIDDEN_IN_NAMES}\ud800-\udfff]", "_", stem)[:190] + ".yaml"


@frozen
class Attachment:
    """A file inside a PDF; `kind` is its media type, `says` describes it."""

    name: str
    content: bytes
    kind: str
    says: str


def described(files: Iterable[Attachment], words: Mapping[str, str]) -> tuple[Attachment, ...]:
    """Return files that are described in a language, whose words are given by ours of `SAYS`."""
    return tuple(replace(each, says=words.get(each.says, each.says)) for each in files)


@frozen
class Enclosed:
    """The files that travel inside a brief, how many lines are comments, and a word on a table that does not travel."""

    files: tuple[Attachment, ...] = ()
    comments: int = 0
    note: str = ""

    def __str__(self) -> str:
        if not self.files:
            return "No data travels inside the brief"
        data, *tables = self.files
        lines = {0: "no comments", 1: "1 comment line"}.get(self.comments, f"{self.comments} comment lines")
        named = [f"{data.name} ({len(data.content):,} bytes, {lines})"]
        named += [f"{file.name} ({len(file.content):,} bytes)" for file in tables]
        line = f"Inside the brief travels {enumeration(named)}"
        return f"{line}\n{self.note}" if self.note else line


@frozen
class Table:
    """A file that the data file names, one of `SAYS`; no `content` where its author has not said that it may travel."""

    name: str
    content: bytes | None
    says: str

    @property
    def note(self) -> str:
        """Return why it does not travel; empty if it does."""
        if self.content is None:
            may = "attach: true under awards does that, if it names no individuals"
            return f"{self.name} is not put inside the brief; {may}"
        too_large = f"{self.name} is not put inside the brief: it is larger than {MOST_OF_TABLE // 1_000_000} MB"
        return too_large if len(self.content) > MOST_OF_TABLE else ""

    def attached(self, choice: Choice) -> Attachment:
        """Return the file as it travels."""
        kind = TABLE_TYPES.get(Path(self.name).suffix.casefold(), "application/octet-stream")
        content = self.content or b""
        if choice == "clean" and kind == TABLE_TYPES[".yaml"]:
            content = without_comments(decoded(content)).encode()
        return Attachment(self.name, content, kind, self.says)


def enclose(
    data: bytes,
    name: str,
    choice: Choice,
    tables: Iterable[Table] = (),
    look: Mapping[str, bytes] | None = None,
    pictures: Mapping[str, Pixels] | None = None,
) -> Enclosed:
    """Choose what of a data file travels: all of it, byte for byte; a copy without comments; or nothing.

    With it travel those of its `tables` that may, its pictures and the files of its look; their fonts only if `choice`
    says so.
    """
    if choice == "none":
        return Enclosed()
    text, tables = decoded(data), tuple(tables)
    content, comments = (without_comments(text).encode(), 0) if choice == "clean" else (data, len(comments_in(text)))
    whole = Attachment(name, content, DATA_TYPE, DATA_SAYS)
    named = (table.attached(choice) for table in tables if not table.note)
    shown = (Attachment(file, each.data, each.kind, PHOTO_SAYS) for file, each in (pictures or {}).items())
    notes = "\n".join(table.note for table in tables if table.note)
    return Enclosed((whole, *named, *shown, *_with_look(look or {}, choice)), comments, notes)


def _with_look(look: Mapping[str, bytes], choice: Choice) -> tuple[Attachment, ...]:
    """Take what can be put in its place again; of fonts that do not travel, names and digests."""
    files = {name: content for name, content in look.items() if len(content) <= MOST_OF_TABLE}
    files = {name: content for name, content in files.items() if TABLE_NAME.fullmatch(name)}
    fonts = [name for name in files if name.casefold().endswith((".ttf", ".otf", ".ttc", ".otc"))]
    if fonts and choice != "fonts":
        sums = [f"{hashlib.sha256(files.pop(name)).hexdigest()}  {name}\n" for name in fonts]
        files[_FONTS_LEFT_OUT] = "".join(sums).encode()
    if files and choice == "clean":
        files[THEME] = without_comments(files[THEME].decode("utf-8-sig").replace("\r\n", "\n")).encode()
    return tuple(Attachment(LOOK_FOLDER + name, content, LOOK_TYPE, LOOK_SAYS) for name, content in files.items())


# -- comments of a file that reads without a problem: they may say more than their author wants to hand on -------------


def comments_in(text: str) -> list[tuple[int, int]]:
    """Return where each comment begins and ends, in characters; a # in a scalar is none."""
    return [match.span() for span in between_scalars(text) for match in _COMMENT.finditer(text, *span)]


def without_comments(text: str) -> str:
    """Take the comments out, and the lines that held nothing else."""
    kept, done = [], 0
    for start, stop in comments_in(text):
        before = text[done:start]
        alone = not before.rpartition("\n")[2].strip() if "\n" in before or not done else False
        kept.append(before.rstrip(" \t"))
        done = stop + 1 if alone and text[stop : stop + 1] == "\n" else stop
    return "".join([*kept, text[done:]])
