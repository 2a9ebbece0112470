"""Words for readers stand in one place: what looks like words of ours elsewhere among the renderers is found."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, fields
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import get_args, get_type_hints

import pytest
from pydantic import TypeAdapter

import reports
from reports.compose.breakdown import By
from reports.datafile.attachments import SAYS
from reports.datafile.languages import LANGUAGES
from reports.datafile.model.quantities import Bound, MoneyKind
from reports.datafile.scalars import TODO
from reports.story.phrases import Phrases, Plural, phrases_in, phrases_with
from reports.theme.fontcheck import OURS
from tests.builders.datafile import SOUND, problems_of

ROOT = Path(reports.__file__).parent
ROOMS = ("compose", "brief", "deck", "charts", "story")
HOME = ROOT / "story" / "phrases"

# -- words elsewhere ------------------------------------------------------------------------------------

NOT_FOR_READERS = {
    "compose/advice.py": "`check` prints it",
    "compose/checklist.py": "`check` prints it, for whoever signs the document off",
    "deck/layout/fallback_font.py": "names of fonts",
    "deck/layout/names.py": "names of layouts and boxes, as the deck's template has them",
    "deck/lint/": "says what is wrong with a finished file",
    "deck/ooxml/": "markup, and the prompts of a slide master",
    "deck/user_template/": "says why a template is refused",
    "story/notation.py": "words of numbers that are looked for in texts",
}
TOLD_TO_AUTHORS = {
    *("Problem", "did_you_mean", "_refuse", "_mixed"),
    *("add it: talk: {short: [portfolio, …]}, with the keys of sections in their order", "write it shorter"),
    "leave it out of the table, or take it off the award that it reduces",
    *("\0 of it", "1 line", "\0 lines"),
    ", or leave out each `sketch:`, so that texts get rows of their own",
    ", or divide it into \0 points, which may go on to other slides",
}
VALUES = {"not stated", "fiscal year", "more than", "at least", "up to"}  # of closed lists, never shown as they are
SEED = {"section \0: \0"}  # of a slide section's number
NAMING = re.compile(r"canvas\.\w+|Art|Exhibit|markup\.placeholder")  # a mark or a shape, beside its other arguments
NAME_OF_MARK = re.compile(r"(Bar|Label|Head|Amount|Count|Key), .*|Year \0")
WORD = re.compile(r"(?<![\w<{/.=\"'-])[A-Za-z’]{2,}(?![\w={/>\"'-])")
TOKENS = re.compile(
    r"[<>]|/[A-Z]\w+|\w=\"| (?:Td|Tm|Tf|Ts|TJ|rg|BDC|BMC|ET)\b|%[YmdHMS]|^\{\0:full\}$|^(mailto|tel|https?):"
)


def words_for_readers(source: str) -> list[str]:
    """Return the strings of a module that a reader may see; `\\0` stands for what is put into one."""
    tree = ast.parse(source)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    excepted = TOLD_TO_AUTHORS | VALUES | SEED
    found = (text for node, text in _strings(tree, above) if _has_words(text) and not _is_excused(node, above))
    return [text for text in found if text not in excepted and not NAME_OF_MARK.fullmatch(text)]


def _strings(tree: ast.Module, above: dict[ast.AST, ast.AST]) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
            yield node, "".join(parts)
        elif isinstance(node, ast.Constant) and not isinstance(above[node], ast.JoinedStr | ast.Expr):  # a docstring
            yield from [(node, node.value)] if isinstance(node.value, str) else []


def _has_words(text: str) -> bool:
    """Whether it has two words or more, or one beside which something else is put."""
    words = WORD.findall(text.replace("\0", " "))
    return not TOKENS.search(text) and (len(words) > 1 or (len(words) == 1 and ("\0" in text or " " in text)))


def _is_excused(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    """Whether a string goes to the author, is a pattern, names a mark, or is a type."""
    if isinstance(above[node], ast.Call) and NAMING.fullmatch(ast.unparse(above[node].func)):  # type: ignore[attr-defined]
        return True
    while node in above and not isinstance(node, ast.stmt):
        node = above[node]
        match node:
            case ast.Call():
                called = ast.unparse(node.func)
                last = called.split(".")[-1]
                if called.startswith("re.") or last in TOLD_TO_AUTHORS or last.endswith("Error"):
                    return True
            case ast.Subscript():
                if ast.unparse(node.value) == "Literal":
                    return True
            case ast.Assign():
                return ast.unparse(node.targets[0]) in {"message", "hint", "name", "names"}
    return False


def modules() -> list[str]:
    every = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if HOME not in path.parents)
    names = (path.relative_to(ROOT).as_posix() for path in every)
    return [name for name in names if not name.startswith(tuple(NOT_FOR_READERS))]


@pytest.mark.parametrize("module", modules())
def test_words_for_readers_stand_with_the_phrases(module: str) -> None:
    assert words_for_readers((ROOT / module).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "statement",
    [
        'TEXT = "Figures as of today"',
        'def lead(look, where): return look.text(Words("Numbers are those of the list.", where), "body", 100)',
        'def title(n, of): return f"the {n} largest of {of:,} awards"',
        'def label(date): return f"{date} (expected)"',
        'def label(date): return date + ", expected"',
        'LABELS = {"done": "reported as done"}',
        'def caption(text="All amounts are rounded."): return text',
    ],
)
@pytest.mark.parametrize("module", ["brief/cover.py", "deck/notes.py", "charts/bars.py", "compose/compose.py"])
def test_a_sentence_that_is_put_into_a_renderer_is_found(module: str, statement: str) -> None:
    source = (ROOT / module).read_text("utf-8")
    assert len(words_for_readers(f"{source}\n\n{statement}\n")) == 1


@pytest.mark.parametrize(
    "statement",
    [
        'def plain():\n    """Say nothing to a reader."""',
        'PATTERN = re.compile("two words")',
        'def check(where): raise LayoutError([Problem(where, "this text is too long", "make it shorter")])',
        'MARK = \'<a:pPr marL="0" indent="0"/>\'',
        'CODE = "BT 1 0 0 1 Tm rg /F1 Tf ET"',
    ],
)
def test_what_no_reader_sees_may_stand_anywhere(statement: str) -> None:
    assert words_for_readers(statement) == []


def test_every_exception_is_needed() -> None:
    sources = "".join(path.read_text("utf-8") for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    assert [text for text in VALUES if text not in sources] == []
    assert [room for room in NOT_FOR_READERS if not (ROOT / room).exists()] == []


# -- the phrases themselves -----------------------------------------------------------------------------


# Phrases whose words are the same in a language as in English.
SAME = {
    "": {
        *(
            "number_of",
            "label_end",
            "cells_end",
            "earlier",
            "money_head",
            "chart_unit",
            "bar",
            "bar_counted",
            "bar_in_words",
            "bar_in_words_counted",
        ),
        *("running", "citation", "strip_year", "reference", "publication", "webcast", "quotation", "derived_change"),
        *(
            "between",
            "currencies any",
            "kinds TODO",
            "kind_heads TODO",
            "money",
            "money_in_letters",
            "month",
            "short_month",
            "share",
        ),
    },
    "fr": {
        *("sources_label", "notes_label", "note_named", "source_named", "points", "number_words 6"),
        *("by type", "head_date"),
    },
    "it": {"notes_label"},
    "nl": {"item"},
}
# Places that other languages may do without, since there the words around them would ask for an article or a case.
SPARED = {
    **{key: {"items", "item"} for key in ("one_of", "one_of_inexact")},
    **{key: {"date", "at_time"} for key in ("up", "down")},
    **{key: {"number"} for key in ("described", "numbered")},
    **{key: {"amount", "number", "sign", "currency"} for key in ("scales", "in_scale")},
}


def forms_of(phrases: Phrases) -> dict[str, tuple[str, ...]]:
    """Return each phrase by its key, those of a mapping by its keys as well; a Plural in all forms that it has."""
    values = {field.name: getattr(phrases, field.name) for field in fields(phrases)}
    for name in [name for name, value in values.items() if isinstance(value, Mapping)]:
        values |= {f"{name} {key}": each for key, each in values.pop(name).items()}
    plurals = {key: tuple(filter(None, astuple(each))) for key, each in values.items() if isinstance(each, Plural)}
    return plurals | {key: (value,) for key, value in values.items() if isinstance(value, str) and key != "language"}


def places(phrase: str) -> set[str]:
    return {place for _, place, _, _ in Formatter().parse(phrase) if place}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_a_data_file_may_say_has_its_phrase(language: str) -> None:
    phrases, english, types = phrases_in(language), phrases_in("en-US"), get_type_hints(Phrases)
    assert phrases.bounds.keys() == set(get_args(Bound))
    assert phrases.kinds.keys() == phrases.kind_heads.keys() == {*get_args(MoneyKind), TODO}
    assert phrases.by.keys() == {*get_args(By), "fiscal year"}
    assert phrases.others.keys() == set(get_args(By)) - {"year"}
    assert phrases.attached.keys() == (set() if language.startswith("en") else set(SAYS))
    for field in fields(Phrases):
        ours, of_english = getattr(phrases, field.name), getattr(english, field.name)
        TypeAdapter(types[field.name]).validate_python(ours, strict=True)
        if isinstance(ours, Mapping) and field.name not in ("days", "currencies", "attached"):
            assert ours.keys() == of_english.keys(), field.name
        if isinstance(ours, tuple):
            assert len(ours) == len(of_english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_has_the_same_places_in_every_language(language: str) -> None:
    english, wrong = forms_of(phrases_in("en-US")), dict[str, str]()
    for key, forms in forms_of(phrases_in(language)).items():
        due = places(english[key][-1]) if key in english else set()
        spared = SPARED.get(key.partition(" ")[0], set())
        for form in forms:
            if (
                key in english
                and places(form) - spared != due - spared
                and not (
                    form != forms[-1] and places(form) <= due  # "One award is new."
                )
            ):
                wrong[key] = form
    assert wrong == {}


@pytest.mark.parametrize("language", [each for each in LANGUAGES if not each.startswith("en")])
def test_no_phrase_of_another_language_is_left_in_english(language: str) -> None:
    english, same = forms_of(phrases_in("en-US")), SAME[""] | SAME.get(language.partition("-")[0], set())
    ours = forms_of(phrases_in(language)).items()
    assert [key for key, forms in ours if key not in same and {*forms} & {*english.get(key, ())}] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_plurals_that_its_numbers_ask_for(language: str) -> None:
    phrases = phrases_in(language)
    known = {phrases.category(Decimal(number)) for number in ("0", "1", "1.5", "2", "5", "11", "1000000")}
    assert {"one", "other"} <= known <= {"one", "other", "many"}  # `many`, of whole millions, may be as `other`
    assert phrases.counted(phrases.award, 1) != phrases.counted(phrases.award, 2).replace("2", "1")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", [(), (("total_label", "for {unit}"),)])
def test_phrases_say_the_same_in_another_process(language: str, words: tuple[tuple[str, str], ...]) -> None:
    ours = phrases_with(language, words, None)
    theirs: Phrases = pickle.loads(pickle.dumps(ours))
    said = [
        (each.localised("1,234.5"), each.category(Decimal(2)), each.total_label("gardens"), each.at_time("5 May 2024"),
         each.in_quotes("a “b” c"))
        for each in (ours, theirs)
    ]  # fmt: skip
    assert said[0] == said[1]
    assert pickle.dumps(theirs) == pickle.dumps(ours)


def test_every_character_of_a_phrase_is_asked_of_a_font() -> None:
    said = "".join(text for forms in forms_of(phrases_in("en-GB")).values() for text in forms)
    assert {char for char in said if ord(char) > 126} - set(OURS) == set()


def test_the_letters_of_a_language_are_asked_of_a_font_where_a_file_is_in_it() -> None:
    file = SOUND.replace("language: en-US", "language: de-DE")
    assert problems_of(SOUND, "ßÄ") == ()
    assert [(str(each.where), each.message) for each in problems_of(file, "ßÄ")] == [
        ("a.yaml:1:11", f"the theme's font lacks the character {named}")
        for named in ("'Ä' (U+00C4 LATIN CAPITAL LETTER A WITH DIAERESIS)", "'ß' (U+00DF LATIN SMALL LETTER SHARP S)")
    ]


def test_every_phrase_is_given_what_it_has_places_for() -> None:
    forms, checked, short = forms_of(phrases_in("en-US")), set(), []
    for path in sorted(ROOT.rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
            key, given = _phrase(call), {keyword.arg for keyword in call.keywords}
            if key in forms and None not in given:
                checked.add(key)
                lacking = places(forms[key][-1]) - given - {"count"}
                short += [f"{path.name}:{call.lineno}: {key} lacks {place}" for place in lacking]
    assert short == []
    assert len(checked) > 40


def _phrase(call: ast.Call) -> str:
    """Return the key of the phrase that a call fills: `phrases.x.format(…)`, `fill(phrases.x, …)`, `counted(…)`."""
    if not isinstance(call.func, ast.Attribute | ast.Name):
        return ""
    name = ast.unparse(call.func)
    if not name.endswith(".format"):
        name = ast.unparse(call.args[0]) if call.args and name.split(".")[-1] in {"fill", "counted"} else ""
    key = name.removesuffix(".format").rpartition("phrases.")
    return key[2] if key[1] else ""


def test_no_phrase_is_said_by_nobody() -> None:
    sources = "".join(path.read_text("utf-8") for path in ROOT.rglob("*.py") if HOME not in path.parents)
    own = (HOME / "phrases.py").read_text("utf-8")
    keys = {field.name for field in fields(Phrases)}
    assert {key for key in keys if not re.search(rf"\.{key}\b", sources) and f"self.{key}" not in own} == set()
