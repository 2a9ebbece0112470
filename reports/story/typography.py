"""What a language's typographers ask of a text as its author types it: thin blanks in French, quotation marks.

French as the Imprimerie nationale has it (Lexique, "ponctuation"): a thin no-break blank before ; ! and ?, a no-break
blank before a colon and inside « ». English stays as it is typed.
"""

import re
from collections.abc import Iterable
from contextlib import suppress

from reports.story.phrases import phrases_in

_THIN, _NO_BREAK = "\u202f", "\u00a0"
# What stays as it is: {names} of quantities, [^notes], addresses, `\*`.
_KEPT = r"\{[^{}]*\}|\[\^[^\]]*\]|https?://[^\s()]+|\\\*"
_BLANK = r"[ \u00a0\u202f]*"
_BEFORE = r"(?<=[^\s;:!?«(\[“‘¿¡])"
_FRENCH = rf"{_BEFORE}{_BLANK}(?P<high>[;!?]+)(?=\W|\Z)|{_BEFORE}{_BLANK}:(?=\s|\*|\Z)|«{_BLANK}|{_BLANK}»"
_STRAIGHT = re.compile(r'(?<![\w"])"(?=[^\s"])([^"]*)(?<=\S)"(?![\w"])')


def typeset(text: str, language: str, names: Iterable[str] = ()) -> str:
    """Return a text of the data file as it is set; what is a name, or no word, stays as it is."""
    if language.startswith("en"):
        return text
    if '"' in text:
        with suppress(KeyError, FileNotFoundError):  # of a language that is not one of ours nothing is known
            quoted = phrases_in(language).quotation
            text = _STRAIGHT.sub(lambda match: quoted.format(text=match[1]), text)
    if not language.startswith("fr"):
        return text
    kept = "|".join((_KEPT, *(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names if name)))
    return re.sub(rf"(?P<kept>{kept})|{_FRENCH}", _in_french, text)


def _in_french(match: re.Match[str]) -> str:
    if match["kept"] is not None:
        return match[0]
    if match["high"]:
        return _THIN + match["high"]
    sign = match[0].strip()
    return f"«{_NO_BREAK}" if sign == "«" else f"{_NO_BREAK}{sign}"
