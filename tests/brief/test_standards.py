"""What veraPDF says of every kind of brief and of all that it claims, in one start; and the tree against the story."""

from __future__ import annotations

import io
import itertools
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reports.brief.render import render
from reports.pdf.metadata import StandardName
from reports.story import Portfolio, Projects, Story, words_in
from tests.builders.annex import with_annex
from tests.builders.brief import (
    INSIDE,
    THEME,
    a_long_story,
    a_story,
    everything,
    story_of,
    with_a_logo,
)
from tests.builders.finished import DATA
from tests.builders.stress import a_stress_brief
from tests.readback import elements
from tests.validators import CLAIMS, vera_pdf_claims

ROOT = Path(__file__).resolve().parents[2]


def every_kind(folder: Path) -> dict[str, bytes]:
    """Make each kind of brief; a name begins with the standard that it claims."""
    ms, long = story_of(DATA), a_long_story()
    Image.new("RGBA", (40, 10), (200, 0, 0, 120)).save(folder / "logo.png")
    standards: tuple[StandardName, ...] = ("pdfa3", "pdfa4", "pdfa2")
    made = {f"{s}-usual": render(ms, THEME, "a4", standard=s, attachments=INSIDE) for s in standards}
    made |= {f"{s}-large": render(ms, THEME, "a4", standard=s, attachments=INSIDE, large_print=True) for s in standards}
    made |= {f"{s}-long": render(long, THEME, "a4", standard=s, attachments=INSIDE) for s in standards}
    made |= {
        f"{s}-everything": render(everything(), THEME, "letter", standard=s, attachments=INSIDE) for s in standards
    }
    made |= {f"{s}-annex": render(with_annex(60), THEME, "a4", standard=s, attachments=INSIDE) for s in standards}
    made |= {
        "pdfa3-annex-large": render(with_annex(20), THEME, "a4", large_print=True),
        "pdfa3-letter": render(ms, THEME, "letter", attachments=INSIDE),
        "pdfa3-letter-large": render(ms, THEME, "letter", large_print=True),
        "pdfa3-logo": render(a_story(), with_a_logo(folder / "logo.png"), "a4"),
    }
    for example in sorted((ROOT / "data" / "examples").glob("*.yaml")):
        made[f"pdfa3-{example.stem}"] = render(story_of(example), THEME, "a4", attachments=INSIDE)
    files = {name: brief.pdf for name, brief in made.items()}
    return files | {f"{s}-stress": a_stress_brief(s, INSIDE) for s in standards}


@pytest.mark.slow
def test_verapdf_finds_no_fault_in_any_claim(tmp_path: Path) -> None:
    files = every_kind(tmp_path)
    for name, pdf in files.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
    found = vera_pdf_claims([tmp_path / f"{name}.pdf" for name in files])
    faults = {(name, claim): rules for name, claims in found.items() for claim, rules in claims.items() if rules}
    assert faults == {}
    assert {name: list(claims) for name, claims in found.items()} == {
        f"{name}.pdf": CLAIMS[name[:5]]  # type: ignore[index]
        for name in files
    }


# -- the tree and the story ----------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["progressive-ms", "examples/river-meadows"])
def story(request: pytest.FixtureRequest) -> Story:
    return story_of(ROOT / "data" / f"{request.param}.yaml")


def headings_of(story: Story) -> list[tuple[str, str]]:
    told = [("H1", story.cover.title.text)]
    for section in story.sections:
        if not isinstance(section.block, Portfolio):
            told.append(("H2", section.heading.text))
        if isinstance(section.block, Projects):
            told += [("H3", project.name.text) for project in section.block.projects]
    heard = story.closing.webcast
    return [*told, *([("H2", heard.label.text)] if heard and heard.label else []), ("H2", story.closing.heading.text)]


def test_the_headings_are_the_story_s_in_its_order(story: Story) -> None:
    """Names of compared forms, and labels of notes, are headings below those of the story."""
    read = [(each.tag, each.text.strip()) for each in elements(render(story, THEME, "a4").pdf) if each.tag[0] == "H"]
    wanted = headings_of(story)
    assert [heading for heading in read if heading in wanted] == wanted
    assert {tag for tag, _ in set(read) - set(wanted)} <= {"H3"}


def test_alt_texts_are_the_story_s(story: Story) -> None:
    alts = [each.alt for each in elements(render(story, THEME, "a4").pdf) if each.alt is not None]
    assert alts[0] in [alt for alt, *_ in story.cover.portfolio.chart.ways()]
    assert len(alts) == len(set(alts))


def test_what_a_section_says_stands_below_its_heading(story: Story) -> None:
    """Texts of the page, that is: a block's shorter ones are the deck's."""
    read = elements(render(story, THEME, "a4").pdf)
    for section in (each for each in story.sections if not isinstance(each.block, Portfolio)):
        start = next(n for n, each in enumerate(read) if (each.tag, each.text) == ("H2", section.heading.text))
        after = (each.tag in ("H1", "H2") for each in read[start + 1 :])
        told = " ".join(each.text for each in itertools.islice(read, start, start + 1 + [*after, True].index(True)))
        said = [
            words.text
            for name in ("text", "questions", "items", "ways")
            for words in words_in(getattr(section.block, name, ()))
        ]
        shorter = {question.short.text for question in getattr(section.block, "questions", ())}
        assert [text for text in said if text not in told and text not in shorter] == []


def test_links_have_a_text_contents_and_a_place_in_the_tree(story: Story) -> None:
    with pikepdf.open(io.BytesIO(render(story, THEME, "a4").pdf)) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert links
        assert all(str(link["/Contents"]) and "/StructParent" in link for link in links)
    texts = [each.text for each in elements(render(story, THEME, "a4").pdf) if each.tag == "Link"]
    assert all(re.search(r"\w", text) for text in texts)


def test_a_brief_with_its_data_inside_is_small() -> None:
    assert len(render(story_of(DATA), THEME, "a4", attachments=INSIDE).pdf) <= 60_000
