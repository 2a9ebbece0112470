"""Tables as files, whatever stands in them: CSV's encodings and separators, workbooks before anyone trusts them."""

from reports.tables.faults import TableError

__all__ = ["TableError"]
