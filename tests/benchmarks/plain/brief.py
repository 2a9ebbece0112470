"""A plain ReportLab script: the same words on as many pages, with the same charts. Neither tagged nor archival.

plain/brief.py WORDS.json FONTS OUT.pdf
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Image, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from tests.benchmarks.plain.charts import draw


def main(words: str, fonts: str, out: str) -> None:
    said = json.loads(Path(words).read_text("utf-8"))
    for name, file in (("Text", "SourceSans3-Regular.ttf"), ("Bold", "SourceSans3-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(Path(fonts, file))))
    text = ParagraphStyle("text", fontName="Text", fontSize=9.5, leading=12, spaceAfter=4)
    head = ParagraphStyle("head", fontName="Bold", fontSize=17, leading=21, spaceAfter=8)
    flow = [Paragraph(escape(said["title"]), head)]
    for kind, count in said["brief_charts"]:
        picture = io.BytesIO(draw(kind, count, said["steps"], "png"))
        flow += [Image(picture, 170 * mm, 64 * mm), Spacer(1, 8)]
    for number, page in enumerate(said["pages"]):
        flow += [PageBreak()] if number else []
        flow += [Paragraph(escape(each), text) for each in page]
    SimpleDocTemplate(out, title=said["title"], lang=said["language"], topMargin=15 * mm, bottomMargin=15 * mm).build(
        flow
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
