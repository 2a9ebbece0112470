"""Numbers as they are read: stated and derived quantities formatted, and {names} in prose resolved to them."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, partial
from typing import assert_never

from reports.datafile.model import Change, Derived, Line, Programme, Prose, Ranged, Stated, Subtraction
from reports.datafile.scalars import NOTE, TODO, Hole
from reports.frozen import frozen, replace
from reports.story import Figure, Noted, Span, Spoken, Words, merged
from reports.story.money import digits_of, in_both_forms
from reports.story.phrases import phrases_in, phrases_of
from reports.story.scriptlanguages import languages_in
from reports.story.text import NO_BREAK, TO_NOTE, raised

# {name} or {name:form}, with a blank inside the braces or without; load says what is wrong with any other brace.
PLACE = re.compile(r"\{ ?([^{}:]*?) ?(?:: ?([^{}]*?) ?)?\}")
FULL, WORDS = "full", "words"
# **strong**: each mark touches what it stands around; none inside another, and `\*` is a star.
STRONG = re.compile(r"(?<![\\*])\*\*(?![\s*])((?:\\\*|(?!\*\*).)+?)(?<![\s\\])\*\*(?!\*)")
# [words](https://…): the words lead to the address, which is not printed.
_ADDRESS = r"https?://[^\s()<>{}*\"]+"
LINK = re.compile(rf"(?<!!)\[(?P<words>[^\[\]]+)\]\((?P<to>{_ADDRESS})\)")
_DERIVED_FORMS = ("before", "change", "since", "difference")  # of a quantity with a before, and in an earlier file

_QUOTES = r"[\"'“‘„‚«‹¿¡(]"
_SENTENCE_END = re.compile(rf"[.!?…][\"'”’“»›)]*\s+{_QUOTES}*\Z")
_OPENING = re.compile(rf"\s*(?:{_QUOTES}\s?)*\Z")
_VAGUE = ("about", "nearly")
_OFF = Decimal("0.05")
_LEAST_STEP = Decimal("0.000001")  # no quantity has more decimals
_NO_END = Decimal("Infinity")
_MOST_DOWN = 99  # percent: less is nothing


@frozen
class FormattedQuantity:
    """A quantity in writing: `short` ("$46 million"), `full` ("$46,000,000"), and how a derived one came about.

    `in_words` is a whole number from two to twelve ("about seven").
    """

    short: str
    full: str
    formula: str | None = None
    in_words: str | None = None


def format_quantity(name: str, programme: Programme) -> FormattedQuantity:
    """Write a quantity of the programme, with the bound that belongs to it ("more than 170") and without its unit.

    `name` is one of `Programme.numbers`.
    """
    quantity, phrases = programme.numbers[name], phrases_of(programme)
    if isinstance(quantity, Derived):
        match quantity:
            case _ if any(isinstance(part.value, Hole) for part in _parts(quantity, programme)):
                short = full = TODO
            case Change():
                short = full = _format_change(quantity, programme)
            case Subtraction():
                short, full = _format_difference(quantity, programme)
            case _:
                short, full = _format_derived(quantity, programme)
        template = formula_of(name, programme)
        formula = PLACE.sub(lambda place: format_quantity(place_of(place)[0], programme).full, template)
        return FormattedQuantity(short, full, formula)
    write = partial(in_both_forms, currency=quantity.currency, language=programme.language, percent=quantity.percent)
    if isinstance(quantity, Ranged):
        low, high = map(write, quantity.value)
        return FormattedQuantity(*(phrases.range.format(least=low[at], most=high[at]) for at in (0, 1)))
    bound = phrases.bounds[quantity.bound] if quantity.bound else "{number}"
    short, full = (bound.format(number=number) for number in write(quantity.value))
    word = None if quantity.currency or quantity.percent else phrases.number_words.get(quantity.value)
    return FormattedQuantity(short, full, in_words=bound.format(number=word) if word else None)


def place_of(match: re.Match[str]) -> tuple[str, str | None]:
    """Return which of `Programme.numbers` a match of PLACE asks for, and in which form: "raised:before", "full"."""
    part, _, form = (match[2] or "").partition(":")
    return (f"{match[1]}:{part}", form or None) if part in _DERIVED_FORMS else (match[1], match[2])


def value_of(quantity: Derived, programme: Programme) -> Decimal:
    """Return a derived quantity's number, in its unit or currency, whatever its bound.

    It is a stated quantity by another, in percent or not, rounded half up to a multiple of its `round`.
    """
    over, under = _parts(quantity, programme)
    steps = over.value * (100 if quantity.percent else 1) / under.value / quantity.round
    return steps.quantize(Decimal(1), ROUND_HALF_UP) * quantity.round


def bounds(quantity: Stated) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a quantity may be, by its bound; "about" and "nearly" may be off by 5 %."""
    value = quantity.value
    match quantity.bound:
        case None:
            return value, value
        case "more than":
            return value + _LEAST_STEP, _NO_END
        case "at least":
            return value, _NO_END
        case "up to":
            return Decimal(0), value
        case "about" | "nearly":
            return value * (1 - _OFF), value * (1 + _OFF)
        case _:
            assert_never(quantity.bound)


def resolve(prose: Prose, programme: Programme) -> Words:
    """Put the numbers into a sentence, and mark them, strong parts and what has to stay on one line.

    A Line stays as it is.
    """
    words = Words(prose.text, prose.where) if isinstance(prose, Line) else _filled(prose, programme)
    dates = (Span(*match.span()) for match in _part_of_year(programme.language).finditer(words.text))
    names = [(span, term) for term in programme.names for span in names_in(words.text, (term.text,))]
    short = (figure.span for figure in words.figures if not figure.quantity.endswith(":change"))  # a change is a clause
    kept = [*short, *dates, *(span for span, _ in names)]
    spoken = [Spoken(span, term.lang, term.in_full) for span, term in names if term.lang or term.in_full]
    return in_language(replace(words, kept=merged(kept), spoken=tuple(spoken)), prose.lang)


def in_language(words: Words, lang: str) -> Words:
    """Let the whole of a text be said in a language, by its tag; with none, only what its script says."""
    if lang:
        return replace(words, spoken=(*words.spoken, Spoken(words.whole, lang)))
    if words.text.isascii():
        return words
    named = {place for each in words.spoken if each.lang for place in range(*each.span)}
    found = [Spoken(span, own) for span, own in languages_in(words.text) if named.isdisjoint(range(*span))]
    return replace(words, spoken=(*words.spoken, *found)) if found else words


def verbatim(line: Line) -> Words:
    """Return a line as it stands in the data file, in its own language."""
    return in_language(Words(line.text, line.where), line.lang)


@cache
def _part_of_year(language: str) -> re.Pattern[str]:
    year = r"\d{4}"
    parts = phrases_in(language).parts_of_year.values()
    return re.compile("|".join(rf"\b{part.format(year=year)}\b" for part in parts))


def names_in(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Find the data file's names where they stand as whole words, as they are written there."""
    for name in names:
        if name in text:
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                yield Span(*match.span())


def unmarked(prose: str) -> str:
    r"""Return a text without the marks of its strong parts and links, and `\*` as a star."""
    return STRONG.sub(r"\1", LINK.sub(r"\1", NOTE.sub("", prose))).replace(r"\*", "*")


_SIGNS = re.compile(rf"{PLACE.pattern}|\\\*|\*\*|{NOTE.pattern}|\[|\]\({_ADDRESS}\)")


def _filled(prose: Prose, programme: Programme) -> Words:
    r"""Fill in the numbers, take out the marks of strong parts and links, and print `\*` as a star.

    A number that is derived is marked unless the sentence says so.
    """
    phrases, raw, language = phrases_of(programme), prose.text, prose.lang or programme.language
    if not language.startswith("en"):  # which stays as it is typed
        from reports.story.typography import typeset

        raw = typeset(raw, language, (term.text for term in programme.names))
    marks = {place for pair in STRONG.finditer(raw) for place in (pair.start(), pair.end() - 2)}
    ends = {place: link["to"] for link in LINK.finditer(raw) for place in (link.start(), link.end("words"))}
    text, done, figures, marked = "", 0, list[Figure](), phrases.derived in raw.casefold()
    strong, links, begun, noted = list[int](), list[tuple[Span, str]](), 0, list[Noted]()
    for match in _SIGNS.finditer(raw):
        text += raw[done : match.start()]
        done = match.end()
        if match.start() in ends:
            links += [(Span(begun, len(text)), ends[match.start()])] if match[0] != "[" else []
            begun = len(text)
            continue
        if noted_as := programme.note_numbers.get(match[3]):
            text += NO_BREAK * (noted[-1:] != [] and noted[-1].span.stop == len(text))
            span = Span(len(text), len(text + raised(noted_as)))
            noted.append(Noted(span, noted_as, resolve(programme.notes[match[3]], programme)))
            links.append((span, f"{TO_NOTE}{noted_as}"))
            text += raised(noted_as)
            continue
        if match[0][0] in "[]":
            text += match[0]
            continue
        if match[0] in (r"\*", "**"):
            is_mark = match.start() in marks
            strong += [len(text)] if is_mark else []
            text += "" if is_mark else match[0].removeprefix("\\")
            continue
        name, form = place_of(match)
        written = format_quantity(name, programme)
        number = {FULL: written.full, WORDS: written.in_words}.get(form or "") or written.short
        if _OPENING.fullmatch(text) or _SENTENCE_END.search(text):
            number = number[:1].upper() + number[1:]
        figures.append(Figure(Span(len(text), len(text) + len(number)), name))
        text += number + (phrases.derived_here if written.formula and not marked else "")
    spans, figured = tuple(map(Span, strong[::2], strong[1::2])), tuple(figures)
    words = Words(text + raw[done:], prose.where, figured, strong=spans, links=tuple(links), noted=tuple(noted))
    return replace(words, item=prose.item)


def formula_of(name: str, programme: Programme) -> str:
    """Return how a derived quantity is worked out, in {names}: "{granted:full} ÷ {gardens:full}"."""
    quantity = programme.numbers[name]
    assert isinstance(quantity, Derived)
    over, under = ("{" + part + ":full}" for part in quantity.ratio)
    if isinstance(quantity, Subtraction):
        return f"{over} − {under}"
    if not isinstance(quantity, Change):
        return f"{over} ÷ {under}"
    now, then = _parts(quantity, programme)
    return f"{over} − {under}" if now.percent or now.value == then.value else f"({over} − {under}) ÷ {under}"


def _format_change(change: Change, programme: Programme) -> str:
    """Write a change: of a percentage exactly in points, else in percent, rounded half up.

    What differs is never said to be 0% up or down, and what is still there never to be down 100%.
    """
    (now, then), phrases = _parts(change, programme), phrases_of(programme)
    about = phrases.bounds["about"] if now.bound in _VAGUE else "{number}"
    date, up, off = then.as_of.text if then.as_of else "", now.value > then.value, abs(now.value - then.value)
    if not off:
        return about.format(number=phrases.as_much.format(date=phrases.at_time(date)))
    if now.percent:
        points = phrases.points_more if up else phrases.points_less
        number = about.format(number=digits_of(off, phrases, least=0))
        return phrases.form(points, off).format(number=number, date=phrases.at_time(date))
    percent = (off * 100 / then.value).quantize(Decimal(1), ROUND_HALF_UP)
    if not percent:
        share = phrases.share_under_one
    elif not up and percent > _MOST_DOWN:
        share = phrases.bounds["more than"].format(number=phrases.share.format(number=_MOST_DOWN))
    else:
        share = about.format(number=phrases.share.format(number=phrases.number(percent)))
    return (phrases.up if up else phrases.down).format(share=share, date=date, at_time=phrases.at_time(date))


def _format_difference(difference: Subtraction, programme: Programme) -> tuple[str, str]:
    """Write by how much a number is more or less than it was: a percentage in points."""
    (now, then), phrases = _parts(difference, programme), phrases_in(programme.language)
    off, direction = abs(now.value - then.value), phrases.more if now.value > then.value else phrases.less
    texts = in_both_forms(off, now.currency, programme.language, percent=False)
    if now.percent:
        texts = (phrases.form(phrases.points, off).format(number=digits_of(off, phrases, least=0)),) * 2
    about = phrases.bounds["about"] if now.bound in _VAGUE else "{number}"
    short, full = (direction.format(number=about.format(number=text)) for text in texts)
    return short, full


def _format_derived(quantity: Derived, programme: Programme) -> tuple[str, str]:
    over, under = _parts(quantity, programme)
    value, whole = value_of(quantity, programme), 100 if quantity.percent else 1
    vague = over.bound in _VAGUE or under.bound in _VAGUE
    bounds = phrases_of(programme).bounds
    about = bounds["about"] if vague or value * under.value != over.value * whole else "{number}"
    limit = bounds[over.bound] if over.bound and over.bound not in _VAGUE else "{number}"
    currency = over.currency if under.currency is None else None  # money by money is a plain number
    short, full = in_both_forms(value, currency, programme.language, percent=quantity.percent)
    return limit.format(number=about.format(number=short)), limit.format(number=about.format(number=full))


def _parts(quantity: Derived, programme: Programme) -> tuple[Stated, Stated]:
    over, under = (programme.numbers[name] for name in quantity.ratio)
    assert isinstance(over, Stated)
    assert isinstance(under, Stated)
    return over, under
