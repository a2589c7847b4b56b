"""An index of statements that follows a change says what one that is made anew says."""

import re
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from indexes import said

from kzgraph.identifiers import ENTITIES_GRAPH, source_graph
from kzgraph.release import Home
from kzgraph.release.changes import Update
from kzgraph.release.follow import Following
from kzgraph.release.write import copied
from kzgraph.statements.build import build_statements
from kzgraph.statements.follow import follow_statements
from kzgraph.statements.touched import touched_by

MFA, EON, GAZETTE = map(source_graph, ("mfa-kazakhstan-2023-11-01", "eonergie-2024-11", "gazette"))
NEW = """a kz:Claim ; rdf:subject company:newcomer ; rdf:predicate kz:interestedIn ;
    rdf:object project:nuclear-power-plant ; kz:modality kz:Asserted ; kz:rank kz:NormalRank ;
    kz:evidenceLevel kz:DocumentLevel ; kz:speechMode kz:Narration ; kz:validAt "2024"^^xsd:gYear ;
    kz:evidence document:eonergie-2024-11 ; prov:wasAttributedTo organisation:eonergie ;
    kz:scope "a word of its own"@en ; kz:paraphrase "Newcomers are keen."@en , "Des nouveaux."@fr"""
COMPANY = """a kz:Company ; skos:prefLabel "Newcomer"@en , "Nouveau"@fr ;
    skos:definition "A company that nobody knows."@en"""


def swap(graph: str, node: str, prop: str, value: str) -> str:
    """Return an update that gives a node other values of a property, or none."""
    less = f"DELETE {{ GRAPH <{graph}> {{ {node} {prop} ?old }} }}"
    more = f"INSERT {{ GRAPH <{graph}> {{ {node} {prop} {value} }} }}" if value else ""
    return f"{less} {more} WHERE {{ OPTIONAL {{ GRAPH <{graph}> {{ {node} {prop} ?old }} }} }}"


def put(graph: str, text: str) -> str:
    return f"INSERT DATA {{ GRAPH <{graph}> {{ {text} }} }}"


CHANGES = {
    "a claim of a new company": (put(EON, f"claim:eonergie-2024-11-900 {NEW} ."),),
    "a new company and its claim": (
        put(ENTITIES_GRAPH, f"company:newcomer {COMPANY} ."),
        put(EON, f"claim:eonergie-2024-11-900 {NEW} ."),
    ),
    "a claim removed": (
        f"DELETE WHERE {{ GRAPH <{MFA}> {{ claim:mfa-kazakhstan-2023-11-01-002 ?p ?o }} }}",
    ),
    "modality": (swap(EON, "claim:eonergie-2024-11-062", "kz:modality", "kz:Planned"),),
    "rank": (swap(GAZETTE, "claim:gazette-001", "kz:rank", "kz:DeprecatedRank"),),
    "evidence": (
        swap(
            MFA,
            "claim:mfa-kazakhstan-2023-11-01-001",
            "kz:evidence",
            "passage:mfa-kazakhstan-2023-11-01-28-90",
        ),
    ),
    "a passage moved": (swap(MFA, "selector:mfa-kazakhstan-2023-11-01-28-65", "oa:end", "66"),),
    "paraphrase": (swap(EON, "claim:eonergie-2024-11-062", "kz:paraphrase", '"Said anew."@en'),),
    "a label": (swap(ENTITIES_GRAPH, "state:fra", "skos:prefLabel", '"Gaul"@en , "Gaule"@fr'),),
    "a class": (swap(ENTITIES_GRAPH, "company:edf", "a", "kz:Organisation"),),
    "a date": (swap(GAZETTE, "document:gazette", "dcterms:issued", '"2023-01"^^xsd:gYearMonth'),),
    "a publisher": (swap(EON, "document:eonergie-2024-11", "dcterms:publisher", "company:edf"),),
    "an origin": (
        swap(
            EON,
            "document:eonergie-2024-11",
            "prov:wasDerivedFrom",
            "document:mfa-kazakhstan-2023-11-01",
        ),
    ),
    "a kind": (
        swap(MFA, "document:mfa-kazakhstan-2023-11-01", "kz:documentKind", "kz:PressArticle"),
    ),
    "an amount": (swap(ENTITIES_GRAPH, "amount:usd-4200000000", "schema:value", "1"),),
    "an observation": (
        swap(ENTITIES_GRAPH, "observation:trade-kaz-fra-2022", "kz:periodEnd", '"2023"^^xsd:gYear'),
    ),
    "a conflict settled": (swap(GAZETTE, "claim:gazette-001", "rdf:object", "kz:OfficialVisit"),),
    "a value that is a date": (
        """DELETE { GRAPH ?g { ?c rdf:object ?old } }
        INSERT { GRAPH ?g { ?c rdf:object "1999"^^xsd:gYear } }
        WHERE { GRAPH ?g { ?c a kz:Claim ; rdf:predicate kz:startDate ; rdf:object ?old } }""",
    ),
    "a document gone": (f"DROP GRAPH <{GAZETTE}>",),
}


class Named(Update):
    """An update whose graphs are those that it names; where it names none, nothing is told.

    What such an update adds and removes is found out by reading these alone, not all of the release:
    how it is found where nothing is told is tested with writes.
    """

    @property
    def touched(self) -> frozenset[str] | None:
        return frozenset(re.findall("GRAPH <(.*?)>", self.text)) or None


said_before = cache(said)


@pytest.mark.parametrize("kind", CHANGES)
def test_the_index_follows(disputed_home: Path, tmp_path: Path, kind: str) -> None:
    before = Home(disputed_home).current()
    with closing(copied(before, tmp_path / "store")) as store:
        change = Named(" ; ".join(CHANGES[kind]))
        change.apply(store)
        following = Following(before, store, change)
        changed = following.follow().changed
        stores = (following.old, store)
        assert changed
        assert touched_by(changed, stores) is not None
        follow_statements(before.path / "statements.sqlite", stores, changed, tmp_path / "followed")
        build_statements(tmp_path / "built", store)
    built, followed = said(tmp_path / "built"), said(tmp_path / "followed")
    for table in built:
        assert followed[table] == built[table], table
    assert built != said_before(before.path / "statements.sqlite")
