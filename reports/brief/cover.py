"""The brief's first page: on a plate who speaks, the title and the squares; below it figures and standfirst.

The plate has its measure. What stands below it may take some of that, and a long title grows it: the squares give way.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from reports import charts
from reports.brief.flowables import ChartPicture, Flowable, Panel, Placed, Plate, Stack
from reports.brief.keyfigures import key_figure, side_by_side
from reports.brief.letter import letter_page
from reports.brief.look import Look, in_few_lines
from reports.brief.photos import LogoPicture, PhotoPicture
from reports.brief.running import header
from reports.brief.slots import LETTERS, Greeting, greeting
from reports.brief.text import SetText
from reports.charts.drawing import Drawing
from reports.pdf.fonts import Role
from reports.pdf.structure import Elem
from reports.story import Cover, KeyFigure, Photograph, Portfolio, Story
from reports.story import richtext as wording
from reports.story.numeral import numeral
from reports.theme.photos import Shade
from reports.units import Points, from_mm

TITLE_KEY = "title"
_PLATE, _LARGE_PLATE = 0.72, 0.798  # of the sheet's height
_TO_TITLE, _TO_ART, _TO_FOOT = 37.5, 30.0, 22.0
_NUMERAL_TO_WORDS, _FIELD_TO_WORDS = 20.0, 35.0
_TO_FIGURES, _TO_RULE = 40.0, 14.0
_CLOSER = 0.68  # of these, in large print: all of the cover is to stand on one page
_LEAST_ART, _LEAST_NUMERAL = 40.0, 150.0  # points high
_SIZES = (1.17, 1.0, 0.87, 0.74, 0.61)  # of a title; the first where no numeral stands below it
_TITLE_LINES = 3
_LOGO_HEIGHT, _LOGO_PAD = from_mm(15), from_mm(4)
_ROUNDED = 0.01  # points by which a drawing may be higher than it was asked for
_PHOTO, _FADES = 0.673, from_mm(42)  # of the sheet's height: a picture; how far its shade fades
_STRIP, _TO_STRIP = 24.0, 18.0
_LOWERED = from_mm(1)  # the standfirst beside a figure


def cover(story: Story, look: Look, letter: str = LETTERS[0]) -> Flowable:
    """Set the first page; a personal letter is set in the role of that name."""
    personal = greeting(story.cover.personal, look, letter)
    if personal.letter or personal.address or personal.table:
        title = look.heading(story.cover.title, "project", look.grid.side, 1, TITLE_KEY)
        return letter_page(story.cover, personal, *_above(story, look, white=True), look, title)
    photo = None if look.large_print else story.cover.photo
    if look.theme.cover.style == "photo" and photo:
        return _photo(story, photo, personal, look)
    white = look.theme.cover.style == "white"
    on = look if white else look.on_dark()
    for figures in (story.cover.figures, story.cover.portfolio.figures):
        below = _below(story.cover, figures, personal, look)
        if white:
            rule = Placed([(0, _gap(_TO_RULE - _TO_FIGURES, look), look.hairline())], look.theme.brief.rule)
            below = Placed([(0, 0, rule), (0, 0, below)])
        plate, drawn = _plate(story, below.height, on, white=white)
        if drawn:
            break
    return Stack([(0, plate), (_gap(_TO_FIGURES, look), below)])


def _gap(points: float, look: Look) -> float:
    return look.gap(points) * (_CLOSER if look.large_print else 1.0)


def _photo(story: Story, photo: Photograph, personal: Greeting, look: Look) -> Flowable:
    """Set the title on a picture's shaded head, and below the picture a strip of squares over the figures."""
    portfolio, top, left = story.cover.portfolio, from_mm(look.paper.top), from_mm(look.paper.left)
    on, width = look.on_dark(), look.grid.text
    above, down = _above(story, on, white=False)
    title = _title(story, on, large=True)
    strip = charts.squares_of(portfolio.chart, look.charts, width, Points(_STRIP), art="field", numbered=False)
    words = _words(story.cover, look, drawn=strip is not None, numbered=False, white=True)
    credit = look.caption(photo.credit, width=width)
    art = ChartPicture(strip, Elem("Figure", alt=strip.alt)) if strip else None
    figures = _below(story.cover, story.cover.figures, personal, look)
    gap = look.gap(_TO_STRIP)
    below = Stack([(look.space("xs"), credit), (gap, art), (look.space("s"), words), (gap, figures)])
    foot = min(from_mm(look.paper.height) * _PHOTO, look.body_height + top - below.height)
    full = min(0.95, (top + down + title.height + look.space("s")) / foot)
    seen = PhotoPicture(photo, from_mm(look.paper.width), look, foot, Shade(min(1.0, full + _FADES / foot), full))
    placed = Placed([(-left, -top, seen), *above, (0, down, title)])
    placed.elems = [*(elem for _, _, each in above for elem in each.elems), *title.elems, *seen.elems]
    return Stack([(0, Plate(placed, foot - top, None)), (0, below)])


def _plate(story: Story, below: float, look: Look, *, white: bool) -> tuple[Plate, bool]:
    """Set the plate as low as it is to be, or as its words need; the squares have the room between, if it is enough.

    Return whether they are drawn, too.
    """
    sheet = from_mm(look.paper.height) * (_LARGE_PLATE if look.large_print else _PLATE) - from_mm(look.paper.top)
    foot = min(sheet, look.body_height - below - _gap(_TO_FIGURES, look))
    above, down = _above(story, look, white=white)
    portfolio, gaps = story.cover.portfolio, _gap(_TO_ART, look) + _gap(_TO_FOOT, look)
    spelt = look.theme.cover.art == "numeral" and numeral(portfolio.chart.count) is not None
    title = _title(story, look, large=not spelt)
    # what has to be said of squares is known when they are drawn, and takes no more room than of all of them
    words = _words(story.cover, look, drawn=True, numbered=True, white=white)
    room = foot - down - gaps - words.height - title.height
    spelt = spelt and room - _gap(_NUMERAL_TO_WORDS, look) >= _LEAST_NUMERAL
    to_words = _gap(_NUMERAL_TO_WORDS if spelt else _FIELD_TO_WORDS, look)
    art = _art(portfolio, look, room - to_words, spelt=spelt)
    numbered = art is not None and art.alt.endswith(portfolio.chart.numbered_alt)
    words = _words(story.cover, look, drawn=art is not None, numbered=numbered, white=white)
    drawn = art.height + to_words if art else 0.0
    foot = max(foot, down + title.height + gaps + drawn + words.height)
    at = foot - _gap(_TO_FOOT, look) - words.height
    picture = [(0.0, at - drawn, ChartPicture(art, Elem("Figure", alt=art.alt)))] if art else []
    placed = Placed([*above, (0, down, title), *picture, (0, at, words)])
    return Plate(placed, foot, None if white else look.theme.colour["deep"]), art is not None


def _above(story: Story, look: Look, *, white: bool) -> tuple[list[tuple[float, float, Flowable]], float]:
    """Set who speaks, a logo, that it is a draft or historic; return where the title may begin, too."""
    top = from_mm(look.paper.top)
    head, logo = header(story, look), look.theme.logo
    placed: list[tuple[float, float, Flowable]] = [(0, from_mm(look.paper.header) - top, head)]
    down = placed[0][1] + head.height
    if logo:
        bare = white or logo.on_dark is not None
        ground = look.theme.colour["paper" if white or not bare else "deep"]
        box = (look.grid.side, _LOGO_HEIGHT)
        picture = LogoPicture(logo.file if white else logo.on_dark or logo.file, logo.alt, box, ground, look.problems)
        mark = picture if bare else Panel(picture, picture.width + 2 * _LOGO_PAD, _LOGO_PAD, ground)
        placed.append((0, down + look.space("m"), mark))
        down += look.space("m") + mark.height
    for said in story.cover.notices:
        notice = look.text(said, "subheading", look.grid.text, tidy=True)
        placed.append((0, down + look.space("m"), notice))
        down += look.space("m") + notice.height
    return placed, down + _gap(_TO_TITLE, look)


def _title(story: Story, look: Look, *, large: bool) -> SetText:
    """Set the title in the largest size in which it takes three lines, or else in the smallest."""

    def set_in(role: Role) -> SetText:
        return look.heading(story.cover.title, role, look.grid.text, 1, TITLE_KEY)

    sizes = _SIZES if large and not look.large_print else _SIZES[1:]
    return in_few_lines(look.roles["title"], sizes, _TITLE_LINES, set_in)


def _art(portfolio: Portfolio, look: Look, room: float, *, spelt: bool) -> Drawing | None:
    if look.theme.cover.art == "none" or room < _LEAST_ART:
        return None
    height = Points(room - _ROUNDED)
    art: Literal["numeral", "field"] = "numeral" if spelt else "field"
    return charts.squares_of(portfolio.chart, look.charts, look.grid.text, height, art=art, numbered=True)


def _words(content: Cover, look: Look, *, drawn: bool, numbered: bool, white: bool) -> SetText:
    """Set what a square means, whose have numbers, and what is not known; without squares, the latter alone."""
    portfolio = content.portfolio if drawn else content.portfolio.without_squares
    if drawn and not numbered:
        portfolio = portfolio.without_numbers
    said = (portfolio.meaning_in_full or portfolio.meaning, portfolio.described, portfolio.caveat, content.credit)
    there = [each for each in said if each]
    joined = wording.listed(there, " ", there[0].where)
    role = replace(look.roles["note"], emphasis="" if white else look.theme.colour["spark"])
    return look.text(joined, role, look.grid.text, tidy=True)


def _below(content: Cover, figures: Sequence[KeyFigure], personal: Greeting, look: Look) -> Flowable:
    """Set figures, and in main what is said to a reader and the standfirst; in large print that is on the next page."""
    grid = look.grid
    standfirst = [] if look.large_print else [look.text(content.standfirst, "standfirst", grid.main, tidy=True)]
    in_main = [each for each in (personal.dedication, *standfirst) if each]
    main = look.stacked(in_main, look.space("s")) if in_main else None
    if look.large_print:
        rows = [*([main] if main else []), *(key_figure(each, grid.text, look) for each in figures)]
        return look.stacked(rows, look.space("s"))
    across = [key_figure(each, grid.side, look) for each in figures]
    if len(across) > 1 or main is None:
        row = side_by_side(across, grid.to_next_third)
        return Stack([(0, row), (look.space("m"), Placed([(grid.to_main, 0, main)]))]) if main else row
    return Placed([*((0.0, 0.0, each) for each in across), (grid.to_main, _LOWERED if across else 0.0, main)])
