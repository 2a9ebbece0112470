"""The data inside a brief, read back: the same bytes again; a clear word where there is none, or none to be trusted."""

from __future__ import annotations

import hashlib
import shutil
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from reports import cli
from reports.errors import DataError
from reports.loading.embedded import read_embedded
from reports.pdf.metadata import PRODUCER

ROOT = Path(__file__).resolve().parents[1]
SMALLEST = ROOT / "data" / "examples" / "smallest.yaml"


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("brief")
    data = Path(shutil.copy(SMALLEST, folder / "gardens.yaml"))
    assert cli.main(["build", str(data), "-o", str(folder), "--only", "brief", "--quiet"]) == 0
    return folder / "brief.pdf"


def test_the_data_file_comes_out_byte_for_byte(brief: Path) -> None:
    inside = read_embedded(brief)
    assert (inside.name, inside.data) == ("gardens.yaml", SMALLEST.read_bytes())


@pytest.mark.parametrize(
    "wishes",
    [[], ["--paper", "letter", "--standard", "pdfa4"], ["--large-print"]],
    ids=["usual", "letter, 4f", "large"],
)
def test_a_brief_builds_again_to_the_same_bytes(brief: Path, tmp_path: Path, wishes: list[str]) -> None:
    data, first, again = brief.with_name("gardens.yaml"), tmp_path / "first", tmp_path / "again"
    assert cli.main(["build", str(data), "-o", str(first), "--quiet", *wishes]) == 0
    (first / "gardens.yaml").unlink(missing_ok=True)
    assert cli.main(["build", str(first / "brief.pdf"), "-o", str(again), "--quiet"]) == 0
    for name in ("brief.pdf", "deck.pptx"):
        assert (again / name).read_bytes() == (first / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("x.txt", "x.txt.yaml"),
        ("noext", "noext.yaml"),
        (".yaml", "data.yaml"),
        ('a"b<c:d\\e.yaml', "a_b_c_d_e.yaml"),
        ("a" * 250 + ".yaml", "a" * 190 + ".yaml"),
        ("\udcff.yaml", "_.yaml"),
    ],
)
def test_a_data_file_of_any_name_builds_again(tmp_path: Path, name: str, inside: str) -> None:
    data = Path(shutil.copy(SMALLEST, tmp_path / name))
    first, again = tmp_path / "first", tmp_path / "again"
    assert cli.main(["build", str(data), "-o", str(first), "--quiet", "--only", "brief"]) == 0
    assert read_embedded(first / "brief.pdf").name == inside
    assert cli.main(["build", str(first / "brief.pdf"), "-o", str(again), "--quiet", "--only", "brief"]) == 0
    assert (again / "brief.pdf").read_bytes() == (first / "brief.pdf").read_bytes()


@pytest.mark.parametrize("standard", ["pdfa3", "pdfa4", "pdfa2"])
def test_a_brief_of_an_earlier_version_builds_again(
    tmp_path: Path, standard: str, capsys: pytest.CaptureFixture[str]
) -> None:
    old = ROOT / "tests" / "cases" / "briefs" / f"made-by-0.1.0-{standard}.pdf"
    built = cli.main(["build", str(old), "-o", str(tmp_path / "out"), "--quiet"])
    if standard == "pdfa2":  # in which nothing may travel
        assert built == 1
        assert "this PDF carries no data file of ours" in capsys.readouterr().err
    else:
        assert built == 0
        assert "warning: this brief was made by version 0.1.0 of this program" in capsys.readouterr().err
        made = read_embedded(tmp_path / "out" / "brief.pdf")
        assert made == replace(read_embedded(old), tool=made.tool)


def test_the_version_that_made_a_brief_is_named_where_it_is_another(
    brief: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def older(pdf: Any) -> None:
        packet = pdf.Root["/Metadata"]
        packet.write(packet.read_bytes().replace(PRODUCER.encode(), b"funding-reports 0.0.9"))

    assert cli.main(["build", str(changed(brief, tmp_path, older)), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert "warning: this brief was made by version 0.0.9 of this program" in capsys.readouterr().err


def test_a_brief_that_lost_its_options_says_what_is_taken(
    brief: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def drop(pdf: Any) -> None:
        del pdf.Root["/Metadata"]

    assert cli.main(["build", str(changed(brief, tmp_path, drop)), "-o", str(tmp_path / "out"), "--quiet"]) == 0
    assert capsys.readouterr().err == (
        f"{tmp_path / 'changed.pdf'}: warning: does not say with what options it was made\n"
        "  hint: it is taken as a4, pdfa3; ask for others\n"
    )


def test_data_is_found_where_other_programs_leave_it(brief: Path, tmp_path: Path) -> None:
    def drop(pdf: Any) -> None:
        del pdf.Root["/AF"]

    assert read_embedded(changed(brief, tmp_path, drop)).data == SMALLEST.read_bytes()


def test_a_clean_copy_builds_again_too(tmp_path: Path) -> None:
    data = tmp_path / "gardens.yaml"
    data.write_text(SMALLEST.read_text("utf-8") + "attach: clean\n", "utf-8")
    first, again = tmp_path / "first", tmp_path / "again"
    assert cli.main(["build", str(data), "-o", str(first), "--quiet", "--only", "brief"]) == 0
    assert b"invented programme" not in read_embedded(first / "brief.pdf").data
    assert cli.main(["build", str(first / "brief.pdf"), "-o", str(again), "--quiet", "--only", "brief"]) == 0
    assert (again / "brief.pdf").read_bytes() == (first / "brief.pdf").read_bytes()


def test_a_problem_in_the_read_embedded_names_brief_file_and_line(
    brief: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = changed(brief, tmp_path, lambda pdf: set_data(pdf, SMALLEST.read_bytes().replace(b"heading", b"heeding")))
    assert cli.main(["check", str(wrong)]) == 1
    assert capsys.readouterr().err.startswith(f"{wrong}/gardens.yaml:19:5: unknown key 'heeding'")


def test_a_brief_saved_by_another_program_is_read_all_the_same(brief: Path, tmp_path: Path) -> None:
    saved = changed(brief, tmp_path, lambda pdf: None)
    assert read_embedded(saved).data == SMALLEST.read_bytes()


# -- a table of awards --------------------------------------------------------------------------------

AWARDS = """Title,Paid,When
Beds,5000,2020-05-01
Paths,3000,2021-03-04
"""


def with_awards(folder: Path, *, attach: bool, table: str = "awards.csv") -> Path:
    """Make a programme of two grants, and its table."""
    said = SMALLEST.read_text("utf-8")
    columns = "columns: {amount: Paid, title: Title, date: When}, currency: GBP, kind: paid"
    awards = f"awards: {{table: {table}, {columns}{', attach: true' * attach}}}"
    start = said.index("portfolio:")
    old = said[start : said.index("\n", start)]
    (folder / table).parent.mkdir(parents=True, exist_ok=True)
    (folder / table).write_text(AWARDS, "utf-8")
    data = folder / "gardens.yaml"
    data.write_text(said.replace(old, f"{old.rstrip('}')}, {awards}}}"), "utf-8")
    return data


@pytest.mark.parametrize("table", ["awards.csv", "tables/of awards.csv", "./awards.csv"])
def test_a_brief_that_carries_its_table_builds_again_from_itself_alone(tmp_path: Path, table: str) -> None:
    data = with_awards(tmp_path / "here", attach=True, table=table)
    first, again = tmp_path / "first", tmp_path / "again"
    assert cli.main(["build", str(data), "-o", str(first), "--quiet", "--only", "brief"]) == 0
    assert read_embedded(first / "brief.pdf").tables == {table: AWARDS.encode()}
    assert cli.main(["build", str(first / "brief.pdf"), "-o", str(again), "--quiet", "--only", "brief"]) == 0
    assert (again / "brief.pdf").read_bytes() == (first / "brief.pdf").read_bytes()


def test_a_table_that_could_not_travel_under_its_name_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = with_awards(tmp_path, attach=True, table="of: awards.csv")
    data.write_text(data.read_text("utf-8").replace("table: of: awards.csv", 'table: "of: awards.csv"'), "utf-8")
    assert cli.main(["build", str(data), "-o", str(tmp_path / "out"), "--quiet"]) == 1
    assert "table names 'of: awards.csv', and cannot travel inside a brief under that name" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_table_travels_only_if_its_author_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = with_awards(tmp_path, attach=False)
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--plain", "--only", "brief"]) == 0
    note = "awards.csv is not put inside the brief; attach: true under awards does that, if it names no individuals\n"
    assert note in capsys.readouterr().err
    assert cli.main(["check", str(data)]) == 0
    assert note in capsys.readouterr().err
    assert read_embedded(tmp_path / "brief.pdf").tables == {}


def test_a_brief_without_its_table_is_not_built_from_a_table_that_lies_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = with_awards(tmp_path, attach=False)
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--quiet", "--only", "brief"]) == 0
    capsys.readouterr()
    assert cli.main(["build", str(tmp_path / "brief.pdf"), "-o", str(tmp_path / "again")]) == 1
    told = capsys.readouterr().err
    assert "this brief does not carry the table 'awards.csv' that its data file names" in told
    assert "a table travels only with attach: true under awards; build from the data file, its table beside it" in told


def test_a_table_whose_name_leads_away_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = with_awards(tmp_path, attach=True)
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--quiet", "--only", "brief"]) == 0
    with pikepdf.open(tmp_path / "brief.pdf", allow_overwriting_input=True) as pdf:
        table = next(file for file in pdf.Root["/AF"] if str(file["/UF"]) == "awards.csv")
        table["/UF"] = pikepdf.String("../awards.csv")
        pdf.save(tmp_path / "brief.pdf")
    assert cli.main(["build", str(tmp_path / "brief.pdf"), "-o", str(tmp_path / "again")]) == 1
    assert "a table in this PDF has a name that no table has" in capsys.readouterr().err


# -- what cannot be built from ------------------------------------------------------------------------


def changed(brief: Path, folder: Path, change: Callable[[Any], object], **options: Any) -> Path:
    with pikepdf.open(brief) as pdf:
        change(pdf)
        pdf.save(folder / "changed.pdf", **options)
    return folder / "changed.pdf"


def content(pdf: Any) -> Any:
    return pdf.Root["/AF"][0]["/EF"]["/F"]


def set_data(pdf: Any, data: bytes) -> None:
    content(pdf).write(data)
    del content(pdf)["/Params"]


def bomb(pdf: Any) -> None:
    set_data(pdf, b"")
    packed = zlib.compress(b"a" * 60_000_000, 9)
    content(pdf).write(packed, filter=pikepdf.Name.FlateDecode, type_check=False)


def loop(pdf: Any) -> None:
    pdf.Root["/AF"][0]["/EF"] = pdf.Root["/AF"][0]
    del pdf.Root["/Names"]


def rename(name: str) -> Callable[[Any], None]:
    def change(pdf: Any) -> None:
        pdf.Root["/AF"][0]["/UF"] = name

    return change


def numbered(pdf: Any) -> None:
    content(pdf)["/Params"]["/CheckSum"] = 99_999_999_999


def twice(pdf: Any) -> None:
    pdf.Root["/AF"].append(pdf.Root["/AF"][0])


def taken_out(pdf: Any) -> None:
    del pdf.Root["/AF"]
    del pdf.Root["/Names"]


def endless(pdf: Any) -> None:
    taken_out(pdf)
    names = pdf.make_indirect(pikepdf.Dictionary())
    names["/Kids"] = pikepdf.Array([names])
    pdf.Root["/Names"] = pikepdf.Dictionary(EmbeddedFiles=names)


def no_list(pdf: Any) -> None:
    pdf.Root["/AF"] = pdf.Root["/Names"]["/EmbeddedFiles"] = 7


HOSTILE = {
    "none of ours": (taken_out, "this PDF carries no data file of ours"),
    "no list of files": (no_list, "this PDF is damaged"),
    "a list of names without end": (endless, "this PDF carries no data file of ours"),
    "a file that is itself": (loop, "this PDF carries no data file of ours"),
    "two": (twice, "this PDF carries 2 data files, 'gardens.yaml' and 'gardens.yaml'"),
    "a name that leads elsewhere": (
        rename("../../etc/x.yaml"),
        "the data file in this PDF has a name that no data file has",
    ),
    "a name with a line end": (rename("a\nb.yaml"), "the data file in this PDF has a name that no data file has"),
    "another kind of name": (rename("run.exe"), "the data file in this PDF has a name that no data file has"),
    "a checksum that is a number": (numbered, "the data file in this PDF has been changed since"),
    "a stream that unpacks to 60 MB": (bomb, "the data file in this PDF is larger than 2 MB"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_pdf_that_cannot_be_built_from_says_why(brief: Path, tmp_path: Path, case: str) -> None:
    change, message = HOSTILE[case]
    with pytest.raises(DataError) as error:
        read_embedded(changed(brief, tmp_path, change))
    assert [problem.message for problem in error.value.problems] == [message]


def test_a_data_file_that_was_exchanged_is_not_taken(brief: Path, tmp_path: Path) -> None:
    def exchange(pdf: Any) -> None:
        content(pdf).write(b"title: other\n")

    with pytest.raises(DataError, match="the data file in this PDF has been changed since"):
        read_embedded(changed(brief, tmp_path, exchange))


def test_a_protected_pdf_says_so(brief: Path, tmp_path: Path) -> None:
    locks = {"with": pikepdf.Encryption(owner="a", user="b"), "without": pikepdf.Encryption(owner="a", user="")}
    locked, open_to_read = (
        changed(brief, tmp_path, lambda pdf: None, encryption=lock).rename(tmp_path / f"{name}.pdf")
        for name, lock in locks.items()
    )
    with pytest.raises(DataError, match="this PDF is protected by a password"):
        read_embedded(locked)
    with pytest.raises(DataError, match="this PDF is encrypted"):
        read_embedded(open_to_read)


@pytest.mark.parametrize("cut", [40, 3000, -400])
def test_a_torn_pdf_is_no_traceback(brief: Path, tmp_path: Path, cut: int, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "torn.pdf").write_bytes(brief.read_bytes()[:cut])
    ended = cli.main(["build", str(tmp_path / "torn.pdf"), "-o", str(tmp_path / "out"), "--quiet"])
    printed = capsys.readouterr().err
    assert "Traceback" not in printed
    assert ended == 0 or (ended == 1 and printed.startswith(str(tmp_path / "torn.pdf")))


def test_a_pdf_of_somebody_else_is_no_brief(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(tmp_path / "other.pdf")
    assert cli.main(["build", str(tmp_path / "other.pdf"), "-o", str(tmp_path / "out"), "--quiet"]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path / 'other.pdf'}: this PDF carries no data file of ours\n"
        "  hint: only a brief that was built with attach: data or clean carries it, and none by --standard pdfa2\n"
    )
    assert not (tmp_path / "out").exists()


# -- the look that it was made in ---------------------------------------------------------------------

FONT = ROOT / "assets" / "fonts" / "SourceSans3-Regular.ttf"


def with_a_look(folder: Path, attach: str, said: str = "") -> Path:
    """Make a data file with a theme of its own beside it: a colour, a logo, and what else is `said`."""
    (folder / "marks").mkdir(parents=True)
    Image.new("RGB", (400, 200), "#7A1F3D").save(folder / "marks" / "logo.png")
    shutil.copy(FONT, folder / "own.ttf")
    theme = 'colour: {accent: "#7A1F3D"} # for colleagues\nlogo: {file: marks/logo.png, alt: "The mark"}\n'
    (folder / "theme.yaml").write_text(theme + said, "utf-8")
    data = folder / "gardens.yaml"
    data.write_text(SMALLEST.read_text("utf-8") + f"attach: {attach}\n", "utf-8")
    return data


@pytest.mark.parametrize(
    ("attach", "said", "inside"),
    [
        ("data", "", ["marks/logo.png", "theme.yaml"]),
        ("clean", "", ["marks/logo.png", "theme.yaml"]),
        ("fonts", "font: {regular: own.ttf}\n", ["marks/logo.png", "own.ttf", "theme.yaml"]),
    ],
)
def test_a_brief_keeps_its_look_when_it_is_built_again(
    tmp_path: Path, attach: str, said: str, inside: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    data = with_a_look(tmp_path / "here", attach, said)
    first, again = tmp_path / "first", tmp_path / "again"
    assert cli.main(["build", str(data), "-o", str(first), "--quiet"]) == 0
    look = read_embedded(first / "brief.pdf").look
    assert sorted(look) == inside
    assert (b"colleagues" in look["theme.yaml"]) == (attach != "clean")
    assert cli.main(["verify", str(data), str(first), "--quiet"]) == 0, capsys.readouterr().out
    shutil.rmtree(data.parent)
    assert cli.main(["build", str(first / "brief.pdf"), "-o", str(again), "--quiet"]) == 0
    for name in ("brief.pdf", "deck.pptx"):
        assert (again / name).read_bytes() == (first / name).read_bytes()


def test_fonts_that_do_not_travel_are_named_with_their_digest_and_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = with_a_look(tmp_path / "here", "data", "font: {regular: own.ttf}\n")
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--quiet", "--only", "brief"]) == 0
    brief = tmp_path / "brief.pdf"
    digest = hashlib.sha256(FONT.read_bytes()).hexdigest()
    assert read_embedded(brief).look["fonts.sha256"] == f"{digest}  own.ttf\n".encode()
    capsys.readouterr()
    assert cli.main(["build", str(brief), "-o", str(tmp_path / "again"), "--quiet"]) == 1
    assert capsys.readouterr().err == (
        f"{brief}/theme.yaml:3:17: this brief does not carry 'own.ttf' that its look names\n"
        "  hint: fonts travel only with attach: fonts; give the look with --theme, or go on without it: --without\n"
    )
    assert not (tmp_path / "again").exists()
    assert cli.main(["build", str(brief), "-o", str(tmp_path / "again"), "--quiet", "--without"]) == 0


def test_a_brief_is_built_again_without_its_table_if_that_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = with_awards(tmp_path, attach=False)
    assert cli.main(["build", str(data), "-o", str(tmp_path), "--quiet", "--only", "brief"]) == 0
    capsys.readouterr()
    again = tmp_path / "again"
    assert cli.main(["build", str(tmp_path / "brief.pdf"), "-o", str(again), "--quiet", "--without"]) == 0
    assert "warning: this brief is built again without its table 'awards.csv'" in capsys.readouterr().err
