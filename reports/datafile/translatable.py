"""Which values of a data file are texts that a reader sees: what has another wording in another language.

The types of the model decide. A new field of prose or of verbatim text is one of them by itself.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Annotated, get_args, get_origin

from reports.datafile.model import Noun, Programme
from reports.datafile.scalars import TODO, InEveryLanguage, Line, LocatedStr, Prose, Term, is_passage
from reports.datafile.yaml import Path, Tree
from reports.datafile.yaml.shapes import bare, fields_of, inner, is_union, tags
from reports.errors import Location
from reports.frozen import frozen

# What needs no translator: numbers by name, addresses.
_WORDLESS = re.compile(r"\{[^{}]*\}|https?://\S+|[\w.+-]+@[\w.-]+|[\d\W_]+")
_DIGITS = 10  # of a digest: enough to tell some thousand texts


@frozen
class Original:
    """A text as the data file has it.

    `needed`: a translation has to have it too; names and what has no words stand as they are. `prose`: it may have
    {names}, notes and links. `noun`: it may have a form for one and one for several.
    """

    text: str
    where: Location
    needed: bool
    prose: bool
    noun: bool = False

    @property
    def digest(self) -> str:
        """Return what tells this text from others, however its lines are broken."""
        plain = " ".join(unicodedata.normalize("NFC", self.text).split())
        return hashlib.sha256(plain.encode()).hexdigest()[:_DIGITS]


def originals(tree: Tree) -> dict[Path, Original]:
    """Return the texts of a data file that can be translated, by their paths, in the file's order.

    What says its own language is not among them: it stands as it is in all.
    """
    return dict(_texts(tree.value, Programme, ()))


def _texts(
    value: object, kind: object, path: Path, mark: InEveryLanguage | None = None
) -> Iterator[tuple[Path, Original]]:
    kind, mark = _meant(kind, value, mark)
    is_text = isinstance(kind, type) and issubclass(kind, Prose | Term | Noun)
    match value:
        case dict() if kind is Noun:
            forms = [form for form in value.values() if isinstance(form, LocatedStr)]
            if forms and not any(form == TODO for form in forms):
                yield path, Original(", ".join(forms), forms[0].where, needed=True, prose=False, noun=True)
        case LocatedStr() if is_text and not (mark and mark.always):
            assert isinstance(kind, type)
            named = mark is not None or (kind is Term and isinstance(path[-1], int))
            needed = bool(_WORDLESS.sub("", value)) and value != TODO and not named
            prose = issubclass(kind, Prose) and not issubclass(kind, Line)
            yield path, Original(value, value.where, needed, prose, noun=kind is Noun)
        case dict() if not is_text or (kind is Term and (len(path) == 1 or not is_passage(value))):
            for key, each in value.items():
                yield from _texts(each, kind if kind is Term else inner(kind, key), (*path, key))
        case tuple():
            for place, each in enumerate(value):
                yield from _texts(each, kind if is_text else inner(kind, place), (*path, place), mark)


def _meant(kind: object, value: object, mark: InEveryLanguage | None) -> tuple[object, InEveryLanguage | None]:
    """Return the type that a value has where several may stand: of a list, that of its entries for a text."""
    while True:
        if get_origin(kind) is Annotated:
            mark = next((each for each in get_args(kind)[1:] if isinstance(each, InEveryLanguage)), mark)
            kind = get_args(kind)[0]
        elif is_union(kind):
            members = [each for each in get_args(kind) if bare(each) is not type(None)]
            keys = value if isinstance(value, dict) else {}
            fit = [each for each in members if keys.get("kind") in tags(bare(each))]
            fit = fit or [each for each in members if keys and keys.keys() <= fields_of(each).keys()]
            kind = (fit or members)[0]
        elif get_origin(kind) is tuple and not isinstance(value, tuple):
            kind = get_args(kind)[0]
        else:
            return kind, mark
