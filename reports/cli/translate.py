"""The command `translate`: a file of a data file's texts in another language."""

import argparse
from pathlib import Path

from reports.cli.arguments import Commands
from reports.cli.terminal import DONE, warn
from reports.datafile.languages import LANGUAGES
from reports.files import write_together


def add_translate(commands: Commands) -> None:
    """Add the command and its arguments."""
    says = "write a file of the data file's texts in another language, or complete it"
    translate = commands.add_parser("translate", help=says)
    translate.add_argument("data", type=Path, metavar="DATA", help="the data file (YAML)")
    translate.add_argument("tag", metavar="TAG", choices=LANGUAGES, help=f"the language: {', '.join(LANGUAGES)}")
    translate.set_defaults(run=_run, writes=True)


def _run(given: argparse.Namespace) -> int:
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
