"""What there is to tell, in order, and nothing of how it looks: no page, slide, inch or font.

`compose` makes a Story from a Programme; `brief` and `deck` each walk it with one exhaustive match over `Block`.
Every number in it has been resolved from a quantity and is traced by a `Figure` span.
"""

from reports.story.blocks import Action as Action
from reports.story.blocks import Block as Block
from reports.story.blocks import Breakdown as Breakdown
from reports.story.blocks import Comparison as Comparison
from reports.story.blocks import DataTable as DataTable
from reports.story.blocks import Exhibit as Exhibit
from reports.story.blocks import Fact as Fact
from reports.story.blocks import Figures as Figures
from reports.story.blocks import Finding as Finding
from reports.story.blocks import Form as Form
from reports.story.blocks import LargestAwards as LargestAwards
from reports.story.blocks import Listing as Listing
from reports.story.blocks import Message as Message
from reports.story.blocks import Organisation as Organisation
from reports.story.blocks import Partner as Partner
from reports.story.blocks import Partners as Partners
from reports.story.blocks import Photograph as Photograph
from reports.story.blocks import Picture as Picture
from reports.story.blocks import Portfolio as Portfolio
from reports.story.blocks import Project as Project
from reports.story.blocks import Projects as Projects
from reports.story.blocks import Question as Question
from reports.story.blocks import Questions as Questions
from reports.story.blocks import Quote as Quote
from reports.story.blocks import Timeline as Timeline
from reports.story.charts import Bar as Bar
from reports.story.charts import BarsChart as BarsChart
from reports.story.charts import Chart as Chart
from reports.story.charts import CodeChart as CodeChart
from reports.story.charts import Column as Column
from reports.story.charts import ColumnsChart as ColumnsChart
from reports.story.charts import Milestone as Milestone
from reports.story.charts import PeopleChart as PeopleChart
from reports.story.charts import SketchChart as SketchChart
from reports.story.charts import SketchPart as SketchPart
from reports.story.charts import SquaresChart as SquaresChart
from reports.story.charts import StepPoint as StepPoint
from reports.story.charts import StepsChart as StepsChart
from reports.story.charts import TimelineChart as TimelineChart
from reports.story.charts import charts_in as charts_in
from reports.story.document import Annex as Annex
from reports.story.document import Closing as Closing
from reports.story.document import Cover as Cover
from reports.story.document import Personal as Personal
from reports.story.document import Reference as Reference
from reports.story.document import Section as Section
from reports.story.document import Story as Story
from reports.story.text import Figure as Figure
from reports.story.text import KeyFigure as KeyFigure
from reports.story.text import Noted as Noted
from reports.story.text import Point as Point
from reports.story.text import Span as Span
from reports.story.text import Spoken as Spoken
from reports.story.text import Words as Words
from reports.story.text import folded as folded
from reports.story.text import merged as merged
from reports.story.text import notes_in as notes_in
from reports.story.text import plain as plain
from reports.story.text import plain_throughout as plain_throughout
from reports.story.text import throughout as throughout
from reports.story.text import unbroken as unbroken
from reports.story.text import words_in as words_in
