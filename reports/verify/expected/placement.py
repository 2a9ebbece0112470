"""Which parts of a Story have to stand on the page, on the slide, and in the notes; a part not named, in all three.

This is held against finished files, so it says what readers are promised, and not what the renderers do.
"""

from reports.story import (
    Breakdown,
    Closing,
    Comparison,
    Cover,
    Exhibit,
    Finding,
    Form,
    Listing,
    Organisation,
    Personal,
    Photograph,
    Picture,
    Portfolio,
    Project,
    Question,
    Quote,
    Section,
    SketchChart,
    Story,
    Timeline,
)
from reports.verify.readback.reading import PassageKind

Placement = frozenset[PassageKind]  # of a brief's passages, "page" and "running"; of a deck's, all but "page"
NOWHERE: Placement = frozenset()
PAGE: Placement = frozenset({"page"})
SLIDE: Placement = frozenset({"slide"})
NOTES: Placement = frozenset({"notes"})
RUNNING: Placement = frozenset({"running"})
EVERYWHERE = PAGE | SLIDE | NOTES

WHERE: dict[tuple[type, str], Placement] = {
    (Cover, "title"): PAGE | SLIDE,
    (Cover, "subtitle"): SLIDE,
    (Cover, "standfirst"): PAGE | NOTES,
    (Cover, "portfolio"): PAGE | NOTES,
    (Cover, "credit"): PAGE | NOTES,
    (Cover, "historic"): PAGE | SLIDE,
    (Cover, "photo"): NOWHERE,  # only where the look has a photo there
    (Personal, "dedication"): PAGE | SLIDE,
    (Personal, "letter"): PAGE | NOTES,
    (Section, "heading"): PAGE,
    (Section, "headline"): SLIDE,
    (Section, "credit"): NOWHERE,  # the page has it where there is a caption
    (Section, "spoken"): NOTES,  # and the slide's footer, as far as there is room
    (Finding, "lead"): PAGE | NOTES,
    (Finding, "text"): PAGE | NOTES,
    (Finding, "points"): SLIDE,
    (Comparison, "caption"): PAGE | NOTES,
    (Form, "text"): PAGE | NOTES,
    (Form, "short"): SLIDE,
    (Question, "name"): PAGE | NOTES,
    (Question, "text"): PAGE | NOTES,
    (Question, "short"): SLIDE,
    (Listing, "intro"): PAGE | NOTES,
    (Organisation, "text"): PAGE | NOTES,
    (Organisation, "points"): SLIDE,
    (Timeline, "measure"): PAGE | NOTES,
    (Timeline, "caption"): PAGE | NOTES,
    (SketchChart, "parts"): NOWHERE,  # drawn
    (Breakdown, "measure"): PAGE | NOTES,
    (Breakdown, "caption"): PAGE | NOTES,
    (Breakdown, "heading"): PAGE,
    (Breakdown, "largest"): PAGE,
    (Exhibit, "headline"): SLIDE,
    (Exhibit, "heading"): PAGE,
    (Exhibit, "measure"): PAGE | NOTES,
    (Exhibit, "caption"): PAGE | NOTES,
    (Portfolio, "meaning"): NOWHERE,  # it stands beside squares, if they are drawn
    (Portfolio, "meaning_in_full"): NOWHERE,
    (Portfolio, "caveat"): NOWHERE,
    (Portfolio, "alone"): NOWHERE,  # a duty, with squares and without
    (Portfolio, "described"): NOWHERE,  # beside squares with numbers, if they are drawn
    (Portfolio, "numbered"): NOWHERE,
    (Portfolio, "one_of"): NOWHERE,
    (Project, "name"): PAGE | NOTES,
    (Project, "what"): PAGE | NOTES,
    (Project, "headline"): SLIDE,
    (Project, "finding"): PAGE | NOTES,
    (Project, "text"): PAGE | NOTES,
    (Project, "points"): SLIDE,
    (Picture, "text"): PAGE | NOTES,
    (Quote, "cited"): PAGE,
    (Closing, "heading"): PAGE,
    (Closing, "headline"): SLIDE,
    (Closing, "sources_label"): PAGE | SLIDE,
    (Closing, "legal"): PAGE | NOTES,
    (Story, "as_of"): NOWHERE,  # told with the words before it
    (Story, "label"): PAGE,
    (Story, "running"): RUNNING,
    (Story, "publisher"): PAGE | SLIDE,
}
"""Where the field of a story's type has to stand, by that type and the field's name.

A field stands at least once in passages of every kind that is named, and may stand in others: (Finding, "lead"): PAGE |
NOTES says that a finding's lead is on a page of the brief and in the speaker's notes of the deck, and that no slide has
to have it. The fields of what it holds are narrowed by it: within `(Section, "credit"): NOWHERE` nothing has to stand
anywhere. A field not named is EVERYWHERE, so a field added to a type of the story is asked for until it is named here.
"""
# Verbatim in the data file, as whole lines.
VERBATIM = {(Story, "publisher"), (Story, "label"), (Story, "running"), (Closing, "contact"), (Closing, "legal")}
VERBATIM |= {
    (Photograph, "credit"),
    (Quote, "name"),
    (Quote, "role"),
    (Quote, "cited"),
    (Closing, "sources"),
    (Section, "credit"),
    (Section, "spoken"),
    (Cover, "credit"),
    (Cover, "historic"),
}
