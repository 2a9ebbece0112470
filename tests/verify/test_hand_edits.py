"""What a speaker may do to a deck: other words and another order are worth a note, and no more."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
import pytest

from tests.verify.conftest import Made
from tests.verify.edits import (
    Edit,
    in_pdf,
    in_slide,
    members,
    on_slide,
    packed,
    swapped_slides,
    with_box,
    without_slide,
)

ALLOWED: dict[str, tuple[Edit, str]] = {
    "other words": (
        in_slide(5, ("Easier sharing of knowledge", "Knowledge is shared more easily")),
        "deck slide 5: note: ",
    ),
    "other words around a number": (
        in_slide(7, ("In 2013 more than 170 researchers, clinicians", "More than 170 clinicians, researchers")),
        "deck slide 7: note: ",
    ),
    "the same number in other digits": (
        in_slide(8, ("$46 million in commitments", "$46,000,000 in commitments")),
        "",
    ),
    "slides in another order": (swapped_slides(4, 5), "deck slide 4: note: is numbered 5"),
    "a point taken out": (
        on_slide(9, r"<a:p>(?:(?!</a:p>).)*Ibudilast is an oral(?:(?!</a:p>).)*</a:p>", ""),
        "deck slide 9: note: lacks “Ibudilast is an oral",
    ),
    "a thought in a new box": (with_box(5, "Thank you, Example City!"), "deck slide 5: note: has words that the data"),
    "a number that the data has, said once more": (with_box(5, "$46 million"), ""),
    "a year that the data has": (with_box(5, "Since 2012"), "deck slide 5: note: "),
    "a slide hidden": (in_slide(5, ("<p:sld ", '<p:sld show="0" ')), "deck slide 5: note: is hidden"),
}


def test_words_and_order_of_a_deck_are_notes(ours: Made) -> None:
    for kind, (change, message) in ALLOWED.items():
        discrepancies = ours.discrepancies("deck", change(ours.deck))
        assert not [str(finding) for finding in discrepancies if finding.failure], kind
        assert [finding for finding in map(str, discrepancies) if re.search(message, finding)] or not message, kind


def test_a_derived_number_by_itself_is_a_failure(ours: Made) -> None:
    told = ["deck slide 5: shows “About $438,000” without saying that it is derived"]
    assert ours.failures("deck", with_box(5, "About $438,000 each")) == told
    assert ours.failures("deck", with_box(5, "About $438,000 each, as derived here")) == []


def test_a_deck_without_notes_holds(ours: Made) -> None:
    """Decks are given away without them."""

    def bare(deck: bytes) -> bytes:
        parts = {name: content for name, content in members(deck).items() if "notesSlide" not in name}
        for name in list(parts):
            if name.startswith("ppt/slides/_rels/"):
                parts[name] = re.sub(rb"<Relationship [^>]*notesSlide[^>]*/>", b"", parts[name])
        return packed(parts)

    assert ours.discrepancies("deck", bare(ours.deck)) == []


def test_one_of_two_slides_that_belong_together_is_missed(meadows: Made) -> None:
    assert any("of which 2 is gone" in failure for failure in meadows.failures("deck", without_slide(6)))


def leading_elsewhere(document: Any) -> None:
    for page in document.pages:
        for annotation in page.obj.get("/Annots", []):
            if "meadow-survey" in str(annotation.get("/A", {}).get("/URI", "")):
                annotation.A.URI = pikepdf.String("https://example.com/window-survey")


@pytest.mark.parametrize("part", ["brief", "deck"])
def test_a_link_that_leads_elsewhere_is_told(meadows: Made, part: Any) -> None:
    if part == "deck":
        parts = members(meadows.deck)
        name = next(name for name, content in parts.items() if b"example.org/meadow" in content and "/_rels/" in name)
        changed = packed(parts | {name: parts[name].replace(b"example.org/meadow", b"example.com/window")})
    else:
        changed = in_pdf(leading_elsewhere)(meadows.brief)
    told = [str(finding) for finding in meadows.discrepancies(part, changed)]
    assert any("leads to https://example.com/window-survey, which the data does not name" in each for each in told)
