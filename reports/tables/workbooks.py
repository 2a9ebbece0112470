"""What a workbook (XLSX) is made of: its sheets in order, the parts that hold them, and the formats of its numbers."""

import datetime as dt
import posixpath
import re
import zipfile

from lxml import etree

from reports.frozen import frozen
from reports.tables import UNUSUAL, TableError

FIRST_DAY = dt.date(1899, 12, 30)  # of spreadsheets, which hold 1900 for a leap year
DAYS_TO_1904 = 1462  # ECMA-376-1, 18.17.4.1: the other first day that a workbook may have
_MOST_PARTS = 2_000
_MOST_UNPACKED = 2_000_000_000  # bytes: a million rows of thirty columns are a bit more than half of that
_MOST_LIST = 5_000_000  # bytes of a part that is read whole
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
# What a number format is made of (ECMA-376-1, 18.8.31), by its last group.
FORMAT_TOKEN = re.compile(
    r'"(?P<text>[^"]*)"|\\(?P<kept>.)|_(?P<wide>.)|\*.|\[\$-(?P<long>F800|x-sysdate)\][^;]*|\[(?P<short>short)\]'
    r"|\[\$(?P<sign>[^\]-]*)(?:-(?P<names>[^\]]*))?\]|\[(?P<test>[<>=]{1,2})(?P<limit>-?[\d.]+)\]"
    r"|\[(?P<unread>[hms]+|DBNum\d)\]|\[[^\]]*\]|(?P<value>General|@)|(?P<half>AM/PM|A/P)"
    r"|(?P<date>y{1,4}|m{1,5}|d{1,4}|hh?|ss?)|(?P<digit>[0#?])|(?P<comma>,)|(?P<point>\.)|(?P<percent>%)|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
# ECMA-376-1, 18.8.30: formats that every program knows by number; [short] is ours (`formats`).
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "[short]"}
_BUILT_IN |= {15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm"}
_BUILT_IN |= {21: "h:mm:ss", 22: "[short] h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 49: "@"}
for _id, _sign, _cents in ((5, '"$"', ""), (7, '"$"', ".00"), (37, "", ""), (39, "", ".00")):
    _BUILT_IN |= dict.fromkeys((_id, _id + 1), f"{_sign}#,##0{_cents}_);({_sign}#,##0{_cents})")
for _id, _sign, _cents in ((41, "", ""), (42, '"$"', ""), (43, "", ".00"), (44, '"$"', ".00")):
    _BUILT_IN[_id] = f'_({_sign}* #,##0{_cents}_);_({_sign}* (#,##0{_cents});_({_sign}* "-"??_);_(@_)'


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


def workbook_in(package: zipfile.ZipFile) -> Workbook:
    """Read a workbook's list of parts; raises a TableError for a package of more than can be read."""
    infos, targets = package.infolist(), {}
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_UNPACKED:
        raise TableError("this XLSX file unpacks to more than can be read", "take out what is no table")
    for each in root_of(package, _RELATIONSHIPS).iter("{*}Relationship"):
        # A target is written from xl/, or from the root with a slash before it.
        part = posixpath.normpath(posixpath.join("/xl", str(each.get("Target", "")))).lstrip("/")
        targets[str(each.get("Id"))] = str(each.get("Type")), part
    sheets = []
    book = root_of(package, "xl/workbook.xml")
    since_1904 = any(each.get("date1904") in ("1", "true") for each in book.iter("{*}workbookPr"))
    for each in book.iter("{*}sheet"):
        reference = next((str(value) for key, value in each.attrib.items() if str(key).endswith("}id")), "")
        type_, part = targets.get(reference, ("", ""))
        if type_.endswith("/worksheet"):  # and no chart
            sheets.append(Worksheet(str(each.get("name")), part, each.get("state", "visible") == "visible"))

    def shared(kind: str) -> str | None:
        return next((part for type_, part in targets.values() if type_.endswith(f"/{kind}")), None)

    return Workbook(tuple(sheets), shared("sharedStrings"), shared("styles"), since_1904)


def root_of(package: zipfile.ZipFile, name: str) -> etree._Element:
    """Read a small part whole; raises a TableError if it is none."""
    with package.open(name) as file:
        data = file.read(_MOST_LIST + 1)
    if len(data) > _MOST_LIST:
        raise TableError(*UNUSUAL)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise TableError(*UNUSUAL)
    return root


def built_in(language: str) -> dict[int, str]:
    """Return the formats that are known by number; those with a currency, and brackets for minus, in en-US alone."""
    if language == "en-US":
        return _BUILT_IN
    plain = {number: code for number, code in _BUILT_IN.items() if "$" not in code}
    return {number: re.sub(r"_[()]|\)", "", code).replace("(", "-") for number, code in plain.items()}


def codes_by_style(package: zipfile.ZipFile, styles: str | None, language: str = "") -> tuple[str, ...]:
    """Return the number format of each style of a workbook's cells; "" where it has a number that is not known."""
    if styles is None or styles not in package.namelist():
        return ()
    root = root_of(package, styles)
    codes = {each.get("numFmtId"): str(each.get("formatCode")) for each in root.iter("{*}numFmt")}
    known = {str(number): code for number, code in built_in(language).items()} | codes
    return tuple(known.get(str(each.get("numFmtId", "0")), "") for each in root.iterfind("{*}cellXfs/{*}xf"))
