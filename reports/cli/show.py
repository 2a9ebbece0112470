"""The commands that print what one may need to know: `schema` for editors, `template` for a template of one's own."""

import argparse
import json
from pathlib import Path

from reports.cli.arguments import Commands
from reports.cli.terminal import DONE


def add_schema(commands: Commands) -> None:
    """Add the command `schema`, which has no arguments."""
    schema = commands.add_parser("schema", help="print the JSON Schema of data files, for editors")
    schema.set_defaults(run=_schema)


def _schema(_given: argparse.Namespace) -> int:
    from reports.datafile.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return DONE


def add_template(commands: Commands) -> None:
    """Add the command `template` and its arguments."""
    template = commands.add_parser("template", help="print how a PowerPoint template's layouts are used")
    template.add_argument("file", type=Path, metavar="FILE", help="the template (.pptx or .potx)")
    template.add_argument("--theme", type=Path, metavar="FILE", help="a theme that chooses layouts")
    template.set_defaults(run=_template)


def _template(given: argparse.Namespace) -> int:
    from reports.deck.user_template.choose import read
    from reports.deck.user_template.mapping import mapping_as_text
    from reports.deck.user_template.own_copies import is_copy
    from reports.theme.load import load_theme

    beside = given.file.parent / "theme.yaml"
    theme = load_theme(given.theme or (beside if beside.is_file() else None))
    _, found, choices = read(given.file, theme)
    print(mapping_as_text(found, choices, str(given.file)))
    if is_copy(found, theme) and not (theme.template and theme.template.layouts):
        print("\nIt is a copy of our own template: without such a map, all of its layouts are used.")
    return DONE
