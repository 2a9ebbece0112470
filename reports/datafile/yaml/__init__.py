"""Reading a user's YAML: bytes to values with places, and values to a model; whatever is wrong becomes a Problem."""

from reports.datafile.yaml.characters import FORBIDDEN as FORBIDDEN
from reports.datafile.yaml.characters import decoded as decoded
from reports.datafile.yaml.faults import did_you_mean as did_you_mean
from reports.datafile.yaml.lines import between_scalars as between_scalars
from reports.datafile.yaml.lines import quote as quote
from reports.datafile.yaml.reader import MOST_BYTES as MOST_BYTES
from reports.datafile.yaml.reader import read as read
from reports.datafile.yaml.reader import read_bytes as read_bytes
from reports.datafile.yaml.reader import read_file as read_file
from reports.datafile.yaml.recovery import repathed as repathed
from reports.datafile.yaml.recovery import validate as validate
from reports.datafile.yaml.shapes import nearest as nearest
from reports.datafile.yaml.tree import Path as Path
from reports.datafile.yaml.tree import Tree as Tree
