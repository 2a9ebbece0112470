"""What an export holds beside recipients: totals, its own last lines, hidden rows, and words for no in a box."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from reports.awards.sums import sum_among
from reports.compose.recipient_columns import Columns
from reports.frozen import frozen
from reports.handouts.table_source import TableRow
from reports.tables import Zero

_NOES = """
    no n n/a null nil false f 0 off none unchecked nein falsch non faux falso não nao nee onwaar nej nei ei nie ne - – —
    falsk falskt usann epätosi fałsz nem hamis nu fals nepravda hayır hayir yanlış нет ложь ні όχι ψευδεσ לא لا
    いいえ 아니요 ☐ ✗ ✘ 否
"""
_YESES = """
    yes y true t 1 -1 x on checked ja j wahr oui o vrai sí si s sì verdadero vero sim verdadeiro waar tak da kyllä
    sand sann sant tosi prawda igen igaz adevărat ano áno pravda evet doğru да истина так ναι αληθεσ כן نعم
    はい 예 ✓ ✔ ☑ ☒ 是
"""
_NO = frozenset(_NOES.split())
_BOX = _NO.union(_YESES.split(), [""])
_CENTS = re.compile(r"(?<=^[01])[.,]0+$")
_DASH = re.compile(r"[^\w–—-]*[–—-][^\w–—-]*")  # as accounts show 0: "$ -"
_SIGN = r"(?:[^\W\d_]{1,3})?"  # or a code: "EUR 50", "50 kr"
_NOTHING = re.compile(rf"{_SIGN}\W*0(?:[.,]0+)?\W*{_SIGN}\W*")
_AMOUNT = re.compile(rf"{_SIGN}(?:\W*\d)+\W*{_SIGN}\W*|{_DASH.pattern}|")
_OF_EXPORT = re.compile(
    r"©|copyright|rights reserved|confiden|vertraulich|generated|exported|printed|erstellt|gedruckt"
    r"|exporté|imprimé|généré|\breport|\brecords?\b|\btotal|\b\d+ rows?\b"
    r"|datens[äa]tze?\b|enregistrement|\bregistros?\b|\b(?:page|seite) \d",
    re.IGNORECASE,
)
_GRAND = re.compile(r"(?:grand|sub|overall)[ -]?totals?\b.*|gesamt(?:summe|ergebnis)\W*", re.IGNORECASE)
_SUMMED = re.compile(
    r"(?:record |row )?count|averages?|avg\.?|(?:sum|average|count|total) of .+|total .+|anzahl|nombre", re.IGNORECASE
)
_RULE = re.compile(r" *:?-{3,}:? *")  # below the header of a table in Markdown
_NOBODY = "this row is {}, and no recipient: it is left out"
_MOST_LINES = 20  # at the end of an export

Remark = Callable[[int, str, str | None], None]  # a row's number, what is to be known of it, and what may be done


def recipients_among(rows: Iterable[TableRow], header: int, head: str, remark: Remark) -> Iterator[TableRow]:
    """Yield the rows that are recipients, whose first cell is their id; `remark` hears of others and of hidden ones.

    `header` is the header's row, and `head` the id's. The lines that an export ends with have one cell each, stand
    below an empty row, and one of them says what they are; or they begin with it.
    """
    held: deque[TableRow] = deque()
    last = header
    for row in rows:
        held.append(row)
        while held and (not row.is_alone or len(held) > _MOST_LINES):
            last = held[0].number
            if _counts(earlier := held.popleft(), head, remark):
                yield earlier
    says = [bool(_OF_EXPORT.search(row.lead)) for row in held]
    apart = [row - before > 1 for before, row in pairwise([last, *(row.number for row in held)])]
    ends = (place for place in range(len(held)) if (says[place] or apart[place]) and any(says[place:]))
    end = next(ends, len(held))
    for place, row in enumerate(held):
        if place >= end:
            remark(row.number, _NOBODY.format("a line of the export"), None)
        elif _counts(row, head, remark):
            yield row


def says_no(text: str) -> bool:
    """Return whether a text may stand for no: "No", "FALSE", "0.00", "-", "$0"."""
    return _word(text) in _NO or isinstance(text, Zero) or _NOTHING.fullmatch(text) is not None


def _word(text: str) -> str:
    return _CENTS.sub("", text.casefold())


def _counts(row: TableRow, head: str, remark: Remark) -> bool:
    given, kind = row.cells[0], "the header again" if row.cells[0] == head else ""
    if given in ("", row.lead) and not row.lead[:1].isdecimal():
        is_sum = sum_among([row.lead], ()) or (given == "" and _SUMMED.fullmatch(row.lead.strip()))
        kind = "a total" if is_sum else kind
    if any(isinstance(cell, str) and _GRAND.fullmatch(cell) for cell in row.cells):
        kind = "a total"
    if all(isinstance(cell, str) and _RULE.fullmatch(cell) for cell in row.cells):
        kind = "a line of dashes"
    if kind:
        remark(row.number, _NOBODY.format(kind), None)
    elif row.is_hidden:
        hint = "delete what is hidden, or copy what is to be seen into a table of its own"
        remark(row.number, "this row is hidden, and a recipient all the same", hint)
    return not kind


@frozen
class Meanings:
    """What the cells of columns that decide tell of them; whether a word for no means no elsewhere, nobody can know.

    All cells of `boxes` say yes or no, or nothing. `amounts` are shown in copies: 0 is one of them, and a dash none.
    """

    boxes: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()

    @property
    def columns(self) -> frozenset[str]:
        """Return all columns of which it is known."""
        return self.boxes | self.amounts

    def cell(self, column: str, text: str) -> str:
        """Return the text of a cell, "" where it says no."""
        is_nothing = says_no(text) if column in self.boxes else isinstance(text, Zero) or _DASH.fullmatch(text)
        return "" if is_nothing else text


def meanings(rows: Iterable[Mapping[str, str]], columns: Columns) -> Meanings:
    """Judge the columns that decide by all rows of a table."""
    boxes = frozenset(columns.deciding) - {*columns.always}
    amounts = frozenset(columns.deciding) & {*columns.shown}
    for values in rows if boxes or amounts else ():
        boxes -= {column for column in boxes if _word(values.get(column, "")) not in _BOX}
        given = {column: values.get(column, "") for column in amounts}
        amounts &= {column for column, text in given.items() if isinstance(text, Zero) or _AMOUNT.fullmatch(text)}
        if not boxes and not amounts:
            break
    return Meanings(boxes, amounts)
