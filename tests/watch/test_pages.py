"""Pages as pictures, told apart by what is drawn on them."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

from PIL import Image

from reports import cli
from reports.watch.pages import PagePicture, pages_of, png
from tests.watch.watching import ROOT


def brief(data: Path) -> bytes:
    assert cli.main(["build", str(data), "--only", "brief", "-o", str(data.parent / "out"), "--quiet"]) == 0
    return (data.parent / "out" / "brief.pdf").read_bytes()


def changed(old: tuple[PagePicture, ...], new: tuple[PagePicture, ...]) -> list[int]:
    return [number for number, (one, other) in enumerate(zip(old, new, strict=True), 1) if one.key != other.key]


def test_a_page_is_another_if_its_words_or_its_pictures_are(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data" / "examples", tmp_path / "data")
    data = tmp_path / "data" / "river-meadows.yaml"
    before = pages_of(brief(data), {})
    assert changed(before, pages_of(brief(data), {})) == []

    with Image.open(data.with_name("reach.png")) as picture:
        picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(data.with_name("reach.png"))
    turned = pages_of(brief(data), {})
    (place,) = changed(before, turned)
    assert before[place - 1].text == turned[place - 1].text

    data.write_text(data.read_text("utf-8").replace("Two ways a meadow goes", "Two ways a meadow may go"), "utf-8")
    (other,) = changed(turned, pages_of(brief(data), {}))
    assert other != place
    assert "Two ways" in turned[other - 1].text.replace("\r\n", " ")


def test_a_page_is_drawn_as_wide_as_it_is_asked_for_and_no_wider_than_makes_sense(tmp_path: Path) -> None:
    data = Path(shutil.copy(ROOT / "data" / "examples" / "smallest.yaml", tmp_path))
    pdf = brief(data)
    for asked, made in ((1, 1), (641, 641), (9_999, 3_000)):
        with Image.open(io.BytesIO(png(pdf, 0, asked))) as picture:
            assert abs(picture.width - made) <= 1
