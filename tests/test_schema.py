"""The schemas that editors use are those of the models, in Swedish, and agree with them on what may stand in a file."""

import re
from pathlib import Path
from typing import Annotated

import pytest
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from loftekoll.fields import TargetFields, WindowFields
from loftekoll.model import (
    Activity,
    Assessment,
    Change,
    Commitment,
    Feedback,
    FocusArea,
    FollowUp,
    FollowUpNotes,
    Origin,
    Promise,
    Withdrawal,
)
from loftekoll.municipalities import municipalities
from loftekoll.render.schema import log_schema, promise_schema, schema_text
from loftekoll.store.events import value_of
from loftekoll.store.text import text_of

ROOT = Path(__file__).parent.parent
FILES = {"medborgarlofte": promise_schema, "logg": log_schema}
SCHEMAS = {name: made() for name, made in FILES.items()}
MODELS = [
    Activity, Assessment, Change, Commitment, Feedback, FocusArea, FollowUp, FollowUpNotes, Origin, Promise,
    TargetFields, Withdrawal, WindowFields,
]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_schema_file_is_that_of_the_models(request, name):
    path = ROOT / "schema" / f"{name}.json"
    text = schema_text(SCHEMAS[name])
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", FILES)
def test_the_schema_is_one_of_its_draft(name):
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


# --- what it says ---------------------------------------------------------------------------------------------------


def pieces(value, at=""):
    """Every object of a schema with the place that it stands at."""
    if isinstance(value, dict):
        yield at, value
        for key, each in value.items():
            yield from pieces(each, f"{at}/{key}")
    elif isinstance(value, list):
        for n, each in enumerate(value):
            yield from pieces(each, f"{at}/{n}")


def resolved(schema, piece):
    """The piece with what it refers to; its own words win."""
    return schema["$defs"][piece["$ref"].rpartition("/")[2]] | piece if "$ref" in piece else piece


def properties(schema):
    """Every property with its place and what it says, outside conditions, which say nothing to a reader."""
    for at, piece in pieces(schema):
        if isinstance(piece.get("properties"), dict) and not at.endswith("/if"):
            for key, each in piece["properties"].items():
                yield f"{at}/properties/{key}", key, resolved(schema, each)


@pytest.mark.parametrize("name", FILES)
def test_every_property_has_a_title_in_the_words_of_its_key_and_a_description(name):
    for at, key, piece in properties(SCHEMAS[name]):
        allowed = {key.capitalize().replace("_", " "), "Nytt mål", "Avfört löfte"}
        assert piece.get("title") in allowed, at
        assert piece.get("description"), at
        assert not piece["description"].endswith("."), at  # a clause, which also ends a hint


ENGLISH = re.compile(
    r"\b(the|of|is|and|to be|what|how|year|month|day|window|text of|kind|verdict|unit|count)\b", re.IGNORECASE
)


@pytest.mark.parametrize("name", FILES)
def test_no_english_word_is_shown(name):
    for at, piece in pieces(SCHEMAS[name]):
        for key in ("title", "description", "errorMessage"):
            assert not ENGLISH.search(str(piece.get(key, ""))), at


@pytest.mark.parametrize("name", FILES)
def test_every_model_has_a_title_a_description_and_no_other_keys_than_its_own(name):
    for model, piece in SCHEMAS[name]["$defs"].items():
        if "properties" in piece:
            assert piece["title"], model
            assert piece["description"].endswith("."), model
            assert piece["additionalProperties"] is False, model


@pytest.mark.parametrize("name", FILES)
def test_what_refuses_a_value_by_its_form_says_in_swedish_how_it_is_written(name):
    """Editors show the hint in place of their own English."""
    for at, piece in pieces(SCHEMAS[name]):
        if isinstance(piece.get("pattern"), str) or isinstance(piece.get("enum"), list):
            assert piece.get("errorMessage"), at


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_right_by_its_own_schema(name):
    schema = SCHEMAS[name]
    for at, _, piece in properties(schema):
        validator = Draft202012Validator(piece | {"$defs": schema["$defs"]})
        for example in piece.get("examples", []):
            assert [error.message for error in validator.iter_errors(example)] == [], at


def is_taken(adapter, value):
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_an_example_is_right_by_its_model(model):
    for name, field in model.model_fields.items():
        adapter = TypeAdapter(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)
        for example in field.examples or []:
            assert is_taken(adapter, example), name


def test_an_editor_proposes_every_municipality():
    proposed = SCHEMAS["medborgarlofte"]["$defs"]["Municipality"]["anyOf"][0]["enum"]
    assert set(proposed) == {each.name for each in municipalities()}


# --- what it takes and refuses --------------------------------------------------------------------------------------


def read(data):
    """What a file states, by the program's own reader; `None` when it states nothing certain."""
    text, faults = text_of(data)
    value, more = value_of(text) if not faults else (None, [])
    return None if faults or more else value


def errors(name, value):
    """Where the schema refuses the value, and what it says."""
    validator = Draft202012Validator(SCHEMAS[name], format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [(error.json_path, error.message) for error in validator.iter_errors(value)]


def schema_of(path):
    """The name of the schema for a file: a log lies in a folder that is named for a period."""
    return "logg" if path.parent.parent.parent.name == "promises" else "medborgarlofte"


PUBLISHED = sorted((ROOT / "promises").rglob("*.yaml")) + sorted((ROOT / "examples").rglob("*.yaml"))


def test_the_published_files_and_the_example_are_right():
    wrong = {path.name: errors(schema_of(path), read(path.read_bytes())) for path in PUBLISHED}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_the_published_files_are_of_all_kinds():
    values = [read(path.read_bytes()) for path in PUBLISHED]
    kinds = [any(key in value for value in values) for key in ("kommun", "antal", "bedömning", "lärdomar")]
    assert kinds == [True] * 4


KINDS = {"kommun": Promise, "bedömning": Assessment, "datum": Activity}
RIGHT = sorted((ROOT / "tests" / "rules").glob("LK*/ratt/**/*.yaml"))


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.relative_to(ROOT / "tests/rules").as_posix())
def test_what_the_models_take_the_schema_takes(path):
    """The schema is laxer than `kontrollera`, so an editor never underlines what is right."""
    value = read(path.read_bytes())
    if not isinstance(value, dict):
        return
    model = next((model for key, model in KINDS.items() if key in value), FollowUpNotes)
    try:
        model.model_validate(value)
    except ValidationError:
        return
    assert errors("medborgarlofte" if model is Promise else "logg", value) == []


PROMISE = """\
kommun: Exempelby
period: 2025
parter: [polisen, kommunen]
fokusområden:
  - namn: Trafik
    löften:
      - id: trafik
        text: Trafikinsatser.
"""
TARGET = "        mål: {antal: 4, fönster: {enhet: år}}\n"
ENTRY = "datum: 2025-05-03\nlöfte: trafik\n"
VERDICT = f"{ENTRY}bedömning: uppfyllt\n"
NOTES = "lärdomar: [Logga samma dag.]\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("medborgarlofte", PROMISE, id="promise"),
        pytest.param("medborgarlofte", PROMISE + TARGET, id="target written as keys"),
        pytest.param("medborgarlofte", PROMISE.replace("2025", "{från: 2025-03-11, till: 2026-12-31}"), id="days"),
        pytest.param("medborgarlofte", PROMISE.replace("Exempelby", '"2514"'), id="quoted code"),
        pytest.param("medborgarlofte", PROMISE.replace("Exempelby", "[kalix, Haparanda]"), id="joint promise"),
        pytest.param("medborgarlofte", PROMISE + "bakgrund:\n", id="a key that is left empty"),
        pytest.param("logg", ENTRY, id="entry"),
        pytest.param("logg", ENTRY.replace("2025-05-03", "2025"), id="entry for a year"),
        pytest.param("logg", ENTRY + 'antal: 2\ncirka: ja\ntimmar: "2,5"\n', id="entry with numbers"),
        pytest.param("logg", VERDICT, id="assessment"),
        pytest.param("logg", VERDICT.replace("uppfyllt", "ej uppfyllt\nmotivering: Storm."), id="with a reason"),
        pytest.param("logg", VERDICT + "avser: hela perioden\n", id="assessment of the whole"),
        pytest.param("logg", NOTES, id="notes"),
        pytest.param("logg", "återkoppling: [{datum: 2026-02-05, till: styrgruppen}]\n", id="feedback"),
    ],
)
def test_a_file_is_right(name, text):
    assert errors(name, read(text.encode())) == []


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        pytest.param("medborgarlofte", PROMISE + "ansvar: polisen\n", "'ansvar' was unexpected", id="unknown key"),
        pytest.param(
            "medborgarlofte", PROMISE + "        ansvar: a\n", "'ansvar' was unexpected", id="deep unknown key"
        ),
        pytest.param(
            "medborgarlofte", PROMISE.replace("period: 2025\n", ""), "'period' is a required", id="missing key"
        ),
        pytest.param("medborgarlofte", PROMISE.replace("Exempelby", "2514"), "2514 is not valid", id="bare code"),
        pytest.param("medborgarlofte", PROMISE + "        typ: resultat\n", "'resultat' is not one of", id="enum"),
        pytest.param("medborgarlofte", PROMISE.replace("id: trafik", "id: På väg"), "'På väg' does not match", id="id"),
        pytest.param(
            "medborgarlofte", PROMISE + "undertecknat: 2025-02-30\n", "'2025-02-30' does not", id="no such day"
        ),
        pytest.param(
            "medborgarlofte", PROMISE + "undertecknat: 2025-02-29\n", "'2025-02-29' is not a", id="no leap day"
        ),
        pytest.param("medborgarlofte", PROMISE.replace("2025", "hela 2025"), "'hela 2025' is not valid", id="period"),
        pytest.param("medborgarlofte", PROMISE.replace("[polisen, kommunen]", "[]"), "[] is not valid", id="no party"),
        pytest.param("medborgarlofte", PROMISE + TARGET.replace("4", "0"), "'antal': 0", id="target of nothing"),
        pytest.param("medborgarlofte", PROMISE + TARGET.replace("år", "dekad"), "'dekad'", id="window in a target"),
        pytest.param("logg", ENTRY + "antal: tre\n", "'tre' is not of type 'integer'", id="type"),
        pytest.param("logg", ENTRY + "antal: 0\n", "0 is less than the minimum", id="number"),
        pytest.param("logg", ENTRY + "avser: 2025\n", "'avser' was unexpected", id="key of another kind"),
        pytest.param("logg", ENTRY.replace("löfte: trafik", ""), "'löfte' is a required", id="entry without promise"),
        pytest.param("logg", VERDICT.replace("uppfyllt", "bra\nmotivering: a"), "'bra' is not one of", id="verdict"),
        pytest.param("logg", VERDICT.replace("uppfyllt", "ej uppfyllt"), "'motivering' is a required", id="no reason"),
        pytest.param("logg", VERDICT + "antal: 2\n", "'antal' was unexpected", id="assessment that counts"),
        pytest.param("logg", NOTES + "datum: 2025-05-03\n", "'datum' was unexpected", id="notes with a day"),
        pytest.param("logg", "[a]\n", "is not of type 'object'", id="a list"),
    ],
)
def test_a_file_is_wrong_once_and_as_what_it_is(name, text, word):
    """One fault gives errors at one place, and not one for every kind of file that it might have been."""
    found = errors(name, read(text.encode()))
    assert len({place for place, _ in found}) == 1
    assert any(word in message for _, message in found)
