"""What descriptions say, read by another RDF library."""

from collections import Counter

import pytest
import rdflib
from rdflib.namespace import RDF, VOID

from kzgraph.describe import (
    DUMPS,
    Endpoint,
    Profile,
    Published,
    dataset_description,
    profile_of,
    service_description,
)
from kzgraph.queries import examples
from kzgraph.rdf import NamedNode, Quad, RdfFormat, Triple, write_bytes
from kzgraph.store import EmbeddedStore, Store
from kzgraph.vocab import KZ, PREFIXES

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
BASE = "https://kz.example"
DATASET = rdflib.URIRef(f"{BASE}/dataset")
SERVICE = rdflib.URIRef(f"{BASE}/sparql")


def endpoint(*, writable: bool = False, federated: bool = False) -> Endpoint:
    return Endpoint(str(SERVICE), str(SERVICE), str(DATASET), writable, federated, f"{BASE}/dumps")


PUBLISHED = Published("2024-11-05T09:00:00+00:00", "2024-11-06T09:00:00+00:00")


def read(triples: list[Triple]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=write_bytes(triples, RdfFormat.TURTLE), format="turtle")


def local_names(graph: rdflib.Graph, predicate: rdflib.URIRef) -> set[str]:
    return {str(value).rsplit("/", 1)[-1] for value in graph.objects(SERVICE, predicate)}


@pytest.fixture(scope="module")
def profile(release_store: Store) -> Profile:
    return profile_of("0" * 64, release_store)


@pytest.fixture(scope="module")
def service_graph(profile: Profile) -> rdflib.Graph:
    return read(service_description(profile, endpoint(), PUBLISHED))


@pytest.fixture(scope="module")
def dataset_graph(profile: Profile) -> rdflib.Graph:
    return read(dataset_description(profile, endpoint(), BASE, PUBLISHED))


def test_a_read_only_endpoint(service_graph: rdflib.Graph) -> None:
    assert service_graph.value(SERVICE, SD.endpoint) == SERVICE
    assert local_names(service_graph, SD.supportedLanguage) == {
        "sparql-service-description#SPARQL11Query"
    }
    assert local_names(service_graph, SD.resultFormat) == {
        *(f"SPARQL_Results_{name}" for name in ("JSON", "XML", "CSV", "TSV")),
        *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
    }
    assert not local_names(service_graph, SD.inputFormat)
    assert not local_names(service_graph, SD.feature)


def test_an_endpoint_that_may_be_written_to_and_reaches_others(profile: Profile) -> None:
    graph = read(service_description(profile, endpoint(writable=True, federated=True)))
    assert (SERVICE, SD.supportedLanguage, SD.SPARQL11Update) in graph
    assert "N-Quads" in local_names(graph, SD.inputFormat)
    assert set(graph.objects(SERVICE, SD.feature)) == {SD.BasicFederatedQuery}


def test_statements_about_the_dataset_follow_its_name(profile: Profile) -> None:
    triples = service_description(profile, endpoint())
    named = next(n for n, t in enumerate(triples) if t.predicate.value == str(SD.defaultDataset))
    told = next(n for n, t in enumerate(triples) if t.subject == NamedNode(str(DATASET)))
    assert named < told


def counted(store: Store, pattern: str) -> int:
    row = next(iter(store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")))
    return int(row["n"].value)  # type: ignore[union-attr]


def test_sizes_are_those_of_the_default_graph(
    service_graph: rdflib.Graph, release_store: Store
) -> None:
    triples = counted(release_store, "?s ?p ?o")
    default = service_graph.value(DATASET, SD.defaultGraph)
    for subject in (DATASET, default):
        assert int(str(service_graph.value(subject, VOID.triples))) == triples


def test_every_named_graph_with_its_size(service_graph: rdflib.Graph, release_store: Store) -> None:
    told = {
        str(service_graph.value(entry, SD.name)): int(
            str(service_graph.value(service_graph.value(entry, SD.graph), VOID.triples))
        )
        for entry in service_graph.objects(DATASET, SD.namedGraph)
    }
    graphs = release_store.graphs()
    assert told == {name: len(list(release_store.quads(name))) for name in graphs}


def test_partitions(service_graph: rdflib.Graph, release_store: Store) -> None:
    parts = list(service_graph.objects(DATASET, VOID.propertyPartition))
    total = sum(int(str(service_graph.value(part, VOID.triples))) for part in parts)
    assert total == counted(release_store, "?s ?p ?o")
    claims = service_graph.value(None, VOID["class"], rdflib.URIRef(KZ + "Claim"))
    entities = service_graph.value(claims, VOID.entities)
    assert int(str(entities)) == counted(release_store, "?s a kz:Claim")
    assert (DATASET, VOID.classPartition, claims) in service_graph


def used(graph: rdflib.Graph, part: rdflib.term.Node | None) -> tuple[int, ...]:
    names = (VOID.triples, VOID.distinctSubjects, VOID.distinctObjects)
    return tuple(int(str(graph.value(part, name))) for name in names)


def test_the_use_of_each_property_by_each_class(
    dataset_graph: rdflib.Graph, release_store: Store
) -> None:
    claims = dataset_graph.value(None, VOID["class"], rdflib.URIRef(KZ + "Claim"))
    parts = {
        str(dataset_graph.value(part, VOID.property)): used(dataset_graph, part)
        for part in dataset_graph.objects(claims, VOID.propertyPartition)
    }
    pattern = "?s a kz:Claim ; kz:modality ?o"
    triples = counted(release_store, pattern)
    objects = counted(release_store, f"SELECT DISTINCT ?o {{ {pattern} }}")
    assert parts[KZ + "modality"] == (triples, triples, objects)
    expected = release_store.select("SELECT DISTINCT ?p WHERE { ?s a kz:Claim ; ?p ?o }")
    assert set(parts) == {getattr(row["p"], "value", "") for row in expected}


def test_the_endpoint_is_described_without_properties_of_classes(
    service_graph: rdflib.Graph, release_store: Store
) -> None:
    parts = list(service_graph.subject_objects(VOID.propertyPartition))
    assert {whole for whole, _ in parts} == {DATASET}
    assert len(parts) == counted(release_store, "SELECT DISTINCT ?p { ?s ?p ?o }")


def test_different_subjects_and_objects(dataset_graph: rdflib.Graph, release_store: Store) -> None:
    assert used(dataset_graph, DATASET) == (
        counted(release_store, "?s ?p ?o"),
        counted(release_store, "SELECT DISTINCT ?s { ?s ?p ?o }"),
        counted(release_store, "SELECT DISTINCT ?o { ?s ?p ?o }"),
    )


def test_when_it_was_published(service_graph: rdflib.Graph, dataset_graph: rdflib.Graph) -> None:
    for graph in (service_graph, dataset_graph):
        issued, modified = (graph.value(DATASET, DCTERMS[name]) for name in Published._fields)
        assert (str(issued), str(modified)) == PUBLISHED
        assert isinstance(issued, rdflib.Literal)
        assert issued.datatype == rdflib.XSD.dateTime


def test_nothing_is_told_of_a_time_that_nobody_knows(profile: Profile) -> None:
    graph = read(dataset_description(profile, endpoint(), BASE))
    assert graph.value(DATASET, DCTERMS.issued) is None


def test_every_dump_with_its_type(service_graph: rdflib.Graph, dataset_graph: rdflib.Graph) -> None:
    for graph in (service_graph, dataset_graph):
        told = {
            str(graph.value(node, DCAT.downloadURL)): (
                str(graph.value(node, DCAT.mediaType)).partition("media-types/")[2],
                graph.value(node, DCAT.compressFormat) is not None,
            )
            for node in graph.objects(DATASET, DCAT.distribution)
            if graph.value(node, DCAT.downloadURL)
        }
        assert told == {
            f"{BASE}/dumps/{name}": (dump.inner_type, dump.packed) for name, dump in DUMPS.items()
        }
        in_rdf = {address for address in told if not address.endswith(".sssom.tsv")}
        assert set(map(str, graph.objects(DATASET, VOID.dataDump))) == in_rdf


def test_prefixes_are_declared(service_graph: rdflib.Graph) -> None:
    holder = rdflib.URIRef(f"{SERVICE}#prefixes")
    told = {
        str(service_graph.value(node, SH.prefix)): str(service_graph.value(node, SH.namespace))
        for node in service_graph.objects(holder, SH.declare)
    }
    assert told == PREFIXES


def test_examples_are_executable(service_graph: rdflib.Graph, release_store: Store) -> None:
    nodes = set(service_graph.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(nodes) == len(examples()) == 10
    for node in nodes:
        query = str(service_graph.value(node, SH.select))
        assert list(release_store.select(query)), node
        comment = service_graph.value(node, rdflib.RDFS.comment)
        assert isinstance(comment, rdflib.Literal)
        assert (comment.language, str(comment)[-1]) == ("en", "?")


def test_the_dataset_as_a_version(dataset_graph: rdflib.Graph) -> None:
    assert str(dataset_graph.value(DATASET, DCAT.version)) == "0" * 64
    abstract = dataset_graph.value(DATASET, DCAT.isVersionOf)
    assert str(abstract) == "https://w3id.org/kzgraph/dataset"
    titles = dataset_graph.objects(DATASET, DCTERMS.title)
    assert {title.language for title in titles if isinstance(title, rdflib.Literal)} == {"en", "fr"}
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert str(dataset_graph.value(DATASET, DCTERMS.license)) == licence
    (distribution,) = dataset_graph.subjects(DCAT.accessService, SERVICE)
    assert (DATASET, DCAT.distribution, distribution) in dataset_graph


def test_linksets_count_exact_matches(dataset_graph: rdflib.Graph, release_store: Store) -> None:
    told: Counter[str] = Counter()
    for linkset in dataset_graph.subjects(RDF.type, VOID.Linkset):
        target = dataset_graph.value(linkset, VOID.objectsTarget)
        space = str(dataset_graph.value(target, VOID.uriSpace))
        assert (DATASET, VOID.subset, linkset) in dataset_graph
        assert dataset_graph.value(linkset, VOID.subjectsTarget) == DATASET
        if dataset_graph.value(linkset, VOID.linkPredicate) == rdflib.SKOS.exactMatch:
            told[space] += int(str(dataset_graph.value(linkset, VOID.triples)))
    for space in (
        "http://www.wikidata.org/entity/",
        "http://eurovoc.europa.eu/",
        "https://sws.geonames.org/",
    ):
        pattern = f'?s skos:exactMatch ?o FILTER(STRSTARTS(STR(?o), "{space}"))'
        assert told[space] == counted(release_store, pattern) > 0


def test_data_of_others_get_neither_our_title_nor_our_examples() -> None:
    store = EmbeddedStore.in_memory()
    node = NamedNode("https://other.example/x")
    store.load([Quad(node, node, node)])
    profile = profile_of("1" * 64, store)
    both = [
        *service_description(profile, endpoint()),
        *dataset_description(profile, endpoint(), BASE),
    ]
    graph = read(both)
    assert int(str(graph.value(DATASET, VOID.triples))) == 1
    for absent in (DCTERMS.title, DCTERMS.license, DCAT.isVersionOf, VOID.uriSpace):
        assert graph.value(DATASET, absent) is None
    assert not list(graph.subjects(RDF.type, SH.SPARQLExecutable))
    store.close()
