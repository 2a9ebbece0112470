"""All that a data file leads to: what was loaded of it, in one language or several, and a look that has its letters."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from reports.datafile.attachments import comments_in
from reports.datafile.yaml import SourceText, Tree, decoded, did_you_mean, quote
from reports.errors import DataError, Location, Problem
from reports.frozen import frozen
from reports.loading.checks.file import Lacks
from reports.loading.checks.glyphs import name_of
from reports.loading.load import AWARDS_TABLE, Loaded
from reports.loading.options import ALL
from reports.loading.source import DataSource, Warn, load_from, load_translation, tree_of, without_table
from reports.theme.installed import ScriptFaces
from reports.theme.load import load_theme
from reports.theme.typeface import face
from reports.theme.types import Theme


@frozen
class Material(Loaded):
    """All that a data file leads to: what was loaded of it, in one language, and its look.

    `look` are the files that make the look another than ours, by the names that the theme has for them. `others`
    are the faces that were looked for beside the theme's.
    """

    theme: Theme
    look: Mapping[str, bytes]
    others: ScriptFaces

    @property
    def language(self) -> str:
        """The tag of the translation that it is; empty in the data file's own language."""
        return self.programme.language if self.tree.translation else ""

    def lacks(self, text: str) -> str:
        """Return the characters of a text, more than the data's, for which neither theme nor machine has a face."""
        return self.others.lack(lacking(self.theme)(text))

    def losses(self) -> Iterator[Problem]:
        """Yield a warning for each reason for which rows of the table are no awards of their own."""
        if self.awards:
            yield from (Problem(Location(self.awards.tally.file), loss, fatal=False) for loss in self.awards.losses)


def read_material(
    source: DataSource, theme: Path | None, warn: Warn, *, without: bool = False, fine: bool = False
) -> Material:
    """Read data, look and table; `without` leaves out what a brief does not carry, `fine` as in `loaded_of`.

    The look is `theme` if given, else what a brief carries, else a theme.yaml beside the file, else ours. Raises a
    DataError with the problems of all three.
    """
    beside = source.path.parent / "theme.yaml"
    tree = tree_of(source.data, source.file)
    if without:
        tree = without_table(tree, source, "this brief is built again without its table", warn)
    try:
        if source.look and theme is None:
            from reports.loading.look import unpacked  # few have one of their own

            theme = unpacked(source.look, str(source.path), without=without)
        chosen = theme or (beside if beside.is_file() else None)
        look = load_theme(chosen, warn, photo=tree.at("cover", "picture") is not None)
    except DataError as error:
        raise DataError([*error.problems, *_problems_of(tree, source)]) from error
    others = ScriptFaces(look.font.scripts)
    loaded = load_from(source, tree, _lacked(look, others), fine=fine)
    look = _readable(look, loaded, SourceText(source.file, decoded(source.data)), others, warn)
    files: Mapping[str, bytes] = {}
    if chosen is not None:
        from reports.loading.look import look_files

        files = look_files(chosen, look)
    return _with_look(loaded, look, files, others)


def in_languages(material: Material, source: DataSource, asked: str, warn: Warn) -> tuple[Material, ...]:
    """Return what was read in the language that is asked for, in ALL, or in its own ("").

    Raises a DataError with the problems of all translations that are asked for, and where there is none.
    """
    programme = material.programme
    translations = {str(tag): name for tag, name in programme.translations.items()}
    for tag, name in translations.items():
        if source.tables is None and not source.has(name) and asked not in (ALL, tag):
            where = material.tree.place(("translations", tag))
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
            loaded = load_translation(source, material, tag, _lacked(material.theme, others))
        except DataError as error:
            problems += error.problems
            continue
        assert loaded.tree.translation is not None
        look = _readable(material.theme, loaded, loaded.tree.translation, others, warn)
        made.append(_with_look(loaded, look, material.look, others))
    if problems:
        raise DataError(problems)
    return tuple(made)


def _with_look(loaded: Loaded, theme: Theme, look: Mapping[str, bytes], others: ScriptFaces) -> Material:
    read = (loaded.programme, loaded.awards, loaded.warnings, loaded.photos, loaded.tree)
    return Material(*read, theme, look, others)


def _in_one_face(look: Theme) -> Theme:
    return look.model_copy(update={"font": look.font.model_copy(update={"head": None})})


def _lacked(look: Theme, others: ScriptFaces) -> Lacks:
    lacks = lacking(_in_one_face(look))
    return lambda text: others.lack(lacks(text))


def _readable(look: Theme, loaded: Loaded, text: SourceText, others: ScriptFaces, warn: Warn) -> Theme:
    """Return a look whose faces have all letters of what was loaded from a text; tell what that was warned of."""
    plain = _in_one_face(look)
    others.lack(lacking(plain)(_named_in(loaded)))  # what the table says is checked where it is shown
    letters = f"{loaded.programme!r}{_named_in(loaded)}"  # all that can be shown
    lacked = {*face(look.font.head).lacks(letters)} if look.font.head else set[str]()
    if alone := lacked - {*lacking(plain)("".join(lacked))}:
        warn(_without_head(alone, text, loaded.tree))
        look = plain
    look = look.with_others(others.used)
    for warning in loaded.warnings:
        warn(warning)
    return look


def lacking(look: Theme) -> Lacks:
    """Return a function from a text to the characters that some font of a look has no glyph for, each once."""
    files = (look.font.regular, look.font.strong, look.font.bold, look.font.head)
    faces = [face(file) for file in files if file]
    return lambda text: "".join(dict.fromkeys("".join(each.lacks(text) for each in faces)))


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
    where = tree.place(AWARDS_TABLE)
    if at is not None:
        where = Location(source.file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    char = min(lacked) if at is None else text[at]
    message = f"the font of headings lacks {quote(char)} ({name_of(char)}), so headings are set in that of texts"
    return Problem(where, message, fatal=False)


def _problems_of(tree: Tree, source: DataSource) -> tuple[Problem, ...]:
    """Find what is wrong with the data where there is no look to show it in."""
    try:
        return load_from(source, tree, lambda text: "").warnings
    except DataError as error:
        return error.problems
