"""The command `new`: a data file to begin with."""

import argparse
import os
from pathlib import Path

from reports.cli.arguments import Commands
from reports.cli.terminal import DONE
from reports.errors import Location, Problem, ReportError
from reports.files import write_together


def add_new(commands: Commands) -> None:
    """Add the command and its arguments."""
    new = commands.add_parser("new", help="write a first data file, a draft that builds as it is")
    new.add_argument("file", type=Path, metavar="FILE.yaml", help="the file to write; one that is there is kept")
    table = "a table of awards (CSV, XLSX, JSON) in the file's folder, which is drawn"
    new.add_argument("--from", dest="table", type=Path, metavar="TABLE", help=table)
    new.set_defaults(run=_run, writes=True)


def _run(given: argparse.Namespace) -> int:
    from reports.starter import first_file

    if os.path.lexists(given.file):
        hint = "choose another name, or take it away first"
        raise ReportError([Problem(Location(str(given.file)), "is there already, and is not overwritten", hint)])
    if not given.file.parent.is_dir():
        raise ReportError([Problem(Location(str(given.file.parent)), "is no folder", "make it first")])
    made = first_file(given.file, given.table)
    write_together({given.file: made.text.encode()})
    print(f"Wrote {given.file}: a draft that builds, with TODO and “Replace:” for what is still to be written")
    if made.told:
        print(made.told)
    return DONE
