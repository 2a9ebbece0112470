"""Scripts of names, and the families of fonts that are looked for where a theme's lack them.

The list is closed, so that the same faces are found on machines that have the same ones: Noto first, as Debian's
packages and everybody's downloads have it, then what Windows and macOS bring along.
"""

import unicodedata
from collections.abc import Mapping
from typing import Literal

from reports.frozen import frozen

Script = Literal[
    "Grek", "Cyrl", "Armn", "Geor", "Hebr", "Arab", "Syrc", "Ethi", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml",
    "Telu", "Knda", "Mlym", "Sinh", "Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Hani", "Hira", "Kana", "Bopo", "Hang",
]  # fmt: skip
_WIDE: tuple[Script, ...] = ("Hani", "Hira", "Kana", "Hang")  # full-width signs are anybody's of them


@frozen
class ScriptFonts:
    """A script's name, the families that are tried for it, in this order, and Debian's package with the first."""

    name: str
    families: tuple[str, ...]
    package: str = "fonts-noto-core"


def _noto(name: str, *more: str) -> ScriptFonts:
    return ScriptFonts(name, (f"Noto Sans {name}", f"Noto Serif {name}", *more))


def _cjk(name: str, region: str, *more: str) -> ScriptFonts:
    names = f"Noto Sans CJK {region}", f"Noto Sans {region}", f"Noto Serif CJK {region}", f"Source Han Sans {region}"
    return ScriptFonts(name, (*names, *more), "fonts-noto-cjk")


_LATIN_TOO = "Segoe UI", "Arial", "Helvetica Neue"
_JAPANESE = "Yu Gothic", "Meiryo", "Hiragino Sans", "Hiragino Kaku Gothic ProN"
_CHINESE = "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB", "Heiti SC"
_INDIC = "Nirmala UI", "Arial Unicode MS"

SCRIPTS: Mapping[Script, ScriptFonts] = {
    "Grek": ScriptFonts("Greek", ("Noto Sans", "Noto Serif", *_LATIN_TOO)),
    "Cyrl": ScriptFonts("Cyrillic", ("Noto Sans", "Noto Serif", *_LATIN_TOO)),
    "Armn": _noto("Armenian", "Segoe UI", "Mshtakan"),
    "Geor": _noto("Georgian", "Segoe UI", "Helvetica Neue"),
    "Hebr": _noto("Hebrew", "Segoe UI", "Arial Hebrew", "Arial"),
    "Arab": _noto("Arabic", "Noto Naskh Arabic", "Segoe UI", "Geeza Pro", "Arial"),
    "Syrc": _noto("Syriac", "Segoe UI Historic"),
    "Ethi": _noto("Ethiopic", "Ebrima", "Kefa"),
    "Deva": _noto("Devanagari", "Kohinoor Devanagari", *_INDIC),
    "Beng": _noto("Bengali", "Kohinoor Bangla", *_INDIC),
    "Guru": _noto("Gurmukhi", "Gurmukhi MN", *_INDIC),
    "Gujr": _noto("Gujarati", "Kohinoor Gujarati", *_INDIC),
    "Orya": _noto("Oriya", "Oriya MN", *_INDIC),
    "Taml": _noto("Tamil", "Tamil MN", *_INDIC),
    "Telu": _noto("Telugu", "Kohinoor Telugu", *_INDIC),
    "Knda": _noto("Kannada", "Kannada MN", *_INDIC),
    "Mlym": _noto("Malayalam", "Malayalam MN", *_INDIC),
    "Sinh": _noto("Sinhala", "Sinhala MN", *_INDIC),
    "Thai": _noto("Thai", "Leelawadee UI", "Thonburi"),
    "Laoo": _noto("Lao", "Leelawadee UI", "Lao MN"),
    "Khmr": _noto("Khmer", "Leelawadee UI", "Khmer MN"),
    "Mymr": _noto("Myanmar", "Myanmar Text", "Myanmar MN"),
    "Tibt": ScriptFonts("Tibetan", ("Noto Serif Tibetan", "Microsoft Himalaya", "Kailasa")),
    "Hani": _cjk("Chinese", "SC", *_CHINESE, *_JAPANESE),
    "Hira": _cjk("Japanese", "JP", *_JAPANESE),
    "Kana": _cjk("Japanese", "JP", *_JAPANESE),
    "Bopo": _cjk("Bopomofo", "TC", "Microsoft JhengHei", "PingFang TC"),
    "Hang": _cjk("Korean", "KR", "Malgun Gothic", "Apple SD Gothic Neo"),
}


def scripts_of(char: str) -> tuple[Script, ...]:
    """Return those of our scripts that a character is used in, in the list's order; none for signs of all scripts."""
    if char < "\u0300":
        return ()
    from fontTools.unicodedata import script_extension  # large tables, and most texts have no use for them

    used = script_extension(char)
    if used <= {"Zyyy", "Latn"} and unicodedata.east_asian_width(char) in "FW" and char < "\U00010000":
        return _WIDE
    return () if "Latn" in used else tuple(script for script in SCRIPTS if script in used)


def help_for(char: str) -> str:
    """Return what to do where no face has a character."""
    scripts = scripts_of(char)
    if not scripts:
        return "write it in another way, or choose a font that has it"
    fonts = SCRIPTS[scripts[0]]
    install = f"install {fonts.families[0]} (Debian and Ubuntu: {fonts.package})"
    return (
        f"{install}, or name a font with {fonts.name} letters in the theme: font: {{scripts: {{{scripts[0]}: FILE}}}}"
    )
