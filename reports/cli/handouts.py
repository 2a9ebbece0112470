"""The command `handouts`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reports.cli import arguments
from reports.cli.arguments import BOTH, Commands, brief_request, whole_number
from reports.cli.terminal import DONE, FAILED, INTERRUPTED, WRONG_USAGE, is_lively, progress, warn

if TYPE_CHECKING:
    from reports.handouts.command import HandoutsRequest

_EVERY_LIVELY, _EVERY_PLAIN = 0.2, 5.0  # seconds between two lines on how a long run goes


def add_handouts(commands: Commands) -> None:
    """Add the command and its arguments."""
    handouts = commands.add_parser("handouts", help="make a personal copy for each row of a table")
    arguments.add_data(handouts)
    handouts.add_argument("recipients", type=Path, metavar="RECIPIENTS", help="the table of recipients (CSV or XLSX)")
    handouts.add_argument("-o", "--output", default="", metavar="DIR", help="folder to write to, one for each run")
    archive = "all copies in one file, .zip or .tar; -o is not needed then"
    handouts.add_argument("--archive", type=_archive, metavar="FILE", help=archive)
    handouts.add_argument("--only", dest="part", choices=BOTH, help="what to make of it (brief)")
    add_copies_options(handouts)
    jobs = "share the work among N processes (one a core)"
    handouts.add_argument("--jobs", type=whole_number, metavar="N", help=jobs)
    handouts.add_argument("--scheduler", metavar="ADDRESS", help="share the work among the machines of a Dask cluster")
    arguments.add_brief_options(handouts, "what the brief is archived as")
    arguments.add_language(handouts, several=False)
    arguments.add_look_options(handouts)
    arguments.add_progress_options(handouts)
    handouts.set_defaults(run=_run, writes=True)


def add_copies_options(parser: argparse.ArgumentParser) -> None:
    """Add whatever else changes which copies come about; `handouts_request` reads it."""
    parser.add_argument("--sample", type=whole_number, metavar="N", help="make N copies only, chosen for proof")
    parser.add_argument("--seeds", type=Path, metavar="FILE", help="a table of control records of your own, added")
    parser.add_argument("--encoding", metavar="E", help="what a CSV table is in, if not UTF-8: cp1252")
    parser.add_argument("--name", type=_pattern, metavar="PATTERN", help='name files by columns: "{id}"')
    leave_out = "go on without the rows that have a problem"
    parser.add_argument("--leave-out", action="store_true", help=leave_out)
    gathers = "one copy for all rows that have the same in COLUMN: a donor's gifts"
    parser.add_argument("--group-by", metavar="COLUMN", help=gathers)
    parser.add_argument("--merged", action="store_true", help="one PDF of all briefs, for a print house")
    parser.add_argument("--right-hand", action="store_true", help="merged: each brief begins on a right-hand page")
    parser.add_argument("--chunk", type=whole_number, metavar="N", help="merged: a new file after N briefs")


def _pattern(text: str) -> str:
    from reports.handouts.names import is_pattern

    if not is_pattern(text):
        raise argparse.ArgumentTypeError(f"{text!r} has no {{column}} in it, or cannot be part of a file's name")
    return text


def _archive(text: str) -> Path:
    from reports.handouts.archive import FORMATS

    if "://" in text:
        raise argparse.ArgumentTypeError(f"{text!r} is an address; an archive is a file of this machine")
    if Path(text).suffix.lower() not in FORMATS:
        raise argparse.ArgumentTypeError(f"{text!r} ends in neither {' nor '.join(FORMATS)}")
    return Path(text)


def _run(given: argparse.Namespace) -> int:
    from reports.handouts.command import handouts

    if wrong := contradiction(given):
        print(f"make-reports handouts: error: {wrong}", file=sys.stderr)
        return WRONG_USAGE
    request = handouts_request(given)
    every = _EVERY_LIVELY if is_lively(plain=given.plain) else _EVERY_PLAIN
    try:
        with progress(plain=given.plain, quiet=given.quiet) as on_step:
            tally = handouts(request, on_step, warn, every)
    except KeyboardInterrupt:
        stays = "nothing is written" if given.archive else "what is written stays; the same command goes on from there"
        print(f"interrupted: {stays}", file=sys.stderr)
        return INTERRUPTED
    warn(*tally.problems)
    if more := tally.failed - tally.left_out - len(tally.failures):
        print(f"and {more:,} more; the manifest names them", file=sys.stderr)
    if not given.quiet:
        print(f"{request.archive or request.place}: {tally}")
    return FAILED if tally.failed else DONE


def handouts_request(given: argparse.Namespace) -> HandoutsRequest:
    """Return what is asked for."""
    from reports.handouts.command import HandoutsRequest, MergeOptions
    from reports.handouts.mailing_list import Tables

    tables = Tables(
        given.recipients, given.seeds, given.encoding, given.name, leave_out=given.leave_out, group_by=given.group_by
    )
    made = {"part": given.part or "brief", "brief": brief_request(given), "theme": given.theme}
    merged = MergeOptions(given.chunk, given.right_hand) if given.merged else None
    asked = {name: getattr(given, name) for name in ("sample", "template", "jobs", "scheduler", "without")}
    archive = given.archive and Path(given.output, given.archive)
    return HandoutsRequest(given.data, tables, given.output, archive=archive, merged=merged, **made, **asked)


def contradiction(given: argparse.Namespace) -> str | None:
    """Return which options do not go together, or that a place to write to is missing."""
    if not given.output and not given.archive and given.run is _run:
        return "-o DIR, or --archive FILE, says where the copies go"
    if given.archive and (asked := [option for option in ("merged", "scheduler") if getattr(given, option)]):
        return f"--archive does not go with --{' and --'.join(asked)}"
    if given.sample and given.seeds:
        return "--sample does not go with --seeds: control records go with all copies; leave one of them out"
    if "://" in given.output and not given.scheduler:
        return "an address for -o goes with --scheduler; without it, -o is a folder"
    if not given.merged:
        return "--chunk and --right-hand go with --merged" if given.chunk or given.right_hand else None
    others = {"--only deck": given.part == "deck", "--name": given.name}
    asked = [option for option, value in {**others, "--scheduler": given.scheduler}.items() if value]
    return f"--merged does not go with {' and '.join(asked)}" if asked else None
