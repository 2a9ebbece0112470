"""An edited deck renewed: new words, drawings and tables wherever the old ones stand, and nothing else touched."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from reports.deck.ooxml import record
from reports.deck.ooxml.inherit import Slots, slots
from reports.deck.ooxml.opc import DECK, A, P, Package, R, local
from reports.deck.ooxml.record import Item, Record, ToldSlide
from reports.deck.ooxml.shapetree import name_of, paragraphs, transform, tree_of
from reports.deck.ooxml.xml import part
from reports.frozen import frozen
from reports.refresh import pairs
from reports.refresh.words import Change, changes, level, renewed, stands_in

CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_NEAR = 720  # EMU, two hundredths of a millimetre, by which a place or a size may differ when another program saved it
_MAPPED = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}  # on light ground
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


@frozen
class SlideParts:
    """A slide of a package: its number in PowerPoint's list, its part's name and element, and its notes' name."""

    number: int
    name: str
    element: Any
    notes: str | None


@dataclass(slots=True)
class Renewal:
    """What became of a deck: the `parts` that changed, in how many places, and what was left to the author, by slide.

    Slide 0 is the deck as a whole.
    """

    parts: dict[str, bytes] = field(default_factory=dict)
    done: int = 0
    left: list[tuple[int, str]] = field(default_factory=list)


def slides_of(package: Package) -> list[SlideParts]:
    """Return the slides in the order in which they are shown."""
    targets, found = package.targets(DECK, "slide"), []
    for listed in package.deck.iterfind(f"{P}sldIdLst/{P}sldId"):
        name = targets.get(listed.get(f"{R}id", ""), "")
        if name in package.parts:
            notes = (each.target for each in package.of_kind(name, "notesSlide") if each.target in package.parts)
            found.append(SlideParts(int(listed.get("id", "0")), name, package.parts[name], next(notes, None)))
    return found


def told_by(package: Package) -> tuple[ToldSlide, ...]:
    """Return what the slides of a deck tell."""
    return tuple(_told(each, package) for each in slides_of(package))


def _told(slide: SlideParts, package: Package) -> ToldSlide:
    return record.told(slide.number, slide.element, package.parts[slide.notes] if slide.notes else None)


def renew(edited: Package, old: Record, new: Package, now: Record) -> Renewal | None:
    """Renew what an edited deck still has of `old`, what it told when it was built, by `new`, which tells `now`.

    Returns None where there is no slide but the last that all three have: then they are not of one programme.
    """
    renewer = _Renewer(edited, old, new, now)
    if not renewer.slides():
        return None
    renewer.properties()
    return renewer.result()


@frozen
class _Edition:
    """What a shape says by the new data, its element, and the part that this stands in."""

    item: Item
    element: Any
    source: str


class _Renewer:
    """Renews one deck, whose trees it changes."""

    def __init__(self, edited: Package, old: Record, new: Package, now: Record) -> None:
        self._edited, self._old, self._new, self._now = edited, old, new, now
        themes = (tree for name, tree in sorted(edited.trees.items()) if name.startswith("ppt/theme/theme"))
        self._slots = next(map(slots, themes), {})
        self._slides, self._fresh = slides_of(edited), slides_of(new)
        self._looks = [pairs.looks_of(slide) for slide in old.slides]
        self._next = pairs.editions(self._looks, [pairs.looks_of(slide) for slide in now.slides])
        self._editions = dict(self._met())  # by the identity of the old items, since two may say the same
        kept = (item for place in self._next for item in old.slides[place].items)
        self._gone = {id(item) for item in kept if id(item) not in self._editions}
        self._built = pairs.said_in(item for slide in old.slides for item in slide.items)
        self._changes = tuple(dict.fromkeys(self._all_changes()))
        self._touched: set[str] = set()
        self._renewal = Renewal()

    def _met(self) -> Iterator[tuple[int, _Edition]]:
        for place, other in self._next.items():
            fresh, was = self._fresh[other], self._old.slides[place].items
            shown = record.items(tree_of(fresh.element))
            listed = {id(item): _Edition(item, element, fresh.name) for item, element in shown}
            met = pairs.counterparts(was, [each.item for each in listed.values()])
            yield from ((id(was[at]), listed[id(match)]) for at, match in met.items())

    def _all_changes(self) -> Iterator[Change]:
        for item in (item for slide in self._old.slides for item in slide.items):
            edition = self._editions.get(id(item))
            if edition and len(edition.item.texts) == len(item.texts):
                for before, after in zip(item.texts, edition.item.texts, strict=True):
                    yield from changes(before, after)

    def result(self) -> Renewal:
        """Return what became of the deck."""
        self._renewal.left = list(dict.fromkeys(self._renewal.left))
        for name in sorted(self._touched):
            self._renewal.parts[name] = part(etree.tostring(self._edited.trees[name], encoding="unicode"))
        return self._renewal

    def _did(self, part_name: str, count: int = 1) -> None:
        if count:
            self._touched.add(part_name)
            self._renewal.done += count

    def _leave(self, number: int, *why: str) -> None:
        self._renewal.left += ((number, each) for each in why)

    def slides(self) -> int:
        """Renew each slide and its notes; say which slides are new, and which are no longer in the data.

        Returns how many slides were built from what the data still has, but for the end: all programmes end alike.
        """
        met, end = 0, len(self._fresh) - 1
        for number, slide in enumerate(self._slides, 1):
            built = pairs.built_as(pairs.looks_of(_told(slide, self._edited)), self._looks)
            was = self._old.slides[built] if built is not None else None
            self._shapes(number, slide, tree_of(slide.element), was.items if was else ())
            if slide.notes:
                self._header(slide.notes)
            if built is None or was is None:
                continue
            if built not in self._next:
                self._leave(number, "what it shows is no longer in the data")
                continue
            met += self._next[built] != end
            known = [edition.element for item in was.items if (edition := self._editions.get(id(item)))]
            for item, element in record.items(tree_of(self._fresh[self._next[built]].element)):
                if element not in known:
                    self._leave(number, f"“{item.name}” is new on this slide by this data: copy it from a new deck")
            if slide.notes:
                self._notes(number, slide.notes, was.notes, self._next[built])
        for place, each in enumerate(self._now.slides):
            if place not in self._next.values():
                hint = f"build the deck and copy its slide {place + 1}"
                self._leave(0, f"“{each.title}” is a new slide of this data: {hint}")
        return met

    def _shapes(self, number: int, slide: SlideParts, tree: Any, here: Sequence[Item]) -> None:
        for item, element in list(record.items(tree)):
            built = pairs.origin(item, here, self._built)
            edition = self._editions.get(id(built)) if built else None
            if built is None and item.kind == "drawing":
                self._shapes(number, slide, element, here)  # somebody's own group, in which shapes of ours may be
            elif built is None:
                had = (each for each in self._changes if any(stands_in(text, each) for text in item.texts))
                self._leave(number, *(f"“{item.name}” is yours: {change}" for change in had))
            elif edition:
                self._shape(number, slide, (item, element), built, edition)
            elif id(built) in self._gone:
                self._leave(number, f"“{item.name}” is no longer on this slide by this data: take it off")

    def _shape(self, number: int, slide: SlideParts, shown: tuple[Item, Any], was: Item, now: _Edition) -> None:
        item, element = shown
        if item.alt in ("", was.alt) and item.alt != now.item.alt and item.kind != "picture":  # LibreOffice drops some
            name_of(element)["descr"] = now.item.alt
            self._did(slide.name)
        match item.kind:
            case "title" | "text":
                self._text(number, slide, shown, was, now)
            case "drawing":
                if (was.texts, was.measure, was.alt) != (now.item.texts, now.item.measure, now.item.alt):
                    self._drawing(number, slide, shown, was, now)
            case "table":
                if was.texts != now.item.texts:
                    self._table(number, slide, shown, was, now)
            case "picture":
                if was.alt != now.item.alt:
                    self._leave(number, f"the picture “{item.name}” is another one in this data")

    def _text(self, number: int, slide: SlideParts, shown: tuple[Item, Any], was: Item, now: _Edition) -> None:
        item, element = shown
        if was.texts != now.item.texts:
            fresh = now.element.find(f"{P}txBody")
            done, left = renewed(element.find(f"{P}txBody"), was.texts, now.item.texts, fresh)
            self._did(slide.name, done)
            self._adopt(slide.name, element, now.source)
            self._leave(number, *(f"“{item.name}” was edited: {change}" for change in left))
        if item.frame and was.frame and now.item.frame and was.frame != now.item.frame and _near(item, was):
            place = transform(element)
            place.getparent().replace(place, deepcopy(transform(now.element)))
            self._did(slide.name)

    def _drawing(self, number: int, slide: SlideParts, shown: tuple[Item, Any], was: Item, now: _Edition) -> None:
        """Exchange a drawing that is as it was built, but for its place, its size and its colours."""
        item, element = shown
        inks = _inks(element, item, was, self._slots)
        if inks is None or not _as_built(item, was):
            hint = "draw it anew, or copy it from a new deck"
            self._leave(number, f"the drawing “{item.name}” was changed by hand: {hint}")
            return
        fresh = deepcopy(now.element)
        for fill in fresh.iter(f"{A}solidFill"):
            if len(fill) and (ink := inks.get(fill[0].get("val", ""))) is not None:
                fill[:] = [deepcopy(ink)]
        if item.frame and was.frame and now.item.frame and not (_near(item, was) or _in_place(item, was)):
            ext, off = (transform(fresh).find(f"{A}{name}") for name in ("ext", "off"))
            off.attrib.update({"x": str(item.frame[0]), "y": str(item.frame[1])})
            for key, at in (("cx", 2), ("cy", 3)):
                ext.set(key, str(round(now.item.frame[at] * item.frame[at] / max(1, was.frame[at]))))
        self._exchange(slide, element, fresh)

    def _table(self, number: int, slide: SlideParts, shown: tuple[Item, Any], was: Item, now: _Edition) -> None:
        item, element = shown
        if was.measure == now.item.measure and was.measure[1:] == item.measure[1:]:
            cells = [*now.element.iter(f"{A}txBody")]
            for body, text, at in zip(element.iter(f"{A}txBody"), item.texts, _cells_of(item, was), strict=True):
                if at is None:
                    had = (each for each in self._changes if stands_in(text, each))
                    self._leave(number, *(f"a row of the table “{item.name}” is yours: {change}" for change in had))
                elif was.texts[at] != now.item.texts[at]:
                    before, after = (each.texts[at].split("\n") for each in (was, now.item))
                    done, left = renewed(body, before, after, cells[at])
                    self._did(slide.name, done)
                    self._leave(number, *(f"the table “{item.name}” was edited: {change}" for change in left))
        elif [*map(level, item.texts)] == [*map(level, was.texts)]:
            fresh = deepcopy(now.element)
            transform(fresh).find(f"{A}off").attrib.update(transform(element).find(f"{A}off").attrib)
            self._exchange(slide, element, fresh)
        else:
            self._leave(number, f"the table “{item.name}” was edited, and has other rows in this data")

    def _exchange(self, slide: SlideParts, element: Any, fresh: Any) -> None:
        """Put an element in another's place, its shapes numbered behind all others of the slide."""
        last = max(int(each.get("id", "0")) for each in slide.element.iter(f"{P}cNvPr"))
        kept = name_of(element)["id"]
        for number, named in enumerate(fresh.iter(f"{P}cNvPr"), last + 1):
            named.set("id", kept if named.getparent().getparent() is fresh else str(number))
        element.getparent().replace(element, fresh)
        self._did(slide.name)

    def _adopt(self, name: str, element: Any, source: str) -> None:
        """Relate a part to the addresses that paragraphs taken from a new deck lead to."""
        known = {each.id for each in self._edited.relations.get(name, [])}
        targets = {each.id: each.target for each in self._new.relations.get(source, []) if each.external}
        for link in element.iter(f"{A}hlinkClick"):
            if link.get(f"{R}id") in known or link.get(f"{R}id") not in targets:
                continue
            folder, _, file = name.rpartition("/")
            listed = self._edited.trees[f"{folder}/_rels/{file}.rels"]
            number = f"rIdRefreshed{len(listed)}"
            attributes = {"Id": number, "Type": _RELATION, "Target": targets[link.get(f"{R}id")]}
            etree.SubElement(listed, listed[0].tag, attributes, TargetMode="External")
            link.set(f"{R}id", number)
            self._touched.add(f"{folder}/_rels/{file}.rels")

    def _header(self, notes: str) -> None:
        for body in record.notes_bodies(self._edited.parts[notes], "hdr"):
            if [*map(level, paragraphs(body))] == [level(self._old.title)]:
                self._did(notes, renewed(body, [self._old.title], [self._now.title], body)[0])

    def _notes(self, number: int, name: str, was: Sequence[str] | str, place: int) -> None:
        fresh = self._new.parts[self._fresh[place].notes or ""]
        for body, other in zip(record.notes_bodies(self._edited.parts[name]), record.notes_bodies(fresh), strict=False):
            said, now = paragraphs(body), paragraphs(other)
            if not any(said) or (isinstance(was, str) and record.digest_of(now) == was):
                continue
            if isinstance(was, str) and record.digest_of(said) != was:
                self._leave(number, "its notes were edited, and are other ones in this data")
                continue
            done, left = renewed(body, said if isinstance(was, str) else was, now, other)
            self._did(name, done)
            self._leave(number, *(f"its notes were edited: {change}" for change in left))

    def properties(self) -> None:
        """Renew what nobody sees: the title, the sections' names, what the properties count and list, the record."""
        editions = ((self._old.slides[place], self._now.slides[other]) for place, other in self._next.items())
        own, titles = {self._old.title: self._now.title}, {was.title: now.title for was, now in editions}
        if len(self._old.sections) == len(self._now.sections):
            titles |= dict(zip(self._old.sections, self._now.sections, strict=True))
        counts = {"Slides": str(len(self._slides)), "Notes": str(sum(bool(each.notes) for each in self._slides))}
        told = [f"{{*}}{kind}" for kind in ("title", "lpstr", "section", *counts)]
        for name, tree in ((name, self._edited.trees.get(name)) for name in (CORE, _APP, DECK)):
            for each in tree.iter(*told) if tree is not None else ():
                said = each.get("name") if local(each) == "section" else each.text
                known = titles | own if name == CORE else own | titles
                now = counts.get(local(each), known.get(said, said))
                if now != said:
                    self._touched.add(name)
                    self._renewal.done += local(each) not in counts  # some programs leave these as they were
                    if local(each) == "section":
                        each.set("name", now)
                    else:
                        each.text = now
        held, _ = kept_in(self._edited)
        if held:
            self._renewal.parts[held] = record.packed(self._now)


def kept_in(package: Package) -> tuple[str, Record | None]:
    """Return the part in which a deck carries how it was built, and what it says; "" and None if it does not."""
    parts = ((name, blob) for name, blob in package.members.items() if name.startswith("customXml/"))
    return next(((name, kept) for name, blob in parts if (kept := record.unpacked(blob))), ("", None))


def _near(item: Item, was: Item) -> bool:
    assert item.frame
    assert was.frame
    return all(abs(a - b) <= _NEAR for a, b in zip(item.frame, was.frame, strict=True))


def _in_place(item: Item, was: Item) -> bool:
    """Check whether a drawing's shapes stand where they were built; LibreOffice sets its frame close around them."""

    def sums(of: Item) -> list[float]:
        left, top, *size = of.frame or (0, 0, 0, 0)
        shares = zip((left, top, 0, 0), of.measure[1:], size * 2, strict=False)
        return [of.measure[0] * at + total * side / record.SHARES for at, total, side in shares]

    least = 1 + _NEAR * was.measure[0]
    return bool(item.frame) and all(abs(a - b) <= least for a, b in zip(sums(item), sums(was), strict=False))


def _as_built(item: Item, was: Item) -> bool:
    """Check whether a drawing has the shapes and labels that it was built with."""
    if [*map(level, item.texts)] != [*map(level, was.texts)] or item.measure[:1] != was.measure[:1] or not was.frame:
        return False
    sums = zip(item.measure[1:], was.measure[1:], was.frame[2:] * 2, strict=True)
    near = (abs(a - b) <= 1 + was.measure[0] * _NEAR * record.SHARES / max(1, side) for a, b, side in sums)
    return all(near) or _in_place(item, was)


def _cells_of(item: Item, was: Item) -> Iterator[int | None]:
    """Yield which cell of a table as built each cell is; where rows were added or taken out, by what its row says.

    None in a row of the author's own.
    """
    if item.measure == was.measure:
        yield from range(len(was.texts))
        return
    wide = was.measure[1]
    built, rows = (
        [[*map(level, each.texts[at : at + wide])] for at in range(0, len(each.texts), wide)] for each in (was, item)
    )
    for row in rows:
        first = built.index(row) * wide if built.count(row) == 1 else None
        yield from (None if first is None else first + cell for cell in range(wide))


def _inks(element: Any, item: Item, was: Item, theme: Slots) -> dict[str, Any] | None:
    """Return which colour took the place of which, each as an element; None where that can't be said.

    LibreOffice writes the value of some colours of the `theme` for their name.
    """
    if len(item.colours) != len(was.colours):
        names = {theme.get(_MAPPED.get(name, name)): name for name in was.colours}
        return {} if {names.get(f"#{ink.upper()}", ink) for ink in item.colours} == {*was.colours} else None
    return dict(zip(was.colours, record.colours(element).values(), strict=True)) if item.colours != was.colours else {}
