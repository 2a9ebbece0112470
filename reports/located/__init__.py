"""Reading a user's YAML: bytes to values with places, and values to a model; whatever is wrong becomes a Problem."""

from reports.located.faults import did_you_mean, name_of, validate
from reports.located.files import read_file
from reports.located.lines import Text, quote
from reports.located.reader import FORBIDDEN, Path, Tree, read

__all__ = ["FORBIDDEN", "Path", "Text", "Tree", "did_you_mean", "name_of", "quote", "read", "read_file", "validate"]
