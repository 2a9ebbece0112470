"""Currencies as cells tell them: a sign or a code beside a number, or in the number format of a workbook's cell.

Evidence, not a translation: a sign may stand for several currencies, and all that is asked is whether it can stand for
the one that is stated. The signs are those of CLDR and what people write in their place.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from reports.datafile.scalars import TODO
from reports.tables.workbooks import FORMAT_TOKEN

# Signs, and the codes that they may stand for.
_TABLE = """
$ ＄ dollar dollars: USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ZWG ZWL
ARS CLP COP CUP CVE DOP MOP MXN NIO TOP UYU WST| us$ u$s: USD| c$ ca$ can$: CAD| a$ au$: AUD| nz$: NZD| hk$: HKD
|s$ sg$: SGD| nt$: TWD| mx$ mex$: MXN| j$ ja$: JMD| tt$: TTD| n$: NAD| ec$: XCD| bz$: BZD| fj$: FJD| col$: COP
|cl$: CLP| ar$: ARS| r$: BRL| £ ￡ ₤ pound pounds: GBP EGP FKP GIP LBP SDG SHP SSP SYP| e£ £e le: EGP
|€ euro euros: EUR| ¥ ￥: JPY CNY| 円 圓 jp¥ yen: JPY| 元 cn¥ rmb: CNY| kr: SEK NOK DKK ISK| skr: SEK| nkr: NOK
|dkr: DKK| ₹: INR| rs ₨ rupees: INR LKR MUR NPR PKR SCR| fr sfr franken: CHF| r rand: ZAR| ksh: KES| ush: UGX
|tsh: TZS| ₦: NGN| ₵ gh₵ gh¢: GHS| ₽ руб р: RUB| ₴ грн: UAH| ₺ tl: TRY| ₪ nis: ILS| ₩: KRW KPW| ₫ đ: VND| ฿: THB
|₱: PHP CUP| ₡: CRC| ₲: PYG| ₸: KZT| ₾: GEL| ₼: AZN| ₮: MNT| ৳: BDT| zł: PLN| kč: CZK| ft: HUF| lei: RON MDL
|лв: BGN| rm: MYR| rp: IDR| s/ s/.: PEN
"""
_SIGNS = {
    sign: frozenset(codes.split())
    for signs, codes in (entry.split(":") for entry in _TABLE.split("|"))
    for sign in signs.split()
}
_KNOWN = frozenset().union(*_SIGNS.values())

_CODE = re.compile(r"[A-Z]{3}")
_IN_HEADER = re.compile(r"\b[A-Z]{3}\b|[A-Z]{0,3}\$|[£€¥₹₦₽₺₩]")


def is_currency(text: str) -> bool:
    """Return whether a text is a sign or a code of some currency."""
    return _meant(text) is not None


def fits(text: str, currency: str) -> bool:
    """Return whether a sign or a code may stand for a currency; one that nobody knows may be of any but the known."""
    meant = _meant(text)
    if currency == TODO:
        return True
    return currency not in _KNOWN if meant is None else currency in meant


@lru_cache(1000)
def _meant(text: str) -> frozenset[str] | None:
    sign = "".join(text.split())
    known = _SIGNS.get(sign.casefold()) or _SIGNS.get(sign.casefold().rstrip("."))
    if known:
        return known
    if _CODE.fullmatch(sign):
        return frozenset({sign})
    for code, rest in ((sign[:3], sign[3:]), (sign[-3:], sign[:-3])):  # USD$, $USD
        if _CODE.fullmatch(code) and rest.casefold() in _SIGNS:
            return frozenset({code}) & _SIGNS[rest.casefold()]
    return None


def meant_by_all(signs: Iterable[str]) -> frozenset[str]:
    """Return the currencies that each of some signs and codes may stand for; none where they contradict each other."""
    return frozenset.intersection(*(_meant(sign) or frozenset() for sign in signs))


def signs_in_header(header: str) -> tuple[str, ...]:
    """Return the currencies that a header names by a sign or a known code: "€" and "EUR" of "Betrag (EUR, €)"."""
    return tuple(word for word in _IN_HEADER.findall(header) if word in _KNOWN or not word.isascii() or "$" in word)


@lru_cache(1000)
def sign_in_format(code: str) -> str | None:
    """Return the currency that a number format writes beside its numbers: "€" of `[$€-407] #,##0`; None if it has none.

    A percentage is "%".
    What a format sets in quotation marks may be any text, and is one only if it is known: "£", but not " per year".
    """
    literal = ""
    for part in FORMAT_TOKEN.finditer(code):
        kind = part.lastgroup
        if part["sign"]:
            return part["sign"].strip()
        if kind == "percent":
            return "%"
        if kind in ("text", "kept") or (kind == "other" and (part[kind] == "$" or not part[kind].isascii())):
            literal += part[kind]
        elif kind == "end" or (kind and kind != "wide" and is_currency(literal)):
            break  # what follows is how other numbers are written: those below 0, or 0
        elif kind and kind != "wide":
            literal = ""
    return literal.strip() if is_currency(literal) else None
