"""A theme from its file: assets/theme.yaml, with any part of it overridden by a user's own.

Contrast and sizes are checked when a theme is read.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any, get_args

from reports.datafile.yaml import Path as Place
from reports.datafile.yaml import Tree, did_you_mean, nearest, quote, read_file, repathed, validate
from reports.errors import DataError, Location, Problem
from reports.theme.assets import ASSETS
from reports.theme.contrast import Shortfall, shortfalls
from reports.theme.fontcheck import unfit
from reports.theme.shades import followed
from reports.theme.types import Look, Theme, is_colour

_READY = get_args(Look)


def load_theme(
    override: Path | None = None, warn: Callable[[Problem], None] = lambda problem: None, *, photo: bool = False
) -> Theme:
    """Read our look, with the theme file `override` laid over it part by part.

    Between the two lies the ready look that it names. Raises a DataError with every problem: what the file holds, what
    can't be read for lack of contrast or size. Files that it names are looked for in its own folder, then in ours.
    `warn` hears of logos that can't be seen or are coarse, and of a photo that the data file does not have (`photo`).
    """
    theme, mended = _checked(override) if override else _ours()
    if theme.logo:
        from reports.theme.logos import lost  # with what reads pictures

        for short in lost(theme, theme.logo):
            warn(Problem(_place(short, mended), short.message, short.hint, fatal=False))
    if theme.cover.style == "photo" and not photo:
        message = "style is photo, but the data file names no picture: the cover is a plate"
        where = mended.place(("cover", "style"))
        warn(Problem(where, message, "add picture: under cover: in the data file", fatal=False))
        theme = theme.model_copy(update={"cover": theme.cover.model_copy(update={"style": "plate"})})
    return theme


def _checked(override: Path | None) -> tuple[Theme, Tree]:
    """Return a theme that can be used, and its file's values as far as they are those of the theme."""
    ours = tree = read_file(ASSETS / "theme.yaml")
    if override is not None:
        theirs = read_file(override)
        named = theirs.named("look")
        ready = ASSETS / "looks" / f"{named}.yaml"
        if named in _READY and ready.is_file():
            ours = _laid_over(ours, read_file(ready))
        tree = _laid_over(ours, theirs)

    # Where the file at hand is at fault, ours stands in.
    theme, problems, mended = validate(Theme, tree, lambda path, _kind: ours.at(*path))
    found = [*tree.problems, *problems]
    if theme is not None:
        # each at a part of the look that the file at hand decides, if that says what it means
        short_of = (each for each in (*shortfalls(theme), *unfit(theme.font)) if not any(map(mended.lost, each.paths)))
        found += (Problem(_place(each, mended), each.message, each.hint) for each in short_of)
    if theme is None or found:
        raise DataError(found)
    return theme, mended


_ours = cache(partial(_checked, None))  # which the deck asks for again, to tell a look from it


def _place(short: Shortfall, tree: Tree) -> Location:
    return next((tree.places[path] for path in short.paths if path in tree.places), tree.file)


def _laid_over(ours: Tree, theirs: Tree) -> Tree:
    """Lay a layer's values over ours. A part that ours has not is unknown; what could not be read stays as ours."""
    if () in theirs.faulty:
        return theirs
    problems, renamed, given = list(theirs.problems), dict[Place, Place](), set[Place]()

    def over(below: object, above: object, path: Place) -> object:
        if path in theirs.faulty:
            return below
        if not (isinstance(below, dict) and isinstance(above, dict)):
            return above
        merged = dict(below)
        for key, value in above.items():
            known = key if key in below else nearest(key, below)
            if key not in below:
                hint = did_you_mean(key, below, "the keys here are")
                problems.append(Problem(theirs.keys[(*path, key)], f"unknown key {quote(key)}", hint))
            if known is None or (known != key and known in above):
                continue
            if known != key:
                renamed[(*path, key)] = (*path, known)
            given.add((*path, known))
            merged[known] = over(below[known], value, (*path, key))
        return merged

    value = over(ours.value, theirs.value, ())
    if isinstance(value, dict) and isinstance(ours.value, dict):
        value = _completed(value, ours.value, given)
    return repathed(replace(theirs, value=value, problems=tuple(problems)), renamed)


def _completed(value: dict[str, Any], below: dict[str, Any], given: set[Place]) -> dict[str, Any]:
    """Let colours follow from those that a layer gives, and what is said be set in a family of the layer's own."""
    colours, under = value["colour"], below["colour"]
    if isinstance(colours, dict) and all(is_colour(each) for each in colours.values()):
        changed = {role for role in colours if colours[role] != under[role]}
        named = {str(path[1]) for path in given if path[0] == "colour" and len(path) == 2}
        value = {**value, "colour": followed(colours, changed, named | changed)}
    cover, chosen = value["cover"], ("cover", "style") in given and ("cover", "handouts") not in given
    if chosen and isinstance(cover, dict) and cover["style"] in ("plate", "white"):
        value = {**value, "cover": {**cover, "handouts": cover["style"]}}
    font = value["font"]
    if ("font", "regular") in given and ("font", "head") not in given and isinstance(font, dict):
        value = {**value, "font": {**font, "head": "text"}}
    return value
