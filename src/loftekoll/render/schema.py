"""JSON Schema of promise files and of log files, so that an editor can help while they are written.

The schemas are laxer than `kontrollera`: they read no phrases and no names, and see one file at a time.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from loftekoll.fields import TargetFields
from loftekoll.model import Activity, Assessment, FollowUpNotes, Promise, Verdict
from loftekoll.municipalities import municipalities, swedish_order

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REFERENCE = "#/$defs/{model}"


def promise_schema() -> dict[str, Any]:
    """The schema of a promise file (draft 2020-12), with Swedish titles and descriptions.

    A municipality may be written in any way that is read, but an editor proposes the names.
    """
    definitions = _definitions(Promise, TargetFields)
    promise = definitions.pop(Promise.__name__)
    name = _referring_to("Municipality")
    places = {"anyOf": [name, {"type": "array", "items": name, "minItems": 1}]}
    described = {key: value for key, value in promise["properties"]["kommun"].items() if key != "anyOf"}
    properties = promise["properties"] | {"kommun": described | places}
    return _document({**promise, "properties": properties}, definitions | {"Municipality": _municipality()})


def log_schema() -> dict[str, Any]:
    """The schema of a file in a log: an assessment, the notes on a year, or else a log entry.

    The keys decide which one it is, so that an editor says what is wrong with it as that, and not as all three. What
    is no other form yet is a log entry, where an editor also proposes the keys that would make it one of the others.
    """
    definitions = _definitions(Activity, Assessment, FollowUpNotes)
    definitions[Assessment.__name__] |= {
        "if": {"properties": {"bedömning": {"const": Verdict.FULFILLED.value}}},
        "else": {"required": ["motivering"]},
    }
    notes = definitions[FollowUpNotes.__name__]["properties"]
    verdict = {"bedömning": definitions[Assessment.__name__]["properties"]["bedömning"]}
    return _document(
        {
            "title": "Logg",
            "description": "En fil i loggen: en loggpost, en bedömning eller det samordnarna skriver om ett år.",
            "type": "object",
            "if": {"required": ["bedömning"]},
            "then": _referring_to(Assessment.__name__),
            "else": {
                "if": {"anyOf": [{"required": [key]} for key in notes]},
                "then": _referring_to(FollowUpNotes.__name__),
                "else": {"allOf": [_referring_to(Activity.__name__), {"properties": verdict | notes}]},
            },
        },
        definitions,
    )


def schema_text(schema: Mapping[str, Any]) -> str:
    """The schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


class _PlainSchema(GenerateJsonSchema):
    """Without what an editor would fill in as a value (`null`, `[]`), and flat where a text may be left out."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        return made if made.get("default") else {key: value for key, value in made.items() if key != "default"}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        made = super().nullable_schema(schema)
        first, *others = made.get("anyOf", [made])
        is_plain = others == [{"type": "null"}] and isinstance(first.get("type"), str)
        return {**first, "type": [first["type"], "null"]} if is_plain else made


def _definitions(*models: type[BaseModel]) -> dict[str, Any]:
    """The definition of every model and of all that it refers to, by name."""
    inputs = [(model, "validation") for model in models]
    _, made = models_json_schema(
        inputs,  # type: ignore[arg-type]  # mypy takes the mode for any text
        by_alias=True,
        ref_template=_REFERENCE,
        schema_generator=_PlainSchema,
    )
    return {name: _words(found) if "enum" in found else found for name, found in made["$defs"].items()}


def _words(definition: dict[str, Any]) -> dict[str, Any]:
    """The words to choose among, and them as a hint; the name and the docstring of an enum are English."""
    *others, last = definition["enum"]
    hint = f"skriv {', '.join(others)} eller {last}"
    return {"type": definition["type"], "enum": definition["enum"], "errorMessage": hint}


def _document(top: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The whole schema, with the definitions that are referred to, in order of name."""
    kept: dict[str, Any] = {}
    waiting = sorted(_referred(top))
    while waiting:
        name = waiting.pop()
        if name not in kept:
            kept[name] = definitions[name]
            waiting += _referred(definitions[name])
    return {"$schema": _DIALECT, **top, "$defs": dict(sorted(kept.items()))}


def _referred(value: object) -> Iterator[str]:
    """The names of the definitions that a piece of a schema refers to."""
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"].rpartition("/")[2]
        for each in value.values():
            yield from _referred(each)
    elif isinstance(value, list):
        for each in value:
            yield from _referred(each)


def _referring_to(name: str) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(model=name)}


def _municipality() -> dict[str, Any]:
    hint = "skriv kommunens namn, eller dess kod inom citattecken"
    names = sorted((each.name for each in municipalities()), key=swedish_order)
    return {
        "title": "Kommun",
        "description": "En av Sveriges kommuner, eller Exempelby för övning",
        "anyOf": [{"enum": names, "errorMessage": hint}, {"type": "string", "minLength": 1, "errorMessage": hint}],
    }
