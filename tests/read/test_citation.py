"""Citations: the same again, and ready for a bibliography."""

import hashlib

import pytest

from kzgraph.errors import NotFoundError, QuerySyntaxError
from kzgraph.model.citations import Citation
from kzgraph.read.bibliography import Reference, bibtex, csl
from kzgraph.read.canonical import FORMATS
from kzgraph.read.citation import Occasion, cite_query, cite_record, cite_release
from kzgraph.store import Bounds, EmbeddedStore, Result, Store

HASH = "0123456789ab" + "f" * 52
OCCASION = Occasion(HASH, "2026-03-09", "2026-11-22", "https://kz.example/v1/cite?release=" + HASH)
ORANO = "https://w3id.org/kzgraph/id/company/orano"
VISITORS = "SELECT ?visit WHERE { ?visit kz:visitor person:macron }"


def cite(store: Store, query: str, bounds: Bounds | None = None) -> Citation:
    def ask(text: str) -> Result:
        limits = bounds or Bounds()
        return store.answer(text, FORMATS.solutions, FORMATS.triples, bounds=limits)

    return cite_query(store, OCCASION, query, ask)


def test_an_answer_is_cited_by_three_hashes(release_store: Store) -> None:
    """Macron visited once; the text of the row follows from the canonical form."""
    found = cite(release_store, VISITORS)
    row = "<https://w3id.org/kzgraph/id/visit/macron-kazakhstan-2023>"
    assert found.cited.release_sha256 == HASH
    assert found.cited.query_sha256 == hashlib.sha256(VISITORS.encode()).hexdigest()
    assert found.cited.result_sha256 == hashlib.sha256(f"?visit\n{row}\n".encode()).hexdigest()
    assert (found.cited.kind, found.cited.rows, found.cited.stable) == ("query", 1, True)
    assert (found.cited.truncated, found.cited.notes) == (None, ())
    assert cite(release_store, f"\n{VISITORS}  ") == found


def test_title_publisher_and_licence_are_those_of_the_data(release_store: Store) -> None:
    found = cite_release(release_store, OCCASION)
    assert found.title == "kzgraph: a knowledge graph of Kazakhstan and France"
    assert found.publisher == "The kzgraph team"
    assert found.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert (found.cited.kind, found.cited.result_sha256) == ("release", None)
    assert (found.released, found.accessed) == ("2026-03-09", "2026-11-22")
    assert found.csl["id"] == "kzgraph-0123456789ab"


def test_data_that_say_nothing_of_themselves(release_store: Store) -> None:
    empty = EmbeddedStore.in_memory()
    found = cite_release(empty, OCCASION)
    assert (found.title, found.publisher, found.licence) == (
        "RDF dataset served by kzgraph",
        "kzgraph",
        None,
    )
    with pytest.raises(NotFoundError, match="company/orano"):
        cite_record(empty, OCCASION, "entity", ORANO)


def test_a_record_is_cited_by_what_is_said_of_it(release_store: Store) -> None:
    orano = cite_record(release_store, OCCASION, "entity", ORANO)
    claim = ORANO.replace("company/orano", "claim/eonergie-2024-11-062")
    other = cite_record(release_store, OCCASION, "claim", claim)
    assert orano.title == (
        "Orano (company/orano), in kzgraph: a knowledge graph of Kazakhstan and France"
    )
    assert orano.iri == ORANO
    assert ORANO in orano.bibtex
    assert other.title.startswith("claim/eonergie-2024-11-062, in kzgraph")
    assert orano.cited.result_sha256 != other.cited.result_sha256
    assert cite_record(release_store, OCCASION, "entity", ORANO) == orano


@pytest.mark.parametrize("iri", ["https://w3id.org/kzgraph/id/company/nobody", "http://a b/<>"])
def test_a_record_that_is_not_there(release_store: Store, iri: str) -> None:
    with pytest.raises(NotFoundError, match="entity"):
        cite_record(release_store, OCCASION, "entity", iri)


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("SELECT (NOW() AS ?now) {}", "because of NOW"),
        ("SELECT (rand() AS ?x) (uuid() AS ?y) {}", "because of RAND, UUID"),
        ("SELECT ?s { ?s a kz:Company } LIMIT 2", "without ORDER BY"),
        ("SELECT ?s { ?s a kz:State { SELECT ?s { ?s ?p ?o } LIMIT 9 } } ORDER BY ?s", "ORDER BY"),
    ],
)
def test_what_may_change_is_told(release_store: Store, query: str, note: str) -> None:
    found = cite(release_store, query)
    assert note in " ".join(found.cited.notes)
    assert found.cited.stable == ("because" not in note)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s a kz:Company } ORDER BY ?s LIMIT 2",
        'SELECT ?s { ?s kz:now "NOW() LIMIT" } # RAND() LIMIT 1',
    ],
)
def test_what_does_not_change_has_no_note(release_store: Store, query: str) -> None:
    assert cite(release_store, query).cited.notes == ()


def test_order_counts_where_it_is_asked_for(release_store: Store) -> None:
    up, down = (
        cite(release_store, f"SELECT ?s {{ ?s a kz:State }} ORDER BY {way}(?s)").cited
        for way in ("ASC", "DESC")
    )
    assert up.result_sha256 != down.result_sha256
    within = "SELECT ?s { { SELECT ?s { ?s a kz:State } ORDER BY %s(?s) } }"
    inner = {cite(release_store, within % way).cited.result_sha256 for way in ("ASC", "DESC")}
    assert len(inner) == 1


def test_an_answer_that_was_cut_says_so(release_store: Store) -> None:
    found = cite(release_store, "SELECT ?s { ?s a kz:Claim }", Bounds(rows=3)).cited
    assert (found.truncated, found.rows, found.stable) == ("rows=3", 3, False)
    assert "cut at rows=3" in found.notes[0]


def test_triples_and_truth(release_store: Store) -> None:
    built = "CONSTRUCT { ?s kz:near [] } WHERE { ?s a kz:State }"
    assert cite(release_store, built).cited == cite(release_store, built).cited
    assert cite(release_store, built).cited.rows == 8
    assert cite(release_store, "ASK { }").cited.canonical_form == "true or false"


def test_a_query_that_does_not_parse(release_store: Store) -> None:
    with pytest.raises(QuerySyntaxError):
        cite(release_store, "SELECT")


def test_bibtex_and_csl() -> None:
    reference = Reference(
        "key-1", "50% {of} A_B & C", "Kõ #1", "f0", None, "2026-01-05", "https://x/?q=%7B&r=1", "n"
    )
    assert bibtex(reference) == (
        "@misc{key-1,\n"
        "  title = {{50\\% \\{of\\} A\\_B \\& C}},\n"
        "  author = {{Kõ \\#1}},\n"
        "  publisher = {Kõ \\#1},\n"
        "  year = {2026},\n"
        "  version = {f0},\n"
        "  url = {https://x/?q=%7B&r=1},\n"
        "  urldate = {2026-01-05},\n"
        "  note = {n},\n"
        "}\n"
    )
    item = csl(reference)
    assert (item["type"], item["author"]) == ("dataset", [{"literal": "Kõ #1"}])
    assert item["accessed"] == {"date-parts": [[2026, 1, 5]]}
    assert "issued" not in item
