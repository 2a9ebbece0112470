"""What copies are called: by their row's number, or by what a pattern takes from the row."""

import re
import unicodedata
from collections.abc import Mapping

from reports.files import FORBIDDEN_IN_NAMES, is_device
from reports.frozen import frozen
from reports.tables.csvs import FORMULA_SIGNS

MANY = 10_000  # rows in one folder; beyond, a thousand each: file managers and old disks are slow with more
_LONGEST = 150  # bytes: disks take 255, and other systems count in other ways
_FORBIDDEN = re.compile(f"[{FORBIDDEN_IN_NAMES}]")
_PLACE = re.compile(r"\{([^{}]*)\}")


@frozen
class Naming:
    """How files are called. `kind` is what they are ("brief"), `suffix` ".pdf", `last` the highest number of a row."""

    kind: str
    suffix: str
    last: int
    pattern: str | None = None

    def file(self, row: int, values: Mapping[str, str], *, seed: bool = False) -> str:
        """Return the name of a row's file, below the run's folder: "brief-000012.pdf", "012/brief-012345.pdf" of many.

        Seeds have a folder of their own.
        """
        digits = max(6, len(str(self.last)))
        stem = (self.pattern and filled(self.pattern, values)) or f"{self.kind}-{row:0{digits}}"
        thousand = f"{row // 1000:0{max(3, len(str(self.last // 1000)))}}/" if self.last > MANY else ""
        return f"{'seeds/' if seed else thousand}{stem}{self.suffix}"


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """Fill a pattern with a row's values; "" where nothing is left that can be a name."""
    return safe(_PLACE.sub(lambda place: values.get(place[1], ""), pattern))


def columns_of(pattern: str) -> tuple[str, ...]:
    """Return the columns that a pattern names, each once."""
    return tuple(dict.fromkeys(_PLACE.findall(pattern)))


def safe(name: str) -> str:
    """Make a name that Windows, macOS and Linux all take, as near to the given one as can be.

    No spreadsheet takes it for a formula where a manifest lists it, and no command for an option.
    """
    plain = _FORBIDDEN.sub("-", " ".join(unicodedata.normalize("NFC", name).split()))
    cut = plain.encode()[:_LONGEST].decode(errors="ignore").lstrip(".").strip(" .")
    cut = f"_{cut}" if cut.startswith(FORMULA_SIGNS) else cut
    return f"{cut}_" if is_device(cut) else cut


def is_pattern(text: str) -> bool:
    """Return whether a text can be a file's name once its {columns} are filled."""
    around = _PLACE.sub("", text)
    return bool(_PLACE.search(text)) and not _FORBIDDEN.search(around) and not {"{", "}"} & set(around)
