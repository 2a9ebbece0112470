"""The words of each language: a YAML file, completed by what goes by rule in English, or by what CLDR knows of another.

A file has the fields of `Phrases`. Below the tag of a country it has what is said otherwise there (`es-US:`), and
`number_words` are those from two on. What goes by rule in English stands in `grammar`. Files of other languages have
`at_time` as patterns of a date, the first that fits, and `quotes`, the marks inside a quotation and those inside them,
in the place of `in_quotes`; CLDR (through Babel) has the forms of numbers, money and percentages, months, and which
plural a number takes.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, get_args

import yaml

from reports.datafile.languages import LANGUAGES
from reports.story.phrases.grammar import ENGLISH, in_quotes, said_of_all
from reports.story.phrases.phrases import Category, Phrases, Plural

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CATEGORIES = frozenset(get_args(Category))
_NUMBER = re.compile(r"[#0,.]+")


def read(language: str) -> Phrases:
    """Return the words of a language by its tag ("de-DE").

    Raises a TypeError for a field too many or too few in its file.
    """
    file = Path(__file__).with_name(f"{language.partition('-')[0]}.yaml")
    said: dict[str, Any] = yaml.load(file.read_text("utf-8"), _LOADER)
    own = {str(tag): said.pop(tag, {}) for tag in LANGUAGES}[language]
    said = {key: _phrase(value) for key, value in (said | own).items()}
    said["number_words"] = {Decimal(number): word for number, word in enumerate(said["number_words"], 2)}
    rules = ENGLISH if language.startswith("en") else _of_cldr(language, said)
    return Phrases(language=language, **said, **rules)


def _of_cldr(language: str, said: dict[str, Any]) -> dict[str, Any]:
    """Return what no file says, and take out of `said` what is no field as it stands there.

    Functions are such as travel to other processes, which make personal copies.
    """
    from babel import Locale  # which a start in English does without

    locale = Locale.parse(language, sep="-")
    symbols: Mapping[str, Any] = locale.number_symbols
    symbols = symbols.get("latn", symbols)
    signs = str.maketrans({",": symbols["group"], ".": symbols["decimal"]})
    money, share = locale.currency_formats["standard"].pattern, locale.percent_formats[None].pattern
    marks = said.pop("quotes")
    # French marks keep their blanks, and stay.
    pairs = str.maketrans("«»", "“”") if said["quotation"].startswith("«{") else {}
    money = _NUMBER.sub("{number}", money.partition(";")[0]).replace("¤", "{sign}")
    return {
        "category": locale.plural_form,
        "localised": partial(_localised, signs, said.pop("grouped_from")),
        "money": money,
        "money_in_letters": money.replace("}{", "}\xa0{"),
        "share": _NUMBER.sub("{number}", share),
        "months": tuple(locale.months["format"]["wide"].values()),
        "short_months": tuple(locale.months["format"]["abbreviated"].values()),
        "at_time": partial(_at_time, said.pop("at_time")),
        "in_quotes": partial(_in_quotes, pairs, marks),
        "total_label": partial(said_of_all, "{unit}"),
    }


def _phrase(value: Any) -> Any:
    match value:
        case dict() if value and _CATEGORIES.issuperset(value):
            return Plural(**value)
        case dict():
            return {key: _phrase(each) for key, each in value.items()}
        case list():
            return tuple(value)
    return value


def _localised(signs: Mapping[int, str], grouped_from: int, number: str) -> str:
    """Write a number of English with a language's signs; `grouped_from` so many digits on it is parted."""
    is_short = sum(map(str.isdigit, number.partition(".")[0])) < grouped_from
    return (number.replace(",", "") if is_short else number).translate(signs)


def _at_time(forms: Mapping[str, str], date: str) -> str:
    return next(forms[each] for each in forms if re.search(each, date)).format(date=date)


def _in_quotes(pairs: Mapping[int, int], marks: str, text: str) -> str:
    return in_quotes(text.translate(pairs), marks[:2], marks[2:])
