"""A file of translations: texts alone, held against their originals; the same programme in another language."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from reports import cli
from reports.build import BuildRequest, DeckOptions
from reports.datafile.model import EarlierFile, Programme
from reports.datafile.scalars import Entry, Fixed, Line, ProperName, Prose, Term, texts_in
from reports.datafile.yaml import read, read_file
from reports.datafile.yaml.shapes import bare, fields_of
from reports.errors import DataError
from reports.loading.load import Loaded, loaded_of
from reports.loading.source import load_from, load_translation, source_of
from reports.loading.translations import originals
from tests.builders.translations import filled, gardens
from tests.readback import brief_pages

ROOT = Path(__file__).resolve().parents[1]
TAG = "en-GB"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.main(list(map(str, arguments)))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_it


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data file with a translation beside it, in a folder of their own."""
    return gardens(tmp_path)


def translation(data: Path) -> Path:
    return data.with_suffix(f".{TAG}.yaml")


def edited(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def both(data: Path) -> tuple[Loaded, Loaded]:
    source = source_of(data, print)
    own = load_from(source, read_file(data), lambda _: "")
    return own, load_translation(source, own, TAG, lambda _: "")


def problems(data: Path) -> list[str]:
    """Return what is said of the translation, by line and column of its file."""
    try:
        found = both(data)[1].warnings
    except DataError as error:
        found = error.problems
    folder = f"{data.parent}/"
    return [str(each).replace(folder, "") for each in found]


def test_a_translation_gives_the_same_programme_with_other_texts(data: Path) -> None:
    own, other = both(data)
    assert (own.programme.language, other.programme.language) == ("en-US", TAG)
    assert other.programme.quantities["granted"].value == 1_250_000  # type: ignore[union-attr]
    assert other.programme.sections[1].text == Prose("We measured the rain in centimetres.")  # type: ignore[union-attr]
    assert other.programme.sections[2].text == Prose("Ein Garten macht nie Ferien.", lang="de")  # type: ignore[union-attr]
    assert len(other.programme.sections[0].text) == 2  # type: ignore[union-attr, arg-type]
    without = {"language"} | {name for name, value in own.programme if [*texts_in(value, name)]}
    for name, value in own.programme:
        assert name in without or getattr(other.programme, name) == value


def test_every_text_of_a_programme_can_be_translated_but_those_that_are_one_in_all_languages(data: Path) -> None:
    own, other = both(data)
    texts = originals(read_file(data))
    stays = {
        "Annual report (invented)",
        "Our gardens (invented)",
        "Example Garden Trust",
        "Ein Garten macht nie Ferien.",
    }
    places = {text.where: text for text in texts.values()}
    for _, text in texts_in(own.programme):
        assert text.where in places or text.text in stays or not text.text
    needed = {text.where for text in texts.values() if text.needed}
    said = {text.where.file for _, text in texts_in(other.programme)}
    assert said == {str(data), str(translation(data)), ""}
    told = {text.text for _, text in texts_in(other.programme) if text.where.file == str(data)}
    assert (told - stays).isdisjoint(text.text for text in texts.values() if text.where in needed)


def test_a_field_of_text_can_be_translated_by_its_type_alone() -> None:
    def fields(kind: type, seen: set[type]) -> set[object]:
        found: set[object] = set()
        for field in fields_of(kind).values():
            stack: list[object] = [field.rebuild_annotation()]
            while stack:
                each = bare(stack.pop())
                stack += getattr(each, "__args__", ())
                if isinstance(each, type) and issubclass(each, Entry) and each not in seen:
                    seen.add(each)
                    found |= fields(each, seen)
                elif isinstance(each, type):
                    found.add(each)
        return found

    texts = {kind for kind in fields(Programme, set()) if isinstance(kind, type) and issubclass(kind, Prose | Term)}
    assert {each.__name__ for each in texts} == {"Prose", "Line", "Cell", "Filling", "Term"}
    assert bare(Fixed) is bare(ProperName) is Line  # marks on a line, and no types beside it


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (  # a name that is lacking, and one that is another
            'text: "{gardens} school gardens, planted together"',
            'text: "{granted} for gardens"',
            [
                "gardens.en-GB.yaml:7:9: this title lacks {gardens}, which its original has in gardens.yaml:4:8\n"
                "  hint: write {gardens}",
                "gardens.en-GB.yaml:7:10: this title has {granted}, which its original lacks in gardens.yaml:4:8\n"
                "  hint: take it out",
            ],
        ),
        (
            'text: "{gardens} school gardens, planted together"',
            'text: "{gardens} gardens and 99 {trees}"',
            [
                "gardens.en-GB.yaml:7:35: this title has {trees}, which its original lacks in gardens.yaml:4:8\n"
                "  hint: take it out",
                "gardens.en-GB.yaml:7:32: the number '99' is not in the original of this title, gardens.yaml:4:8\n"
                "  hint: numbers come from the data file: write its own",
            ],
        ),
        (
            'text: "June 2024"',
            'text: "June 2025"',
            [
                "gardens.en-GB.yaml:33:17: the number '2025' is not in the original of this text, gardens.yaml:12:15\n"
                "  hint: numbers come from the data file: write its own",
            ],
        ),
        (
            'text: "Example brief"',
            "text: TODO",
            ["gardens.en-GB.yaml:19:9: label is still to be translated: 'Example brief' in gardens.yaml:7:8"],
        ),
        (
            'text: "Example brief"',
            'text: ""',
            ["gardens.en-GB.yaml:19:9: label is still to be translated: 'Example brief' in gardens.yaml:7:8"],
        ),
        (
            'label:\n  # Example brief\n  text: "Example brief"\n  of: "92a02a3abc"\n',
            "",
            [
                "gardens.en-GB.yaml:5:1: label has no translation: 'Example brief' in gardens.yaml:7:8\n"
                "  hint: make-reports translate adds it",
            ],
        ),
        (
            'label:\n  # Example brief\n  text: "Example brief"\n  of: "92a02a3abc"\n',
            'label: "Example brief"\n',
            [
                "gardens.en-GB.yaml:17:8: label should be a text and of what it is the translation, as in "
                "gardens.yaml:7:8\n  hint: write {text: 'Example brief', of: \"92a02a3abc\"}",
            ],
        ),
        (
            '  of: "92a02a3abc"\n',
            "",
            [
                "gardens.en-GB.yaml:19:3: label does not say of which text it is the translation\n"
                '  hint: write of: "92a02a3abc"',
            ],
        ),
        (
            'text: "Example brief"\n  of: "92a02a3abc"',
            'text: [a]\n  of: "92a02a3abc"\n  note: "x"',
            [
                "gardens.en-GB.yaml:21:3: unknown key 'note'\n  hint: the keys are: text, of, lang",
                "gardens.en-GB.yaml:19:9: label should be text\n  hint: put it in double quotes",
            ],
        ),
        (
            'label:\n  # Example brief\n  text: "Example brief"',
            'language: de\nlabel:\n  text: "Example brief"',
            [
                "gardens.en-GB.yaml:17:1: 'language' comes from the data file alone: gardens.yaml:2:11\n"
                "  hint: take it out",
            ],
        ),
        (
            "standfirst:\n",
            "standfirts:\n",
            [
                "gardens.en-GB.yaml:5:1: standfirst has no translation: 'This programme is invented. It shows how a "
                "file is translat…' in gardens.yaml:6:13\n  hint: make-reports translate adds it",
                "gardens.en-GB.yaml:13:1: 'standfirts' is no text of gardens.yaml:2:1\n"
                "  hint: did you mean 'standfirst'?",
            ],
        ),
        (
            "them[^dig].\n\n",
            "them.\n\n",
            [
                "gardens.en-GB.yaml:126:13: this text lacks [^dig], which its original has in gardens.yaml:34:11\n"
                "  hint: write [^dig]",
            ],
        ),
        (
            'text: "Who dug at least once; see [the list](https://example.org/list)."',
            'text: "Who dug at least once; see [the list](https://example.org/liste)."',
            [
                "gardens.en-GB.yaml:84:11: this dig lacks […](https://example.org/list), which its original has in "
                "gardens.yaml:23:14\n  hint: write […](https://example.org/list)",
                "gardens.en-GB.yaml:84:39: this dig has […](https://example.org/liste), which its original lacks in "
                "gardens.yaml:23:14\n  hint: take it out",
            ],
        ),
    ],
)
def test_what_is_wrong_is_told_with_both_places(data: Path, old: str, new: str, said: list[str]) -> None:
    edited(translation(data), (old, new))
    assert sorted(problems(data)) == sorted(said)


def test_all_problems_are_told_at_once_and_a_broken_file_does_not_hide_them(data: Path) -> None:
    changes = (
        ('text: "Example brief"', "text: TODO"),
        ('text: "June 2024"', 'text: "June 2025'),
    )
    edited(translation(data), *changes)
    found = "\n".join(problems(data))
    assert "label is still to be translated" in found
    assert "gardens.en-GB.yaml:33:11: " in found  # a quotation mark that nothing closes


def test_an_original_that_has_changed_is_a_warning(data: Path) -> None:
    edited(data, ('standfirst: "This programme is invented.', 'standfirst: "All of this programme is invented.'))
    assert problems(data) == [
        "gardens.en-GB.yaml:15:3: warning: the original of this standfirst has changed: it is 'All of this programme is"
        " invented. It shows how a file is t…' in gardens.yaml:6:13\n"
        '  hint: see whether it still says so, then write of: "ba5e60e314"'
    ]


def test_texts_that_have_changed_places_are_known_by_their_digests(data: Path) -> None:
    edited(data, ('"First spade"', '"-"'), ('"Ten gardens"', '"First spade"'), ('"-"', '"Ten gardens"'))
    assert [line.split(": ", 2)[2].split("\n")[0] for line in problems(data)] == [
        "this is the translation of 'First spade', gardens.yaml:26:31; here stands 'Ten gardens' in gardens.yaml:25:28",
        "this is the translation of 'Ten gardens', gardens.yaml:25:28; here stands 'First spade' in gardens.yaml:26:31",
    ]


def test_sections_are_found_by_their_keys_wherever_they_stand(data: Path) -> None:
    text = data.read_text("utf-8")
    start, stop = text.index("  - kind: portfolio"), text.index("closing:")
    moved = text[:start] + text[stop:]
    data.write_text(moved.replace("sections:\n", f"sections:\n{text[start:stop]}"), "utf-8")
    # Two have no name of their own, since both are of a kind, and are known by their places alone.
    found = "\n".join(problems(data))
    assert "this is the translation of 'gardener'" in found
    assert not any(name in found for name in ("Why gardens", "What grew", "The grants", "From one spade"))
    edited(data, ("  - kind: quote\n    text:", "  - kind: quote\n    key: rain\n    text:"))
    edited(data, ("  - kind: quote\n    heading:", "  - kind: quote\n    key: words\n    heading:"))
    edited(translation(data), ("  - text:\n      # We", "  - key: rain\n    text:\n      # We"))
    edited(translation(data), ("  - heading:\n      # In their", "  - key: words\n    heading:\n      # In their"))
    assert problems(data) == []


def test_in_a_draft_what_is_still_to_be_translated_is_a_warning_and_stands_as_it_was(data: Path) -> None:
    edited(data, ("language: en-US", "language: en-US\nstatus: draft"))
    edited(translation(data), ('text: "Example brief"', 'text: ""'), ('text: "Why gardens"', "text: TODO"))
    said, hint = "is still to be translated", "\n  hint: until then the draft shows that"
    assert problems(data) == [
        f"gardens.en-GB.yaml:19:9: warning: label {said}: 'Example brief' in gardens.yaml:8:8{hint}",
        f"gardens.en-GB.yaml:115:13: warning: heading {said}: 'Why gardens' in gardens.yaml:33:14{hint}",
    ]
    assert both(data)[1].programme.label.text == "Example brief"


def test_a_data_file_is_not_translated_into_its_own_language(data: Path, run: Run) -> None:
    edited(data, ("{en-GB: gardens.en-GB.yaml}", "{en-US: gardens.en-GB.yaml}"))
    code, _, said = run("check", data)
    assert (code, said) == (1, f"{data}:3:16: the file is in en-US itself\n  hint: take it out\n")


@pytest.mark.parametrize(
    "name",
    ["../gardens.en-GB.yaml", "nowhere.yaml", "/etc/passwd", "a.csv", "gardens.yaml/x.yaml", f"{'x' * 300}.yaml"],
)
def test_a_file_that_is_not_there_stops_only_what_asks_for_it(data: Path, run: Run, name: str) -> None:
    edited(data, ("{en-GB: gardens.en-GB.yaml}", f'{{en-GB: "{name}"}}'))
    code, _, said = run("check", data)
    assert code == 1
    assert f"{data}:3:23: " in said
    code, _, said = run("build", data, "-o", data.parent / "out", "--only", "brief", "--quiet")
    assert (code, "warning: the translation to en-GB" in said) == (0, True)
    assert run("build", data, "-o", data.parent / "out", "--language", TAG, "--quiet")[0] == 1
    assert [file.name for file in (data.parent / "out").iterdir()] == ["brief.pdf"]


def test_each_language_has_a_file_of_its_own(data: Path, run: Run) -> None:
    edited(data, ("{en-GB: gardens.en-GB.yaml}", "{en-GB: gardens.en-GB.yaml, fr-FR: ./gardens.en-GB.yaml}"))
    code, _, said = run("check", data, "--fast")
    assert code == 1
    assert "'./gardens.en-GB.yaml' has the texts in en-GB already" in said


def test_problems_of_a_translation_stop_only_what_asks_for_it(data: Path, run: Run) -> None:
    edited(translation(data), ('text: "Example brief"', "text: TODO"))
    out = data.parent / "out"
    assert run("check", data)[0] == 1
    assert run("check", data, "--language", "en-US")[0] == 0
    assert run("build", data, "-o", out, "--language", "all", "--quiet")[0] == 1
    assert not out.exists()
    assert run("build", data, "-o", out, "--only", "brief", "--quiet")[0] == 0


def test_files_in_all_languages_have_their_tags_last_and_are_in_the_sums(data: Path, run: Run) -> None:
    out = data.parent / "out"
    assert run("build", data, "-o", out, "--language", "all", "--name", "spring", "--sums", "--quiet")[0] == 0
    names = ["spring-brief-en-GB.pdf", "spring-brief.pdf", "spring-deck-en-GB.pptx", "spring-deck.pptx"]
    assert sorted(file.name for file in out.iterdir()) == ["spring-SHA256SUMS", *names]
    assert sorted(re.findall(r"  (.+)\n", (out / "spring-SHA256SUMS").read_text())) == names


def test_a_brief_is_built_again_in_its_own_language_and_carries_the_others(data: Path, run: Run) -> None:
    out, again, every = (data.parent / name for name in ("out", "again", "every"))
    assert run("build", data, "-o", out, "--language", TAG, "--quiet")[0] == 0
    assert sorted(file.name for file in out.iterdir()) == ["brief-en-GB.pdf", "deck-en-GB.pptx"]
    alone = shutil.move(out / "brief-en-GB.pdf", data.parent / "alone.pdf")
    assert run("build", alone, "-o", again, "--quiet")[0] == 0
    assert (again / "brief-en-GB.pdf").read_bytes() == Path(alone).read_bytes()
    assert (again / "deck-en-GB.pptx").read_bytes() == (out / "deck-en-GB.pptx").read_bytes()
    assert run("build", alone, "-o", every, "--language", "all", "--only", "brief", "--quiet")[0] == 0
    assert run("build", data, "-o", out, "--only", "brief", "--quiet")[0] == 0
    assert (every / "brief.pdf").read_bytes() == (out / "brief.pdf").read_bytes()
    assert (every / "brief-en-GB.pdf").read_bytes() == Path(alone).read_bytes()


def test_a_deck_that_was_edited_is_spared_in_each_language(data: Path, run: Run) -> None:
    out = data.parent / "out"
    out.mkdir()
    (out / "deck-en-GB.pptx").write_bytes(b"somebody's")
    code, _, said = run("build", data, "-o", out, "--language", "all", "--only", "deck", "--quiet")
    assert (code, "deck-en-GB.pptx: has been changed since it was built" in said) == (1, True)
    assert [file.name for file in out.iterdir()] == ["deck-en-GB.pptx"]


def test_a_language_that_the_file_has_not_is_told_with_what_to_do(run: Run, tmp_path: Path) -> None:
    code, _, said = run("build", ROOT / "data/examples/smallest.yaml", "-o", tmp_path, "--language", TAG, "--quiet")
    assert (code, "has no translation to en-GB\n  hint: write translations: {en-GB: …} into it" in said) == (1, True)


def test_tables_beside_the_file_are_read_in_each_language(data: Path) -> None:
    rows = (
        '    rows:\n      - ["2023", "{children:before}", "a dry year"]\n      - ["2024", "{children}", "a wet year"]\n'
    )
    columns = 'columns: [{name: "Year"}, {name: "Children"}, {name: "Remark"}]'
    verbatim = columns.replace("}", ", verbatim: true}")
    edited(data, (rows, "    file: rows.csv\n    source: web\n"), (columns, verbatim))
    (data.parent / "rows.csv").write_text("Year,Children,Remark\n2023,1100,a dry year\n2024,1240,a wet year\n", "utf-8")
    other = both(data)[1].programme.sections[4]
    assert [row[2].where.file for row in other.rows] == [str(translation(data))] * 2  # type: ignore[union-attr]


def test_loaded_of_alone_reads_no_translation(data: Path) -> None:
    translation(data).unlink()
    assert loaded_of(read_file(data), lambda _: "", data.parent).programme.translations == {
        "en-GB": "gardens.en-GB.yaml"
    }


def test_what_has_changed_is_found_in_one_language_and_said_in_the_other(tmp_path: Path, run: Run) -> None:
    """Two files are compared in the data file's language: no text is new because it has been translated."""
    for file in (ROOT / "tests/cases/compare").iterdir():
        shutil.copy(file, tmp_path)
    data = tmp_path / "2024.yaml"
    lines = "changes: {since: 2023.yaml}\ntranslations: {en-US: 2024.en-US.yaml}\nportfolio:"
    edited(data, ("\nportfolio:", f"\n{lines}"))
    assert run("translate", data, "en-US")[0] == 0
    filled(tmp_path / "2024.en-US.yaml", "The ")
    source = source_of(data, print)
    own = load_from(source, read_file(data), lambda _: "")
    other = load_translation(source, own, "en-US", lambda _: "").programme.changes
    mine = own.programme.changes
    assert isinstance(mine, EarlierFile)
    assert isinstance(other, EarlierFile)
    assert [row[1:] for row in other.rows] == [row[1:] for row in mine.rows]
    assert [row[0].text for row in other.rows] == [f"The {row[0].text}" for row in mine.rows]
    assert mine.said[0].text == "Done since: A seed library."
    assert [said.text for said in other.said] == [
        said.text.replace(": ", ": The ", 1).replace("; ", "; The ") for said in mine.said
    ]


def test_handouts_are_in_one_language_and_know_when_its_texts_have_changed(data: Path, run: Run) -> None:
    readers = data.parent / "readers.csv"
    readers.write_text("id,salutation\n1,Dear Ada\n", "utf-8")
    command = ("handouts", data, readers, "-o", data.parent / "copies", "--language", TAG, "--quiet")
    assert run(*command)[0] == 0
    (made,) = (data.parent / "copies").rglob("*.pdf")
    assert "favours the colour" in " ".join(brief_pages(made.read_bytes()))
    assert run(*command)[0] == 0
    edited(translation(data), ('text: "Thank you for your gift of seeds."', 'text: "Thank you for your seeds."'))
    code, _, said = run(*command)
    assert (code, "changed since this folder's first run: the translation" in said) == (1, True)
    assert run("check", data, readers, "--language", "all")[0] == 2


def test_names_that_say_their_language_are_no_texts_to_translate() -> None:
    said = b'names: {MSIF: {text: "a b", lang: el}, EGT: "Trust"}\nquantities: {n: {unit: {text: "x", lang: el}}}'
    assert [*originals(read(said, "a.yaml"))] == [("names", "EGT")]


def test_a_noun_is_one_text_with_its_forms(data: Path) -> None:
    for file in (data, translation(data)):
        text = file.read_text("utf-8").replace("en-GB", "de-DE")
        (file.parent / file.name.replace("en-GB", "de-DE")).write_text(text, "utf-8")
    german = data.with_suffix(".de-DE.yaml")
    edited(german, ('text: "garden"', "text: {one: Garten, other: Gärten}"))
    source = source_of(data, print)
    own = load_from(source, read_file(data), lambda _: "")
    noun = load_translation(source, own, "de-DE", lambda _: "").programme.portfolio.item
    assert noun is not None
    assert (noun.one.text, noun.other and noun.other.text) == ("Garten", "Gärten")
    edited(german, ("text: {one: Garten, other: Gärten}", "text: {eine: Garten}"))
    with pytest.raises(DataError, match=r"gardens\.de-DE\.yaml:\d+:18: unknown key 'eine'"):
        load_translation(source, own, "de-DE", lambda _: "")
    forms = originals(read(b"portfolio: {item: {one: Garten, other: G\xc3\xa4rten}}", "a.yaml"))
    assert [(path, each.text, each.noun) for path, each in forms.items()] == [
        (("portfolio", "item"), "Garten, Gärten", True)
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n- b\n", "1:1: the file should be lines of 'key: …', as in gardens.yaml:2:1"),
        ("title: [a]\n", "1:8: title should be a text and of what it is the translation, as in gardens.yaml:4:8"),
        ("title: {text: 5, of: 1234567890}\n", "1:15: title should be text"),
        ('title: {text: "{gardens}", of: [1]}\n', "1:32: title does not say of which text it is the translation"),
        ("quantities: 5\n", "1:13: quantities should be lines of 'key: …', as in gardens.yaml:"),
        ("sections: {why: 5}\n", "1:11: sections should be a list, as in gardens.yaml:"),
        ("sections: [5]\n", "1:12: entry 1 of sections should be lines of 'key: …', as in gardens.yaml:"),
        ("sections: [{key: who}]\n", "1:12: no section is called 'who'"),
        ("sections: [{key: why}, {key: why}]\n", "1:24: entry 1 of sections stands in line 1 already"),
        ("timeline: [{}, {}, {}, {}]\n", "1:24: the data file has no such entry any more"),
        ("title: *a\n", "1:8: a value that starts with '*' is an alias to YAML, not text"),
        ("", "1:1: the file is empty"),
        ("title: {text: a, of: b}\ntitle: {text: a, of: b}\n", "2:1: 'title' stands here twice"),
    ],
)
def test_whatever_a_file_holds_is_a_problem_and_no_error(data: Path, text: str, said: str) -> None:
    translation(data).write_text(text, "utf-8")
    found = problems(data)
    assert any(each.startswith(f"gardens.en-GB.yaml:{said}") for each in found), found


def test_a_deck_of_a_translation_is_refreshed_in_its_language(data: Path, run: Run) -> None:
    out = data.parent / "out"
    assert run("build", data, "-o", out, "--language", TAG, "--only", "deck", "--quiet")[0] == 0
    deck = Presentation(str(out / "deck-en-GB.pptx"))
    deck.slides[0].shapes.title.text_frame.paragraphs[0].runs[-1].text += " (edited)"
    deck.save(str(out / "edited.pptx"))
    edited(data, ("value: 24,", "value: 25,"))
    assert run("refresh", out / "edited.pptx", data, "-o", out / "new.pptx")[0] == 0
    shapes = [shape for slide in Presentation(str(out / "new.pptx")).slides for shape in slide.shapes]
    words = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    assert "(edited)" in words
    assert "25 gardens" in words
    assert "rain in centimetres" in words


def test_a_section_that_is_no_longer_alone_of_its_kind_asks_for_a_key(data: Path) -> None:
    more = '  - kind: table\n    heading: "More"\n    headline: "More of it"\n    columns: [{name: "A"}, {name: "B"}]\n'
    edited(data, ("closing:\n", f'{more}    rows: [["a", "b"]]\nclosing:\n'))
    said = "no section is called 'table'\n  hint: several are of kind table: give each a key there, and name it here"
    assert any(each.endswith(said) for each in problems(data))


def test_the_tag_stands_last_in_the_name_of_a_file() -> None:
    request = BuildRequest(Path("a.yaml"), Path("out"), stem="spring", deck=DeckOptions("short"))
    assert request.target("deck", "de-DE") == Path("out/spring-deck-short-de-DE.pptx")
    assert request.target("brief", "de-DE") == Path("out/spring-brief-de-DE.pdf")
    assert request.target("brief") == Path("out/spring-brief.pdf")


def test_our_own_translations_have_neither_problem_nor_warning() -> None:
    source = source_of(ROOT / "data/progressive-ms.yaml", print)
    own = load_from(source, read_file(source.path), lambda _: "")
    for tag in own.programme.translations:
        other = load_translation(source, own, tag, lambda _: "")
        assert (other.programme.language, other.warnings) == (tag, ())
