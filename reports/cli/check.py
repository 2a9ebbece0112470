"""The commands `check`, for a data file, and `verify`, for finished files."""

import argparse
import sys
from pathlib import Path

from reports.cli import arguments
from reports.cli.arguments import BOTH, Commands, file_stem
from reports.cli.build import build_request
from reports.cli.handouts import add_copies_options, contradiction, handouts_request
from reports.cli.terminal import DONE, FAILED, WRONG_USAGE, warn
from reports.collector import uncollected


def add_check(commands: Commands) -> None:
    """Add the command `check` and its arguments."""
    check = commands.add_parser("check", help="say what build, or handouts, would say, and write nothing")
    arguments.add_data(check)
    table = "a table: check what handouts makes of each row"
    check.add_argument("recipients", type=Path, nargs="?", metavar="RECIPIENTS", help=table)
    fast = "read without laying out: a text may still not fit its place"
    check.add_argument("--fast", action="store_true", help=fast)
    check.add_argument("--human", action="store_true", help="print what only a person can judge, as a checklist")
    check.add_argument("--only", dest="part", choices=BOTH, help="check one of them (with RECIPIENTS, the brief)")
    check.add_argument("--talk", metavar="NAME", help="check the deck of this talk of the data file")
    check.add_argument("--embed-fonts", action="store_true", help="check a deck with its fonts inside")
    arguments.add_brief_options(check, "what the brief is to be archived as (pdfa3)")
    arguments.add_language(check)
    arguments.add_look_options(check)
    add_copies_options(check.add_argument_group("with RECIPIENTS, as handouts has them"))
    check.set_defaults(run=_check, output="", jobs=None, scheduler=None, archive=None)
    check.set_defaults(share=False, force=False, sums=False, ledger=False, package=False)


def _check(given: argparse.Namespace) -> int:
    if wrong := _contradiction(given):
        print(f"make-reports check: error: {wrong}", file=sys.stderr)
        return WRONG_USAGE
    return _check_handouts(given) if given.recipients else _check_data(given)


@uncollected(at_end=True)
def _check_data(given: argparse.Namespace) -> int:
    from reports.build import prepare, render
    from reports.compose.advice import advice
    from reports.compose.checklist import checklist, people
    from reports.loading.options import ALL

    given.language = given.language or ALL
    request = build_request(given)
    materials = prepare(request, warn)
    material, *others = materials
    programme, awards = material.read.programme, material.read.awards
    if not given.fast:
        render(request, materials, lambda _step: None, warn)
    warn(*advice(programme))
    sections, numbers = len(programme.sections), len(programme.quantities)
    without = f"; in {', '.join(each.options.language for each in others)} too" if others else ""
    without += "; a draft" * (programme.status == "draft") + "; nothing was laid out" * given.fast
    print(f"{given.data}: no problems ({sections} sections, {numbers} quantities){without}")
    if awards:
        print(awards.told())
    print(material.enclosed, file=sys.stderr)
    if told := people(programme):
        print(told, file=sys.stderr)
    if given.human:
        print(f"\n{checklist(material.stories['brief'], material.enclosed)}")
    return DONE


def _contradiction(given: argparse.Namespace) -> str | None:
    """Return which options do not go together."""
    if given.recipients:
        asked = [option for option in ("human", "talk", "embed_fonts") if getattr(given, option)]
        asked += ["language all"] if given.language == "all" else []
        return f"--{asked[0].replace('_', '-')} does not go with RECIPIENTS" if asked else contradiction(given)
    of_copies = ("sample", "seeds", "encoding", "name", "group_by", "merged", "right_hand", "chunk", "leave_out")
    asked = [option.replace("_", "-") for option in of_copies if getattr(given, option)]
    return f"--{asked[0]} goes with RECIPIENTS" if asked else None


def _check_handouts(given: argparse.Namespace) -> int:
    from reports.handouts.command import prepare, rehearse
    from reports.story.phrases.grammar import counted

    request = handouts_request(given)
    job = prepare(request, lambda _step: None, warn)
    if given.fast:
        found = f"{job.left_out:,} left out" if job.left_out else "no problems"
        print(f"{given.data}, {given.recipients}: {found} ({counted(job.rows, 'row')}); no row was laid out")
        return FAILED if job.left_out else DONE
    tally = rehearse(job, request)
    warn(*tally.problems)
    print(f"{given.data}, {given.recipients}: {tally}; nothing was written")
    return FAILED if tally.failed else DONE


def add_verify(commands: Commands) -> None:
    """Add the command `verify` and its arguments."""
    verify = commands.add_parser("verify", help="hold finished files against their data file")
    arguments.add_data(verify)
    verify.add_argument("place", type=Path, metavar="DIR", help="the folder they were written to, or one file")
    verify.add_argument("--name", type=file_stem, metavar="STEM", help="STEM-brief.pdf and STEM-deck.pptx")
    verify.add_argument("--quiet", action="store_true", help="print nothing but failures")
    verify.set_defaults(run=_verify)


def _verify(given: argparse.Namespace) -> int:
    from reports.verify.check import verify

    report = verify(given.data, given.place, given.name)
    for line in report.lines(notes=not given.quiet):
        print(line)
    if not given.quiet:
        print(report.summary())
    return FAILED if report.failures else DONE
