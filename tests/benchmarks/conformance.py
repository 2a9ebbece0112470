"""CPU of what makes the brief archival and accessible, against the same brief without it.

Run by hand (docs/contributing.md): `tests/benchmarks/conformance.py [ROUNDS]`. The plain brief has the same pages,
fonts and charts, but no marks, no structure, no metadata, no colour profile, no attachment, and nothing is checked.
Rounds are interleaved and the least of each kind is taken, since machines are noisy.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reports.brief import conformance as claims  # noqa: E402
from reports.brief import render  # noqa: E402
from reports.compose.compose import compose  # noqa: E402
from reports.datafile.attachments import enclose  # noqa: E402
from reports.pdf.canvas import TaggedCanvas  # noqa: E402
from reports.pdf.document import ArchivalDocument  # noqa: E402
from tests.builders.reading import read  # noqa: E402

DATA = ROOT / "data" / "progressive-ms.yaml"


def plainly() -> ExitStack:
    """Switch off whatever a claim needs."""

    def plain_data(document: Any, canvas: Any) -> bytes:
        data: bytes = super(ArchivalDocument, document).GetPDFData(canvas)
        return data

    def plain_page(document: Any, page: Any) -> None:
        super(ArchivalDocument, document).addPage(page)

    off = ExitStack()
    for patched in (
        patch.object(TaggedCanvas, "mark", lambda *_, **__: None),
        patch.object(TaggedCanvas, "tagged", lambda *_: nullcontext()),
        patch.object(TaggedCanvas, "artifact", lambda *_: nullcontext()),
        patch.object(TaggedCanvas, "show", _shown),
        patch.object(TaggedCanvas, "link", lambda *_: None),
        patch.object(ArchivalDocument, "GetPDFData", plain_data),
        patch.object(ArchivalDocument, "addPage", plain_page),
        patch.object(claims, "check", lambda *_: None),
    ):
        off.enter_context(patched)
    return off


def _shown(canvas: Any, *arguments: Any) -> None:
    """Paint a line although it is inside no element."""
    canvas._within.append("")
    _show(canvas, *arguments)
    canvas._within.pop()


_show = TaggedCanvas.show


def cpu(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def main(rounds: int) -> None:
    programme, theme = read(DATA, None, lambda problem: None)
    story = compose(programme)
    enclosed = enclose(DATA.read_bytes(), DATA.name, "data")

    def archival() -> object:
        return render.render(story, theme, "a4", attachments=enclosed.files)

    def plain() -> object:
        with plainly():
            return render.render(story, theme, "a4")

    kinds = {"plain": plain, "archival": archival}
    for work in kinds.values():
        work()
    least = {kind: min(cpu(work) for _ in range(3)) for kind, work in kinds.items()}
    for _ in range(rounds):
        for kind, work in kinds.items():
            least[kind] = min(least[kind], cpu(work))
    for kind, seconds in least.items():
        print(f"{kind:10} {1000 * seconds:7.1f} ms CPU   {seconds / least['plain'] - 1:+.0%}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
