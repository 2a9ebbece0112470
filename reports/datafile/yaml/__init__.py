"""Reading a user's YAML: bytes to values with places, and values to a model; whatever is wrong becomes a Problem."""

from reports.datafile.yaml.characters import FORBIDDEN, decoded
from reports.datafile.yaml.faults import did_you_mean, enumeration
from reports.datafile.yaml.lines import SourceText, between_scalars, quote
from reports.datafile.yaml.reader import MOST_BYTES, read, read_bytes, read_file
from reports.datafile.yaml.recovery import repathed, validate, with_value
from reports.datafile.yaml.shapes import nearest
from reports.datafile.yaml.tree import Path, Tree

__all__ = ["FORBIDDEN", "MOST_BYTES", "Path", "Tree", "between_scalars", "decoded", "did_you_mean", "nearest", "quote"]
__all__ += ["SourceText", "enumeration", "read", "read_bytes", "read_file", "repathed", "validate", "with_value"]
