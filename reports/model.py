"""The data file's types: what a programme is, as its author writes it. Frozen, closed, and free of any look.

`reports.load` makes a Programme from YAML and turns every fault into a located problem; nothing else should build one
from outside data. Prose may hold {names} of quantities; `Line` and plain strings are verbatim.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Tag,
)
from pydantic_core import PydanticCustomError, core_schema

from reports.errors import Location

NOWHERE = Location("")
_BLANKS = re.compile(r"[ \t\n]+")  # not U+00A0, which is meant

Style = Literal["plain", "quoted", "literal", "folded"]  # how YAML has a text: bare, in quotes, after | or after >


class LocatedStr(str):
    """A string that knows where and how it was written; the YAML reader makes these, `Prose` and `Line` keep the place.

    `cut`: it has no quotes and ' #' follows on its line, which may be a comment or the rest of a sentence.
    """

    __slots__ = ("cut", "style", "where")
    where: Location
    style: Style
    cut: bool

    def __new__(cls, text: str, where: Location, style: Style = "quoted", *, cut: bool = False) -> Self:
        """Keep the place beside the text; equality and hashing stay those of the text."""
        self = super().__new__(cls, text)
        self.where, self.style, self.cut = where, style, cut
        return self


@dataclass(frozen=True, slots=True)
class Prose:
    """A sentence or more in which {name} stands for a quantity and digits are not typed."""

    text: str
    where: Location = field(default=NOWHERE, compare=False, repr=False)

    @classmethod
    def _from(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError("text_type", "should be text")
        if getattr(value, "cut", False):
            raise PydanticCustomError("text_cut", "ends before its ' #', since it has no quotes")
        text = _BLANKS.sub(" ", value).strip(" ")
        if not text:
            raise PydanticCustomError("said_empty", "should not be empty")
        return cls(text, getattr(value, "where", NOWHERE))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._from)

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


class Line(Prose):
    """Verbatim text: a name, a contact, a source. Digits are allowed, {names} are not looked for."""


@dataclass(frozen=True, slots=True)
class Form:
    """Marks text that has to match a pattern; `words` say what it should be."""

    pattern: str
    words: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "pattern": self.pattern}

    def _check(self, text: str) -> str:
        if not re.search(self.pattern, text):
            raise PydanticCustomError("form", "should be {words}", {"words": self.words})
        return text


Name = Annotated[str, Form(r"^[A-Za-z]\w*(?:-\w+)*\Z", "a name of letters, digits and _, such as sites")]
Currency = Annotated[str, Form(r"^[A-Z]{3}\Z", "a code of three capital letters, such as USD")]
Address = Annotated[
    str, Field(max_length=2000), Form(r"^https?://[^\s<>\"]+\Z", "a web address that starts with https://")
]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, arbitrary_types_allowed=True)


def _paragraphs(value: Any) -> Any:
    """One text may be written without a list; a blank line in it begins a new paragraph."""
    if not isinstance(value, str):
        return value
    # A folded or quoted text has one line feed left where a blank line stood, a literal one two.
    between = r"\n\s*\n" if getattr(value, "style", None) == "literal" else r"\n"
    return tuple(_part(value, part) for part in re.split(between, value.strip())) if value.strip() else value


def _part(whole: str, part: str) -> str:
    return LocatedStr(part, whole.where, whole.style, cut=whole.cut) if isinstance(whole, LocatedStr) else part


Paragraphs = Annotated[tuple[Prose, ...], BeforeValidator(_paragraphs), Field(min_length=1)]


# -- quantities -----------------------------------------------------------------------------------

MoneyKind = Literal["committed", "awarded", "paid", "requested"]
Bound = Literal["more than", "at least", "about", "nearly", "up to"]


def _whole_as_decimal(value: Any) -> Any:
    return Decimal(value) if type(value) is int else value


class Stated(_Entry):
    """A number that a source gives."""

    value: Annotated[Decimal, BeforeValidator(_whole_as_decimal), Field(gt=0, lt=10**15, decimal_places=6)]
    currency: Currency | None = None  # ISO 4217
    kind: MoneyKind | None = None
    bound: Bound | None = None
    unit: Prose
    source: str
    as_of: Line | None = None  # where it differs from the programme's


class Derived(_Entry):
    """A number worked out from two others; shown as derived, with its formula and `caveat`."""

    ratio: tuple[str, str]
    round: Annotated[int, Field(gt=0, le=10**15)] = 1
    label: Prose  # what it is: "average per project"
    caveat: Prose


def _stated_or_derived(value: Any) -> str:
    return "derived" if isinstance(value, dict) and "ratio" in value else "stated"


Quantity = Annotated[
    Annotated[Stated, Tag("stated")] | Annotated[Derived, Tag("derived")],
    Discriminator(_stated_or_derived),
]


# -- dates ----------------------------------------------------------------------------------------

_DATE = re.compile(r"(?:(early|mid|late) )?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class When:
    """A date at the precision it was given: 2013, 2013-09, 2013-09-11 or "early 2014"."""

    year: int
    month: int | None = None
    day: int | None = None
    part: Literal["early", "mid", "late"] | None = None

    @property
    def first(self) -> dt.date:
        """The first day that it may mean."""
        month = {"early": 1, "mid": 5, "late": 9}[self.part] if self.part else self.month or 1
        return dt.date(self.year, month, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day that it may mean."""
        month = {"early": 4, "mid": 8, "late": 12}[self.part] if self.part else self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def _from(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        match = _DATE.fullmatch(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
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
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": f"^{_DATE.pattern}$"}]}


# -- small parts ----------------------------------------------------------------------------------


class Source(_Entry):
    """Where facts come from. Verbatim; what is unknown is left out."""

    title: Line
    publisher: Line
    medium: Line | None = None  # "web page"
    url: Address | None = None
    retrieved: When | None = None
    note: Line | None = None


class Publisher(_Entry):
    """Who speaks. Verbatim."""

    name: Line
    registration: Line | None = None
    contact: tuple[Line, ...] = ()
    disclosures: tuple[Line, ...] = ()


class AsOf(_Entry):
    """What the figures' date is: `text` is shown, `latest` is the last year they can speak of."""

    text: Line
    latest: Annotated[int, Field(ge=1, le=9999)]


class Step(_Entry):
    """A step of the timeline."""

    date: When
    title: Prose
    text: Prose
    expected: bool = False
    source: str | None = None


class PortfolioFacts(_Entry):
    """What is known of the portfolio: names of two quantities, and what one of the counted things is called."""

    total: str
    count: str
    item: Annotated[str, Field(min_length=1)] = "project"
    awards: None = None


class LabelledText(_Entry):
    """A label and what it says."""

    label: Prose | None = None
    text: Prose


class SketchShape(_Entry):
    """A stretch of an illustrated course."""

    shape: Literal["rise", "waves"]
    label: Prose


class ComparedForm(_Entry):
    """One of the things compared; `short` is for the slide where `text` is too long."""

    name: Prose
    text: Prose
    short: Prose | None = None
    sketch: tuple[SketchShape, ...] = ()


class AskedQuestion(_Entry):
    """A question: the brief shows `name` and `text`, the slide `short`."""

    name: Prose
    text: Prose
    short: Prose | None = None


class ShownFact(_Entry):
    """Something short about a project: usually one {quantity}."""

    show: Prose
    label: Prose


class NotableProject(_Entry):
    """A project that is told by name."""

    name: Prose
    what: Prose | None = None
    headline: Prose
    finding: Prose
    text: Paragraphs
    points: tuple[Prose, ...] = ()
    facts: tuple[ShownFact, ...] = ()
    credit: Prose | None = None


# -- sections -------------------------------------------------------------------------------------


class _Section(_Entry):
    heading: Prose
    headline: Prose
    source: str | None = None


class TextSection(_Section):
    """A statement and its reasons; `points` are the slide's rows."""

    kind: Literal["text"]
    lead: Prose | None = None
    text: Paragraphs
    points: tuple[LabelledText, ...] = ()


class ComparisonSection(_Section):
    """Two to four forms side by side."""

    kind: Literal["comparison"]
    forms: Annotated[tuple[ComparedForm, ...], Field(min_length=2, max_length=4)]
    caption: Prose | None = None


class QuestionsSection(_Section):
    """Numbered questions."""

    kind: Literal["questions"]
    questions: Annotated[tuple[AskedQuestion, ...], Field(min_length=1)]


class ListSection(_Section):
    """Lettered things."""

    kind: Literal["list"]
    intro: Prose | None = None
    items: Annotated[tuple[Prose, ...], Field(min_length=1, max_length=26)]


class OrganisationSection(_Section):
    """Who works together; `name` is set strong where the text first has it."""

    kind: Literal["organisation"]
    name: Prose
    text: Paragraphs
    points: tuple[LabelledText, ...] = ()
    ways: tuple[LabelledText, ...] = ()


class TimelineSection(_Section):
    """Tells the programme's `timeline`; `measure` is the chart's subtitle."""

    kind: Literal["timeline"]
    measure: Prose
    note: Prose | None = None


class PortfolioSection(_Section):
    """Tells the programme's `portfolio`: a slide; the brief's cover is its telling there."""

    kind: Literal["portfolio"]


class ProjectsSection(_Section):
    """Projects of note."""

    kind: Literal["projects"]
    projects: Annotated[tuple[NotableProject, ...], Field(min_length=1)]


class WebcastSection(_Section):
    """Something to watch or hear; as the last section it stands with the sources."""

    kind: Literal["webcast"]
    title: Prose
    text: Prose
    url: Address | None = None


Section = Annotated[
    TextSection
    | ComparisonSection
    | QuestionsSection
    | ListSection
    | OrganisationSection
    | TimelineSection
    | PortfolioSection
    | ProjectsSection
    | WebcastSection,
    Discriminator("kind"),
]


def _beside_heading(text: str, data: dict[str, Any]) -> Prose:
    """Place words of ours where a problem with them can be put right."""
    return Prose(text, data["heading"].where if "heading" in data else NOWHERE)


class ClosingWords(_Entry):
    """The last slide's sentence and the brief's last heading."""

    heading: Prose
    headline: Prose
    derived_label: Prose = Field(default_factory=lambda data: _beside_heading("Derived here", data))
    sources_label: Prose = Field(default_factory=lambda data: _beside_heading("Source", data))


class Programme(_Entry):
    """The whole data file."""

    language: Literal["en-US", "en-GB"]
    title: Prose
    subtitle: Prose
    standfirst: Prose
    label: Line  # what sort of paper this is
    running: Line  # the short title that stands on every page
    pages: Annotated[int, Field(gt=0)] | None = None
    publisher: Publisher
    as_of: AsOf
    sources: Annotated[dict[Name, Source], Field(min_length=1)]
    names: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    quantities: Annotated[dict[Name, Quantity], Field(min_length=1)]
    timeline: tuple[Step, ...] = ()
    portfolio: PortfolioFacts
    sections: Annotated[tuple[Section, ...], Field(min_length=1)]
    closing: ClosingWords
