"""The data file inside a brief, read back. A PDF comes from anywhere, so everything in it is taken with limits.

qpdf (by pikepdf) finds and unpacks the objects: it is old, fuzzed, and reads what other programs have saved again. It
unpacks what is attached no further than a data file or a table may be long; a name that could lead anywhere is refused.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from reports.datafile import attachments
from reports.datafile.photos import PHOTO_TYPES
from reports.datafile.yaml import MOST_BYTES, quote
from reports.errors import DataError, Location, Problem
from reports.frozen import frozen

_MOST_PDF = 50_000_000
_MOST_FILES = 50
_MOST_METADATA = 1_000_000
_MOST_UNPACKED = 100_000_000
_TOOL = re.compile(rb"<xmp:CreatorTool>([^<>]{1,200})</xmp:CreatorTool>")


@frozen
class EmbeddedData:
    """The data file of a brief: its name, its bytes, and with what options the brief was made ("…, a4, pdfa3").

    `tables` are the tables and pictures that travel with it, by the names that the data file has for them; `look` are
    the files of its look, by the names that the theme has for them.
    """

    name: str
    data: bytes
    tool: str
    tables: Mapping[str, bytes]
    look: Mapping[str, bytes]


class _Refusal(Exception):  # noqa: N818 - what it says is enough
    """Why a PDF's data cannot be had, and what to do."""


class TooLong(Exception):  # noqa: N818 - what it says is enough
    """A stream unpacks to more than anything of ours."""


def read_embedded(path: Path) -> EmbeddedData:
    """Read the data file that a brief carries; raises a DataError if there is none, or it cannot be trusted."""
    where = Location(str(path))
    with path.open("rb") as file:
        pdf = file.read(_MOST_PDF + 1)
    try:
        return _read(pdf)
    except _Refusal as refusal:
        message, hint = refusal.args
        raise DataError([Problem(where, message, hint)]) from None


def _read(pdf: bytes) -> EmbeddedData:
    import pikepdf  # here, because who builds from a data file should not wait for it

    if len(pdf) > _MOST_PDF:
        raise _Refusal(f"this PDF is larger than {_MOST_PDF // 1_000_000} MB", "a brief of ours is far smaller")
    try:
        with guarded(_MOST_UNPACKED), pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as document:
            if document.is_encrypted:
                raise _Refusal("this PDF is encrypted", "take its protection away, then try again")
            return _found(pikepdf, document)
    except pikepdf.PasswordError:
        raise _Refusal("this PDF is protected by a password", "take its protection away, then try again") from None
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError, AttributeError, IndexError):
        raise _Refusal("this PDF is damaged", "take another copy of the brief") from None


@contextmanager
def guarded(most: int) -> Iterator[None]:
    """Keep qpdf from unpacking a stream to more than `most` bytes while a PDF is open."""
    from pikepdf.settings import set_qpdf_limits

    before: dict[str, Any] = set_qpdf_limits(flate_max_memory=most, png_max_memory=most, max_stream_filters=4)
    try:
        yield
    finally:
        set_qpdf_limits(**before)


def _found(pikepdf: Any, document: Any) -> EmbeddedData:
    """Look among the files associated with the whole document, else among those that it lists by name.

    Programs that save a PDF again keep the second place, and many drop the first.
    """
    associated = document.Root.get("/AF")
    files = list(associated)[:_MOST_FILES] if isinstance(associated, pikepdf.Array) else []
    ours = _of_kind(pikepdf, files, attachments.DATA_TYPE)
    listed = document.Root.get("/Names", {}).get("/EmbeddedFiles")
    if not ours and listed is not None:
        files = list(islice(pikepdf.NameTree(listed).values(), _MOST_FILES))
        ours = _of_kind(pikepdf, files, attachments.DATA_TYPE)
    if not ours:
        hint = "only a brief that was built with attach: data or clean carries it, and none by --standard pdfa2"
        raise _Refusal("this PDF carries no data file of ours", hint)
    if len(ours) > 1:
        named = " and ".join(quote(str(file.get("/UF"))) for file in ours)
        raise _Refusal(f"this PDF carries {len(ours)} data files, {named}", "a brief of ours carries one")
    name = str(ours[0].get("/UF"))
    if not attachments.DATA_NAME.fullmatch(name):
        raise _Refusal("the data file in this PDF has a name that no data file has", "take another copy of the brief")
    tables = _tables(_of_kind(pikepdf, files, *attachments.TABLE_TYPES.values(), *PHOTO_TYPES))
    look = _tables(_of_kind(pikepdf, files, attachments.LOOK_TYPE))
    folder = attachments.LOOK_FOLDER
    look = {name.removeprefix(folder): content for name, content in look.items() if name.startswith(folder)}
    return EmbeddedData(name, _content(ours[0]["/EF"]["/F"], MOST_BYTES), _tool(document), tables, look)


def _tables(files: Sequence[Any]) -> dict[str, bytes]:
    """Return the tables by name; a name that leads out of a folder is none that a data file has."""
    tables = {}
    for file in files:
        name = str(file.get("/UF"))
        if not attachments.TABLE_NAME.fullmatch(name):
            raise _Refusal("a table in this PDF has a name that no table has", "take another copy of the brief")
        tables[name] = _content(file["/EF"]["/F"], attachments.MOST_OF_TABLE)
    return tables


def _of_kind(pikepdf: Any, files: Sequence[Any], *kinds: str) -> list[Any]:
    """Return those files that a brief says it was made from, and that are of such media types."""
    found = []
    for file in files:
        held = file.get("/EF") if isinstance(file, pikepdf.Dictionary) else None
        content: Any = held.get("/F") if isinstance(held, pikepdf.Dictionary) else None
        is_source = isinstance(content, pikepdf.Stream) and str(file.get("/AFRelationship", "")) == "/Source"
        if is_source and str(content.get("/Subtype", ""))[1:] in kinds:
            found.append(file)
    return found


def _content(stream: Any, most: int) -> bytes:
    try:
        data = unpacked(stream, most)
    except TooLong:
        message = f"the data file in this PDF is larger than {most // 1_000_000} MB"
        raise _Refusal(message, "no data file of ours is") from None
    said = stream.get("/Params", {}).get("/CheckSum")
    digest = hashlib.md5(data, usedforsecurity=False).digest()
    if isinstance(said, int) or (said is not None and bytes(said) != digest):
        raise _Refusal("the data file in this PDF has been changed since", "take another copy of the brief")
    return data


def unpacked(stream: Any, most: int) -> bytes:
    """Return a stream's bytes, unpacked by qpdf and no further than `most` bytes.

    Raises a TooLong where there are more, and a pikepdf.PdfError where it is damaged, or packed as no text is.
    """
    from pikepdf import PdfError

    too_long = TooLong(f"a stream is longer than {most:,} bytes")
    try:
        with guarded(most):
            data: bytes = stream.read_bytes()
    except PdfError as error:
        if "limit exceeded" in str(error):
            raise too_long from error
        raise
    if len(data) > most:
        raise too_long
    return data


def _tool(document: Any) -> str:
    """Return what the metadata says it was made with; what is too long says nothing."""
    packet = document.Root.get("/Metadata")
    try:
        found = _TOOL.search(unpacked(packet, _MOST_METADATA)) if packet is not None else None
    except TooLong:
        return ""
    return found[1].decode("utf-8", "replace") if found else ""
