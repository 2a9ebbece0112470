"""Reading a user's YAML: bytes to values with places, and values to a model; whatever is wrong becomes a Problem."""

from reports.located.characters import FORBIDDEN
from reports.located.comments import comments_in, without_comments
from reports.located.faults import did_you_mean, name_of
from reports.located.files import read_bytes, read_file
from reports.located.lines import Text, quote
from reports.located.mending import repathed
from reports.located.reader import MOST_BYTES, read
from reports.located.shapes import nearest
from reports.located.tree import Path, Tree
from reports.located.validation import validate

__all__ = [
    "FORBIDDEN",
    "MOST_BYTES",
    "Path",
    "Text",
    "Tree",
    "comments_in",
    "did_you_mean",
    "name_of",
    "nearest",
    "quote",
    "read",
    "read_bytes",
    "read_file",
    "repathed",
    "validate",
    "without_comments",
]
