"""The commands `check`, for a data file, and `verify`, for finished files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reports.cli.arguments import add_data, file_stem
from reports.cli.terminal import DONE, FAILED, warn

if TYPE_CHECKING:
    from reports.cli.arguments import Commands


def add_check(commands: Commands) -> None:
    """Add the command `check` and its arguments."""
    check = commands.add_parser("check", help="read and check a data file, write nothing")
    check.add_argument("data", type=Path, metavar="DATA", help="the data file (YAML)")
    check.add_argument("--human", action="store_true", help="print what only a person can judge, as a checklist")
    check.set_defaults(run=_check)


def _check(given: argparse.Namespace) -> int:
    from reports.loading.source import read_material, source_of

    source = source_of(given.data, warn)
    material = read_material(source, None, warn)
    programme = material.programme
    sections, numbers = len(programme.sections), len(programme.quantities)
    print(f"{given.data}: no problems ({sections} sections, {numbers} quantities)")
    if material.awards:
        print(material.awards.told())
    enclosed = source.enclosed(programme, programme.attach)
    print(enclosed, file=sys.stderr)
    if given.human:
        from reports.compose.checklist import checklist
        from reports.compose.compose import compose

        print(f"\n{checklist(compose(programme, material.awards), enclosed)}")
    return DONE


def add_verify(commands: Commands) -> None:
    """Add the command `verify` and its arguments."""
    verify = commands.add_parser("verify", help="hold finished files against their data file")
    add_data(verify)
    verify.add_argument("place", type=Path, metavar="DIR", help="the folder they were written to, or one file")
    verify.add_argument("--name", type=file_stem, metavar="STEM", help="STEM-brief.pdf and STEM-deck.pptx")
    verify.add_argument("--quiet", action="store_true", help="print nothing but failures")
    verify.set_defaults(run=_verify)


def _verify(given: argparse.Namespace) -> int:
    from reports.verify.check import verify

    report = verify(given.data, given.place, given.name)
    for finding in report.discrepancies:
        if finding.failure or not given.quiet:
            print(finding)
    if not given.quiet:
        print(report.summary())
    return FAILED if report.failures else DONE
