"""Which members of claims differ between two stores."""

from kzgraph.identifiers import source_graph
from kzgraph.read.rewritten import rewritten
from kzgraph.store import EmbeddedStore, Store

DOCUMENT = source_graph("a-1")
CLAIM = """claim:a-1-001 kz:evidence passage:a-1-0-9 ; prov:wasAttributedTo person:x ;
    kz:validAt "2024"^^xsd:gYear ; skos:editorialNote "a . note"@en ; kz:share "3 > 2 ." ."""
PASSAGE = 'passage:a-1-0-9 kz:sha256 "00" . passage:a-1-3-4 kz:sha256 "11" .'


def holding(text: str) -> Store:
    store = EmbeddedStore.in_memory()
    store.update(f"INSERT DATA {{ GRAPH <{DOCUMENT}> {{ {text} }} }}")
    return store


def members(old: str, new: str, text: str = f"{CLAIM} {PASSAGE}") -> dict[str, set[str]]:
    return rewritten(holding(text), holding(text.replace(old, new)), [DOCUMENT]).members


def test_members_are_named_as_claims_name_them() -> None:
    assert members("person:x", "person:y") == {"a-1-001": {"speakers"}}
    assert members('"2024"', '"2023"') == {"a-1-001": {"valid_at"}}
    assert members("a . note", "another") == {"a-1-001": {"note"}}
    assert members("3 > 2", "2 > 3") == {"a-1-001": {"share"}}
    assert members("kz:validAt", "kz:validFrom") == {"a-1-001": {"valid_at", "valid_from"}}


def test_a_claim_whose_passage_differs_has_other_evidence() -> None:
    assert members('"00"', '"01"') == {"a-1-001": {"evidence"}}
    assert members('"11"', '"12"') == {}


def test_another_origin_is_told() -> None:
    relayed = f"{CLAIM} <urn:document> <http://www.w3.org/ns/prov#wasDerivedFrom> <urn:other> ."
    assert rewritten(holding(CLAIM), holding(relayed), [DOCUMENT]).relays
    assert not rewritten(holding(relayed), holding(relayed), [DOCUMENT]).relays


def test_nothing_differs() -> None:
    assert members("", "") == {}
    assert rewritten(holding(CLAIM), holding(CLAIM), []).members == {}
