"""What is looked at before a template of somebody else's is opened: a zip and XML can do harm on their own."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from reports.errors import DataError, Location, Problem
from reports.zips import FAULTS

MOST_BYTES = 100_000_000  # as a file
_MOST_UNPACKED = 300_000_000
_MOST_MEMBERS = 5_000
_MOST_RATIO = 250  # of what is larger than a megabyte; XML packs 10 to 40 times
_LARGE = 1_000_000
_ENCRYPTED_OR_OLD = b"\xd0\xcf\x11\xe0"
_TYPES = "[Content_Types].xml"
_PRESENTATION = re.compile(rb'ContentType="application/vnd\.openxmlformats-officedocument\.presentationml\.'
                           rb'(presentation|template|slideshow)\.main\+xml"')  # fmt: skip
_MACROS = re.compile(r"(?i)vbaproject|vbadata|macroEnabled")
_CONTROLS = re.compile(
    r"(?i)(^|/)(activex/|embeddings/oleObject)|/(control|oleObject|activeXControlBinary|vbaProject)$"
)
_HARMFUL_XML = (b"<!DOCTYPE", b"<!ENTITY")
_STRICT = b"http://purl.oclc.org/ooxml"


def screened(data: bytes, where: Location) -> bytes:
    """Return a template that may be opened, or raise a DataError that says why it may not."""
    problem = next(_objections(data, where), None)
    if problem:
        raise DataError([problem])
    return data


def _objections(data: bytes, where: Location) -> Iterator[Problem]:
    """Look at the zip first, then at its names, and only then at what is in it."""
    if len(data) > MOST_BYTES:
        yield Problem(
            where, f"is larger than {MOST_BYTES // 1_000_000} MB", "take the pictures of its sample slides out"
        )
    if data.startswith(_ENCRYPTED_OR_OLD):
        yield Problem(where, "is protected by a password, or an old .ppt", "save it in PowerPoint as an ordinary .pptx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = file.infolist()
            yield from (Problem(where, said) for said in _of_zip(infos))
            members = {info.filename: file.read(info) for info in infos if not info.is_dir()}
    except FAULTS:
        yield Problem(where, "is no PowerPoint file, or a damaged one", "open it in PowerPoint and save it again")
        return
    yield from (Problem(where, said) for said in _of_members(members))
    if not _PRESENTATION.search(members.get(_TYPES, b"")):
        yield Problem(where, "is no PowerPoint file", "give a .pptx or a .potx")
    if any(_STRICT in members[name] for name in ("ppt/presentation.xml", "_rels/.rels") if name in members):
        yield Problem(where, "is saved as Strict Open XML", "save it in PowerPoint as an ordinary .pptx")


def _of_zip(infos: list[zipfile.ZipInfo]) -> Iterator[str]:
    names = [info.filename for info in infos]
    if len(infos) > _MOST_MEMBERS:
        yield f"holds {len(infos)} files, more than any template needs"
    for name in names:
        odd = name.startswith("/") or "\\" in name or ":" in name or not name.isprintable()
        if odd or not {"", ".", ".."}.isdisjoint(name.rstrip("/").split("/")):
            yield f"holds a file whose name leads out of it, {name!r}"
    folded = [name.casefold() for name in names]
    for name in names:
        if folded.count(name.casefold()) > 1:
            yield f"holds {name!r} twice"
    if any(info.flag_bits & 1 for info in infos):
        yield "is encrypted"
    for info in infos:
        if info.file_size > _LARGE and info.file_size > _MOST_RATIO * max(1, info.compress_size):
            times = info.file_size // max(1, info.compress_size)
            yield f"holds {info.filename!r}, which unpacks to {times} times its size"
    if sum(info.file_size for info in infos) > _MOST_UNPACKED:
        yield f"unpacks to more than {_MOST_UNPACKED // 1_000_000} MB"


def _of_members(members: dict[str, bytes]) -> Iterator[str]:
    types = members.get(_TYPES, b"").decode("utf-8", "replace")
    macros = next((name for name in members if _MACROS.search(name)), None)
    if macros or "macroEnabled" in types:
        yield f"holds macros{f' ({macros})' if macros else ''}"
    for name in members:
        if _CONTROLS.search(name):
            yield f"holds an embedded program or control, {name!r}"
    for name, blob in members.items():
        if name.endswith((".xml", ".rels", ".vml")):
            yield from _of_xml(name, blob)


def _of_xml(name: str, blob: bytes) -> Iterator[str]:
    """Refuse what declares entities, in whatever encoding, before it is parsed; then what refers to the outside."""
    plain = blob.replace(b"\0", b"")  # UTF-16 and UTF-32 of what we look for
    if any(harmful in plain for harmful in _HARMFUL_XML):
        yield f"declares XML entities in {name!r}"
        return
    try:
        tree = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        yield f"holds {name!r}, which is no XML"
        return
    for relation in tree.iter("{*}Relationship") if name.endswith(".rels") else ():
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if _CONTROLS.search(kind):
            yield f"refers to an embedded program or control, {target!r}"
        if relation.get("TargetMode") == "External" and not kind.endswith("/hyperlink"):
            yield f"refers to something outside it, {target[:80]!r} (in {name!r})"
        elif relation.get("TargetMode") != "External" and (target.count("../") > name.count("/") or "\\" in target):
            yield f"refers to a file whose name leads out of it, {target[:80]!r}"
