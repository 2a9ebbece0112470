"""What a job is built from: a data file, or a brief that carries one inside and says with what options it was made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from reports import __version__
from reports.datafile.attachments import (
    TABLE_NAME,
    TRANSLATION_SAYS,
    Choice,
    Enclosed,
    Table,
    comments_in,
    data_name,
    enclose,
    without_comments,
)
from reports.datafile.model import EarlierFile, Programme
from reports.datafile.photos import Pixels
from reports.datafile.yaml import SourceText, Tree, decoded, did_you_mean, quote, read_bytes
from reports.datafile.yaml import read as read_yaml
from reports.errors import DataError, Location, Problem
from reports.loading.checks.glyphs import name_of
from reports.loading.embedded import is_pdf, read_embedded
from reports.loading.load import Loaded, figures_named, loaded_of, table_named, tables_named, without_awards
from reports.loading.look import look_files, unpacked
from reports.pdf.printing import Ink, Printing
from reports.theme.installed import ScriptFaces
from reports.theme.load import load_theme
from reports.theme.typeface import face
from reports.theme.types import Theme

if TYPE_CHECKING:
    from reports.awards import Awards

Paper = Literal["a4", "letter"]
Standard = Literal["pdfa3", "pdfa4", "pdfa2"]
Part = Literal["brief", "deck"]
Warn = Callable[[Problem], None]
OnStep = Callable[[str], None]  # hears what a run does next

PROGRAM = "funding-reports"
_TABLE = ("portfolio", "awards", "table")
BLEED, PAGES_BY = r"10|[0-9](?:\.[0-9]{1,3})?", r"[1-9][0-9]?"  # mm, and a multiple
_TOOL = re.compile(
    rf"{PROGRAM} (\S+), (a4|letter), (pdfa3|pdfa4|pdfa2)(, large print)?"
    rf"(?:, (grey))?(?:, bleed ({BLEED}) mm)?(?:, pages by ({PAGES_BY}))?(?:, ([A-Za-z-]+))?"
)


@dataclass(frozen=True, slots=True)
class BriefOptions(Printing):
    """How a brief is made, beside its data and look; it says so itself ("a4, pdfa3, large print"), see `tool`.

    `language` is that of a translation, or empty for the data file's own.
    """

    paper: Paper = "a4"
    standard: Standard = "pdfa3"
    large_print: bool = False
    language: str = ""

    def __str__(self) -> str:
        said = [self.paper, self.standard, "large print" * self.large_print, "grey" * (self.ink == "grey")]
        said += [f"bleed {self.bleed:g} mm" * bool(self.bleed), f"pages by {self.pages_by}" * (self.pages_by > 1)]
        return ", ".join(filter(None, [*said, self.language]))

    @property
    def tool(self) -> str:
        """Return what a brief says it was made with, from which `source_of` reads the options again."""
        return f"{PROGRAM} {__version__}, {self}"


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """What is asked of a brief; None for what is to be as in the brief that is built again, or else as usual.

    `language` is that of all parts: a tag, or ALL.
    """

    paper: Paper | None = None
    standard: Standard | None = None
    large_print: bool | None = None
    language: str | None = None
    ink: Ink | None = None
    bleed: float | None = None
    pages_by: int | None = None

    def resolved(self, made: BriefOptions) -> BriefOptions:
        """Return the options, those of the brief that is built again where nothing else is asked for."""
        return replace(made, **{option: asked for option, asked in asdict(self).items() if asked is not None})


USUAL_OPTIONS = BriefOptions()
ALL = "all"  # languages: the data file's own, and those of its translations


@dataclass(frozen=True, slots=True)
class DataSource:
    """A data file's bytes and name. `path` is where it was found, and `file` what messages call it.

    `tables` are those that a brief carries with it, None for a data file, whose table lies beside it; `look` are the
    files of the look that a brief carries.
    """

    data: bytes
    name: str
    path: Path
    file: str
    made: BriefOptions = USUAL_OPTIONS
    tables: Mapping[str, bytes] | None = None
    look: Mapping[str, bytes] = field(default_factory=dict)

    def enclosed(
        self,
        programme: Programme,
        choice: Choice,
        look: Mapping[str, bytes] | None = None,
        photos: Mapping[str, Pixels] | None = None,
        *,
        personal: bool = False,
    ) -> Enclosed:
        """Return what of it travels inside a brief, with its pictures and the files of its `look`.

        A `personal` copy has of the translations only that into its own language, if it is one.
        """
        awards, table = programme.portfolio.awards, None
        if awards and not awards.attach:
            table = Table(awards.table, None)
        elif awards:
            table = Table(awards.table, self._beside(awards.table))
        tree = _tree_of(self.data, self.file)
        earlier = programme.changes.files if isinstance(programme.changes, EarlierFile) else ()
        named = dict.fromkeys(
            (*filter(None, [figures_named(tree)]), *(name for _, name in tables_named(tree)), *earlier)
        )
        tags = {programme.language} if personal else {*programme.translations}
        said = [name for tag, name in programme.translations.items() if tag in tags and self.has(name)]
        figures = [
            Table(name, self._beside(name)) for name in named if not (table and table.content and name == table.name)
        ]
        figures += [Table(name, self._beside(name), TRANSLATION_SAYS) for name in said if name not in named]
        if choice == "clean":
            figures = [
                replace(each, content=without_comments(decoded(each.content or b"")).encode())
                if each.name in (*earlier[:1], *said)
                else each
                for each in figures
            ]
        pictures = {programme.pictures[name].file: photo for name, photo in (photos or {}).items()}
        return enclose(self.data, self.name, choice, table, look, pictures, figures)

    def has(self, name: str) -> bool:
        """Return whether a file is there that could travel, beside the data file or inside the same brief."""
        if self.tables is not None:
            return name in self.tables
        home, path = self.path.parent.resolve(), (self.path.parent / name).resolve()
        return TABLE_NAME.fullmatch(name) is not None and path.is_relative_to(home) and path.is_file()

    def translation(self, programme: Programme) -> bytes:
        """Return the file of the texts in the language of a programme that is translated."""
        return self._beside(programme.translations[programme.language])

    def _beside(self, name: str) -> bytes:
        return (self.path.parent / name).read_bytes() if self.tables is None else self.tables[name]


@lru_cache(maxsize=2)
def _tree_of(data: bytes, file: str) -> Tree:
    """Read a data file, once for all who ask what it names."""
    return read_yaml(data, file)


def source_of(path: Path, warn: Warn) -> DataSource:
    """Find the data: the file itself, or what is inside if it is a brief. Raises a DataError where there is none."""
    data = read_bytes(path)
    if not is_pdf(data):
        return DataSource(data, data_name(path.name), path, str(path))
    embedded = read_embedded(path)
    tool = _TOOL.fullmatch(embedded.tool)
    if tool is None:
        message, hint = "does not say with what options it was made", f"it is taken as {USUAL_OPTIONS}; ask for others"
        warn(Problem(Location(str(path)), message, hint, fatal=False))
    elif tool[1] != __version__:
        message = f"this brief was made by version {tool[1]} of this program, which is {__version__} now"
        warn(Problem(Location(str(path)), message, "it may come out a little different", fatal=False))
    made = _made(*tool.groups()[1:]) if tool else USUAL_OPTIONS
    file = f"{path}/{embedded.name}"
    return DataSource(embedded.data, embedded.name, path, file, made, embedded.tables, embedded.look)


def _made(paper: Any, standard: Any, large: str, ink: Any, bleed: str, by: str, language: str) -> BriefOptions:
    """Return the options that a brief was made with, as `_TOOL` finds them."""
    ink = ink or "colour"
    return BriefOptions(ink, float(bleed or 0), int(by or 1), paper, standard, bool(large), language or "")


@dataclass(frozen=True, slots=True)
class Material:
    """All that a data file leads to: what was loaded of it, in one language, and its look.

    `look` are the files that make the look another than ours, by the names that the theme has for them. `others`
    are the faces that were looked for beside the theme's.
    """

    loaded: Loaded
    theme: Theme
    look: Mapping[str, bytes]
    others: ScriptFaces

    @property
    def language(self) -> str:
        """The tag of the translation that it is; empty in the data file's own language."""
        return self.programme.language if self.loaded.tree.translation else ""

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.loaded.programme

    @property
    def awards(self) -> Awards | None:
        """The awards of its table, if it names one."""
        return self.loaded.awards

    @property
    def photos(self) -> Mapping[str, Pixels]:
        """Its pictures, by name."""
        return self.loaded.photos

    def lacks(self, text: str) -> str:
        """Return the characters of a text, more than the data's, for which neither theme nor machine has a face."""
        return self.others.lack(lacking(self.theme)(text))

    def losses(self) -> Iterator[Problem]:
        """Yield a warning for each reason for which rows of the table are no awards of their own."""
        if self.awards:
            yield from (Problem(Location(self.awards.tally.file), loss, fatal=False) for loss in self.awards.losses)


def languages_of(source: DataSource) -> tuple[str, ...]:
    """Return the tags of the translations that a data file names."""
    value = _tree_of(source.data, source.file).value
    named = value.get("translations") if isinstance(value, dict) else None
    return tuple(named) if isinstance(named, dict) else ()


def read_material(
    source: DataSource, theme: Path | None, warn: Warn, *, without: bool = False, fine: bool = False
) -> Material:
    """Read data, look and table; `without` leaves out what a brief does not carry, `fine` as in `loaded_of`.

    The look is `theme` if given, else what a brief carries, else a theme.yaml beside the file, else ours. Raises a
    DataError with the problems of all three.
    """
    beside = source.path.parent / "theme.yaml"
    tree = _tree_of(source.data, source.file)
    if without:
        tree = _without_table(tree, source, "this brief is built again without its table", warn)
    try:
        chosen = theme or unpacked(source.look, str(source.path), without=without)
        chosen = chosen or (beside if beside.is_file() else None)
        cover = tree.value.get("cover") if isinstance(tree.value, dict) else None
        look = load_theme(chosen, warn, photo=isinstance(cover, dict) and "picture" in cover)
    except DataError as error:
        raise DataError([*error.problems, *_problems_of(tree, source)]) from error
    others = ScriptFaces(look.font.scripts)
    loaded = load_from(source, tree, _lacked(look, others), fine=fine)
    look = _readable(look, loaded, SourceText(source.file, decoded(source.data)), others, warn)
    return Material(loaded, look, look_files(chosen, look) if chosen else {}, others)


def in_languages(material: Material, source: DataSource, asked: str, warn: Warn) -> tuple[Material, ...]:
    """Return what was read in the language that is asked for, in ALL, or in its own ("").

    Raises a DataError with the problems of all translations that are asked for, and where there is none.
    """
    programme = material.programme
    translations = {str(tag): name for tag, name in programme.translations.items()}
    for tag, name in translations.items():
        if source.tables is None and not source.has(name) and asked not in (ALL, tag):
            where = material.loaded.tree.place(("translations", tag))
            warn(Problem(where, f"the translation to {tag}, {quote(name)}, is not there", fatal=False))
    if asked in ("", programme.language):
        return (material,)
    if asked != ALL and asked not in programme.translations:
        hint = did_you_mean(asked, programme.translations, "it has translations to")
        if not programme.translations:
            hint = f"write translations: {{{asked}: …}} into it; make-reports translate makes the file"
        raise DataError([Problem(Location(source.file), f"has no translation to {asked}", hint)])
    made, problems = [material] if asked == ALL else [], list[Problem]()
    for tag in translations if asked == ALL else (asked,):
        others = ScriptFaces(material.theme.font.scripts)
        try:
            loaded = load_translation(source, material.loaded, tag, _lacked(material.theme, others))
        except DataError as error:
            problems += error.problems
            continue
        assert loaded.tree.translation is not None
        look = _readable(material.theme, loaded, loaded.tree.translation, others, warn)
        made.append(replace(material, loaded=loaded, theme=look, others=others))
    if problems:
        raise DataError(problems)
    return tuple(made)


def _in_one_face(look: Theme) -> Theme:
    return look.model_copy(update={"font": look.font.model_copy(update={"head": None})})


def _lacked(look: Theme, others: ScriptFaces) -> Callable[[str], str]:
    lacks = lacking(_in_one_face(look))
    return lambda text: others.lack(lacks(text))


def _readable(look: Theme, loaded: Loaded, text: SourceText, others: ScriptFaces, warn: Warn) -> Theme:
    """Return a look whose faces have all letters of what was loaded from a text; tell what that was warned of."""
    _lacked(look, others)(_named_in(loaded))  # what the table says is checked where it is shown
    lacked = {*face(look.font.head).lacks(_letters_of(loaded))} if look.font.head else set[str]()
    if alone := lacked - {*lacking(_in_one_face(look))("".join(lacked))}:
        warn(_without_head(alone, text, loaded.tree))
        look = _in_one_face(look)
    look = look.with_others(others.used)
    for warning in loaded.warnings:
        warn(warning)
    return look


def lacking(look: Theme) -> Callable[[str], str]:
    """Return a function from a text to the characters that some font of a look has no glyph for, each once."""
    files = (look.font.regular, look.font.strong, look.font.bold, look.font.head)
    faces = [face(file) for file in files if file]
    return lambda text: "".join(dict.fromkeys("".join(each.lacks(text) for each in faces)))


def _letters_of(loaded: Loaded) -> str:
    """Return a text with every letter that can be shown of a programme, and of what its table says of awards."""
    return f"{loaded.programme!r}{_named_in(loaded)}"


def _named_in(loaded: Loaded) -> str:
    """Return all letters of the table's awards, sorted."""
    awards = loaded.awards.awards if loaded.awards else ()
    named = {text for each in awards for text in (each.title, each.area, each.recipient, each.funder, each.type)}
    return "".join(sorted(set().union(*(text or "" for text in named))))


def _without_head(lacked: set[str], source: SourceText, tree: Tree) -> Problem:
    """Warn of letters that the head face lacks, where the first of them stands in a file, or of those in a table."""
    text = source.original
    comments = comments_in(text)
    places = (place for place, char in enumerate(text) if char in lacked)
    at = next((place for place in places if not any(start <= place < stop for start, stop in comments)), None)
    where = tree.place(_TABLE)
    if at is not None:
        where = Location(source.file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    char = min(lacked) if at is None else text[at]
    message = f"the font of headings lacks {quote(char)} ({name_of(char)}), so headings are set in that of texts"
    return Problem(where, message, fatal=False)


def _missing_table(tree: Tree, source: DataSource) -> str | None:
    """Return which table a data file names that does not travel with it."""
    named = table_named(tree)
    return named if source.tables is not None and named is not None and named not in source.tables else None


def _without_table(tree: Tree, source: DataSource, message: str, warn: Warn) -> Tree:
    """Leave out the table that a brief does not carry, with a warning."""
    if named := _missing_table(tree, source):
        warn(Problem(tree.place(_TABLE), f"{message} {quote(named)}", fatal=False))
        return without_awards(tree)
    return tree


@contextmanager
def _folder(source: DataSource, tree: Tree) -> Iterator[Path]:
    """Yield the folder that tables lie in; for a while, and with nothing else in it, if they come out of a brief.

    Raises a DataError where the brief does not carry the table that its data file names.
    """
    if source.tables is None:
        yield source.path.parent
        return
    if named := _missing_table(tree, source):
        message = f"this brief does not carry the table {quote(named)} that its data file names"
        hint = "a table travels only with attach: true under awards; build from the data file, its table beside it"
        raise DataError([Problem(tree.place(_TABLE), message, f"{hint}, or go on without it: --without")])
    with TemporaryDirectory() as made:
        for name, content in source.tables.items():
            file = Path(made, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        yield Path(made)


def load_from(source: DataSource, tree: Tree, lacks: Callable[[str], str], *, fine: bool = False) -> Loaded:
    """Make the programme of a source that has been read as `tree`; `lacks` and `fine` as for `loaded_of`."""
    with _folder(source, tree) as folder:
        carried = source.tables is not None
        loaded = loaded_of(tree, lacks, folder, carried=carried, fine=fine)
        if loaded.programme.changes is None:
            return loaded
        from reports.loading.earlier import since  # most data files name none

        return since(loaded, tree, folder, lacks, carried=carried)


def load_translation(source: DataSource, loaded: Loaded, tag: str, lacks: Callable[[str], str]) -> Loaded:
    """Return what was loaded from a source in another language, one of its `translations`; `lacks` as for `loaded_of`.

    Raises a DataError with every problem of the translation.
    """
    from reports.loading.translations import translated  # most data files have none

    with _folder(source, loaded.tree) as folder:
        translation = translated(loaded, tag, folder, lacks)
        if loaded.programme.changes is None:
            return translation
        from reports.loading.earlier import since

        carried = source.tables is not None
        return since(translation, translation.tree, folder, lacks, carried=carried, own=loaded.programme)


def load_plain(source: DataSource, warn: Warn) -> Loaded:
    """Return what a data file says, checked, but without look, pictures and consents; raises a DataError.

    A table of awards that a brief does not carry is left out, with a warning: nothing is known of it.
    """
    tree = _tree_of(source.data, source.file)
    tree = _without_table(tree, source, "awards are not compared: this brief does not carry the table", warn)
    with _folder(source, tree) as folder:
        return loaded_of(tree, lambda text: "", folder, carried=True, plain=True)


def _problems_of(tree: Tree, source: DataSource) -> tuple[Problem, ...]:
    """Find what is wrong with the data where there is no look to show it in."""
    try:
        return load_from(source, tree, lambda text: "").warnings
    except DataError as error:
        return error.problems
