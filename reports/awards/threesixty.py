"""360Giving, and any other table whose columns the author has named: a row is an award.

The columns are those of 360Giving's data standard, version 1.4 (standard.threesixtygiving.org), as spreadsheets title
them, as older ones name them (amountAwarded), and as its JSON is flattened. Recipients who are persons are not named.
"""

from collections.abc import Iterable, Mapping

from reports.awards.award import in_digits
from reports.awards.cells import text_of
from reports.awards.gathering import Gathering
from reports.awards.layouts import Layout
from reports.awards.rows import AwardRow
from reports.datafile.scalars import TODO
from reports.datafile.yaml import quote

THREE_SIXTY = Layout(
    name="360Giving",
    columns={
        "id": ("Identifier", "id"),
        "title": ("Title",),
        "amount": ("Amount Awarded", "amountAwarded"),
        "currency": ("Currency",),
        "date": ("Award Date", "awardDate"),
        "area": ("Grant Programme:Title", "grantProgramme/title", "Grant Programme:Code"),
        "funder": ("Funding Org:Name", "fundingOrganization/name"),
        "recipient": ("Recipient Org:Name", "recipientOrganization/name"),
        "country": (
            *("Beneficiary Location:Country Code", "beneficiaryLocation/countryCode"),
            *("Recipient Org:Country", "recipientOrganization/addressCountry"),
        ),
        "type": ("Classifications:Title", "classifications/title", "Grant Type"),
    },
    needed=("id", "amount", "currency"),
)

_INCOMPLETE = "complete the row, or take it out of the table"


def gather(rows: Iterable[AwardRow], layout: Layout, into: Gathering) -> None:
    """Make an award of each row that has an amount."""
    for row, texts, amount in into.read(rows, "amount"):
        currency = texts.get("currency", layout.currency) or ""
        if amount is None:
            if texts.keys() - {"currency"} or text_of(row.cell("date")) or len(layout.columns) < 3:
                into.drop_unstated(row, "no amount", texts.get("id"))
            else:
                into.drop(row, "nothing in the columns that are read")
        elif unusable := _unusable(row, texts, currency, layout):
            reason, hint = unusable
            into.refuse(row, f"{reason}, so that this amount of {in_digits(amount)} is no award", hint)
        else:
            when, label = into.date(row, "date") or (None, None)
            into.keep(row, texts, amount, currency, date=when, fiscal_year=label, project=texts.get("project"))


def _unusable(row: AwardRow, texts: Mapping[str, str], currency: str, layout: Layout) -> tuple[str, str] | None:
    """Return why money is not an award, and what to do: its currency is not known, or it may be a sum of rows above."""
    if not currency:
        return "no currency", _INCOMPLETE
    if currency != TODO and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        return f"the currency {quote(currency, 20)} is no code such as GBP", "write its code in this column"
    if "id" in layout.needed and "id" not in texts:
        return "no identifier", _INCOMPLETE
    bare = len(layout.columns) > 2 and texts.keys() <= {"currency"} and not text_of(row.cell("date"))
    return ("nothing but an amount", _INCOMPLETE) if bare else None
