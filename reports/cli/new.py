"""The commands that write a file to begin with: `new` a data file, `translate` one of its texts in another language."""

import argparse
import os
from pathlib import Path

from reports.cli.arguments import Commands
from reports.cli.terminal import DONE, warn
from reports.datafile.languages import LANGUAGES
from reports.errors import Location, Problem, ReportError
from reports.files import write_together


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
    if not given.file.parent.is_dir():
        raise ReportError([Problem(Location(str(given.file.parent)), "is no folder", "make it first")])
    text, told, warnings = first_file(given.file, given.table)
    write_together({given.file: text.encode()})
    print(f"Wrote {given.file}: a draft that builds, with TODO and “Replace:” for what is still to be written")
    if told:
        print(told)
    for problem in warnings:
        warn(problem)
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
    for problem in made.problems:
        warn(problem)
    if made.content is not None:
        write_together({made.path: made.content})
    what = f"wrote {counted(made.added, 'text')}" if made.content is not None else "nothing is missing"
    open_ = f"{what}; {counted(made.open, 'text')} still to be translated"
    print(f"{made.path}: {open_ if made.open else 'nothing to do'}")
    if made.line:
        print(f"To use it, write into {given.data}: {made.line}")
    return DONE
