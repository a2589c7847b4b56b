"""Validation after a small change gives the report that the whole validation gives."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kzgraph.rdf import DefaultGraph, Quad, Triple, parse_file
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import Report, Rules, read_report, report_turtle, revalidate, validate
from kzgraph.validation.incremental import _terms_of

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
    quads = [q for q in with_default(parse_file(path)) if q not in set(store.quads())]
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


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("SELECT ?f { ?f kz:a ?x ; kz:b kz:c FILTER(?x = kz:d) }", {"a", "b", "c", "d"}),
        ("SELECT ?f { ?f a kz:C . ?f kz:a/kz:b* ?x }", {"C", "a", "b"}),
        ("SELECT ?f { ?f ?p ?o }", None),
        ("SELECT ?f { ?f kz:a ?x ; ?p ?o }", None),
        ("SELECT ?f { ?f a ?class }", None),
        ("SELECT ?f { ?f a/rdfs:subClassOf* ?class }", None),
        ("SELECT ?f { ?f kz:a ?x FILTER(EXISTS { ?x ?p ?o }) }", None),
        ("SELECT ?f { GRAPH ?g { ?f kz:a ?x } }", {"a"}),
    ],
)
def test_terms_of_a_query(query: str, terms: set[str] | None) -> None:
    found = _terms_of(query)
    wanted = None if terms is None else {"https://w3id.org/kzgraph/ontology#" + t for t in terms}
    assert (found is None) == (wanted is None)
    if found is not None and wanted is not None:
        assert wanted <= found
