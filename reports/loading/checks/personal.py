"""What a handout may say of its recipient: columns stand in its own texts alone, and every fallback is of use."""

import re
from collections.abc import Iterator

from reports.compose.recipient_columns import PREFIX, columns_asked, columns_in, texts_of
from reports.datafile.model import Prose
from reports.datafile.yaml import did_you_mean, nearest, quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile

_DOTTED = re.compile(r"([A-Za-z]+)\s*\.\s*(.+)")


def misplaced(match: re.Match[str], text: Prose, file: CheckedFile) -> tuple[str, str] | None:
    """Return what is wrong with a {recipient.COLUMN}, or with a {name} that was meant to be one, and what to write."""
    handout, name = file.programme.handout, match[1]
    personal = handout is not None and any(text is each for each in texts_of(handout))
    if name.startswith(PREFIX):
        if not personal:
            hint = "it may stand in handout's dedication, letter, address, parts and mail"
            return f"{quote(match.group())} is for one recipient, and this text is for all", hint
        if not columns_in(Prose(match.group()))[0]:
            return f"{quote(match.group())} names no column", "write {recipient.salutation} for the column salutation"
    elif personal and (column := _meant(name, file)):
        return f"no quantity is called {quote(name)}", f"did you mean '{{recipient.{column}}}'?"
    return None


def _meant(name: str, file: CheckedFile) -> str | None:
    """Return the column that was meant by a name without "recipient.", or with a slip in it."""
    if name in file.programme.quantities or file.programme.handout is None:
        return None
    dotted = _DOTTED.fullmatch(name.strip())
    if dotted and nearest(dotted[1], ["recipient"]):
        return dotted[2]
    handout = file.programme.handout
    used = columns_in(*texts_of(handout))
    known = {*used, *handout.fallbacks, *handout.columns, handout.id}
    return name if name in known else None


def _columns(file: CheckedFile) -> Iterator[Problem]:
    """A fallback is for a column that is shown; an id has none, and does not decide whether a row is left out."""
    handout = file.programme.handout
    if handout is None:
        return
    if handout.suppress == handout.id and file.sound("handout", "suppress"):
        where = file.at("handout", "suppress")
        yield Problem(where, f"every row has something in {quote(handout.id)}, so all would be left out")
    if file.tree.lost(("handout",)):
        return
    used = columns_in(*texts_of(handout))
    certain = all(file.certain("handout", key) for key in ("dedication", "letter", "address", "parts", "mail"))
    for column in handout.fallbacks:
        where = file.tree.keys.get(("handout", "fallbacks", column), file.at("handout", "fallbacks"))
        if column == handout.id and file.sound("handout", "id"):
            yield Problem(where, f"{quote(column)} tells one recipient from all others, so nothing can stand for it")
        elif column not in used and certain:
            message = f"no text of the handout has the column {quote(column)}"
            yield Problem(where, message, did_you_mean(column, used, "they have") if used else None)
    asked = columns_asked(handout, file.programme.language).all
    for column in handout.columns if not (file.tree.faulty or file.tree.open) else ():
        if column not in asked:
            where = file.tree.keys.get(("handout", "columns", column), file.at("handout", "columns"))
            message = f"nothing in handout asks for the column {quote(column)}"
            yield Problem(where, message, "take it out, unless --name or --group-by does", fatal=False)


def _repeats(file: CheckedFile) -> Iterator[Problem]:
    """A table shows a column once, and the manifest names it once."""
    handout = file.programme.handout
    if handout is None:
        return
    listed = tuple(each.column for each in handout.table.columns) if handout.table else ()
    for path, names in ((("handout", "table", "columns"), listed), (("handout", "manifest"), handout.manifest)):
        for place, name in enumerate(names if file.certain(*path) else ()):
            if name in names[:place]:
                yield Problem(file.at(*path, place), f"the column {quote(name)} is named twice", "take one of them out")


def _totals(file: CheckedFile) -> Iterator[Problem]:
    """A sum is of amounts that can be seen above it."""
    table = file.programme.handout.table if file.programme.handout else None
    if table is None or file.tree.lost(("handout", "table")):
        return
    shown, path = [each.column for each in table.columns], ("handout", "table", "total")
    certain = file.certain("handout", "table", "columns") and file.sound(*path)
    if table.total and table.total not in shown and certain:
        message = f"the total is of {quote(table.total)}, which the table does not show"
        yield Problem(file.at(*path), message, did_you_mean(table.total, shown, "its columns are"))


RULES = (_columns, _repeats, _totals)
