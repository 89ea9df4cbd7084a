"""From pydantic's errors to findings: keyed by their type and context, never by their English text."""

import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from loftekoll.diagnostic import Finding, Severity
from loftekoll.source import KeyPath

_MAPPING_TYPES = {"model_type", "model_attributes_type", "dict_type", "mapping_type"}
_LIST_TYPES = {"tuple_type", "list_type"}
_QUOTED = re.compile(r"'([^']*)'")


def findings_of(error: ValidationError, model: type[BaseModel], value: Any) -> list[Finding]:
    """One finding for each error, with the key path in the value that was validated."""
    return [_finding(each, model, value) for each in error.errors(include_url=False, include_input=True)]


def _finding(error: Any, model: type[BaseModel], value: Any) -> Finding:
    context = error.get("ctx", {})
    inner = tuple(context.get("path", ()))
    path = _path_in(value, (*error["loc"], *inner))
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_key(path, model, inner)
    if kind == "missing":
        return _missing_key(error["loc"], path, inner, model)
    if kind.startswith("LK"):
        span = (context["offset"], context["length"]) if "offset" in context else None
        is_on_key = kind == "LK109"
        return Finding(
            kind, Severity.ERROR, context["message"], context["hint"], path=path, span=span, on_key=is_on_key
        )
    message, hint = _by_type(kind, context, error["input"])
    return Finding("LK111", Severity.ERROR, message, hint, path=path)


def _by_type(  # noqa: PLR0911 - a table in the form of code
    kind: str, context: dict[str, Any], value: Any
) -> tuple[str, str]:
    """Message and hint for the error types that pydantic has for our fields."""
    shown = _shown(value)
    if kind in _MAPPING_TYPES:
        return "här ska stå nycklar med värden", "skriv «nyckel: värde» på egna rader, indragna två blanksteg"
    if kind in _LIST_TYPES:
        return "här ska stå en lista", "skriv varje del på en egen rad som börjar med «- »"
    if kind == "too_short":
        return "listan är tom", "skriv minst en del, på en egen rad som börjar med «- »"
    if kind == "enum":
        allowed = _QUOTED.findall(str(context.get("expected", "")))
        return f"{shown} är inget av de ord som får stå här", f"skriv {' eller '.join(allowed)}"
    if kind.startswith(("int", "decimal", "float", "is_instance", "finite")):
        return f"{shown} är inget tal", "skriv talet med siffror, utan citattecken"
    if kind.startswith("bool"):
        return f"{shown} är varken ja eller nej", "skriv true eller false"
    if kind.startswith(("greater_than", "less_than")):
        return f"{shown} är för litet eller för stort", "kontrollera talet"
    if kind.startswith("string"):
        return f"{shown} är ingen text", "sätt citattecken runt värdet"
    return f"{shown} duger inte här", "jämför med exemplet i README"


def _shown(value: Any) -> str:
    if isinstance(value, dict | list | tuple):
        return "värdet"
    text = str(value)
    return f"«{text[:57]}…»" if len(text) > 60 else f"«{text}»"


def _unknown_key(path: KeyPath, model: type[BaseModel], inner: KeyPath) -> Finding:
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is misspelt

    key = str(path[-1])
    allowed = _keys_at(model, path[:-1], inner)
    near = get_close_matches(key.lower(), allowed, n=1, cutoff=0.6)
    hint = f"menade du «{near[0]}»?" if near else f"här får stå {', '.join(allowed)}"
    return Finding("LK109", Severity.ERROR, f"okänd nyckel «{key}»", hint, path=path, on_key=True)


def _missing_key(loc: tuple[Any, ...], path: KeyPath, inner: KeyPath, model: type[BaseModel]) -> Finding:
    key = str((inner or loc)[-1])
    field = next((f for m in _models_at(model, path, inner) for f in m.model_fields.values() if f.alias == key), None)
    example = f": {field.description}" if field and field.description else ""
    return Finding("LK110", Severity.ERROR, f"nyckeln «{key}» saknas", f"lägg till «{key}»{example}", path=path)


def _path_in(value: Any, loc: tuple[Any, ...]) -> KeyPath:
    """The part of the location that exists in the value; a scalar that was taken as a list has no index."""
    path: list[str | int] = []
    for part in loc:
        if (isinstance(value, dict) and part in value) or (
            isinstance(value, list) and isinstance(part, int) and part < len(value)
        ):
            value = value[part]
        else:
            continue
        path.append(part)
    return tuple(path)


def _keys_at(model: type[BaseModel], path: KeyPath, inner: KeyPath) -> list[str]:
    return [field.alias or name for each in _models_at(model, path, inner) for name, field in each.model_fields.items()]


def _models_at(model: type[BaseModel], path: KeyPath, inner: KeyPath) -> list[type[BaseModel]]:
    """The model of the mapping at this path; a target written as keys is not in the annotations."""
    from loftekoll.model import TargetFields, WindowFields  # noqa: PLC0415 - one of many paths

    if inner:
        return [WindowFields if "fönster" in inner[:-1] else TargetFields]
    models = [model]
    for part in path:
        if isinstance(part, str):
            models = [
                found
                for each in models
                for name, field in each.model_fields.items()
                if (field.alias or name) == part
                for found in _models_in(field.annotation)
            ] or models
    return models


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
