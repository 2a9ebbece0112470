"""A donor's gifts as a table in their letter, and their sum: read as awards are read, never over two currencies."""

from __future__ import annotations

import io
import pickle
from contextlib import nullcontext
from decimal import Decimal
from pathlib import Path

import openpyxl
import pdfplumber
import pikepdf
import pytest
from PIL import Image
from pptx import Presentation

from reports import cli
from reports.brief.mailmerge.merge import MergedPdf
from reports.brief.mailmerge.render_copies import brief_copy_renderer
from reports.brief.render import render
from reports.compose.recipient_columns import Columns, Summed
from reports.handouts.recipients import Recipient, open_recipients
from reports.handouts.sums import SumError, sums_of
from reports.renderer import Copy
from reports.story import LetterTable, Personal, Signed
from tests.builders.brief import INSIDE, THEME, a_story
from tests.builders.copies import manifest
from tests.builders.letters import NAMES, said
from tests.builders.long_way import assert_same, told_to
from tests.builders.tables import a_csv, an_xlsx
from tests.readback import elements
from tests.validators import CLAIMS, vera_pdf_claims

SMALLEST = Path(__file__).resolve().parents[2] / "data" / "examples" / "smallest.yaml"
HANDOUT = """
handout:
  dedication: "{recipient.salutation}"
  letter: "Thank you, {recipient.salutation}."
  table:
    columns: [{column: Date, name: "Given on"}, Fund, {column: Amount, name: "Your gift"}]
    total: Amount
  sign_off: "With thanks,"
  name: "Ada Lind"
  role: "Chair since 2019"
  signature: hand
  return_address: ["Example Garden Trust", "1 Garden Way"]
pictures: {hand: {file: signature.png, alt: "Signature of Ada Lind", credit: "Example Garden Trust"}}
"""
HEAD = ["id", "salutation", "Date", "Fund", "Amount"]


# -- sums ---------------------------------------------------------------------------------------------


def total(*amounts: str, language: str = "en-US", more: tuple[str, ...] = (), **asked: str) -> str:
    """Add up the amounts of one recipient, in a table where others gave `more`."""
    rows = [tuple((row, {"Amount": text, "In": "EUR"}) for row, text in enumerate(some, 2)) for some in (amounts, more)]
    everybody = [Recipient(2, {}, gathered=each) for each in rows if each]
    summed = Summed("Amount", **asked)  # type: ignore[arg-type]
    return sums_of(summed, ("Amount",), language, everybody).total(everybody[0]).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("amounts", "written"),
    [
        (["$50.00", "$1,200.50"], "$1,250.50"),
        (["$1,250.50"], "$1,250.50"),
        (["$600.00", "$700.00"], "$1,300.00"),
        (["50", "1250.5"], "1300.5"),
        (["$50", "$12.50"], "$62.50"),
        (["50 €", "1.200,50 €"], "1.250,50 €"),
        (["CHF 1'200.50", "CHF 99.50"], "CHF 1'300.00"),
        (["1 200,50 €", "1,00 €"], "1 201,50 €"),
        (["USD 1,000", "USD 2,000,000"], "USD 2,001,000"),
        (["$50.00", "($20.00)"], "$30.00"),
        (["-$50.00", "$20.00"], "-$30.00"),
        (["£ 5", "£5"], "£ 10"),
        (["€5", "EUR 7"], "€12"),
        (["$1.5 million", "$500,000"], "$2,000,000"),
        (["0.1", "0.2"], "0.3"),
        (["$50.00", "$-"], "$50.00"),
        (["$-", "$ -  ", "$1,250.50"], "$1,250.50"),
        (["- €", "1.200,50 €"], "1.200,50 €"),
        (["$-", "$-"], "$0"),
    ],
)
def test_a_sum_is_written_as_the_amounts_are(amounts: list[str], written: str) -> None:
    assert total(*amounts) == written


@pytest.mark.parametrize(
    ("amounts", "row", "message"),
    [
        (["$50", "€20"], 3, "has another currency than"),
        (["$50", "CA$20"], 3, "has another currency than"),
        (["USD 50", "EUR 20"], 3, "has another currency than"),
        (["$50", "20"], 3, "leaves the currency open, unlike"),
        (["50", "$20"], 2, "leaves the currency open, unlike"),
        (["$50", "many"], 3, "is no amount of money that can be read"),
        (["$50", "10%"], 3, "is no amount of money that can be read"),
        (["$50", "05/03/2024"], 3, "is no amount of money that can be read"),
        (["$50", ""], 3, "has no amount, and the total needs one"),
        (["$50", "n/a"], 3, "has no amount, and the total needs one"),
        (["$50", "-"], 3, "has no amount, and the total needs one"),
        (["$50", "€ -"], 3, "has another currency than"),
        (["$50", "$1.500"], 3, "may be thousands, or an amount with three decimals"),
    ],
)
def test_what_cannot_be_added_up_names_its_row(amounts: list[str], row: int, message: str) -> None:
    with pytest.raises(SumError) as raised:
        total(*amounts)
    assert (raised.value.row, raised.value.message) == (row, message)


def test_the_other_rows_of_the_table_and_then_the_language_settle_how_amounts_are_written() -> None:
    assert total("1.500", "500", language="de-DE") == "2.000"
    assert total("600", "700", more=("1500.00",)) == "1300"
    assert total("600,00", "700,00", language="fr-FR") == "1 300,00"
    assert total("1.500", "500", decimals="comma") == "2.000"
    assert total("1.500", "2.5", more=("3.25",), decimals="point") == "4.000"


def test_the_currency_may_have_a_column_of_its_own() -> None:
    assert total("600.00", "700.00", currency="In") == "1,300.00 EUR"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("$600", "USD"), ("$700", "USD")], "$1,300"),
        ([("600", "USD"), ("$700", "USD")], "1,300 USD"),
        ([("$600", "USD"), ("$700", "CAD")], "row 3 has another currency than 2"),
        ([("$600", "US Dollar"), ("$700", "Canadian Dollar")], "row 3 has another currency than 2"),
        ([("$600", "USD"), ("$700", "")], "row 3 has another currency than 2"),
        ([("$600", "USD"), ("$700", "EUR")], "row 3 has another currency than the row's own column says 0"),
    ],
)
@pytest.mark.parametrize("listed", [("Amount",), ("Amount", "In")])
def test_a_sign_says_no_more_than_the_code_in_its_row(
    rows: list[tuple[str, str]], found: str, listed: tuple[str, ...]
) -> None:
    recipient = Recipient(2, {}, gathered=tuple((n, {"Amount": a, "In": i}) for n, (a, i) in enumerate(rows, 2)))
    sums = sums_of(Summed("Amount", "In"), listed, "en-US", [recipient])
    if "row" not in found:
        assert sums.total(recipient).replace("\xa0", " ") == found
        return
    with pytest.raises(SumError) as raised:
        sums.total(recipient)
    assert f"row {raised.value.row} {raised.value.message} {raised.value.against}" == found


def test_a_code_that_the_letter_shows_beside_a_sign_counts_without_being_asked_for() -> None:
    rows = tuple((row, {"Amount": "$5", "In": code, "Fund": "PEN"}) for row, code in ((2, "USD"), (3, "CAD")))
    recipient, listed = Recipient(2, {}, gathered=rows), ("Amount", "Fund", "In")
    with pytest.raises(SumError, match="has another currency than"):
        sums_of(Summed("Amount"), listed, "en-US", [recipient]).total(recipient)
    assert sums_of(Summed("Amount"), listed[:2], "en-US", [recipient]).total(recipient) == "$10"


ACCOUNTS = [  # what Excel's Comma and Accounting styles are in several languages, and zeros of one's own
    '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
    '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-',
    '_-* #,##0.00\\ _€_-;-* #,##0.00\\ _€_-;_-* "-"??\\ _€_-;_-@_-',
    '_-* #,##0.00\\ [$€-407]_-;-* #,##0.00\\ [$€-407]_-;_-* "-"??\\ [$€-407]_-;_-@_-',
    '_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-;_-[$£-809]* "-"??_-;_-@_-',
    '_-* #,##0.00\\ [$kr-41D]_-;-* #,##0.00\\ [$kr-41D]_-;_-* "-"??\\ [$kr-41D]_-;_-@_-',
    '_ [$CHF-807]\\ * #,##0.00_ ;_ [$CHF-807]\\ * -#,##0.00_ ;_ [$CHF-807]\\ * "-"??_ ;_ @_ ',
    '"$"#,##0.00;-"$"#,##0.00;"–"', '0.00;-0.00;"nil"', '0.00 "zł";-0.00 "zł";"none"', "#,##0.00;-#,##0.00;",
]  # fmt: skip


@pytest.mark.parametrize("code", ACCOUNTS)
@pytest.mark.parametrize("amounts", [(1250.5, 0), (0, 1250.5)])
def test_a_zero_counts_however_its_format_shows_it(tmp_path: Path, code: str, amounts: tuple[float, float]) -> None:
    book = openpyxl.Workbook()
    for row in (["id", "Amount"], *([7, each] for each in amounts)):
        book.active.append(row)
    for cell in ("B2", "B3"):
        book.active[cell].number_format = code
    book.save(tmp_path / "p.xlsx")
    (recipient,) = open_recipients(tmp_path / "p.xlsx", Columns("id", listed=("Amount",)), gathers=True)
    sums = sums_of(Summed("Amount"), ("Amount",), "en-US", [recipient])
    seen = next(cells["Amount"] for _, cells in recipient.listed if any(map(str.isdigit, cells["Amount"])))
    assert "".join(sums.total(recipient).split()) == "".join(seen.split())


def test_a_zero_of_the_comma_style_counts_in_a_saved_list_and_a_typed_dash_does_not(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "p.csv", [["id", "Amount"], ["7", " 1,250.50 "], ["7", " -   "], ["8", "-"]])
    first, second = open_recipients(path, Columns("id", listed=("Amount",)), gathers=True)
    sums = sums_of(Summed("Amount"), ("Amount",), "en-US", [first])
    assert sums.total(first) == "1,250.50"
    with pytest.raises(SumError):
        sums.total(second)


@pytest.mark.parametrize(
    ("code", "amounts", "is_sum"),
    [
        ('"$"#,##0', (50.5, 50.5), False), ('"$"#,##0.00', (50.5, 50.25), True), ("0.00", (50.333333, 1), False),
        ("0.00_);(0.00)", (-50.2, 0.1 + 0.2), True),
        ('0,"k"', (1500, 2), False), ('0.0,, "million"', (1500000, 2500000), True),
        ("0.00", (0.001, 2), False), ("General", (50.25, 1), True),
    ],
)  # fmt: skip
def test_a_cell_that_shows_another_amount_than_it_holds_is_not_added_up(
    tmp_path: Path, code: str, amounts: tuple[float, float], is_sum: bool
) -> None:
    path = an_xlsx(tmp_path / "p.xlsx", [["id", "Amount"], *([7, each] for each in amounts)], {"B2": code, "B3": code})
    (recipient,) = open_recipients(path, Columns("id", listed=("Amount",)), gathers=True)
    sums = sums_of(Summed("Amount"), ("Amount",), "en-US", [recipient])
    with nullcontext() if is_sum else pytest.raises(SumError, match="shows another amount than its cell holds"):
        assert sums.total(pickle.loads(pickle.dumps(recipient)))


def test_a_french_workbook_s_thousands_add_up(tmp_path: Path) -> None:
    code = '#,##0.00 "€"'
    path = an_xlsx(tmp_path / "p.xlsx", [["id", "Amount"], [7, 1000], [7, 25000.5]], {"B2": code, "B3": code})
    (recipient,) = table = list(
        open_recipients(path, Columns("id", listed=("Amount",), language="fr-FR"), gathers=True)
    )
    assert sums_of(Summed("Amount"), ("Amount",), "fr-FR", table).total(recipient) == "26\xa0000,50\xa0€"


def test_cents_add_up_exactly() -> None:
    amounts = [f"${number / 100:.2f}" for number in range(1, 2000, 7)]
    assert total(*amounts) == f"${sum(Decimal(each[1:]) for each in amounts):,}"


# -- the letter ---------------------------------------------------------------------------------------

GIFTS = [("05/03/2024", "Trees", "$50.00"), ("12/24/2023", "Where it is needed most", "$1,200.50")]


def a_table(rows: int) -> LetterTable:
    cells = tuple(tuple(map(said, GIFTS[row % 2])) for row in range(rows))
    return LetterTable(tuple(map(said, HEAD[2:])), cells, frozenset({2}), said(f"Total: ${rows},000.00 (derived here)"))


def told(rows: int, name: str = "Ada", *, addressed: bool = False) -> Personal:
    address = tuple(map(said, (name, "12 High Street"))) if addressed else ()
    signed = Signed(said("With thanks,"), said("Ada Lind"), said("Chair"))
    return Personal(said(f"Dear {name}"), (said("Thank you for your gifts."),), address, a_table(rows), signed)


CHARACTERS = [*NAMES, "Thank you for your gifts.", *(text for gift in GIFTS for text in gift), "Total: (derived here)"]


@pytest.mark.parametrize("rows", [1, 6, 40, 90])
@pytest.mark.parametrize("addressed", [False, True])
def test_a_copy_with_gifts_is_what_the_long_way_gives(rows: int, addressed: bool) -> None:
    making = brief_copy_renderer(a_story(), THEME, "a4", characters=CHARACTERS)
    making.render_copy(told(rows, "Li", addressed=addressed))  # of the same shape, with other words
    assert_same(making.render_copy(told(rows, addressed=addressed)), told(rows, addressed=addressed), a_story())


@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize("large_print", [False, True])
def test_gifts_are_a_table_with_heads_to_a_screen_reader(rows: int, large_print: bool) -> None:
    pdf = render(told_to(told(rows), a_story()), THEME, "a4", large_print=large_print).pdf
    tags = [each.tag for each in elements(pdf)]
    first = tags.index("Table")
    assert tags[first : first + 6] == ["Table", "THead", "TR", "TH", "TH", "TH"]
    assert tags.count("TR") == rows + 1
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        text = "\n".join(page.extract_text() for page in document.pages)
    assert text.count("Trees") == (rows + 1) // 2
    assert text.index("Total:") < text.index("With thanks,") < text.index("Ada Lind")


def test_a_short_letter_stands_whole_on_its_page() -> None:
    pdf = render(told_to(told(6), a_story()), THEME, "a4").pdf
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        first = document.pages[0].extract_text()
    assert first.index("Dear Ada") < first.index("Thank you") < first.index("Trees") < first.index("Ada Lind")


@pytest.mark.slow
def test_letters_with_gifts_are_what_they_claim(tmp_path: Path) -> None:
    making = brief_copy_renderer(a_story(), THEME, "letter", characters=CHARACTERS, large_print=True)
    (tmp_path / "large.pdf").write_bytes(making.render_copy(told(40)).data)
    newer = brief_copy_renderer(a_story(), THEME, "a4", characters=CHARACTERS, attachments=INSIDE, standard="pdfa4")
    with (tmp_path / "merged.pdf").open("wb") as file:
        merged = MergedPdf(file)
        for rows in (1, 40, 6, 40):
            merged.add(newer.parts_of(told(rows, addressed=rows > 6)))
        merged.close()
    verdicts = vera_pdf_claims([tmp_path / "large.pdf", tmp_path / "merged.pdf"])
    assert verdicts == {
        "large.pdf": {claim: [] for claim in CLAIMS["pdfa3"]}, "merged.pdf": {claim: [] for claim in CLAIMS["pdfa4"]},
    }  # fmt: skip


def test_many_shapes_take_no_more_memory_than_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.brief.mailmerge.render_copies.MOST_LAYOUTS", 2)
    making = brief_copy_renderer(a_story(), THEME, "a4", characters=CHARACTERS)
    copies: list[Copy] = [making.render_copy(told(rows)) for rows in (1, 2, 3, 1, 2, 3)]
    assert [each.data for each in copies[:3]] == [each.data for each in copies[3:]]


# -- the command --------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data file whose letter lists gifts, in the folder that the command is called from."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "signature.png").write_bytes((SMALLEST.parent / "signature.png").read_bytes())
    path = tmp_path / "data.yaml"
    path.write_text(SMALLEST.read_text("utf-8") + HANDOUT, "utf-8")
    a_csv(
        tmp_path / "people.csv",
        [HEAD, ["1", "Dear A", *GIFTS[0]], ["2", "Dear B", *GIFTS[0]], ["1", "Dear A", *GIFTS[1]]],
    )
    return path


def call(*more: str) -> int:
    return cli.main(["handouts", "data.yaml", "people.csv", "-o", "out", "--quiet", *more])


def texts(file: str) -> str:
    with pdfplumber.open(file) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def test_gifts_are_listed_and_added_up(data: Path) -> None:
    assert call("--group-by", "id") == 0
    assert "Total: $1,250.50 (derived here)" in texts("out/brief-000002.pdf")
    assert "Total: $50.00 (derived here)" in texts("out/brief-000003.pdf")
    for file in sorted(Path("out").glob("*.pdf")):
        assert cli.main(["verify", "data.yaml", str(file), "--quiet"]) == 0


def test_without_grouping_each_copy_lists_its_own_row(data: Path) -> None:
    a_csv(Path("people.csv"), [HEAD, ["1", "Dear A", *GIFTS[0]], ["2", "Dear B", *GIFTS[1]]])
    assert call() == 0
    assert "Total: $1,200.50 (derived here)" in texts("out/brief-000003.pdf")


def test_a_sum_that_cannot_be_is_a_problem_of_its_group(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["1", "Dear A", *GIFTS[0]], ["2", "Dear B", *GIFTS[0]], ["1", "Dear A", "1/2/2024", "Trees", "€20.00"]]
    a_csv(Path("people.csv"), [HEAD, *rows])
    assert call("--group-by", "id") == 1
    assert "people.csv:4:5: row 4: 'Amount' has another currency than row 2\n" in capsys.readouterr().err
    assert call("--group-by", "id", "--leave-out") == 1
    assert [(each.status, each.noted) for each in manifest(Path("out"))] == [("failed", ("2; 4",)), ("made", ("3",))]


def test_a_check_finds_what_a_run_finds(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "data.yaml", "people.csv", "--group-by", "id"]) == 0
    a_csv(Path("people.csv"), [HEAD, ["1", "Dear A", "1/2/2024", "Trees", "much"]])
    assert cli.main(["check", "data.yaml", "people.csv"]) == 1
    assert "much" not in capsys.readouterr().err


def test_a_cell_that_the_font_lacks_is_told_in_its_row(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_csv(Path("people.csv"), [HEAD, ["1", "Dear A", *GIFTS[0]], ["1", "Dear A", "1/2/2024", "\U00012000", "$5"]])
    assert call("--group-by", "id") == 1
    assert "people.csv:3:4: row 3: 'Fund' holds a character that the theme's font lacks" in capsys.readouterr().err


def test_a_total_is_of_a_column_that_is_shown(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.write_text(data.read_text("utf-8").replace("total: Amount", "total: Amuont"), "utf-8")
    assert call() == 1
    assert "the total is of 'Amuont', which the table does not show\n  hint: did you mean 'Amount'?" in (
        capsys.readouterr().err
    )


def test_what_is_wrong_with_its_columns_is_told_alone(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, _, after = data.read_text("utf-8").partition("columns: [{")
    data.write_text(f"{before}columns: []{after[after.index(']') + 1 :]}", "utf-8")
    assert call() == 1
    told = capsys.readouterr().err
    assert "columns should have at least one entry, not 0" in told
    assert "the total is of" not in told


def test_a_signature_where_there_is_no_picture_is_told_with_what_there_is(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data.write_text(data.read_text("utf-8").partition("pictures:")[0], "utf-8")
    assert call() == 1
    assert "no picture is called 'hand'\n  hint: the pictures are: none\n" in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--large-print"]])
def test_a_long_line_of_the_senders_address_is_broken_and_read_whole(data: Path, more: list[str]) -> None:
    long = "A trust for gardens, orchards and allotments whose name goes on and on, and then on"
    data.write_text(data.read_text("utf-8").replace('Example Garden Trust", "1 Garden', f'{long}", "1 Garden'), "utf-8")
    a_csv(Path("people.csv"), [HEAD, ["1", "Dear A", *GIFTS[0]]])
    assert call(*more) == 0
    copy = next(Path("out").glob("*.pdf"))
    with pdfplumber.open(copy) as pdf:
        page = pdf.pages[0]
        assert max(char["x1"] for char in page.chars) < page.width - 30
    assert cli.main(["verify", str(data), str(copy)]) == 0


@pytest.mark.parametrize("more", [["--large-print"], ["--paper", "letter"], ["--merged"], ["--only", "deck"]])
def test_letters_hold_against_the_data_in_every_form(data: Path, more: list[str]) -> None:
    text = data.read_text("utf-8").replace("  sign_off", '  neutral: {letter: "Thank you all."}\n  sign_off')
    data.write_text(text, "utf-8")
    assert call("--group-by", "id", *more) == 0
    file = next(each for each in sorted(Path("out").iterdir()) if each.suffix in (".pdf", ".pptx"))
    assert cli.main(["verify", "data.yaml", str(file), "--quiet"]) == 0
    assert cli.main(["build", "data.yaml", "-o", "general", "--quiet"]) == 0
    assert cli.main(["verify", "data.yaml", "general", "--quiet"]) == 0


def test_a_deck_has_the_letter_and_who_signs_it_in_its_notes_and_no_table(data: Path) -> None:
    assert call("--group-by", "id", "--only", "deck") == 0
    deck = Presentation("out/deck-000002.pptx")
    notes = deck.slides[0].notes_slide.notes_text_frame.text
    assert notes.index("Thank you, Dear A.") < notes.index("With thanks,") < notes.index("Ada Lind")
    assert "$1,200.50" not in notes


def test_the_signature_is_a_picture_with_its_alternative_text(data: Path) -> None:
    assert call("--group-by", "id") == 0
    with pikepdf.open("out/brief-000002.pdf") as pdf:
        alts = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
    assert alts.count("Signature of Ada Lind") == 1


def test_greeting_and_letter_stand_together_and_what_it_is_about_below_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = Path(__file__).resolve().parents[1] / "cases" / "handouts" / "the-letter-comes-late"
    monkeypatch.chdir(tmp_path)
    assert cli.main(["handouts", str(case / "data.yaml"), str(case / "people.csv"), "-o", "out", "--quiet"]) == 0
    with pdfplumber.open("out/brief-000002.pdf") as document:
        first = document.pages[0].extract_text()
    greeted, told, about = (first.index(text) for text in ("Dear A", "Thank you.", "This programme is invented."))
    assert greeted < told < about
    assert first[greeted:told].split() == ["Dear", "A"]


def test_a_column_that_is_named_twice_or_for_nothing_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = data.read_text("utf-8").replace("Fund, {column: Amount", "Fund, Date, {column: Amount")
    data.write_text(
        text.replace("\n  sign_off", "\n  manifest: [id, id]\n  columns: {x: gift, Fund: Fonds}\n  sign_off"), "utf-8"
    )
    assert call() == 1
    lines = [line.partition(" ")[2] for line in capsys.readouterr().err.splitlines() if line.startswith("data.yaml")]
    assert lines == [
        "the column 'Date' is named twice",
        "the column 'id' is named twice",
        "warning: nothing in handout asks for the column 'x'",
    ]


@pytest.mark.parametrize("ends", [["sign_off"], ["name"], ["role"], ["signature"], ["sign_off", "signature"]])
def test_a_letter_ends_with_whatever_of_its_ending_there_is(data: Path, ends: list[str]) -> None:
    keys = ("sign_off", "name", "role", "signature")
    text = data.read_text("utf-8")
    for line in [line for line in text.splitlines() if line.strip().partition(":")[0] in keys and line[2] != " "]:
        text = text.replace(f"{line}\n", "") if line.strip().partition(":")[0] not in ends else text
    data.write_text(text if "signature" in ends else text.partition("pictures:")[0], "utf-8")
    assert call("--group-by", "id") == 0
    said = texts("out/brief-000002.pdf")
    shown = {"sign_off": "With thanks,", "name": "Ada Lind", "role": "Chair since 2019"}
    assert [key for key, words in shown.items() if words in said] == [key for key in ends if key in shown]


@pytest.mark.parametrize("of", ["return_address", "address"])
def test_a_line_of_an_address_is_tagged_in_its_language(data: Path, of: str) -> None:
    lines = '[{text: "Rue de la Paix", lang: fr}, "Springfield"]'
    text = data.read_text("utf-8").replace('["Example Garden Trust", "1 Garden Way"]', lines)
    data.write_text(text.replace("  return_address:", f"  {of}:"), "utf-8")
    assert call("--group-by", "id") == 0
    with pikepdf.open("out/brief-000002.pdf") as pdf:
        spans = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Lang") == "fr"]
        marks = [each for each in pikepdf.parse_content_stream(pdf.pages[0]) if "/Lang" in str(each.operands)]
    assert len(spans) + len(marks) == 1
    assert "Rue de la Paix" in texts("out/brief-000002.pdf").splitlines()


@pytest.mark.parametrize("command", [["handouts", "-o", "out"], ["handouts", "-o", "out", "--merged"], ["check"]])
def test_pictures_that_are_too_coarse_for_a_print_are_told(
    data: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    Image.open("signature.png").resize((90, 30)).save("signature.png")
    shown = 'sections:\n  - {kind: picture, heading: "Us", headline: "Our hand is small", picture: wide}\n'
    wide = '\npictures: {wide: {file: signature.png, alt: "A signature", credit: "Example Garden Trust"}, '
    data.write_text(data.read_text("utf-8").replace("sections:\n", shown).replace("\npictures: {", wide), "utf-8")
    assert cli.main([command[0], "data.yaml", "people.csv", *command[1:], "--group-by", "id", "--bleed", "3"]) == 0
    said = capsys.readouterr().err
    assert "warning: this picture has 15 pixels an inch where it stands in the brief\n  hint: give a larger one" in said
    assert "warning: this picture has 42 pixels an inch where it stands in the brief\n" in said  # the hand
    assert said.count("pixels an inch") == 2
