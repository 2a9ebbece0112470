"""The command `build`, which the program also runs without a command in a clone."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reports.cli import arguments
from reports.cli.arguments import BOTH, Commands, brief_request, file_stem
from reports.cli.terminal import DONE, progress, warn
from reports.collector import uncollected

if TYPE_CHECKING:
    from reports.build import BuildRequest

_OUT = Path("out")
_OURS = Path("data", "progressive-ms.yaml")


def add_build(commands: Commands) -> None:
    """Add the command and its arguments."""
    build = commands.add_parser("build", help="make the brief and the deck from a data file")
    arguments.add_data(build)
    build.add_argument("-o", "--output", type=Path, default=_OUT, metavar="DIR", help="folder to write to (out)")
    build.add_argument("--only", dest="part", choices=BOTH, help="make one of them")
    build.add_argument("--name", type=file_stem, metavar="STEM", help="STEM-brief.pdf and STEM-deck.pptx")
    arguments.add_brief_options(build, "what the brief is archived as (pdfa3); see docs/archive.md")
    arguments.add_language(build)
    arguments.add_look_options(build)
    build.add_argument("--talk", metavar="NAME", help="a deck of the sections that this talk of the data file calls")
    build.add_argument("--share", action="store_true", help="a deck without speaker notes, to give away")
    build.add_argument("--force", action="store_true", help="write over a deck that was edited since it was built")
    fonts = "a deck with its fonts inside, which LibreOffice shows from 26.2 on; PowerPoint is not known to"
    build.add_argument("--embed-fonts", action="store_true", help=fonts)
    build.add_argument("--sums", action="store_true", help="write the files' checksums too, as SHA256SUMS")
    build.add_argument("--ledger", action="store_true", help="write where each number comes from too, as ledger.csv")
    package = "write the figures as tables too, with the data and what they may be used for, as figures.zip"
    build.add_argument("--package", action="store_true", help=package)
    arguments.add_progress_options(build)
    build.set_defaults(run=_run, writes=True)


@uncollected(at_end=True)
def _run(given: argparse.Namespace) -> int:
    return _build(build_request(given), plain=given.plain, quiet=given.quiet)


def build_request(given: argparse.Namespace) -> BuildRequest:
    """Return what is asked for."""
    from reports.build import BuildRequest, DeckOptions

    deck = DeckOptions(given.talk, given.share, given.force, given.template, given.embed_fonts)
    brief = brief_request(given)
    beside = {"sums": given.sums, "ledger": given.ledger, "without": given.without, "package": given.package}
    parts = (given.part,) if given.part else BOTH
    return BuildRequest(given.data, Path(given.output), parts, given.name, given.theme, brief, deck, **beside)


@uncollected(at_end=True)
def run_without_command(parser: argparse.ArgumentParser) -> int:
    """Build the programme that comes with us where we are called from a clone, or else print the help; return 0."""
    from reports.build import BuildRequest

    if not (_OURS.is_file() and Path("make_reports.py").is_file()):
        parser.print_help()
        return DONE
    return _build(BuildRequest(_OURS, _OUT), plain=False, quiet=False)


def _build(request: BuildRequest, *, plain: bool, quiet: bool) -> int:
    from reports.build import build
    from reports.datafile.yaml import enumeration

    with progress(plain=plain, quiet=quiet) as on_step:
        written = build(request, on_step, warn)
    if not quiet:
        for file in written:
            print(file.note, file=sys.stderr, flush=True)
        print(f"Wrote {enumeration([f'{file.path} ({file.extent})' for file in written])}")
    return DONE
