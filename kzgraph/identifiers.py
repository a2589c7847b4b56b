"""The IRIs of things, graphs and terms: how they are made and taken apart.

Things are ``https://w3id.org/kzgraph/id/<kind>/<slug>``; the pair (kind, slug) names the same thing
in REST addresses and on the command line.
"""

import re

BASE = "https://w3id.org/kzgraph/"
TERMS = BASE + "ontology#"
THINGS = BASE + "id/"
GRAPHS = BASE + "graph/"

SLUG = r"[a-z0-9][a-z0-9.-]*"
_THING = re.compile(rf"{re.escape(THINGS)}({SLUG})/({SLUG})\Z")
_NAME = re.compile(rf"({SLUG})/({SLUG})\Z")

DATASET_GRAPH = GRAPHS + "dataset"
ENTITIES_GRAPH = GRAPHS + "entities"
FACTS_GRAPH = GRAPHS + "facts"
DERIVED_GRAPH = GRAPHS + "derived"
LINKS_GRAPH = GRAPHS + "links"


def thing(kind: str, slug: str) -> str:
    """Return the IRI of a thing; ``ValueError`` when kind or slug is not in slug form."""
    if not _NAME.match(f"{kind}/{slug}"):
        raise ValueError(
            f"{kind}/{slug} is not <kind>/<slug> in lower-case letters, digits, - and ."
        )
    return f"{THINGS}{kind}/{slug}"


def split_thing(iri: str) -> tuple[str, str] | None:
    """Return (kind, slug) of a thing's IRI, or None for an IRI of another form."""
    match = _THING.match(iri)
    return (match[1], match[2]) if match else None


def slug_of(iri: str) -> str:
    """Return the last step of an IRI: its slug, or the local name of a term."""
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def source_graph(source_id: str) -> str:
    """Return the name of the graph that holds a source's description and claims."""
    return f"{GRAPHS}source/{source_id}"


def ontology_graph(name: str) -> str:
    """Return the name of the graph that holds one file of ``ontology/``."""
    return f"{GRAPHS}ontology/{name}"


def compact(iri: str) -> str:
    """Return the short form that people read: ``state/kaz``, ``kz:visitor``, or the IRI itself."""
    if iri.startswith(THINGS):
        return iri.removeprefix(THINGS)
    return "kz:" + iri.removeprefix(TERMS) if iri.startswith(TERMS) else iri
