"""The theme on one paper, ready to set: roles of text, columns and spaces in points; and what did not fit."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Literal, Self

from reports.brief.flowables import Anchor, ChartPicture, Flowable, HorizontalRule, Placed, SideBySide, Stack, tagged
from reports.brief.hyphenation import Breaks
from reports.brief.text import SetText, break_words, sticks_out
from reports.charts import ChartStyle, chart_style
from reports.charts.canvas import Figure
from reports.charts.recorder import record
from reports.errors import Location, Problem
from reports.frozen import field, frozen, replace
from reports.pdf.fonts import Role, shaped_font
from reports.pdf.structure import UNNUMBERED, Elem
from reports.pdf.tags import HEADINGS, Tag
from reports.story import Section, Words
from reports.story import richtext as wording
from reports.story.phrases import Phrases
from reports.story.text import BULLET, NO_BREAK
from reports.theme.types import ON_DARK, Paper, Space, Theme, Type
from reports.units import Points, from_mm

Pair = tuple[SetText, SetText]

_INDENT = from_mm(14)  # from a numeral or letter to its text
_NEW_LINE = 0.51  # of the size: pdf.js glues to a text what stands less than half its height lower
_LARGE_LABELS = 1.5  # times the column of a bar's label
_TO_FINDING = 3.0  # from the topic to the finding below it
_LARGE = 24.0  # points: a larger heading begins at the top of the text
_ABOVE_MAIN = 12.0  # points between a heading and its text, in large print


@frozen
class PageGrid:
    """Columns, in points: a side and a main one, or three thirds; `main` and the second third share an edge."""

    text: Points
    side: Points
    main: Points
    third: Points
    gutter: Points

    @property
    def to_main(self) -> float:
        """Return the distance from the text's left edge to the main column's."""
        return self.text - self.main

    @property
    def to_next_third(self) -> float:
        """Return the distance from one third to the next."""
        return self.third + self.gutter

    def thirds_in(self, width: float) -> int:
        """Return how many of the narrowest columns a width holds: one in large print."""
        return max(1, int((width + self.gutter) / (self.third + self.gutter) + 0.01))


@frozen
class Look:
    """How this brief looks, resolved for its paper. Everything that sets text takes it.

    `roles` are by the theme's names ("body", "heading", "caption" …), `charts` is what charts are drawn with, `indent`
    from a numeral to its text. `problems` collects what does not fit; `render` raises all of it at once. `breaks` is
    where words may break, if the language breaks any.
    """

    theme: Theme
    paper: Paper
    grid: PageGrid
    roles: dict[str, Role]
    charts: ChartStyle
    phrases: Phrases
    indent: Points
    large_print: bool
    problems: list[Problem] = field(default_factory=list)
    breaks: Breaks | None = None

    def space(self, name: Space) -> float:
        """Return a vertical space of the theme's scale, closer on a shorter paper."""
        larger = self.theme.brief.large_print.space if self.large_print else {}
        return self.gap(larger.get(name, self.theme.brief.space[name]))

    def gap(self, points: float) -> float:
        """Scale a vertical space to the paper."""
        return points * self.paper.gaps

    def text(
        self,
        words: Words,
        role: str | Role,
        width: float,
        tag: Tag = "P",
        *,
        elem: Elem | None = None,
        tidy: bool = False,
        balanced: bool = False,
        indent: float = 0.0,
    ) -> SetText:
        """Set a text; what is too wide for its column is noted as a problem."""
        role = self.roles[role] if isinstance(role, str) else role
        lines = break_words(words, role, width, tidy=tidy, balanced=balanced, indent=indent, breaks=self.breaks)
        set_text = SetText(lines, role, elem or Elem(tag, where=words.where), words.where, self.phrases)
        set_text.indent = indent
        if sticks_out(set_text, width):
            self.problems.append(_too_wide(set_text, words.where, width))
        return set_text

    def on_dark(self) -> Self:
        """Return the same for what stands on `deep` or on `accent`."""
        shades = self.theme.colour
        turned = {shades[role]: shades[dark] for role, dark in ON_DARK.items() if role != "paper"}
        roles = {
            name: replace(role, colour=turned.get(role.colour, role.colour), link=shades["on_dark"])
            for name, role in self.roles.items()
        }
        return replace(self, roles=roles, charts=chart_style(self.theme, "brief", dark=True))

    def under(self, pair: Pair, gap: float = 0.0) -> Stack:
        """Put the second text of a pair below the first, low enough for every reader to begin a new line there."""
        above, below = pair
        down = above.role.leading - above.baseline + below.baseline
        return Stack([(0, above), (max(gap, _NEW_LINE * above.role.size - down), below)], whole=True)

    def heading(self, words: Words, role: str | Role, width: float, level: int, key: str) -> SetText:
        """Set a heading of a level from 1 on: it can be gone to by `key` and stands in the bookmarks.

        No level may be left out on the way down (`conformance.check`).
        """
        set_text = self.text(words, role, width, HEADINGS[level - 1], balanced=True)
        set_text.anchors = [Anchor(key, words, set_text.elem, level - 1)]
        return set_text

    def paragraphs(self, texts: tuple[Words, ...], role: str, width: float) -> Stack:
        """Set paragraphs, a small space between them; entries that follow each other are a list."""
        parts: list[Flowable] = []
        for is_item, group in groupby(texts, lambda words: words.item):
            several = list(group)
            alone = (self.text(words, role, width) for words in several)
            parts += [self._list(several, role, width)] if is_item else alone
        return self.stacked(parts, self.space("s"))

    def _list(self, texts: Sequence[Words], role: str, width: float) -> Flowable:
        kind, items = self.roles[role], list[Flowable]()
        indent = kind.font.width(f"{BULLET}{NO_BREAK * 2}", kind.size)
        for words in texts:
            label = self.text(Words(BULLET, words.where), role, indent, "Lbl")
            body = self.text(words, role, width - indent, "LBody")
            items.append(tagged("LI", Placed([(0, 0, label), (indent, 0, body)])))
        return tagged("L", self.listed(items, self.space("xs")), UNNUMBERED)

    def stacked(self, flowables: Sequence[Flowable], gap: float, *, whole: bool = False, least: int = 1) -> Stack:
        """Put flowables under each other, all with the same gap."""
        spaced = [(gap if place else 0.0, each) for place, each in enumerate(flowables)]
        return Stack(spaced, whole=whole, least=least)

    def listed(self, entries: Sequence[Flowable], gap: float) -> Stack:
        """Put entries of a list under each other; at a page's foot and head short ones stay together by threes.

        Longer ones stay together by twos, if a fifth of a page holds each.
        """
        of_page = (max(entry.height for entry in entries) + gap) / self.body_height
        least = 3 if 10 * of_page <= 1 else 2 if 5 * of_page <= 1 else 1
        return self.stacked(entries, gap, least=least)

    def accented(self, role: str) -> Role:
        """Return a role in the accent colour."""
        return replace(self.roles[role], colour=self.theme.colour["accent"])

    @property
    def to_footer(self) -> float:
        """Return the distance from the lowest place of a text to the footer's line."""
        return from_mm(self.paper.bottom - self.paper.footer) - self.roles["running"].leading

    @property
    def body_height(self) -> float:
        """Return the height of the page between its margins."""
        return from_mm(self.paper.height - self.paper.top - self.paper.bottom)

    def beside(self, side: Flowable, main: Flowable, above: float = _ABOVE_MAIN) -> Flowable:
        """Hang something in the side column beside its main column; in large print it stands `above`, in points."""
        if not self.large_print:
            return SideBySide(side, main, self.grid.to_main)
        return Stack([(0, side), (above, main)], heads=1)

    def full_width(
        self, heading: SetText, below: Sequence[tuple[float, Flowable]], *, whole: bool = False, heads: int = 1
    ) -> Stack:
        """Put a heading over what it heads, its baseline where a text's first line would have it, unless it is large.

        The `heads` first, the heading counted, stay with the beginning of what follows.
        """
        raised = 0.0 if heading.role.size > _LARGE else self.roles["body"].baseline - heading.baseline
        return Stack([(raised, heading), *below], whole=whole, heads=heads)

    def exhibit(
        self,
        section: Section,
        kicker: Words | None,
        below: Sequence[tuple[float, Flowable]],
        *,
        whole: bool = False,
        heads: int = 2,
        finding: Words | None = None,
    ) -> Stack:
        """Put a finding, the section's heading if none is given, over what it is seen in, with its topic above it.

        The `heads` are as in `full_width`.
        """
        topic = self.text(kicker, "kicker", self.grid.text, tidy=True) if kicker else None
        heading = self.heading(finding or section.heading, "exhibit", self.grid.text, 2, anchor_of(section))
        heading.anchors = [replace(anchor, title=section.heading) for anchor in heading.anchors]  # known by its topic
        if topic is None:
            return self.full_width(heading, below, whole=whole, heads=heads - 1)
        topic.anchors, heading.anchors = heading.anchors, ()  # who goes there sees the topic, too
        headed = [(self.gap(_TO_FINDING), heading), *below]
        return self.full_width(topic, headed, whole=whole, heads=heads)

    def caption(self, *parts: Words | None, width: float, indent: float = 0.0) -> SetText:
        """Set what there is to say below a chart, in one paragraph, whose first line may begin later."""
        there = [part for part in parts if part]
        joined = wording.listed(there, " ", there[0].where)
        return self.text(joined, "caption", width, tidy=True, indent=indent)

    def picture(self, figure: Figure, alt: str) -> ChartPicture:
        """Record a chart for this page; its alt text is what a screen reader says."""
        return ChartPicture(record(figure, alt, self.charts.faces), Elem("Figure", alt=alt))

    def hairline(self, width: float | None = None) -> HorizontalRule:
        """Make a rule, over the whole width unless it is given."""
        return HorizontalRule(width or self.grid.text, self.theme.brief.rule, self.theme.colour["hairline"])


def in_few_lines(kind: Role, sizes: Iterable[float], most: int, set_in: Callable[[Role], SetText]) -> SetText:
    """Return a text in the first of `sizes`, parts of its role's, that takes `most` lines or fewer; else the last."""
    for size in sizes:
        set_text = set_in(replace(kind, size=size * kind.size, leading=size * kind.leading))
        if len(set_text.lines) <= most:
            break
    return set_text


def anchor_of(section: Section) -> str:
    """Name the place where a section begins; no heading that is called "Title" or "Source 1" gets in the way."""
    return f"section/{section.key}"


def look_of(theme: Theme, paper: Literal["a4", "letter"], phrases: Phrases, *, large_print: bool = False) -> Look:
    """Resolve a theme for a paper: millimetres become points, names of colours become "#RRGGBB".

    Large print has one column, larger letters and margins, and no thirds.
    """
    grid = theme.brief.grid
    columns = (from_mm(mm) for mm in (grid.text, grid.side, grid.main, grid.third, grid.gutter))
    roles = {name: _role(theme, kind) for name, kind in theme.brief.type.items()}
    charts = chart_style(theme, "brief")
    look = Look(theme, theme.brief.paper[paper], PageGrid(*columns), roles, charts, phrases, _INDENT, large_print=False)
    return _large_print(look) if large_print else look


def _large_print(look: Look) -> Look:
    """Resolve it for one column, everything in it as wide as the text and no letter small."""
    theme, large, text = look.theme, look.theme.brief.large_print, look.grid.text
    roomier = {"top": look.paper.top + large.margins, "bottom": look.paper.bottom + large.margins}
    lettering = ("label", "label_strong", "key", "year")
    larger = {"size": large.label.size, "leading": large.label.leading}
    kinds: dict[str, Type] = {name: getattr(look.charts.look, name) for name in lettering}
    changed: dict[str, object] = {"squares_across": large.squares_across, "floor": large.label.size}
    changed["bar_label"] = _LARGE_LABELS * look.charts.look.bar_label
    changed |= {name: each.model_copy(update=larger) for name, each in kinds.items() if each.size < large.label.size}
    paper, grid = look.paper.model_copy(update=roomier), PageGrid(text, text, text, text, look.grid.gutter)
    roles, charts = {name: _role(theme, kind) for name, kind in large.type.items()}, look.charts.altered(**changed)
    look = replace(look, paper=paper, grid=grid, roles=look.roles | roles, charts=charts)
    return replace(look, indent=from_mm(large.indent), large_print=True)


def _role(theme: Theme, kind: Type) -> Role:
    strong = shaped_font(theme.font.face("head" if kind.weight == "head" else "strong"))
    font = shaped_font(theme.font.face("regular")) if kind.weight == "regular" else strong
    return Role(font, strong, kind.size, kind.leading, theme.colour[kind.colour], theme.colour["accent"])


def _too_wide(text: SetText, where: Location, width: float) -> Problem:
    line = max(text.lines, key=lambda line: line.width)
    word = "".join(piece.text for piece in line.pieces).strip()
    share = line.width / width
    message = f"{word!r} is too wide for its column in the brief: {share:.0%} of it"
    return Problem(where, message, "use a shorter word, or put a hyphen or a space where it may break")
