"""A programme whose portfolio is divided, and what verify says of its files."""

from __future__ import annotations

from pathlib import Path

from reports.brief.render import render as render_brief
from reports.compose.compose import compose
from reports.deck.render import render as render_deck
from reports.theme.load import load_theme
from tests.builders.finished import Made
from tests.builders.portfolio import HEAD, loaded

AREA = ("Wood", "Metal", "Glass", "Stone", "Straw")
TABLE = "Name,Sum,Area,Day\n" + "".join(
    f"Door {number},{1000 + 37 * number},{AREA[number % 5]},20{10 + number % 9}-0{1 + number % 7}-11\n"
    for number in range(60)
)
STATED = HEAD.replace("value: 6_000", f"value: {sum(1000 + 37 * n for n in range(60))}").replace(
    "value: 3,", "value: 60,"
)


def divided_of(folder: Path, head: str, table: str = TABLE) -> Made:
    data, source = folder / "doors.yaml", loaded(folder, head, table)
    data.write_text(head, "utf-8")
    story, theme = compose(source.programme, source.awards), load_theme(None)
    brief, deck = render_brief(story, theme, "a4").pdf, render_deck(story, theme).pptx
    return Made(data, source.programme, story, brief, deck)


def failures(files: Made) -> list[str]:
    both = [*files.discrepancies("brief", files.brief), *files.discrepancies("deck", files.deck)]
    return [str(each) for each in both if each.failure and "does not hold" not in str(each)]
