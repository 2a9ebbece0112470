"""What a job is built from: a data file, or a brief that carries one inside and says with what options it was made."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reports import __version__
from reports.datafile import attachments
from reports.datafile.attachments import Choice, Enclosed, Table, enclose
from reports.datafile.model import EarlierFile, Programme
from reports.datafile.photos import Pixels
from reports.datafile.yaml import Tree, quote, read_bytes
from reports.datafile.yaml import read as read_yaml
from reports.errors import DataError, Location, Problem
from reports.files import is_pdf
from reports.frozen import field, frozen
from reports.loading.checks.file import Lacks
from reports.loading.load import AWARDS_TABLE, FIGURES_TABLE, Loaded, loaded_of, tables_named, without_awards
from reports.loading.options import USUAL_OPTIONS, BriefOptions, made_with

Warn = Callable[[Problem], None]
OnStep = Callable[[str], None]  # hears what a run does next


@frozen
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
        awards, tree = programme.portfolio.awards, tree_of(self.data, self.file)
        earlier = programme.changes.files if isinstance(programme.changes, EarlierFile) else ()
        figures = (tree.named(*FIGURES_TABLE), *(name for _, name in tables_named(tree)))
        tags = {programme.language} if personal else {*programme.translations}
        translations = (name for tag, name in programme.translations.items() if tag in tags and self.has(name))
        says = dict[str, str]()
        for what, names in (
            (attachments.TABLE_SAYS, [awards.table] if awards and awards.attach else []),
            (attachments.FIGURES_SAY, filter(None, figures)),
            (attachments.EARLIER_SAYS, earlier[:1]),
            (attachments.FIGURES_SAY, earlier[1:]),
            (attachments.TRANSLATION_SAYS, translations),
        ):
            for name in names:
                says.setdefault(name, what)
        tables = [Table(awards.table, None, attachments.TABLE_SAYS)] if awards and not awards.attach else []
        tables += [Table(name, self._beside(name), what) for name, what in says.items()]
        pictures = {programme.pictures[name].file: photo for name, photo in (photos or {}).items()}
        return enclose(self.data, self.name, choice, tables, look, pictures)

    def has(self, name: str) -> bool:
        """Return whether a file is there that could travel, beside the data file or inside the same brief."""
        if self.tables is not None:
            return name in self.tables
        home, path = self.path.parent.resolve(), (self.path.parent / name).resolve()
        return attachments.TABLE_NAME.fullmatch(name) is not None and path.is_relative_to(home) and path.is_file()

    def translation(self, programme: Programme) -> bytes:
        """Return the file of the texts in the language of a programme that is translated."""
        return self._beside(programme.translations[programme.language])

    def _beside(self, name: str) -> bytes:
        return (self.path.parent / name).read_bytes() if self.tables is None else self.tables[name]


@lru_cache(maxsize=2)
def tree_of(data: bytes, file: str) -> Tree:
    """Read a data file, once for all who ask what it names."""
    return read_yaml(data, file)


def source_of(path: Path, warn: Warn) -> DataSource:
    """Find the data: the file itself, or what is inside if it is a brief. Raises a DataError where there is none."""
    data = read_bytes(path)
    if not is_pdf(data):
        return DataSource(data, attachments.data_name(path.name), path, str(path))
    from reports.loading.embedded import read_embedded  # most are no briefs

    embedded = read_embedded(path)
    made = made_with(embedded.tool)
    if made is None:
        message, hint = "does not say with what options it was made", f"it is taken as {USUAL_OPTIONS}; ask for others"
        warn(Problem(Location(str(path)), message, hint, fatal=False))
    elif made[0] != __version__:
        message = f"this brief was made by version {made[0]} of this program, which is {__version__} now"
        warn(Problem(Location(str(path)), message, "it may come out a little different", fatal=False))
    options = made[1] if made else USUAL_OPTIONS
    file = f"{path}/{embedded.name}"
    return DataSource(embedded.data, embedded.name, path, file, options, embedded.tables, embedded.look)


def languages_of(source: DataSource) -> tuple[str, ...]:
    """Return the tags of the translations that a data file names."""
    named = tree_of(source.data, source.file).at("translations")
    return tuple(named) if isinstance(named, dict) else ()


def _missing_table(tree: Tree, source: DataSource) -> str | None:
    """Return which table a data file names that does not travel with it."""
    named = tree.named(*AWARDS_TABLE)
    return named if source.tables is not None and named is not None and named not in source.tables else None


def without_table(tree: Tree, source: DataSource, message: str, warn: Warn) -> Tree:
    """Leave out the table that a brief does not carry, with a warning."""
    if named := _missing_table(tree, source):
        warn(Problem(tree.place(AWARDS_TABLE), f"{message} {quote(named)}", fatal=False))
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
        raise DataError([Problem(tree.place(AWARDS_TABLE), message, f"{hint}, or go on without it: --without")])
    with TemporaryDirectory() as made:
        for name, content in source.tables.items():
            file = Path(made, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        yield Path(made)


def load_from(source: DataSource, tree: Tree, lacks: Lacks, *, fine: bool = False) -> Loaded:
    """Make the programme of a source that has been read as `tree`; `lacks` and `fine` as for `loaded_of`."""
    with _folder(source, tree) as folder:
        loaded = loaded_of(tree, lacks, folder, carried=source.tables is not None, fine=fine)
        return _with_changes(loaded, source, tree, folder, lacks)


def _with_changes(
    loaded: Loaded, source: DataSource, tree: Tree, folder: Path, lacks: Lacks, own: Programme | None = None
) -> Loaded:
    if loaded.programme.changes is None:
        return loaded
    from reports.loading.earlier import since  # most data files name none

    return since(loaded, tree, folder, lacks, carried=source.tables is not None, own=own)


def load_translation(source: DataSource, loaded: Loaded, tag: str, lacks: Lacks) -> Loaded:
    """Return what was loaded from a source in another language, one of its `translations`; `lacks` as for `loaded_of`.

    Raises a DataError with every problem of the translation.
    """
    from reports.loading.translations import translated  # most data files have none

    with _folder(source, loaded.tree) as folder:
        translation = translated(loaded, tag, folder, lacks)
        return _with_changes(translation, source, translation.tree, folder, lacks, loaded.programme)


def load_plain(source: DataSource, warn: Warn) -> Loaded:
    """Return what a data file says, checked, but without look, pictures and consents; raises a DataError.

    A table of awards that a brief does not carry is left out, with a warning: nothing is known of it.
    """
    tree = tree_of(source.data, source.file)
    tree = without_table(tree, source, "awards are not compared: this brief does not carry the table", warn)
    with _folder(source, tree) as folder:
        return loaded_of(tree, lambda text: "", folder, carried=True, plain=True)
