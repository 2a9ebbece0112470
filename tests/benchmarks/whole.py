"""CPU of whole commands against importing the three libraries, and against others that make the like.

Aims: both files at most 0.50 times two plain scripts and 1.4 times the imports; the brief at most 1.0 times Typst with
matplotlib's charts; `check --fast` at most 0.40 times the imports. docs/performance.md has what was measured.

Run by hand: `python -m tests.benchmarks.whole [ROUNDS]`. A round runs each once, in turn; of each command its ratio to
another of the same round counts: the median, and between what the middle half of the rounds lies. Modules are compiled
before, as they are when a program has run once.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from statistics import median, quantiles
from typing import Any

from pptx import Presentation

from reports.build import BuildRequest, build, prepare
from reports.story import Timeline
from reports.story.text import parts_in
from reports.theme.assets import ASSETS
from reports.verify.check import read_back

ROOT = Path(__file__).resolve().parents[2]
PLAIN = Path(__file__).with_name("plain")
DATA = "data/progressive-ms.yaml"
# What is measured by which, and what it should be at most.
RATIOS = [
    ("both files", "imports", 1.4),
    ("both files", "plain scripts", 0.5),
    ("brief", "imports", None),
    ("brief", "Typst, matplotlib's charts", 1.0),
    ("brief", "Typst, its own charts", None),
    ("deck", "imports", None),
    ("deck", "PptxGenJS", None),
    ("check", "imports", None),
    ("check --fast", "imports", 0.4),
]


def cpu(command: list[str]) -> float:
    """Return the CPU seconds, user and system, that a command and its children take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def words_of(folder: Path) -> dict[str, Any]:
    """Build once, and return what pages and slides say and show, for those who make the like."""
    request = BuildRequest(ROOT / DATA, folder)
    build(request, lambda _step: None, lambda _warning: None)
    (material,) = prepare(request, lambda _warning: None)
    story = material.stories["brief"]
    brief = read_back(request.target("brief").read_bytes(), "brief.pdf")
    pages = [[each.text for each in brief.of("page") if each.place == at + 1] for at in range(brief.places)]
    return {
        "title": story.cover.title.text,
        "language": story.language,
        "steps": [[step.date, step.title.text] for each in parts_in(story, Timeline) for step in each.chart.milestones],
        "brief_charts": [("squares", len(picture.shapes)) for picture in brief.pictures],
        "pages": pages,
        "slides": [slide_of(each) for each in Presentation(str(request.target("deck"))).slides],
    }


def slide_of(slide: Any) -> dict[str, Any]:
    title = slide.shapes.title
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
    groups = [shape for shape in slide.shapes if hasattr(shape, "shapes")]
    return {
        "title": title.text_frame.text,
        "texts": [text for text in texts if text != title.text_frame.text],
        "charts": [(group.name.lower(), len(group.shapes)) for group in groups],
        "notes": slide.notes_slide.notes_text_frame.text,
    }


def commands(folder: Path) -> dict[str, list[list[str]]]:
    """Return what is measured, each a command or two; what is not installed is said and left out."""
    words, fonts = str(folder / "words.json"), str(ASSETS / "fonts")
    ours = [sys.executable, "make_reports.py"]
    plain = [sys.executable, "-m"]
    made = [*ours, "build", DATA, "-o", str(folder / "out"), "--force"]
    kinds = {
        "imports": [[sys.executable, "-c", "import matplotlib.figure, reportlab.platypus, pptx"]],
        "both files": [made],
        "brief": [[*made, "--only", "brief"]],
        "deck": [[*made, "--only", "deck"]],
        "check": [[*ours, "check", "--language", "en-US", DATA]],
        "check --fast": [[*ours, "check", "--fast", "--language", "en-US", DATA]],
        "plain scripts": [
            [*plain, "tests.benchmarks.plain.brief", words, fonts, str(folder / "plain.pdf")],
            [*plain, "tests.benchmarks.plain.deck", words, str(folder / "plain.pptx")],
        ],
    }
    if find_spec("typst"):
        typst = [*plain, "tests.benchmarks.plain.by_typst", words, fonts]
        kinds["Typst, matplotlib's charts"] = [[*typst, str(folder / "svg.pdf"), "svg"]]
        kinds["Typst, its own charts"] = [[*typst, str(folder / "own.pdf"), "own"]]
    else:
        print("without Typst: run with --group benchmarks")
    if os.environ.get("PPTXGENJS") and which("node"):
        kinds["PptxGenJS"] = [["node", str(PLAIN / "deck.cjs"), words, str(folder / "js.pptx")]]
    else:
        print("without PptxGenJS: it wants node, and PPTXGENJS as the path of the npm package's package.json")
    return kinds


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "words.json").write_text(json.dumps(words_of(folder / "out")), "utf-8")
        kinds = commands(folder)
        for steps in kinds.values():
            sum(map(cpu, steps))  # compiles modules
        taken: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind, steps in kinds.items():
                taken[kind].append(sum(map(cpu, steps)))
    for kind, seconds in taken.items():
        print(f"{kind:28} {median(seconds):6.3f} s CPU, {min(seconds):.3f} at least")
    print("\n| of | by | ratio | half of the rounds | aim |\n| --- | --- | --- | --- | --- |")
    for kind, by, aim in RATIOS:
        if by in taken:
            ratios = [one / other for one, other in zip(taken[kind], taken[by], strict=True)]
            low, _, high = quantiles(ratios, n=4)
            print(f"| {kind} | {by} | {median(ratios):.2f} | {low:.2f} to {high:.2f} | {aim or '–'} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
