from __future__ import annotations

import ast
import contextlib
import struct
import zlib
from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import reports
from reports.errors import DataError
from reports.theme.assets import ASSETS
from reports.theme.contrast import contrast, shortfalls
from reports.theme.fontcheck import OURS
from reports.theme.load import load_theme
from reports.theme.typeface import face

REGULAR = ASSETS / "fonts" / "SourceSans3-Regular.ttf"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "brand").mkdir()
    monkeypatch.chdir(tmp_path / "brand")


def a_theme(text: str) -> Path:
    path = Path("theme.yaml")
    path.write_text(text, "utf-8")
    return path


def problems(text: str) -> list[str]:
    with pytest.raises(DataError) as caught:
        load_theme(a_theme(text))
    return [str(problem) for problem in caught.value.problems]


def png_head(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    head = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + head + struct.pack(">I", 9) + b"IDAT"  # readers look as far


def a_font(*tables: bytes) -> bytes:
    return b"\0\1\0\0" + struct.pack(">H", len(tables)) + bytes(6) + b"".join(table + bytes(12) for table in tables)


# -- a sound theme --------------------------------------------------------------------------------------


def test_our_own_theme_is_legible() -> None:
    theme = load_theme()
    assert list(shortfalls(theme)) == []
    assert theme.font.strong == ASSETS / "fonts" / "SourceSans3-Semibold.ttf"


def test_a_theme_lays_over_ours_part_by_part() -> None:
    theme, ours = load_theme(a_theme('colour: {accent: "#7A1F3D"}\nbrief: {type: {body: {size: 12}}}\n')), load_theme()
    assert theme.colour["accent"] == "#7A1F3D"
    assert theme.colour["ink"] == ours.colour["ink"]
    assert (theme.brief.type["body"].size, theme.brief.type["body"].leading) == (12.0, 16.0)
    assert theme.deck == ours.deck


def test_files_are_found_beside_the_theme_and_then_among_ours() -> None:
    Path("own.ttf").write_bytes(REGULAR.read_bytes())
    Image.new("RGB", (4, 4)).save("logo.png")
    text = 'font: {regular: own.ttf, bold: fonts/SourceSans3-Bold.ttf}\nlogo: {file: logo.png, alt: "The Door Trust"}\n'
    theme = load_theme(a_theme(text))
    assert theme.font.regular == Path("own.ttf").resolve()
    assert theme.font.bold == ASSETS / "fonts" / "SourceSans3-Bold.ttf"
    assert theme.logo
    assert (theme.logo.file, theme.logo.alt) == (Path("logo.png").resolve(), "The Door Trust")


# -- problems, word for word ------------------------------------------------------------------------------

ROLES = (
    "paper, ink, muted, accent, mark, hairline, deep, on_dark, muted_on_dark, hairline_on_dark, soft, echo, spark, "
    "sparktext, wash, hairline_on_wash, series_1, series_2, series_3 or series_4"
)
SPOILED = {
    'colour: {acent: "#000000"}': ("1:10: unknown key 'acent'\n  hint: did you mean 'accent'?",),
    "brief: {type: {boddy: {size: 12}}}": ("1:16: unknown key 'boddy'\n  hint: did you mean 'body'?",),
    "chart: {deck: {colour: ink}}": (
        "1:16: unknown key 'colour'\n  hint: the keys here are: strong, label, label_strong, key, year, data, axis, "
        "others, base, hairline, squares_across, least_square, bar, bar_gap, bar_label, outline, grid, line, gutter, "
        "curve, rule, floor",
    ),
    'colour: {series_2: "#F0D090"}': (
        "1:20: series_2 on paper has a contrast of 1.48:1, but an area needs 3:1\n"
        "  hint: make series_2 darker, or paper lighter",
    ),
    'colour: {series_4: "#B47C14"}': (
        "1:20: series_2 and series_4 have a contrast of 1.0:1, but two series need 1.5:1\n"
        "  hint: make one of them lighter or darker",
    ),
    "series: [series_1, series_2, series_3, series_1]": (
        "1:9: series_1 and series_1 have a contrast of 1.0:1, but two series need 1.5:1\n"
        "  hint: make one of them lighter or darker",
    ),
    "series: [series_1, series_2, series_3]": ("1:9: series should have at least 4 entries, not 3",),
    "colour: {ink: black}": ("1:15: ink should be a colour in double quotes, such as \"#0B5C6B\", not 'black'",),
    "colour: {ink: #000}": (
        "1:9: the bracket that opens here is not closed: ' #' ends its line\n"
        '  hint: put what holds a # in double quotes: "#1"',
    ),
    "deck: {type: {title: {colour: inc}}}": (
        f"1:31: colour should be {ROLES}, not 'inc'\n  hint: did you mean 'ink'?",
    ),
    "deck: {type: {title: {size: big}}}": (
        "1:29: size should be a number, not 'big'\n  hint: write digits alone, such as 11.5",
    ),
    "deck: {type: {title: {size: 0}}}": ("1:29: size should be more than 0, not 0",),
    "deck: 5": ("1:7: deck should hold lines of 'key: value', not 5",),
    "- 1": ("1:1: the file should hold lines of 'key: value', not a list",),
    "": ("1:1: the file is empty",),
    "logo: {alt: x}": ("1:7: file is missing\n  hint: add file: …",),
    # files
    "font: {bold: gone.ttf}": ("1:14: bold names 'gone.ttf', which is not there",),
    "font: {bold: ../outside.ttf}": ("1:14: bold names '../outside.ttf', which lies outside the theme's folder",),
    "font: {bold: linked.ttf}": ("1:14: bold names 'linked.ttf', which lies outside the theme's folder",),
    "font: {bold: variable.ttf}": (
        "1:14: bold names 'variable.ttf', which is a variable font; take the static file of each weight",
    ),
    "font: {bold: cff.ttf}": ("1:14: bold names 'cff.ttf', which is not a TrueType font (.ttf)",),
    "font: {bold: bare.ttf}": ("1:14: bold names 'bare.ttf', which is a font without TrueType outlines",),
    "font: {bold: 5}": ('1:14: bold should be text, not 5\n  hint: write bold: "5"',),
    'font: {bold: "a\\0"}': (
        "1:16: the character U+0000 cannot be shown\n  hint: delete it",
        "1:14: bold names 'a\0', which is not there",
    ),
    "logo: {file: cff.ttf, alt: x}": ("1:14: file names 'cff.ttf', which is neither a PNG nor a JPEG picture",),
    "logo: {file: head.png, alt: x}": (
        "1:14: file names 'head.png', which is a picture that is damaged, or not all there; save it as PNG again",
    ),
    "logo: {file: vast.png, alt: x}": (
        "1:14: file names 'vast.png', which is a picture of more than 40 million pixels",
    ),
    "logo: {file: large.png, alt: x}": (
        "1:14: file names 'large.png', which is a picture of more than 40 million pixels",
    ),
    # legibility
    'colour: {accent: "#5FA8B5"}': (
        "1:18: accent on paper has a contrast of 2.7:1, but text needs 4.5:1\n"
        "  hint: make accent darker, or paper lighter",
        "1:18: accent on wash has a contrast of 2.7:1, but text needs 4.5:1\n"
        "  hint: make accent darker, or wash lighter",
        "1:18: on_dark on accent has a contrast of 2.7:1, but text needs 4.5:1\n"
        "  hint: make on_dark lighter, or accent darker",
        "1:18: muted_on_dark on accent has a contrast of 2.7:1, but text needs 4.5:1\n"
        "  hint: make muted_on_dark lighter, or accent darker",
        "1:18: spark on accent has a contrast of 2.7:1, but an area needs 3:1\n"
        "  hint: make spark lighter, or accent darker",
    ),
    'colour: {mark: "#9AA5AC"}': (
        "1:16: mark on paper has a contrast of 2.51:1, but an area needs 3:1\n"
        "  hint: make mark darker, or paper lighter",
    ),
    'colour: {deep: "#5A6B70", soft: "#5FAEBB", muted_on_dark: "#D4DFE0"}': (
        "1:33: soft on deep has a contrast of 2.18:1, but text needs 4.5:1\n  hint: make soft lighter, or deep darker",
        "1:59: muted_on_dark on deep has a contrast of 4.09:1, but text needs 4.5:1\n"
        "  hint: make muted_on_dark lighter, or deep darker",
        "1:16: spark on deep has a contrast of 2.94:1, but text needs 4.5:1\n"
        "  hint: make spark lighter, or deep darker",
    ),
    'colour: {sparktext: "#D06A20"}': (
        "1:21: sparktext on paper has a contrast of 3.64:1, but text needs 4.5:1\n"
        "  hint: make sparktext darker, or paper lighter",
        "1:21: sparktext on wash has a contrast of 3.22:1, but text needs 4.5:1\n"
        "  hint: make sparktext darker, or wash lighter",
    ),
    "look: petrel": (
        "1:7: look should be petrol, meadow, signal or night, not 'petrel'\n  hint: did you mean 'petrol'?",
    ),
    "cover: {style: foto}": ("1:16: style should be plate, white or photo, not 'foto'\n  hint: did you mean 'photo'?",),
    "picture: {strength: 2}": ("1:21: strength should be at most 1, not 2",),
    "font: {head: gone.ttf}": ("1:14: head names 'gone.ttf', which is not there",),
    "font: {head: cff.ttf}": ("1:14: head names 'cff.ttf', which is not a TrueType font (.ttf)",),
    "deck: {type: {body: {colour: mark}}}": (
        "1:30: mark on paper has a contrast of 3.49:1, but text needs 4.5:1\n"
        "  hint: make mark darker, or paper lighter",
    ),
    "deck: {type: {body: {size: 16}}}": ("1:28: body is 16 pt, but needs 18 pt to be read\n  hint: write 18 or more",),
    "deck: {floor: {title: 20}}": ("1:23: title is 20 pt, but needs 28 pt to be read\n  hint: write 28 or more",),
    "brief: {type: {legal: {size: 9}}}": ("1:30: legal is 9 pt, but needs 10 pt to be read\n  hint: write 10 or more",),
    "brief: {type: {title: {leading: 30}}}": (
        "1:33: title has a leading of 30 pt, less than its size of 46 pt\n  hint: lines would touch",
    ),
    "chart: {deck: {floor: 60}}": (
        "1:23: floor is 60 pt, more than the 18 pt of label\n  hint: make floor smaller, or label larger",
    ),
    "brief: {grid: {main: 0}}": ("1:22: main should be at least 10, not 0",),
    "chart: {deck: {floor: 9}}": ("1:23: floor is 9 pt, but needs 14 pt to be read\n  hint: write 14 or more",),
    "brief: {paper: {a4: {left: 40}}}": (
        "1:21: left, text and right come to more than the width of a4, 210 mm\n  hint: they are given in mm",
    ),
    "brief: {grid: {main: 130}}": (
        "1:15: side, gutter and main come to 188.333 mm, more than the text's 170 mm\n  hint: they are given in mm",
    ),
}


@pytest.mark.parametrize("text", SPOILED)
def test_a_fault_is_told_where_the_theme_has_it(text: str) -> None:
    Path("../outside.ttf").write_bytes(a_font(b"glyf"))
    Path("linked.ttf").symlink_to("../outside.ttf")
    Path("variable.ttf").write_bytes(a_font(b"glyf", b"fvar"))
    Path("cff.ttf").write_bytes(b"OTTO" + bytes(100))
    Path("bare.ttf").write_bytes(a_font(b"head"))
    Path("head.png").write_bytes(png_head(4, 4))
    Path("vast.png").write_bytes(png_head(60_000, 60_000))
    Path("large.png").write_bytes(png_head(8_000, 8_000))
    assert set(problems(text)) == {f"theme.yaml:{problem}" for problem in SPOILED[text]}


def test_a_theme_that_is_not_there_is_a_problem() -> None:
    with pytest.raises(DataError, match=r"^gone\.yaml: no such file"):
        load_theme(Path("gone.yaml"))


# -- fonts ----------------------------------------------------------------------------------------------


def test_a_font_of_another_family_is_a_problem() -> None:
    assert problems("font: {family: Door Sans}")[0] == (
        "theme.yaml:1:16: bold is a font of the family 'Source Sans 3', but family is 'Door Sans'\n"
        "  hint: write family: Source Sans 3, or take another font"
    )


def test_a_font_without_a_glyph_that_we_write_is_a_problem() -> None:
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, OURS.replace("÷", "").replace("”", "")))
    blob = hb.subset(face(REGULAR).hb_face, wanted).blob
    Path("few.ttf").write_bytes(blob.data)
    assert problems("font: {regular: few.ttf}") == [
        "theme.yaml:1:17: regular lacks the character '”' (U+201D RIGHT DOUBLE QUOTATION MARK) and 1 more, which the "
        "outputs write of themselves\n  hint: choose a font that has it"
    ]


def test_half_a_font_is_a_problem() -> None:
    Path("half.ttf").write_bytes(REGULAR.read_bytes()[:2000])
    assert problems("font: {regular: half.ttf}") == [
        "theme.yaml:1:17: regular names 'half.ttf', which is not a whole font\n"
        "  hint: take the file from its source again"
    ]


SPEAKING = [  # what is written besides the phrases: signs of amounts, dashes, ellipses, keys of lists
    *("compose/amounts", "compose/citations", "compose/descriptions", "story/charts"),
    *("charts/bars", "brief/closing", "deck/setting", "deck/tables", "deck/notes"),
]


@pytest.mark.parametrize("room", SPEAKING)
def test_every_character_that_we_write_is_asked_of_a_font(room: str) -> None:
    tree = ast.parse((Path(reports.__file__).parent / f"{room}.py").read_text("utf-8"))
    unsaid = {
        id(text)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) or (isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."))
        for text in ast.walk(node)
        if isinstance(node, ast.Call) or isinstance(node.value, ast.Constant)
    }
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in unsaid]
    said = {char for text in texts if isinstance(text.value, str) for char in text.value if ord(char) > 126}
    assert said - set(OURS) == set()


# -- contrast -------------------------------------------------------------------------------------------

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#0B5C6B", "#FFFFFF") == pytest.approx(7.62, abs=0.005)
    assert contrast("#7F8B93", "#FFFFFF") == pytest.approx(3.49, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_has_no_direction_and_stays_in_range(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21


@given(
    st.dictionaries(st.sampled_from(["colour", "font", "brief", "deck", "chart", "logo", "x"]), st.text(max_size=20))
)
def test_whatever_a_theme_holds_it_loads_or_tells_why(parts: dict[str, str]) -> None:
    text = "".join(f"{key}: {part}\n" for key, part in parts.items())
    with contextlib.suppress(DataError):
        load_theme(a_theme(text.encode("utf-8", "replace").decode()))


# -- one colour makes a brand ---------------------------------------------------------------------------

READABLE_ON_WHITE = COLOURS.filter(lambda colour: contrast(colour, "#FFFFFF") >= 4.5)


@given(READABLE_ON_WHITE)
def test_any_accent_that_can_be_read_makes_a_whole_brand(accent: str) -> None:
    theme, ours = load_theme(a_theme(f'colour: {{accent: "{accent}"}}\n')), load_theme()
    assert list(shortfalls(theme)) == []
    if accent != ours.colour["accent"]:
        assert contrast(theme.colour["deep"], "#FFFFFF") == pytest.approx(13.16, rel=0.04)
        assert contrast(theme.colour["soft"], theme.colour["deep"]) == pytest.approx(5.17, rel=0.04)


def test_a_brand_keeps_its_hue_in_the_dark() -> None:
    deep = load_theme(a_theme('colour: {accent: "#7A1F5C"}\n')).colour["deep"]
    red, green, blue = (int(deep[start : start + 2], 16) for start in (1, 3, 5))
    assert red > blue > 2 * green


def test_what_a_theme_gives_itself_is_left_as_it_is() -> None:
    theme, ours = load_theme(a_theme('colour: {accent: "#7A1F5C", deep: "#10262D"}\n')), load_theme()
    assert theme.colour["deep"] == "#10262D"
    assert theme.colour["sparktext"] == ours.colour["sparktext"]


@pytest.mark.parametrize("look", ["petrol", "meadow", "signal", "night"])
def test_a_ready_look_is_legible_and_a_theme_is_laid_over_it(look: str) -> None:
    theme = load_theme(a_theme(f"look: {look}\ncover: {{art: field}}\n"))
    assert (theme.look, theme.cover.art, list(shortfalls(theme))) == (look, "field", [])
    assert theme.cover.style == ("white" if look == "signal" else "plate")


# -- what is said ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "family", "bold"),
    [
        ("look: petrol", "Source Serif 4 Display Semibold", False),
        ("look: meadow", "Source Serif 4 Display", False),
        ("look: signal", "Source Sans 3", True),
        ("font: {head: text}", "Source Sans 3", True),
        ("font: {regular: own.ttf}", "Source Sans 3", True),
    ],
)
def test_what_is_said_is_named_as_its_file_names_itself(text: str, family: str, bold: bool) -> None:
    Path("own.ttf").write_bytes(REGULAR.read_bytes())
    font = load_theme(a_theme(text)).font
    assert (font.head_family, font.head_bold) == (family, bold)


# -- warnings -------------------------------------------------------------------------------------------


def warnings(text: str) -> list[str]:
    heard: list[str] = []
    load_theme(a_theme(text), lambda problem: heard.append(str(problem)))
    return heard


def a_logo(name: str, colour: str, ground: tuple[int, int, int, int]) -> None:
    picture = Image.new("RGBA", (400, 100), ground)
    picture.paste(Image.new("RGBA", (300, 60), colour), (50, 20))
    picture.save(name)


def test_a_logo_of_too_few_pixels_is_warned_of() -> None:
    Image.new("RGB", (30, 9), "#17242B").save("small.png")
    assert warnings("logo: {file: small.png, alt: x}") == [
        "theme.yaml:1:14: warning: this logo has 30 × 9 pixels, about 15 an inch where it stands\n"
        "  hint: give one of 300 × 90 pixels or more"
    ]


def test_a_logo_that_is_lost_on_its_ground_is_warned_of() -> None:
    clear = (0, 0, 0, 0)
    a_logo("ink.png", "#17242B", clear)
    a_logo("white.png", "#FFFFFF", clear)
    a_logo("boxed.png", "#17242B", (255, 255, 255, 255))
    assert warnings("logo: {file: ink.png, alt: x}") == [
        "theme.yaml:1:14: warning: a quarter of this logo or more has a contrast of 1.2:1 to deep, on the title slide\n"
        "  hint: it needs 3:1 to be seen; add on_dark: a lighter one"
    ]
    assert warnings("logo: {file: ink.png, on_dark: white.png, alt: x}") == []
    (lost,) = warnings("logo: {file: white.png, alt: x}")
    assert "a contrast of 1.0:1 to paper, on the first page" in lost
    assert warnings("logo: {file: boxed.png, alt: x}") == []


def test_a_cover_photo_without_a_picture_is_a_plate_with_a_warning() -> None:
    path = a_theme("cover: {style: photo}")
    heard: list[str] = []
    assert load_theme(path, lambda problem: heard.append(str(problem))).cover.style == "plate"
    assert heard == [
        "theme.yaml:1:16: warning: style is photo, but the data file names no picture: the cover is a plate\n"
        "  hint: add picture: under cover: in the data file"
    ]
    assert load_theme(path, photo=True).cover.style == "photo"
