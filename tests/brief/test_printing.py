"""What a print shop is given: a sheet with its trim and its bleed, one plate, pages in fours."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from reports.brief.mailmerge.merge import MergedPdf
from reports.brief.mailmerge.render_copies import brief_copy_renderer
from reports.brief.render import render
from reports.cli import main
from reports.datafile.photos import read_photo
from reports.pdf.inks import fill_of
from reports.pdf.metadata import profile_of
from reports.pdf.printing import Printing
from reports.theme.contrast import contrast
from reports.theme.photos import PRINT, Shade
from tests.builders.brief import INSIDE, THEME, a_brief, a_story, with_a_logo
from tests.builders.finished import DATA, ROOT, made
from tests.builders.letters import LETTER, NAMES, a_letter
from tests.builders.pictures import meadow
from tests.validators import CLAIMS, plates, vera_pdf_claims

A4 = [0, 0, 595.28, 841.89]
DONORS = ROOT / "data" / "examples" / "donor-report.yaml"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@cache
def a_print(ink: Any = "colour", bleed: float = 0.0, pages_by: int = 1) -> bytes:
    """Print a brief with pictures, plates, bands, washes and charts."""
    given = made(DONORS)
    return render(given.story, THEME, "a4", printing=Printing(ink, bleed, pages_by)).pdf


def contents(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [page.Contents.read_bytes().decode("latin-1") for page in document.pages if "/Contents" in page]


def boxes(page: Any) -> dict[str, list[float]]:
    return {key: [round(float(edge), 2) for edge in value] for key, value in page.obj.items() if key.endswith("Box")}


def a_merged(printing: Printing = Printing(), *, right_hand: bool = True) -> tuple[bytes, list[tuple[int, int]]]:  # noqa: B008
    file = io.BytesIO()
    renderer = brief_copy_renderer(
        a_story(), THEME, "a4", characters=[*NAMES, LETTER], printing=printing, attachments=INSIDE
    )
    growing = MergedPdf(file, right_hand=right_hand)
    pages = [growing.add(renderer.parts_of(a_letter(name))) for name in ("Ada", "Eva")]
    growing.close()
    return file.getvalue(), pages


# -- boxes and bleed ------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [lambda: a_brief(a_story()).pdf, lambda: a_merged()[0]])
def test_every_page_says_where_it_is_trimmed(make: Any) -> None:
    with pikepdf.open(io.BytesIO(make())) as document:
        assert [boxes(page) for page in document.pages] == [
            {"/MediaBox": A4, "/BleedBox": A4, "/TrimBox": A4} for _ in document.pages
        ]


def test_with_bleed_the_sheet_grows_and_nothing_moves() -> None:
    plain, bled = a_print(), a_print(bleed=3)
    placed = [re.findall(r"([-\d.]+ [-\d.]+ Tm .*?) ET", "\n".join(contents(pdf))) for pdf in (plain, bled)]
    assert placed[0] == placed[1]
    sheet = [-8.5, -8.5, 603.78, 850.39]
    with pikepdf.open(io.BytesIO(plain)) as before, pikepdf.open(io.BytesIO(bled)) as after:
        for one, other in zip(before.pages, after.pages, strict=True):
            assert boxes(other) == {"/MediaBox": sheet, "/BleedBox": sheet, "/TrimBox": A4}
            rects = [[[*map(float, each.Rect)] for each in page.obj.get("/Annots", [])] for page in (one, other)]
            assert rects[0] == rects[1]


def test_whatever_is_at_an_edge_of_the_page_goes_on_beyond_it() -> None:
    pages = pypdfium2.PdfDocument(a_print(bleed=3))
    found = set()
    for page in pages:
        seen = page.render(scale=1, grayscale=True).to_numpy().reshape(-1, round(page.get_width() + 0.49))
        size = min(seen.shape)
        for turned in range(4):  # each edge is the left one once
            edge = np.rot90(seen, turned)[20 : size - 20]
            beyond, inside = edge[:, 4] < 253, edge[:, 13] < 253
            assert (beyond == inside).mean() > 0.99
            found.add((turned, bool(beyond.any())))
    pages.close()
    assert found >= {(turned, True) for turned in range(4)}


def test_a_picture_that_bleeds_is_cropped_and_not_stretched() -> None:
    with pikepdf.open(io.BytesIO(a_print(bleed=3))) as document:
        placed = re.compile(r"([\d.]+) 0 0 ([\d.]+) [-\d.]+ [-\d.]+ cm\s+/(\S+) Do")
        read = [(page, page.Contents.read_bytes().decode("latin-1")) for page in document.pages]
        found = [(page, *match) for page, content in read for match in placed.findall(content)]
        assert any(float(width) > A4[2] for _, width, *_ in found)
        for page, width, height, name in found:
            image = page.Resources.XObject["/" + name]
            assert float(width) / float(height) == pytest.approx(int(image.Width) / int(image.Height), rel=0.01)


def test_the_shade_of_a_picture_stays_where_its_words_stand() -> None:
    shade = Shade(0.5, 0.25)
    assert shade.within(200, 40, 10) == Shade(140 / 250, 90 / 250)
    assert shade.within(200, 0, 0) == shade


def test_words_beyond_the_trim_are_not_seen_by_verify() -> None:
    def cut(pdf: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(a_print(bleed=3))) as document:
            page, file = document.pages[0], io.BytesIO()
            page.TrimBox = pikepdf.Array([100, 0, *page.TrimBox[2:]])
            document.save(file)
        return file.getvalue()

    failures = made(DONORS).failures("brief", cut)
    assert any("where not all of it can be seen" in each for each in failures)


def noisy(image: Image.Image) -> bytes:
    """Give a picture as a camera's large JPEG, which is kept smaller."""
    file, noise = io.BytesIO(), np.random.default_rng(7).normal(0, 40, (*image.size[::-1], 3))
    Image.fromarray((np.asarray(image) + noise).clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=95)
    return file.getvalue()


def test_a_picture_for_print_keeps_its_pixels_and_is_warned_of_below_300_an_inch() -> None:
    file = noisy(meadow())
    usual, fine = read_photo(file), read_photo(file, fine=True)
    assert (usual.data, usual.fine) == (fine.data, b"")
    across = [Image.open(io.BytesIO(each)).width for each in (fine.data, fine.fine)]
    assert across[0] < 1500 < across[1]
    warnings = render(made(DONORS).story, THEME, "a4", printing=Printing(bleed=3)).warnings
    assert {f"fewer than {PRINT.least}" in (each.hint or "") for each in warnings} == {True}
    assert render(made(DONORS).story, THEME, "a4").warnings == ()


def test_a_coarse_logo_is_warned_of_in_print(tmp_path: Path) -> None:
    Image.new("RGB", (360, 90), "#123456").save(tmp_path / "logo.png")
    theme = with_a_logo(tmp_path / "logo.png")
    assert render(a_story(), theme, "a4").warnings == ()
    (warning,) = render(a_story(), theme, "a4", printing=Printing(bleed=3)).warnings
    assert str(warning).startswith(f"{tmp_path / 'logo.png'}: warning: this picture has ")


# -- black ink alone ------------------------------------------------------------------------------------


@given(COLOURS, COLOURS)
def test_a_grey_has_the_contrast_of_its_colour(one: str, other: str) -> None:
    greys = [float(fill_of(each, "grey").removesuffix(" g")) for each in (one, other)]
    darker, lighter = sorted(grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4 for grey in greys)
    assert (lighter + 0.05) / (darker + 0.05) == pytest.approx(contrast(one, other), rel=1e-4)


def test_the_grey_profile_has_the_tones_of_srgb() -> None:
    grey, srgb = (ImageCms.ImageCmsProfile(io.BytesIO(profile_of(ink))) for ink in ("grey", "colour"))
    steps = Image.frombytes("L", (256, 1), bytes(range(256)))
    shown = np.asarray(ImageCms.profileToProfile(steps, grey, srgb, outputMode="RGB"))
    assert (shown == np.arange(256).reshape(1, 256, 1)).all()


@pytest.mark.parametrize("make", [lambda: a_print("grey"), lambda: a_merged(Printing("grey"))[0]])
def test_grey_has_no_colour_anywhere(make: Any) -> None:
    with pikepdf.open(io.BytesIO(make())) as document:
        streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        images = [each for each in streams if each.get("/Subtype") == "/Image"]
        assert {str(each.ColorSpace) for each in images} <= {"/DeviceGray"}
        painted = [each.read_bytes() for each in streams if not {"/Type", "/Length1", "/N"} & set(each.keys())]
        operators = {name for each in painted for name in re.findall(rb"(?<=[\d.] )(?:rg|g|k|sc|scn)\b", each, re.I)}
        assert operators == {b"g", b"G"} or operators == {b"g"}
        intent = document.Root.OutputIntents[0]
        assert int(intent.DestOutputProfile.N) == 1
        assert intent.DestOutputProfile.read_bytes() == profile_of("grey")


def test_a_plate_of_black_alone_is_needed() -> None:
    for pdf in (a_print("grey", 3), a_merged(Printing("grey", pages_by=4))[0]):
        assert {tuple(inks[:3]) for inks in plates(pdf)} == {(0, 0, 0)}
    assert any(inks[0] > 0 for inks in plates(a_print()))


# -- pages in fours --------------------------------------------------------------------------------------


def test_empty_pages_at_the_end_fill_the_brief_up() -> None:
    pages = len(contents(a_print()))
    filled = a_print(pages_by=pages + 2)
    with pikepdf.open(io.BytesIO(filled)) as document:
        assert len(document.pages) == pages + 2
        assert ["/StructParents" in page for page in document.pages] == [True] * pages + [False] * 2
    assert f"{pages} / {pages}" in pypdfium2.PdfDocument(filled)[pages - 1].get_textpage().get_text_range()
    assert pypdfium2.PdfDocument(filled)[pages].get_textpage().get_text_range() == ""


def test_an_empty_page_of_a_draft_has_no_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "draft.yaml"
    data.write_text("status: draft\n" + (ROOT / "data/examples/smallest.yaml").read_text("utf-8"), "utf-8")
    assert main(["build", str(data), "-o", str(tmp_path), "--only", "brief", "--pages-by", "16", "--bleed", "10"]) == 0
    assert main(["verify", str(data), str(tmp_path / "brief.pdf")]) == 0
    assert "(16 pages" in capsys.readouterr().out


def test_each_merged_copy_is_filled_up_too() -> None:
    assert a_merged(Printing(pages_by=4), right_hand=False)[1] == [(1, 4), (5, 8)]
    assert a_merged(Printing(pages_by=3), right_hand=True)[1] == [(1, 4), (5, 8)]


# -- all together ------------------------------------------------------------------------------------------


def test_a_brief_that_is_built_again_is_printed_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--ink", "grey", "--bleed", "3.175", "--pages-by", "4", "--only", "brief", "--quiet")
    assert main(["build", str(DATA), "-o", str(tmp_path / "first"), *asked, "--large-print"]) == 0
    first, again = tmp_path / "first" / "brief.pdf", tmp_path / "again" / "brief.pdf"
    assert main(["build", str(first), "-o", str(again.parent), "--only", "brief", "--quiet"]) == 0
    assert again.read_bytes() == first.read_bytes()
    assert main(["verify", str(DATA), str(first)]) == 0
    assert "0 failures, 0 notes" in capsys.readouterr().out


def test_the_deck_is_as_ever(tmp_path: Path) -> None:
    for each in DONORS.parent.iterdir():
        (tmp_path / each.name).write_bytes(each.read_bytes())
    (tmp_path / "book-boat.png").write_bytes(noisy(meadow()))
    for name, asked in (("plain", ()), ("print", ("--ink", "grey", "--bleed", "3", "--pages-by", "4"))):
        assert main(["build", str(tmp_path / DONORS.name), "-o", str(tmp_path / name), *asked]) == 0
    decks = [(tmp_path / name / "deck.pptx").read_bytes() for name in ("plain", "print")]
    assert decks[0] == decks[1]


@pytest.mark.parametrize(
    "asked", [("--bleed", each) for each in ("11", "-1", "3mm", "nan", "", "1e0", "٣")] + [("--pages-by", "0")]
)
def test_what_no_print_shop_could_mean_is_wrong_usage(asked: tuple[str, str], tmp_path: Path) -> None:
    assert main(["build", str(DATA), "-o", str(tmp_path / "out"), *asked]) == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_printed_files_are_what_they_claim(tmp_path: Path) -> None:
    story, printing = made(DONORS).story, Printing("grey", 3.175, 4)
    for standard in CLAIMS:
        for large in (False, True):
            file = tmp_path / f"{standard}-{large}.pdf"
            brief = render(story, THEME, "a4", standard=standard, large_print=large, printing=printing)
            file.write_bytes(brief.pdf)
    (tmp_path / "merged.pdf").write_bytes(a_merged(printing)[0])
    (tmp_path / "colour.pdf").write_bytes(a_print("colour", 10, 7))
    verdicts = vera_pdf_claims(sorted(tmp_path.glob("*.pdf")))
    assert len(verdicts) == 8
    assert [(name, broken) for name, verdict in verdicts.items() for broken in verdict.values() if broken] == []
