from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from reports.datafile.model import Programme
from reports.datafile.schema import json_schema
from reports.datafile.yaml import read, validate
from tests.builders.translations import data_files
from tests.validators import ajv

DATA = Path(__file__).resolve().parents[1] / "data"
CASES = Path(__file__).resolve().parent / "cases"
SCHEMA = DATA / "programme.schema.json"
SMALLEST = (DATA / "examples" / "smallest.yaml").read_text("utf-8")


def test_the_schema_beside_the_data_is_that_of_the_model() -> None:
    """Renew it with: make_reports.py schema > data/programme.schema.json."""
    assert json.loads(SCHEMA.read_text("utf-8")) == json_schema()


@pytest.mark.parametrize("path", data_files(DATA), ids=lambda path: path.stem)
def test_a_data_file_leads_editors_to_the_schema(path: Path) -> None:
    first = path.read_text("utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == SCHEMA


def definitions() -> dict[str, dict[str, Any]]:
    schema = json_schema()
    return {"Programme": schema, **schema["$defs"]}


def test_every_field_is_explained_to_its_author() -> None:
    fields = [
        (name, field, about) for name, each in definitions().items() for field, about in each["properties"].items()
    ]
    assert [(name, field) for name, field, about in fields if "description" not in about and field != "kind"] == []


def test_the_schema_is_closed_and_knows_every_field() -> None:
    assert set(definitions()["Programme"]["properties"]) == set(Programme.model_fields)
    assert all(each["additionalProperties"] is False for each in definitions().values())


def test_the_schema_says_nothing_of_python() -> None:
    told = json.dumps(json_schema())
    assert [
        word for word in ('"title": "Prose"', "discriminator", "pydantic", '"default"', "$comment") if word in told
    ] == []


# -- the schema and the reader agree ------------------------------------------------------------------


def sound_in_form(data: bytes) -> bool:
    """Tell whether all is there and of its type. `check` looks at the whole as well, and takes no more than this."""
    tree = read(data, "data.yaml")
    return not tree.problems and not validate(Programme, tree)[1]


def test_editors_accept_every_file_that_is_accepted() -> None:
    files = [path for folder in (DATA, CASES) for path in sorted(folder.rglob("*.yaml"))]
    sound = [path for path in files if sound_in_form(path.read_bytes())]
    assert set(data_files(DATA)) < set(sound)
    assert {path: wrong for path, wrong in ajv(SCHEMA, sound).items() if wrong} == {}


def test_readers_of_yaml_1_1_lead_to_the_same(tmp_path: Path) -> None:
    """To them 46_000_000 is a number and 2025-10-02 a date, which JSON writes as text."""
    files = [tmp_path / f"{path.stem}.json" for path in data_files(DATA)]
    for path, file in zip(data_files(DATA), files, strict=True):
        file.write_text(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str), "utf-8")
    assert ajv(SCHEMA, files) == {file: [] for file in files}


def changed(changes: Iterable[Mapping[str, str]], folder: Path) -> list[Path]:
    """Write the smallest data file once for each change, in which some of its words stand for others."""
    files = []
    for number, change in enumerate(changes):
        text = SMALLEST
        for old, new in change.items():
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        files.append(folder / f"{number}.yaml")
        files[-1].write_text(text, "utf-8")
    return files


def value(number: str) -> dict[str, str]:
    return {"value: 24": f"value: {number}"}


def step(date: str) -> dict[str, str]:
    return {"\nsections:": f'\ntimeline:\n  - {{date: {date}, title: "A step", text: "It was taken."}}\nsections:'}


def source(more: str) -> dict[str, str]:
    return {'publisher: "Example Garden Trust"}': f'publisher: "Example Garden Trust", {more}}}'}


def text(written: str) -> dict[str, str]:
    return {TEXT: f"    text: {written}\n"}


TEXT = next(line for line in SMALLEST.splitlines(keepends=True) if line.startswith("    text: "))

RIGHT = [
    *map(value, ["24", "2_4", "+24", "+2_4", "24.", "24.50", ".5", "1_000.5", "1_000.", "999_999_999_999_999"]),
    *map(
        step, ["2013", "2_013", "'2013'", "2013-05", "2013-05-01", "early 2014", "2010 to 2012", "2010-03 to late 2011"]
    ),
    *map(
        text,
        ["plain", "'quoted'", '["one", two]', "|\n      one\n\n      two", ">-\n      one\n      two", "2013-05-01"],
    ),
    *map(
        source,
        ["retrieved: 2013-05-01", "retrieved: 2013", "retrieved: ~", "note: null", "medium: 'yes'", "note: 1.2.3"],
    ),
    *map(source, ["url: 'https://example.org/~a?b=[c]&d=é#e'", 'url: "http://a\\\\b"']),
    {"latest: 2024": "latest: 2_024"},
    {"\nsources:": "\npages: 1_0\nsources:"},
    {"\nsources:": "\npages: ~\nhistoric: True\nnames: []\nsources:"},
    {"\n  report: ": "\n  jährlich-2: {title: Another, publisher: Another}\n  report: "},
    {"\n  gardens: ": "\n  each: {ratio: [granted, gardens], round: 1_000, label: Each, caveat: No more}\n  gardens: "},
]

WRONG = [
    *map(value, ["many", "'24'", "0", "-24", "true", "~", "[24]", "2_4 gardens"]),
    *map(step, ["13", "spring", "'2013-9'", "2010 - 2012", "2013.5", "true", "~"]),
    *map(text, ["24", "[1, 2]", "[]", "''", "' '", '"\\_"', "{en: one}", "true", "~"]),
    *map(source, ["url: ftp://example.org", "url: 'https://a b'", "retreived: 2013", "note: 5", "note: [a]"]),
    {"latest: 2024": "latest: '2024'"},
    {"latest: 2024": "latest: 20_24.5"},
    {"\nsources:": "\npages: 0\nsources:"},
    {"\nsources:": "\nhistoric: 'yes'\nsources:"},
    {"\ntitle: ": "\ntitel: "},
    {"language: en-US": "language: fr"},
    {"kind: awarded": "kind: raised"},
    {"kind: text": "kind: txt"},
    {"\n  gardens: ": "\n  1st: {value: 1, unit: a, source: report}\n  gardens: "},
    {"\n  gardens: ": "\n  a b: {value: 1, unit: a, source: report}\n  gardens: "},
    {"\n  gardens: ": "\n  each: {ratio: [granted], label: Each, caveat: No more}\n  gardens: "},
]


@pytest.mark.parametrize(("changes", "right"), [(RIGHT, True), (WRONG, False)], ids=["right", "wrong"])
def test_a_value_is_accepted_by_both_or_by_neither(changes: list[dict[str, str]], right: bool, tmp_path: Path) -> None:
    files = changed(changes, tmp_path)
    assert [c for c, file in zip(changes, files, strict=True) if sound_in_form(file.read_bytes()) != right] == []
    found = ajv(SCHEMA, files)
    assert [(c, found[file]) for c, file in zip(changes, files, strict=True) if (found[file] == []) != right] == []


def test_texts_and_lists_of_texts_are_accepted_and_lists_of_numbers_refused() -> None:
    found = ajv(SCHEMA, sorted((CASES / "datafile" / "strings-and-lists-for-the-schema").iterdir()))
    assert {path.stem: wrong == [] for path, wrong in found.items()} == {"list": True, "number": False, "string": True}
