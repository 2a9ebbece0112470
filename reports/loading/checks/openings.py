"""Spanish opens a question and an exclamation: a text that only closes one has lost its sign."""

import re
from collections.abc import Iterable, Iterator

from reports.datafile.model import Line, Prose
from reports.datafile.yaml import quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile

_KEPT = re.compile(r"\{[^{}]*\}|https?://\S+")


def unopened(texts: Iterable[Prose], file: CheckedFile) -> Iterator[Problem]:
    """Warn of each question and each exclamation in Spanish that has no sign at its beginning; either opens both."""
    for text in texts:
        if isinstance(text, Line) or not (text.lang or file.programme.language).startswith("es"):
            continue
        masked, is_open = _KEPT.sub(lambda match: " " * len(match[0]), text.text), False
        for match in re.finditer("[¿¡]|[?!]+", masked):
            if match[0] not in "¿¡" and not is_open:
                start = max(masked.rfind(end, 0, match.start()) for end in ".?!…:") + 1
                said, sign = text.text[start : match.end()].strip(), "¿" if match[0][0] == "?" else "¡"
                message = f"{quote(said, 60)} has no {sign} where it begins"
                yield Problem(file.where(text, match.start()), message, f"write {quote(sign + said, 60)}", fatal=False)
            is_open = match[0] in "¿¡"
