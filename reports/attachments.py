"""What travels inside the brief: the data file it was made from, whole or without its comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reports.located import comments_in, without_comments

DATA_TYPE = "application/yaml"  # RFC 9512
DATA_SAYS = "The data file that this brief was made from"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a PDF; `kind` is its media type, `says` describes it."""

    name: str
    content: bytes
    kind: str
    says: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The files that travel inside a brief, and how many lines of theirs are comments."""

    files: tuple[Attachment, ...] = ()
    comments: int = 0

    def __str__(self) -> str:
        if not self.files:
            return "No data travels inside the brief"
        named = ", ".join(f"{file.name} ({len(file.content):,} bytes" for file in self.files)
        lines = {0: "no comments", 1: "1 comment line"}.get(self.comments, f"{self.comments} comment lines")
        return f"Inside the brief travels {named}, {lines})"


def enclose(data: bytes, name: str, choice: Literal["data", "clean", "none"]) -> Enclosed:
    """Choose what of a data file travels: all of it, byte for byte; a copy without comments; or nothing."""
    if choice == "none":
        return Enclosed()
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if choice == "clean":
        data = without_comments(text).encode()
        return Enclosed((Attachment(name, data, DATA_TYPE, DATA_SAYS),))
    return Enclosed((Attachment(name, data, DATA_TYPE, DATA_SAYS),), len(comments_in(text)))
