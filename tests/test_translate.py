"""`translate` writes a file of texts, and completes it later without touching what is there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from reports import cli
from reports.datafile.yaml import read, read_file
from reports.loading.translations import originals
from reports.translate import Completed, complete
from tests.builders.translations import filled, gardens

ROOT = Path(__file__).resolve().parents[1]
TAG = "en-GB"
EXAMPLES = ["data/progressive-ms.yaml", "data/examples/donor-report.yaml", "data/examples/river-meadows.yaml"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data file with a translation beside it, in a folder of their own."""
    return gardens(tmp_path)


def of(data: Path) -> Path:
    return data.with_suffix(f".{TAG}.yaml")


def written(data: Path, tag: str = TAG) -> Completed:
    made = complete(data, tag)
    if made.content is not None:
        made.path.write_bytes(made.content)
    return made


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_first_file_has_every_text_and_is_complete(example: str, tmp_path: Path) -> None:
    for file in (ROOT / example).parent.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    data = tmp_path / Path(example).name
    text = re.sub(r"(?m)^translations: .*\n", "", data.read_text("utf-8"))
    data.write_text(text, "utf-8")
    tag = "en-US" if "language: en-GB" in text else TAG
    file = data.with_suffix(f".{tag}.yaml")
    needed = [text for text in originals(read_file(data)).values() if text.needed]
    made = written(data, tag)
    assert (made.path, made.added, made.open) == (file, len(needed), len(needed))
    assert written(data, tag) == Completed(made.path, None, 0, len(needed), (), made.line)
    filled(made.path)
    assert written(data, tag).open == 0
    assert made.line == f"translations: {{{tag}: {file.name}}}"
    data.write_text(text.replace("\ntitle:", f"\n{made.line}\ntitle:", 1), "utf-8")
    assert cli.main(["check", str(data), "--fast", "--language", tag]) == 0


def test_what_is_missing_is_added_and_nothing_else_is_touched(data: Path) -> None:
    whole = of(data).read_text("utf-8")
    blocks = [
        match.span() for match in re.finditer(r"(?m)^(?P<i> *)(?:- )?\w+:\n(?P=i) +# .*\n(?:(?P=i) .*\n)*", whole)
    ]
    assert len(blocks) > 30
    for start, stop in blocks[::3]:
        if whole[start:stop].lstrip().startswith("-"):  # a list would have an entry less
            continue
        if whole[:start].endswith(":\n") and not re.match(r" ", whole[stop:]):
            continue  # nothing would be left of what held it
        left = f"{whole[:start]}# mine\n{whole[stop:]}"
        of(data).write_text(left, "utf-8")
        made = written(data)
        text = of(data).read_text("utf-8")
        assert made.added >= 1
        kept = iter(text.split("\n"))
        assert all(line in kept for line in left.split("\n"))  # in their order, each as it was
        assert "text: TODO" in text


def test_new_texts_stand_where_the_data_file_has_them(data: Path) -> None:
    text = data.read_text("utf-8")
    text = text.replace('\nlabel: "Example brief"', '\npages: 9\nlabel: "Example brief"').replace(
        '      - {label: "Soil", text: "Soil is dug, and soil is looked at."}\n',
        '      - {label: "Soil", text: "Soil is dug, and soil is looked at."}\n',
    )
    text = text.replace(
        "closing:\n",
        '  - kind: list\n    heading: "Tools"\n    headline: "Two tools"\n    items: ["Spade", "Rake"]\nclosing:\n',
    )
    text = text.replace('role: "gardener"', 'role: "gardener"\n    source: web').replace("catalogue", "catalogue")
    text = text.replace('unit: "school gardens",', 'unit: "school gardens", as_of: "May 2024",')
    data.write_text(text, "utf-8")
    before = of(data).read_text("utf-8").split("\n")
    made = written(data)
    assert made.added == 5
    after = of(data).read_text("utf-8")
    lines = iter(after.split("\n"))
    assert all(line in lines for line in before)
    assert (
        """\
  - key: list
    heading:
      # Tools
      text: TODO
"""
        in after
    )
    assert re.search(r"  gardens:\n    unit:\n.*\n.*\n.*\n    as_of:\n      # May 2024\n      text: TODO\n", after)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_file_keeps_its_line_ends_and_its_mark(data: Path, end: bytes) -> None:
    text = (
        of(data).read_bytes().replace(b'label:\n  # Example brief\n  text: "Example brief"\n  of: "92a02a3abc"\n', b"")
    )
    left = b"\xef\xbb\xbf" + text.replace(b"\n", end)
    of(data).write_bytes(left)
    made = written(data)
    assert made.content
    added = end.join([b"label:", b"  # Example brief", b"  text: TODO", b'  of: "92a02a3abc"', b""])
    assert made.content.replace(added, b"") == left


def test_an_original_that_has_changed_and_what_belongs_nowhere_are_told_alone(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.write_text(data.read_text("utf-8").replace('"Dear reader"', '"Dear gardener"'), "utf-8")
    with of(data).open("a", encoding="utf-8") as file:
        file.write("cover: {}\n")
    before = of(data).read_bytes()
    assert cli.main(["translate", str(data), TAG]) == 0
    said = capsys.readouterr()
    assert said.out == f"{of(data)}: nothing to do\n"
    assert "warning: the original of this salutation has changed: it is 'Dear gardener'" in said.err
    assert "'cover' is no text of" in said.err
    assert of(data).read_bytes() == before


def test_the_line_that_the_data_file_needs_is_printed_and_the_file_is_left_alone(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = data.read_text("utf-8").replace("translations: {en-GB: gardens.en-GB.yaml}\n", "")
    data.write_text(text, "utf-8")
    of(data).unlink()
    assert cli.main(["translate", str(data), TAG]) == 0
    said = capsys.readouterr().out
    assert said.endswith(f"To use it, write into {data}: translations: {{en-GB: gardens.en-GB.yaml}}\n")
    assert data.read_text("utf-8") == text
    assert of(data).is_file()


@pytest.mark.parametrize("name", ["a, b", "a #1", "a{x}", "a [1]", "'a'", "2024 é"])
def test_the_line_that_is_printed_is_yaml_whatever_the_file_is_called(data: Path, name: str) -> None:
    text = data.read_text("utf-8").replace("translations: {en-GB: gardens.en-GB.yaml}\n", "")
    other = data.with_name(f"{name}.yaml")
    other.write_text(text, "utf-8")
    line = written(other).line
    assert read(f"{line}\n".encode(), "line").at("translations", TAG) == f"{name}.{TAG}.yaml"


def test_another_name_is_that_of_the_data_file(data: Path) -> None:
    data.write_text(data.read_text("utf-8").replace("gardens.en-GB.yaml", "texts/british.yml"), "utf-8")
    assert cli.main(["translate", str(data), TAG]) == 0
    assert (data.parent / "texts" / "british.yml").is_file()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("language: en-US", "language: en-GB"), "the data file is in en-GB itself"),
        (("{en-GB: gardens.en-GB.yaml}", "{en-GB: ../gardens.en-GB.yaml}"), "is no file of texts"),
        (('title: "', 'title: "a" "'), "gardens.yaml:4"),
    ],
)
def test_what_prevents_it_is_told_and_nothing_is_written(
    data: Path, capsys: pytest.CaptureFixture[str], change: tuple[str, str], said: str
) -> None:
    data.write_text(data.read_text("utf-8").replace(*change), "utf-8")
    files = {file: file.read_bytes() for file in data.parent.iterdir()}
    assert cli.main(["translate", str(data), TAG]) == 1
    assert said in capsys.readouterr().err
    assert {file: file.read_bytes() for file in data.parent.iterdir()} == files


def test_a_file_in_brackets_is_refused_where_it_lacks_something(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of(data).write_text('{title: {text: "x", of: "21e221eaf3"}}', "utf-8")
    assert cli.main(["translate", str(data), TAG]) == 1
    assert "is not laid out so that lines can be added to it" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["- a\n", "{}\n", "as_of: [a]\n", "sections: {a: b}\n"])
def test_a_file_of_another_build_is_refused_and_stays(
    data: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    of(data).write_text(text, "utf-8")
    assert cli.main(["translate", str(data), TAG]) == 1
    assert "is not laid out so that lines can be added to it" in capsys.readouterr().err
    assert of(data).read_text("utf-8") == text


@pytest.mark.parametrize("text", ["- a\n", "abc\n", "{}\n", "as_of: 2024\n"])
def test_a_data_file_without_a_text_is_refused(data: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    data.write_text(text, "utf-8")
    assert cli.main(["translate", str(data), "de-DE"]) == 1
    assert "has no text to translate" in capsys.readouterr().err


def test_a_file_that_is_still_empty_is_written(data: Path) -> None:
    of(data).write_bytes(b"")
    made = written(data)
    assert made.added == made.open > 0


@pytest.mark.parametrize("command", [["check"], ["build", "-o", "out"]])
def test_a_file_of_texts_in_place_of_the_data_file_is_one_problem(
    data: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert cli.main([*command, str(of(data))]) == 1
    said = capsys.readouterr().err
    assert "these are the texts of a data file in another language" in said
    assert "is missing" not in said


def test_an_unknown_language_is_wrong_usage_with_the_list(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["translate", str(data), "german"]) == 2
    assert "invalid choice: 'german' (choose from 'en-US', 'en-GB'" in capsys.readouterr().err


def test_originals_that_look_like_mistakes_do_not_spoil_their_comments(data: Path) -> None:
    odd = "They said, “yes”, and: “no”] to a fee of [“x”], {a: “b”}"
    data.write_text(
        data.read_text("utf-8").replace("Thank you for your gift of seeds.", odd.replace("{a: “b”}", "it")), "utf-8"
    )
    of(data).unlink()
    assert written(data).added
    assert read_file(of(data)).problems == ()
