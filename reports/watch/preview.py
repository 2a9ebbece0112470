"""What the page shows: the last good state of brief and deck, and what is wrong with the newest."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from threading import Condition

from reports.build import BuildRequest, prepare, render
from reports.collector import uncollected
from reports.deck.ooxml.opc import Package
from reports.errors import Location, Problem, ReportError
from reports.loading.source import OnStep
from reports.theme.load import load_theme
from reports.theme.types import Theme
from reports.watch.pages import PagePicture, pages_of
from reports.watch.slides import SlidePicture, media_of, slides_of


@dataclass(frozen=True)
class View:
    """One state, numbered: `current` says whether pages and slides are those of the newest save."""

    number: int
    theme: Theme
    problems: tuple[Problem, ...] = ()
    current: bool = False
    title: str = ""
    language: str = "en"
    pdf: bytes = field(default=b"", repr=False)
    pages: Mapping[str, PagePicture] = field(default_factory=dict)
    slides: Mapping[str, SlidePicture] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def as_json(self) -> str:
        """Return what the page is told; what it shows it asks for by its keys."""
        said = {name: getattr(self, name) for name in ("number", "title", "language", "current")}
        said["problems"] = [asdict(each) for each in self.problems]
        said["pages"] = [asdict(each) for each in self.pages.values()]
        said["slides"] = [{**asdict(each), "svg": ""} for each in self.slides.values()]
        return json.dumps({**said, "look": f"{hash(self.css()):x}"})

    @property
    def faces(self) -> dict[tuple[str, bool], Path]:
        """Return the look's font files, by family and whether they are its bold."""
        font = self.theme.font
        head = {(font.head_family, font.head_bold): font.head} if font.head else {}
        return {(font.family, False): font.regular, (font.family, True): font.bold, **head}

    def css(self) -> str:
        """Write the look's colours and faces; the fonts are asked for by their place in `faces`."""
        colours = "".join(f"--{role.replace('_', '-')}:{colour};" for role, colour in self.theme.colour.items())
        families = f"--text:'{self.theme.font.family}';--head:'{self.theme.font.head_family}'"
        faces = (
            f"@font-face{{font-family:'{family}';font-weight:{700 if bold else 400};src:url('font/{place}')}}"
            for place, (family, bold) in enumerate(self.faces)
        )
        return f":root{{{colours}{families}}}{''.join(faces)}"


class Preview:
    """Holds the view that there is, and makes the next; who waits for it is told."""

    def __init__(self, request: BuildRequest, on_step: OnStep) -> None:
        self._request, self._on_step = request, on_step
        self._renewed = Condition()
        self.view = View(0, load_theme())
        self.ended = False

    def renew(self) -> View:
        """Build what is there now, and let it be seen: whole, or as problems beside the last good state."""
        warnings: list[Problem] = []
        try:
            with uncollected():
                view = self._built(warnings)
        except (ReportError, OSError) as error:
            found: tuple[Problem, ...] = getattr(error, "problems", ())
            if isinstance(error, OSError):  # a file that has gone while it was read
                where, what = Location(str(error.filename or self._request.data)), (error.strerror or "").lower()
                found = (Problem(where, f"cannot be read: {what}"),)
            problems = tuple(sorted({*warnings, *found}))
            view = replace(self.view, number=self.view.number + 1, problems=problems, current=False)
        with self._renewed:
            self.view = view
            self._renewed.notify_all()
        return view

    def _built(self, warnings: list[Problem]) -> View:
        request, old = self._request, self.view
        (material,) = prepare(request, warnings.append)
        files, _ = render(request, [material], self._on_step, warnings.append)
        made = {part: files[request.target(part, material.options.language)] for part in request.parts}
        story, theme = material.stories["brief"], material.read.theme
        view = View(old.number + 1, theme, (), True, story.cover.title.text, story.language)
        if pdf := made.get("brief"):
            view = replace(view, pdf=pdf, pages={page.key: page for page in pages_of(pdf, old.pages)})
        if pptx := made.get("deck"):
            package = Package(pptx)
            slides = {slide.key: slide for slide in slides_of(package, old.slides)}
            view = replace(view, slides=slides, media=media_of(package))
        return replace(view, problems=tuple(sorted({*warnings, *material.read.losses()})))

    def after(self, number: int, seconds: float) -> View | None:
        """Wait for a view that is newer than one, for some seconds at most."""
        with self._renewed:
            self._renewed.wait_for(lambda: self.ended or self.view.number > number, seconds)
            return self.view if self.view.number > number and not self.ended else None

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._renewed:
            self.ended = True
            self._renewed.notify_all()
