"""Personal briefs for each second of CPU, beside Typst, which sets a document of the same words anew for each name.

Run by hand (docs/contributing.md): `python -m tests.benchmarks.handout_briefs [COPIES]`; Typst is measured if its
package (`typst`, on PyPI) is installed. One process, warm; rounds are interleaved, and each kind is held against the
best that Typst did in any round, since machines are noisy. Every name occurs once. Typst's document has our fonts and
words and a chart, but is simpler.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from statistics import quantiles
from typing import Any

from reports.brief.mailmerge.merge import MergedPdf
from reports.brief.mailmerge.render_copies import brief_copy_renderer
from reports.brief.render import render
from reports.compose.compose import compose
from reports.compose.letters import Listed, letters
from reports.datafile.attachments import enclose
from reports.datafile.model import Programme
from reports.errors import Location
from reports.files import written_whole
from reports.handouts.archive import archive_copies
from reports.handouts.making import Order
from reports.handouts.run import CopyJob
from reports.handouts.workers import here
from reports.renderer import Copy
from reports.story import Personal, SquaresChart, Story, Words, words_in
from reports.theme.assets import ASSETS
from tests.builders.reading import read

DATA = ASSETS.parent / "data" / "progressive-ms.yaml"
_ROUNDS = 7
_FILES = 500  # so many stay on the disk at once
_FIRST = ("Ada", "Zoë", "Þóra", "Jean-Luc", "Nguyễn")
_LAST = ("Lovelace", "Ångström", "O’Neil", "Müller-Lüdenscheidt")
_HERE = Location("benchmark")
_NAME = "@name@"
_numbers = count(1)


def a_name() -> str:
    """Give a name that no round has had."""
    number = next(_numbers)
    return f"{_FIRST[number % 5]} {_LAST[number % 4]} {number:x}"


def own_letter(name: str) -> Personal:
    """Write a letter that is another for everybody, so that nothing of it can be kept ready."""
    text = (
        f"Thank you, {name}, for your interest in this research. This brief is your own copy, {name}. It sets out the "
        "questions that researchers ask, the alliance that links them, and three projects, and says where figures are."
    )
    return Personal(Words(f"Dear {name}", _HERE), (Words(text, _HERE),))


def typst_source(story: Story) -> str:
    """Say the story's words in Typst's markup, with the squares and four pages."""
    squares = next(part for part in (story.cover.portfolio.chart,) if isinstance(part, SquaresChart))
    texts = list(dict.fromkeys(words.text for words in words_in((story.sections, story.closing))))
    parts = [texts[start : start + len(texts) // 3 + 1] for start in range(0, len(texts), len(texts) // 3 + 1)]
    return "\n".join([*_typst_cover(story, squares), *_typst_pages(parts)])


def _typst_cover(story: Story, squares: SquaresChart) -> Iterator[str]:
    yield f"#set document(title: {_quoted(story.cover.title.text)})"
    yield '#set page(paper: "a4", margin: 20mm, footer: context [#counter(page).display() / 4])'
    yield f'#set text(font: "Source Sans 3", size: 11.5pt, lang: "{story.language[:2]}")'
    yield f"#title[{_escaped(story.cover.title.text)}]"
    yield f"Dear {_NAME}\n\n#text(16pt)[{_escaped(story.cover.standfirst.text)}]\n"
    yield f"Thank you, {_NAME}, for your interest in this research.\n"
    square = "square(size: 18pt, fill: rgb(11, 92, 107))"
    grid = f"grid(columns: 21, gutter: 5pt, ..range({squares.count}).map(_ => {square}))"
    yield f"#figure({grid}, alt: {_quoted(squares.alt)})"


def _typst_pages(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    for number, texts in enumerate(parts, 2):
        yield f"#pagebreak()\n= Part {number}"
        yield from (f"{_escaped(text)}\n" for text in texts)


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\#$*_`<>@[]~-=+/" else char for char in text)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def by_typst(story: Story) -> Callable[[str], bytes] | None:
    """Give what sets a name with Typst, its fonts loaded; None where it is not installed."""
    try:
        import typst
    except ImportError:
        return None
    library: Any = typst
    fonts = library.Fonts(font_paths=[str(ASSETS / "fonts")], include_system_fonts=False)
    source = typst_source(story)
    compiler = library.Compiler(font_paths=fonts)

    def made(name: str) -> bytes:
        pdf: bytes = compiler.compile(source.replace(_NAME, _escaped(name)).encode(), pdf_standards=["a-3a"])
        return pdf

    return made


@dataclass(frozen=True)
class Maker:
    """Makes the copy of a row, as a run asks for it."""

    render: Callable[[str], Copy]

    def copy(self, values: Mapping[str, str], _listed: Listed) -> Copy:
        return self.render(values["name"])


def rate(make: Callable[[str], Copy], names: Sequence[str], folder: Path, place: str) -> float:
    """Make a brief for each name, and write it; give briefs for a second of CPU, the system's too."""
    start = time.process_time()
    if place == "archive":
        orders = [Order(row, f"brief-{row:06}.pdf", {"name": name}) for row, name in enumerate(names, 1)]
        job, path = CopyJob(lambda: orders, len(names), Maker(make), {}, "benchmark"), folder / "copies.zip"
        with written_whole(path) as file:
            tally = archive_copies(job, file, path, here, lambda tally: None)
        assert not tally.failed, tally.failures
        return len(names) / (time.process_time() - start)
    for number, name in enumerate(names):
        copy = make(name)
        if place == "disk":
            (folder / f"{number % _FILES}.pdf").write_bytes(copy.data)
    return len(names) / (time.process_time() - start)


Kind = tuple[Callable[[str], Copy], int]


def kinds(programme: Programme, copies: int) -> dict[str, Kind]:
    """Name what is compared, and behind a comma where it is written to; how a copy is made, and how many at once."""
    story, said = compose(programme), letters(programme)
    theme, inside = read(DATA, None, lambda problem: None)[1], enclose(DATA.read_bytes(), DATA.name, programme.attach)
    made = brief_copy_renderer(story, theme, "a4", characters=[*_FIRST, *_LAST, "’"], attachments=inside.files)

    def ours(name: str) -> Copy:
        return made.render_copy(said.to({"id": name, "salutation": f"Dear {name}"}))

    def longest(name: str) -> Copy:
        return made.render_copy(own_letter(name))

    def whole(name: str) -> Copy:
        personal = own_letter(name)
        told = replace(story, cover=replace(story.cover, personal=personal))
        return Copy(render(told, theme, "a4", attachments=inside.files).pdf, 0)

    growing = MergedPdf(io.BytesIO())

    def merged(name: str) -> Copy:
        growing.add(made.parts_of(own_letter(name)))
        return Copy(b"", 0)

    same = ours("Ada Lovelace 0")
    places = ("memory", "disk", "archive")
    found: dict[str, Kind] = {f"one letter, {place}": (ours, copies) for place in places}
    found |= {f"own letters, {place}": (longest, copies) for place in places}
    found |= {f"bare writes, {place}": (lambda _name: same, copies) for place in ("disk", "archive")}
    found |= {"merged, memory": (merged, copies // 4), "the long way, disk": (whole, max(1, copies // 500))}
    if (typst := by_typst(story)) is not None:
        found["Typst, memory"] = lambda name: Copy(typst(name), 0), max(1, copies // 50)
        found["Typst, disk"] = found["Typst, memory"]
    for make, _ in found.values():
        make("Ada Lovelace 0")
    print(f"{len(same.data):,} bytes each; Typst's {len(typst('Ada')) if typst else 0:,}")
    return found


def main(copies: int) -> None:
    programme, _ = read(DATA, None, lambda problem: None)
    compared = kinds(programme, copies)
    rates: dict[str, list[float]] = {kind: [] for kind in compared}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(_ROUNDS):
            for kind, (make, number) in compared.items():
                names = [a_name() for _ in range(number)]
                rates[kind].append(rate(make, names, Path(folder), kind.rpartition(" ")[2]))
    typst = max((max(each) for kind, each in rates.items() if "Typst" in kind), default=0.0)
    for kind, each in rates.items():
        low, middle, high = quantiles(each, n=4)
        beside = f"{middle / typst:6.1f} x Typst's best ({low / typst:.1f} to {high / typst:.1f})" if typst else ""
        print(f"{kind:20} {middle:9,.1f} briefs for a second of CPU ({low:,.1f} to {high:,.1f})   {beside}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
