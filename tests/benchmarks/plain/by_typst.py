"""A plain Typst brief, PDF/A-3a: the same words on as many pages; its charts by matplotlib as SVG, or by Typst itself.

plain/by_typst.py WORDS.json FONTS OUT.pdf svg|own
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def main(words: str, fonts: str, out: str, way: str) -> None:
    import typst

    library: Any = typst
    said = json.loads(Path(words).read_text("utf-8"))
    lines = [
        f"#set document(title: {quoted(said['title'])}, date: datetime(year: 2014, month: 1, day: 1))",
        '#set page(paper: "a4", margin: 20mm, footer: context [#counter(page).display()])',
        f'#set text(font: "Source Sans 3", size: 9pt, lang: "{said["language"][:2]}")',
        f"= #{quoted(said['title'])}",
    ]
    for number, (kind, count) in enumerate(said["brief_charts"]):
        if way == "svg":
            from tests.benchmarks.plain.charts import draw

            Path(out).with_name(f"chart-{number}.svg").write_bytes(draw(kind, count, said["steps"], "svg"))
            lines.append(f'#figure(image("chart-{number}.svg"), alt: "Chart")')
        else:
            square = "square(size: 18pt, fill: rgb(11, 92, 107))"
            lines.append(f'#figure(grid(columns: 21, gutter: 5pt, ..range({count}).map(_ => {square})), alt: "Chart")')
    for number, page in enumerate(said["pages"]):
        lines += ["#pagebreak()"] if number else []
        lines += [f"#{quoted(each)}\n" for each in page]
    source = Path(out).with_suffix(".typ")
    source.write_text("\n".join(lines), "utf-8")
    found = library.Fonts(font_paths=[fonts], include_system_fonts=False)
    compiler = library.Compiler(root=str(source.parent), font_paths=found)
    Path(out).write_bytes(compiler.compile(str(source), pdf_standards=["a-3a"]))


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    main(*sys.argv[1:])
