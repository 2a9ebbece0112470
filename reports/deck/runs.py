"""Words as runs of a slide: each as it is set, in its language, and with its link."""

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from reports.deck.ooxml.xml import escaped, other_faces
from reports.frozen import frozen
from reports.story import Words
from reports.story.richtext import encoded
from reports.theme.types import Fonts, Logo

_ADDRESSES = ("http://", "https://", "mailto:", "tel:")


class Relations:
    """What a slide's part refers to outside itself, each by the name of its relationship."""

    def __init__(self, part: Any) -> None:
        self._part = part

    def address(self, address: str) -> str:
        """Relate to an address on the web."""
        return str(self._part.relate_to(address, RT.HYPERLINK, is_external=True))

    def picture(self, jpeg: bytes) -> str:
        """Relate to a picture of the package's own."""
        added = self._part.package.get_or_add_image_part(io.BytesIO(jpeg))
        return str(self._part.relate_to(added, RT.IMAGE))

    def logo(self, logo: Logo) -> tuple[str, float]:
        """Relate to the picture, and give its width as a multiple of its height."""
        added = self._part.package.get_or_add_image_part(str(logo.on_dark or logo.file))
        relation = self._part.relate_to(added, RT.IMAGE)
        width, height = added.image.size
        return relation, width / height


@frozen
class RunLook:
    """How runs are set where that differs from their level: size in points, the fill, and that of strong parts.

    `said`: the face has no bold, so that strong parts are told by their colour, if at all.
    """

    size: float | None = None
    ink: str = ""
    strong: str = ""
    said: bool = False
    bold: bool | None = None
    face: str = ""

    def properties(self, *, strong: bool) -> tuple[str, str]:
        """Return a:rPr's attributes, and what stands first in it."""
        bold = True if strong and not self.said else self.bold
        size = f' sz="{round(self.size * 100)}"' if self.size else ""
        ink = self.strong if strong and self.strong else self.ink
        return size + (f' b="{bold:d}"' if bold is not None else ""), ink + self.face


class Runs:
    """Turns Words into runs: a new one where a strong part, a link or another language begins or ends."""

    def __init__(self, language: str, relations: Relations | None = None, fonts: Fonts | None = None) -> None:
        self.language = language
        self._fonts = fonts
        self._relations = relations  # None where nothing is linked

    def of(self, words: Words, look: RunLook = RunLook(), parted: Sequence[int] = ()) -> str:
        """Write words as runs, each with its language; also where they are to be `parted`."""
        ends = sorted({*edges(words), *parted})
        return "".join(self._run(words, start, stop, look) for start, stop in pairwise(ends) if start < stop)

    def _run(self, words: Words, start: int, stop: int, look: RunLook) -> str:
        is_strong = any(first <= start and stop <= last for first, last in words.strong)
        attributes, inner = look.properties(strong=is_strong)
        inner += other_faces(words.text[start:stop], self._fonts)
        around = (target for span, target in words.links if span.start <= start and stop <= span.stop)
        inner += next(filter(None, map(self.link, around)), "")
        properties = f'lang="{words.language(start, stop) or self.language}"{attributes}'
        opened = f"<a:rPr {properties}>{inner}</a:rPr>" if inner else f"<a:rPr {properties}/>"
        return f"<a:r>{opened}<a:t>{escaped(words.text[start:stop])}</a:t></a:r>"

    def link(self, target: str) -> str:
        """Write a link to an address; empty for one within the brief, or where nothing is linked."""
        if not self._relations or not target.startswith(_ADDRESSES):
            return ""
        return f'<a:hlinkClick r:id="{self._relations.address(encoded(target))}"/>'


def edges(words: Words) -> list[int]:
    """Return where the runs of a text begin and end."""
    spans = [*words.strong, *(span for span, _ in words.links), *(each.span for each in words.spoken if each.lang)]
    return sorted({0, len(words.text), *(edge for span in spans for edge in span)})
