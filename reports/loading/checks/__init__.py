"""What only the whole of a data file can show: names that lead nowhere, numbers that may not stand as they do."""

from reports.datafile.model import Line, Programme
from reports.datafile.scalars import texts_in
from reports.datafile.yaml import Tree
from reports.errors import Problem
from reports.loading.checks import ages, personal, portfolio, references, sections
from reports.loading.checks.bothsides import one_sided
from reports.loading.checks.file import CheckedFile, Lacks
from reports.loading.checks.glyphs import glyphs, other_scripts, unopened
from reports.loading.checks.markup import footnotes
from reports.loading.checks.prose import prose, unmarked, unused, verbatim, wording

_MODULES = (references, portfolio, sections, ages, personal)
_RULES = (*(rule for module in _MODULES for rule in module.RULES), one_sided, wording)


def check(programme: Programme, tree: Tree, lacks: Lacks) -> list[Problem]:
    """Return every problem and warning of a programme that fits the model; `lacks` names characters without a glyph.

    Where the tree has faults, what rests on them is left alone: no problem is only the consequence of another.
    """
    file = CheckedFile(programme, tree)
    keyed = [(key, text) for key, text in texts_in(programme) if text.text]  # a stand-in says nothing
    texts = tuple(text for _, text in keyed)
    found = [problem for rule in _RULES for problem in rule(file)]
    for key, text in keyed:
        found += () if key == "words" else verbatim(text, file) if isinstance(text, Line) else prose(text, file)
    found += (*unmarked(keyed, file), *footnotes(keyed, file), *unused(texts, file))
    return [*found, *glyphs(texts, file, lacks), *other_scripts(texts, file), *unopened(texts, file)]
