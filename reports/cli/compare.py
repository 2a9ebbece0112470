"""The commands for newer data: `compare` says what changed, `refresh` puts new numbers into an edited deck."""

import argparse
import sys
from operator import itemgetter
from pathlib import Path

from reports.cli import arguments
from reports.cli.arguments import Commands
from reports.cli.terminal import DONE, FAILED, progress, warn
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
    compare.set_defaults(run=_compare)


def _compare(given: argparse.Namespace) -> int:
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
        warn(*sorted(set(found)))
        return _NOT_COMPARED if given.exit_code else FAILED
    warn(*lost)
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


def add_refresh(commands: Commands) -> None:
    """Add the command and its arguments."""
    refresh = commands.add_parser("refresh", help="put new numbers into a deck that somebody has edited")
    refresh.add_argument("deck", type=Path, metavar="DECK", help="the edited deck; it is not changed")
    arguments.add_data(refresh)
    refresh.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the renewed deck")
    brief = "the brief of the build that made DECK, if DECK does not carry what it was built from"
    refresh.add_argument("--from", dest="brief", type=Path, metavar="BRIEF.pdf", help=brief)
    refresh.add_argument("--theme", type=Path, metavar="FILE", help="the look that DECK was built with")
    refresh.add_argument("--template", type=Path, metavar="FILE", help="the template that DECK was built in")
    arguments.add_progress_options(refresh)
    refresh.set_defaults(run=_refresh, writes=True)


def _refresh(given: argparse.Namespace) -> int:
    from reports.refresh.command import RefreshRequest, refresh
    from reports.story.phrases.grammar import counted

    request = RefreshRequest(given.deck, given.data, given.output, given.brief, given.theme, given.template)
    with progress(plain=given.plain, quiet=given.quiet) as on_step:
        renewal = refresh(request, on_step, warn)
    if renewal is None:
        told = f"nobody had edited {given.deck}: it is built anew"
    else:
        for number, why in sorted(renewal.left, key=itemgetter(0)):
            print(f"{given.deck}: {f'slide {number}: ' * bool(number)}{why}", file=sys.stderr)
        left = f"; left to you, as said above: {len(renewal.left)}" if renewal.left else ""
        told = f"{counted(renewal.done, 'place')} renewed{left}"
    if not given.quiet:
        print(f"Wrote {given.output} ({told})")
    return DONE
