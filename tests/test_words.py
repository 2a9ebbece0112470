"""Words of ours that a data file says otherwise: which there are, what they hold, and that both files have them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from reports.cli import main
from reports.datafile.model import OWN_WORDS
from reports.story.phrases import phrases_in
from reports.story.phrases.words import HOLDS, default
from tests.builders.datafile import SOUND, problems_of

ROOT = Path(__file__).resolve().parents[1]
FILES = ("progressive-ms.yaml", "examples/river-meadows.yaml", "examples/river-awards.yaml")
OURS = {key: default(key, phrases_in("en-US")) for key in OWN_WORDS}


def test_the_docs_have_each_key_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", (ROOT / "docs" / "data-file.md").read_text("utf-8"), re.MULTILINE)
    assert {key: text for key, text in rows if key in OURS} == OURS


def test_what_has_to_hold_a_word_and_the_word_can_both_be_said_otherwise() -> None:
    assert {*HOLDS, *HOLDS.values()} <= set(OWN_WORDS)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('square: "A {item} each."', []),
        ('derived: "worked out"', []),
        ('sqare: "A {item} each."', ["no words of ours are called 'sqare'\n  hint: did you mean 'square'?"]),
        ('square: "A door each."', []),
        ('placed_on_scale: ""', ["placed_on_scale should not be empty"]),
        ('as_of: "Of last year."', ["as_of lacks {date}\n  hint: ours are: 'As of {date}.'"]),
        ('square: "A {item} {unit}."', ["square has no place {unit}"]),
        ('square: "{item!r} each {item"', ["square has no place {item!r}", "a '{' without"]),
        ('square: "A {item} of 24."', ["the number '24.' is typed into square"]),
        ('square: "A **{item}**."', ["square has marks or a language of its own"]),
        ('square: {text: "Jede {item}.", lang: de}', ["square has marks or a language of its own"]),
        ('square: ""', ["square should not be empty"]),
        ('source: "{date}: {sources}"', ["{date} is not the last of source"]),
        ('derived: "our"', ["'our' is part of other words"]),
        ('derived_here: "(ours)"', ["derived_here does not say 'derived'"]),
        ('historic: "Of {date}"', ["historic does not say 'Historic document'"]),
        ('derived_label: "Ours"', ["derived_label has other words in closing, in line"]),
        ('derived_label: "Worked out"', []),
    ],
)
def test_words_that_cannot_stand_in_the_place_of_ours_are_problems(words: str, found: list[str]) -> None:
    data = f'{SOUND}  derived_label: "Worked out"\nwords:\n  {words}\n'
    problems = [str(each) for each in problems_of(data)]
    assert len(problems) == len(found)
    assert all(any(part in each for each in problems) for part in found)
    assert all(each.startswith(f"a.yaml:{data.count(chr(10))}:") for each in problems)


@pytest.mark.parametrize("name", FILES)
def test_both_files_have_them_everywhere_and_verify_knows_them(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = re.sub(r"(?m)^pages: .*\n", "", (ROOT / "data" / name).read_text("utf-8"))  # longer words
    own = {key: text.replace("derived", "worked out").replace("Derived", "Worked out") for key, text in OURS.items()}
    own |= {key: f"{text.removesuffix('.')}, we say" for key, text in own.items() if not text.endswith((")", "}"))}
    own |= {"derived": "worked out", "historic_document": "Old document", "historic": "Old document of {date}"}
    said = {key: text for key, text in own.items() if f"{key}:" not in source}
    data = tmp_path / Path(name).name
    for picture in (ROOT / "data" / "examples").glob("*.[pc][ns][gv]"):
        (tmp_path / picture.name).write_bytes(picture.read_bytes())
    data.write_text(f"{source}\nwords: {yaml.safe_dump(said, default_flow_style=True, width=10**6)}", "utf-8")
    assert main(["build", str(data), "-o", str(tmp_path / "out"), "--ledger"]) == 0
    assert main(["verify", str(data), str(tmp_path / "out")]) == 0
    assert "0 failures, 0 notes" in capsys.readouterr().out
