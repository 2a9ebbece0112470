"""The pictures that a data file names, read, and what the people in them have agreed to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from reports.datafile.attachments import TABLE_NAME
from reports.datafile.model import Consents, Programme
from reports.datafile.photos import MOST_BYTES, PhotoFault, Pixels, read_photo
from reports.datafile.yaml import Tree, quote, read_file, repathed, validate
from reports.errors import DataError, Problem

_NEEDED = ("print", "web")  # for what brief and deck are: both go from hand to hand


def read_pictures(programme: Programme, tree: Tree, folder: Path, *, fine: bool) -> dict[str, Pixels]:
    """Return the pictures of a programme, by name, in their `fine` form too if asked for.

    Raises a DataError with each that cannot be had.
    """
    photos, found = dict[str, Pixels](), list[Problem]()
    for name, picture in programme.pictures.items():
        where = tree.place(("pictures", name, "file"))
        if not tree.sound("pictures", name, "file"):
            continue
        try:
            with _file(picture.file, folder).open("rb") as file:
                photos[name] = read_photo(file.read(MOST_BYTES + 1), fine=fine)
        except (PhotoFault, OSError, ValueError, RuntimeError) as fault:
            what = str(fault) if isinstance(fault, PhotoFault) else "no file that may be read"
            found.append(Problem(where, f"file names {quote(picture.file)}, which is {what}"))
    if found:
        raise DataError(found)
    return photos


def _file(name: str, folder: Path) -> Path:
    """Find a file in a folder or below it; links are followed first."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise PhotoFault("outside the data file's folder; put it beside the data file")
    if not TABLE_NAME.fullmatch(name):
        raise PhotoFault("a name that cannot travel inside a brief; choose a short one without colons and the like")
    if not path.is_file():
        raise PhotoFault("not there")
    return path


def consented(programme: Programme, tree: Tree, folder: Path) -> Iterator[Problem]:
    """Yield what is missing for pictures of people to be shown: consents that are there, cover it, and have not ended.

    What is wrong with the consents' own file is a problem with its place there.
    """
    of_people = [name for name, each in programme.pictures.items() if each.people and tree.sound("pictures", name)]
    people = {name: tree.place(("pictures", name, "people")) for name in of_people}
    if not people or not tree.sound("consents"):
        return
    if programme.consents is None:
        for name, where in people.items():
            hint = f'add consents: consents.yaml, and in that file {name}: {{form: "…", for: [print, web], until: …}}'
            yield Problem(where, f"nothing says that the people in {name} agree", hint)
        return
    try:
        read = read_file(_file(programme.consents, folder))
    except PhotoFault as fault:
        yield Problem(tree.place(("consents",)), f"consents names {quote(programme.consents)}, which is {fault}")
        return
    below = repathed(replace(read, value={"consents": read.value}), {(): ("consents",)})
    given, problems, known = validate(Consents, below)
    yield from (*read.problems, *problems)
    latest, other = programme.as_of.latest, "take another picture"
    for name, where in people.items() if given and known.sound() else ():
        consent = given.consents.get(name) if given else None
        if consent is None:
            yield Problem(where, f"{programme.consents} says nothing of {name}", f"add {name}: to it, or {other}")
            continue
        if consent.until < latest and tree.sound("as_of"):
            message = f"the consent for {name} ended in {consent.until}, and the figures are of {latest}"
            yield Problem(known.place(("consents", name, "until")), message, f"ask again, or {other}")
        if lacking := [use for use in _NEEDED if use not in consent.for_]:
            message = f"the consent for {name} is not for {' and '.join(lacking)}, where brief and deck are seen"
            yield Problem(known.place(("consents", name, "for")), message, f"ask again, or {other}")
