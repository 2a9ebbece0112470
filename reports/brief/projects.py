"""Projects of note: what each is in the side column, with its square and its figures; what it finds in main."""

from collections.abc import Sequence

from reports import charts
from reports.brief.flowables import ChartPicture, Flowable, Placed, Stack, tagged
from reports.brief.look import Look, Pair, anchor_of
from reports.charts import chart_style
from reports.pdf.structure import Elem
from reports.story import Fact, Project, Projects, Section
from reports.units import Points, from_mm

_BELOW_RULE = 16.0
_SQUARE, _TO_NAME = 0.85, 1.2  # of a name's size: its square's side, and from that's left to the name
_BETWEEN_FIGURES = from_mm(7)
_MOST_FIGURES = 2


def projects(section: Section, block: Projects, look: Look) -> Flowable:
    """Set the heading over the whole width, then each project below a hairline; none is parted."""
    sections = []
    for number, project in enumerate(block.projects, 1):
        main = _main(project, look)
        row = look.beside(_side(project, f"{anchor_of(section)}.{number}", main.height, look), main)
        below_rule = [(0, look.hairline()), (look.gap(_BELOW_RULE), row)]
        sections.append(tagged("Sect", Stack(below_rule, whole=not look.large_print, heads=1)))
    first, *others = sections
    headed = look.exhibit(section, None, [(look.space("l"), first)], whole=not look.large_print)
    return Stack([(0, headed), *((look.space("l"), project) for project in others)])


def _side(project: Project, key: str, room: float, look: Look) -> Flowable:
    """Set name, kind and figures, and circles for people where they make the row no higher than the `room`."""
    kind = look.text(project.what, "kind", look.grid.side, tidy=True) if project.what else None
    numbers = [fact for fact in project.facts if fact.is_number][:_MOST_FIGURES]
    figures = _figures(numbers, look) if numbers else None
    said = Stack([(0, _name(project, key, look)), (0, kind), (look.space("s"), figures)], whole=True)
    counted = next((fact.people for fact in numbers if fact.people), None)
    if counted:
        meaning = look.caption(counted.meaning, width=look.grid.side)
        taken = said.height + look.space("s") + look.space("xs") + meaning.height
        drawn = charts.figure_of(counted, look.charts, look.grid.side, Points(max(room - taken, 0)))
        if drawn:
            circles = look.picture(drawn, counted.alt)
            return Stack([(0, said), (look.space("s"), circles), (look.space("xs"), meaning)], whole=True)
    return said


def _name(project: Project, key: str, look: Look) -> Flowable:
    """Set the name behind the square with its number, or below it where a word has no room there."""
    role, width = look.roles["project"], look.grid.side
    if not project.number:
        return look.heading(project.name, "project", width, 3, key)
    indent = _TO_NAME * role.size
    widest = max(_line_width(look, word, "project") for word in project.name.text.split())
    beside = widest <= width - indent
    name = look.heading(project.name, "project", width - indent if beside else width, 3, key)
    shades = chart_style(look.theme, "brief", dark=look.theme.cover.style != "white")
    square = charts.numbered_square(project.number, shades, Points(_SQUARE * role.size))
    up = role.font.metrics.cap_height * role.size / 2 + square.height / 2
    if beside:
        return Placed([(0, name.baseline - up, ChartPicture(square, None)), (indent, 0, name)])
    return Stack([(0, ChartPicture(square, None)), (look.space("xs"), name)], whole=True)


def _main(project: Project, look: Look) -> Flowable:
    finding = look.text(project.finding, "subheading", look.grid.main)
    text = look.paragraphs(project.text, "body", look.grid.main)
    credit = look.text(project.credit, "credit", look.grid.main, tidy=True) if project.credit else None
    parts = [(0, finding), (0, text), (look.space("xs"), credit)]
    return Stack(parts, whole=not look.large_print, heads=1, tail=credit is not None)


def _figures(facts: Sequence[Fact], look: Look) -> Flowable:
    """Set figures side by side where they fit, else below each other."""
    widths = _widths(facts, look) if len(facts) == _MOST_FIGURES else None
    if widths is None:
        figures = [_figure(fact, look.grid.side, look) for fact in facts]
        return look.stacked([look.under(parts) for parts in figures], look.space("s"), whole=True)
    first, second = (_figure(fact, width, look) for fact, width in zip(facts, widths, strict=True))
    taken = max(line.width for part in first for line in part.lines)
    return Placed([(0, 0, look.under(first)), (taken + _BETWEEN_FIGURES, 0, look.under(second))])


def _figure(fact: Fact, width: float, look: Look) -> Pair:
    """Set a figure and its label, which are read as one element."""
    both = Elem("P")
    above = look.text(fact.show, "figure_small", width, elem=both, tidy=True)
    above.goes_on = True
    return above, look.text(fact.label, "note", width, elem=both, tidy=True)


def _widths(facts: Sequence[Fact], look: Look) -> tuple[float, float] | None:
    """Share the side column between two figures: the shorter label has its line, the longer one wraps in the rest."""
    room = look.grid.side - _BETWEEN_FIGURES
    shows = [_line_width(look, fact.show.text, "figure_small") for fact in facts]
    words = [max(_line_width(look, word, "note") for word in fact.label.text.split()) for fact in facts]
    least = [max(each) for each in zip(shows, words, strict=True)]
    if sum(least) > room:
        return None
    wanted = [max(least[n], _line_width(look, facts[n].label.text, "note")) for n in (0, 1)]
    if sum(wanted) <= room:
        return wanted[0], wanted[1]
    shorter = 0 if wanted[0] < wanted[1] else 1
    kept = max(least[shorter], min(wanted[shorter], room - least[1 - shorter]))
    return (kept, room - kept) if shorter == 0 else (room - kept, kept)


def _line_width(look: Look, text: str, role: str) -> float:
    return look.roles[role].font.width(text, look.roles[role].size)
