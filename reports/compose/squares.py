"""The portfolio in a square for each of its items: what a square is, which are described, what is not known."""

from reports.compose import amounts
from reports.compose.voice import Voice
from reports.datafile import model
from reports.datafile.scalars import Hole
from reports.story import Breakdown, KeyFigure, Portfolio, SquaresChart, Words, richtext
from reports.story.numeral import numeral


def portfolio_of(voice: Voice) -> Portfolio:
    """Return the portfolio as it stands on the cover and in its section, divided where parts are known."""
    facts, where, phrases = voice.programme.portfolio, voice.where, voice.phrases
    count, total = f"{{{facts.count}}}", f"{{{facts.total}}}"  # as the data file names its numbers
    stated, whole = (voice.programme.quantities[name] for name in (facts.count, facts.total))
    assert isinstance(stated, model.Stated)
    assert isinstance(whole, model.Stated)
    divided = bool(voice.awards or facts.areas) or not amounts.unpublished(voice.programme)
    breakdown = _breakdown(voice)
    caveat, alone = _unknown(voice, breakdown)
    unit = voice.words(whole.unit)
    labelled = richtext.fill(phrases.total_label(unit.text), where, unit=unit)
    return Portfolio(
        figures=(KeyFigure(voice.ours(count), voice.words(stated.unit)), KeyFigure(voice.ours(total), labelled)),
        chart=_squares(voice, int(stated.value), phrases.squares_divided if divided else phrases.squares),
        meaning=voice.plain(phrases.square.format(item=phrases.item.one)),
        meaning_in_full=_meaning_in_full(voice, stated),
        caveat=caveat,
        alone=alone,
        breakdown=breakdown,
        **_numbered(voice, stated),
    )


def _meaning_in_full(voice: Voice, count: model.Stated) -> Words:
    facts, phrases = voice.programme.portfolio, voice.phrases
    if count.bound or count.value == 1:
        return richtext.strong(voice.plain(phrases.square.format(item=phrases.item.one)))
    named = {"count": voice.ours(f"{{{facts.count}}}"), "unit": voice.words(count.unit)}
    return richtext.strong(richtext.fill(phrases.square_of_each, voice.where, **named))


def _numbered(voice: Voice, count: model.Stated) -> dict[str, Words]:
    """Say whose squares have a number: their names with it, where they are few."""
    phrases, where, names = voice.phrases, voice.where, _described(voice, int(count.value) or None)
    if not names:
        return {}
    counted = {"count": f"{{{voice.programme.portfolio.count}}}", "item": phrases.item.one, "items": phrases.item.other}
    said = {"one_of": voice.ours((phrases.one_of_inexact if count.bound else phrases.one_of).format(**counted))}
    if len(names) > len(phrases.small_numbers):
        in_brief, in_talk = voice.plain(phrases.described_by_number), voice.plain(phrases.numbered_ones)
    else:
        number, form = phrases.small_numbers[len(names) - 1], phrases.form
        each = [richtext.strong(Words(str(place), where)) + " " + name for place, name in enumerate(names, 1)]
        listed = richtext.enumerated(each, phrases.and_between, where)
        in_brief = richtext.fill(form(phrases.described, len(names)), where, number=number, names=listed)
        in_talk = Words(form(phrases.numbered, len(names)).format(number=number.lower()), where)
    return {**said, "described": in_brief, "numbered": in_talk}


def _described(voice: Voice, count: int | None) -> list[Words]:
    sections = (each for each in voice.programme.sections if isinstance(each, model.ProjectsSection))
    return [voice.words(project.name) for section in sections for project in section.projects][:count]


def _squares(voice: Voice, count: int, alt: str) -> SquaresChart:
    facts, phrases = voice.programme.portfolio, voice.phrases
    named = {"count": f"{{{facts.count}}}", "item": phrases.item.one, "total": f"{{{facts.total}}}"}
    named["unpublished"] = phrases.unpublished.format(item=phrases.item.one)
    spelt = phrases.squares_spelt.format(**named)
    plain, set_as = (voice.ours(alt.format(**named, spelt=each)).text for each in ("", spelt))
    described = [name.text for name in _described(voice, count or None)]
    names = ", ".join(f"{number} {name}" for number, name in enumerate(described, 1))
    numbered = phrases.squares_numbered.format(names=names) if names else ""
    lit = tuple(phrases.square_lit.format(name=name) for name in described)
    return SquaresChart(count, phrases.item.one, plain, set_as if numeral(count) else "", numbered, lit)


def _unknown(voice: Voice, breakdown: Breakdown | None) -> tuple[Words, Words | None]:
    """Say what is not known of the awards: beside squares, and where there are none."""
    where, phrases, item = voice.where, voice.phrases, voice.phrases.item.one
    if voice.awards is None:
        if not amounts.unpublished(voice.programme):
            return voice.plain(phrases.same_size), None
        alone = voice.plain(phrases.unpublished.format(item=item))
        return voice.plain(phrases.same_size_unpublished.format(item=item)), alone
    same_size = voice.plain(phrases.same_size)
    if breakdown:
        return same_size, None
    from reports.compose.portfolio import untold_of

    said = untold_of(voice, voice.awards)
    return richtext.listed([same_size, *said], " ", where), richtext.listed(said, " ", where) if said else None


def _breakdown(voice: Voice) -> Breakdown | None:
    if voice.awards is None and not voice.programme.portfolio.areas:
        return None
    from reports.compose.portfolio import areas_of, breakdown_of  # most data files have neither

    if voice.awards is None:
        parts = (voice.programme.portfolio.total, *(area.amount for area in voice.programme.portfolio.areas))
        stated = (voice.programme.quantities[name] for name in parts)
        is_open = any(isinstance(each, model.Stated) and isinstance(each.value, Hole) for each in stated)
        return None if is_open else areas_of(voice)
    return breakdown_of(voice, voice.awards)
