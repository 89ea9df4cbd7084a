"""From pydantic's errors to findings: keyed by their type and context, never by their English text."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from loftekoll.diagnostic import Finding, Severity
from loftekoll.source import KeyPath

_MAPPING_TYPES = {"model_type", "model_attributes_type", "dict_type", "mapping_type"}
_LIST_TYPES = {"tuple_type", "list_type"}
_QUOTED = re.compile("«([^»]+)»")
_LONG_QUOTE = re.compile("«([^»]{57})[^»]{4,}»")


def findings_of(error: ValidationError, model: type[BaseModel], value: Any) -> list[Finding]:
    """One finding for each error, with the key path in the value that was validated."""
    errors = error.errors(include_url=False, include_input=False)
    return _without_misspelt([_finding(each, model, value) for each in errors if not _is_echo(each, value)])


def _without_misspelt(findings: list[Finding]) -> list[Finding]:
    """No key is called missing where another one in its place is called a misspelling of it."""
    meant = {(each.path[:-1], each.hint) for each in findings if each.code == "LK109"}
    return [
        each
        for each in findings
        if each.code != "LK110" or not any((each.path, _meant(key)) in meant for key in _QUOTED.findall(each.message))
    ]


def _meant(key: str) -> str:
    return f"menade du «{key}»?"


def _is_echo(error: Any, value: Any) -> bool:
    """Whether a list is called empty only because what stands in it has errors of its own."""
    return error["type"] == "too_short" and bool(_value_at(value, _path_in(value, error["loc"])))


def _finding(error: Any, model: type[BaseModel], value: Any) -> Finding:
    kind, context = error["type"], error.get("ctx", {})
    inner = tuple(context.get("path", ()))
    loc = (*error["loc"], *inner)
    path = _path_in(value, loc)
    if kind == "extra_forbidden":
        return _unknown_key(path, _models_at(model, path[:-1], inner))
    if kind == "missing":
        return _missing_key(str(loc[-1]), path, _models_at(model, path, inner))
    given = _value_at(value, path)
    if not kind.startswith("LK"):
        message, hint = _by_type(kind, given, _field_at(model, path, inner))
        return Finding("LK111", Severity.ERROR, message, hint, path=path)
    span = (context["offset"], context["length"]) if "offset" in context else None
    message, hint = _as_written(context["message"], context["hint"], given)
    return Finding(kind, Severity.ERROR, message, hint, path=path, span=span, on_key=kind == "LK109")


def _as_written(message: str, hint: str, given: Any) -> tuple[str, str]:
    """The model's own words, with the value as it stands in the file and not as Python writes it."""
    if given is None:
        return "värdet saknas", "skriv det efter kolonet, eller ta bort raden"
    if isinstance(given, dict | list) and message.startswith("«"):
        return "här ska stå ett enda värde", hint
    if isinstance(given, bool):
        message = message.replace(f"«{given}»", f"«{str(given).lower()}»")
    return _LONG_QUOTE.sub(r"«\1…»", message), hint


def _by_type(  # noqa: PLR0911 - a table in the form of code
    kind: str, given: Any, field: FieldInfo | None
) -> tuple[str, str]:
    """Message and hint for the error types that pydantic has for our fields."""
    shown = _shown(given)
    if kind in _MAPPING_TYPES:
        return "här ska stå nycklar med värden", "skriv «nyckel: värde» på egna rader, indragna två blanksteg"
    if kind in _LIST_TYPES:
        return "här ska stå en lista", "skriv varje del på en egen rad som börjar med «- »"
    if kind == "too_short":
        return "listan är tom", "skriv minst en del, på en egen rad som börjar med «- »"
    if kind == "enum":
        return f"{shown} är inget av de ord som får stå här", f"skriv {_listed(_words_of(field))}"
    if kind == "int_from_float":
        return f"{shown} är inget helt tal", "skriv ett helt tal med siffror"
    if kind.startswith("int"):
        return f"{shown} är inget tal", "skriv talet med siffror, utan citattecken"
    if kind.startswith(("greater_than", "less_than")):
        return f"{shown} är för litet eller för stort", "kontrollera talet"
    if kind.startswith("string"):
        return f"{shown} är ingen text", "sätt citattecken runt värdet"
    return f"{shown} duger inte här", "jämför med exemplet i README"


def _shown(given: Any) -> str:
    """The value in «», as a person would write it."""
    if given is None or isinstance(given, dict | list):
        return "värdet"
    text = str(given).lower() if isinstance(given, bool) else str(given)
    return f"«{text[:57]}…»" if len(text) > 60 else f"«{text}»"


def _listed(words: list[str]) -> str:
    return " eller ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else "ett annat ord"


def _words_of(field: FieldInfo | None) -> list[str]:
    """The words that a field chooses among."""
    annotation = field.annotation if field else None
    return (
        [str(word) for word in annotation] if isinstance(annotation, type) and issubclass(annotation, StrEnum) else []
    )


def _unknown_key(path: KeyPath, models: list[type[BaseModel]]) -> Finding:
    from difflib import get_close_matches  # noqa: PLC0415 - only needed when something is misspelt

    key = str(path[-1])
    allowed = [name for name, _ in _fields_of(models)]
    near = get_close_matches(key.lower(), allowed, n=1, cutoff=0.6)
    hint = _meant(near[0]) if near else f"här får stå {', '.join(allowed)}"
    message = _LONG_QUOTE.sub(r"«\1…»", f"okänd nyckel «{key}»")
    return Finding("LK109", Severity.ERROR, message, hint, path=path, on_key=True)


def _missing_key(key: str, path: KeyPath, models: list[type[BaseModel]]) -> Finding:
    description = next((field.description for name, field in _fields_of(models) if name == key), None)
    hint = f"lägg till «{key}»" + (f": {description}" if description else "")
    return Finding("LK110", Severity.ERROR, f"nyckeln «{key}» saknas", hint, path=path)


# --- from pydantic's locations to our paths, and from paths to models -------------------------------------------------


def _path_in(value: Any, loc: tuple[Any, ...]) -> KeyPath:
    """The part of the location that exists in the value; a scalar that was taken as a list has no index."""
    path: list[str | int] = []
    for part in loc:
        if (isinstance(value, dict) and part in value) or (
            isinstance(value, list) and isinstance(part, int) and part < len(value)
        ):
            value = value[part]
            path.append(part)
    return tuple(path)


def _value_at(value: Any, path: KeyPath) -> Any:
    for part in path:
        value = value[part]
    return value


def _fields_of(models: list[type[BaseModel]]) -> Iterator[tuple[str, FieldInfo]]:
    """Every field of the models with the key that people write."""
    for model in models:
        for name, field in model.model_fields.items():
            yield field.alias or name, field


def _field_at(model: type[BaseModel], path: KeyPath, inner: KeyPath) -> FieldInfo | None:
    keys = [n for n, part in enumerate(path) if isinstance(part, str)]
    if not keys:
        return None
    models = _models_at(model, path[: keys[-1]], inner)
    return next((field for name, field in _fields_of(models) if name == path[keys[-1]]), None)


def _models_at(model: type[BaseModel], path: KeyPath, inner: KeyPath) -> list[type[BaseModel]]:
    """The model of the mapping at this path; a target written as keys is not in the annotations."""
    from loftekoll.fields import TargetFields, WindowFields  # noqa: PLC0415 - one of many paths

    if inner:
        return [WindowFields if "fönster" in inner[:-1] else TargetFields]
    models = [model]
    for part in path:
        if isinstance(part, str):
            inside = [
                found for name, field in _fields_of(models) if name == part for found in models_in(field.annotation)
            ]
            models = inside or models
    return models


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field may hold, by its annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)
