"""What commands have in common: options, and values that are checked while they are read."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias, TypeVar

from reports.datafile.languages import LANGUAGES
from reports.files import is_portable_name
from reports.units import BLEED, PAGES_BY

if TYPE_CHECKING:
    from reports.loading.options import BriefRequest, Part

T = TypeVar("T")
Commands: TypeAlias = "argparse._SubParsersAction[Any]"

BOTH: tuple[Part, ...] = ("brief", "deck")


def matching(pattern: str, fault: str, made: Callable[[str], T]) -> Callable[[str], T]:
    """Return what reads a value that matches a pattern; of any other argparse says its `fault`, as wrong usage."""

    def read(text: str) -> T:
        if not re.fullmatch(pattern, text):
            raise argparse.ArgumentTypeError(f"{text!r} {fault}")
        return made(text)

    return read


whole_number = matching(r"[1-9][0-9]{0,8}", "is not a whole number from 1 on", int)
_millimetres = matching(BLEED, "is no bleed: 0 to 10 millimetres, as 3 or 3.175", float)
_multiple = matching(PAGES_BY, "is no number of pages: 1 to 99", int)


class Parser(argparse.ArgumentParser):
    """A parser whose errors say what was probably meant."""

    def error(self, message: str) -> NoReturn:
        """Print the message and the usage, and end with 2."""
        wrong = re.search(r"invalid choice: '([^']*\.ya?ml)'", message)
        if wrong:
            message = f"{wrong[1]!r} is not a command; to build from it: {self.prog} build {wrong[1]}"
        if "arguments: --language" in message:
            message += "; build, check, handouts and watch have it, and verify reads all languages that it finds"
        super().error(message)


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the data file as the first argument."""
    parser.add_argument("data", type=Path, metavar="DATA", help="the data file (YAML), or a brief that has it inside")


def add_brief_options(parser: argparse.ArgumentParser, standard: str) -> None:
    """Add what the brief alone is asked; `standard` is the help for --standard. `brief_request` reads it."""
    parser.add_argument("--paper", choices=("a4", "letter"), help="the brief's paper (a4)")
    parser.add_argument("--standard", choices=("pdfa3", "pdfa4", "pdfa2"), help=standard)
    parser.add_argument("--large-print", action="store_true", default=None, help="a brief in 18 points or more")
    for_print = parser.add_argument_group("for a print shop; see docs/printing.md")
    for_print.add_argument("--ink", choices=("colour", "grey"), help="grey: a brief in black ink alone")
    bleed = "a brief whose grounds and pictures go on MM beyond its pages' edges, 0 to 10 (0)"
    for_print.add_argument("--bleed", type=_millimetres, metavar="MM", help=bleed)
    pages = "empty pages at the brief's end, up to a multiple of N (1)"
    for_print.add_argument("--pages-by", type=_multiple, metavar="N", help=pages)


def brief_request(given: argparse.Namespace) -> BriefRequest:
    """Return what the brief alone was asked."""
    from reports.loading.options import BriefRequest

    return BriefRequest(
        given.paper, given.standard, given.large_print, given.language, given.ink, given.bleed, given.pages_by
    )


def add_language(parser: argparse.ArgumentParser, *, several: bool = True) -> None:
    """Add the language of one of the data file's translations, or of all; `brief_request` reads it."""
    which = f"in the language of a translation that the data file names{', or in all' * several}: {LANGUAGES[-1]}"
    parser.add_argument("--language", metavar="TAG", choices=[*LANGUAGES, *["all"] * several], help=which)


def add_look_options(parser: argparse.ArgumentParser) -> None:
    """Add the theme, the deck's template, and how a brief is built again that does not carry its look or its table."""
    parser.add_argument("--theme", type=Path, metavar="FILE", help="a look of your own, laid over ours")
    parser.add_argument("--template", type=Path, metavar="FILE", help="a PowerPoint template of your own for the deck")
    parser.add_argument("--without", action="store_true", help="go on without what a brief does not carry inside")


def add_progress_options(parser: argparse.ArgumentParser) -> None:
    """Add how much is printed."""
    parser.add_argument("--plain", action="store_true", help="progress as plain lines, kind to screen readers")
    parser.add_argument("--quiet", action="store_true", help="print nothing but problems")


def file_stem(text: str) -> str:
    """Return a name that is one file name on every system, of 100 characters at most, and not hidden.

    Raises an ArgumentTypeError for any other, which argparse turns into wrong usage.
    """
    if not is_portable_name(text) or len(text) > 100 or text.startswith("."):
        raise argparse.ArgumentTypeError(f"{text!r} cannot be part of a file's name")
    return text
