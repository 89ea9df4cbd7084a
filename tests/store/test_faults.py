"""Every error that pydantic can raise for our models becomes a Swedish finding at the place of its cause."""

import copy
import re
from decimal import Decimal

import pytest
from pydantic import ValidationError

from loftekoll.fields import TargetFields, WindowFields
from loftekoll.model import (
    Activity,
    Assessment,
    Change,
    Commitment,
    FocusArea,
    FollowUp,
    FollowUpNotes,
    Origin,
    Promise,
    Withdrawal,
)
from loftekoll.rules import BY_CODE
from loftekoll.source import LeadingZero
from loftekoll.store.faults import findings_of

ENGLISH = re.compile(
    r"\b(input|should|valid|invalid|must|expected|found|field|required|value|type|string|number|integer|list|dict|dictionary|"
    r"tuple|none|true|false|mapping|sequence|error|extra|inputs|permitted|unable|parse|instance|greater|less|than|equal|"
    r"the|not|and|with|could|while|parsing|line|column|at least|Traceback)\b",
    re.IGNORECASE,
)
NO_PYTHON = re.compile(r"[{\[]'|None|True|False|Decimal|LeadingZero|\bFraction\b")

TARGET = {"antal": 4, "fönster": {"enhet": "år"}}
COMMITMENT = {"id": "a", "text": "b", "mål": "minst fyra per år"}
PROMISE = {
    "kommun": "Kalix", "period": 2025, "parter": ["polisen"],
    "fokusområden": [{"namn": "a", "löften": [COMMITMENT]}],
}  # fmt: skip
LOG = {"datum": "2025-01-01", "löfte": "a"}

HOSTS = [
    (Promise, PROMISE, (), Promise),
    (Promise, PROMISE, ("källa",), Origin),
    (Promise, PROMISE, ("uppföljning",), FollowUp),
    (Promise, PROMISE, ("fokusområden", 0), FocusArea),
    (Promise, PROMISE, ("fokusområden", 0, "löften", 0), Commitment),
    (Promise, PROMISE, ("fokusområden", 0, "löften", 0, "ändringar", 0), Change),
    (Promise, PROMISE, ("fokusområden", 0, "löften", 0, "avfört"), Withdrawal),
    (Promise, PROMISE, ("fokusområden", 0, "löften", 0, "mål"), TargetFields),
    (Promise, PROMISE, ("fokusområden", 0, "löften", 0, "mål", "fönster"), WindowFields),
    (Promise, PROMISE, ("fokusområden", 0, "löften", 0, "mål", "varav", 0), TargetFields),
    (Activity, LOG, (), Activity),
    (Assessment, {**LOG, "bedömning": "uppfyllt"}, (), Assessment),
    (FollowUpNotes, {}, (), FollowUpNotes),
]
DEFAULTS = {
    "källa": {}, "uppföljning": {}, "ändringar": [{"från": "2025-02-01", "mål": "minst två per år", "skäl": "x"}],
    "avfört": {"datum": "2025-02-01", "skäl": "x"}, "varav": [{"antal": 1}],
}  # fmt: skip
VALUES = [
    None, True, False, 0, 1, -1, 2025, 10**40, Decimal("1.5"), Decimal("1E+90"), "", " ", "x", "ja", "2025-02-30",
    LeadingZero("0114"), [], [1], [None], [[]], {}, {"a": 1}, {"antal": 2}, "x" * 500, "rad\nrad",
]  # fmt: skip


def document(base, path):
    """A right document, and the mapping in it at the path, which is made if need be."""
    whole = copy.deepcopy(base)
    inner = whole
    for part in path:
        if part == "mål":
            inner["mål"] = copy.deepcopy(TARGET)
        elif isinstance(part, str) and part not in inner:
            inner[part] = copy.deepcopy(DEFAULTS[part])
        inner = inner[part]
    return whole, inner


def faults():
    """Every document with one wrong value in one field, an unknown key, or a key that is missing."""
    for model, base, path, host in HOSTS:
        keys = [field.alias or name for name, field in host.model_fields.items()]
        for key in [*keys, "okänd", "Kommun", "x" * 100]:
            for value in VALUES:
                whole, inner = document(base, path)
                inner[key] = value
                yield model, whole, (*path, key)
        for key in keys:
            whole, inner = document(base, path)
            inner.pop(key, None)
            yield model, whole, path
    for model in (Promise, Activity, Assessment, FollowUpNotes):
        for value in VALUES:
            yield model, value, ()


def findings():
    for model, whole, path in faults():
        try:
            model.model_validate(whole)
        except ValidationError as error:
            kinds = [each["type"] for each in error.errors()]
            yield whole, path, kinds, findings_of(error, model, whole)


@pytest.fixture(scope="module")
def found():
    return list(findings())


def test_the_documents_that_are_made_wrong_are_right_before():
    for model, base, path, _ in HOSTS:
        model.model_validate(document(base, path)[0])


def test_every_wrong_document_gives_findings(found):
    assert len(found) > 1000
    assert all(each for _, _, _, each in found)


def test_every_type_of_error_that_we_know_of_is_met(found):
    assert {kind for _, _, kinds, _ in found for kind in kinds if not kind.startswith("LK")} == {
        "dict_type", "enum", "extra_forbidden", "greater_than_equal", "int_from_float", "int_parsing", "int_type",
        "less_than_equal", "missing", "model_type", "string_type", "too_short", "tuple_type",
    }, "a new type: give it its words in store/faults.py"  # fmt: skip


def test_every_finding_has_a_code_a_message_and_an_act(found):
    for _, _, _, each in found:
        for one in each:
            assert one.code in BY_CODE
            assert one.message
            assert one.hint
            assert one.message[0] in "«0123456789" or one.message[0].islower()
            assert not one.message.endswith(".")


def own_words(text):
    """The message without what it quotes of the user's."""
    return re.sub(r"«[^»]*»", "", text)


def test_nothing_is_said_in_english_or_in_python(found):
    for whole, _, _, each in found:
        for one in each:
            said = f"{own_words(one.message)} | {own_words(one.hint)}"
            assert not ENGLISH.search(said), (said, whole)
            assert not NO_PYTHON.search(f"{one.message} {one.hint}"), (one, whole)


def test_no_message_is_longer_than_a_line_or_two(found):
    assert max(len(one.message) for _, _, _, each in found for one in each) < 160


def test_the_path_leads_to_something_in_the_document(found):
    for whole, _, _, each in found:
        for one in each:
            value = whole
            for part in one.path:
                value = value[part]


def test_the_path_leads_to_the_wrong_value_or_to_what_holds_it(found):
    for whole, path, _, each in found:
        assert any(one.path == path[: len(one.path)] or path == one.path[: len(path)] for one in each), (whole, each)


def of(model, value):
    with pytest.raises(ValidationError) as error:
        model.model_validate(value)
    return findings_of(error.value, model, value)


def test_an_unknown_key_is_pointed_at_and_the_near_one_is_named():
    (one,) = of(Activity, {**LOG, "anteckningg": "x"})
    assert (one.path, one.on_key, one.hint) == (("anteckningg",), True, "menade du «anteckning»?")


def test_a_key_that_resembles_none_gets_those_of_its_place():
    (one,) = of(Promise, {**PROMISE, "källa": {"zzz": 1}})
    assert one.hint == "här får stå utgivare, titel, datum, adress"


def test_the_keys_of_a_target_are_known_in_each_of_its_places():
    target = {"antal": 2, "fönster": {"enhett": "år"}}
    (one,) = of(Promise, {**PROMISE, "fokusområden": [{"namn": "a", "löften": [{**COMMITMENT, "mål": target}]}]})
    assert (one.path[-3:], one.hint) == (("mål", "fönster", "enhett"), "menade du «enhet»?")


def test_a_list_is_not_called_empty_because_its_parts_are_wrong():
    assert [one.code for one in of(Promise, {**PROMISE, "parter": [{}]})] == ["LK111"]
    assert [one.message for one in of(Promise, {**PROMISE, "parter": []})] == ["listan är tom"]


def test_a_missing_value_is_said_to_be_missing():
    assert {one.message for one in of(Activity, {"datum": None, "löfte": "a", "antal": None})} == {"värdet saknas"}


def test_several_errors_are_all_told():
    assert len(of(Activity, {"datum": "x", "antal": 0, "zz": 1})) == 4


def test_a_blank_unit_is_no_crash():
    target = {"antal": 1, "enhet": " "}
    Promise.model_validate({**PROMISE, "fokusområden": [{"namn": "a", "löften": [{**COMMITMENT, "mål": target}]}]})
