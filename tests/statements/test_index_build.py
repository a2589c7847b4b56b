"""The index of statements: what it holds is what the store holds, also after writes of any kind."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kzgraph.errors import StoreError
from kzgraph.model import Part
from kzgraph.rdf import RdfFormat, parse_bytes
from kzgraph.read.facts import Pattern, list_facts
from kzgraph.read.graph import Graph
from kzgraph.statements import StatementIndex, View
from kzgraph.statements.build import build_statements
from kzgraph.statements.statuses import MODALITIES, RANKS, STATUSES, UNKNOWN, claim_number
from kzgraph.store import EmbeddedStore, Store

FACTS = """
SELECT ?subject ?predicate ?object (COUNT(DISTINCT ?claim) AS ?claims) ?corroboration ?primary
WHERE {
  ?fact a kz:Fact ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    kz:corroboration ?corroboration ; kz:primaryCorroboration ?primary ; kz:supportedBy ?claim .
}
GROUP BY ?subject ?predicate ?object ?corroboration ?primary
"""
ODD = """
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix kz: <https://w3id.org/kzgraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix claim: <https://w3id.org/kzgraph/id/claim/> .
claim:odd-1 a kz:Claim ; rdf:subject <urn:a> ; rdf:predicate <urn:p> .
claim:odd-2 a kz:Claim ; rdf:subject <urn:a> ; rdf:predicate <urn:p> ; rdf:object "x" , "y"@fr ;
  kz:modality kz:Asserted , kz:Planned ; kz:rank kz:NormalRank ; kz:evidenceLevel kz:DocumentLevel ;
  kz:speechMode kz:Narration ; kz:evidence <urn:document> , <urn:other> ;
  kz:paraphrase "one"@en , "two"@en , "three" , "dit \\"quatre\\"\\n\\\\ cinq"@fr ;
  kz:published "2024-02-30"^^xsd:date , "2024-11"^^xsd:gYearMonth , "soon" .
"""


def test_facts_are_those_of_the_store(release_graph: Graph) -> None:
    stored = {
        (str(row["subject"]), str(row["predicate"]), str(row["object"])): (
            int(row["claims"].value),  # type: ignore[union-attr]
            int(row["corroboration"].value),  # type: ignore[union-attr]
            int(row["primary"].value),  # type: ignore[union-attr]
        )
        for row in release_graph.store.select(FACTS)
    }
    page = list_facts(release_graph, Pattern(), View(), Part(limit=1000))
    assert len(stored) == page.total > 200
    for fact in page.items:
        told = f'"{fact.object.text}"'
        if fact.object.datatype:
            told += f"^^<{fact.object.datatype}>"
        elif fact.object.language:
            told += f"@{fact.object.language}"
        value = f"<{fact.object.iri}>" if fact.object.iri else told
        key = (f"<{fact.subject.iri}>", f"<{fact.predicate.iri}>", value)
        assert stored.pop(key) == (len(fact.claims), fact.corroboration, fact.primary)
    assert not stored


def built(store: Store, path: Path) -> dict[str, list[tuple[object, ...]]]:
    build_statements(path, store)
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith(("sqlite_", "claim_words_"))
        ]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def test_the_same_store_gives_the_same_rows(release_store: Store, tmp_path: Path) -> None:
    assert built(release_store, tmp_path / "a") == built(release_store, tmp_path / "b")


def test_claims_of_a_status_are_a_range_of_numbers(release_graph: Graph) -> None:
    question = "SELECT id, modality, rank FROM claim ORDER BY name"
    rows = release_graph.statements.rows(question)
    assert [number & 0xFFFFFFFF for number, _, _ in rows] == [*range(1, len(rows) + 1)]
    for number, modality, rank in rows:
        assert STATUSES[number >> 32] == (modality, rank)
    assert claim_number("Asserted", "PreferredRank", 7) == 7
    assert claim_number("Asserted", "NormalRank", 7) == 2**32 + 7
    assert claim_number("Opinion", "DeprecatedRank", 7) == 23 * 2**32 + 7
    assert claim_number("Rumoured", "NormalRank", 7) == UNKNOWN * 2**32 + 7 == 24 * 2**32 + 7


def test_every_status_of_the_ontology_has_a_number(release_graph: Graph) -> None:
    for kind, known in (("Modality", MODALITIES), ("Rank", RANKS)):
        rows = release_graph.store.select(f"SELECT ?code {{ ?code a kz:{kind} }}")
        assert {str(row["code"]).rpartition("#")[2].rstrip(">") for row in rows} == {*known}


def test_a_claim_that_no_shape_allows_breaks_nothing(tmp_path: Path) -> None:
    store = EmbeddedStore.in_memory()
    store.load(parse_bytes(ODD.encode(), RdfFormat.TURTLE, None))
    tables = built(store, tmp_path / "odd")
    assert [row[1] for row in tables["claim"]] == ["odd-2"]  # what is not whole is left out
    assert [row[-2:] for row in tables["claim"]] == [("2024-11-01", "2024-11-30")]
    french = 'dit "quatre"\n\\ cinq'
    texts = [("", "three"), ("en", "two"), ("fr", french)]
    assert sorted(row[1:] for row in tables["claim_text"]) == texts


def test_an_empty_store(tmp_path: Path) -> None:
    tables = built(EmbeddedStore.in_memory(), tmp_path / "empty")
    assert tables["claim"] == []
    with StatementIndex(tmp_path / "empty") as index:
        assert index.number_of("urn:a") is None


def test_nothing_is_written_over(tmp_path: Path, release_store: Store) -> None:
    (tmp_path / "x").write_text("mine")
    with pytest.raises(StoreError, match="exists"):
        build_statements(tmp_path / "x", release_store)
    assert (tmp_path / "x").read_text() == "mine"


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, release_store: Store) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        build_statements(tmp_path / "missing" / "x", release_store)


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old")) as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(StoreError, match="version 999"):
        StatementIndex(tmp_path / "old")
    with pytest.raises(StoreError, match="missing"):
        StatementIndex(tmp_path / "missing")


def test_a_closed_index_says_so(release_store: Store, tmp_path: Path) -> None:
    build_statements(tmp_path / "x", release_store)
    index = StatementIndex(tmp_path / "x")
    index.close()
    with pytest.raises(StoreError, match="closed"):
        index.number_of("urn:a")
