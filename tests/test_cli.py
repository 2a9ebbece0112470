"""The contract of the command line: exit codes, what is printed where, and what is never written."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reports import cli

ROOT = Path(__file__).resolve().parents[1]
SMALLEST = ROOT / "data" / "examples" / "smallest.yaml"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small data file in the folder that the command is called from."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(SMALLEST, tmp_path / "gardens.yaml"))


def spoil(data: Path, old: str, new: str) -> None:
    text = data.read_text("utf-8")
    assert old in text
    data.write_text(text.replace(old, new, 1), "utf-8")


def test_build_writes_both_files_and_names_them_last(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "gardens.yaml", "-o", "handouts"]) == 0
    printed = capsys.readouterr()
    brief, deck = Path("handouts", "brief.pdf"), Path("handouts", "deck.pptx")
    assert printed.out == f"Wrote {brief} (2 pages) and {deck} (4 slides)\n"
    assert printed.err.splitlines() == [
        "Reading gardens.yaml", "Making the brief", "Making the deck", "Writing to handouts",
        "Inside the brief travels gardens.yaml (1,168 bytes, 2 comment lines)",
        "The deck is set in Source Serif 4 Display Semibold and Source Sans 3: where a reader lacks it, another font "
        "is shown",
    ]  # fmt: skip
    assert sorted(path.name for path in Path("handouts").iterdir()) == ["brief.pdf", "deck.pptx"]


def test_a_name_goes_before_the_files_names(data: Path) -> None:
    assert cli.main(["build", "gardens.yaml", "--name", "spring", "--quiet"]) == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["spring-brief.pdf", "spring-deck.pptx"]


@pytest.mark.parametrize(("only", "name"), [("brief", "brief.pdf"), ("deck", "deck.pptx")])
def test_only_one_of_the_two_is_made(data: Path, only: str, name: str) -> None:
    assert cli.main(["build", "gardens.yaml", "--only", only, "--quiet"]) == 0
    assert [path.name for path in Path("out").iterdir()] == [name]


def test_quiet_prints_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "gardens.yaml", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_problem_is_printed_with_its_place_and_nothing_is_written(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(data, "heading:", "heeding:")
    assert cli.main(["build", "gardens.yaml", "--quiet"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "gardens.yaml:19:5: unknown key 'heeding'" in printed.err
    assert "Traceback" not in printed.err
    assert not Path("out").exists()


def test_problems_of_the_look_and_of_the_data_are_told_together(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("theme.yaml").write_text("colour: {ink: black}\n", "utf-8")
    spoil(data, "A garden is", "One of {garden} is")
    assert cli.main(["check", "gardens.yaml"]) == 1
    told = [line.partition(": ")[0] for line in capsys.readouterr().err.splitlines() if not line.startswith(" ")]
    assert told == ["gardens.yaml:20:23", "theme.yaml:1:15"]


def test_a_failure_leaves_yesterdays_files(data: Path) -> None:
    assert cli.main(["build", "gardens.yaml", "--quiet"]) == 0
    before = {path: path.read_bytes() for path in Path("out").iterdir()}
    spoil(data, "{granted} in grants, {gardens} gardens", "{grants}")
    assert cli.main(["build", "gardens.yaml", "--quiet"]) == 1
    assert {path: path.read_bytes() for path in Path("out").iterdir()} == before


def test_texts_that_fit_neither_page_nor_slide_are_told_together(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(data, "running:", "pages: 1\nrunning:")
    spoil(data, '"Children who', '"' + "Much is told of it here. " * 200 + "Children who")
    spoil(data, '"A garden is', '"' + "W" * 200 + " A garden is")
    assert cli.main(["build", "gardens.yaml", "--quiet"]) == 1
    printed = capsys.readouterr().err
    assert "the brief has" in printed
    assert "headline" in printed or "slide" in printed
    assert not Path("out").exists()


def test_check_says_that_all_is_well_and_writes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "gardens.yaml"]) == 0
    assert capsys.readouterr().out == "gardens.yaml: no problems (2 sections, 2 quantities)\n"
    assert [path.name for path in Path().iterdir()] == ["gardens.yaml"]


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_file_that_is_not_there_is_named(data: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([command, "garden.yaml"]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(("garden.yaml: ", "  hint: "))


def test_check_gives_the_verdict_of_build_and_says_if_nothing_was_laid_out(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "tests" / "cases" / "datafile" / "text-too-long-for-its-slide" / "data.yaml", data)
    assert cli.main(["build", "gardens.yaml", "--quiet"]) == 1
    verdict = capsys.readouterr().err
    assert verdict.startswith("gardens.yaml:19:11: this text is too long for its slide")
    assert cli.main(["check", "gardens.yaml"]) == 1
    assert capsys.readouterr().err == verdict
    assert cli.main(["check", "gardens.yaml", "--fast"]) == 0
    assert "no problems (2 sections, 2 quantities); nothing was laid out" in capsys.readouterr().out


def test_check_with_recipients_gives_the_verdict_of_handouts(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.write_text(data.read_text("utf-8") + 'handout: {letter: "Dear {recipient.name}, thank you."}\n', "utf-8")
    Path("readers.csv").write_text(f"id,name\n1,Ann\n2,{'Wolverhampton ' * 2000}\n", "utf-8")
    assert cli.main(["handouts", "gardens.yaml", "readers.csv", "-o", "copies", "--quiet"]) == 1
    verdict = capsys.readouterr().err
    shutil.rmtree("copies")
    assert cli.main(["check", "gardens.yaml", "readers.csv"]) == 1
    printed = capsys.readouterr()
    assert printed.err == verdict
    assert printed.out == "gardens.yaml, readers.csv: 2 rows: 1 made, 1 failed; nothing was written\n"
    assert cli.main(["check", "gardens.yaml", "readers.csv", "--fast"]) == 0
    assert capsys.readouterr().out == "gardens.yaml, readers.csv: no problems (2 rows); no row was laid out\n"
    assert sorted(path.name for path in Path().iterdir()) == ["gardens.yaml", "readers.csv"]


COPIES = [
    (["--seeds", "seeds.csv"], 1),
    (["--only", "deck"], 0),
    (["--merged", "--chunk", "2"], 0),
    (["--merged", "--seeds", "seeds.csv"], 1),
    (["--name", "{town}"], 1),
    (["--sample", "1", "--large-print"], 0),
    (["--merged", "--only", "deck"], 2),
    (["--chunk", "2"], 2),
]


@pytest.mark.parametrize(("options", "code"), COPIES)
def test_check_takes_what_changes_the_verdict_of_handouts(
    options: list[str], code: int, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.write_text(data.read_text("utf-8") + 'handout: {letter: "Dear {recipient.name}, thank you."}\n', "utf-8")
    Path("readers.csv").write_text("id,name\n1,Ann\n2,Bo\n3,Cy\n", "utf-8")
    Path("seeds.csv").write_text("id,name\n9,\n", "utf-8")
    assert cli.main(["handouts", "gardens.yaml", "readers.csv", "-o", "copies", "--quiet", *options]) == code
    verdict = capsys.readouterr().err
    shutil.rmtree("copies", ignore_errors=True)
    assert cli.main(["check", "gardens.yaml", "readers.csv", *options]) == code
    assert capsys.readouterr().err == verdict.replace("make-reports handouts", "make-reports check")
    assert sorted(path.name for path in Path().iterdir()) == ["gardens.yaml", "readers.csv", "seeds.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder that somebody is in")
def test_a_folder_that_was_removed_under_the_command_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert cli.main(["build", str(tmp_path / "gardens.yaml")]) == 1
    assert "the current folder has been removed" in capsys.readouterr().err


def test_check_without_recipients_says_which_options_go_with_them(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "gardens.yaml", "--seeds", "seeds.csv"]) == 2
    assert "--seeds goes with RECIPIENTS" in capsys.readouterr().err
    assert cli.main(["check", "gardens.yaml", "--talk", "none", "--only", "deck"]) == 1
    assert cli.main(["check", "gardens.yaml", "--only", "brief", "--paper", "letter"]) == 0


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == 0
    assert "quantities" in json.loads(capsys.readouterr().out)["properties"]


def test_a_data_file_without_a_command_is_understood(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["gardens.yaml"]) == 2
    assert "to build from it: make-reports build gardens.yaml" in capsys.readouterr().err


@pytest.mark.parametrize("stem", ["../up", "a/b", "", "con", ".hidden", "tab\t"])
def test_a_name_that_is_no_file_name_is_wrong_usage(data: Path, stem: str) -> None:
    assert cli.main(["build", "gardens.yaml", "--name", stem]) == 2
    assert not Path("out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="says another thing of it there")
@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["build", "gardens.yaml", "--quiet", "-o"],
        ["verify", "gardens.yaml"],
        ["refresh", "gardens.yaml", "gardens.yaml", "--quiet", "-o"],
        ["new"],
    ],
)
def test_a_name_that_is_too_long_is_one_problem(
    data: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert cli.main([*command, "n" * 300]) == 1
    assert len([line for line in capsys.readouterr().err.splitlines() if not line.startswith("  hint: ")]) == 1


def test_help_shows_only_what_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("build", "check", "handouts", "schema", "template", "verify"))


def test_an_interrupt_gives_130_and_changes_nothing(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reports.build.write_together", interrupted)
    assert cli.main(["build", "gardens.yaml", "--quiet"]) == 130
    assert capsys.readouterr().err == "interrupted: nothing was changed\n"
    assert not Path("out").exists()


def run(*arguments: str | Path, **surroundings: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, ROOT / "make_reports.py", *arguments]
    return subprocess.run(command, capture_output=True, env={"PATH": "", "SYSTEMROOT": "", **surroundings})


def test_a_path_with_blanks_and_accents_works_where_the_terminal_is_ascii(data: Path) -> None:
    folder = data.parent / "Été à la mer"
    folder.mkdir()
    named = folder / "données finales.yaml"
    shutil.copy(data, named)
    ended = run("build", named, "-o", folder / "sortie", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (ended.returncode, sorted(path.name for path in (folder / "sortie").iterdir())) == (
        0, ["brief.pdf", "deck.pptx"],
    )  # fmt: skip


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_byte_order_mark_or_windows_line_ends_change_nothing(data: Path, change: Callable[[str], str]) -> None:
    data.write_text(data.read_text("utf-8") + "attach: none\n", "utf-8")  # what travels inside would show the change
    assert cli.main(["build", "gardens.yaml", "-o", "plain", "--quiet"]) == 0
    data.write_bytes(change(data.read_text("utf-8")).encode())
    assert cli.main(["build", "gardens.yaml", "-o", "changed", "--quiet"]) == 0
    for name in ("brief.pdf", "deck.pptx"):
        assert Path("plain", name).read_bytes() == Path("changed", name).read_bytes()


def test_an_edited_deck_is_kept_unless_forced(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["build", "gardens.yaml", "--only", "deck", "--quiet"]
    assert [cli.main(command), cli.main(command)] == [0, 0]
    deck = Path("out", "deck.pptx")
    deck.write_bytes(deck.read_bytes() + b"edited")
    edited = deck.read_bytes()
    assert cli.main(command) == 1
    assert deck.read_bytes() == edited
    assert capsys.readouterr().err == (
        f"{deck}: has been changed since it was built, and is not overwritten\n"
        "  hint: rename it or choose another --name or -o, and both are kept; --force overwrites it\n"
    )
    assert cli.main([*command[:2], "--only", "brief", "--quiet"]) == 0
    assert cli.main([*command, "--force"]) == 0
    assert deck.read_bytes() != edited


def test_a_template_of_too_long_a_name_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["template", str(tmp_path / ("x" * 300) / "x.pptx")]) == 1
    assert "file name too long" in capsys.readouterr().err


def test_a_template_of_ones_own_is_explained_and_used(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import pptx

    shutil.copy(Path(pptx.__file__).parent / "templates" / "default.pptx", "theirs.pptx")
    assert cli.main(["template", "theirs.pptx"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("theirs.pptx: 10 × 7.5 in, 1 master, 11 layouts, set in Calibri\n")
    assert "  text     'Title and Content', by name (holds title, content, date, footer, number)\n" in told
    map_to_copy = told[told.index("template:") :]
    Path("theme.yaml").write_text(map_to_copy, "utf-8")
    assert cli.main(["build", "gardens.yaml", "--only", "deck", "-o", "named", "--quiet"]) == 0
    Path("theme.yaml").unlink()
    assert cli.main(["build", "gardens.yaml", "--only", "deck", "--quiet", "--template", "theirs.pptx"]) == 0
    assert Path("named/deck.pptx").read_bytes() == Path("out/deck.pptx").read_bytes()


def test_a_deck_to_share_says_less(data: Path) -> None:
    assert cli.main(["build", "gardens.yaml", "--only", "deck", "--quiet"]) == 0
    whole = Path("out", "deck.pptx").stat().st_size
    assert cli.main(["build", "gardens.yaml", "--only", "deck", "--quiet", "--share"]) == 0
    assert Path("out", "deck.pptx").stat().st_size < whole


def test_a_theme_beside_the_data_file_is_used(data: Path) -> None:
    assert cli.main(["build", "gardens.yaml", "-o", "ours", "--only", "brief", "--quiet"]) == 0
    (data.parent / "theme.yaml").write_text('colour: {accent: "#7A1F5C"}\n', "utf-8")
    assert cli.main(["build", "gardens.yaml", "-o", "theirs", "--only", "brief", "--quiet"]) == 0
    assert Path("ours/brief.pdf").read_bytes() != Path("theirs/brief.pdf").read_bytes()


# -- streams that take nothing ------------------------------------------------------------------------


def redirected(arguments: str, redirection: str) -> subprocess.CompletedProcess[str]:
    command = f"{shlex.quote(sys.executable)} {shlex.quote(str(ROOT / 'make_reports.py'))} {arguments} {redirection}"
    return subprocess.run(["/bin/bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("redirection", [">/dev/full", ">&-", "2>&-", "2>/dev/full", ">&- 2>&-"])
def test_a_build_that_cannot_print_has_built(data: Path, redirection: str) -> None:
    ended = redirected("build gardens.yaml --only brief", redirection)
    assert (ended.returncode, [path.name for path in Path("out").iterdir()]) == (0, ["brief.pdf"])
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", ["schema", "check gardens.yaml --human"])
def test_a_command_whose_result_cannot_be_printed_has_failed(data: Path, command: str) -> None:
    ended = redirected(command, ">/dev/full")
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1] == "standard output: cannot be written: no space left on device"


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes of this kind there")
@pytest.mark.parametrize("command", ["schema", "check gardens.yaml --human"])
def test_a_reader_who_goes_away_ends_a_command_quietly(data: Path, command: str) -> None:
    ended = redirected(command, "| true")
    assert ended.returncode == 0
    assert "Error" not in ended.stderr


def test_without_a_command_only_a_clone_is_built(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    assert capsys.readouterr().out.startswith("usage: make-reports")
    assert not Path("out").exists()
    Path("data").mkdir()
    data.rename(Path("data", "progressive-ms.yaml"))
    Path("make_reports.py").touch()
    assert cli.main([]) == 0
    assert {path.name for path in Path("out").iterdir()} == {"brief.pdf", "deck.pptx"}


CASES = Path(__file__).resolve().parent / "cases" / "cli"


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_table_reached_by_two_dots_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shutil.copytree(CASES / "table-reached-by-two-dots", tmp_path / "case"))
    assert cli.main([command, "data.yaml"]) == 1
    assert "data.yaml:19:12: table names 'sub/../awards.csv', which goes up a folder" in capsys.readouterr().err
    assert not Path("out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights of their own there")
def test_a_link_that_leads_to_itself_is_a_table_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shutil.copytree(CASES / "link-that-leads-to-itself", tmp_path / "case"))
    Path("loop.csv").symlink_to("loop.csv")
    assert cli.main(["check", "data.yaml"]) == 1
    assert "table names 'loop.csv', which is not there" in capsys.readouterr().err


def test_a_language_for_verify_is_wrong_usage_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", "gardens.yaml", "out", "--language", "de-DE"]) == 2
    assert "have it, and verify reads all languages that it finds" in capsys.readouterr().err
