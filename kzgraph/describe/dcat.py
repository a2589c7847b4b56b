"""A release as a dataset in DCAT 3: what it is called, its version, where and how it is served."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from kzgraph.describe.triples import Description
from kzgraph.identifiers import BASE
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, text_or_empty
from kzgraph.store import Store
from kzgraph.vocab import DCAT, DCTERMS, VOID, XSD

ABSTRACT = BASE + "dataset"
"""The dataset whatever its release and wherever it is served; what the data say of it goes here."""


_DATE_TIME: Final = NamedNode(XSD + "dateTime")


class Published(NamedTuple):
    """When a release first became current, and when it last did (after a roll-back); ISO 8601."""

    issued: str
    modified: str


class Statement(NamedTuple):
    """What the data say of themselves, or of who is named there."""

    subject: NamedNode
    predicate: str
    value: NamedNode | Literal


def told_of_dataset(store: Store) -> tuple[Statement, ...]:
    """Return what the data say of themselves: title, licence, publisher; nothing if they do not."""
    return tuple(_told(store))


def _told(store: Store) -> Iterator[Statement]:
    for row in store.select(load("describe_dataset"), {"dataset": NamedNode(ABSTRACT)}):
        subject, value = row["subject"], row["value"]
        if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            yield Statement(subject, text_or_empty(row["property"]), value)


def say_catalogue(
    description: Description, dataset: NamedNode, told: tuple[Statement, ...], release: str
) -> None:
    """Describe a release as a version of the dataset; ``told`` holds of every version."""
    description.typed(dataset, DCAT + "Dataset")
    description.say(dataset, DCAT + "version", Literal(release))
    if told and dataset.value != ABSTRACT:
        description.say(dataset, DCAT + "isVersionOf", NamedNode(ABSTRACT))
    for subject, predicate, value in told:
        # What is said of the abstract dataset holds of the one that is served here.
        description.say(dataset if subject.value == ABSTRACT else subject, predicate, value)


def say_published(
    description: Description, dataset: NamedNode, published: Published | None
) -> None:
    """Say when a release was published, where that is known."""
    if published is not None:
        for name, time in published._asdict().items():
            description.say(dataset, DCTERMS + name, Literal(time, datatype=_DATE_TIME))


def say_distributions(
    description: Description, dataset: NamedNode, query: str, rest: str, openapi: str
) -> None:
    """Say how the dataset is served: by SPARQL at ``query``, and by REST, which begins at ``rest``."""
    service, distribution = NamedNode(rest), description.part(DCAT + "Distribution")
    description.say(dataset, DCAT + "distribution", distribution)
    description.say(distribution, DCAT + "accessURL", NamedNode(query))
    description.say(distribution, DCAT + "accessService", NamedNode(query))
    description.say(dataset, VOID + "sparqlEndpoint", NamedNode(query))
    description.typed(service, DCAT + "DataService")
    description.say(service, DCTERMS + "title", Literal("REST", language="en"))
    description.say(service, DCAT + "endpointURL", service)
    description.say(service, DCAT + "endpointDescription", NamedNode(openapi))
    description.say(service, DCAT + "servesDataset", dataset)
