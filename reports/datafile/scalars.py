"""What a data file's entries are made of: prose and lines that know their place, names, addresses, dates."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
)
from pydantic.fields import FieldInfo
from pydantic.functional_validators import AfterValidator, BeforeValidator, PlainValidator, WrapValidator
from pydantic.json_schema import WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from reports.datafile.languages import as_digits
from reports.errors import Location
from reports.frozen import field, frozen, replace

NOWHERE = Location("")
_BLANKS = re.compile(r"\s+")
_MEANT = re.compile(r"[^\S \t\n]")  # U+00A0 and its kin

TODO = "TODO"  # what is still to be written; `loading.holes` says where it stands
Style = Literal["plain", "quoted", "literal", "folded"]  # how YAML has a text: bare, in quotes, after | or after >
_LANGUAGE = r"^([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|[0-9]{3}))?$"
# [^name] in prose: the mark of a footnote.
NOTE = re.compile(r"\[\^([^\[\]\s]+)\]")
# Python's \w to other programs, whose own is ASCII and who share no classes of letters: any sign but ASCII's others.
_WORD_SIGN = r"[^\x00-/:-@\[-^`{-\xa9]"
Word = Annotated[str, Field(min_length=1)]
_DATE = re.compile(r"(?:(early|mid|late) )?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_RANGE = re.compile(f"{TODO}|{_DATE.pattern}(?: to {_DATE.pattern})?", re.ASCII)
_IN_WORDS = rf"(?:\d{{1,2}}\S* )?{_WORD_SIGN}+\.?(?: \d\d?,)?(?: {_WORD_SIGN}+)?[ -]\d{{4}}"  # as `languages` reads it
_SCHEMA = f"(?:{_DATE.pattern}|{_IN_WORDS})"


class Hole(Decimal):
    """A number that is still to come: it is printed as TODO, and nothing is drawn or worked out of it."""

    def __int__(self) -> int:
        """Count nothing: no square stands for it."""
        return 0


def or_todo(kind: Any, stand_in: Any) -> WrapValidator:
    """Let TODO stand in the place of a value of a kind; the model has the stand-in then."""
    return WrapValidator(
        lambda value, read: stand_in if value == TODO else read(value), json_schema_input_type=kind | Literal["TODO"]
    )


def or_alone(one: Any, several: Any) -> BeforeValidator:
    """Let one text stand in the place of a list of it; `several` is the list's type."""
    return BeforeValidator(
        lambda value: (value,) if isinstance(value, str) else value, json_schema_input_type=one | several
    )


class LocatedStr(str):
    """A string that knows where and how it was written; the YAML reader makes these, `Prose` and `Line` keep the place.

    Letters and their accents are composed (NFC).
    `cut`: it has no quotes and ' #' follows on its line, which may be a comment or the rest of a sentence.
    `skipped`: how many signs, blanks not counted, stand between `where` and a paragraph of it; `item`: that is an entry
    of a list.
    """

    __slots__ = ("cut", "item", "skipped", "style", "where")
    where: Location
    style: Style
    cut: bool
    skipped: int
    item: bool

    def __new__(
        cls,
        text: str,
        where: Location,
        style: Style = "quoted",
        *,
        cut: bool = False,
        skipped: int = 0,
        item: bool = False,
    ) -> Self:
        """Keep the place beside the text; equality and hashing stay those of the text."""
        self = super().__new__(cls, unicodedata.normalize("NFC", text))
        self.where, self.style, self.cut, self.skipped, self.item = where, style, cut, skipped, item
        return self


def _language(tag: str) -> str:
    from babel import Locale  # only where a file has another language in it

    found, known = re.match(_LANGUAGE, tag), Locale("en")
    parts = zip(found.groups() if found else (), (known.languages, known.scripts, known.territories), strict=False)
    if found is None or any(part and part not in listed for part, listed in parts):
        raise PydanticCustomError("language", "should be the tag of a language, such as el, de-AT or zh-Hant")
    return tag


Language = Annotated[str, AfterValidator(_language), WithJsonSchema({"type": "string", "pattern": _LANGUAGE})]  # BCP 47


@frozen
class Prose:
    """A sentence or more in which {name} stands for a quantity and digits are not typed.

    `skipped`: how many signs, blanks not counted, stand before it in what the file has at `where`. `lang` is its
    language, where that is not the file's: a tag of BCP 47. Among paragraphs an `item` is an entry of a list.
    """

    text: str
    where: Location = field(default=NOWHERE, compare=False, repr=False)
    skipped: int = field(default=0, compare=False, repr=False)
    lang: str = ""
    item: bool = False

    takes_language: ClassVar[bool] = True
    model_fields: ClassVar[dict[str, FieldInfo]]  # of a mapping in its place

    @classmethod
    def _from(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if cls.takes_language and is_passage(value):
            passage = Passage.model_validate(value)
            said = passage.text
            return cls(said.text, said.where, said.skipped, passage.lang, said.item)
        if not isinstance(value, str):
            raise PydanticCustomError("text_type", "should be text")
        if getattr(value, "cut", False):
            raise PydanticCustomError("text_cut", "ends before its ' #', since it has no quotes")
        text = _BLANKS.sub(lambda blanks: (_MEANT.search(blanks[0]) or " ")[0], value).strip()
        if not text:
            raise PydanticCustomError("said_empty", "should not be empty")
        skipped, item = getattr(value, "skipped", 0), getattr(value, "item", False)
        return cls(text, getattr(value, "where", NOWHERE), skipped, item=item)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        text: core_schema.CoreSchema = core_schema.str_schema(min_length=1, pattern=r"\S")
        if cls.takes_language:
            text = core_schema.union_schema([text, handler.generate_schema(Passage)])
        read = core_schema.no_info_plain_validator_function(cls._from)
        return core_schema.json_or_python_schema(text, read)  # the first is for the JSON Schema alone


class Line(Prose):
    """Verbatim text: a name, a contact, a source. Digits are allowed, {names} are not looked for."""


@frozen
class InEveryLanguage:
    """Marks text that is the same in all languages: `always`, or where a translation does not have it."""

    always: bool


Fixed = Annotated[Line, InEveryLanguage(always=True)]  # a work's title, a file
ProperName = Annotated[Line, InEveryLanguage(always=False)]


class _MayBeEmpty(Prose):
    takes_language = False

    @classmethod
    def _from(cls, value: object) -> Self:
        return cls("", getattr(value, "where", NOWHERE)) if value == "" else super()._from(value)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string"}


class Filling(_MayBeEmpty, Line):
    """Verbatim text that stands where nothing is given; it may be empty itself."""


class Cell(_MayBeEmpty):
    """Prose in a table, in the file's language; it may be empty."""


class _Text(Prose):
    takes_language = False
    model_fields: ClassVar[dict[str, FieldInfo]] = {}


class Entry(BaseModel):
    """A mapping of the data file: frozen, closed to keys that it does not know, and no value is turned into another."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


@frozen
class BuiltWhenRead:
    """Marks a union of mappings, each of a `kind`, whose types are built when one is read.

    A data file has few of all kinds, and building them takes pydantic longer than reading the file.
    """

    union: Any

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        kinds = {get_args(each.model_fields["kind"].annotation)[0]: each for each in get_args(self.union)}
        read = core_schema.no_info_plain_validator_function
        return core_schema.tagged_union_schema(
            {kind: read(each.model_validate) for kind, each in kinds.items()}, "kind"
        )

    def __get_pydantic_json_schema__(self, _schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        by_kind: Any = Annotated[self.union, Discriminator("kind")]
        return handler(TypeAdapter(by_kind).core_schema)


class Passage(Entry):
    """A text that is not in the language of the file."""

    text: _Text = Field(description="The text itself.")
    lang: Language = Field(description="Its language, by a tag of BCP 47: el, de-AT, zh-Hant.")


Prose.model_fields = Passage.model_fields


def is_passage(value: object) -> bool:
    """Return whether a mapping is meant to be a text with its language."""
    return isinstance(value, dict) and not Passage.model_fields.keys().isdisjoint(value)


@frozen
class Term:
    """A name as it is written, what it is short for, and the language of both where that is not the file's."""

    text: str
    in_full: str = ""
    lang: str = ""

    model_fields: ClassVar[dict[str, FieldInfo]] = Passage.model_fields


_Listed = tuple[Line, ...]
_InFull = dict[Annotated[str, Field(min_length=1)], Line]


def _terms(value: object) -> tuple[Term, ...]:
    if isinstance(value, dict):
        in_full = TypeAdapter(_InFull).validate_python(value)
        return tuple(Term(name, line.text, line.lang) for name, line in in_full.items())
    return tuple(Term(line.text, lang=line.lang) for line in TypeAdapter(_Listed).validate_python(value))


Names = Annotated[tuple[Term, ...], PlainValidator(_terms, json_schema_input_type=_Listed | _InFull)]


def texts_in(value: object, key: str = "") -> Iterator[tuple[str, Prose]]:
    """Yield every text that a value holds, and the key that it stands under."""
    match value:
        case Prose():
            yield key, value
        case BaseModel():
            for name, inner in value:
                yield from texts_in(inner, name)
        case tuple():
            for inner in value:
                yield from texts_in(inner, key)
        case dict():
            yield from texts_in(tuple(value.values()), key)


@frozen
class TextForm:
    """Marks text that has to match a pattern; `words` say what it should be.

    The pattern goes into the JSON Schema: it is one to ECMA-262 as well, and its signs of words stand outside brackets.
    """

    pattern: str
    words: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "pattern": self.pattern.replace(r"\w", _WORD_SIGN)}

    def _check(self, text: str) -> str:
        if not re.fullmatch(self.pattern, text):
            raise PydanticCustomError("form", "should be {words}", {"words": self.words})
        return text


Name = Annotated[str, TextForm(r"^[A-Za-z]\w*(-\w+)*$", "a name of letters, digits and _, such as sites")]
Currency = Annotated[str, TextForm(rf"^([A-Z]{{3}}|{TODO})$", "a code of three capital letters, such as USD")]
Address = Annotated[str, TextForm(r'^https?://[^\s<>"]{1,2000}$', "a web address that starts with https://")]


@frozen
class When:
    """A date at the precision it was given: 2013, 2013-09, 2013-09-11 or "early 2014"; or a time from one to another.

    In a data file it may be in words of any language of ours ("5. Mai 2019").

    `end` is where the time ends ("2010 to 2012"), itself without an end. A `hole` is still to come: TODO.
    """

    year: int
    month: int | None = None
    day: int | None = None
    part: Literal["early", "mid", "late"] | None = None
    end: When | None = None
    hole: bool = field(default=False, repr=False)  # a brief's name is made of what it says

    @property
    def first(self) -> dt.date:
        """The first day that it may mean."""
        month = {"early": 1, "mid": 5, "late": 9}[self.part] if self.part else self.month or 1
        return dt.date(self.year, month, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day that it may mean."""
        if self.end:
            return self.end.last
        month = {"early": 4, "mid": 8, "late": 12}[self.part] if self.part else self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def _from(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if text == TODO:
            return cls(1, hole=True)
        text = text if _RANGE.fullmatch(text) else as_digits(text)
        start, *end = map(cls._one, text.split(" to ", 1))
        if end and (end[0].last < start.first or end[0] == start):
            raise PydanticCustomError("when", "should be a time that ends after it begins")
        return replace(start, end=end[0]) if end else start

    @classmethod
    def _one(cls, text: str) -> Self:
        match = _DATE.fullmatch(text)
        if match is None:
            raise PydanticCustomError("when", "should be a date such as 2013, 2013-09, 2013-09-11 or early 2014")
        part, year, month, day = match.groups()
        if part and month:
            raise PydanticCustomError("when", "should not have both a month and early, mid or late")
        try:
            dt.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise PydanticCustomError("when", "should be a date that exists") from None
        return cls(int(year), month and int(month), day and int(day), part)  # type: ignore[arg-type]

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._from)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        year = core_schema.int_schema(ge=1000, le=9999)
        pattern = rf"^(?:{TODO}|{_SCHEMA}(?: {_WORD_SIGN}+ {_SCHEMA})?)$"
        return handler(core_schema.union_schema([year, core_schema.str_schema(pattern=pattern)]))


def _paragraphs(value: Any) -> Any:
    """One text may be written without a list; a blank line in it begins a new paragraph, and "- " an entry of a list.

    A list within the list of paragraphs is such a list, too.
    """
    if is_passage(value):
        parts = _paragraphs(value.get("text"))
        return tuple({**value, "text": part} for part in parts) if isinstance(parts, tuple) else (value,)
    if isinstance(value, tuple):
        return tuple(part for each in value for part in _entries(each))
    if not isinstance(value, str) or not value.strip():
        return value
    # A folded or quoted text has one line feed left where a blank line stood, a literal one two.
    between = r"\n\s*\n" if getattr(value, "style", None) == "literal" else r"\n"
    return _located(value, [part for each in re.split(between, value.strip()) for part in _listed(each)])


def _entries(value: object) -> tuple[object, ...]:
    """Return an entry of a list of paragraphs as what it is made of."""
    if isinstance(value, tuple):
        return tuple(_located(each, [(each, True, 0)])[0] if isinstance(each, str) else each for each in value)
    listed = isinstance(value, str) and value.lstrip().startswith("- ")
    return _located(value, _listed(value)) if isinstance(value, str) and listed else (value,)


def _listed(part: str) -> list[tuple[str, bool, int]]:
    """Take the entries of a list out of a paragraph: texts, whether they are entries, and the marks before each.

    What stands deeper than the first is left in its entry, where it is found to be a list in a list.
    """
    marked = re.search(r"(?m)^( *- )", part)
    pieces = re.split(rf"\n(?={re.escape(marked[1])})", part) if marked else [part]
    items = [marked is not None and each.startswith(marked[1]) for each in pieces]
    return [(each.lstrip()[2:] if item else each, item, int(item)) for each, item in zip(pieces, items, strict=True)]


def _located(value: str, parts: list[tuple[str, bool, int]]) -> tuple[str, ...]:
    """Let the parts of a text know their places in it."""
    if not isinstance(value, LocatedStr):
        return tuple(text for text, *_ in parts)
    found, skipped = [], value.skipped
    for text, item, marks in parts:
        skipped += marks
        found.append(LocatedStr(text, value.where, value.style, cut=value.cut, skipped=skipped, item=item))
        skipped += len(_BLANKS.sub("", text))
    return tuple(found)


_Several = Annotated[tuple[Prose, ...], Field(min_length=1)]
_Written = Annotated[tuple[Prose | tuple[Prose, ...], ...], Field(min_length=1)]
Paragraphs = Annotated[_Several, BeforeValidator(_paragraphs, json_schema_input_type=Prose | _Written)]
