"""When the outputs were made, as far as somebody outside has said so: the clock is never asked."""

import datetime as dt
import os

from reports.errors import Location, Problem, ReportError

VARIABLE = "SOURCE_DATE_EPOCH"  # reproducible-builds.org/specs/source-date-epoch


def build_date() -> dt.datetime | None:
    """Return the date that SOURCE_DATE_EPOCH sets, in UTC, or None where it is empty or not set.

    Raises a ReportError for what is no number of seconds, or no date of the calendar.
    """
    seconds = os.environ.get(VARIABLE, "").strip()
    if not seconds:
        return None
    is_number = seconds.isascii() and seconds.isdigit()
    try:
        return dt.datetime.fromtimestamp(int(seconds if is_number else ""), dt.UTC)
    except (OverflowError, ValueError, OSError) as error:
        message = f"{seconds[:30]} seconds after 1970 is no date" if is_number else f"{seconds[:30]!r} is no number"
        hint = "give whole seconds, such as 1700000000, or take the variable away"
        raise ReportError([Problem(Location(VARIABLE), message, hint)]) from error
