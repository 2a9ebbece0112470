"""Which parts of a Story have to stand on the page, on the slide, and in the notes; a part not named, in all three.

This is held against finished files, so it says what readers are promised, and not what the renderers do.
"""

from reports import story
from reports.verify.readback.reading import PassageKind

Placement = frozenset[PassageKind]  # of a brief's passages, "page" and "running"; of a deck's, all but "page"
NOWHERE: Placement = frozenset()
PAGE: Placement = frozenset({"page"})
SLIDE: Placement = frozenset({"slide"})
NOTES: Placement = frozenset({"notes"})
RUNNING: Placement = frozenset({"running"})
EVERYWHERE = PAGE | SLIDE | NOTES

WHERE: dict[tuple[type, str], Placement] = {
    (story.Cover, "title"): PAGE | SLIDE,
    (story.Cover, "subtitle"): SLIDE,
    (story.Cover, "standfirst"): PAGE | NOTES,
    (story.Cover, "portfolio"): PAGE | NOTES,
    (story.Cover, "credit"): PAGE | NOTES,
    (story.Cover, "historic"): PAGE | SLIDE,
    (story.Cover, "draft"): PAGE | NOTES,
    (story.Cover, "photo"): NOWHERE,  # only where the look has a photo there
    (story.Personal, "dedication"): PAGE | SLIDE,
    (story.Personal, "letter"): PAGE | NOTES,
    (story.Personal, "signed"): PAGE | NOTES,
    (story.Personal, "sender"): PAGE,
    (story.Section, "heading"): PAGE,
    (story.Section, "headline"): SLIDE,
    (story.Section, "credit"): NOWHERE,  # the page has it where there is a caption
    (story.Section, "spoken"): NOTES,  # and the slide's footer, as far as there is room
    (story.Finding, "lead"): PAGE | NOTES,
    (story.Finding, "text"): PAGE | NOTES,
    (story.Finding, "points"): SLIDE,
    (story.Comparison, "caption"): PAGE | NOTES,
    (story.Form, "text"): PAGE | NOTES,
    (story.Form, "short"): SLIDE,
    (story.Question, "name"): PAGE | NOTES,
    (story.Question, "text"): PAGE | NOTES,
    (story.Question, "short"): SLIDE,
    (story.Listing, "intro"): PAGE | NOTES,
    (story.Organisation, "text"): PAGE | NOTES,
    (story.Organisation, "points"): SLIDE,
    (story.Timeline, "measure"): PAGE | NOTES,
    (story.Timeline, "caption"): PAGE | NOTES,
    (story.SketchChart, "parts"): NOWHERE,  # drawn
    (story.Breakdown, "measure"): PAGE | NOTES,
    (story.Breakdown, "caption"): PAGE | NOTES,
    (story.Breakdown, "heading"): PAGE,
    (story.Breakdown, "largest"): PAGE,
    (story.Exhibit, "headline"): SLIDE,
    (story.Exhibit, "heading"): PAGE,
    (story.Exhibit, "measure"): PAGE | NOTES,
    (story.Exhibit, "caption"): PAGE | NOTES,
    (story.Portfolio, "meaning"): NOWHERE,  # it stands beside squares, if they are drawn
    (story.Portfolio, "meaning_in_full"): NOWHERE,
    (story.Portfolio, "caveat"): NOWHERE,
    (story.Portfolio, "alone"): NOWHERE,  # a duty, with squares and without
    (story.Portfolio, "described"): NOWHERE,  # beside squares with numbers, if they are drawn
    (story.Portfolio, "numbered"): NOWHERE,
    (story.Portfolio, "one_of"): NOWHERE,
    (story.Project, "name"): PAGE | NOTES,
    (story.Project, "what"): PAGE | NOTES,
    (story.Project, "headline"): SLIDE,
    (story.Project, "finding"): PAGE | NOTES,
    (story.Project, "text"): PAGE | NOTES,
    (story.Project, "points"): SLIDE,
    (story.Picture, "text"): PAGE | NOTES,
    (story.Quote, "cited"): PAGE,
    (story.Message, "signature"): NOWHERE,  # its credit: the name below it says whose it is
    (story.Partner, "logo"): NOWHERE,
    (story.Action, "text"): PAGE | NOTES,  # and the slide, as far as there is room
    (story.Closing, "heading"): PAGE,
    (story.Closing, "headline"): SLIDE,
    (story.Closing, "notes_label"): PAGE | SLIDE,
    (story.Closing, "sources_label"): PAGE | SLIDE,
    (story.Closing, "legal"): PAGE | NOTES,
    (story.Story, "as_of"): NOWHERE,  # told with the words before it
    (story.Story, "label"): PAGE,
    (story.Story, "running"): RUNNING,
    (story.Story, "publisher"): PAGE | SLIDE,
}
"""Where the field of a story's type has to stand, by that type and the field's name.

A field stands at least once in passages of every kind that is named, and may stand in others: (Finding, "lead"): PAGE |
NOTES says that a finding's lead is on a page of the brief and in the speaker's notes of the deck, and that no slide has
to have it. The fields of what it holds are narrowed by it: within `(Section, "credit"): NOWHERE` nothing has to stand
anywhere. A field not named is EVERYWHERE, so a field added to a type of the story is asked for until it is named here.
"""
# Ours, with "1 square = 1 garden" in some languages, where English has words: those numbers are counted.
OF_ONE = {(story.Portfolio, name) for name in ("meaning", "meaning_in_full", "one_of")} | {
    (story.PeopleChart, "meaning")
}
# Verbatim in the data file, as whole lines.
VERBATIM = {
    *((story.Story, name) for name in ("publisher", "label", "running")),
    *((story.Closing, name) for name in ("contact", "legal", "sources")),
    *((story.Quote, name) for name in ("name", "role", "cited")),
    *((story.Message, name) for name in ("name", "role")),
    *((story.Signed, name) for name in ("name", "role")),
    (story.Personal, "sender"),
    (story.Partner, "line"),
    *((story.Action, name) for name in ("address", "contact", "until")),
    *((story.Section, name) for name in ("credit", "spoken")),
    *((story.Cover, name) for name in ("credit", "historic")),
    (story.Photograph, "credit"),
}
