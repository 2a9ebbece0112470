"""Dates as they are read: each at its own precision."""

from dataclasses import replace

from reports.datafile.model import When
from reports.datafile.scalars import TODO
from reports.story.phrases import phrases_in


def date_text(when: When, language: str, *, short: bool = False) -> str:
    """Write a date at its own precision: "2013", "September 2013", "early 2014", "2010 to March 2012".

    A `short` one, for columns, has its months cut: "Sep 2013".
    """
    phrases = phrases_in(language)
    if when.hole:
        return TODO
    if when.end:
        begin = date_text(replace(when, end=None), language, short=short)
        return phrases.time.format(begin=begin, end=date_text(when.end, language, short=short))
    if when.month is None:
        return phrases.parts_of_year[when.part].format(year=when.year) if when.part else str(when.year)
    month = (phrases.short_months if short else phrases.months)[when.month - 1]
    if when.day is None:
        return (phrases.short_month if short else phrases.month).format(month=month, year=when.year)
    day = phrases.days.get(when.day, when.day)
    return (phrases.short_day if short else phrases.day).format(day=day, month=month, year=when.year)


def date_in_year(when: When, language: str) -> str:
    """Write what a date says beside its year, to stand below or behind that: "Sep", "11 Sep", "late", "to 2012"."""
    phrases = phrases_in(language)
    if when.hole:
        return TODO
    month, words = phrases.short_months[when.month - 1] if when.month else "", []
    if when.part:
        words = [phrases.parts_in_year[when.part]]
    elif month:
        day = phrases.days.get(when.day or 0, when.day)
        words = [phrases.day_in_year.format(day=day, month=month) if when.day else month]
    if when.end:
        words.append(phrases.until.format(date=date_text(when.end, language, short=True)))
    return " ".join(words)
