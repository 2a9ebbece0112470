"""What there is to tell, in order, and nothing of how it looks: no page, slide, inch or font.

`compose` makes a Story from a Programme; `brief` and `deck` each walk it with one exhaustive match over `Block`.
Every number in it has been resolved from a quantity and is traced by a `Figure` span.
"""

from reports.story.blocks import *
from reports.story.charts import *
from reports.story.document import *
from reports.story.text import *
