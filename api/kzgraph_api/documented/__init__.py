"""What FastAPI cannot see, for the OpenAPI document: routes that are plain Starlette routes."""

from typing import Any, Final

from kzgraph_api.documented.documents import DOCUMENTS
from kzgraph_api.documented.graphs import GRAPH_STORE
from kzgraph_api.documented.reconcile import RECONCILIATION
from kzgraph_api.documented.sparql import SPARQL

PATHS: Final[dict[str, Any]] = {"/sparql": SPARQL, **GRAPH_STORE, **DOCUMENTS, **RECONCILIATION}
"""The addresses with their operations."""

TAGS: Final = {
    "Search": "Find entities by any of their names, and claims by what they say.",
    "Entities": "States, persons, organisations, agreements and all else that has a name: lists, and "
    "one with its facts, relations, claims, timeline and network.",
    "Facts": "Statements and figures, each with the claims behind it.",
    "Offices": "Who held which office, and the times for which documents tell of it.",
    "Agreements": "Treaties, memoranda, contracts: who signed, what of, how far they have come.",
    "Projects": "What is built or run together, and how far it has come.",
    "Events": "Visits, meetings and other events: when, where, who, and what came of them.",
    "Links": "What joins two things.",
    "Reconciliation": "Names of a spreadsheet matched with entities, as OpenRefine asks for it.",
    "Provenance": "Why a fact is believed: claims with their evidence, documents, conflicts.",
    "Releases": "Which state of the data answers, what changed since, and how to cite it.",
    "Service": "What this service is, how it is, what it holds, and what its problems mean.",
    "SPARQL": "Queries over the whole graph.",
    "Graphs": "Whole named graphs, read and written.",
    "Linked data": "The addresses of things and terms themselves.",
    "Description": "The dataset, described for machines, and its dumps.",
}
"""Groups of operations, in the order in which they are shown."""

SECURITY_SCHEMES: Final = {
    "writeToken": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token for writing, as `kzgraph token new` makes one.",
    }
}

__all__ = ["PATHS", "SECURITY_SCHEMES", "TAGS"]
