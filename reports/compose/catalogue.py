"""What a library's catalogue says of the brief: Dublin Core, from what the data file says anyway or besides."""

from __future__ import annotations

from reports.compose.citations import publication
from reports.datafile.dublincore import DublinCore
from reports.datafile.model import Line, Programme, Source
from reports.story import numbers


def catalogue_of(programme: Programme) -> DublinCore:
    """Collect the entry; what is left out in it is taken from publisher, standfirst, sources and date."""
    entry = programme.catalogue
    standfirst = numbers.resolve(programme.standfirst, programme)
    return DublinCore(
        creators=tuple(each.text for each in entry.creators) or (programme.publisher.name.text,),
        description=_said(entry.description) or standfirst.text,
        identifier=_said(entry.identifier),
        rights=_said(entry.rights),
        source="; ".join(_listed(source, programme.language) for source in programme.sources.values()),
        coverage=_said(entry.coverage) or programme.as_of.text.text,
    )


def _said(line: Line | None) -> str:
    return line.text if line else ""


def _listed(source: Source, language: str) -> str:
    return ", ".join(filter(None, (publication(source, language), source.url)))
