"""What a speaker may do to a deck: other words and another order are worth a note, and no more."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
import pytest

from tests.builders.edits import (
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
from tests.builders.finished import Made

# What the slides of the programme's sections begin with.
QUESTIONS, ALLIANCE, MEETING = "Five open questions", "A worldwide alliance", "In 2013 more than 170"
PORTFOLIO, SPRINT = "One square is one project", "SPRINT-MS tests"

ALLOWED: dict[str, tuple[Edit, str]] = {
    "other words": (
        in_slide(ALLIANCE, ("Easier sharing of knowledge", "Knowledge is shared more easily")),
        f"deck slide [[{ALLIANCE}]]: note: ",
    ),
    "other words around a number": (
        in_slide(MEETING, ("researchers, clinicians", "clinicians, researchers")),
        f"deck slide [[{MEETING}]]: note: ",
    ),
    "the same number in other digits": (
        in_slide(PORTFOLIO, (">$46<", ">$46,000,000<"), ("\u00a0million<", "\u00a0<")),
        "",
    ),
    "slides in another order": (
        swapped_slides(QUESTIONS, ALLIANCE),
        f"deck slide [[{QUESTIONS}]]: note: is numbered",
    ),
    "a point taken out": (
        on_slide(SPRINT, r"<a:p>(?:(?!</a:p>).)*Ibudilast is an oral(?:(?!</a:p>).)*</a:p>", ""),
        f"deck slide [[{SPRINT}]]: note: lacks “Ibudilast is an oral",
    ),
    "a thought in a new box": (
        with_box(ALLIANCE, "Thank you, Example City!"),
        f"deck slide [[{ALLIANCE}]]: note: has words that the data",
    ),
    "a number that the data has, said once more": (with_box(ALLIANCE, "$46 million"), ""),
    "a year that the data has": (with_box(ALLIANCE, "Since 2012"), f"deck slide [[{ALLIANCE}]]: note: "),
    "a slide hidden": (
        in_slide(ALLIANCE, ("<p:sld ", '<p:sld show="0" ')),
        f"deck slide [[{ALLIANCE}]]: note: is hidden",
    ),
}


def test_words_and_order_of_a_deck_are_notes(ours: Made) -> None:
    for kind, (change, message) in ALLOWED.items():
        discrepancies = ours.discrepancies("deck", change(ours.deck))
        assert not [str(finding) for finding in discrepancies if finding.failure], kind
        assert [
            finding for finding in map(str, discrepancies) if re.search(ours.placed(message), finding)
        ] or not message, kind


def test_a_derived_number_by_itself_is_a_failure(ours: Made) -> None:
    message = f"deck slide [[{ALLIANCE}]]: shows “About $438,000” without saying that it is derived"
    assert ours.failures("deck", with_box(ALLIANCE, "About $438,000 each")) == [ours.placed(message)]
    assert ours.failures("deck", with_box(ALLIANCE, "About $438,000 each, as derived here")) == []


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
    assert any(
        "of which 2 is gone" in failure
        for failure in meadows.failures("deck", without_slide("It began with a walk along the river (2"))
    )


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
