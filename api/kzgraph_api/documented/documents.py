"""Linked data, descriptions and dumps in OpenAPI."""

from http import HTTPStatus
from typing import Final

from kzgraph.describe import DUMPS
from kzgraph_api.documented.parts import (
    ACCEPT_PROBLEMS,
    BINARY,
    FORMAT,
    TEXT,
    Operation,
    Responses,
    parameter,
    problems,
    rdf,
)
from kzgraph_api.rdf_answers import SUFFIXES

_KIND: Final = parameter("kind", "path", "Kind of the thing: the first step of its name.", "state")
_SLUG: Final = parameter("slug", "path", "Name of the thing within its kind.", "kaz")


def _get(
    name: str, tag: str, summary: str, description: str, responses: Responses, *parameters: object
) -> dict[str, Operation]:
    return {
        "get": {
            "tags": [tag],
            "operationId": name,
            "summary": summary,
            "description": description,
            "parameters": list(parameters),
            "responses": responses,
        }
    }


_DATASET: Final = {**rdf("The description, in VoID and DCAT."), **ACCEPT_PROBLEMS}
_ONTOLOGY: Final = {**rdf("Terms, vocabularies and alignments."), **ACCEPT_PROBLEMS}
_SENT: Final = {dump.media_type: {"schema": BINARY} for dump in DUMPS.values()}
_DUMP: Final[Responses] = {
    "200": {"description": "The dump.", "content": _SENT},
    "206": {
        "description": "The bytes that `Range` asks for.",
        "headers": {"Content-Range": {"schema": TEXT}},
        "content": _SENT,
    },
    "304": {"description": "The client holds this dump already."},
    **problems(HTTPStatus.NOT_FOUND, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE),
}

DOCUMENTS: Final[dict[str, dict[str, Operation]]] = {
    "/id/{kind}/{slug}": _get(
        "thing",
        "Linked data",
        "Go from a thing to what tells of it",
        "Answer the IRI of a thing with the address of data, or of what people read, by Accept.",
        {
            "303": {
                "description": "`Location` is the address.",
                "headers": {"Location": {"schema": TEXT}},
            },
            **ACCEPT_PROBLEMS,
        },
        _KIND,
        _SLUG,
        FORMAT,
    ),
    "/data/{kind}/{name}": _get(
        "data",
        "Linked data",
        "Describe a thing in RDF",
        "Return what is said of a thing, what points to it, and the records of its facts.",
        {**rdf("The description."), **ACCEPT_PROBLEMS},
        _KIND,
        parameter("name", "path", "Name of the thing, and a suffix for the type.", "kaz.ttl"),
        FORMAT,
    ),
    "/ontology": _get(
        "ontology",
        "Linked data",
        "Return the ontology",
        "Return the ontology with its vocabularies and alignments as one document.",
        _ONTOLOGY,
        FORMAT,
    ),
    "/ontology.{suffix}": _get(
        "ontology_file",
        "Linked data",
        "Return the ontology as a file",
        "Return the ontology in the type that the suffix stands for.",
        _ONTOLOGY,
        parameter("suffix", "path", "What stands for the type.", "ttl", enum=list(SUFFIXES)),
    ),
    "/ontology/{version}": _get(
        "ontology_version",
        "Linked data",
        "Return a version of the ontology",
        "Return the ontology if it has this version: there is the one of the release.",
        _ONTOLOGY,
        parameter("version", "path", "The version.", "1.0.0"),
        FORMAT,
    ),
    "/dataset": _get(
        "dataset",
        "Description",
        "Describe the dataset",
        "Return licence, version, sizes, partitions by class and property, links and dumps.",
        _DATASET,
        FORMAT,
    ),
    "/.well-known/void": _get(
        "void",
        "Description",
        "Describe the dataset at its well-known address",
        "Return what `/dataset` returns; the address is that of the VoID note.",
        _DATASET,
        FORMAT,
    ),
    "/dumps/{name}": _get(
        "dump",
        "Description",
        "Load a dump",
        "Return all graphs of the release, or the default one as N-Triples and Turtle.",
        _DUMP,
        parameter("name", "path", "Name of the dump.", "kzgraph.nq.gz", enum=list(DUMPS)),
        parameter("Range", "header", "One range of bytes.", "bytes=0-1023"),
    ),
}
"""Addresses that answer with RDF, or lead to it."""
