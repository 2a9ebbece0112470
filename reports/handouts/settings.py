"""What a run depends on, kept beside its copies: a folder never holds copies of two tables, or of two data files.

Only digests, options and the program's version are kept: no value of a row, no path of this machine.
"""

import json
from collections.abc import Mapping

from reports.errors import Location, Problem, ReportError
from reports.handouts.folder import Folder
from reports.handouts.remote import Remote

NAME = "run.json"
_ELSEWHERE = "choose another folder with -o, or remove this one and all that is in it"

CopyStore = Folder | Remote  # where a run's files go, known by their names ("001/brief-001234.pdf")


def settle(store: CopyStore, settings: Mapping[str, str]) -> None:
    """Note what this run depends on, or see that it is what the folder's first run depended on.

    The keys are in the user's words ("the data file"), for the message. Raises a ReportError where something has
    changed, and where the folder holds anything else.
    """
    found, where = store.read(NAME), Location(f"{store}/{NAME}")
    if found is None:
        if not store.is_empty():
            hint = "choose an empty folder, or one that does not exist yet, with -o"
            raise ReportError([Problem(Location(str(store)), "there are other files in this folder", hint)])
        store.put(NAME, f"{json.dumps(settings, indent=1, ensure_ascii=False)}\n".encode())
        return
    try:
        before = json.loads(found)
    except ValueError:
        before = None
    if not isinstance(before, dict):
        raise ReportError([Problem(where, "is not the settings of a run", _ELSEWHERE)])
    changed = [key for key in dict.fromkeys([*settings, *before]) if settings.get(key) != before.get(key)]
    if changed:
        message = f"changed since this folder's first run: {', '.join(changed)}"
        raise ReportError([Problem(where, message, _ELSEWHERE)])
