"""Data files and templates as people have them: the deck is made, and holds."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pypdfium2
import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER

from reports import cli
from reports.deck.layout.footers import shortened
from reports.deck.lint import faults
from reports.story import Span, Words, plain
from tests.builders import templates
from tests.builders.story import SOMEWHERE
from tests.validators import libre_office

Captured = pytest.CaptureFixture[str]
CASES = Path(__file__).resolve().parents[1] / "cases" / "deck"


def built(case: str, folder: Path, template: Path | None = None) -> Path:
    """Build a case's deck, and return its file."""
    template = template or CASES / case / "template.pptx"
    own = ["--template", str(template)] if template.is_file() else []
    command = ["build", str(CASES / case / "data.yaml"), "--only", "deck", "-o", str(folder), "--quiet", *own]
    assert cli.main(command) == 0
    return folder / "deck.pptx"


@pytest.mark.parametrize("case", ["template-made-by-pandoc", "declaration-without-standalone"])
def test_parts_that_are_only_carried_get_our_declaration(case: str, tmp_path: Path) -> None:
    assert faults(built(case, tmp_path).read_bytes()) == []


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("<?xml version='1.0'?>\n\n", "utf-8"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16"),
        ('<?xml version="1.0" encoding="ISO-8859-1" standalone="no"?><!-- old -->', "latin-1"),
    ],
)
def test_a_carried_part_may_be_declared_in_any_legal_way(declaration: str, encoding: str, tmp_path: Path) -> None:
    styles = '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{é}"/>'
    data = templates.with_member("ppt/tableStyles.xml", f"{declaration}{styles}".encode(encoding))
    file = tmp_path / "theirs.pptx"
    file.write_bytes(data)
    assert faults(built("template-made-by-pandoc", tmp_path, file).read_bytes()) == []


def footers(deck: Path) -> list[str]:
    found = [shape for slide in Presentation(str(deck)).slides for shape in slide.placeholders]
    return [plain(each.text_frame.text) for each in found if each.placeholder_format.type == PP_PLACEHOLDER.FOOTER]


@pytest.mark.parametrize(
    ("case", "third"),
    [
        ("footer-of-two-inches", "Source: Example Garden Trust …; as of June 2024"),
        (
            "footer-of-two-sources",
            "Sources: Example Garden and Meadow Conservation Trust, “Annual report of the northern region (invented)”; "
            "Example Institute of Counting, “Survey of all gardens and meadows (invented)”; as of 30 September 2024",
        ),
    ],
)
def test_a_long_footer_gives_up_its_titles_and_keeps_its_date(case: str, third: str, tmp_path: Path) -> None:
    assert footers(built(case, tmp_path))[2] == third


def test_what_was_cut_from_a_footer_is_verified_all_the_same(tmp_path: Path) -> None:
    data = CASES / "footer-of-two-sources" / "data.yaml"
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--quiet"]) == 0
    assert cli.main(["verify", str(data), str(tmp_path), "--quiet"]) == 0


def test_libre_office_ends_the_first_of_a_footers_two_lines_between_words(tmp_path: Path) -> None:
    data = CASES.parents[2] / "data" / "examples" / "river-meadows.yaml"
    assert cli.main(["build", str(data), "--only", "deck", "-o", str(tmp_path), "--quiet"]) == 0
    pdf = libre_office([tmp_path / "deck.pptx"], tmp_path)[0]
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    of_two_sources = [text for text in texts[:-1] if "Watch, “Meadow" in text]
    assert len(of_two_sources) >= 2
    assert all("Meadow survey (invented)”; as of 30 September 2025" in text for text in of_two_sources)


def test_a_footer_is_shortened_word_by_word_from_its_longest_title_on() -> None:
    parts = "Sources: A Trust, “", "Annual report", "”; B (Ltd.), “", "Survey", "”; as of ", "May 2024"
    edges = list(accumulate(map(len, parts), initial=0))
    text = Words("".join(parts), SOMEWHERE, kept=(Span(*edges[1:3]), Span(*edges[3:5]), Span(*edges[5:7])))
    assert list(shortened(text)) == [
        text.text,
        "Sources: A Trust, “Annual …”; B (Ltd.), “Survey”; as of May 2024",
        "Sources: A Trust …; B (Ltd.) …; as of May 2024",
        "Sources: A Trust …; B …; as of May 2024",
        "Sources: A Trust …; as of May 2024",
        "Sources: A …; as of May 2024",
        "Sources: …; as of May 2024",
        "… as of May 2024",
    ]


def test_a_date_alone_is_never_cut_and_other_footers_at_their_ends() -> None:
    assert list(shortened(Words("As of May 2024", SOMEWHERE, kept=(Span(6, 14),)))) == ["As of May 2024"]
    assert list(shortened(Words("A Garden Trust", SOMEWHERE))) == ["A Garden Trust", "A Garden …", "A …"]


def places(deck: Path, number: int) -> list[tuple[float, float]]:
    """Return the sizes of a slide's title and body, in inches, as its placeholders say or inherit them."""
    slide = Presentation(str(deck)).slides[number - 1]
    return [(round(shape.width / 914_400, 1), round(shape.height / 914_400, 1)) for shape in slide.placeholders][:2]


def test_bodies_that_are_too_small_are_enlarged_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = built("bodies-of-one-inch", tmp_path)
    said = capsys.readouterr().err
    assert (
        "warning: the body of 'Title and Content' is 5.0 × 1.3 in, too small for a deck: our slides make it 9.0" in said
    )
    assert places(deck, 2)[1] == (9.0, 5.1)


def test_titles_that_are_too_small_are_enlarged_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = built("title-of-two-inches", tmp_path)
    assert "warning: the title of 'Title and Content' is 2.4 × 0.8 in, too small for a deck" in capsys.readouterr().err
    assert places(deck, 2)[0] == (9.0, 1.0)


def test_words_keep_clear_of_an_emblem(tmp_path: Path) -> None:
    width, height = places(built("emblem-where-the-text-goes", tmp_path), 2)[1]
    assert (width, height) == (6.5, 4.9)


def test_black_words_on_black_are_written_in_another_colour(tmp_path: Path, capsys: Captured) -> None:
    deck = built("black-words-on-black", tmp_path)
    assert capsys.readouterr().err == ""
    assert faults(deck.read_bytes()) == []


@pytest.mark.parametrize(
    ("currency", "value", "figure"),
    [
        ("USD", "22_500_000", ["US$22.5", " million"]),
        ("USD", "0.01", ["US$0.01"]),
        ("CAD", "180_000", ["CA$180,000"]),
        ("CHF", "22_500_000", ["CHF 22.5", " million"]),
        ("XOF", "7", ["F\u202fCFA 7"]),
        ("GBP", "22_500_000", ["£22.5", " million"]),
    ],
)
def test_a_large_figure_keeps_its_currency_and_its_unit_alone_is_smaller(
    currency: str, value: str, figure: list[str], tmp_path: Path
) -> None:
    case = CASES.parent / "awards/some-rows-say-million/data.yaml"
    before, table, after = case.read_text("utf-8").partition("  awards:\n    table:")
    said = before.replace("USD", currency).replace("22_500_000", value)
    data = tmp_path / "data.yaml"
    data.write_text(said + after[after.index("sections:") :], "utf-8")
    assert table
    assert cli.main(["build", str(data), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    slides = Presentation(str(tmp_path / "out/deck.pptx")).slides
    titles = [slide.shapes.title.text_frame.paragraphs for slide in slides]
    runs = [[run.text.replace("\xa0", " ") for run in each.runs] for title in titles[1:] for each in title]
    assert figure in runs, runs
    assert cli.main(["verify", str(data), str(tmp_path / "out")]) == 0
