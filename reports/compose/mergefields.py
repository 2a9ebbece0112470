"""Columns of a recipients' table, as the data file names them: {recipient.First name}.

A column is called by its header, blanks and all; only braces can't stand in it.
"""

import re

from reports.datafile.model import Handout, Prose

PREFIX = "recipient."
PLACE = re.compile(r"\{ ?recipient\.([^{}]*)\}")


def columns_in(*proses: Prose | None) -> tuple[str, ...]:
    """Name the columns that stand in some texts, each once, in order."""
    found = (match[1].strip() for prose in proses if prose for match in PLACE.finditer(prose.text))
    return tuple(dict.fromkeys(found))


def texts_of(handout: Handout) -> tuple[Prose, ...]:
    """Return the texts in which columns may stand."""
    parts = (part.text for part in handout.parts)
    mail = (handout.mail.subject, *handout.mail.body) if handout.mail else ()
    return tuple(prose for prose in (handout.dedication, handout.letter, *handout.address, *parts, *mail) if prose)
