"""Who takes part: logos that look equally large, names below them; without any logo the names in columns."""

from collections.abc import Sequence

from reports.brief.flowables import Flowable, Placed, Stack, tagged
from reports.brief.look import Look, anchor_of
from reports.brief.photos import PhotoPicture
from reports.story import Partner, Partners, Section
from reports.theme.photos import inked
from reports.units import from_mm

_AREA, _HIGHEST = from_mm(32) * from_mm(12), from_mm(20)  # of a logo
_BETWEEN, _MOST_ROWS = 4.0, 20  # points between names; names in a column, over which nothing is parted


def partners(section: Section, block: Partners, look: Look) -> Flowable:
    """Set the heading over all of them, as many in a row as there are thirds."""
    across = look.grid.thirds_in(look.grid.text)
    heading = look.heading(section.heading, "heading", look.grid.text, 2, anchor_of(section))
    most = across if any(each.logo for each in block.partners) else across * _MOST_ROWS
    parts = [block.partners[start : start + most] for start in range(0, len(block.partners), most)]
    if most == across:
        listed = look.listed([_row(part, look) for part in parts], look.space("m"))
    else:
        listed = look.stacked([_names(part, across, look) for part in parts], look.gap(_BETWEEN))
    return look.full_width(heading, [(look.space("s"), tagged("L", listed))])


def _row(some: Sequence[Partner], look: Look) -> Flowable:
    """Set logos on one foot, each with its name below it."""
    sizes = [inked(each.logo, _AREA, look.grid.third, _HIGHEST) if each.logo else (0.0, 0.0) for each in some]
    foot, cells = max(high for _, high in sizes), []
    for place, (each, (wide, high)) in enumerate(zip(some, sizes, strict=True)):
        logo = PhotoPicture(each.logo, wide, look, high, ink=True) if each.logo else None
        name = look.text(each.line, "column", look.grid.third, tidy=True)
        cell = Placed([(0, foot - high, logo), (0, foot + look.space("xs") * bool(foot), name)])
        item = tagged("LI", tagged("LBody", cell))
        cells.append((place * look.grid.to_next_third, 0.0, item))
    return Placed(cells)


def _names(some: Sequence[Partner], across: int, look: Look) -> Flowable:
    """Set names in columns that are read one after the other."""
    rows, columns = -(-len(some) // across), list[tuple[float, float, Flowable]]()
    for start in range(0, len(some), rows):
        texts = [look.text(each.line, "column", look.grid.third, tidy=True) for each in some[start : start + rows]]
        items = [tagged("LI", tagged("LBody", text)) for text in texts]
        left = len(columns) * look.grid.to_next_third
        columns.append((left, 0.0, Stack([(look.gap(_BETWEEN) * bool(n), each) for n, each in enumerate(items)])))
    return Placed(columns)
