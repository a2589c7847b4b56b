"""Validation after a small change gives the report that the whole validation gives."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kzgraph.rdf import DefaultGraph, NamedNode, Quad, Triple, parse_file, text_of
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import Report, read_report, report_turtle
from kzgraph.validation.incremental import revalidate
from kzgraph.validation.known import reach_of, reading_of
from kzgraph.validation.matching import Change, bindings
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate
from kzgraph.vocab import RDF_TYPE

CHECKOUT = Path(__file__).resolve().parents[1]
RULES = Rules.read(CHECKOUT / "shapes")
EXAMPLES = sorted((CHECKOUT / "tests/shapes/invalid").glob("*.t*"))[::24]


@pytest.fixture(scope="module")
def store(release_store: Store) -> EmbeddedStore:
    copy = EmbeddedStore.in_memory()
    copy.load(release_store.quads())
    return copy


@pytest.fixture(scope="module")
def before(store: EmbeddedStore) -> Report:
    return validate(store, RULES)


@contextmanager
def changed(store: EmbeddedStore, path: Path) -> Iterator[list[Triple]]:
    """Add an example to the store, and take it out again."""
    quads = list(with_default(parse_file(path)) - set(store.quads()))
    store.change(quads, ())
    yield [triple(q) for q in quads if isinstance(q.graph_name, DefaultGraph)]
    store.change((), quads)


def with_default(quads: list[Quad]) -> set[Quad]:
    return {*quads, *(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)}


def triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_equals_the_whole(path: Path, store: EmbeddedStore, before: Report) -> None:
    with changed(store, path) as added:
        whole = validate(store, RULES)
        part = revalidate(store, RULES, before, added, [])
    assert part == whole
    assert whole != before
    assert len(before.violations) == 0


def test_it_equals_the_whole_after_a_removal(store: EmbeddedStore, before: Report) -> None:
    removed = [
        Quad(*t, DefaultGraph())
        for t in store.construct(
            "CONSTRUCT { ?c kz:modality ?m } WHERE { ?c kz:modality ?m . "
            "FILTER(?c IN (claim:eonergie-2024-11-001, claim:eonergie-2024-11-062)) }"
        )
    ]
    store.change((), removed)
    whole = validate(store, RULES)
    part = revalidate(store, RULES, before, [], [triple(q) for q in removed])
    store.change(removed, ())
    assert part == whole
    assert len(whole.violations) >= 2


def test_a_report_round_trips(before: Report, tmp_path: Path) -> None:
    path = tmp_path / "report.ttl"
    path.write_text(report_turtle(before), encoding="utf-8")
    assert read_report(path) == before
    assert before.findings


KZ = "https://w3id.org/kzgraph/ontology#"
ID = "https://w3id.org/kzgraph/id/"
C, D, X, Y = (NamedNode(ID + name) for name in ("claim/c", "claim/d", "state/x", "state/y"))


def small_store(*triples: Triple) -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    store.load(Quad(*t, DefaultGraph()) for t in triples)
    return store


def says(subject: NamedNode, predicate: str, value: NamedNode | str) -> Triple:
    node = NamedNode(KZ + value) if isinstance(value, str) else value
    return Triple(subject, NamedNode(KZ + predicate), node)


def told(query: str, *, added: Triple | None = None, removed: Triple | None = None) -> object:
    """What a change tells about rows, over a store that has the added and the standing triples."""
    standing = (says(C, "a", X), says(C, "b", Y), says(D, "a", X))
    store = small_store(*standing, *([added] if added else []))
    change = Change((added,) if added else (), (removed,) if removed else ())
    found = bindings(query, change, store)
    if found is None:
        return None
    return sorted(sorted((name, text_of(t)) for name, t in one.items()) for one in found)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?f { ?f kz:a ?x }", [[("f", C.value)]]),
        ("SELECT ?f ?x { ?f kz:a ?x }", [[("f", C.value), ("x", X.value)]]),
        ("SELECT ?f { ?f kz:b ?x }", []),
        ("SELECT ?f { ?f ?p ?o }", [[("f", C.value)]]),
        ("SELECT ?f { VALUES ?p { kz:a kz:c } ?f ?p ?o }", [[("f", C.value)]]),
        ("SELECT ?f { VALUES ?p { kz:b kz:c } ?f ?p ?o }", []),
        ("SELECT ?f { ?f kz:c|kz:a ?x }", [[("f", C.value)]]),
        ("SELECT ?f { ?f kz:c/kz:a ?x }", None),
        ("SELECT ?f { ?f kz:a+ ?x }", None),
        ("SELECT ?f { ?f kz:c/kz:b ?x }", []),
        ("SELECT ?f { ?f kz:b ?x MINUS { ?f kz:a ?x } }", []),
        ("SELECT ?f { ?f kz:b ?x OPTIONAL { ?f kz:a ?y } }", [[("f", C.value)]]),
        ("SELECT ?f { ?f kz:missing ?y OPTIONAL { ?f kz:a ?x } }", []),
        ("SELECT ?f { { ?f kz:a ?x } UNION { ?f kz:b ?x } }", [[("f", C.value)]]),
        ("SELECT ?f { ?f kz:b ?x FILTER(EXISTS { ?f kz:a ?x }) }", None),
        ("SELECT ?x { ?y kz:a ?z ; kz:b ?x }", [[("x", Y.value)]]),
        ("SELECT (MIN(?f) AS ?focus) ?x { ?f kz:a ?x } GROUP BY ?x", [[("x", X.value)]]),
        ("SELECT (MIN(?f) AS ?focus) { ?f kz:a ?x } GROUP BY ?x", None),
        ("SELECT ?f { GRAPH <urn:g> { ?f kz:a ?x } }", []),
        ("SELECT ?f { { SELECT ?f { ?f kz:a ?x } } }", [[("f", C.value)]]),
        ("SELECT ?x { { SELECT ?f { ?f kz:a ?x } } ?f kz:b ?x }", None),
    ],
)
def test_what_an_added_triple_tells_about_rows(query: str, rows: object) -> None:
    assert told(query, added=says(C, "a", X)) == rows


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?f { ?f kz:c ?x }", []),
        ("SELECT ?f { ?f kz:a ?x MINUS { ?f kz:c ?x } }", [[("f", C.value)]]),
        ("SELECT ?f { ?f kz:a ?x OPTIONAL { ?f kz:c ?y } }", [[("f", C.value)]]),
        ("SELECT ?y { ?x kz:b ?y MINUS { ?x kz:c ?z } }", [[("y", Y.value)]]),
        ("SELECT ?f (COUNT(*) AS ?n) { ?f kz:a ?x ; kz:c ?y } GROUP BY ?f", []),
        ("SELECT ?f { ?f kz:a ?x MINUS { ?f kz:b ?y MINUS { ?f kz:c ?x } } }", []),
    ],
)
def test_what_a_removed_triple_tells_about_rows(query: str, rows: object) -> None:
    assert told(query, removed=says(C, "c", X)) == rows


@pytest.mark.parametrize("name", sorted(RULES.queries))
def test_the_rows_of_every_rule_can_be_told(name: str) -> None:
    """All but two small rules name a variable by which a change is followed."""
    reading = reading_of(RULES.queries[name])
    assert reading is not None
    telling = {variable for pattern in reading.patterns for variable in pattern.telling}
    assert bool(telling) == (name not in {"observation_twice", "value_twice"})


def test_shapes_look_backwards_and_beyond_where_they_say_so(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text(
        """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <urn:e:> .
        e:S sh:targetObjectsOf e:target ; sh:property
            [ sh:path ( e:first [ sh:inversePath e:second ] ) ] ,
            [ sh:path e:outer ; sh:node [ sh:disjoint e:other ; sh:property [ sh:path e:inner ] ] ] .""",
        encoding="utf-8",
    )
    reach = reach_of((path,))
    assert reach.backward == {"urn:e:target", "urn:e:second"}
    assert reach.beyond == {RDF_TYPE, "urn:e:second", "urn:e:other", "urn:e:inner"}
