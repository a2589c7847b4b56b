"""Descriptions for machines: of the service, of the dataset, of one thing, of the ontology.

Each is a list of triples; addresses in them are given by the caller, who knows where it is served.
"""

from kzgraph.describe.dcat import Published
from kzgraph.describe.documents import (
    Profile,
    dataset_description,
    profile_of,
    service_description,
)
from kzgraph.describe.dumps import DUMPS, Dump, write_dump
from kzgraph.describe.ontology import ONTOLOGY, ontology_triples
from kzgraph.describe.service import Endpoint
from kzgraph.describe.statistics import Counted, Statistics, Used
from kzgraph.describe.things import describe_thing, is_described, is_named

__all__ = [
    "DUMPS",
    "ONTOLOGY",
    "Counted",
    "Dump",
    "Endpoint",
    "Profile",
    "Published",
    "Statistics",
    "Used",
    "dataset_description",
    "describe_thing",
    "is_described",
    "is_named",
    "ontology_triples",
    "profile_of",
    "service_description",
    "write_dump",
]
