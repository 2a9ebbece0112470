"""Sections that are made of quantities: a row of figures."""

from reports.datafile import model
from reports.datafile.model import Programme, Prose
from reports.story import Figures, KeyFigure, Words, numbers, richtext
from reports.story.phrases import phrases_of


def figures_of(section: model.FiguresSection, programme: Programme) -> Figures:
    """Return a row of figures, each with its change where the data file says what it was."""
    return Figures(
        tuple(
            KeyFigure(
                numbers.resolve(each.show, programme), numbers.resolve(each.label, programme), _against(each, programme)
            )
            for each in section.figures
        )
    )


def _against(each: model.ShownFigure, programme: Programme) -> tuple[Words, ...]:
    """Return how a figure has changed, and under it what it was; nothing where that is not known."""
    place = numbers.PLACE.fullmatch(each.show.text)
    quantity = programme.quantities.get(place[1]) if place else None
    if place is None or not isinstance(quantity, model.Stated) or quantity.before is None:
        return ()
    where, date = each.show.where, numbers.verbatim(quantity.before.as_of)
    change, before = (
        numbers.resolve(Prose(f"{{{place[1]}:{part}}}", where), programme) for part in ("change", "before")
    )
    return change, richtext.fill(phrases_of(programme).earlier, where, date=date, number=before)
