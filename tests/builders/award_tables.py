"""Small tables in the columns of the formats, written in the folder that a test runs in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from reports.awards import Awards, read_awards
from reports.datafile.model import AwardsTable
from reports.errors import DataError, Location

GRANTS = [
    "Identifier",
    "Title",
    "Currency",
    "Amount Awarded",
    "Award Date",
    "Recipient Org:Name",
    "Grant Programme: Title",
]
NIH_2021 = [
    *("Project Title", "Application ID", "FOA", "Project Number", "Activity", "Subproject Number", "Organization Name"),
    *("Award Notice Date", "Fiscal Year", "Total Cost", "Total Cost (Sub Projects)", "Funding IC(s)", "Total Cost IC"),
]
NIH_2023 = [
    {"FOA": "Opportunity Number", "Total Cost (Sub Projects)": "Total Cost(Sub Projects)"}.get(name, name)
    for name in NIH_2021
]


def a_grant(number: int = 1, amount: object = 1000, **more: Any) -> list[Any]:
    """Give a row of GRANTS; `more` goes by the first word of a header, in small letters."""
    row = [f"360G-door-{number}", f"Door {number}", "GBP", amount, "2020-05-06", "Door Trust", "Doors"]
    places = {header.split()[0].casefold(): index for index, header in enumerate(GRANTS)}
    for word, value in more.items():
        row[places[word]] = value
    return row


def a_year(number: int = 1, cost: object = 5000, institute: str = "NCI", /, **more: Any) -> dict[str, Any]:
    """Give a row of a project's year, by the headers of 2021; `more` are further ones, by header."""
    given: dict[str, Any] = {
        "Project Title": "DOORS AND WALLS", "Application ID": str(number), "FOA": "", "Activity": "R01",
        "Project Number": f"5R01CA{number:06}-03", "Subproject Number": " ", "Organization Name": "DOOR UNIVERSITY",
        "Award Notice Date": "4/17/2019", "Fiscal Year": "2019", "Total Cost": cost, "Total Cost (Sub Projects)": "",
        "Funding IC(s)": institute, "Total Cost IC": cost,
    }  # fmt: skip
    return {**given, **more}


def written_csv(
    rows: Sequence[Sequence[Any]], name: str = "awards.csv", separator: str = ",", encoding: str = "utf-8"
) -> str:
    lines = (separator.join(_cell(cell, separator) for cell in row) for row in rows)
    Path(name).write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return name


def _cell(cell: object, separator: str) -> str:
    text = "" if cell is None else str(cell)
    return '"' + text.replace('"', '""') + '"' if separator in text or '"' in text or "\n" in text else text


def written_xlsx(rows: Sequence[Sequence[Any]], name: str = "awards.xlsx", **sheets: Sequence[Sequence[Any]]) -> str:
    """Write a workbook of a sheet "Grants", after the sheets that are given beside it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, held in {**sheets, "Grants": rows}.items():
        sheet = book.create_sheet(title)
        for row in held:
            sheet.append(list(row))
    book.save(name)
    return name


def read(name: str, **wanted: Any) -> Awards:
    """Read a table in this folder, as 360Giving unless told otherwise; problems of the data file are in line 9."""
    if not wanted.keys() & {"format", "columns"}:
        wanted["format"] = "360giving"

    def place(*keys: str) -> Location:
        return Location("data.yaml", 9, 1 + len("".join(keys)))

    return read_awards(AwardsTable.model_validate({"table": name, **wanted}), Path(), place)


def problems(name: str, **wanted: Any) -> list[str]:
    try:
        return [f"warning: {warning}" for warning in read(name, **wanted).warnings]
    except DataError as error:
        return [str(problem) for problem in error.problems]
