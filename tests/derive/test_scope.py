"""What is derived by difference is what is derived anew, whatever a small change touches."""

from pathlib import Path

import pytest

from kzgraph.derive import derive, scope_of
from kzgraph.rdf import Quad, Triple, parse_file
from kzgraph.store import EmbeddedStore

HEAD = """
@prefix kz: <https://w3id.org/kzgraph/ontology#> .
@prefix id: <https://w3id.org/kzgraph/id/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
kz:kind a kz:StatementProperty , kz:SingleValuedProperty .
id:doc1 a kz:Document ; dcterms:issued "2023"^^xsd:gYear .
id:doc2 a kz:Document ; dcterms:issued "2024"^^xsd:gYear .
id:span oa:hasSource id:doc2 .
id:v skos:prefLabel "Visit"@en .
"""
KEYS = ("a", "rdf:subject", "rdf:predicate", "rdf:object", "kz:modality", "kz:rank", "kz:evidence")


def claim(name: str, *values: str, more: str = "") -> str:
    given = dict(zip(KEYS[1:], values, strict=False))
    usual = ("kz:Claim", "id:v", "kz:kind", "kz:State", "kz:Asserted", "kz:NormalRank", "id:doc1")
    said = [f"{key} {given.get(key, value)}" for key, value in zip(KEYS, usual, strict=True)]
    return f"id:{name} {' ; '.join(said)} {more} .\n"


BASE = claim("one") + claim(
    "two", "id:v", "kz:kind", "kz:Work", more='; kz:validAt "2022"^^xsd:gYear'
)
SETS = claim("one", "id:v", "kz:kind", "id:part") + claim("two", "id:v", "kz:kind", "id:whole")
RELAYED = (
    claim("one")
    + claim("two", "id:v", "kz:kind", "kz:State", "kz:Asserted", "kz:NormalRank", "id:span3")
    + "id:doc3 a kz:Document ; prov:wasDerivedFrom id:doc2 . id:span3 oa:hasSource id:doc3 .\n"
)


def parsed(tmp_path: Path, text: str) -> set[Quad]:
    path = tmp_path / "data.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return set(parse_file(path))


@pytest.mark.parametrize(
    ("old", "new", "far"),
    [
        (BASE, BASE + claim("three"), False),
        (BASE, claim("one"), False),
        (BASE, claim("one") + claim("two", "id:v", "kz:kind", "kz:State"), False),
        (BASE, claim("one", "id:w") + claim("two"), False),
        (BASE, claim("one", "id:v", "kz:other") + claim("two"), False),
        (BASE, BASE + claim("three", "id:v", "kz:kind", '"text"@en'), False),
        (BASE, BASE + claim("three", "id:v", "kz:kind", "kz:State", "kz:Planned"), False),
        (BASE, BASE + claim("three", more="; kz:evidence id:span"), False),
        (
            BASE + claim("three", more="; kz:evidence id:span2"),
            BASE
            + claim("three", more="; kz:evidence id:span2")
            + "id:span2 oa:hasSource id:doc2 .",
            False,
        ),
        (BASE, BASE + 'id:v skos:prefLabel "Visite"@fr . id:w skos:prefLabel "W"@en .', False),
        (BASE, BASE + "id:w kz:other id:v .", False),
        (BASE, BASE + 'id:doc2 dcterms:issued "2025"^^xsd:gYear .', False),
        (BASE, BASE + 'id:doc1 dcterms:issued "2022"^^xsd:gYear .', False),
        (BASE, BASE + "id:doc2 prov:wasDerivedFrom id:doc1 .", False),
        (RELAYED, RELAYED + "id:doc2 prov:wasDerivedFrom id:doc1 .", False),
        (RELAYED, RELAYED + "id:one prov:wasDerivedFrom id:doc3 .", False),
        (BASE, BASE + "id:doc1 kz:documentKind kz:PrimaryDocument .", False),
        (SETS, SETS + claim("three", "id:part", "kz:partOfSet", "id:whole"), False),
        (BASE, BASE + "kz:other a kz:StatementProperty , kz:SingleValuedProperty .", True),
    ],
)
def test_the_difference_is_that_of_deriving_anew(
    old: str, new: str, far: bool, tmp_path: Path
) -> None:
    for before, after in ((old, new), (new, old)):
        then, now = EmbeddedStore.in_memory(), EmbeddedStore.in_memory()
        quads, later = parsed(tmp_path, before), parsed(tmp_path, after)
        then.load(quads)
        now.load(later)
        changed = [Triple(q.subject, q.predicate, q.object) for q in quads ^ later]
        scope = scope_of(changed, (then, now))
        assert (scope is None) == far
        was, became = set(derive(then).quads), set(derive(now).quads)
        old_part, new_part = set(derive(then, scope).quads), set(derive(now, scope).quads)
        assert new_part - old_part == became - was
        assert old_part - new_part == was - became


def test_a_malformed_claim_is_told_of(tmp_path: Path) -> None:
    then, now = EmbeddedStore.in_memory(), EmbeddedStore.in_memory()
    then.load(parsed(tmp_path, BASE))
    later = parsed(tmp_path, BASE + claim("three", '"nobody"'))
    now.load(later)
    changed = [Triple(q.subject, q.predicate, q.object) for q in later ^ set(then.quads())]
    scope = scope_of(changed, (then, now))
    assert scope is not None
    assert [str(p) for p in derive(now, scope).problems] == [str(p) for p in derive(now).problems]
    assert len(derive(now).problems) == 1


def test_very_many_claims_reach_far(tmp_path: Path) -> None:
    store = EmbeddedStore.in_memory()
    quads = parsed(tmp_path, "".join(claim(f"c{number}") for number in range(1001)))
    store.load(quads)
    changed = [Triple(q.subject, q.predicate, q.object) for q in quads if "/c" in str(q.subject)]
    assert scope_of(changed, (store,)) is None
    assert scope_of(changed[:7], (store,)) is not None
