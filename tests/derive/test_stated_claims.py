"""Claims read from sorted lines: what a claim is qualified by goes along when claims are sorted."""

from pathlib import Path

from kzgraph.derive.stated import sort_claims, stated_claims
from kzgraph.lines import LineSorter, Things
from kzgraph.rdf import Literal, NamedNode
from kzgraph.vocab import KZ, RDF_TYPE, STATEMENT


def test_a_claim_keeps_its_qualifiers(tmp_path: Path) -> None:
    said = {
        RDF_TYPE: f"<{KZ}Claim>",
        **dict(zip(STATEMENT, ("<urn:s>", "<urn:p>", "<urn:o>"), strict=True)),
        KZ + "modality": f"<{KZ}Asserted>",
        KZ + "rank": f"<{KZ}NormalRank>",
        KZ + "evidence": "<urn:passage>",
        KZ + "scope": '"a\\tpart"@en',
    }
    lines = sorted(f"<urn:claim> <{prop}> {value} .\n" for prop, value in said.items())
    (tmp_path / "lines.nt").write_text("".join(lines), encoding="utf-8")
    with Things(tmp_path / "lines.nt") as things:
        sort_claims(things, LineSorter(tmp_path / "claims", 100), tmp_path / "sorted")
    ((claim,),) = stated_claims(tmp_path / "sorted", problems := [])
    assert (problems, claim.iri) == ([], NamedNode("urn:claim"))
    assert claim.qualifiers == {KZ + "scope": {Literal("a\tpart", language="en")}}
