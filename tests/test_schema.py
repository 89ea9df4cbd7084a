"""The schema that editors use is the one of the models."""

import json
from pathlib import Path

from loftekoll.render.schema import promise_schema

SCHEMA = Path(__file__).parent.parent / "schema" / "medborgarlofte.json"


def test_the_schema_file_is_that_of_the_models(request):
    text = json.dumps(promise_schema(), ensure_ascii=False, indent=2) + "\n"
    if request.config.getoption("--update-golden"):
        SCHEMA.write_text(text, encoding="utf-8", newline="\n")
    assert SCHEMA.read_text(encoding="utf-8") == text
