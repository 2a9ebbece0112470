"""The theme on one paper, ready to set: roles of text, columns and spaces in points; and what did not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from reports import wording
from reports.brief.flowables import Flowable, Picture, Rule, Stack
from reports.brief.fonts import Role, shaped_font
from reports.brief.structure import Elem
from reports.brief.text import Anchor, Prose, prose, sticks_out
from reports.charts import ChartStyle, chart_style
from reports.drawing import record
from reports.errors import Location, Problem
from reports.sheet import Figure
from reports.story import Section, Words
from reports.theme import Paper, Theme, Type
from reports.units import Points, from_mm

Pair = tuple[Prose, Prose]
Space = Literal["xs", "s", "m", "l", "xl", "xxl"]


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns, in points: a side and a main one, or three thirds; `main` and the second third share an edge."""

    text: Points
    side: Points
    main: Points
    third: Points
    gutter: Points

    @property
    def to_main(self) -> float:
        """Give the distance from the text's left edge to the main column's."""
        return self.side + self.gutter

    @property
    def to_next_third(self) -> float:
        """Give the distance from one third to the next."""
        return self.third + self.gutter


@dataclass(frozen=True, slots=True)
class Look:
    """How this brief looks. `problems` collects what does not fit, so that all of it is told at once."""

    theme: Theme
    paper: Paper
    grid: Grid
    roles: dict[str, Role]
    charts: ChartStyle
    problems: list[Problem] = field(default_factory=list)

    def space(self, name: Space) -> float:
        """Give a vertical space of the theme's scale, closer on a shorter paper."""
        return self.gap(self.theme.brief.space[name])

    def gap(self, points: float) -> float:
        """Scale a vertical space to the paper."""
        return points * self.paper.gaps

    def text(
        self,
        words: Words,
        role: str | Role,
        width: float,
        tag: str = "P",
        *,
        elem: Elem | None = None,
        tidy: bool = False,
    ) -> Prose:
        """Set a text; what is too wide for its column is noted as a problem."""
        role = self.roles[role] if isinstance(role, str) else role
        set_text = prose(words, role, width, elem or Elem(tag, where=words.where), tidy=tidy)
        if sticks_out(set_text, width):
            self.problems.append(_too_wide(set_text, words.where, width))
        return set_text

    def pair(self, first: tuple[Words, str | Role], second: tuple[Words, str], width: float, tag: str = "P") -> Pair:
        """Set two texts, each in its role, that are read as one: a figure and its label."""
        both = Elem(tag)
        above = self.text(*first, width, elem=both, tidy=True)
        above.goes_on = True
        return above, self.text(*second, width, elem=both, tidy=True)

    def heading(self, words: Words, role: str, width: float, level: int, key: str) -> Prose:
        """Set a heading: it can be gone to by `key` and stands in the bookmarks."""
        set_text = self.text(words, role, width, f"H{level}", tidy=True)
        set_text.anchor = Anchor(key, words.text, level - 1)
        return set_text

    def paragraphs(self, texts: tuple[Words, ...], role: str, width: float) -> Stack:
        """Set paragraphs, a small space between them."""
        return self.stacked([self.text(words, role, width) for words in texts], self.space("s"))

    def stacked(self, flowables: Sequence[Flowable], gap: float, *, whole: bool = False) -> Stack:
        """Put flowables under each other, all with the same gap."""
        return Stack([(gap if place else 0.0, each) for place, each in enumerate(flowables)], whole=whole)

    def accented(self, role: str) -> Role:
        """Give a role in the accent colour."""
        return replace(self.roles[role], colour=self.theme.colour["accent"])

    @property
    def body_height(self) -> float:
        """Give the height of the page between its margins."""
        return from_mm(self.paper.height - self.paper.top - self.paper.bottom)

    def full_width(
        self, heading: Prose, below: Sequence[tuple[float, Flowable]], *, whole: bool = False, heads: int = 1
    ) -> Stack:
        """Put a heading over what it heads, its baseline where a text's first line would have it.

        The `heads` first, the heading counted, stay with the beginning of what follows.
        """
        raised = self.roles["body"].baseline - heading.baseline
        return Stack([(raised, heading), *below], whole=whole, heads=heads)

    def caption(self, *parts: Words | None, width: float) -> Prose:
        """Set what there is to say below a chart, in one paragraph."""
        there = [part for part in parts if part]
        joined = wording.join(*wording.separated(there, " "), where=there[0].where)
        return self.text(joined, "caption", width, tidy=True)

    def picture(self, figure: Figure, alt: str) -> Picture:
        """Record a chart for this page; its alt text is what a screen reader says."""
        return Picture(record(figure, alt, self.charts.faces), self.roles["body"], Elem("Figure", alt=alt))

    def hairline(self) -> Rule:
        """Make a rule over the whole width."""
        return Rule(self.grid.text, self.theme.brief.rule, self.theme.colour["hairline"])


def anchor_of(section: Section) -> str:
    """Name the place where a section begins; no heading that is called "Title" or "Source 1" gets in the way."""
    return f"section/{section.key}"


def look_of(theme: Theme, paper: Literal["a4", "letter"]) -> Look:
    """Resolve a theme for a paper."""
    grid = theme.brief.grid
    columns = (from_mm(mm) for mm in (grid.text, grid.side, grid.main, grid.third, grid.gutter))
    roles = {name: _role(theme, kind) for name, kind in theme.brief.type.items()}
    return Look(theme, theme.brief.paper[paper], Grid(*columns), roles, chart_style(theme, "brief"))


def _role(theme: Theme, kind: Type) -> Role:
    strong = shaped_font(theme.font.strong)
    return Role(
        font=strong if kind.weight == "strong" else shaped_font(theme.font.regular),
        strong=strong,
        size=kind.size,
        leading=kind.leading,
        colour=theme.colour[kind.colour],
        link=theme.colour["accent"],
    )


def _too_wide(text: Prose, where: Location, width: float) -> Problem:
    line = max(text.lines, key=lambda line: line.width)
    word = "".join(piece.text for piece in line.pieces).strip()
    share = line.width / width
    return Problem(
        where,
        f"{word!r} is too wide for its column in the brief: {share:.0%} of it",
        hint="use a shorter word, or put a hyphen or a space where it may break",
    )
