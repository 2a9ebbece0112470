"""The commands for who writes a file: `new` and `translate` begin it, `schema` and `template` explain one."""

import argparse
import json
import os
from pathlib import Path

from reports.cli.arguments import Commands
from reports.cli.terminal import DONE, warn
from reports.datafile.languages import LANGUAGES
from reports.errors import Location, Problem, ReportError
from reports.files import answers, write_together


def add_new(commands: Commands) -> None:
    """Add the command and its arguments."""
    new = commands.add_parser("new", help="write a first data file, a draft that builds as it is")
    new.add_argument("file", type=Path, metavar="FILE.yaml", help="the file to write; one that is there is kept")
    table = "a table of awards (CSV, XLSX, JSON) in the file's folder, which is drawn"
    new.add_argument("--from", dest="table", type=Path, metavar="TABLE", help=table)
    new.set_defaults(run=_new, writes=True)


def _new(given: argparse.Namespace) -> int:
    from reports.starter import first_file

    if os.path.lexists(given.file):
        hint = "choose another name, or take it away first"
        raise ReportError([Problem(Location(str(given.file)), "is there already, and is not overwritten", hint)])
    if not answers(given.file.parent.is_dir):
        raise ReportError([Problem(Location(str(given.file.parent)), "is no folder", "make it first")])
    text, told, warnings = first_file(given.file, given.table)
    write_together({given.file: text.encode()})
    print(f"Wrote {given.file}: a draft that builds, with TODO and “Replace:” for what is still to be written")
    if told:
        print(told)
    warn(*warnings)
    return DONE


def add_translate(commands: Commands) -> None:
    """Add the command and its arguments."""
    says = "write a file of the data file's texts in another language, or complete it"
    translate = commands.add_parser("translate", help=says)
    translate.add_argument("data", type=Path, metavar="DATA", help="the data file (YAML)")
    translate.add_argument("tag", metavar="TAG", choices=LANGUAGES, help=f"the language: {', '.join(LANGUAGES)}")
    translate.set_defaults(run=_translate, writes=True)


def _translate(given: argparse.Namespace) -> int:
    from reports.story.phrases.grammar import counted
    from reports.translate import complete

    made = complete(given.data, given.tag)
    warn(*made.problems)
    if made.content is not None:
        write_together({made.path: made.content})
    what = f"wrote {counted(made.added, 'text')}" if made.content is not None else "nothing is missing"
    open_ = f"{what}; {counted(made.open, 'text')} still to be translated"
    print(f"{made.path}: {open_ if made.open else 'nothing to do'}")
    if made.line:
        print(f"To use it, write into {given.data}: {made.line}")
    return DONE


def add_schema(commands: Commands) -> None:
    """Add the command `schema`, which has no arguments."""
    schema = commands.add_parser("schema", help="print the JSON Schema of data files, for editors")
    schema.set_defaults(run=_schema)


def _schema(_given: argparse.Namespace) -> int:
    from reports.datafile.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return DONE


def add_template(commands: Commands) -> None:
    """Add the command `template` and its arguments."""
    template = commands.add_parser("template", help="print how a PowerPoint template's layouts are used")
    template.add_argument("file", type=Path, metavar="FILE", help="the template (.pptx or .potx)")
    template.add_argument("--theme", type=Path, metavar="FILE", help="a theme that chooses layouts")
    template.set_defaults(run=_template)


def _template(given: argparse.Namespace) -> int:
    from reports.deck.user_template.choose import read
    from reports.deck.user_template.mapping import mapping_as_text
    from reports.deck.user_template.user_target import is_copy
    from reports.theme.load import load_theme

    beside = given.file.parent / "theme.yaml"
    theme = load_theme(given.theme or (beside if answers(beside.is_file) else None))
    _, found, choices = read(given.file, theme)
    print(mapping_as_text(found, choices, str(given.file)))
    if is_copy(found, theme) and not (theme.template and theme.template.layouts):
        print("\nIt is a copy of our own template: without such a map, all of its layouts are used.")
    return DONE
