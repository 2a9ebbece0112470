"""The data file's types: what a programme is, as its author writes it. Frozen, closed, and free of any look.

`loading.load` makes a Programme from YAML and turns every fault into a located problem; nothing else should build one
from outside data. Prose may hold {names} of quantities; Line and plain strings are verbatim. The text under a field
is what an editor shows its author: `datafile.schema` reads it.
"""

from reports.datafile.model.handout import Handout
from reports.datafile.model.parts import (
    AskedQuestion,
    ComparedForm,
    LabelledText,
    NotableProject,
    ShownFact,
    SketchShape,
)
from reports.datafile.model.portfolio import AwardsTable, PortfolioArea, PortfolioFacts
from reports.datafile.model.programme import AsOf, Programme, Source, Step
from reports.datafile.model.quantities import Bound, Derived, Quantity, Stated
from reports.datafile.model.sections import (
    ComparisonSection,
    ListSection,
    OrganisationSection,
    PortfolioSection,
    ProjectsSection,
    QuestionsSection,
    Section,
    TextSection,
    TimelineSection,
    WebcastSection,
)
from reports.datafile.scalars import Line, Prose, When

__all__ = [
    "AsOf",
    "AskedQuestion",
    "AwardsTable",
    "Bound",
    "ComparedForm",
    "ComparisonSection",
    "Derived",
    "Handout",
    "LabelledText",
    "Line",
    "ListSection",
    "NotableProject",
    "OrganisationSection",
    "PortfolioArea",
    "PortfolioFacts",
    "PortfolioSection",
    "Programme",
    "ProjectsSection",
    "Prose",
    "Quantity",
    "QuestionsSection",
    "Section",
    "ShownFact",
    "SketchShape",
    "Source",
    "Stated",
    "Step",
    "TextSection",
    "TimelineSection",
    "WebcastSection",
    "When",
]
