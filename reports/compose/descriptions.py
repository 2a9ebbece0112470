"""What charts and lists hold, in words: alike for whoever shows them as text, and for whoever reads them back."""

from __future__ import annotations

from collections.abc import Sequence

from reports.story import Annex, BarsChart, Milestone, StepPoint


def bars_told(chart: BarsChart) -> tuple[str, ...]:
    """Say what each bar is worth: "Committed, € million: 7.1; Awards: 19"."""
    return tuple(
        f"{chart.unit}: {bar.shown}" + (f"; {chart.things}: {bar.counted}" if chart.things else "")
        for bar in chart.bars
    )


def year_ends(points: Sequence[StepPoint]) -> tuple[StepPoint, ...]:
    """Give the last point of each year."""
    return tuple({point.date.year: point for point in points}.values())


def row_told(annex: Annex, row: int) -> str:
    """Tell a row with the heads of its cells: "No. 1; Title: …"."""
    told = zip(annex.head, annex.rows[row], strict=True)
    return "; ".join(f"{head}{'' if head.endswith('.') else ':'} {cell}" for head, cell in told)


def rest_told(annex: Annex, shown: int) -> str:
    """Say where the rows are that a slide does not show."""
    rest = len(annex.rows) - shown
    where = f"in the brief’s annex, “{annex.heading.text}”."
    if not rest:
        return f"The same list is {where}"
    return f"The other {rest:,} are {where}" if rest > 1 else f"The other one is {where}"


def step_told(milestone: Milestone) -> str:
    """Tell a step of the timeline in full, and whether it is only expected."""
    expected = " (expected, not reported as done)" if milestone.expected else ""
    return f"{milestone.date}{expected}: {milestone.title.text}. {milestone.text.text}"


def marks_told(numbered: Sequence[tuple[int, Milestone]]) -> str:
    """Describe a figure of numbered marks by the first and the last of its steps."""
    (first, begin), (last, end) = numbered[0], numbered[-1]
    steps = f"step {first}" if first == last else f"steps {first} to {last}"
    dates = f"of {begin.date}" if begin.date == end.date else f"from {begin.date} to {end.date}"
    return f"Timeline of {steps}, {dates}: numbered marks on a scale of years, each told in the list with it."
