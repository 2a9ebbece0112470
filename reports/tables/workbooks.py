"""What a workbook (XLSX) is made of: its sheets in order, and the parts of the package that hold them."""

import datetime as dt
import posixpath
import zipfile
from pathlib import Path

from lxml import etree

from reports.frozen import frozen
from reports.tables import TableError

FIRST_DAY = dt.date(1899, 12, 30)  # of spreadsheets, which hold 1900 for a leap year
DAYS_TO_1904 = 1462  # ECMA-376-1, 18.17.4.1: the other first day that a workbook may have
_MOST_LIST = 5_000_000  # bytes of a part that is read whole
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"


@frozen
class Worksheet:
    """A sheet as the workbook lists it, and the part that holds it."""

    name: str
    part: str
    visible: bool


@frozen
class Workbook:
    """The sheets of a workbook; `strings` and `styles` are the parts that all of them share, if there are any.

    `since_1904`: serial numbers of days count from 1904, not from 1900.
    """

    sheets: tuple[Worksheet, ...]
    strings: str | None
    styles: str | None
    since_1904: bool


def workbook_in(path: Path) -> Workbook:
    """Read a workbook's list of parts. Whoever reads more of it has looked it through before (`packages`)."""
    with zipfile.ZipFile(path) as package:
        targets = {}
        for each in root_of(package, _RELATIONSHIPS).iter("{*}Relationship"):
            # A target is written from xl/, or from the root with a slash before it.
            part = posixpath.normpath(posixpath.join("/xl", str(each.get("Target", "")))).lstrip("/")
            targets[str(each.get("Id"))] = str(each.get("Type")), part
        sheets = []
        book = root_of(package, "xl/workbook.xml")
        since_1904 = any(each.get("date1904") in ("1", "true") for each in book.iter("{*}workbookPr"))
        for each in book.iter("{*}sheet"):
            reference = next((str(value) for key, value in each.attrib.items() if str(key).endswith("}id")), "")
            _, part = targets.get(reference, ("", ""))
            sheets.append(Worksheet(str(each.get("name")), part, each.get("state", "visible") == "visible"))

    def shared(kind: str) -> str | None:
        return next((part for type_, part in targets.values() if type_.endswith(f"/{kind}")), None)

    return Workbook(tuple(sheets), shared("sharedStrings"), shared("styles"), since_1904)


def root_of(package: zipfile.ZipFile, name: str) -> etree._Element:
    """Read a small part whole; raises a TableError if it is none."""
    with package.open(name) as file:
        data = file.read(_MOST_LIST + 1)
    if len(data) > _MOST_LIST:
        raise TableError("this XLSX file is not as a spreadsheet program writes it", "save it again as .xlsx")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)
