"""Amounts counted in millions or billions: rounded for a chart, and honest about it."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from reports.datafile.model import Programme, Stated
from reports.story.money import in_scale
from reports.story.numbers import PLACE
from reports.story.phrases import Phrases

_SCALES = (10**12, 10**9, 10**6, 1)
_LEAST = (Decimal("0.01"), Decimal("0.1"))  # that is shown, of money and of its millions


def scale_of(amounts: Sequence[Decimal]) -> int:
    """Count in the largest of million, billion, … that the largest amount fills; one less if that hides a small one."""
    largest = max(amounts)
    place = next((place for place, size in enumerate(_SCALES) if largest >= size), len(_SCALES) - 1)
    hides = any(amount and not rounded(amount, _SCALES[place]) for amount in amounts)
    return _SCALES[place + 1] if hides and _SCALES[place] > 10**6 else _SCALES[place]


def rounded(amount: Decimal, scale: int) -> Decimal:
    """Round half up: to a tenth of the unit, single money to its hundredth."""
    return (amount / scale).quantize(Decimal("0.1") if scale > 1 else Decimal("0.01"), ROUND_HALF_UP)


def format_amount(amount: Decimal, scale: int, phrases: Phrases) -> str:
    """Write an amount in its unit: "7.1"; what rounding would make nothing is "<0.1"."""
    number = rounded(amount, scale)
    if amount and not number:
        return f"<{phrases.number(_LEAST[scale > 1])}"
    return phrases.number(number if scale > 1 or number % 1 else number.to_integral_value())


def format_with_unit(amount: Decimal, scale: int, currency: str, phrases: Phrases) -> str:
    """Write an amount with its unit: "€21.3 million", "under €0.1 million"; "€2.35 million" where that is exact."""
    hundredths = amount * 100 / scale
    exact = scale > 1 and amount >= scale and hundredths == int(hundredths)
    shown = (hundredths / 100).normalize() if exact else rounded(amount, scale)
    number = phrases.number(shown) if exact else format_amount(amount, scale, phrases).removeprefix("<")
    written = in_scale(shown, number, scale, currency, phrases)
    return phrases.under.format(amount=written) if amount and not shown else written


def rounding_note(amounts: Sequence[Decimal], scale: int, phrases: Phrases) -> str | None:
    """Own up when the amounts shown do not add up to the total as it is shown."""
    added, total = sum(rounded(amount, scale) for amount in amounts), rounded(sum(amounts, Decimal(0)), scale)
    if added == total:
        return None
    return phrases.rounding.format(added=phrases.number(added), total=phrases.number(total))


def unpublished(programme: Programme) -> bool:
    """Return whether nothing is known of what single items were given: no project's facts show money."""
    projects = [each for section in programme.sections if section.kind == "projects" for each in section.projects]
    texts = " ".join(fact.show.text for project in projects for fact in project.facts)
    shown = (programme.quantities.get(match[1]) for match in PLACE.finditer(texts))
    return not any(isinstance(each, Stated) and each.currency for each in shown)
