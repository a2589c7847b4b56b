"""Reconciling and fetching properties, in OpenAPI."""

from typing import Any, Final

from kzgraph.reconciliation.query import BATCH as BATCH_SIZE
from kzgraph_api.documented.parts import TEXT, parameter
from kzgraph_api.documented.reconcile_choices import CHOICES
from kzgraph_api.documented.reconcile_parts import SPACES, answer, get, operation, post
from kzgraph_api.documented.reconcile_schemas import (
    BATCH,
    CANDIDATES,
    CELLS,
    EXTENSION,
    META,
    array,
    obj,
)

_QUERIES: Final = (
    f"JSON: an object of queries by keys of yours, {BATCH_SIZE} at a time, each with `query`, `type`, "
    "`limit`, `properties` (`pid` and `v`) and `type_strict`."
)
_EXTEND: Final = "JSON: `ids`, and `properties` with `id` and `settings`."
_ENDPOINT: Final = (
    "Reconciliation API 0.2, as OpenRefine speaks it. With `queries`: candidates for each, the best "
    "first; `match` is true for one that is surely meant. With `extend`: values of properties. A GET "
    "without either gives the manifest. Parameters that nobody knows are not heeded." + SPACES
)
_ANY: Final = {"type": "object"}

RECONCILIATION: Final[dict[str, Any]] = {
    "/reconcile": {
        **get(
            "get",
            "Reconcile, or tell what can be",
            _ENDPOINT,
            _ANY,
            parameter("queries", "query", _QUERIES, '{"q0":{"query":"Токаев"}}'),
            parameter("extend", "query", _EXTEND, '{"ids":[],"properties":[]}'),
        ),
        "post": {
            **operation("post", "Reconcile by a form", _ENDPOINT, answer(_ANY)),
            "requestBody": {
                "required": True,
                "content": {
                    "application/x-www-form-urlencoded": {
                        "schema": {
                            "type": "object",
                            "properties": {
                                "queries": {**TEXT, "description": _QUERIES},
                                "extend": {**TEXT, "description": _EXTEND},
                            },
                        }
                    }
                },
            },
        },
    },
    "/reconcile/match": post(
        "match",
        "Reconcile as the draft of 1.0 has it",
        "Candidates for each query, in the order of the queries; names are conditions." + SPACES,
        BATCH,
        obj(["results"], results=array(obj(["candidates"], candidates=CANDIDATES))),
    ),
    "/reconcile/extend": post(
        "extend",
        "Fetch properties as the draft of 1.0 has it",
        "Values of properties of things; a row for every id, empty for an unknown one." + SPACES,
        EXTENSION,
        obj(
            ["meta", "rows"],
            meta=META,
            rows=array(
                obj(
                    ["id", "properties"],
                    id=TEXT,
                    properties=array(obj(["id", "values"], id=TEXT, values=CELLS)),
                )
            ),
        ),
    ),
    **CHOICES,
}
"""The addresses with their operations."""
