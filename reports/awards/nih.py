"""NIH RePORTER: a project's years, each repeated for every institute that pays a part of its total cost.

The columns are those that its web page exports (names of 2021 and of 2023), what ExPORTER offers (TOTAL_COST) and what
its API calls them (award_amount).
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from sys import intern

from reports.awards.award import in_digits, rows_told
from reports.awards.gathering import Gathering
from reports.awards.layouts import Layout
from reports.awards.rows import AwardRow
from reports.datafile.scalars import When
from reports.story.phrases.grammar import counted

NIH = Layout(
    name="NIH RePORTER",
    columns={
        "id": ("Application ID", "APPLICATION_ID", "appl_id"),
        "title": ("Project Title", "PROJECT_TITLE", "project_title"),
        "amount": ("Total Cost", "TOTAL_COST", "award_amount"),
        "part": ("Total Cost IC", "TOTAL_COST_IC"),
        "sub amount": ("Total Cost(Sub Projects)", "TOTAL_COST_SUB_PROJECT"),
        "sub": ("Subproject Number", "Sub Project ID", "SUBPROJECT_ID", "subproject_id"),
        "project": ("Project Number", "FULL_PROJECT_NUM", "project_num"),
        "core": ("Core Project Number", "CORE_PROJECT_NUM", "core_project_num"),
        "year": ("Fiscal Year", "FY", "fiscal_year"),
        "date": ("Award Notice Date", "AWARD_NOTICE_DATE", "award_notice_date"),
        "begin": ("Budget Start Date", "BUDGET_START", "budget_start"),
        "funder": ("Administering IC", "ADMINISTERING_IC", "agency_ic_admin/abbreviation", "Funding IC(s)"),
        "recipient": ("Organization Name", "ORG_NAME", "organization/org_name"),
        "country": ("Organization Country", "ORG_COUNTRY", "organization/org_country"),
        "type": ("Activity", "ACTIVITY", "activity_code"),
    },
    needed=("id", "amount"),
    currency="USD",
    dates="month first",
    repeats_over=frozenset({"funder"}),
)

# 5U10CA025988-13A1: type of application, activity, institute and serial number, support year, suffix.
_NUMBER = re.compile(r"\d?([A-Z][A-Z\d]\d[A-Z]{2}\d{6})(?:-\d{2}.*)?")


def gather(rows: Iterable[AwardRow], layout: Layout, into: Gathering) -> None:
    """Make an award of each project's year that has a total cost.

    A sub-project's cost is part of its project's, if that is in the table for the same year; otherwise it counts.
    """
    subprojects: list[AwardRow] = []
    counted_years: set[tuple[str | None, str | None]] = set()
    for row, texts, amount in into.read(rows, "amount"):
        if "sub" in texts:
            subprojects.append(row)
        elif amount is None:
            into.drop_unstated(row, "no total cost", texts.get("id"))
        else:
            counted_years.add((_core(texts), texts.get("year")))
            _keep(row, amount, texts, layout, into)
    alone: list[tuple[int, Decimal]] = []
    for row, texts, amount in into.read(subprojects, "sub amount"):
        if not amount:
            into.drop(row, "a sub-project without a cost of its own")
        elif (_core(texts), texts.get("year")) in counted_years:
            into.drop(row, "a sub-project, whose cost is part of its project's")
        elif into.agreed("subprojects"):
            into.drop(row, "a sub-project whose project is in no row", "subprojects")
        else:
            alone.append((row.number, amount))
            _keep(row, amount, texts, layout, into)
    if alone:
        what = f"{counted(len(alone), 'sub-project')} whose project is in no row"
        worth = f"{layout.currency} {in_digits(sum((amount for _, amount in alone), Decimal(0)))}"
        numbers = rows_told(number for number, _ in alone)
        into.notes.append(f"{what} {'counts' if len(alone) == 1 else 'count'} with {worth} ({numbers})")


def _keep(row: AwardRow, amount: Decimal, texts: Mapping[str, str], layout: Layout, into: Gathering) -> None:
    if "id" not in texts:
        into.refuse(row, f"no Application ID, so that this amount of {in_digits(amount)} is no award")
        return
    year, read, core = texts.get("year", ""), into.date(row, "date", "begin"), _core(texts)
    year = intern(year) if re.fullmatch(r"[12]\d{3}", year) else ""
    date = read[0] if read else When(int(year)) if year else None
    into.keep(row, texts, amount, layout.currency or "USD", date=date, fiscal_year=year, project=core and intern(core))


def _core(texts: Mapping[str, str]) -> str | None:
    """Return the part of a project's number that all its years share."""
    number = texts.get("core") or texts.get("project")
    match = _NUMBER.fullmatch((number or "").strip())
    return match[1] if match else number
