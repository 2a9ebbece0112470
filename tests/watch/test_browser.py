"""The page in a real browser: renewed with each save, and usable by eye, by keyboard and by ear."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reports.theme.contrast import contrast
from tests.validators import chromium
from tests.watch.watching import ROOT, Watch, watching

pytestmark = pytest.mark.slow


@dataclass
class Shown:
    """A page that shows a data file; `told` are its requests and what its console says."""

    page: Any
    data: Path
    text: str
    watch: Watch
    requests: list[str]
    complaints: list[str]

    def save(self, text: str, state: int) -> None:
        """Save the data file, and wait until that state is shown."""
        self.data.write_text(text, "utf-8")
        self.wait(state)

    def wait(self, state: int) -> None:
        self.page.locator(f"html[data-shown='{state}']").wait_for(state="attached", timeout=20_000)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def shown(browser: Any, tmp_path: Path) -> Iterator[Shown]:
    for texts in (ROOT / "data").glob("progressive-ms.*.yaml"):
        shutil.copy(texts, tmp_path)
    data = Path(shutil.copy(ROOT / "data" / "progressive-ms.yaml", tmp_path / "spring.yaml"))
    with watching(data) as watch:
        page = browser.new_page(viewport={"width": 1280, "height": 800}, device_scale_factor=2)
        shown = Shown(page, data, data.read_text("utf-8"), watch, [], [])
        page.on("request", lambda request: shown.requests.append(request.url))
        page.on("console", lambda message: shown.complaints.append(message.text))
        page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        page.goto(watch.address)
        shown.wait(1)
        yield shown
        page.close()
    assert (watch.code, shown.complaints) == (130, [])
    assert [url for url in shown.requests if not url.startswith(watch.address)] == []


def pictures(shown: Shown) -> list[str]:
    return [str(each.get_attribute("src")) for each in shown.page.locator("#pages img").all()]


def test_a_save_shows_the_new_number_and_keeps_the_place(shown: Shown) -> None:
    page, before = shown.page, pictures(shown)
    page.evaluate("scrollTo(0, 1000)")
    shown.save(shown.text.replace("value: 105", "value: 106", 1), 2)
    assert page.evaluate("scrollY") == 1000
    assert page.inner_text("h1").startswith("106 ")
    assert "106" in page.inner_text("#slides figure >> nth=0")
    assert "106" in page.get_attribute("#pages img >> nth=0", "alt")
    kept = [old == new for old, new in zip(before, pictures(shown), strict=True)]
    assert (kept[0], kept[1]) == (False, True)
    assert page.inner_text("#state").startswith("Renewed: page")
    assert page.inner_text("#said") == page.inner_text("#state")
    assert "changed" in page.inner_text("#pages figcaption >> nth=0")


def test_problems_stand_beside_the_last_good_state(shown: Shown) -> None:
    page, before = shown.page, pictures(shown)
    line = shown.text.count("\n", 0, shown.text.index("\nclosing:") + 1) + 1
    shown.save(shown.text.replace("\nclosing:", "\nclosnig:"), 2)
    problem = page.inner_text("#problem-list")
    assert f"line {line}, column 1" in problem
    assert "Hint: " in problem
    assert pictures(shown) == before
    assert re.fullmatch(r"\d problems?: the last good state is shown", page.inner_text("#said"))
    assert page.title().startswith(page.inner_text("#to-problems"))
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.id") == "problems"
    shown.save(shown.text, 3)
    assert not page.is_visible("#problems")


def test_a_first_state_with_problems_says_so_and_waits(browser: Any, tmp_path: Path) -> None:
    data = tmp_path / "spring.yaml"
    text = (ROOT / "data" / "examples" / "smallest.yaml").read_text("utf-8")
    data.write_text(text.replace("label:", "labels:"), "utf-8")
    with watching(data) as watch:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(watch.address)
        page.locator("html[data-shown='1']").wait_for(state="attached")
        assert page.inner_text("#nothing h2") == "Nothing to show yet"
        assert "line " in page.inner_text("#problem-list")
        assert not page.is_visible("#pages")
        data.write_text(text, "utf-8")
        page.locator("html[data-shown='2']").wait_for(state="attached")
        assert page.is_visible("#pages img >> nth=0")
        assert not page.is_visible("#nothing")
        page.close()


def test_the_end_is_told(shown: Shown) -> None:
    shown.watch.process.terminate()
    shown.page.get_by_text("Not connected").wait_for()
    shown.complaints.clear()  # that nobody answers any more


def test_slides_have_their_words_and_pages_every_pixel_of_the_screen(shown: Shown) -> None:
    page = shown.page
    assert "Five open questions steer the research" in page.inner_text("#slides figure >> nth=3")
    assert page.evaluate("document.fonts.check('20px \"Source Sans 3\"')")
    sizes = "[...document.querySelectorAll('#pages img')].map((each) => [each.naturalWidth, each.clientWidth])"
    assert all(abs(pixels - 2 * width) <= 2 for pixels, width in page.evaluate(sizes))
    page.set_viewport_size({"width": 1000, "height": 800})
    page.wait_for_timeout(1500)
    assert all(abs(pixels - 2 * width) <= 2 for pixels, width in page.evaluate(sizes))


def test_keys_go_from_page_to_page(shown: Shown) -> None:
    page = shown.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    seen = []
    for key in ("j", "j", "ArrowRight", "k", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert seen == ["Page 1", "Page 2", "Page 3", "Page 2", "Page 1"]
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) == "solid"


def test_who_listens_finds_parts_headings_and_alternatives(shown: Shown) -> None:
    page = shown.page
    for tag in ("header", "nav", "main", "footer"):
        assert page.locator(f"body > {tag}, header > {tag}").count() == 1
    assert page.get_attribute("html", "lang") == "en"
    assert [each.inner_text() for each in page.locator("h1:visible, h2:visible").all()][1:] == ["Brief", "Deck"]
    assert page.get_attribute("#said", "aria-live") == "polite"
    assert page.get_attribute("#pages", "lang") == "en-US"
    without = "[...document.querySelectorAll('img, svg, [role=img], figure, section')].filter((each) => !(each.alt"
    named = " || each.getAttribute('aria-label') || each.getAttribute('aria-labelledby'))).length"
    assert page.evaluate(without + named) == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


_COLOURS = """
(words) => [...document.querySelectorAll(words)].filter((each) => each.innerText && each.checkVisibility())
  .map((each) => {
  const draw = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const data = canvas.getImageData(0, 0, 1, 1).data;
    return "#" + [...data.slice(0, 3)].map((part) => part.toString(16).padStart(2, "0")).join("");
  };
  let behind = each;
  while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
  return [draw(getComputedStyle(each).color), draw(getComputedStyle(behind).backgroundColor)];
})
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_have_contrast_by_day_and_by_night(shown: Shown, scheme: str) -> None:
    shown.page.emulate_media(color_scheme=scheme)
    shown.save(shown.text.replace("\nclosing:", "\nclosnig:"), 2)
    words = "h1, h2, header p, nav a, figcaption, #problem-list p, #stale, .note, footer p"
    pairs = {tuple(each) for each in shown.page.evaluate(_COLOURS, words)}
    assert len(pairs) > 2
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
    ground = shown.page.evaluate(_COLOURS, "footer p")[0][1]
    assert (contrast(ground, "#FFFFFF") > 7) == (scheme == "dark")


def test_a_narrow_window_has_one_column_and_nothing_at_its_side(shown: Shown) -> None:
    page = shown.page
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    lefts = page.evaluate("['pages', 'slides'].map((id) => document.getElementById(id).getBoundingClientRect().left)")
    assert lefts[0] == lefts[1]
