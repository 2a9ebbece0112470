"""Which parts of a Story have to stand on the page, on the slide, and in the notes; a part not named, in all three.

This is held against finished files, so it says what readers are promised, and not what the renderers do.
"""

from reports import story
from reports.verify.expected.provenance import ProvenanceKind
from reports.verify.readback.reading import PassageKind

Placement = frozenset[PassageKind]  # of a brief's passages, "page" and "running"; of a deck's, all but "page"
NOWHERE: Placement = frozenset()
PAGE: Placement = frozenset({"page"})
SLIDE: Placement = frozenset({"slide"})
NOTES: Placement = frozenset({"notes"})
RUNNING: Placement = frozenset({"running"})
EVERYWHERE = PAGE | SLIDE | NOTES

_PLACES: dict[type, dict[Placement, str]] = {
    story.Cover: {
        PAGE | SLIDE: "title historic",
        SLIDE: "subtitle",
        PAGE | NOTES: "standfirst portfolio credit draft",
        NOWHERE: "photo",  # only where the look has a photo there
    },
    story.Personal: {PAGE | SLIDE: "dedication", PAGE | NOTES: "letter signed", PAGE: "sender"},
    # The page has a section's credit where there is a caption, the slide's footer as far as there is room.
    story.Section: {PAGE: "heading", SLIDE: "headline", NOWHERE: "credit", NOTES: "spoken"},
    story.Finding: {PAGE | NOTES: "lead text", SLIDE: "points"},
    story.Comparison: {PAGE | NOTES: "caption"},
    story.Form: {PAGE | NOTES: "text", SLIDE: "short"},
    story.Question: {PAGE | NOTES: "name text", SLIDE: "short"},
    story.Listing: {PAGE | NOTES: "intro"},
    story.Organisation: {PAGE | NOTES: "text", SLIDE: "points"},
    story.Timeline: {PAGE | NOTES: "measure caption"},
    story.SketchChart: {NOWHERE: "parts"},  # drawn
    story.Breakdown: {PAGE | NOTES: "measure caption", PAGE: "heading largest"},
    story.Exhibit: {SLIDE: "headline", PAGE: "heading", PAGE | NOTES: "measure caption"},
    # The meaning stands beside squares, if they are drawn, and so do their numbers; what stands alone is a duty.
    story.Portfolio: {NOWHERE: "meaning meaning_in_full caveat alone described numbered one_of"},
    story.Project: {PAGE | NOTES: "name what finding text", SLIDE: "headline points"},
    story.Picture: {PAGE | NOTES: "text"},
    story.Quote: {PAGE: "cited"},
    story.Message: {NOWHERE: "signature"},  # its credit: the name below it says whose it is
    story.Partner: {NOWHERE: "logo"},
    story.Action: {PAGE | NOTES: "text"},  # and the slide, as far as there is room
    story.Closing: {
        PAGE: "heading",
        SLIDE: "headline",
        PAGE | SLIDE: "notes_label sources_label",
        PAGE | NOTES: "legal",
    },
    # The date is told with the words before it.
    story.Story: {NOWHERE: "as_of", PAGE: "label", RUNNING: "running", PAGE | SLIDE: "publisher"},
}
WHERE = {
    (part, name): places for part, named in _PLACES.items() for places, names in named.items() for name in names.split()
}
"""Where the field of a story's type has to stand, by that type and the field's name.

A field stands at least once in passages of every kind that is named, and may stand in others: (Finding, "lead"): PAGE |
NOTES says that a finding's lead is on a page of the brief and in the speaker's notes of the deck, and that no slide has
to have it. The fields of what it holds are narrowed by it: within `(Section, "credit"): NOWHERE` nothing has to stand
anywhere. A field not named is EVERYWHERE, so a field added to a type of the story is asked for until it is named here.
"""
_AS_GIVEN: dict[type, str] = {
    story.Story: "publisher label running", story.Closing: "contact legal sources", story.Quote: "name role cited",
    story.Message: "name role", story.Signed: "name role", story.Personal: "sender", story.Partner: "line",
    story.Action: "address contact until", story.Section: "credit spoken", story.Cover: "credit historic",
    story.Photograph: "credit",
}  # fmt: skip
_OF_ONE = {story.Portfolio: "meaning meaning_in_full one_of", story.PeopleChart: "meaning"}
_TRACED: dict[ProvenanceKind, dict[type, str]] = {
    "verbatim": _AS_GIVEN,
    "counted": _OF_ONE,
    "parts": {story.Portfolio: "caveat alone"},
}
TRACED = {(part, name): kind for kind, of in _TRACED.items() for part, names in of.items() for name in names.split()}
"""Where numbers of a field come from, if it is no quantity: from the data file, in which the field is a whole line, or
from "1 square = 1 garden", as it is in some languages, where English has words: that is counted; or from the table of
awards, which may come to another sum than is stated.
"""
