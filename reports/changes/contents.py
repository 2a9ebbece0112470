"""All but the numbers of two files, entry by entry: texts, steps, projects, and what else a file says."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from reports.changes.differences import Difference, Side, Subject, joined
from reports.datafile.model import Line, NotableProject, Programme, Prose, Step, When
from reports.story import moments, numbers

_Step = tuple[str, str]  # a key, or what an entry is called, in the old file and in the new one
_ELSEWHERE = ("quantities", "names", "changes")
_NAMED = ("key", "heading", "name", "title", "label")


def of_contents(old: Programme, new: Programme, same: Mapping[str, str]) -> Iterator[Difference]:
    """Yield what differs beside the numbers; `same` are the `pairs` of these.

    A text differs if it does with its numbers filled in, and without them: a new number rewords no sentence.
    """
    yield from _Contents(old, new, same).of((), old, new)


class _Contents:
    """Two files side by side: 0 is the old one, 1 the new one."""

    def __init__(self, old: Programme, new: Programme, same: Mapping[str, str]) -> None:
        self._files, self._same = (old, new), same
        self._names = {name: f"{name} of the old file" for name in old.quantities} | {**same}

    def of(self, path: tuple[_Step, ...], old: Any, new: Any) -> Iterator[Difference]:
        """Yield what differs between two values that stand at one place, or of which one is not there."""
        match old, new:
            case (Prose(), Prose()):
                if self._text(old, 0) != self._text(new, 1) and self._wording(old, 0) != self._wording(new, 1):
                    yield self._difference(path, old, new)
            case (BaseModel(), BaseModel()) if type(old) is type(new):
                for key, value in old:
                    if key not in _ELSEWHERE and (key != "awards" or path != (("portfolio", "portfolio"),)):
                        yield from self.of((*path, (key, key)), value, getattr(new, key))
            case (tuple(), tuple()):
                for mine, theirs in joined(old, new, self._first, self._second, self._last):
                    before, now = self._name(mine, 0), self._name(theirs, 1)
                    step = ((before or now, now or before),) if before or now else ()
                    yield from self.of((*path, *step), mine, theirs)
            case (dict(), dict()):
                for key in {**new, **old}:
                    yield from self.of((*path, (key, key)), old.get(key), new.get(key))
            case _ if old != new and (not isinstance(old, str) or self._same.get(old, old) != new):
                yield self._difference(path, old, new)

    def _first(self, entry: Any, side: int) -> Any:
        """Return what an entry goes by: a section's key, else its first text, or itself."""
        if hasattr(entry, "kind") and hasattr(entry, "heading"):
            return entry.key
        if isinstance(entry, BaseModel):
            entry = next((value for _, value in entry if isinstance(value, Prose)), None)
        return self._wording(entry, side) if isinstance(entry, Prose) else entry

    def _second(self, entry: Any, side: int) -> Any:
        if isinstance(entry, Step):
            return entry.date
        return (entry.kind, self._wording(entry.heading, side)) if hasattr(entry, "heading") else None

    def _last(self, entry: Any, _side: int) -> Any:
        """Return the sort of an entry: those that are left are paired in order if they are as many of it."""
        return None if isinstance(entry, Step | NotableProject) else getattr(entry, "kind", type(entry))

    def _name(self, entry: Any, side: int) -> str:
        """Return what people may call an entry; nothing for a text."""
        named = (getattr(entry, key, None) for key in _NAMED) if isinstance(entry, BaseModel) else ()
        return next((self._text(each, side) for each in named if each and str(each)), "")

    def _wording(self, prose: Prose, side: int) -> str:
        """Return a text in which a number is the quantity that it is, by its name in the new file."""
        if side or isinstance(prose, Line):
            return prose.text
        return numbers.PLACE.sub(lambda at: at[0].replace(at[1], self._names.get(at[1], at[1]), 1), prose.text)

    def _difference(self, path: tuple[_Step, ...], old: Any, new: Any) -> Difference:
        keys = [key for key, _ in path]
        subject: Subject = "text" if isinstance(old or new, Prose | BaseModel) else "setting"
        subject = "step" if keys[0] == "timeline" else "project" if "projects" in keys[:-1] else subject
        start = keys.index("projects") + 1 if subject == "project" else int(keys[0] in ("sections", "timeline"))
        mine, theirs = (
            None
            if each is None
            else Side("/".join(at), self._text(each, side), ": ".join(at[start:]).replace("_", " "))
            for side, (each, at) in enumerate(zip((old, new), zip(*path, strict=True), strict=True))
        )
        part = "" if isinstance(old or new, Step | NotableProject) else keys[-1]
        return Difference(subject, mine, theirs, part=part)

    def _text(self, value: Any, side: int) -> str:
        programme = self._files[side]
        match value:
            case Line():
                return value.text
            case Prose():
                places = (numbers.place_of(match)[0] for match in numbers.PLACE.finditer(value.text))
                is_personal = not all(place in programme.numbers for place in places)
                return value.text if is_personal else numbers.resolve(value, programme).text
            case When():
                return moments.date_text(value, programme.language)
            case Step():
                return f"{self._text(value.date, side)}: {self._text(value.title, side)}"
            case BaseModel():
                texts = (self._text(each, side) for _, each in value if isinstance(each, Prose))
                return ": ".join([each for each in texts if each][:2]) or "there"
            case tuple():
                return "; ".join(self._text(each, side) for each in value)
            case bool():
                return "yes" if value else "no"
        return str(value)
