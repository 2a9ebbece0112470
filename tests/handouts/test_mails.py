"""The mails that go with copies: a table beside the manifest, of those who get one, and of no formulas."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from reports import cli
from reports.handouts.mails import is_mail_address
from tests.builders.copies import content
from tests.builders.tables import a_csv

SMALLEST = Path(__file__).resolve().parents[2] / "data" / "examples" / "smallest.yaml"
HANDOUT = """
handout:
  dedication: "{recipient.salutation}"
  suppress: gone
  mail:
    to: E-mail
    subject: "{recipient.subject} {gardens} gardens"
    body:
      - "{recipient.salutation},"
      - "thank you. **More** is [on our page](https://example.org/gardens)."
  fallbacks: {subject: "News of"}
"""
HEAD = ["id", "salutation", "E-mail", "subject", "gone"]
ADA, LI, ZOE = (
    ["1", "Dear Ada", "ada@example.org", "", ""],
    ["2", "Dear Li", "", "=1+1", ""],
    ["3", "=Zoë", "zoe.b+x@mail.example.org", "@SUM", ""],
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data.yaml").write_text(SMALLEST.read_text("utf-8") + HANDOUT, "utf-8")
    a_csv(tmp_path / "people.csv", [HEAD, ADA, LI, ZOE, ["4", "Dear X", "x@example.org", "", "yes"]])
    return tmp_path


def call(*more: str, output: str = "out") -> int:
    return cli.main(["handouts", "data.yaml", "people.csv", "-o", output, "--quiet", *more])


def listed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


BODY = "thank you. More is on our page (https://example.org/gardens)."
WHOLE = [
    ["row", "to", "subject", "body", "file"],
    ["2", "ada@example.org", "News of 24 gardens", f"Dear Ada,\n\n{BODY}", "brief-000002.pdf"],
    ["4", "zoe.b+x@mail.example.org", "'@SUM 24 gardens", f"'=Zoë,\n\n{BODY}", "brief-000004.pdf"],
]


def test_each_copy_with_an_address_has_its_mail(data: Path) -> None:
    assert call() == 0
    assert listed(Path("out/mail.csv").read_text("utf-8")) == WHOLE


@pytest.mark.parametrize("more", [["--jobs", "2"], ["--plain"]])
def test_a_run_that_goes_on_lists_the_same(data: Path, more: list[str]) -> None:
    assert call(*more) == 0
    before = content(Path("out"))
    Path("out/mail.csv").unlink()
    Path("out/brief-000004.pdf").unlink()
    assert call(*more) == 0
    assert content(Path("out")) == before


def test_an_archive_has_them_too(data: Path) -> None:
    assert cli.main(["handouts", "data.yaml", "people.csv", "--archive", "all.zip", "--quiet"]) == 0
    with zipfile.ZipFile("all.zip") as file:
        assert listed(file.read("mail.csv").decode()) == WHOLE


def test_only_what_was_made_is_listed(data: Path) -> None:
    a_csv(data / "people.csv", [HEAD, ADA, ["2", "", "li@example.org", "", ""]])
    assert call("--leave-out") == 1
    assert [row[0] for row in listed(Path("out/mail.csv").read_text("utf-8"))] == ["row", "2"]


def test_without_asking_there_is_none(data: Path) -> None:
    text = SMALLEST.read_text("utf-8") + 'handout: {dedication: "{recipient.salutation}"}\n'
    Path("data.yaml").write_text(text, "utf-8")
    assert call() == 0
    assert not Path("out/mail.csv").exists()


def test_merged_files_have_no_mails_which_is_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--merged") == 0
    assert not Path("out/mail.csv").exists()
    assert "there is no mail.csv beside merged files" in capsys.readouterr().err


def test_one_mail_goes_to_a_group(data: Path) -> None:
    a_csv(data / "people.csv", [HEAD, ADA, ["1", "Dear Ada", "", "", ""]])
    assert call("--group-by", "id") == 0
    assert [row[:2] for row in listed(Path("out/mail.csv").read_text("utf-8"))[1:]] == [["2", "ada@example.org"]]
    a_csv(data / "people.csv", [HEAD, ADA, ["1", "Dear Ada", "ada@example.com", "", ""]])
    assert call("--group-by", "id", output="other") == 1


@pytest.mark.parametrize(
    "address",
    ["lou", "lou@host", "a@b.org, c@d.org", "Ada <ada@b.org>", "=a@b.org", "+a@b.org", "a b@c.org", "a@b..org"],
)
def test_what_is_no_address_is_a_problem_of_its_row(
    data: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_csv(data / "people.csv", [HEAD, ["1", "Dear Ada", address, "", ""]])
    assert call() == 1
    told = capsys.readouterr().err
    assert "people.csv:2:3: row 2: 'E-mail' is no mail address" in told
    assert address not in told
    assert cli.main(["check", "data.yaml", "people.csv"]) == 1


@pytest.mark.parametrize("address", ["a@b.org", "ada.o'neil+gifts@mail.example.co.uk", "zoë@müller.de", "1@x-y.org"])
def test_addresses_as_people_have_them_are_taken(address: str) -> None:
    assert is_mail_address(address)
