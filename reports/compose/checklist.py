"""What no machine can judge of brief and deck, as a checklist that a person signs off in five minutes.

It is filled with this document's own alt texts, headings and links; what a machine can judge is not on it.
"""

from collections.abc import Iterator, Sequence

from reports.datafile.attachments import Enclosed
from reports.datafile.model import MessageSection, Programme, ProjectsSection, QuoteSection, TableSection
from reports.story import Photograph, Portfolio, Projects, Story, charts_in, words_in
from reports.story.text import parts_in


def checklist(story: Story, enclosed: Enclosed) -> str:
    """Write the list as plain text, for `check --human`; what is empty has no question."""
    alts = list(dict.fromkeys(each.alt for each in (*charts_in(story), *parts_in(story, Photograph))))
    headings = ["\n      ".join(_outline(story))]
    parts = [
        ["To be judged by a person: " + story.cover.title.text],
        _part("Alt texts. Does each say what matters in its picture, to someone who does not see it?", alts),
        _part("Headings. Do they tell the story by themselves, in the right order?", headings),
        _part("Slides. Is each title a sentence that is true, and borne out by its slide?", [*_slide_titles(story)]),
        _part("Links. Is it clear where each leads, and does it lead there?", _links(story)),
        _part("The data inside. May everyone who gets the brief have this?", [str(enclosed)]),
        _part("Looking and listening.", _LOOKING),
        ["Checked by: ____________________   on: ____________________"],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def people(programme: Programme) -> str:
    """Say what becomes public about people, for `check`; empty if nothing does, as far as the data file shows it."""
    sections, table = programme.sections, programme.portfolio.awards
    quoted = [each.name.text for each in sections if isinstance(each, QuoteSection)]
    projects = [project for each in sections if isinstance(each, ProjectsSection) for project in each.projects]
    listed = {table.table: table.annex} if table and table.annex != "nothing" else {}
    found = {
        "quoted": quoted,
        "signing": [each.name.text for each in sections if isinstance(each, MessageSection)],
        "in pictures": [name for name, each in programme.pictures.items() if each.people],
        "with projects": [each.credit.text for each in projects if each.credit],
        "in the annex": [f"{names} of {file}" for file, names in listed.items()],
        "in tables": [each.file.text for each in sections if isinstance(each, TableSection) and each.file],
        "inside the brief": [table.table] if table and table.attach else [],
    }
    told = "; ".join(f"{how}: {', '.join(names)}" for how, names in found.items() if names)
    return f"Public about people: {told}" if told else ""


_LOOKING = (
    "On a grey print, nothing is lost: no sentence or chart says something by colour alone.",
    "Read aloud by a screen reader, brief and slides come in an order that makes sense.",
    "What is expected is nowhere said to be done, and no number says more than its source.",
    "At 200 % on a small screen, and in large print, everything can still be read.",
)


def _part(question: str, answers: Sequence[str]) -> list[str]:
    return [question, *(f"  [ ] {answer}" for answer in answers)] if answers else []


def _outline(story: Story) -> Iterator[str]:
    yield story.cover.title.text
    for section in story.sections:
        if not isinstance(section.block, Portfolio):  # on paper the cover is its section
            yield f"  {section.heading}"
        if isinstance(section.block, Projects):
            yield from (f"    {project.name}" for project in section.block.projects)
    yield f"  {story.closing.heading}"


def _slide_titles(story: Story) -> Iterator[str]:
    for section in story.sections:
        parts = section.block.projects if isinstance(section.block, Projects) else (section,)
        yield from (part.headline.text for part in parts)
    yield story.closing.headline.text


def _links(story: Story) -> list[str]:
    """Return what leads out of the document; citations lead to the list of sources by themselves."""
    links = ((words.text[slice(*span)], target) for words in words_in(story) for span, target in words.links)
    outside = (f"“{text}” leads to {target}" for text, target in links if not target.startswith("#"))
    return list(dict.fromkeys(outside))
