"""The description of one thing: what belongs to it, and where it ends."""

from itertools import pairwise

import pytest

from kzgraph.describe import describe_thing, is_described, is_named, things
from kzgraph.errors import NotFoundError
from kzgraph.rdf import NamedNode, Quad, Triple
from kzgraph.store import EmbeddedStore, Store
from kzgraph.vocab import FOAF, ID, KZ, RDF, RDFS, VOID

EDF, PLANT = f"{ID}company/edf", f"{ID}project/nuclear-power-plant"


def described(store: Store, iri: str) -> list[Triple]:
    return describe_thing(store, iri, "https://a.example/data/x", "https://a.example/dataset")


@pytest.fixture(scope="module")
def edf(release_store: Store) -> set[tuple[str, str, str]]:
    return {
        (getattr(t.subject, "value", ""), t.predicate.value, getattr(t.object, "value", ""))
        for t in described(release_store, EDF)
    }


def test_own_statements_and_mentions(edf: set[tuple[str, str, str]]) -> None:
    assert (EDF, KZ + "interestedIn", PLANT) in edf
    assert (f"{ID}claim/eonergie-2024-11-062", RDF + "subject", EDF) in edf


def test_records_of_its_facts_and_no_other_claim_in_full(edf: set[tuple[str, str, str]]) -> None:
    records = {s for s, p, o in edf if p == RDF + "subject" and o == EDF and "/fact/" in s}
    for record in records:
        assert {p for s, p, _ in edf if s == record} >= {KZ + "supportedBy", KZ + "corroboration"}
    assert records
    assert not [s for s, p, _ in edf if "/claim/" in s and p == KZ + "modality"]


def test_labels_of_neighbours(edf: set[tuple[str, str, str]]) -> None:
    labelled = {s for s, p, _ in edf if p == RDFS + "label"}
    assert {EDF, PLANT, KZ + "interestedIn", KZ + "Company"} <= labelled


def test_the_document_says_what_it_is_about(edf: set[tuple[str, str, str]]) -> None:
    document = "https://a.example/data/x"
    assert (document, FOAF + "primaryTopic", EDF) in edf
    assert (document, VOID + "inDataset", "https://a.example/dataset") in edf


def test_each_triple_once_and_the_thing_first(release_store: Store) -> None:
    triples = described(release_store, EDF)
    assert len(set(triples)) == len(triples)
    own = [triple.subject == NamedNode(EDF) for triple in triples]
    assert own[0]
    assert not any(later and not earlier for earlier, later in pairwise(own))


def test_a_thing_to_which_everything_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(things, "MOST_MENTIONS", 10)
    store = EmbeddedStore.in_memory()
    hub, link = NamedNode(f"{ID}state/hub"), NamedNode("https://a.example/link")
    store.load([Quad(hub, link, hub)])
    store.load([Quad(NamedNode(f"https://a.example/{n}"), link, hub) for n in range(50)])
    mentions = [t for t in described(store, hub.value) if t.object == hub and t.predicate == link]
    assert 10 <= len(mentions) <= 11
    store.close()


def test_nothing_is_said_of_it(release_store: Store) -> None:
    nobody = f"{ID}person/nobody"
    assert not is_described(release_store, nobody)
    with pytest.raises(NotFoundError, match="person/nobody"):
        described(release_store, nobody)


def test_entities_have_names_and_records_do_not(release_store: Store) -> None:
    assert is_named(release_store, EDF)
    claim = f"{ID}claim/eonergie-2024-11-062"
    assert is_described(release_store, claim)
    assert not is_named(release_store, claim)
