"""What stands in texts: {names} of quantities, digits that no source vouches for, and quantities in no text at all.

And words of ours that a file says otherwise: by keys that there are, with the places that ours have, and no number.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from reports.compose.recipient_columns import PREFIX
from reports.datafile.model import OWN_WORDS, Cell, ChartSection, Derived, Line, Prose, Sourced, Stated
from reports.datafile.scalars import NOTE
from reports.datafile.yaml import did_you_mean, quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.loading.checks.markup import markup
from reports.loading.checks.personal import misplaced
from reports.story import numbers
from reports.story.notation import notation_of
from reports.story.numerals import RAISED_OR_PART, YEAR, Number, periods_of, year_of, years_of
from reports.story.numerals import numbers as numbers_in
from reports.story.phrases import phrases_in, phrases_of
from reports.story.phrases.words import HOLDS, default

_MOST = 100
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|{RAISED_OR_PART}")
# A number as it is read: of an account, of a telephone, in groups of three, or one run of digits.
_CONTACT = re.compile(
    r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b"
    r"|(?<![\w.,])(?:\+\d|\(?0)\d*(?:(?:\) ?|[ \xa0/.–-])\(?\d+)+(?:\)(?: ?[\d-]+)*)?"
    r"|(?<![\w.,])(?:\(\d{3}\) ?|\d{3}[ .-])?\d{3}[.-]\d{4}(?!\w)"
)
_AS_READ = re.compile(rf"{_CONTACT.pattern}|\d{{1,3}}(?:[ \xa0\u202f]\d{{3}})+(?![\d])|{_NUMBER.pattern}")
_WORDS_PLACE = re.compile(r"\{[^{}]*\}")
_NOUNS = ("{item}", "{items}")  # which may be said in other words
_LEAST_WORD = 5  # letters: a shorter one may stand inside others
_BRACE = re.compile(r"[{}]")
# Where digits may stand. In prose a number is a {name}, and only years that the file has elsewhere are typed. Verbatim
# texts that speak for the programme (these) follow the same rule, but for years; all others (sources, contact,
# registration, disclosures, dates) repeat what others have said or prescribed, and have all digits.
_CLAIMS = ("running", "label")


def prose(text: Prose, file: CheckedFile) -> Iterator[Problem]:
    """Yield names that no quantity has, and numbers that are typed; not all, where there are hundreds in one text."""
    yield from islice(_places(text, file), _MOST)
    yield from islice(markup(text, file), _MOST)
    # All names that may hold digits can be known, if only from a line that is at fault.
    names = file.certain("names") or file.tree.written(file.at("names")) is not None
    if names and not file.tree.unread(("names",)):
        yield from islice(_stray_numbers(text, file), _MOST)


# Texts of a few words: what is derived cannot be told there from what a source gives.
_SHORT = {"title", "subtitle", "heading", "headline", "label", "name", "what", "show", "unit", "measure"}
_SHORT |= {"derived_label", "sources_label"}


def unmarked(keyed: Iterable[tuple[str, Prose]], file: CheckedFile) -> Iterator[Problem]:
    """Yield {names} of derived numbers where there is no room to say that they are derived, by their texts' keys."""
    for key, text in keyed:
        short = key in _SHORT and not isinstance(text, Line)
        for match in numbers.PLACE.finditer(text.text) if short else ():
            if isinstance(file.programme.numbers.get(numbers.place_of(match)[0]), Derived):
                message = f"{match.group()} is derived here, and a {key} has no room to say so"
                yield Problem(file.where(text, match.start()), message, "write it in a text, where it is marked")


def verbatim(line: Line, file: CheckedFile) -> Iterator[Problem]:
    """Yield names of quantities where nobody looks for them, and typed numbers in what makes a claim."""
    places = {match.group(): match[1] for match in numbers.PLACE.finditer(line.text)}
    for place, name in places.items():
        if name in file.programme.quantities or name.startswith(PREFIX):
            where = file.where(line, line.text.index(place))
            yield Problem(where, f"{place} would be printed as it stands: this text is verbatim", "write it out")
    key = next((key for key in _CLAIMS if getattr(file.programme, key) is line), None)
    if key:
        allowed = _allowed(line.text, file)
        for match in islice(_AS_READ.finditer(line.text), _MOST):
            may_stand = _CONTACT.fullmatch(match[0]) or YEAR.fullmatch(match[0])
            if not (may_stand or all(allowed[match.start() : match.end()])):
                message = f"the number {quote(match[0])} is typed into {key}"
                hint = f"take it out: {key} is verbatim, and no quantity vouches for the number"
                yield Problem(file.where(line, match.start()), message, hint)


def _places(text: Prose, file: CheckedFile) -> Iterator[Problem]:
    for match in numbers.PLACE.finditer(text.text):
        if fault := misplaced(match, text, file) or _fault_of(match, file):
            yield Problem(file.where(text, match.start()), *fault)
        if sign := _sign_beside(match, text.lang or file.programme.language, file):
            percent = _is_percent(match, file)
            message = f"{'the percent sign' if percent else 'the currency'} of {match.group()} is printed twice"
            message += f": {quote(sign['sign'])} stands beside it"
            if not (percent or _currency_of(match[1], file)):
                message = f"{match.group()} is no money, but {quote(sign['sign'])} stands beside it"
            yield Problem(file.where(text, sign.start("sign")), message, f"take it out: write {match.group()} alone")
    masked = numbers.PLACE.sub(lambda match: " " * len(match.group()), text.text)
    if rest := _BRACE.search(masked):
        message, hint = f"a {quote(rest.group())} without its partner", "a number is written {name}, as in {committed}"
        yield Problem(file.where(text, rest.start()), message, hint)


def _fault_of(match: re.Match[str], file: CheckedFile) -> tuple[str, str] | None:
    """Return what is wrong with a {name} or a {name:form}, and what to write."""
    known, name, (key, form) = file.programme.quantities, match[1], numbers.place_of(match)
    if name.startswith(PREFIX):
        return None
    if file.undefined("quantities", name, known):
        return f"no quantity is called {quote(name)}", did_you_mean(name.strip(), known, "the quantities are")
    if key != name and key not in file.programme.numbers and name in known and file.quantity(name, "before"):
        return f"{name} has nothing before it", 'add before: {value: …, as_of: "2023"} to the quantity'
    if form == numbers.WORDS and key in known and file.sound("quantities", name):
        written = numbers.format_quantity(name, file.programme)
        hint = f"write {{{name}}}: two to twelve are written in words, of exact whole numbers of things"
        return None if written.in_words else (f"{written.full} is not written in words", hint)
    if name in known and form not in (None, numbers.FULL, numbers.WORDS):
        return f"a number has no form {quote(form)}", f"write {{{name}}}, or {{{name}:full}} for all digits"
    return None


def _sign_beside(match: re.Match[str], language: str, file: CheckedFile) -> re.Match[str] | None:
    """Return the currency's sign, code or name next to a {name}: money has its own, and what is none needs none."""
    known = file.programme.quantities
    if match[1] not in known or not file.quantity(match[1], "currency"):
        return None
    money = _currency_of(match[1], file)
    sign = r"(?P<sign>(?:\b[A-Z]{1,3})?[$€£¥]" + (rf"|\b{money}\b" if money else "")
    before = re.search(rf"{sign})[ \xa0*]{{0,3}}\Z", match.string[: match.start()])
    notation = notation_of(language)
    named = "|".join(notation.currencies.values()) or "dollars|euros|pounds"
    words = rf"|(?:d(?:[ei] |[’']))?(?:{named})\b" if money else ""
    words += rf"|%|(?:{notation.percent})\b|per ?cent\b" if _is_percent(match, file) else ""
    return before or re.compile(rf"[ \xa0*]{{0,3}}{sign}{words})").match(match.string, match.end())


def _is_percent(match: re.Match[str], file: CheckedFile) -> bool:
    quantity = file.programme.numbers.get(numbers.place_of(match)[0])
    return quantity is not None and quantity.percent


def _currency_of(name: str, file: CheckedFile) -> str | None:
    known = file.programme.quantities
    quantity = known.get(name)
    if isinstance(quantity, Derived):
        over, under = (known.get(each) for each in quantity.ratio)
        quantity = over if isinstance(under, Stated) and not under.currency else None
    return quantity.currency if isinstance(quantity, Sourced) else None


def _stray_numbers(text: Prose, file: CheckedFile) -> Iterator[Problem]:
    allowed = _allowed(text.text, file)
    years, at_fault = years_of(file.programme), []
    for path in file.tree.faulty:
        if path[:1] == ("as_of",) or (path[:1] == ("timeline",) and path[2:] in ((), ("date",))):
            at_fault.append(file.at(*path))
    # What stands in lines that may be years or names, had they no fault.
    names = (file.at(*path) for path in file.tree.faulty if path[:1] == ("names",))
    lines = [file.tree.source(where).line(where.line) for where in {*at_fault, *names} if where.line]
    known = {each for line in lines for kind in (_NUMBER, YEAR) for each in kind.findall(line)}
    # Years that may stand in a text cannot be known where a part of the file that gives them cannot.
    lacks_years = not all(map(file.certain, ("timeline", "as_of")))
    lacks_years |= any(not YEAR.search(file.tree.written(where) or "") for where in at_fault)
    masked = "".join("\0" if inside else char for char, inside in zip(text.text, allowed, strict=True))
    found = numbers_in(masked, text.lang or file.programme.language)
    typed = [each for each in found if not each.spelled and year_of(each.meaning) not in years]
    for match in _AS_READ.finditer(masked):
        number = match.group()
        stray = next((each for each in typed if match.start() <= each.digits.start < match.end()), None)
        if stray and number not in known and not (lacks_years and YEAR.fullmatch(number)):
            message = f"the number {quote(number)} is typed into the text"
            hint = _instead(number, stray, file)
            hint += "; or its column is verbatim: true" if isinstance(text, Cell) and "write {" not in hint[:7] else ""
            yield Problem(file.where(text, match.start()), message, hint)


def _allowed(text: str, file: CheckedFile) -> bytearray:
    """Mark each character of a text that belongs to a {name} or to one of the names, where digits may stand."""
    allowed, marks = bytearray(len(text)), set[int]()
    for match in (*numbers.PLACE.finditer(text), *NOTE.finditer(text)):
        allowed[slice(*match.span())] = b"\1" * len(match[0])
    for match in numbers.STRONG.finditer(text):  # a name may be parted by them
        marks |= {*range(match.start(), match.start() + 2), *range(match.end() - 2, match.end())}
    for match in numbers.LINK.finditer(text):  # and an address may have digits
        allowed[match.end("words") : match.end()] = b"\1" * (match.end() - match.end("words"))
        marks |= {match.start(), *range(match.end("words"), match.end())}
    read = [place for place in range(len(text)) if place not in marks]
    shown = "".join(text[place] for place in read)
    names = (*(term.text for term in file.programme.names), *periods_of(file.programme))
    for span in numbers.names_in(shown, names):
        for place in read[slice(*span)]:
            allowed[place] = 1
    return allowed


def _instead(number: str, typed: Number, file: CheckedFile) -> str:
    if _CONTACT.fullmatch(number):
        return f'a number to call or to pay to goes into contact, or stands in names: ["{number}"]'
    for name, quantity in file.programme.quantities.items():
        if not isinstance(quantity, Sourced) or not file.sound("quantities", name):
            continue  # a derived number may rest on one that is not there
        full = numbers.format_quantity(name, file.programme).full
        if any(each.meaning.value == typed.meaning.value for each in numbers_in(full, file.programme.language)):
            return f"write {{{name}}}"
    return "make it a quantity and write its {name}; a number that is part of a name goes into names"


def unused(texts: Iterable[Prose], file: CheckedFile) -> Iterator[Problem]:
    """Yield quantities that nothing names; a derived one is always shown, with the sources, and so is a change."""
    programme = file.programme
    used = {match[1] for text in texts for match in numbers.PLACE.finditer(text.text)}
    facts = programme.portfolio
    used |= {facts.total, facts.count, *(name for area in facts.areas for name in (area.amount, area.count) if name)}
    charts = (section for section in programme.sections if isinstance(section, ChartSection))
    used |= {name for section in charts for each in section.values for name in each.value}
    for name, quantity in programme.quantities.items():
        used |= set(quantity.ratio) | {name} if isinstance(quantity, Derived) else set()
        used |= {name} if isinstance(quantity, Stated) and quantity.before else set()
    for name in programme.quantities:
        if name not in used and not _may_be_used(name, file):
            where = file.tree.keys.get(("quantities", name), file.tree.file)
            yield Problem(where, f"the quantity {quote(name)} is not used", f"write {{{name}}} in a text", fatal=False)


def _may_be_used(name: str, file: CheckedFile) -> bool:
    """Return whether a part of the file that could not be understood may name a quantity."""
    tree = file.tree
    if ("quantities", name) not in tree.keys or tree.lost(("quantities", name)) or tree.open:
        return True
    uses = rf"\{{{re.escape(name)}\b|[:\[,-]\s*{re.escape(name)}\s*[,\]}}\n]"
    return bool(tree.faulty) and re.search(uses, tree.text.original) is not None


def wording(file: CheckedFile) -> Iterator[Problem]:
    """Yield what can't stand in the place of our words."""
    words = file.programme.words
    for key, line in words.items():
        if key not in OWN_WORDS:
            where = file.tree.keys.get(("words", key), line.where)
            yield Problem(where, f"no words of ours are called {quote(key)}", did_you_mean(key, OWN_WORDS, "they are"))
        elif file.sound("words", key):
            yield from _of(key, line, default(key, phrases_in(file.programme.language)), file)
    said = phrases_of(file.programme)
    for key, holds in HOLDS.items():
        given, word = words.get(key) or words.get(holds), default(holds, said)
        if given and word.casefold() not in default(key, said).casefold():
            message = f"{key} does not say {quote(word, 100)}, which has to be said"
            hint = f'write {key} with {quote(word)}, or {holds}: "…" with words that it has'
            yield Problem(given.where, message, hint)
    for key in ("derived_label", "sources_label"):
        alias, own = getattr(file.programme.closing, key), words.get(key)
        if alias and own and alias.text != own.text:
            message = f"{key} has other words in closing, in line {alias.where.line}"
            yield Problem(own.where, message, "keep one of them")


def _of(key: str, line: Line, ours: str, file: CheckedFile) -> Iterator[Problem]:
    due, there = _WORDS_PLACE.findall(ours), _WORDS_PLACE.findall(line.text)
    hint = f"ours are: {quote(ours, 200)}"
    for place in dict.fromkeys(due):
        if place not in (*there, *_NOUNS):
            yield Problem(line.where, f"{key} lacks {place}", hint)
    for match in _WORDS_PLACE.finditer(line.text):
        if match[0] not in due:
            yield Problem(file.where(line, match.start()), f"{key} has no place {match[0]}", hint)
    if key in ("source", "sources") and there and there[-1] != due[-1]:
        yield Problem(line.where, f"{due[-1]} is not the last of {key}: a slide's footer is cut before it", hint)
    rest = _WORDS_PLACE.sub(lambda match: " " * len(match[0]), line.text)
    for match in re.finditer(r"[{}]|\d[\d.,]*", rest):
        message = f"the number {quote(match[0])} is typed into {key}"
        if match[0] in "{}":
            message = f"a {quote(match[0])} without its partner"
        hint = "words of ours have no numbers but those of their places"
        yield Problem(file.where(line, match.start()), message, hint)
    if numbers.unmarked(line.text) != line.text or line.lang:
        message = f"{key} has marks or a language of its own"
        yield Problem(line.where, message, "write plain words in the file's language")
    if key in HOLDS.values() and len(line.text) < _LEAST_WORD:
        yield Problem(line.where, f"{quote(line.text)} is part of other words", f"write {_LEAST_WORD} letters or more")
