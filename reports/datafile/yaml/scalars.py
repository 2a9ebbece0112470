"""What an unquoted YAML value means: the core of YAML 1.2, and a SurpriseError where other readers would disagree."""

import re
from decimal import Decimal, InvalidOperation

MOST_DIGITS = 30

_WORDS = dict.fromkeys(("", "~", "null", "Null", "NULL"))
_WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?\d+(?:_\d+)*", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:\d+(?:_\d+)*)?\.\d+|[-+]?\d+(?:_\d+)*\.", re.ASCII)
_MONTH = re.compile(r"0\d\.\d{4}", re.ASCII)  # what should stand there says so

_EITHER = 'write {digits} or "{text}"'
# What is not the same to all programs: what is said of it, and what to write instead.
_SURPRISES = (
    ("(?i:yes|on)", "is text to some programs and true to others", 'write true, or "{text}" as a text'),
    ("(?i:no|off)", "is text to some programs and false to others", 'write false, or "{text}" as a text'),
    (r"[-+]?(?:\.\d+|\d[\d_]*(?:\.\d*)?)[eE][-+]?\d+", "is text to some programs and a number to others", _EITHER),
    (r"[-+]?\d+(?::[0-5]?\d)+(?:\.\d*)?", "is a number to some programs", 'write "{text}"'),
    (r"[-+]?0(?:x[\da-fA-F_]+|o[0-7_]+|b[01_]+)", "is not a decimal number", _EITHER),
    (r"(?i:[-+]?\.inf|\.nan)", "is not a number that can be shown", "leave it out if it is not known"),
    (r"[-+]?0_?\d[\d_]*(?:\.\d*)?", "with its leading 0 is read differently by different programs", _EITHER),
    # nobody ends decimals with a zero, or three of them
    (r"[-+]?[1-9]\d{0,2}\.\d\d0", "may be meant in thousands", "write {thousands} or {digits}"),
)


class SurpriseError(Exception):
    """An unquoted value that means one thing to us and another to the next program: a message and a hint."""


def plain_value(text: str) -> str | int | Decimal | bool | None:
    """Return the value of an unquoted scalar; raises SurpriseError."""
    if text in _WORDS:
        return _WORDS[text]
    if _MONTH.fullmatch(text):
        return text
    for pattern, message, hint in _SURPRISES:
        if re.fullmatch(pattern, text, re.ASCII):
            meant = hint.format(text=text, digits=_in_full(text), thousands=text.replace(".", "_"))
            raise SurpriseError(f"unquoted {text} {message}", meant)
    if not (_WHOLE.fullmatch(text) or _DECIMAL.fullmatch(text)):
        return text
    digits = text.replace("_", "")
    if len(digits) > MOST_DIGITS:
        raise SurpriseError(f"a number of more than {MOST_DIGITS} digits", "put it in double quotes if it is text")
    return int(digits) if _WHOLE.fullmatch(text) else Decimal(digits)


def _in_full(text: str) -> str:
    """Return the digits of a number in another notation; of one that is vast, or none after all, a word."""
    try:
        number = Decimal(int(text, 0)) if text.lstrip("+-")[1:2].isalpha() else Decimal(text.replace("_", ""))
    except (ValueError, InvalidOperation):
        return "all its digits"
    if len(text) > MOST_DIGITS - 2 or not -6 <= number.adjusted() < MOST_DIGITS:
        return "all its digits"
    return f"{number.normalize():,f}".replace(",", "_")
