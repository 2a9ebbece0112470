"""The brief's last words: what there is to hear, notes and sources, whom to write to, and the legal block."""

from collections.abc import Sequence

from reports.brief.flowables import Anchor, Flowable, Panel, Placed, Stack, tagged
from reports.brief.look import Look
from reports.brief.text import CITED, NOTE, NOTED, SOURCE
from reports.pdf.structure import NUMBERED
from reports.story import Closing, Noted, Reference, Words
from reports.story import richtext as wording
from reports.story.text import raised

CLOSING_KEY, WEBCAST_KEY = "closing", "webcast"
_BETWEEN_ROWS, _PANEL_PAD = 16.0, 6.0


def webcast(content: Closing, look: Look) -> Flowable | None:
    """Set what there is to hear, if there is something: a section of its own, before the closing."""
    if content.webcast is None:
        return None
    named = content.webcast.label or content.heading
    heading = look.heading(named, "heading", look.grid.side, 2, WEBCAST_KEY)
    return tagged("Sect", look.beside(heading, look.text(content.webcast.text, "body", look.grid.main)))


def closing(content: Closing, look: Look) -> Flowable:
    """Set the notes, then the sources: beside the notes where there is one short source, else below them."""
    beside = bool(content.notes) and len(content.sources) == 1 and not content.sources[0].text.links
    heading = look.heading(content.heading, "heading", look.grid.side, 2, CLOSING_KEY)
    rows = _notes(content, look, beside=beside)
    if content.footnotes:
        rows.append(_labelled(content.notes_label, _footnotes(content.footnotes, look), look.grid.main, look))
    if not beside:
        listed = _sources(content.sources, look.grid.main, look)
        rows.append(_labelled(content.sources_label, listed, look.grid.main, look))
    if content.contact:
        rows.append(look.stacked([look.text(line, "body", look.grid.main) for line in content.contact], 0, whole=True))
    parts = [(0.0, look.beside(heading, look.stacked(rows, look.gap(_BETWEEN_ROWS))))]
    if content.legal:
        inner = look.grid.text - 2 * _PANEL_PAD
        lines = look.stacked([look.text(line, "legal", inner) for line in content.legal], look.space("xs"), whole=True)
        panel = Panel(lines, look.grid.text, _PANEL_PAD, look.theme.colour["wash"])
        parts.append((look.space("m"), panel))
    return tagged("Sect", Stack(parts))


def _notes(content: Closing, look: Look, *, beside: bool) -> list[Flowable]:
    """Set the notes, and one source `beside` them, in rows of two; one alone has the whole column."""
    count = len(content.notes) + beside
    width = look.grid.third if count > 1 else look.grid.main
    texts = [(note.label, look.text(note.text, "note", width, tidy=True)) for note in content.notes]
    cells = [_labelled(label, text, width, look) for label, text in texts]
    if beside:
        cells.append(_labelled(content.sources_label, _sources(content.sources, width, look), width, look))
    across = look.grid.thirds_in(look.grid.main)
    baseline, step = look.roles["body"].baseline, look.grid.to_next_third  # first lines stand on one baseline
    rows = (enumerate(cells[at : at + across]) for at in range(0, count, across))
    return [Placed([(place * step, baseline - cell.baseline, cell) for place, cell in row]) for row in rows]


def _labelled(label: Words | None, below: Flowable, width: float, look: Look) -> Flowable:
    if label is None:
        return below
    return Stack([(0, look.text(label, "subheading", width, "H3", tidy=True)), (0, below)], whole=True)


def _sources(sources: Sequence[Reference], width: float, look: Look) -> Flowable:
    """Set "[1] Title …" for each; citations elsewhere lead here, and the number leads back to the first."""
    role, items = look.roles["note"], []
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


def _footnotes(notes: Sequence[Noted], look: Look) -> Flowable:
    """Set each note behind its mark, which leads back to where it first stands."""
    role, width, items = look.roles["note"], look.grid.main, list[Flowable]()
    indent = max(role.font.width(f"{raised(note.number)} ", role.size) for note in notes)
    for note in notes:
        where, body = note.text.where, look.text(note.text, role, width - indent, tidy=True)
        label = look.text(
            wording.linked(Words(raised(note.number), where), f"#{NOTED}{note.number}"), role, width, "Lbl"
        )
        item = tagged("FENote", Placed([(0, 0, label), (indent, 0, body)]))
        named = Words(look.phrases.note_named.format(number=note.number), where)
        label.anchors = [Anchor(f"{NOTE}{note.number}", named, item.elems[0])]
        items.append(item)
    return look.listed(items, look.space("xs"))
