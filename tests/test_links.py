"""[words](https://…) in prose: a link in the brief and on slides, and words alone wherever nothing can be followed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest

from reports.cli import main
from reports.datafile.model import Prose
from reports.deck.lint import faults
from reports.story import Span, numbers
from tests.builders.datafile import SOUND, problems_of
from tests.builders.quantities import a_programme

TEXT = 'text: "In 2023 a phase 2b door opened."'


def test_a_link_is_its_words_with_the_numbers_and_marks_in_them() -> None:
    prose = Prose("See [**all** {doors} of 7](https://example.org/a_7?b=1), [not] this")
    words = numbers.resolve(prose, a_programme())
    assert words.text == "See all 105 of 7, [not] this"
    assert words.links == ((Span(4, 16), "https://example.org/a_7?b=1"),)
    assert (words.strong, words.figures[0].span) == ((Span(4, 7),), Span(8, 11))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [the report](https://example.org/2024/17).", []),
        ("See **[the report](https://example.org/)**.", []),
        ("[{doors} doors](http://example.org/) opened.", []),
        ("See [the report](example.org).", ["is a link elsewhere"]),
        ("See [the report](mailto:a@example.org).", ["is a link elsewhere"]),
        ("See [the report](https://example.org/ soon.", ["'[the report](' is a link elsewhere"]),
        ("See [the report](https://example.org/a b).", ["'[the report](' is a link elsewhere"]),
        ("See the door [sic](as the list has it).", []),
        ("See ![the picture](https://example.org/).", ["is a link elsewhere"]),
        ("See [the _report_](https://example.org/).", ["'_report_' is stressed text elsewhere"]),
        ("See [17 reports](https://example.org/).", ["the number '17' is typed into the text"]),
        ("See the note[^a].", ["no note is called 'a'"]),
    ],
)
def test_what_is_no_whole_link_is_a_problem(text: str, found: list[str]) -> None:
    problems = [str(each) for each in problems_of(SOUND.replace(TEXT, f'text: "{text}"'))]
    assert len(problems) == len(found)
    assert all(part in each for part, each in zip(found, problems, strict=True))


LINKED = {
    **{
        "title": "{doors} open doors",
        "standfirst": "A door",
        "heading": "Why",
        "headline": "a wall",
        "lead": "Doors open",
    },
    **{"text": "In 2023", "step": "A first", "opens": "It opens", "measure": "Doors, by", "closing": "one report"},
}


def linked(path: Path) -> set[str]:
    content = path.read_bytes()
    if path.suffix == ".pptx":
        with zipfile.ZipFile(io.BytesIO(content)) as deck:
            parts = [deck.read(name).decode() for name in deck.namelist() if "slides/_rels" in name]
            return {found for part in parts for found in re.findall(r"https://example\.org/(\w+)", part)}
    with pikepdf.open(io.BytesIO(content)) as brief:
        annotations = [each for page in brief.pages for each in page.get("/Annots", [])]
        targets = [str(each["/A"].get("/URI", "")) for each in annotations if "/A" in each]
        return {target.rpartition("/")[2] for target in targets} - {""}


@pytest.mark.parametrize("options", [[], ["--large-print", "--standard", "pdfa4"]])
def test_links_stand_in_every_prose_and_both_files_agree_with_them(options: list[str], tmp_path: Path) -> None:
    done = (
        SOUND.replace("early 2025", "2024").replace("They are to open.", "They open.").replace(", expected: true", "")
    )
    data = done.replace(TEXT, f"lead: 'Doors open.'\n    {TEXT}")
    for key, text in LINKED.items():
        assert text in data
        data = data.replace(text, f"[{text}](https://example.org/{key})", 1)
    (tmp_path / "data.yaml").write_text(data, encoding="utf-8")
    assert main(["build", str(tmp_path / "data.yaml"), "-o", str(tmp_path), "--ledger", *options]) == 0
    assert main(["verify", str(tmp_path / "data.yaml"), str(tmp_path)]) == 0
    assert faults((tmp_path / "deck.pptx").read_bytes()) == []
    assert linked(tmp_path / "brief.pdf") == LINKED.keys() - {"headline", "closing"}
    assert linked(tmp_path / "deck.pptx") >= {"title", "headline", "text", "step", "closing"}
