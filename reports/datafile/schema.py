"""The JSON Schema of the data file, by which editors complete keys and explain them. Made from the model alone.

It takes whatever is taken when a file is read, as an editor's YAML reader gives it.
"""

import ast
from importlib.resources import files
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DecimalSchema, IntSchema

from reports.datafile import model
from reports.datafile.model import Programme

# Pydantic's own words about types, which tell an author nothing.
_NOISE = ("title", "default", "discriminator")
_NAMED = ("properties", "patternProperties", "$defs")  # below these, a key is a name and not a word of the schema's
_FIGURES = {
    "file": "A table of quantities beside this file, .csv or .xlsx: its columns are name, value, unit, source …",
    "sheet": "The table's sheet, if several have figures.",
    "decimals": "point or comma, where the table's cells do not show it.",
}


def json_schema() -> dict[str, Any]:
    """Return the schema, its keys in a stable order; `description` is each field's docstring in the model."""
    schema = _described(Programme.model_json_schema(schema_generator=_AsEditorsRead), _docstrings())
    _with_figures(schema["properties"]["quantities"])
    definitions = schema.pop("$defs")
    about = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A funding programme"}
    return about | schema | {"$defs": dict(sorted(definitions.items()))}


def _with_figures(quantities: dict[str, Any]) -> None:
    """Let quantities name a table, by keys that are no quantities where they hold a text."""
    ((names, quantity),) = quantities.pop("patternProperties").items()
    others = names.replace("^", f"^(?!(?:{'|'.join(_FIGURES)})$)", 1)
    text = {key: {"type": "string", "description": says} for key, says in _FIGURES.items()}
    quantities["properties"] = {key: {"anyOf": [each, quantity]} for key, each in text.items()}
    quantities["patternProperties"] = {others: quantity}


class _AsEditorsRead(GenerateJsonSchema):
    """Takes a number with _ between its digits for the text that it is to YAML 1.2; ours reads a number there."""

    def int_schema(self, schema: IntSchema) -> JsonSchemaValue:
        return _or_grouped(super().int_schema(schema), "")

    def decimal_schema(self, schema: DecimalSchema) -> JsonSchemaValue:
        number, _text = super().decimal_schema(schema)["anyOf"]
        return _or_grouped(number, r"(\.\d*)?")


def _or_grouped(number: JsonSchemaValue, fraction: str) -> JsonSchemaValue:
    return {"anyOf": [number, {"type": "string", "pattern": rf"^[-+]?\d+(_\d+)+{fraction}$"}]}


def _described(schema: dict[str, Any], texts: dict[str, dict[str, str]]) -> dict[str, Any]:
    for name, definition in [("Programme", schema), *schema["$defs"].items()]:
        for field, about in definition.get("properties", {}).items():
            if field in texts.get(name, {}):
                about["description"] = texts[name][field]
    cleaned: dict[str, Any] = _without_noise(schema)
    return cleaned


def _without_noise(part: Any, *, names: bool = False) -> Any:
    """Leave out titles and defaults, but not a property that is called so (`names`: the keys are the author's)."""
    if isinstance(part, list):
        return [_without_noise(each) for each in part]
    if not isinstance(part, dict):
        return part
    if "patternProperties" in part:
        part = {**part, "additionalProperties": False}
    kept = part.items() if names else ((key, each) for key, each in part.items() if key not in _NOISE)
    return {key: _without_noise(each, names=key in _NAMED and not names) for key, each in kept}


def _docstrings() -> dict[str, dict[str, str]]:
    """Read the strings under the model's fields. Python drops them, and pydantic would parse the source at import."""
    modules = [ast.parse(file.read_text("utf-8")) for file in files(model).iterdir() if file.name.endswith(".py")]
    classes = [node for module in modules for node in module.body if isinstance(node, ast.ClassDef)]
    own = {each.name: _under_fields(each) for each in classes}
    parents = {each.name: [base.id for base in each.bases if isinstance(base, ast.Name)] for each in classes}
    return {name: {k: v for base in [*parents[name], name] for k, v in own.get(base, {}).items()} for name in own}


def _under_fields(body: ast.ClassDef) -> dict[str, str]:
    texts = {}
    for field, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            texts[field.target.id.rstrip("_")] = " ".join(str(ast.literal_eval(below.value)).split())
    return texts
