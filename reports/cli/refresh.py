"""The command `refresh`: new numbers into a deck that somebody has edited."""

import argparse
import sys
from operator import itemgetter
from pathlib import Path

from reports.cli import arguments
from reports.cli.arguments import Commands
from reports.cli.terminal import DONE, progress, warn


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
