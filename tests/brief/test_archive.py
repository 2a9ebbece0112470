"""What a catalogue reads: the same facts in both places, a date only if somebody set one."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from reports.brief.archive import STANDARDS, metadata_of, srgb_profile
from reports.story import Story
from tests.brief.stories import a_brief, a_cover, a_story


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


def test_a_date_that_is_none_is_left_out(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert metadata_of(story).date is None


def test_the_colour_profile_carries_no_clock() -> None:
    assert srgb_profile()[24:36] == bytes(12)
    assert srgb_profile()[36:40] == b"acsp"


def test_the_claim_is_the_standard_s_row(story: Story) -> None:
    facts = metadata_of(replace(story, language="en-US"))
    packet = facts.xmp(STANDARDS["pdfa3"]).decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "<rdf:li>en-US</rdf:li>" in packet
