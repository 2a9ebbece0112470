"""What the source says is said in both files, in text that can be read out and searched."""

from __future__ import annotations

import pytest

from tests.builders.finished import Made
from tests.readback import brief_text, deck_text, folded

# Each fact's words; alternatives stand behind a bar.
FACTS = {
    "the subject": ["National MS Society", "progressive MS", "few", "cure"],
    "primary-progressive MS": ["primary-progressive", "onset", "relapses"],
    "secondary-progressive MS": ["secondary-progressive", "relapsing-remitting", "more common"],
    "the webcast": ["The Next Frontier: Understanding and Treating Progressive MS", "hour", "panel"],
    "question 1": ["transition|change", "immune"],
    "question 2": ["disease-modifying", "prevent", "delay", "slow"],
    "question 3": ["cause"],
    "question 4": ["new therapies|new treatments"],
    "question 5": ["nerve", "degenerat", "stop", "reverse"],
    "the alliance": ["Progressive MS Alliance", "Italy", "UK", "USA|US", "MS International Federation"],
    "its purpose": ["experts", "treatments"],
    "its ways": ["infrastructure", "knowledge", "funding capacity", "priorities"],
    "the timeline": ["2010", "2011", "global initiative", "2012", "Denmark", "2013", "170", "early 2014"],
    "the focus areas": ["repurposing", "pre-clinical", "phase II", "outcome measures", "rehabilitation"],
    "the call": ["request for proposals"],
    "the portfolio": ["$46 million", "multi-year", "105"],
    "the average": ["$438,000", "average", "$46,000,000 ÷ 105", "not a typical award"],
    "SPRINT-MS": ["SPRINT-MS", "NeuroNEXT", "MediciNova", "28", "ibudilast", "250", "Robert Fox", "Cleveland Clinic"],
    "SUMMIT": ["SUMMIT", "Howard Weiner", "Brigham", "MRI", "genetic", "biomarkers", "feasib"],
    "MSOAC": ["MSOAC", "Critical Path Institute", "FDA", "EMA"],
    "what is not known": ["The source gives no amounts per project"],
}


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("part", ["brief", "deck"])
def test_a_fact_is_said_in_both_files(made: Made, part: str, fact: str) -> None:
    text = folded(brief_text(made.brief) if part == "brief" else deck_text(made.deck))
    missing = [words for words in FACTS[fact] if not any(folded(word) in text for word in words.split("|"))]
    assert missing == []
