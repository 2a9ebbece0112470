"""Numbers and money as a language writes them: in full, in millions, with a currency's sign."""

from decimal import Decimal

from reports.datafile.scalars import TODO, Hole
from reports.story.phrases import Phrases, phrases_in

# Symbols of the usual currencies in en-US and en-GB, as CLDR has them: Babel takes 70 ms of CPU to say "$".
_SYMBOLS = {"AUD": ("A$", "A$"), "CAD": ("CA$", "CA$"), "EUR": ("€", "€"), "GBP": ("£", "£"), "USD": ("$", "US$")}
_SYMBOLS |= {code: (code, code) for code in ("CHF", "DKK", "NOK", "SEK")}


def symbol(currency: str, language: str) -> str | None:
    """Return a currency's sign in a language: "$" in en-US, "US$" in en-GB, "CHF" where it has none.

    None if no currency has the code. The signs are those of CLDR.
    """
    if currency in _SYMBOLS and language in ("en-US", "en-GB"):
        return _SYMBOLS[currency][language == "en-GB"]
    from babel import Locale  # only for currencies that are rare here

    locale = Locale.parse(language, sep="-")
    return locale.currency_symbols.get(currency, currency) if currency in locale.currencies else None


def in_both_forms(value: Decimal, currency: str | None, language: str, *, percent: bool) -> tuple[str, str]:
    """Write a number short and in full."""
    if isinstance(value, Hole):
        return TODO, TODO
    if percent:
        phrases = phrases_in(language)
        return (phrases.share.format(number=digits_of(value, phrases, least=0)),) * 2
    return format_short(value, currency, language), format_full(value, currency, language)


def format_short(value: Decimal, currency: str | None, language: str) -> str:
    """Write 46 million for 46,000,000, but only where nothing is lost at two decimals."""
    phrases = phrases_in(language)
    scale = next((scale for scale in phrases.scales if value >= scale), 1)
    if scale > 1 and value * 100 % scale == 0:
        return in_scale(value / scale, digits_of(value / scale, phrases, least=0), scale, currency, phrases)
    return format_full(value, currency, language)


def format_full(value: Decimal, currency: str | None, language: str) -> str:
    """Return a number with all its digits, as {name:full} has it: "$46,000,000"."""
    return money(digits_of(value, phrases_in(language), least=2 if currency else 0), currency, language)


def digits_of(value: Decimal, phrases: Phrases, least: int) -> str:
    """Write all digits; a fraction has `least` of them or more."""
    whole, _, fraction = f"{value.normalize():,f}".partition(".")
    return phrases.localised(f"{whole}.{fraction.ljust(least, '0')}" if fraction else whole)


def money(digits: str, currency: str | None, language: str) -> str:
    """Write an amount's digits with its currency's sign; without a currency, as they are."""
    if currency is None:
        return digits
    sign, phrases = symbol(currency, language) or currency, phrases_in(language)
    return (phrases.money_in_letters if sign[-1].isalpha() else phrases.money).format(sign=sign, number=digits)


def in_scale(value: Decimal, digits: str, scale: int, currency: str | None, phrases: Phrases) -> str:
    """Write so many millions or the like (or ones), of a currency or of anything: "$46 million", "46 million"."""
    said = _of_currency(currency, phrases)
    phrase = phrases.form(phrases.scales[scale], value) if scale > 1 else "{amount}"
    return phrase.format(number=digits, amount=money(digits, currency, phrases.language), **said).rstrip()


def unit_of(currency: str | None, scale: int, phrases: Phrases) -> str:
    """Write what amounts are counted in: "€ million", "€", "million"."""
    return phrases.in_scale.get(scale, "{sign}").format(**_of_currency(currency, phrases)).strip()


def _of_currency(currency: str | None, phrases: Phrases) -> dict[str, str]:
    """Return the sign of a currency, and its name as it stands behind a million; of none, empty texts."""
    if currency is None:
        return {"sign": "", "currency": ""}
    sign = symbol(currency, phrases.language) or currency
    named = phrases.currencies.get(currency) or phrases.currencies["any"]
    return {"sign": sign, "currency": named.format(sign=sign)}
