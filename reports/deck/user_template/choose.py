"""Which template the deck is set in: ours, or one that the command line or the theme names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.deck.layout.target import DeckTarget, our_target
from reports.deck.ooxml import template
from reports.errors import DataError, Location, Problem
from reports.files import demand_file
from reports.frozen import frozen
from reports.theme.types import Theme

if TYPE_CHECKING:
    from reports.deck.user_template.mapping import Choice, Purpose
    from reports.deck.user_template.read import TemplateLayout

# What reads somebody else's template is imported where one is named: most builds have none.


@frozen
class ChosenTemplate:
    """A target, how to open its template, and its file if it is not ours.

    `opened` returns a python-pptx Presentation without slides, with all layouts that the template has.
    """

    target: DeckTarget
    opened: Callable[[], Any]
    file: Path | None = None
    warnings: tuple[Problem, ...] = ()


def choose_template(theme: Theme, file: Path | None) -> ChosenTemplate:
    """Choose the template: `file` if there is one, else the theme's, else ours.

    Raises a DataError for a template that is harmful, damaged, or without a layout for text.
    """
    file = file or (theme.template.file if theme.template else None)
    if file is None:
        return ChosenTemplate(our_target(theme), partial(template.opened, theme))
    from reports.deck.user_template import clean, user_target
    from reports.deck.user_template.room import enlarged, with_room

    data, found, choices = read(file, theme)
    if user_target.is_copy(found, theme) and not (theme.template and theme.template.layouts):
        target = user_target.copy_target(found[0], theme)
        return ChosenTemplate(target, lambda: clean.opened(data, target.theme), file)
    roomy = {purpose: with_room(choice.layout, purpose) for purpose, choice in choices.items()}
    target = user_target.template_target(roomy, theme)
    where = Location(str(file))
    pairs = {choice.layout.part: (choice.layout, roomy[purpose]) for purpose, choice in choices.items()}
    warnings = tuple(problem for pair in pairs.values() for problem in enlarged(*pair, where))
    return ChosenTemplate(target, lambda: clean.opened(data, target.theme), file, warnings)


def read(file: Path, theme: Theme) -> tuple[bytes, tuple[TemplateLayout, ...], dict[Purpose, Choice]]:
    """Read somebody's template: its bytes, fit to be opened, what it offers, and which layouts we take."""
    from reports.deck.user_template.clean import mended
    from reports.deck.user_template.mapping import choose_layouts
    from reports.deck.user_template.read import layouts_of
    from reports.deck.user_template.security import MOST_BYTES, screened

    where = Location(str(file))
    try:
        demand_file(file)
        with file.open("rb") as opened:
            given = opened.read(MOST_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise DataError([Problem(where, f"cannot be read: {reason}", "give a .pptx or a .potx")]) from error
    data = mended(screened(given, where))
    found = layouts_of(data)
    return data, found, choose_layouts(found, theme.template.layouts if theme.template else {}, where)
