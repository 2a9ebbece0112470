"""Reading a user's YAML: bytes to values with places, and values to a model; whatever is wrong becomes a Problem."""

from reports.datafile.yaml.characters import FORBIDDEN, decoded
from reports.datafile.yaml.comments import comments_in, without_comments
from reports.datafile.yaml.faults import did_you_mean, name_of
from reports.datafile.yaml.files import read_bytes, read_file
from reports.datafile.yaml.lines import SourceText, quote
from reports.datafile.yaml.reader import MOST_BYTES, read
from reports.datafile.yaml.recovery import repathed
from reports.datafile.yaml.shapes import nearest
from reports.datafile.yaml.tree import Path, Tree
from reports.datafile.yaml.validation import validate

__all__ = [
    "FORBIDDEN",
    "MOST_BYTES",
    "Path",
    "SourceText",
    "Tree",
    "comments_in",
    "decoded",
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
