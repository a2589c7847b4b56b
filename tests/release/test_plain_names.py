"""Names, classes and the vocabulary of a plain dataset: any RDF, in whatever vocabulary."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.errors import BadRequestError, NoReleaseError
from kzgraph.read.graph import Graph
from kzgraph.release import Home
from kzgraph.release.changes import Update
from kzgraph.release.plain import init
from kzgraph.release.write import Conditions, write
from kzgraph.validation.rules import Rules

CHECKOUT = Path(__file__).resolve().parents[2]
EX = "http://example.org/"
DATA = """
PREFIX ex: <http://example.org/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
ex:a a ex:SeaPort ; rdfs:label "Aktau harbour"@en , "Порт Актау"@ru ; ex:locatedIn ex:b .
ex:b a ex:Town ; skos:prefLabel "Ақтау"@kk ; skos:altLabel "Shevchenko"@en , "SCO" .
ex:c foaf:name "Ann Example" ; a foaf:Person .
ex:d dcterms:title "On harbours" .
ex:e <http://schema.org/name> "Eel Ltd" .
ex:f <https://schema.org/name> "Fish Ltd" .
ex:Town rdfs:subClassOf ex:Place ; rdfs:label "town"@en .
ex:SeaPort a owl:Class ; rdfs:label "port"@en , "порт"@ru ; rdfs:subClassOf ex:Place .
ex:Place rdfs:subClassOf ex:Thing .
[] rdfs:label "Nobody" ; a ex:Town .
GRAPH ex:g { ex:h a ex:Town ; rdfs:label "Kuryk"@en . ex:nameless a ex:Town . }
"""


def made(folder: Path) -> Home:
    (folder / "data.trig").write_text(DATA, encoding="utf-8")
    home = Home(folder / "home")
    init(home, [folder / "data.trig"])
    return home


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    graph = made(tmp_path_factory.mktemp("plain")).current().open_graph()
    yield graph
    graph.close()


@pytest.mark.parametrize(
    ("query", "slug", "why"),
    [
        ("aktau harbour", "a", "exact"),
        ("ПОРТ АКТАУ", "a", "exact"),
        ("Aqtau", "b", "folded"),
        ("Shevchenko", "b", "exact"),
        ("SCO", "b", "exact"),
        ("Ann Exampel", "c", "fuzzy"),
        ("Example, Ann", "c", "words"),
        ("on harbours", "d", "exact"),
        ("Eel", "e", "folded"),
        ("Fish", "f", "folded"),
        ("Kuryk", "h", "exact"),
    ],
)
def test_labels_of_the_usual_vocabularies_are_names(
    graph: Graph, query: str, slug: str, why: str
) -> None:
    ((best, *_),) = graph.names.candidates([query])
    assert (best.iri, best.why) == (EX + slug, why)


def test_what_has_no_iri_has_no_name(graph: Graph) -> None:
    assert graph.names.candidates(["Nobody"]) == [[]]


def test_classes_are_those_of_what_has_a_name(graph: Graph) -> None:
    told = graph.names.types_of([EX + slug for slug in ("a", "h", "d", "nameless")])
    assert [*told.values()] == [(EX + "SeaPort",), (EX + "Town",), (), ()]


def test_candidates_are_kept_by_class(graph: Graph) -> None:
    towns = graph.vocabulary.below(EX + "Town")
    places = graph.vocabulary.below(EX + "Place")
    assert [
        [[match.iri for match in found] for found in graph.names.candidates(["Aktau"], classes=of)]
        for of in (towns, places, None, ())
    ] == [[[EX + "b"]], [[EX + "b"]], [[EX + "b"]], [[]]]
    ((port,),) = graph.names.candidates(["harbour"], classes={EX + "SeaPort"})
    assert (port.iri, port.why) == (EX + "a", "words")


def test_labels_are_told_in_a_language_or_another(graph: Graph) -> None:
    things = [EX + slug for slug in ("a", "b", "c", "nameless")]
    assert graph.names.labels_of(things, "ru") == {
        EX + "a": "Порт Актау",
        EX + "b": "Ақтау",
        EX + "c": "Ann Example",
    }
    assert graph.names.labels_of(things)[EX + "a"] == "Aktau harbour"


def test_the_vocabulary_is_what_is_declared_and_what_is_used(graph: Graph) -> None:
    vocabulary = graph.vocabulary
    assert [term.iri for term in vocabulary.classes if term.iri.startswith(EX)] == [
        EX + name for name in ("Place", "SeaPort", "Thing", "Town")
    ]
    labels = {term.iri: term.label("ru") for term in vocabulary.classes}
    assert labels[EX + "SeaPort"] == "порт"
    assert labels[EX + "Town"] == "town"
    properties = {term.iri: term.label() for term in vocabulary.properties}
    assert properties[EX + "locatedIn"] == "located in"
    assert vocabulary.above(EX + "Town") == {EX + "Town", EX + "Place", EX + "Thing"}
    assert vocabulary.below(EX + "Thing") == {
        EX + name for name in ("Thing", "Place", "Town", "SeaPort")
    }


def test_the_index_follows_a_write(tmp_path: Path) -> None:
    home = made(tmp_path)
    text = (
        f'DELETE DATA {{ <{EX}d> dcterms:title "On harbours" }} ; INSERT DATA {{ GRAPH <{EX}g> '
        f'{{ <{EX}i> rdfs:label "Bautino"@en ; a <{EX}Town> }} }}'
    )
    write(home, Update(text), Rules.read(CHECKOUT / "shapes"), Conditions())
    with home.current().open_names() as names:
        found = names.candidates(["On harbours", "Bautino"])
        assert [[match.iri for match in one] for one in found] == [[], [EX + "i"]]
        assert names.types_of([EX + "i"]) == {EX + "i": (EX + "Town",)}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "broken.nq",
            '<urn:a> <urn:p> "x" .\n<urn:a> <urn:p> .\n',
            r"broken\.nq:2: does not parse",
        ),
        ("missing.ttl", None, r"missing\.ttl could not be loaded"),
        ("table.csv", "a,b", "the suffix is none of"),
    ],
)
def test_a_file_that_cannot_be_taken_is_told_with_its_place(
    tmp_path: Path, name: str, text: str | None, said: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    home = Home(tmp_path / "home")
    with pytest.raises(BadRequestError, match=said):
        init(home, [tmp_path / name])
    with pytest.raises(NoReleaseError):
        home.current()
