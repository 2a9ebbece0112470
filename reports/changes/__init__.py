"""What differs between two data files, thing by thing: one list for the command and for the section."""

from reports.awards import Awards
from reports.changes.contents import of_contents
from reports.changes.differences import Difference, Differences, Side, Subject
from reports.changes.quantities import of_awards, of_quantities, pairs, unknown
from reports.datafile.model import Programme

__all__ = ["Difference", "Differences", "Side", "Subject", "between", "unknown"]


def between(old: Programme, new: Programme, tables: tuple[Awards | None, Awards | None] = (None, None)) -> Differences:
    """Return what differs between two programmes, and between the awards of their `tables`: nothing if all is alike."""
    same = pairs(old, new)
    awards, notes = of_awards(*tables)
    lost = (f"{name}: was names {was}, which the older file does not have" for name, was in unknown(old, new).items())
    found = (*of_quantities(old, new, same), *of_contents(old, new, same), *awards)
    return Differences(found, (*lost, *notes))
