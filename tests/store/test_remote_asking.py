"""How a query is asked of the part of a dataset that one release has."""

import pytest

from kzgraph.errors import BadRequestError, QuerySyntaxError
from kzgraph.model import DEFAULT_GRAPH, Dataset
from kzgraph.rdf import Literal, NamedNode
from kzgraph.store.remote.asking import asked
from kzgraph.store.remote.places import Place, SharedPlace
from kzgraph.vocab import XSD

BASE = "https://w3id.org/kzgraph/"
OURS = f"{BASE}release/abc"
SHARED = SharedPlace("abc")
HEAD = f"BASE <{BASE}> "


def sent(query: str, **given: object) -> tuple[str, list[str], list[str]]:
    """Return the query without our head, the default graphs, and the named ones."""
    wanted = asked(query, SHARED, **given)  # type: ignore[arg-type]
    (text,) = wanted.parameters.pop("query")
    assert text.startswith(HEAD)
    default = wanted.parameters.get("default-graph-uri", [])
    return text.removeprefix(HEAD), default, wanted.parameters.get("named-graph-uri", [])


def test_a_plain_query_is_given_the_default_graph_of_the_release_and_no_other() -> None:
    query = "SELECT * { ?s ?p ?o }"
    assert sent(query) == (query, [f"{OURS}/default"], [f"{BASE}release/none"])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { GRAPH <https://w3id.org/kzgraph/graph/one> { ?s ?p ?o } }",
        "SELECT * { GRAPH <graph/one> { ?s ?p ?o } }",
        "PREFIX g: <https://w3id.org/kzgraph/graph/> SELECT * { GRAPH g:one { ?s ?p ?o } }",
        "BASE <https://w3id.org/kzgraph/graph/> SELECT * { graph <one> { ?s ?p ?o } }",
    ],
)
def test_graphs_that_a_query_names_are_those_of_the_release(query: str) -> None:
    text, default, named = sent(query)
    assert (default, named) == ([f"{OURS}/default"], [f"{OURS}/graph/one"])
    assert f"<{OURS}/graph/one> {{ ?s ?p ?o }}" in text


def test_names_of_graphs_change_wherever_they_stand() -> None:
    text, _, _ = sent(f'SELECT * {{ ?s ?p <{BASE}graph/x> FILTER(?p = "{BASE}graph/y") }}')
    assert text == f'SELECT * {{ ?s ?p <{OURS}/graph/x> FILTER(?p = "{OURS}/graph/y") }}'


def test_graphs_of_any_name_have_a_place() -> None:
    text, _, named = sent("ASK { GRAPH <http://example.org/one> { ?s ?p ?o } }")
    assert named == [f"{OURS}/graph/~http://example.org/one"]
    assert f"GRAPH <{OURS}/graph/~http://example.org/one> " in text


def test_an_open_graph_is_held_to_the_release() -> None:
    query = "SELECT * { ?a ?b ?c OPTIONAL { GRAPH ?g { ?s ?p ?o { ?x ?y ?z } } . } }"
    assert sent(query) == (
        f"SELECT * {{ GRAPH <{OURS}/default> {{  ?a ?b ?c OPTIONAL {{ GRAPH ?g {{ ?s ?p ?o "
        f'{{ ?x ?y ?z }} }} FILTER(STRSTARTS(STR(?g), "{OURS}/graph/")) . }}  }} }}',
        [],
        [],
    )


def test_the_template_of_a_construct_query_is_left_alone() -> None:
    text, _, _ = sent("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert text.startswith(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{OURS}/default> {{ ")


def test_from_becomes_the_dataset_of_the_request() -> None:
    query = "SELECT * FROM <graph/a> FROM NAMED <http://e/b> { GRAPH ?g { ?s ?p ?o } }"
    text, default, named = sent(query)
    assert "FROM" not in text
    assert "FILTER" not in text
    assert (default, named) == ([f"{OURS}/graph/a"], [f"{OURS}/graph/~http://e/b"])


def test_the_dataset_of_a_request_wins() -> None:
    given = Dataset((DEFAULT_GRAPH, "http://e/a"))
    _, default, named = sent("ASK FROM <graph/b> {}", dataset=given)
    assert default == [f"{OURS}/default", f"{OURS}/graph/~http://e/a"]
    assert named == [f"{BASE}release/none"]
    with pytest.raises(BadRequestError, match="absolute IRI"):
        sent("ASK {}", dataset=Dataset(("a b",)))


def test_bindings_stand_at_the_head_of_the_pattern() -> None:
    bindings = {"s": NamedNode("http://e/a"), "o": Literal('} # "', language="kk")}
    text, _, _ = sent("SELECT ?s ?o { ?s ?p ?o }", bindings=bindings)
    assert text == ('SELECT ?s ?o { VALUES (?s ?o) { (<http://e/a> "} # \\""@kk) }  ?s ?p ?o }')
    text, _, _ = sent("SELECT ?s { SELECT ?s { ?s ?p ?o } }", bindings={"s": NamedNode("e:a")})
    assert text == "SELECT ?s { VALUES (?s) { (<e:a>) } {  SELECT ?s { ?s ?p ?o }  } }"


def test_our_prefixes_are_declared_on_the_first_line() -> None:
    (text,) = asked("SELECT *\n{ ?s kz:claim ?o }", Place()).parameters["query"]
    assert text.splitlines()[0] == (
        f"{HEAD}PREFIX kz: <https://w3id.org/kzgraph/ontology#> SELECT *"
    )


def test_a_plain_string_is_asked_for_as_such() -> None:
    text, _, _ = sent('ASK { ?s ?p "x"^^xsd:string, "1"^^xsd:integer }')
    assert text.endswith('ASK { ?s ?p "x", "1"^^xsd:integer }')


def test_a_dataset_of_its_own_needs_no_names() -> None:
    query = f"SELECT * FROM <{BASE}graph/a> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    wanted = asked(query, Place())
    assert wanted.parameters["default-graph-uri"] == [f"{BASE}graph/a"]
    assert asked("ASK {}", Place()).parameters == {"query": [f"{HEAD}ASK {{}}"]}
    assert asked("ASK {}", Place(), None, Dataset((DEFAULT_GRAPH,))).parameters.keys() == {"query"}


def test_what_is_no_query_is_told_before_it_is_sent() -> None:
    with pytest.raises(QuerySyntaxError, match="no SELECT, ASK"):
        asked("INSERT DATA { <a> <b> <c> }", SHARED)
    with pytest.raises(QuerySyntaxError, match="not closed"):
        asked("ASK { ?s ?p 'x }", SHARED)


def test_types_that_an_engine_mistakes_have_other_names_there() -> None:
    month, theirs = f"{XSD}gYearMonth", "urn:month"
    place = SharedPlace("abc", ((month, theirs),))
    literal = Literal("2023-11", datatype=NamedNode(month))
    query = (
        f'SELECT ?d {{ ?s ?p ?d FILTER(?d = "2023-11"^^xsd:gYearMonth || ?d = "2"^^<{month}>) }}'
    )
    (text,) = asked(query, place, {"d": literal}).parameters["query"]
    assert month not in text
    assert "xsd:gYearMonth" not in text
    assert text.count(f"<{theirs}>") == 3
    line = f'<urn:s> <urn:p> "2023-11"^^<{month}> .\n'.encode()
    sent = place.data(line)
    assert sent == b'<urn:s> <urn:p> "2023-11"^^<urn:month> .\n'
    for old, new in place.back:
        sent = sent.replace(old, new)
    assert sent == line
