"""When the outputs were made, as far as somebody outside has said so: the clock is never asked."""

from __future__ import annotations

import datetime as dt
import os

from reports.errors import Location, Problem, ReportError

VARIABLE = "SOURCE_DATE_EPOCH"  # reproducible-builds.org/specs/source-date-epoch


def build_date() -> dt.datetime | None:
    """Give the date that SOURCE_DATE_EPOCH sets, in UTC, or None where it says nothing of the kind.

    Raises a ReportError for a number of seconds that is no date of the calendar.
    """
    seconds = os.environ.get(VARIABLE, "")
    if not (seconds.isascii() and seconds.isdigit()):
        return None
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (OverflowError, ValueError, OSError) as error:
        message = f"{seconds[:30]} seconds after 1970 is no date"
        hint = "give whole seconds, such as 1700000000, or take the variable away"
        raise ReportError([Problem(Location(VARIABLE), message, hint)]) from error
