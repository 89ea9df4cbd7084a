"""JSON Schema of promise files, so that an editor can help while they are written."""

from typing import Any

from loftekoll.model import Promise


def promise_schema() -> dict[str, Any]:
    """The schema of a promise file (draft 2020-12), with Swedish titles and descriptions.

    It is laxer than `kontrollera`: it does not read phrases, dates or names.
    """
    schema = Promise.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
