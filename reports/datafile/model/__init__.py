"""The data file's types: what a programme is, as its author writes it. Frozen, closed, and free of any look.

`loading.load` makes a Programme from YAML and turns every fault into a located problem; nothing else should build one
from outside data. Prose may hold {names} of quantities; Line and plain strings are verbatim. The text under a field
is what an editor shows its author: `datafile.schema` reads it.
"""

from reports.datafile.model.changes import Changes as Changes
from reports.datafile.model.changes import EarlierFile as EarlierFile
from reports.datafile.model.changes import Subtraction as Subtraction
from reports.datafile.model.parts import AskedQuestion as AskedQuestion
from reports.datafile.model.parts import ChartValue as ChartValue
from reports.datafile.model.parts import ComparedForm as ComparedForm
from reports.datafile.model.parts import Handout as Handout
from reports.datafile.model.parts import LabelledText as LabelledText
from reports.datafile.model.parts import LetterTable as LetterTable
from reports.datafile.model.parts import NamedPartner as NamedPartner
from reports.datafile.model.parts import NotableProject as NotableProject
from reports.datafile.model.parts import ShownFact as ShownFact
from reports.datafile.model.parts import ShownFigure as ShownFigure
from reports.datafile.model.parts import SketchShape as SketchShape
from reports.datafile.model.parts import TableColumn as TableColumn
from reports.datafile.model.pictures import Consents as Consents
from reports.datafile.model.pictures import NamedPicture as NamedPicture
from reports.datafile.model.portfolio import AwardsTable as AwardsTable
from reports.datafile.model.portfolio import Noun as Noun
from reports.datafile.model.portfolio import PortfolioArea as PortfolioArea
from reports.datafile.model.portfolio import PortfolioFacts as PortfolioFacts
from reports.datafile.model.programme import OWN_WORDS as OWN_WORDS
from reports.datafile.model.programme import AsOf as AsOf
from reports.datafile.model.programme import Programme as Programme
from reports.datafile.model.programme import Source as Source
from reports.datafile.model.programme import Step as Step
from reports.datafile.model.quantities import Bound as Bound
from reports.datafile.model.quantities import Change as Change
from reports.datafile.model.quantities import Derived as Derived
from reports.datafile.model.quantities import Quantity as Quantity
from reports.datafile.model.quantities import Ranged as Ranged
from reports.datafile.model.quantities import Sourced as Sourced
from reports.datafile.model.quantities import Stated as Stated
from reports.datafile.model.sections import ActionSection as ActionSection
from reports.datafile.model.sections import ChangesSection as ChangesSection
from reports.datafile.model.sections import ChartSection as ChartSection
from reports.datafile.model.sections import ComparisonSection as ComparisonSection
from reports.datafile.model.sections import FiguresSection as FiguresSection
from reports.datafile.model.sections import ListSection as ListSection
from reports.datafile.model.sections import MessageSection as MessageSection
from reports.datafile.model.sections import OrganisationSection as OrganisationSection
from reports.datafile.model.sections import PartnersSection as PartnersSection
from reports.datafile.model.sections import PictureSection as PictureSection
from reports.datafile.model.sections import PortfolioSection as PortfolioSection
from reports.datafile.model.sections import ProjectsSection as ProjectsSection
from reports.datafile.model.sections import QuestionsSection as QuestionsSection
from reports.datafile.model.sections import QuoteSection as QuoteSection
from reports.datafile.model.sections import Section as Section
from reports.datafile.model.sections import TableSection as TableSection
from reports.datafile.model.sections import TextSection as TextSection
from reports.datafile.model.sections import TimelineSection as TimelineSection
from reports.datafile.model.sections import WebcastSection as WebcastSection
from reports.datafile.scalars import Cell as Cell
from reports.datafile.scalars import Line as Line
from reports.datafile.scalars import Prose as Prose
from reports.datafile.scalars import When as When
