"""What a library's catalogue says of the brief: Dublin Core, from what the data file says anyway or besides."""

from reports.compose.citations import publication
from reports.datafile.dublincore import DublinCore
from reports.datafile.model import Line, Programme
from reports.datafile.scalars import When
from reports.story import numbers
from reports.story.phrases import phrases_in


def catalogue_of(programme: Programme) -> DublinCore:
    """Collect the entry; what is left out in it is taken from publisher, standfirst, sources and date."""
    entry, sources = programme.catalogue, programme.sources.values()
    listed = (", ".join(filter(None, (publication(each, programme.language), each.url))) for each in sources)
    standfirst = numbers.resolve(programme.standfirst, programme)
    return DublinCore(
        creators=tuple(each.text for each in entry.creators) or (programme.publisher.name.text,),
        description=_text_of(entry.description) or standfirst.text,
        identifier=_text_of(entry.identifier),
        rights=_text_of(entry.rights),
        source="; ".join(listed),
        coverage=_text_of(entry.coverage) or programme.as_of.text.text,
        subjects=(
            *(each.text for each in entry.subjects),
            *([phrases_in(programme.language).draft] if programme.status == "draft" else []),
        ),
        kind=_text_of(entry.type) or programme.label.text,
        contributors=tuple(each.text for each in entry.contributors),
        relation=_text_of(entry.relation),
        date=_iso(entry.date) if entry.date else "",
    )


def _iso(date: When) -> str:
    """Write a date at its own precision, as ISO 8601 has it: of a time, where it begins; "" for one still to come."""
    return "" if date.hole else "-".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)


def _text_of(line: Line | None) -> str:
    return line.text if line else ""
