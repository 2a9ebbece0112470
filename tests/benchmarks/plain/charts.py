"""The charts of the plain scripts, as anybody would draw them with matplotlib: squares, circles, steps on a line."""

from __future__ import annotations

import io

from matplotlib.figure import Figure


def draw(kind: str, count: int, steps: list[list[str]], form: str) -> bytes:
    """Draw so many squares or circles, or the steps, as a PNG of 200 dots an inch, or as an SVG."""
    figure = Figure(figsize=(9, 3.4), layout="constrained")
    axes = figure.add_subplot()
    axes.set_axis_off()
    if kind == "timeline":
        years = [int("".join(filter(str.isdigit, date))[:4]) for date, _ in steps]
        axes.plot(years, [0] * len(years), "o-", color="#0b5c6b")
        for year, (date, title), above in zip(years, steps, [1, -1] * len(years), strict=False):
            axes.annotate(f"{date}\n{title}", (year, 0.2 * above), ha="center", va="center", fontsize=9)
        axes.set_ylim(-1, 1)
    else:
        across = 21 if kind == "squares" else 50
        places = [divmod(number, across) for number in range(count)]
        marker = "s" if kind == "squares" else "o"
        axes.scatter([x for _, x in places], [-y for y, _ in places], marker=marker, s=90, color="#0b5c6b")
    file = io.BytesIO()
    figure.savefig(file, format=form, dpi=200)
    return file.getvalue()
