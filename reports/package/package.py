"""The package of figures: what a report shows as tables, the ledger, the data, and what they are and may be used for.

datapackage.json is a Data Package by the Frictionless specifications (datapackage.org), in the form of their version 1.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from reports.datafile.attachments import Attachment, described
from reports.package.tables import csv_of, tables_of
from reports.story import Photograph, Story
from reports.story.text import parts_in

DATA_FOLDER, LEDGER = "data/", "ledger.csv"
_TABULAR = {"profile": "tabular-data-resource", "mediatype": "text/csv", "encoding": "utf-8"}
_LICENCE = re.compile(r"(?i)(?:CC[ -](BY(?:-(?:NC|SA|ND))*)[ -](\d\.\d)|CC[ -]?(0|zero)(?:[ -]1\.0)?)")
_CREATIVE_COMMONS = "https://creativecommons.org/"
_ADDRESS = re.compile(r"https?://[^\s()<>\"]+[^\s()<>\".,;]")


def package_of(story: Story, attached: Iterable[Attachment], ledger: bytes) -> dict[str, bytes]:
    """Return the files of a package, by name and in order.

    `attached` is what of the data may travel (`Enclosed.files`), `ledger` a CSV of text cells.
    """
    files, lines, resources = dict[str, bytes](), list[str](), list[dict[str, Any]]()

    def add(name: str, path: str, content: bytes, **facts: Any) -> None:
        files[path] = content
        lines.append(": ".join(filter(None, (path, facts.get("description")))))
        digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
        if ".." not in path:  # which no resource's path may have
            resources.append({"name": name, "path": path, "bytes": len(content), "hash": digest, **facts})

    for table in tables_of(story):
        said = {"title": table.title, "description": table.description, "schema": {"fields": table.fields}}
        add(table.file.removesuffix(".csv"), table.file, csv_of(table.heads, table.rows), **said, **_TABULAR)
    heads = ledger.decode("utf-8-sig").partition("\r\n")[0].split(",")
    add("ledger", LEDGER, ledger, schema={"fields": [{"name": head, "type": "string"} for head in heads]}, **_TABULAR)
    photos = {photo.pixels.data: photo.credit.text for photo in parts_in(story, Photograph)}
    for at, each in enumerate(described(attached, story.phrases.attached), 1):
        said = {"description": " · ".join(filter(None, (each.says, photos.get(each.content))))}
        path = f"{DATA_FOLDER}{PurePosixPath(each.name)}"
        add(f"data-{at}", path, each.content, type="file", mediatype=each.kind, **said)
    descriptor = json.dumps(_descriptor(story, resources), ensure_ascii=False, indent=2) + "\n"
    return {"README.txt": _readme(story, lines).encode(), "datapackage.json": descriptor.encode(), **files}


def _descriptor(story: Story, resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    facts, title = story.catalogue, story.name
    licence = licence_of(facts.rights)
    described = {
        "profile": "data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "figures",
        "id": facts.identifier,
        "title": title,
        "description": facts.description,
        "rights": facts.rights,
        "licenses": [{**licence, "title": facts.rights}] if licence else [],
        "sources": [{"title": source.text.text} for source in story.closing.sources],
        "contributors": [{"title": story.publisher.text, "role": "publisher"}],
        "keywords": facts.subjects,
        "resources": resources,
    }
    return {key: value for key, value in described.items() if value}


def licence_of(rights: str) -> dict[str, str]:
    """Return the name and the address of the licence that a catalogue's rights are; all else is a text alone."""
    if of := _LICENCE.fullmatch(rights.strip()):
        if of[3]:
            return {"name": "CC0-1.0", "path": f"{_CREATIVE_COMMONS}publicdomain/zero/1.0/"}
        return {"name": f"CC-{of[1]}-{of[2]}".upper(), "path": f"{_CREATIVE_COMMONS}licenses/{of[1].lower()}/{of[2]}/"}
    address = _ADDRESS.search(rights)
    return {"path": address[0]} if address else {}


def _readme(story: Story, files: Iterable[str]) -> str:
    phrases, facts, publisher, title = story.phrases, story.catalogue, story.publisher.text, story.name
    said = {"title": title, "publisher": publisher, "as_of": phrases.figures_as_of.format(date=story.as_of.text)}
    cited = {"creators": ", ".join(facts.creators), "label": story.label.text, "identifier": facts.identifier}
    return phrases.package_readme.format(
        **said,
        files="\n".join(files),
        licence=facts.rights or phrases.no_licence.format(publisher=publisher),
        citation=phrases.citation.format(**said, **cited).rstrip(),
        sources="\n".join(f"[{source.number}] {source.text.text}" for source in story.closing.sources),
    )
