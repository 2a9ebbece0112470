"""A tree of values held against a pydantic model, to the end: what one fault hides is found in the same run."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from reports.datafile.yaml.faults import problems
from reports.datafile.yaml.reader import MOST_PROBLEMS
from reports.datafile.yaml.recovery import StandIn, harmless, recovered
from reports.datafile.yaml.shapes import Fault, faults_of
from reports.datafile.yaml.tree import Tree
from reports.errors import Problem

Model = TypeVar("Model", bound=BaseModel)

_MOST_ROUNDS = 12


def validate(
    model: type[Model], tree: Tree, stand_in: StandIn = harmless
) -> tuple[Model | None, tuple[Problem, ...], Tree]:
    """Make a model of what was read; give all problems of its shape, and the tree that the model was made of.

    With problems the model is only good for finding more: what is at fault was left out or stood in for, and is
    `faulty` in the tree. There is none where too much is wrong. What `tree` reports is not said again.
    """
    found: list[Problem] = []
    for _ in range(_MOST_ROUNDS):
        if () in tree.faulty:
            break
        try:
            return model.model_validate(tree.value), tuple(found), tree
        except ValidationError as error:
            faults = faults_of(model, error, tree)
        found += problems([fault for fault in faults if _is_news(fault, tree)][:MOST_PROBLEMS], tree)
        if len(faults) > MOST_PROBLEMS:
            break
        tree = recovered(faults, tree, stand_in)
    return None, tuple(found[:MOST_PROBLEMS]), tree


def _is_news(fault: Fault, tree: Tree) -> bool:
    """Return whether nothing was said of it, or of what it is part of, and reading went far enough to know."""
    if fault.kind == "missing" and fault.path[:-1] in tree.open:
        return False
    if fault.kind == "too_short" and (fault.path in tree.open or not tree.sound(*fault.path)):
        return False
    return not tree.lost(fault.path)
