"""A dataset in VoID: its size, its classes and properties, its named graphs and its links."""

from collections.abc import Iterable

from kzgraph.describe.statistics import Counted, Linked, Statistics, Used
from kzgraph.describe.triples import Description, Node, number
from kzgraph.links import TARGETS
from kzgraph.rdf import Literal, NamedNode
from kzgraph.vocab import SD, VOID

DEFAULT_GRAPH = "#default-graph"
"""What follows the address of a dataset in the name of its default graph."""


def say_dataset(
    description: Description, dataset: NamedNode, statistics: Statistics, *, in_full: bool = False
) -> None:
    """Describe a dataset: sizes, vocabularies, partitions, graphs.

    The partitions count the default graph, which holds every triple of the named ones once. In full,
    that of each class has those of the properties of its instances within: ten times as much to read.
    """
    description.typed(dataset, VOID + "Dataset", SD + "Dataset")
    description.say(dataset, VOID + "triples", number(statistics.triples))
    description.say(dataset, VOID + "classes", number(len(statistics.classes)))
    description.say(dataset, VOID + "properties", number(len(statistics.properties)))
    description.say(dataset, VOID + "distinctSubjects", number(statistics.subjects))
    description.say(dataset, VOID + "distinctObjects", number(statistics.objects))
    description.say(dataset, VOID + "vocabulary", *map(NamedNode, statistics.vocabularies))
    _say_default_graph(description, dataset, statistics)
    _say_named_graphs(description, dataset, statistics.graphs)
    _say_classes(description, dataset, statistics, in_full=in_full)
    _say_properties(description, dataset, statistics.properties)


def _say_default_graph(
    description: Description, dataset: NamedNode, statistics: Statistics
) -> None:
    graph = NamedNode(dataset.value + DEFAULT_GRAPH)
    description.say(dataset, SD + "defaultGraph", graph)
    description.typed(graph, SD + "Graph", VOID + "Dataset")
    description.say(graph, VOID + "triples", number(statistics.triples))


def _say_named_graphs(
    description: Description, dataset: NamedNode, graphs: Iterable[Counted]
) -> None:
    for name, triples in graphs:
        entry = description.part(SD + "NamedGraph")
        graph = description.part(SD + "Graph", VOID + "Dataset")
        description.say(dataset, SD + "namedGraph", entry)
        description.say(entry, SD + "name", NamedNode(name))
        description.say(entry, SD + "graph", graph)
        description.say(graph, VOID + "triples", number(triples))


def _say_classes(
    description: Description, dataset: NamedNode, statistics: Statistics, *, in_full: bool
) -> None:
    for class_, instances in statistics.classes:
        part = description.part(VOID + "Dataset")
        description.say(dataset, VOID + "classPartition", part)
        description.say(part, VOID + "class", NamedNode(class_))
        description.say(part, VOID + "entities", number(instances))
        if in_full:
            _say_properties(description, part, statistics.by_class.get(class_, ()))


def _say_properties(description: Description, whole: Node, properties: Iterable[Used]) -> None:
    """Describe the triples with each property, as a part of a dataset or of the part of a class."""
    for used in properties:
        part = description.part(VOID + "Dataset")
        description.say(whole, VOID + "propertyPartition", part)
        description.say(part, VOID + "property", NamedNode(used.property))
        description.say(part, VOID + "triples", number(used.triples))
        description.say(part, VOID + "distinctSubjects", number(used.subjects))
        description.say(part, VOID + "distinctObjects", number(used.objects))


def say_links(description: Description, dataset: NamedNode, links: Iterable[Linked]) -> None:
    """Describe the links to each namespace by each relation as a linkset, and its target once."""
    targets: dict[str, Node] = {}
    for linked in links:
        target = targets.get(linked.namespace)
        if target is None:
            target = targets[linked.namespace] = _target(description, linked.namespace)
        linkset = description.part(VOID + "Linkset")
        description.say(dataset, VOID + "subset", linkset)
        description.say(linkset, VOID + "linkPredicate", NamedNode(linked.relation))
        description.say(linkset, VOID + "subjectsTarget", dataset)
        description.say(linkset, VOID + "objectsTarget", target)
        description.say(linkset, VOID + "triples", number(linked.links))
        description.say(linkset, VOID + "distinctSubjects", number(linked.subjects))
        description.say(linkset, VOID + "distinctObjects", number(linked.objects))


def _target(description: Description, namespace: str) -> Node:
    """Describe a data set of others: one that judgements name has the IRI that they use."""
    known = next((target for target in TARGETS if target.uri_space == namespace), None)
    node = description.part(VOID + "Dataset") if known is None else NamedNode(known.iri)
    description.typed(node, VOID + "Dataset")
    description.say(node, VOID + "uriSpace", Literal(namespace))
    return node
