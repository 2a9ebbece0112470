from reports.frozen import frozen

"""A library's entry for the brief, as the data file gives it and as the PDF carries it."""


@frozen
class DublinCore:
    """What a library's catalogue says of the whole, beside title, publisher and language; in Dublin Core's words."""

    creators: tuple[str, ...] = ()
    description: str = ""
    identifier: str = ""
    rights: str = ""
    source: str = ""
    coverage: str = ""
    subjects: tuple[str, ...] = ()
    kind: str = ""
    contributors: tuple[str, ...] = ()
    relation: str = ""
    date: str = ""
