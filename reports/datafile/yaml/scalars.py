"""What an unquoted YAML value means: the core of YAML 1.2, and a SurpriseError where other readers would disagree."""

from __future__ import annotations

import re
from decimal import Decimal

MOST_DIGITS = 30

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_YES = re.compile(r"(?i:yes|on)")
_NO = re.compile(r"(?i:no|off)")
_WHOLE = re.compile(r"[-+]?\d+(?:_\d+)*", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:\d+(?:_\d+)*)?\.\d+|[-+]?\d+(?:_\d+)*\.", re.ASCII)
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}\.\d\d0", re.ASCII)  # nobody ends decimals with a zero, or three of them
_POWER = re.compile(r"[-+]?(?:\.\d+|\d[\d_]*(?:\.\d*)?)[eE][-+]?\d+", re.ASCII)
_CLOCK = re.compile(r"[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?", re.ASCII)
_BASED = re.compile(r"[-+]?0(?:x[\da-fA-F_]+|o[0-7_]+|b[01_]+)", re.ASCII)
_NO_NUMBER = re.compile(r"(?i:[-+]?\.inf|\.nan)")


class SurpriseError(Exception):
    """An unquoted value that means one thing to us and another to the next program."""

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)


def plain_value(text: str) -> str | int | Decimal | bool | None:
    """Return the value of an unquoted scalar; raises SurpriseError."""
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    for pattern, word in ((_YES, "true"), (_NO, "false")):
        if pattern.fullmatch(text):
            message = f"unquoted {text} is text to some programs and {word} to others"
            raise SurpriseError(message, f'write "{text}" or {word}')
    if text[0] not in "+-.0123456789":
        return text
    _refuse_notations(text)
    if not (_WHOLE.fullmatch(text) or _DECIMAL.fullmatch(text)):
        return text
    digits = text.replace("_", "")
    if len(digits) > MOST_DIGITS:
        raise SurpriseError(f"a number of more than {MOST_DIGITS} digits", "put it in double quotes if it is text")
    if re.fullmatch(r"0\d\.\d{4}", digits):  # a month: what should stand there says so
        return text
    if re.match(r"[-+]?0\d", digits):
        other = digits.lstrip("+-").lstrip("0") or "0"
        raise SurpriseError(
            f"unquoted {text} with its leading 0 is read differently by different programs",
            f'write {other} or "{text}"',
        )
    if _GROUPED.fullmatch(digits):
        raise SurpriseError(
            f"unquoted {text} may be meant in thousands",
            f"write {digits.replace('.', '_')} or {Decimal(digits).normalize():f}",
        )
    return int(digits) if _WHOLE.fullmatch(text) else Decimal(digits)


def _refuse_notations(text: str) -> None:
    if _POWER.fullmatch(text):
        number = Decimal(text.replace("_", ""))
        in_full = f"{number:,f}".replace(",", "_") if -6 <= number.adjusted() <= MOST_DIGITS else "all its digits"
        message = f"unquoted {text} is text to some programs and a number to others"
        raise SurpriseError(message, f'write {in_full} or "{text}"')
    if _CLOCK.fullmatch(text):
        raise SurpriseError(f"unquoted {text} is a number to some programs", f'write "{text}"')
    if _BASED.fullmatch(text):
        try:
            digits = f"{int(text, 0):_}" if len(text) <= MOST_DIGITS else "all its digits"
        except ValueError:
            digits = "all its digits"
        raise SurpriseError(f"unquoted {text} is not a decimal number", f'write {digits} or "{text}"')
    if _NO_NUMBER.fullmatch(text):
        raise SurpriseError(f"unquoted {text} is not a number that can be shown", "leave it out if it is not known")
