"""The data file's types: what a programme is, as its author writes it. Frozen, closed, and free of any look.

`loading.load` makes a Programme from YAML and turns every fault into a located problem; nothing else should build one
from outside data. Prose may hold {names} of quantities; Line and plain strings are verbatim. The text under a field
is what an editor shows its author: `datafile.schema` reads it.
"""

from reports.datafile.model.parts import *
from reports.datafile.model.pictures import *
from reports.datafile.model.portfolio import *
from reports.datafile.model.programme import *
from reports.datafile.model.quantities import *
from reports.datafile.model.sections import *
from reports.datafile.scalars import Cell as Cell
from reports.datafile.scalars import Line as Line
from reports.datafile.scalars import Prose as Prose
from reports.datafile.scalars import When as When
