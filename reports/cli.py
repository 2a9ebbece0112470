"""The command line: what scripts outside rely on. Commands, progress and exit codes; see README.md."""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from reports import __version__
from reports.errors import Problem, ReportError

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

BOTH = ("brief", "deck")
_EVERY_LIVELY, _EVERY_PLAIN = 0.2, 5.0  # seconds between two lines on how a long run goes
# Windows keeps these names for devices, with any extension.
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 prevented, 2 wrong usage, 130 interrupted."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a C locale must not stop a message
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    try:
        return int(options.run(options))
    except ReportError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print("interrupted: nothing was changed", file=sys.stderr)
        return INTERRUPTED


# -- commands ---------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    from reports.build import DeckWishes, Job, build
    from reports.loading.source import BriefRequest

    data = options.data or _default_data()
    deck = DeckWishes(options.talk, options.share, options.force, options.template)
    brief = BriefRequest(options.paper, options.standard, options.large_print)
    beside = {"sums": options.sums, "ledger": options.ledger}
    job = Job(data, options.output, options.parts, options.name, options.theme, brief, deck, **beside)
    with _progress(options) as tell, _uncollected():
        written = build(job, tell, _warn)
    if not options.quiet:
        for file in written:
            if file.inside:
                print(file.inside, file=sys.stderr, flush=True)
        print("Wrote " + " and ".join(f"{file.path} ({file.extent})" for file in written))
    return DONE


def _check(options: argparse.Namespace) -> int:
    from reports.loading.source import read_material, source_of

    source = source_of(options.data, _warn)
    material = read_material(source, None, _warn)
    programme = material.programme
    sections, numbers = len(programme.sections), len(programme.quantities)
    print(f"{options.data}: no problems ({sections} sections, {numbers} quantities)")
    if material.awards:
        print(material.awards.told())
    enclosed = source.enclosed(programme, programme.attach)
    print(enclosed, file=sys.stderr)
    if options.human:
        from reports.compose.checklist import checklist
        from reports.compose.compose import compose

        print(f"\n{checklist(compose(programme, material.awards), enclosed)}")
    return DONE


def _handouts(options: argparse.Namespace) -> int:
    from reports.handouts.command import Merging, Wishes, handouts
    from reports.handouts.readers import Tables
    from reports.loading.source import BriefRequest

    wrong = _contradiction(options)
    if wrong:
        print(f"make-reports handouts: error: {wrong}", file=sys.stderr)
        return WRONG_USAGE
    tables = Tables(options.recipients, options.seeds, options.encoding, options.name)
    brief = BriefRequest(options.paper, options.standard, options.large_print)
    asked = {name: getattr(options, name) for name in ("part", "sample", "theme", "template", "jobs", "scheduler")}
    merged = Merging(options.chunk, options.right_hand) if options.merged else None
    wishes = Wishes(options.data, tables, options.output, brief=brief, merged=merged, **asked)
    try:
        with _progress(options) as tell:
            tally = handouts(wishes, tell, _warn, _EVERY_LIVELY if _is_lively(options) else _EVERY_PLAIN)
    except KeyboardInterrupt:
        print("interrupted: what is written stays; the same command goes on from there", file=sys.stderr)
        return INTERRUPTED
    for problem in tally.failures:
        _warn(problem)
    if tally.failed > len(tally.failures):
        print(f"and {tally.failed - len(tally.failures):,} more; the manifest names them", file=sys.stderr)
    if not options.quiet:
        print(f"{options.output}: {tally}")
    return FAILED if tally.failed else DONE


def _contradiction(options: argparse.Namespace) -> str | None:
    """Say which options of handouts do not go together."""
    if "://" in options.output and not options.scheduler:
        return "an address for -o goes with --scheduler; without it, -o is a folder"
    if not options.merged:
        return "--chunk and --right-hand go with --merged" if options.chunk or options.right_hand else None
    others = {"--only deck": options.part == "deck", "--name": options.name, "--jobs": options.jobs}
    asked = [option for option, given in {**others, "--scheduler": options.scheduler}.items() if given]
    return f"--merged does not go with {' and '.join(asked)}" if asked else None


def _schema(_options: argparse.Namespace) -> int:
    from reports.datafile.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from reports.verify.check import verify

    report = verify(options.data, options.place, options.name)
    for finding in report.discrepancies:
        if finding.failure or not options.quiet:
            print(finding)
    if not options.quiet:
        print(report.summary())
    return FAILED if report.failures else DONE


def _template(options: argparse.Namespace) -> int:
    from reports.deck.user_template.choose import read
    from reports.deck.user_template.mapping import mapping_as_text
    from reports.deck.user_template.own_copies import is_copy
    from reports.theme.load import load_theme

    beside = options.file.parent / "theme.yaml"
    theme = load_theme(options.theme or (beside if beside.is_file() else None))
    _, found, choices = read(options.file, theme)
    print(mapping_as_text(found, choices, str(options.file)))
    if is_copy(found, theme) and not (theme.template and theme.template.layouts):
        print("\nIt is a copy of our own template: without such a map, all of its layouts are used.")
    return DONE


def _default_data() -> Path:
    """Find the programme that comes with us: in the folder we are called from, in the clone, or in the wheel."""
    package = Path(__file__).resolve().parent
    name = Path("data", "progressive-ms.yaml")
    return next((path for path in (name, package.parent / name) if path.is_file()), package / name)


def _warn(problem: Problem) -> None:
    print(problem, file=sys.stderr)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no cyclic garbage be looked for: a build keeps nearly all it makes, and looking takes a tenth of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# -- progress ---------------------------------------------------------------------------------------


@contextmanager
def _progress(options: argparse.Namespace) -> Iterator[Callable[[str], None]]:
    """Tell the steps: on a terminal in one line that comes and goes, elsewhere in plain lines, or not at all."""
    if options.quiet:
        yield lambda step: None
    elif not _is_lively(options):
        yield lambda step: print(step, file=sys.stderr, flush=True)
    else:
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status("") as status:
            yield lambda step: status.update(Text(f"{step} …"))  # a path is not markup


def _is_lively(options: argparse.Namespace) -> bool:
    return (
        not options.plain and sys.stderr.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    )


# -- arguments --------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """A parser whose errors say what was probably meant."""

    def error(self, message: str) -> NoReturn:
        wrong = re.search(r"invalid choice: '([^']*\.ya?ml)'", message)
        if wrong:
            message = f"{wrong[1]!r} is not a command; to build from it: {self.prog} build {wrong[1]}"
        super().error(message)


def _parser() -> _Parser:
    parser = _Parser(
        prog="make-reports",
        description="Make a PDF brief and a PowerPoint deck from one data file about a funding programme.",
        epilog="Without a command: build data/progressive-ms.yaml into out/.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.set_defaults(run=_build, data=None, output=Path("out"), parts=BOTH, paper=None)
    parser.set_defaults(standard=None, large_print=None, sums=False, ledger=False)
    parser.set_defaults(name=None, theme=None, plain=False, quiet=False)
    parser.set_defaults(talk=None, share=False, force=False, template=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    _add_build(commands.add_parser("build", help="make the brief and the deck from a data file"))
    check = commands.add_parser("check", help="read and check a data file, write nothing")
    check.add_argument("data", type=Path, metavar="DATA", help="the data file (YAML)")
    check.add_argument("--human", action="store_true", help="print what only a person can judge, as a checklist")
    check.set_defaults(run=_check)
    schema = commands.add_parser("schema", help="print the JSON Schema of data files, for editors")
    schema.set_defaults(run=_schema)
    _add_handouts(commands.add_parser("handouts", help="make a personal copy for each row of a table"))
    _add_verify(commands.add_parser("verify", help="hold finished files against their data file"))
    template = commands.add_parser("template", help="print how a PowerPoint template's layouts are used")
    template.add_argument("file", type=Path, metavar="FILE", help="the template (.pptx or .potx)")
    template.add_argument("--theme", type=Path, metavar="FILE", help="a theme that chooses layouts")
    template.set_defaults(run=_template)
    return parser


def _add_build(build: argparse.ArgumentParser) -> None:
    build.add_argument("data", type=Path, metavar="DATA", help="the data file (YAML), or a brief that has it inside")
    build.add_argument("-o", "--output", type=Path, default=Path("out"), metavar="DIR", help="folder to write to (out)")
    build.add_argument(
        "--only", dest="parts", type=_only, default=BOTH, metavar="{brief,deck}", help="make one of them"
    )
    build.add_argument("--paper", choices=("a4", "letter"), help="the brief's paper (a4)")
    build.add_argument(
        "--standard", choices=("pdfa3", "pdfa4", "pdfa2"), help="what the brief is archived as (pdfa3); see README.md"
    )
    build.add_argument("--name", type=_stem, metavar="STEM", help="STEM-brief.pdf and STEM-deck.pptx")
    build.add_argument("--theme", type=Path, metavar="FILE", help="a look of your own, laid over ours")
    build.add_argument("--template", type=Path, metavar="FILE", help="a PowerPoint template of your own for the deck")
    build.add_argument("--talk", metavar="NAME", help="a deck of the sections that this talk of the data file calls")
    build.add_argument("--share", action="store_true", help="a deck without speaker notes, to give away")
    build.add_argument("--force", action="store_true", help="write over a deck that was edited since it was built")
    build.add_argument("--large-print", action="store_true", default=None, help="a brief in 18 points or more")
    build.add_argument("--sums", action="store_true", help="write the files' checksums too, as SHA256SUMS")
    build.add_argument("--ledger", action="store_true", help="write where each number comes from too, as ledger.csv")
    build.add_argument("--plain", action="store_true", help="progress as plain lines, kind to screen readers")
    build.add_argument("--quiet", action="store_true", help="print nothing but problems")
    build.set_defaults(run=_build)


def _add_handouts(handouts: argparse.ArgumentParser) -> None:
    handouts.add_argument("data", type=Path, metavar="DATA", help="the data file (YAML), or a brief that has it inside")
    handouts.add_argument("recipients", type=Path, metavar="RECIPIENTS", help="the table of recipients (CSV or XLSX)")
    handouts.add_argument("-o", "--output", required=True, metavar="DIR", help="folder to write to, one for each run")
    handouts.add_argument("--only", dest="part", choices=BOTH, default="brief", help="what to make of it (brief)")
    handouts.add_argument("--sample", type=_number, metavar="N", help="make N copies only, chosen for proof")
    handouts.add_argument("--seeds", type=Path, metavar="FILE", help="a table of control records of your own, added")
    handouts.add_argument("--encoding", metavar="E", help="what a CSV table is in, if not UTF-8: cp1252")
    handouts.add_argument("--name", type=_pattern, metavar="PATTERN", help='name files by columns: "{id}"')
    handouts.add_argument("--merged", action="store_true", help="one PDF of all briefs, for a print house")
    handouts.add_argument("--right-hand", action="store_true", help="merged: each brief begins on a right-hand page")
    handouts.add_argument("--chunk", type=_number, metavar="N", help="merged: a new file after N briefs")
    handouts.add_argument("--jobs", type=_number, metavar="N", help="share the work among N processes (one a core)")
    handouts.add_argument("--scheduler", metavar="ADDRESS", help="share the work among the machines of a Dask cluster")
    handouts.add_argument("--paper", choices=("a4", "letter"), help="the brief's paper (a4)")
    handouts.add_argument("--standard", choices=("pdfa3", "pdfa4", "pdfa2"), help="what the brief is archived as")
    handouts.add_argument("--large-print", action="store_true", default=None, help="a brief in 18 points or more")
    handouts.add_argument("--theme", type=Path, metavar="FILE", help="a look of your own, laid over ours")
    handouts.add_argument(
        "--template", type=Path, metavar="FILE", help="a PowerPoint template of your own for the deck"
    )
    handouts.add_argument("--plain", action="store_true", help="progress as plain lines, kind to screen readers")
    handouts.add_argument("--quiet", action="store_true", help="print nothing but problems")
    handouts.set_defaults(run=_handouts)


def _number(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def _pattern(text: str) -> str:
    from reports.handouts.names import is_pattern

    if not is_pattern(text):
        raise argparse.ArgumentTypeError(f"{text!r} has no {{column}} in it, or cannot be part of a file's name")
    return text


def _add_verify(verify: argparse.ArgumentParser) -> None:
    verify.add_argument("data", type=Path, metavar="DATA", help="the data file (YAML), or a brief that has it inside")
    verify.add_argument("place", type=Path, metavar="DIR", help="the folder they were written to, or one file")
    verify.add_argument("--name", type=_stem, metavar="STEM", help="STEM-brief.pdf and STEM-deck.pptx")
    verify.add_argument("--quiet", action="store_true", help="print nothing but failures")
    verify.set_defaults(run=_verify)


def _only(text: str) -> tuple[str]:
    if text not in BOTH:
        raise argparse.ArgumentTypeError(f"{text!r} is neither brief nor deck")
    return (text,)


def _stem(text: str) -> str:
    """Accept a name that is one file name on every system."""
    if not re.fullmatch(r"[^\\/:*?\"<>|\x00-\x1f]{1,100}", text) or text.startswith(".") or _RESERVED.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} cannot be part of a file's name")
    return text
