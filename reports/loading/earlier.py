"""The earlier data file that one names, read by the same rules, and what has changed since."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from reports.awards.reading import located
from reports.changes import between, unknown
from reports.changes.section import with_earlier
from reports.datafile.attachments import DATA_NAME, TABLE_NAME
from reports.datafile.model import Programme
from reports.datafile.yaml import Tree, quote, read, read_bytes
from reports.errors import DataError, Problem
from reports.loading.checks.file import Lacks
from reports.loading.load import AWARDS_TABLE, FIGURES_TABLE, Loaded, loaded_of, without_awards


def since(
    loaded: Loaded, tree: Tree, folder: Path, lacks: Lacks, *, carried: bool, own: Programme | None = None
) -> Loaded:
    """Return what was loaded with what has changed since the file that it names; raises a DataError.

    `lacks` and `carried` are as for `loaded_of`; `own` is a translated programme in the data file's language, in
    which both files are compared. Where a brief does not carry that file's awards, these are left alone.
    """
    programme = loaded.programme
    assert programme.changes
    name, where = programme.changes.since, tree.place(("changes", "since"))
    path = located(name, folder, where, "since")
    if not (TABLE_NAME.fullmatch(name) and DATA_NAME.fullmatch(path.name)):
        message = f"since names {quote(name)}, which is no data file that could travel inside a brief"
        raise DataError([Problem(where, message, "name a file such as 2023.yaml")])
    if path == folder.resolve() / Path(tree.text.file).name:
        raise DataError([Problem(where, "since names this file itself", "name the file of an earlier time")])
    said = read(read_bytes(path), str(folder / name))
    table = said.named(*AWARDS_TABLE)
    lost = carried and table is not None and not (path.parent / table).is_file()
    old = loaded_of(without_awards(said) if lost else said, lacks, path.parent, carried=True, plain=True)
    own = own.model_copy(update={"changes": None}) if own else programme
    found = between(old.programme, own, (None, None) if lost else (old.awards, loaded.awards))
    travels = [name, said.named(*FIGURES_TABLE)]
    travels += [table] if old.programme.portfolio.awards and old.programme.portfolio.awards.attach else []
    files = tuple(str(PurePosixPath(name).parent / each) if at else name for at, each in enumerate(travels) if each)
    missing = f"which {name} does not have"
    notes = [
        Problem(tree.place(("quantities", key, "was")), f"was names {quote(was)}, {missing}", fatal=False)
        for key, was in (unknown(old.programme, programme) if own is programme else {}).items()
    ]
    whole = with_earlier(programme, old.programme, found, files, where, own)
    return replace(loaded, programme=whole, warnings=(*loaded.warnings, *notes))
