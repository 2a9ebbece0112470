"""The command line: what scripts outside rely on. Commands, progress and exit codes; see README.md."""

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reports import __version__
from reports.cli import build, check, compare, handouts, new, watch
from reports.cli.arguments import Parser
from reports.cli.terminal import DONE, FAILED, INTERRUPTED, tolerant_streams, warn
from reports.errors import Location, Problem, ReportError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 prevented, 2 wrong usage, 130 interrupted."""
    atexit.register(gc.freeze)  # to look for circles among all objects at the very end takes a tenth of a build
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it looks for some in every package there is
    with tolerant_streams() as printed:
        parser = _parser()
        try:
            given = parser.parse_args(arguments)
        except SystemExit as end:
            return int(end.code or 0)
        code = _run(given)
        printed.flush()
        if printed.error and not given.writes and code == DONE:  # what was asked for is what is printed
            where, reason = Location("standard output"), (printed.error.strerror or "unknown error").lower()
            warn(Problem(where, f"cannot be written: {reason}"))
            return FAILED
        return code


def _run(given: argparse.Namespace) -> int:
    try:
        Path.cwd()
    except OSError:
        warn(Problem(Location("."), "the current folder has been removed", "go to another"))
        return FAILED
    try:
        return int(given.run(given))
    except ReportError as error:
        warn(*error.problems)
        return FAILED
    except KeyboardInterrupt:
        print("interrupted: nothing was changed", file=sys.stderr)
        return INTERRUPTED


def _parser() -> Parser:
    parser = Parser(
        prog="make-reports",
        description="Make a PDF brief and a PowerPoint deck from one data file about a funding programme.",
        epilog="Without a command, in a clone: build data/progressive-ms.yaml into out/.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.set_defaults(run=lambda _: build.run_without_command(parser), writes=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for add in (  # in the order in which --help lists them
        new.add_new, build.add_build, check.add_check, watch.add_watch, new.add_schema, handouts.add_handouts,
        new.add_translate, check.add_verify, compare.add_refresh, compare.add_compare, new.add_template,
    ):  # fmt: skip
        add(commands)
    return parser
