"""Origins: texts that nobody holds, and passages that repeat another's text."""

from pathlib import Path

import pytest

from kzgraph.derive import derive
from kzgraph.rdf import parse_file, text_of
from kzgraph.statements import Selection, StatementIndex, View, find
from kzgraph.statements.build import build_statements
from kzgraph.store import EmbeddedStore, Store

HEAD = """@prefix claim: <https://w3id.org/kzgraph/id/claim/> .
@prefix document: <https://w3id.org/kzgraph/id/document/> .
@prefix kz: <https://w3id.org/kzgraph/ontology#> .
@prefix origin: <https://w3id.org/kzgraph/id/origin/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix visit: <https://w3id.org/kzgraph/id/visit/> .
kz:visitKind a kz:StatementProperty .
document:ministry a kz:Document ; kz:documentKind kz:PrimaryDocument .
document:embassy a kz:Document ; kz:documentKind kz:PrimaryDocument ;
    prov:wasDerivedFrom document:ministry .
document:agency a kz:Document ; prov:wasDerivedFrom origin:wire .
document:paper a kz:Document ; prov:wasDerivedFrom origin:wire .
origin:wire a kz:Origin .
"""


def stored(tmp_path: Path, *documents: str, own: str | None = None) -> Store:
    """Return a store in which documents say the same; the claim of one may have its own origin."""
    path = tmp_path / "claims.ttl"
    path.write_text(HEAD + "".join(_claim(name, name == own) for name in documents), "utf-8")
    store = EmbeddedStore.in_memory()
    store.load(parse_file(path))
    store.fill_default_graph()
    return store


def _claim(document: str, own: bool) -> str:
    origin = "; prov:wasDerivedFrom origin:wire" if own else ""
    return (
        f"claim:{document} a kz:Claim ; rdf:subject visit:v ; rdf:predicate kz:visitKind ; "
        f"rdf:object kz:StateVisit ; kz:modality kz:Asserted ; kz:rank kz:NormalRank ; "
        f"kz:evidence document:{document} ; kz:evidenceLevel kz:DocumentLevel ; "
        f"kz:speechMode kz:Narration ; prov:wasAttributedTo document:{document} {origin} .\n"
    )


def counted(store: Store, name: str = "corroboration") -> list[str]:
    quads = derive(store).quads
    return [text_of(q.object) for q in quads if q.predicate.value.endswith(f"#{name}")]


@pytest.mark.parametrize(
    ("documents", "own", "witnesses"),
    [
        (("agency", "paper"), None, "1"),
        (("agency", "ministry"), None, "2"),
        (("agency", "ministry"), "ministry", "1"),
        (("agency", "ministry", "paper"), None, "2"),
    ],
)
def test_what_goes_back_to_one_origin_is_one_witness(
    tmp_path: Path, documents: tuple[str, ...], own: str | None, witnesses: str
) -> None:
    assert counted(stored(tmp_path, *documents, own=own)) == [witnesses]


@pytest.mark.parametrize(
    ("documents", "own", "primary"),
    [
        (("agency", "paper"), None, 0),
        (("agency", "ministry", "paper"), None, 1),
        (("embassy", "ministry"), None, 1),  # one goes back to the other
        (("agency", "embassy"), None, 1),
        (("agency", "ministry"), "ministry", 0),  # the ministry passes on the wire
        (("embassy", "ministry"), "ministry", 1),  # the embassy does not
    ],
)
def test_primary_documents_are_told_apart(
    tmp_path: Path, documents: tuple[str, ...], own: str | None, primary: int
) -> None:
    store = stored(tmp_path, *documents, own=own)
    assert counted(store, "primaryCorroboration") == [str(primary)]
    build_statements(tmp_path / "index", store)
    with StatementIndex(tmp_path / "index") as index:
        ((_, statement),) = find.told(index, Selection(), View())
    assert statement.primary == primary


def test_the_index_counts_the_same_witnesses(tmp_path: Path) -> None:
    build_statements(tmp_path / "index", stored(tmp_path, "agency", "ministry", own="ministry"))
    with StatementIndex(tmp_path / "index") as index:
        assert index.rows("SELECT COUNT(DISTINCT origin), COUNT(*) FROM claim_source") == [(1, 2)]
