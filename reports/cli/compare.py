"""The command `compare`: what changed between two data files, number by number."""

import argparse
from pathlib import Path

from reports.cli.arguments import Commands
from reports.cli.terminal import DONE, FAILED, warn
from reports.errors import Problem, ReportError

_NOT_COMPARED = 2  # with --exit-code, where 1 says that the files differ


def add_compare(commands: Commands) -> None:
    """Add the command and its arguments."""
    compare = commands.add_parser("compare", help="say what changed between two data files, or two briefs")
    for name in ("old", "new"):
        what = f"the {name}er data file (YAML), or a brief that has it inside"
        compare.add_argument(name, type=Path, metavar=name.upper(), help=what)
    compare.add_argument("--format", choices=("text", "csv", "json"), default="text", help="how to print it (text)")
    ends = "end with 0 if they are alike, 1 if they differ, 2 if they could not be compared"
    compare.add_argument("--exit-code", action="store_true", help=ends)
    compare.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    from reports import changes
    from reports.changes import writing
    from reports.loading.source import load_plain, source_of

    loaded, found, lost = [], list[Problem](), list[Problem]()
    for file in (given.old, given.new):
        try:
            loaded.append(load_plain(source_of(file, lambda _: None), lost.append))
        except ReportError as error:
            found += error.problems
    if found:
        for problem in sorted(set(found)):
            warn(problem)
        return _NOT_COMPARED if given.exit_code else FAILED
    for problem in lost:
        warn(problem)
    old, new = loaded
    tables = (None, None) if lost else (old.awards, new.awards)
    differences = changes.between(old.programme, new.programme, tables)
    match given.format:
        case "csv":
            print(writing.as_csv(differences), end="")
        case "json":
            print(writing.as_json(differences, str(given.old), str(given.new)))
        case _:
            number = len(differences.found)
            counted = "1 difference" if number == 1 else f"{number:,} differences" if number else "no difference"
            print(f"{given.old} -> {given.new}: {counted}")
            print(writing.as_text(differences, new.programme.language), end="")
    return FAILED if given.exit_code and differences.found else DONE
