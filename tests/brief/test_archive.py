"""What a catalogue reads: the same facts in both places, a date only if somebody set one."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from reports.brief.conformance import metadata_of
from reports.brief.render import render
from reports.datafile.attachments import Attachment
from reports.datafile.dublincore import DublinCore
from reports.errors import ReportError
from reports.pdf.metadata import STANDARDS, profile_of
from reports.story import Story
from tests.builders.brief import THEME, a_brief, a_cover, a_story
from tests.builders.story import words


@pytest.fixture
def story() -> Story:
    return a_story(cover=a_cover('Five <gardens> & "more" – Łódź'))


def test_both_kinds_of_metadata_agree(story: Story) -> None:
    with pikepdf.open(io.BytesIO(a_brief(story).pdf)) as pdf, pdf.open_metadata() as xmp:
        info = pdf.trailer["/Info"]
        assert xmp["dc:title"] == str(info["/Title"]) == story.cover.title.text
        assert xmp["dc:creator"] == [str(info["/Author"])] == ["A Trust"]
        assert xmp["dc:description"] == str(info["/Subject"]) == "A first sentence."
        assert xmp["pdf:Producer"] == str(info["/Producer"])
        assert str(pdf.Root["/Lang"]) == "en-GB"
        assert bool(pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"])
        assert str(pdf.Root["/PageLabels"]["/Nums"][1]["/S"]) == "/D"


def test_without_a_date_from_outside_there_is_none(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert metadata_of(story).date is None
    pdf = a_brief(story).pdf
    assert not re.search(rb"CreateDate|ModifyDate", pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "/CreationDate" not in document.trailer["/Info"]


def test_a_date_from_outside_is_the_same_in_both(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1385856000")
    with pikepdf.open(io.BytesIO(a_brief(story).pdf)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["xmp:CreateDate"] == "2013-12-01T00:00:00+00:00"
        assert str(pdf.trailer["/Info"]["/CreationDate"]) == "D:20131201000000+00'00'"


def test_a_date_that_is_none_is_a_problem(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ReportError, match="'yesterday' is no number"):
        metadata_of(story)


def test_the_colour_profile_carries_no_clock() -> None:
    assert profile_of("colour")[24:36] == bytes(12)
    assert profile_of("colour")[36:40] == b"acsp"


def test_the_claim_is_the_standard_s_row(story: Story) -> None:
    facts = metadata_of(replace(story, language="en-US"))
    packets = {name: facts.xmp(standard).decode() for name, standard in STANDARDS.items()}
    claims = {name: re.findall(r"<pdf(u?aid:\w+)>([^<]+)<", packet) for name, packet in packets.items()}
    assert claims == {
        "pdfa3": [("aid:part", "3"), ("aid:conformance", "A"), ("uaid:part", "1")],
        "pdfa4": [
            ("aid:part", "4"),
            ("aid:rev", "2020"),
            ("aid:conformance", "F"),
            ("uaid:part", "2"),
            ("uaid:rev", "2024"),
        ],
        "pdfa2": [("aid:part", "2"), ("aid:conformance", "A"), ("uaid:part", "1")],
    }
    assert [name for name, packet in packets.items() if "wtpdf#accessibility1.0" in packet] == ["pdfa4"]
    assert "<rdf:li>en-US</rdf:li>" in packets["pdfa3"]


def test_names_of_document_and_edition_come_from_the_data(story: Story) -> None:
    other = replace(story, running=words("Another running line"))
    briefs = [a_brief(each).pdf for each in (story, story, other)]
    names = []
    for brief in briefs:
        with pikepdf.open(io.BytesIO(brief)) as pdf, pdf.open_metadata() as xmp:
            names.append((xmp["xmpMM:DocumentID"], xmp["xmpMM:InstanceID"]))
    first, again, changed = names
    assert first == again
    assert first[0] == changed[0] != first[1] != changed[1]


def test_keywords_are_in_both_metadata(story: Story) -> None:
    entry = replace(story.catalogue, subjects=("gardens", "schools"), kind="Report", date="2024-06")
    with pikepdf.open(io.BytesIO(a_brief(replace(story, catalogue=entry)).pdf)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["pdf:Keywords"] == str(pdf.docinfo["/Keywords"]) == "gardens; schools"
        assert (xmp["dc:subject"], xmp["dc:type"], xmp["dc:date"]) == ({"gardens", "schools"}, {"Report"}, ["2024-06"])


def test_dublin_core_is_in_the_file_where_a_catalogue_looks_for_it(story: Story) -> None:
    entry = DublinCore(("Ada", "Ben"), "On <gardens>.", "doi:10.1/2", "CC BY 4.0", "A Trust, “Report”", "2019–2024")
    with pikepdf.open(io.BytesIO(a_brief(replace(story, catalogue=entry)).pdf)) as pdf, pdf.open_metadata() as xmp:
        assert xmp["dc:creator"] == ["Ada", "Ben"]
        assert xmp["dc:publisher"] == {"A Trust"}
        assert xmp["dc:language"] == {"en-GB"}
        told = {name: xmp[f"dc:{name}"] for name in ("description", "identifier", "rights", "source", "coverage")}
        assert told == {
            "description": "On <gardens>.",
            "identifier": "doi:10.1/2",
            "rights": "CC BY 4.0",
            "source": "A Trust, “Report”",
            "coverage": "2019–2024",
        }
        assert str(pdf.trailer["/Info"]["/Author"]) == "Ada, Ben"


def test_pdf_2_has_no_info_dictionary_and_says_whose_tags_it_has(story: Story) -> None:
    with pikepdf.open(io.BytesIO(render(story, THEME, "a4", standard="pdfa4").pdf)) as pdf:
        assert pdf.pdf_version == "2.0"
        assert "/Info" not in pdf.trailer
        names = [str(each["/NS"]) for each in pdf.Root["/StructTreeRoot"]["/Namespaces"]]
        assert names == ["http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn"]
        assert str(pdf.Root["/StructTreeRoot"]["/K"]["/NS"]["/NS"]) == names[0]


DATA = Attachment("gardens.yaml", b"title: x\n", "application/yaml", "The data")


def test_a_file_inside_is_there_byte_for_byte_as_the_source(story: Story) -> None:
    with pikepdf.open(io.BytesIO(render(story, THEME, "a4", attachments=[DATA]).pdf)) as pdf:
        assert pdf.attachments["gardens.yaml"].get_file().read_bytes() == DATA.content
        (associated,) = pdf.Root["/AF"]
        assert (str(associated["/AFRelationship"]), str(associated["/Desc"])) == ("/Source", "The data")
        assert str(associated["/EF"]["/F"]["/Subtype"]) == "/application/yaml"


def test_a_standard_that_allows_no_files_has_none(story: Story) -> None:
    with pikepdf.open(io.BytesIO(render(story, THEME, "a4", attachments=[DATA], standard="pdfa2").pdf)) as pdf:
        assert not pdf.attachments
        assert "/AF" not in pdf.Root


def test_without_files_pdf_a_4_does_not_claim_to_have_some(story: Story) -> None:
    assert b"<pdfaid:conformance>" not in render(story, THEME, "a4", standard="pdfa4").pdf
    assert b"<pdfaid:conformance>F<" in render(story, THEME, "a4", standard="pdfa4", attachments=[DATA]).pdf
