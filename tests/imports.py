"""What a file of Python imports."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path


@cache
def imported(path: Path) -> frozenset[str]:
    """Return each module that a file imports, and each name that it takes out of one, with the module before it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)
