"""The brief's last words: notes and sources, whom to write to, and the legal block."""

from __future__ import annotations

from collections.abc import Sequence

from reports.brief.flowables import Anchor, Flowable, Panel, Placed, SideBySide, Stack, tagged
from reports.brief.look import Look
from reports.brief.text import CITED, SOURCE, SetText
from reports.pdf.structure import NUMBERED
from reports.story import Closing, Reference, Words
from reports.story import richtext as wording

CLOSING_KEY = "closing"
_BELOW_RULE, _BETWEEN_ROWS, _PANEL_PAD = 12.0, 16.0, 6.0


def closing(content: Closing, look: Look) -> Flowable:
    """Set the notes, then the sources: beside the notes where there is one short source, else in main."""
    beside = bool(content.paragraphs) and len(content.sources) == 1 and not content.sources[0].text.links
    in_thirds = len(content.paragraphs) + beside == look.grid.thirds_in(look.grid.text) > 1
    width = look.grid.text if in_thirds else look.grid.side
    heading = look.heading(content.heading, "heading", width, 2, CLOSING_KEY)
    rows = [_notes(content, heading, look, beside=beside, in_thirds=in_thirds)] if content.paragraphs else []
    if not beside:
        rows.append(_sources_row(content, None if content.paragraphs else heading, look))
    if content.contact:
        contact = look.stacked([look.text(line, "body", look.grid.main) for line in content.contact], 0, whole=True)
        rows.append(SideBySide(None, contact, look.grid.to_main))
    parts = [(0, look.hairline()), (look.gap(_BELOW_RULE), look.stacked(rows, look.gap(_BETWEEN_ROWS)))]
    if content.legal:
        inner = look.grid.text - 2 * _PANEL_PAD
        lines = look.stacked([look.text(line, "legal", inner) for line in content.legal], look.space("xs"), whole=True)
        panel = Panel(lines, look.grid.text, _PANEL_PAD, look.theme.colour["wash"])
        parts.append((look.space("m"), panel))
    return tagged("Sect", Stack(parts, heads=1))


def _notes(content: Closing, heading: SetText, look: Look, *, beside: bool, in_thirds: bool) -> Flowable:
    """Set three cells in thirds, the heading over all of them; otherwise main has them, two to a row."""
    count = len(content.paragraphs) + beside
    width = look.grid.third if count > 1 else look.grid.main
    cells = []
    for note in content.paragraphs:
        derived = bool(note.text.figures)  # what was worked out here stays small, so that nobody quotes it first
        text = look.text(note.text, "note" if derived else "body", width, tidy=True)
        cells.append(_labelled(note.label, text, width, look))
    if beside:
        cells.append(_labelled(content.sources_label, _sources(content.sources, width, look), width, look))
    if in_thirds:
        return Stack([(0, heading), (look.space("s"), _abreast(cells, look))], whole=True)
    across = look.grid.thirds_in(look.grid.main)
    rows = [_abreast(cells[start : start + across], look) for start in range(0, count, across)]
    return look.beside(heading, look.stacked(rows, look.gap(_BETWEEN_ROWS)))


def _abreast(cells: Sequence[Flowable], look: Look) -> Flowable:
    """Put cells side by side, their first lines on one baseline."""
    baseline, step = look.roles["body"].baseline, look.grid.to_next_third
    return Placed([(place * step, baseline - cell.baseline, cell) for place, cell in enumerate(cells)])


def _labelled(label: Words | None, below: Flowable, width: float, look: Look) -> Flowable:
    if label is None:
        return below
    return Stack([(0, look.text(label, "subheading", width, "H3", tidy=True)), (0, below)], whole=True)


def _sources_row(content: Closing, heading: SetText | None, look: Look) -> Flowable:
    """Set sources in main, beside their label, or beside the heading where nothing else is."""
    listed = _sources(content.sources, look.grid.main, look)
    if heading:
        return look.beside(heading, _labelled(content.sources_label, listed, look.grid.main, look))
    label = look.text(content.sources_label, "subheading", look.grid.side, "H3", tidy=True)
    return look.beside(label, listed)


def _sources(sources: Sequence[Reference], width: float, look: Look) -> Flowable:
    """Set "[1] Title …" for each; citations elsewhere lead here, and the number leads back to the first."""
    role, items = look.roles["body"], []
    for source in sources:
        number = f"[{source.number}]"
        indent = role.font.width(f"{number} ", role.size)
        where, name = source.text.where, look.phrases.source_named
        label = look.text(wording.linked(Words(number, where), f"#{CITED}{source.number}"), role, width, "Lbl")
        named = Words(name.format(number=source.number, publisher=source.publisher), where)
        label.anchors = [Anchor(f"{SOURCE}{source.number}", named, label.elem)]
        body = look.text(source.text, role, width - indent, "LBody", tidy=True)
        items.append(tagged("LI", Placed([(0, 0, label), (indent, 0, body)])))
    return tagged("L", look.listed(items, look.space("xs")), NUMBERED)
