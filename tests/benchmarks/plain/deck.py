"""A plain python-pptx script: the same words on as many slides, with the same charts as pictures, and notes.

plain/deck.py WORDS.json OUT.pptx
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

from pptx import Presentation
from pptx.util import Inches, Pt

from tests.benchmarks.plain.charts import draw


def main(words: str, out: str) -> None:
    said = json.loads(Path(words).read_text("utf-8"))
    deck = Presentation()
    deck.core_properties.title = said["title"]
    for each in said["slides"]:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = each["title"]
        for number, text in enumerate(each["texts"]):
            box = slide.shapes.add_textbox(Inches(0.5), Inches(1.6 + 0.5 * number), Inches(9), Inches(0.5))
            box.text_frame.word_wrap = True
            box.text_frame.text = text
            box.text_frame.paragraphs[0].runs[0].font.size = Pt(16)
        for kind, count in each["charts"]:
            picture = io.BytesIO(draw(kind, count, said["steps"], "png"))
            slide.shapes.add_picture(picture, Inches(0.5), Inches(3.5), Inches(9))
        slide.notes_slide.notes_text_frame.text = each["notes"]
    deck.save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
