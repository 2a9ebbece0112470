"""Rules for who does not see a slide, or not well: titles, alt texts, reading order, languages, names, links."""

import re
from itertools import pairwise

from reports.deck.lint.packing import Found
from reports.deck.ooxml.inherit import heritage_of
from reports.deck.ooxml.opc import DECK, P14, A, P, Package
from reports.deck.ooxml.shapetree import TITLES, language_of, name_of, text_of, tree_of

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
_SAYS_NOTHING = re.compile(r"\W*(click |read )?(here|more|link|this|this link)\W*", re.IGNORECASE)
_SHAPES = {f"{P}{kind}" for kind in ("sp", "pic", "cxnSp", "graphicFrame", "grpSp")}
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|svg|emf)|image\d*|picture \d+", re.IGNORECASE)
_SLACK = 60_000  # EMU, about 5 points: boxes of one row that begin a little apart
_LEAST_SIZE, _USUAL_HEIGHT = 1200, 6_858_000  # hundredths of a point; EMU


def titles_are_unique(package: Package) -> Found:
    """People who listen find a slide by its title."""
    seen: dict[str, int] = {}
    for number, slide in enumerate(package.slides, 1):
        titles = (text_of(shape) for shape, tie in package.placeholders[slide].items() if tie.get("type") in TITLES)
        title = next(titles, "").strip().casefold()
        if not title:
            yield slide, "has no title"
        elif title in seen:
            yield slide, f"has the title of slide {seen[title]}"
        seen.setdefault(title, number)


def pictures_are_described(package: Package) -> Found:
    """Whatever is no text says what it is, or that it is decorative; inside a described group it is the latter."""
    for slide in package.slides:
        said = package.decorative(slide) | {shape[0][0] for shape in package.placeholders[slide]}
        for shape in package.parts[slide].iter(*_SHAPES):
            named = shape[0][0]
            alt = named.get("descr", "").strip()
            if _FILE_NAME.fullmatch(alt):
                yield slide, f"describes {named.get('name')!r} by a file's name"
            if not (alt or named in said or text_of(shape)):
                inside = any(name_of(group).get("descr", "").strip() for group in shape.iterancestors(f"{P}grpSp"))
                missing = "is not marked decorative" if inside else "has no alt text and is not marked decorative"
                yield slide, f"has {named.get('name')!r}, which {missing}"


def shapes_are_named(package: Package) -> Found:
    """The selection pane lists shapes by name, and so do screen readers that edit."""
    for slide in package.slides:
        for named in package.indexed[slide][f"{P}cNvPr"][1:]:
            if not named.get("name", "").strip():
                yield slide, f"has a shape without a name, number {named.get('id')}"


def shapes_are_read_as_they_stand(package: Package) -> Found:
    """Shapes follow each other downwards, or to the right."""
    for slide in package.slides:
        decorative, heritage = package.decorative(slide), heritage_of(package, slide)
        shapes = (each for each in tree_of(package.parts[slide]) if each.tag in _SHAPES)
        boxes = [(each, box) for each in shapes if each[0][0] not in decorative and (box := heritage.place(each))]
        for (one, first), (other, second) in pairwise(boxes):
            # it should have been read first: it stands higher up, and not further to the right
            if second[1] + _SLACK < first[1] and second[0] <= first[0]:
                names = [shape[0][0].get("name") for shape in (one, other)]
                yield slide, f"is read in another order than it stands: {names[0]!r} before {names[1]!r}"


def runs_have_a_language(package: Package) -> Found:
    """A voice that does not know the language spells or mangles."""
    for name in (*package.slides, *package.within("notesSlides")):
        for run in (*package.indexed[name][f"{A}r"], *package.indexed[name][f"{A}fld"]):
            if not _LANGUAGE.fullmatch(language_of(run)):
                yield name, f"has a text without a language: {text_of(run)[:40]!r}"


def texts_are_large_enough(package: Package) -> Found:
    """Whoever sits at the back reads 12 points on a slide of 7.5 inches, and as much less on a lower one."""
    size = package.deck.find(f"{P}sldSz")
    least = _LEAST_SIZE * int(size.get("cy", _USUAL_HEIGHT)) / _USUAL_HEIGHT if size is not None else _LEAST_SIZE
    for slide in package.slides:
        for shape, tie in package.placeholders[slide].items():
            sizes = {int(each.get("sz", "1800")) for each in shape.iter(f"{A}rPr")}
            if tie.get("type") not in ("ftr", "sldNum", "dt") and min(sizes, default=least) < least:
                yield slide, f"shows {text_of(shape)[:40]!r} at {min(sizes) / 100:g} points"


def sections_are_named(package: Package) -> Found:
    """A section's name is what the overview shows; each has its own."""
    names = [each.get("name", "").strip() for each in package.indexed[DECK][f"{P14}section"]]
    if package.slides and (not names or not all(names)):
        yield DECK, "has a section without a name, or none"


def tables_have_a_head(package: Package) -> Found:
    """A screen reader says a column's head with each cell only where the first row is marked as one."""
    for name, table in package.all(f"{A}tbl"):
        properties = table.find(f"{A}tblPr")
        if name.startswith("ppt/slides/") and (properties is None or properties.get("firstRow") != "1"):
            yield name, "has a table without a head"


def links_say_where_they_lead(package: Package) -> Found:
    """Links are listed by their words."""
    for slide in package.slides:
        for link in package.indexed[slide][f"{A}hlinkClick"]:
            run = link.getparent().getparent()
            words = (run.findtext(f"{A}t") or "").strip() if run.tag == f"{A}r" else "a shape"
            if not words or _SAYS_NOTHING.fullmatch(words):
                yield slide, f"has a link that says only {words!r}"


def slides_have_notes(package: Package) -> Found:
    """Either every slide has something in its notes, or the deck has no notes at all."""
    for notes in package.within("notesSlides"):
        said = (text_of(shape) for shape, tie in package.placeholders[notes].items() if tie.get("type") == "body")
        if not any(map(str.strip, said)):
            yield notes, "are empty"
