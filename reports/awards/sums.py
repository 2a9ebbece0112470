"""Rows that add up others, by the word with which they say so."""

import re
from collections.abc import Container, Iterable

_SAYINGS = """
    total|totals|total:|grand total|grand totals|overall total|sub total|sub-total|subtotal|subtotals|sub totals|sum
    |total amount|total awards|total awarded|total grants|all awards|sum total|running total|carried forward
    |gesamt|gesamtsumme|gesamtbetrag|gesamtergebnis|teilergebnis|summe|zwischensumme|endsumme|insgesamt|teilsumme
    |total général|total general|sous-total|sous total|somme|totaux|montant total
    |totaal|eindtotaal|subtotaal|totale|totali|totale generale|subtotale|totale complessivo|somma
    |suma|suma total|total geral|soma|suma końcowa|razem|ogółem|łącznie|celkem|součet|spolu|összesen|végösszeg
    |totalt|summa|delsumma|delsum|sum totalt|i alt|yhteensä|välisumma|kokku|kopā|iš viso
    |итого|всего|сумма|общий итог|разом|усього|всичко|общо|ukupno|skupaj|σύνολο|γενικό σύνολο
    |toplam|genel toplam|ara toplam
    |合計|总计|合计|小計|小计|總計|합계|총계|المجموع|الإجمالي|סה"כ|jumlah|tổng|tổng cộng
"""
_WORDS = frozenset(re.split(r"\s*\|\s*", _SAYINGS.strip()))
_BEGIN = frozenset(words[:3] for words in _WORDS)
_FIRST = frozenset(re.split(r"\W", words)[0] for words in _WORDS)
_MOST = 60  # characters; what is longer says more
_BESIDE = " :=.,–—-"
_BETWEEN = re.compile(r"\s*[:–—-]\s*|\s+(?:(?:for|of|in|für|pour|de|para|van|per)\s+)?")
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_YEARS = re.compile(r"(?:\s+(?:in|for|of))?\s+(?:fy\s*)?\d{4}(?:\s*[-–/]\s*\d{2,4})?$")


def begins_like_sum(text: str) -> bool:
    """Return whether a text may say that its row adds up others: nearly all are passed over here."""
    if len(text) > _MOST:
        return False
    begins = text[:3].casefold() in _BEGIN and re.split(r"\W", text.casefold(), maxsplit=1)[0] in _FIRST
    return begins or text[-5:].casefold() == "total"


def sum_among(texts: Iterable[str], groups: Container[str]) -> str | None:
    """Return the first cell that says of its row that it adds up others and nothing else; None if none does.

    That is "Total:", "Gesamtsumme" or "Total 2019"; and, if North is a group, "Total for North", or "North Total" as
    spreadsheets write it.
    """
    for text in filter(begins_like_sum, texts):
        said = _BRACKETS.sub("", text.strip().rstrip(_BESIDE)).rstrip(_BESIDE)
        halves = [(said[: match.start()], said[match.end() :]) for match in _BETWEEN.finditer(said)]
        pairs = [pair for one, two in halves for pair in ((one, two), (two, one))]
        if {said.casefold(), _YEARS.sub("", said.casefold())} & _WORDS:
            return text
        if any(word.casefold() in _WORDS and group in groups for word, group in pairs):
            return text
    return None
