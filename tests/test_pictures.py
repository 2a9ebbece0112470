"""Pictures: what may be in the file, what of it travels, and what the people in it have agreed to."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageCms
from pptx import Presentation

from reports import cli
from reports.datafile.photos import PhotoFault, Pixels, read_photo
from reports.datafile.scalars import NOWHERE
from reports.datafile.yaml import read
from reports.deck.lint import faults
from reports.errors import DataError, Problem
from reports.loading.load import loaded_of
from reports.story import Photograph, Words
from reports.theme.contrast import contrast
from reports.theme.load import load_theme
from reports.theme.photos import Shade, shown
from tests import validators
from tests.builders.datafile import SOUND
from tests.builders.pictures import meadow, of_the_examples, saved

EXAMPLES = Path(__file__).parents[1] / "data" / "examples"
SECRETS = b"GPS-HOUSE-7", b"SECRETFORM-17"
CONSENT = 'lena: {form: "SECRETFORM-17", for: [print, web], until: 2027}\n'
PICTURES = """\
pictures:
  lena: {file: lena.jpg, alt: "Hills behind a meadow", credit: "Photo: A. Lind", licence: "CC BY 4.0", people: true}
consents: consents.yaml
"""
SECTIONS = """\
sections:
  - {kind: picture, heading: "A meadow", headline: "A meadow has hills", picture: lena,
     text: "It is green.", caption: "In June."}
  - {kind: quote, text: "We count the doors, and every June there are more.", name: "Lena Adams",
     role: "neighbour", picture: lena}
  - {kind: quote, heading: "What they say", headline: "Another voice",
     text: "I stayed for the people.", name: "Joe Hill"}
"""


def a_file(folder: Path, pictures: str = PICTURES, consent: str | None = CONSENT) -> Path:
    """Write a data file with pictures, its picture with a camera's secrets, and the consents."""
    camera = Image.Exif()
    camera[0x010E] = "GPS-HOUSE-7"
    (folder / "lena.jpg").write_bytes(saved(meadow(1600, 1100), "JPEG", exif=camera, comment=b"GPS-HOUSE-7"))
    if consent is not None:
        (folder / "consents.yaml").write_text(consent, "utf-8")
    data = folder / "doors.yaml"
    data.write_text(SOUND.replace("sections:\n", pictures + SECTIONS), "utf-8")
    return data


def problems_of(data: Path) -> tuple[Problem, ...]:
    try:
        return loaded_of(read(data.read_bytes(), str(data)), lambda _text: "", data.parent).warnings
    except DataError as error:
        return error.problems


# -- what may be in the file ------------------------------------------------------------------------------


def seen(pixels: Pixels) -> Image.Image:
    return Image.open(io.BytesIO(pixels.data)).convert("RGB")


def test_pictures_of_cameras_and_programs_are_read_as_they_are_seen() -> None:
    turned, red = Image.Exif(), Image.new("RGB", (60, 40), (200, 30, 30))
    turned[0x0112] = 6
    assert seen(read_photo(saved(red, "JPEG", exif=turned))).size == (40, 60)
    cmyk = np.asarray(seen(read_photo(saved(red.convert("CMYK"), "JPEG", quality=95))))
    assert np.allclose(cmyk[20, 20], (200, 30, 30), atol=12)
    deep = np.linspace(0, 65535, 64 * 64).astype(np.uint16).reshape(64, 64)
    greys = np.asarray(seen(read_photo(saved(Image.fromarray(deep), "PNG"))).convert("L"), dtype=int)
    assert np.abs(greys - (deep >> 8)).max() < 12
    palette = red.quantize(4)
    assert seen(read_photo(saved(palette, "PNG", transparency=palette.getpixel((5, 5))))).getpixel((5, 5)) == (255,) * 3
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert b"ICC" not in read_photo(saved(red, "JPEG", icc_profile=lab)).data


def test_what_stands_still_and_can_be_read_alone_is_a_picture() -> None:
    moving = saved(meadow(40, 40), "PNG", save_all=True, append_images=[Image.new("RGB", (40, 40))])
    whole, bomb = saved(meadow(400, 300), "JPEG"), saved(Image.new("1", (9000, 5000)), "PNG")
    for data, what in (
        (moving, "a picture that moves; save one that stands still"),
        (whole[: len(whole) // 2], "a picture that is damaged, or not all there; save it as PNG again"),
        (b"GIF89a" + bytes(50), "neither a PNG nor a JPEG picture"),
        (bomb, "a picture of more than 40 million pixels"),
    ):
        with pytest.raises(PhotoFault, match=f"^{what}$"):
            read_photo(data)


def test_the_plain_form_is_small_says_nothing_else_and_stays_as_it_is() -> None:
    noise = Image.fromarray(np.random.default_rng(7).integers(0, 255, (1400, 2000, 3), dtype=np.uint8))
    for image in (meadow(), noise.resize((3000, 2100))):
        plain = read_photo(saved(image, "JPEG", quality=97, comment=b"GPS-HOUSE-7"))
        assert len(plain.data) <= 160_000
        assert b"GPS" not in plain.data
        assert read_photo(plain.data).data == plain.data
    drawing = saved(meadow(400, 300).quantize(16), "PNG")
    assert read_photo(drawing).data == drawing


def a_photograph(image: Image.Image, x: float = 0.5) -> Photograph:
    return Photograph(read_photo(saved(image, "PNG")), "what is seen", Words("who made it", NOWHERE), (x, 0.5))


# -- how it is shown ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("treatment", ["duotone", "mono", "natural"])
@pytest.mark.parametrize("brightness", [128, 255])
def test_white_text_on_a_shade_can_be_read_on_the_brightest_pixel(treatment: str, brightness: int) -> None:
    theme = load_theme()
    theme = theme.model_copy(update={"picture": theme.picture.model_copy(update={"treatment": treatment})})
    sky = Image.fromarray(
        np.random.default_rng(3).integers(brightness // 2, brightness + 1, (600, 900, 3), dtype=np.uint8)
    )
    for shade in (Shade(0.3, 0.55), Shade(0.6, 0.35)):
        made = shown(a_photograph(sky), (120, 80), theme, shade)
        pixels = np.asarray(Image.open(io.BytesIO(made)))
        full = round(shade.full * len(pixels))
        behind = pixels[full + 1 :] if shade.full > shade.clear else pixels[: full - 1]
        assert (
            min(contrast("#FFFFFF", f"#{bytes(each).hex()}") for each in np.unique(behind.reshape(-1, 3), axis=0))
            >= 4.5
        )


def test_a_crop_keeps_what_is_around_the_focus() -> None:
    theme = load_theme()
    wide = Image.new("RGB", (1200, 300), "black")
    wide.paste("white", (1100, 0, 1200, 300))
    left, right = (Image.open(io.BytesIO(shown(a_photograph(wide, x), (300, 300), theme))) for x in (0.0, 1.0))
    assert np.asarray(right).mean() > np.asarray(left).mean()


# -- what people have agreed to -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("consent", "told"),
    [
        (CONSENT, []),
        (None, ["consents names 'consents.yaml', which is not there"]),
        ("joe: {form: a, for: [print, web], until: 2027}", ["consents.yaml says nothing of lena"]),
        (CONSENT.replace("2027", "2023"), ["the consent for lena ended in 2023, and the figures are of 2024"]),
        (CONSENT.replace("print, ", ""), ["the consent for lena is not for print, where brief and deck are seen"]),
        (CONSENT.replace("2027", "soon"), ["until should be a whole number, not 'soon'"]),
    ],
)
def test_a_picture_of_people_needs_a_consent_that_holds(tmp_path: Path, consent: str | None, told: list[str]) -> None:
    assert [problem.message for problem in problems_of(a_file(tmp_path, consent=consent))] == told


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("consents: consents.yaml\n", "", "nothing says that the people in lena agree"),
        (
            "lena.jpg",
            "../lena.jpg",
            "file names '../lena.jpg', which is outside the data file's folder; put it beside the data file",
        ),
        ("lena.jpg", "none.jpg", "file names 'none.jpg', which is not there"),
        ("lena.jpg", "doors.yaml", "file names 'doors.yaml', which is neither a PNG nor a JPEG picture"),
        ('credit: "Photo: A. Lind", ', "", "credit is missing"),
        ("  lena:", "  anna:", "no picture is called 'lena'"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(tmp_path: Path, was: str, now: str, told: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "lena.jpg").write_bytes(b"")
    data = a_file(tmp_path / "in", PICTURES.replace(was, now))
    assert told in [problem.message for problem in problems_of(data)]


def test_no_output_has_what_a_camera_or_the_consents_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, out = a_file(tmp_path), tmp_path / "out"
    assert cli.main(["build", str(data), "-o", str(out), "--quiet", "--ledger", "--sums"]) == 0
    assert cli.main(["check", str(data), "--fast"]) == 0
    assert "quoted: Lena Adams, Joe Hill; in pictures: lena" in capsys.readouterr().err
    (tmp_path / "consents.yaml").unlink()
    assert cli.main(["build", str(out / "brief.pdf"), "-o", str(tmp_path / "again"), "--quiet"]) == 0
    for name in ("brief.pdf", "deck.pptx"):
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes()
    with pikepdf.open(out / "brief.pdf") as pdf:
        streams = [
            each.read_bytes()
            for each in pdf.objects
            if (isinstance(each, pikepdf.Stream) and "/Filter" not in each) or each.get("/Filter") == "/FlateDecode"
        ]
        assert sorted(pdf.attachments) == ["doors.yaml", "lena.jpg"]
    with zipfile.ZipFile(out / "deck.pptx") as deck:
        streams += [deck.read(name) for name in deck.namelist()]
    streams += [file.read_bytes() for file in out.iterdir()]
    assert not [secret for secret in SECRETS for content in streams if secret in content]


# -- in the files --------------------------------------------------------------------------------------------


LOOK = "look: meadow\ncover: {style: photo}\n"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Build brief and deck, a photo on the cover, and the brief to the other standard."""
    data, out = a_file(tmp_path, PICTURES + "cover: {picture: lena}\n"), tmp_path / "out"
    (tmp_path / "theme.yaml").write_text(LOOK, "utf-8")
    assert cli.main(["build", str(data), "-o", str(out), "--quiet"]) == 0
    assert (
        cli.main(
            ["build", str(data), "-o", str(out), "--only", "brief", "--name", "new", "--standard", "pdfa4", "--quiet"]
        )
        == 0
    )
    return out


def test_pictures_are_figures_with_their_place_and_quotations_are_quoted(built: Path) -> None:
    for name in ("brief.pdf", "new-brief.pdf"):
        with pikepdf.open(built / name) as pdf:
            elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
            figures = [each for each in elements if str(each.get("/Alt", "")) == "Hills behind a meadow"]
            assert ["/BBox" in each["/A"] for each in figures] == [True] * 3
            assert sum(each["/S"] == "/BlockQuote" for each in elements) == 2
            with pdf.open_outline() as outline:
                bookmarks = [below.title for each in outline.root for below in each.children]
            assert [title for title in ("A meadow", "Lena Adams", "What they say") if title not in bookmarks] == []


def test_verify_sees_that_a_picture_is_another(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = built.parent / "doors.yaml"
    cli.main(["verify", str(data), str(built)])
    assert not re.search(r"\b(a|another) picture\b", capsys.readouterr().out)
    (built.parent / "lena.jpg").write_bytes(saved(meadow(1600, 1100).rotate(90), "JPEG"))
    assert cli.main(["verify", str(data), str(built)]) == 1
    assert capsys.readouterr().out.count("shows another picture than “Hills behind a meadow”") >= 2


def test_a_slide_has_its_picture_in_a_placeholder_with_its_alt_text(built: Path) -> None:
    slides = list(Presentation(str(built / "deck.pptx")).slides)
    pictures = [shape for slide in slides for shape in slide.placeholders if shape.element.tag.endswith("}pic")]
    assert [shape.element.nvPicPr.cNvPr.get("descr") for shape in pictures] == ["Hills behind a meadow"] * 2
    assert [slide.shapes.title.text for slide in slides][1:4] == [
        "A meadow has hills",
        "“We count the doors, and every June there are more.”",
        "“I stayed for the people.”",
    ]
    assert list(faults((built / "deck.pptx").read_bytes())) == []


def test_a_template_of_somebody_elses_shows_pictures_whole(tmp_path: Path) -> None:
    Presentation().save(str(tmp_path / "theirs.pptx"))
    command = ["build", str(a_file(tmp_path)), "-o", str(tmp_path), "--only", "deck", "--quiet"]
    assert cli.main([*command, "--template", str(tmp_path / "theirs.pptx")]) == 0
    slides = list(Presentation(str(tmp_path / "deck.pptx")).slides)
    pictures = [shape for slide in slides for shape in slide.shapes if shape.element.tag.endswith("}pic")]
    assert [round(shape.width / shape.height, 1) for shape in pictures] == [1.5, 1.5]
    assert list(faults((tmp_path / "deck.pptx").read_bytes())) == []


def test_a_coarse_picture_is_a_warning_on_page_and_slide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = a_file(tmp_path)
    (tmp_path / "lena.jpg").write_bytes(saved(meadow(600, 400), "JPEG"))
    assert cli.main(["check", str(data)]) == 0
    told = capsys.readouterr().err
    assert "warning: this picture has 73 pixels an inch where it stands in the brief" in told
    assert "warning: this picture has 45 pixels an inch where it stands in the deck" in told


def test_a_brief_with_five_pictures_can_be_mailed(tmp_path: Path) -> None:
    noise = np.random.default_rng(5).integers(0, 255, (700, 1000, 3), dtype=np.uint8)
    names = [f"p{number}" for number in range(5)]
    for number, name in enumerate(names):
        image = Image.fromarray(np.roll(noise, 60 * number, 1)).resize((3000, 2100), Image.Resampling.BICUBIC)
        (tmp_path / f"{name}.jpg").write_bytes(saved(image, "JPEG", quality=92))
    listed = "".join(f'  {name}: {{file: {name}.jpg, alt: "Grain {name}", credit: "Ours"}}\n' for name in names)
    told = "".join(
        f'  - {{kind: picture, heading: "Of {name}", headline: "A look at {name}", picture: {name}}}\n'
        for name in names
    )
    data = tmp_path / "doors.yaml"
    names_of_pictures = f"names: [phase 2b, {', '.join(names)}]"
    text = SOUND.replace("names: [phase 2b]", names_of_pictures).replace(
        "sections:\n", f"pictures:\n{listed}sections:\n{told}"
    )
    data.write_text(text, "utf-8")
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--only", "brief", "--quiet"]) == 0
    assert (tmp_path / "brief.pdf").stat().st_size <= 1_500_000


def test_handouts_show_pictures_and_large_print_keeps_them_on_the_page_of_their_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, readers = a_file(tmp_path), tmp_path / "readers.csv"
    data.write_text(data.read_text("utf-8") + 'handout: {dedication: "For {recipient.name}"}\n', "utf-8")
    readers.write_text("id,name\n1,Ann\n2,Bob\n", "utf-8")
    for part in ("brief", "deck"):
        command = ["handouts", str(data), str(readers), "-o", str(tmp_path / part), "--only", part, "--quiet"]
        assert cli.main(command) == 0
        for file in sorted((tmp_path / part).glob(f"{part}-*")):
            cli.main(["verify", str(data), str(file)])
            assert not re.search(r"\b(a|another) picture\b", capsys.readouterr().out)
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--only", "brief", "--large-print", "--quiet"]) == 0
    with pikepdf.open(tmp_path / "brief.pdf") as pdf:
        shown = [len(page.get_images()) for page in pdf.pages]
    assert sum(shown) == 2
    assert max(shown) == 1


@pytest.mark.slow
def test_validators_find_nothing_in_files_with_pictures(built: Path) -> None:
    claims = validators.vera_pdf_claims([built / "brief.pdf", built / "new-brief.pdf"])
    assert [broken for profiles in claims.values() for broken in profiles.values()] == [[]] * 5
    assert validators.open_xml_sdk(built / "deck.pptx") == []


def test_the_examples_drawings_are_what_the_code_draws() -> None:
    for name, drawn in of_the_examples().items():
        kept = Image.open(EXAMPLES / f"{name}.png").convert("RGB")
        assert np.abs(np.asarray(kept, dtype=int) - np.asarray(drawn)).mean() < 2
