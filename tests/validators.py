"""Outside programs that judge our files: found by environment variable or on the PATH, skipped where they are missing.

With REQUIRE_VALIDATORS=1, as in CI, a missing one is a failure. VERAPDF_JAR is veraPDF's runnable jar, OOXML_VALIDATOR
the Open XML SDK's validator, AJV the package.json of the npm package ajv, which has the package yaml beside it, and
PDF_JS the module legacy/build/pdf.mjs of the npm package pdfjs-dist.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from reports.pdf.metadata import StandardName
from reports.theme.installed import ScriptFaces
from reports.theme.scripts import SCRIPTS, Script


def _missing(reason: str) -> None:
    if os.environ.get("REQUIRE_VALIDATORS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def _file(variable: str, what: str) -> str:
    named = os.environ.get(variable, "")
    if not Path(named).is_file():
        _missing(f"{what} is not here: set {variable} to its path")
    return named


def _program(name: str, what: str) -> str:
    found = shutil.which(name)
    if found is None:
        _missing(f"{what} is not here: {name} is not on the PATH")
    return str(found)


def module_of_python(name: str) -> str:
    """Give a module's name back, if this Python has it."""
    if find_spec(name) is None:
        _missing(f"{name} is not here: run the tests with --group dev")
    return name


@contextmanager
def chromium() -> Iterator[Any]:
    """Start Debian's Chromium, without a window, as a browser of playwright's."""
    program = _program("chromium", "Chromium")
    module_of_python("playwright")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # the sandbox does not start as root, and all that is looked at is ours
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_xml_sdk(pptx: Path) -> list[Any]:
    """Give what the Open XML SDK objects to."""
    validator = _file("OOXML_VALIDATOR", "the Open XML SDK validator")
    result = subprocess.run([validator, str(pptx)], capture_output=True, text=True, timeout=120)
    verdict = json.loads(result.stdout)
    return list(verdict["errors"]) + ([] if verdict["ok"] else ["not ok"])


def ajv(schema: Path, files: Sequence[Path]) -> dict[Path, list[str]]:
    """Give what an editor finds wrong in each file of YAML or JSON; all in one start. A faulty schema fails."""
    _file("AJV", "ajv")
    script = Path(__file__).parent / "ajv.mjs"
    command = [_program("node", "Node.js"), str(script), str(schema), *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    return {Path(file): list(wrong) for file, wrong in json.loads(result.stdout).items()}


def vera_pdf_claims(pdfs: Sequence[Path]) -> dict[str, dict[str, list[str]]]:
    """Give, by file name and by each standard that the file claims, the rules that it breaks; all in one start."""
    jar, java = _file("VERAPDF_JAR", "veraPDF"), _program("java", "Java")
    command = [java, "-jar", jar, "-f", "0", "--format", "json", *map(str, pdfs)]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, timeout=300).stdout)
    return {Path(job["itemDetails"]["name"]).name: _broken_rules(job) for job in report["report"]["jobs"]}


def _broken_rules(job: dict[str, Any]) -> dict[str, list[str]]:
    results = job.get("validationResult") or []
    judged = results if isinstance(results, list) else [results]
    return {
        result["profileName"]: [
            f"{rule['clause']}-{rule['testNumber']}: {rule['description']}"
            for rule in result["details"].get("ruleSummaries", [])
        ]
        for result in judged
    }


def pdf_js(script: Path, pdfs: Sequence[Path]) -> Any:
    """Give what a script of ours, which is told where pdf.js and the files are, prints as JSON."""
    library, node = _file("PDF_JS", "pdf.js"), _program("node", "Node")
    command = [node, str(script), library, *map(str, pdfs)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout)


def noto_for(*scripts: Script) -> None:
    """Let a test go on if there are fonts for scripts: Debian's fonts-noto-core and fonts-noto-cjk."""
    for script in scripts:
        if not ScriptFaces().found(script):
            _missing(f"no font for {SCRIPTS[script].name} is here: install {SCRIPTS[script].package}")


def faces_of(stem: Path) -> list[Path]:
    """Give the files of a family's faces, whose names begin so; those of slanted, narrow and other styles left out."""
    styles = ("", "-Regular", "-Semibold", "-Bold")
    found = [file for style in styles if (file := stem.with_name(f"{stem.name}{style}.ttf")).is_file()]
    if len(found) < 2:
        _missing(f"the font {stem.name} is not here: .ci/run names Debian's package")
    return found


_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>"""


@contextmanager
def fonts_in(folders: Sequence[Path], folder: Path) -> Iterator[None]:
    """Let programs that are started here know the fonts of some folders alone; settings and cache go into `folder`."""
    settings = folder / "fonts.conf"
    listed = "".join(f"<dir>{each}</dir>" for each in folders)
    settings.write_text(_FONTS.format(folders=listed, cache=folder / "cache"), "utf-8")
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(settings)
    try:
        yield
    finally:
        os.environ.pop("FONTCONFIG_FILE")
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


def libre_office(decks: Sequence[Path], folder: Path, form: str = "pdf") -> list[Path]:
    """Make a PDF of each deck, or a copy, no two of one name, in one start of LibreOffice in a profile of its own."""
    office = _program("soffice", "LibreOffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", form, "--outdir", str(folder), *map(str, decks)]
    subprocess.run(command, capture_output=True, check=True, timeout=180 + 20 * len(decks))
    return [folder / f"{deck.stem}.{form}" for deck in decks]


def pictures(pdf: Path, folder: Path, dpi: int = 72) -> list[Path]:
    """Make a PNG of each page."""
    subprocess.run(
        [_program("pdftoppm", "Poppler"), "-r", str(dpi), "-png", str(pdf), str(folder / pdf.stem)],
        check=True,
        timeout=120,
    )
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


def plates(pdf: bytes) -> list[list[float]]:
    """Give how much cyan, magenta, yellow and black each page takes, as Ghostscript parts it into plates."""
    command = [_program("gs", "Ghostscript"), "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=inkcov", "-o", "-", "-"]
    said = subprocess.run(command, input=pdf, capture_output=True, check=True, timeout=120).stdout.decode()
    return [[float(part) for part in line.split()[:4]] for line in said.splitlines() if line.endswith("CMYK OK")]


CLAIMS: dict[StandardName, list[str]] = {
    "pdfa3": ["PDF/A-3a validation profile", "PDF/UA-1 validation profile"],
    "pdfa4": [
        "PDF/A-4f validation profile",
        "PDF/UA-2 + Tagged PDF validation profile",
        "WTPDF 1.0 Accessibility validation profile",
    ],
    "pdfa2": ["PDF/A-2a validation profile", "PDF/UA-1 validation profile"],
}
