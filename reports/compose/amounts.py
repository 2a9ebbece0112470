"""Amounts counted in millions or billions: rounded for a chart, and honest about it."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from reports.datafile.model import Programme, Stated
from reports.story.numbers import PLACE, money, symbol
from reports.story.phrases import Phrases, phrases_in

_SCALES = (10**12, 10**9, 10**6, 1)


def scale_of(amounts: Sequence[Decimal]) -> int:
    """Count in the largest of million, billion, … that the largest amount fills; one less if that hides a small one."""
    largest = max(amounts)
    place = next((place for place, size in enumerate(_SCALES) if largest >= size), len(_SCALES) - 1)
    hides = any(amount and not rounded(amount, _SCALES[place]) for amount in amounts)
    return _SCALES[place + 1] if hides and _SCALES[place] > 10**6 else _SCALES[place]


def rounded(amount: Decimal, scale: int) -> Decimal:
    """Round half up: to a tenth of the unit, single money to its hundredth."""
    return (amount / scale).quantize(Decimal("0.1") if scale > 1 else Decimal("0.01"), ROUND_HALF_UP)


def format_amount(amount: Decimal, scale: int) -> str:
    """Write an amount in its unit: "7.1"; what rounding would make nothing is "<0.1"."""
    number = rounded(amount, scale)
    if amount and not number:
        return "<0.1" if scale > 1 else "<0.01"
    return f"{number:,f}" if scale > 1 else f"{number:,f}".removesuffix(".00")


def unit_of(currency: str, scale: int, language: str) -> str:
    """Write what amounts are counted in: "€ million"."""
    return f"{symbol(currency, language) or currency} {phrases_in(language).scales.get(scale, '')}".strip()


def format_with_unit(amount: Decimal, scale: int, currency: str, language: str) -> str:
    """Write an amount with its unit: "€21.3 million", "under €0.1 million"; "€2.35 million" where that is exact."""
    hundredths = amount * 100 / scale
    exact = scale > 1 and amount >= scale and hundredths == int(hundredths)
    number = f"{(hundredths / 100).normalize():,f}" if exact else format_amount(amount, scale)
    phrases = phrases_in(language)
    amount_of = f"{money(number.removeprefix('<'), currency, language)} {phrases.scales.get(scale, '')}".strip()
    return phrases.under.format(amount=amount_of) if number.startswith("<") else amount_of


def rounding_note(amounts: Sequence[Decimal], scale: int, phrases: Phrases) -> str | None:
    """Own up when the amounts shown do not add up to the total as it is shown."""
    added, total = sum(rounded(amount, scale) for amount in amounts), rounded(sum(amounts, Decimal(0)), scale)
    if added == total:
        return None
    return phrases.rounding.format(added=f"{added:,f}", total=f"{total:,f}")


def unpublished(programme: Programme) -> bool:
    """Return whether nothing is known of what single items were given: no project's facts show money."""
    projects = [each for section in programme.sections if section.kind == "projects" for each in section.projects]
    texts = " ".join(fact.show.text for project in projects for fact in project.facts)
    shown = (programme.quantities.get(match[1]) for match in PLACE.finditer(texts))
    return not any(isinstance(each, Stated) and each.currency for each in shown)
