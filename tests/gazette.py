"""A made-up paper and one document of it: a small data folder for tests of authoring."""

from pathlib import Path

from kzgraph.evidence import digest
from kzgraph.rdf import RdfFormat, canonical, parse_file

CHECKOUT = Path(__file__).resolve().parents[1]
SOURCE = "gazette-2024"
TEXT = "Ada came to Arland.\nBo met her. The 3 firms gave over 5 million euros."
SENTENCES = ((0, 19), (20, 31), (32, 70))

PREFIXES = """
@prefix kz: <https://w3id.org/kzgraph/ontology#> .
@prefix id: <https://w3id.org/kzgraph/id/> .
@prefix amount: <https://w3id.org/kzgraph/id/amount/> .
@prefix claim: <https://w3id.org/kzgraph/id/claim/> .
@prefix document: <https://w3id.org/kzgraph/id/document/> .
@prefix office: <https://w3id.org/kzgraph/id/office/> .
@prefix organisation: <https://w3id.org/kzgraph/id/organisation/> .
@prefix passage: <https://w3id.org/kzgraph/id/passage/> .
@prefix person: <https://w3id.org/kzgraph/id/person/> .
@prefix selector: <https://w3id.org/kzgraph/id/selector/> .
@prefix sentence: <https://w3id.org/kzgraph/id/sentence/> .
@prefix state: <https://w3id.org/kzgraph/id/state/> .
@prefix visit: <https://w3id.org/kzgraph/id/visit/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ENTITIES = """
person:ada a kz:Person ; skos:prefLabel "Ada Ardent"@en , "Ada Ardent"@fr ; skos:altLabel "Ada"@en .
person:bo a kz:Person ; skos:prefLabel "Bo Brun"@en , "Bo Brun"@fr , "Бо Брун"@ru .
person:bo-the-younger a kz:Person ; skos:prefLabel "Bo the younger"@en , "Bo le jeune"@fr ;
    skos:altLabel "Bo Brun"@en .
organisation:gazette a kz:Organisation ; skos:prefLabel "Gazette"@en , "Gazette"@fr .
state:arl a kz:State ; skos:prefLabel "Arland"@en , "Arlande"@fr .
visit:ada-2024 a kz:Visit ; skos:prefLabel "visit of Ada"@en , "visite d'Ada"@fr .
amount:eur-more-than-5000000 a schema:MonetaryAmount ; schema:currency "EUR" ;
    schema:minValue 5000000.0 ; kz:hedge kz:MoreThan .
"""
DESCRIPTION = f"""
document:{SOURCE} a kz:Document ; dcterms:issued "2024-11-05"^^xsd:date ; dcterms:language "en" ;
    dcterms:description "A made-up paper."@en ; dcterms:publisher organisation:gazette ;
    skos:prefLabel "Gazette on Ada"@en , "Gazette sur Ada"@fr ; kz:dateBasis kz:DateStated ;
    kz:documentKind kz:PressArticle ; kz:textLength {len(TEXT)} ; kz:sha256 "{digest(TEXT)}" .
"""


def sentences() -> str:
    return "".join(
        f"document:{SOURCE} kz:sentence sentence:{SOURCE}-{n} . "
        f"sentence:{SOURCE}-{n} a kz:Sentence ; oa:start {start} ; oa:end {end} .\n"
        for n, (start, end) in enumerate(SENTENCES, start=1)
    )


def passage(start: int, end: int) -> str:
    name = f"{SOURCE}-{start}-{end}"
    return (
        f"passage:{name} a kz:Passage ; oa:hasSource document:{SOURCE} ; "
        f'oa:hasSelector selector:{name} ; kz:sha256 "{digest(TEXT[start:end])}" . '
        f"selector:{name} a oa:TextPositionSelector ; oa:start {start} ; oa:end {end} .\n"
    )


def claim(number: int, said: str, start: int, end: int, *, more: str = "") -> str:
    subject, predicate, value = said.split(" ", 2)
    return f"""claim:{SOURCE}-{number:03} a kz:Claim ; rdf:subject {subject} ;
    rdf:predicate {predicate} ; rdf:object {value} ; kz:rank kz:NormalRank ;
    kz:modality kz:Asserted ; kz:speechMode kz:Narration ; kz:evidenceLevel kz:PassageLevel ;
    prov:wasAttributedTo organisation:gazette ; kz:evidence passage:{SOURCE}-{start}-{end} ;
    kz:paraphrase "Said in {number}."@en , "Dit en {number}."@fr ;
    kz:validAt "2024-11"^^xsd:gYearMonth {more} .
"""


CLAIMS = (
    claim(1, "visit:ada-2024 kz:visitor person:ada", 0, 19)
    + claim(
        2, "visit:ada-2024 kz:visitTo state:arl", 0, 19, more='; kz:statedAs "Arland | the land"'
    )
    + claim(3, 'visit:ada-2024 kz:startDate "2024-11-04"^^xsd:date', 20, 70)
    + passage(0, 19)
    + passage(20, 70)
)


def plant(root: Path) -> None:
    """Write the data of the paper below a root that has none."""
    write(root / "data/entities/things.ttl", ENTITIES)
    write(root / f"data/sources/{SOURCE}/source.ttl", DESCRIPTION + sentences())
    body = f"<https://w3id.org/kzgraph/graph/source/{SOURCE}> {{ {CLAIMS} }}"
    write(root / f"data/sources/{SOURCE}/claims.trig", body)


def write(path: Path, body: str) -> None:
    """Write a file of ours in its one form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFIXES + body, encoding="utf-8")
    rdf_format = RdfFormat.TRIG if path.suffix == ".trig" else RdfFormat.TURTLE
    path.write_text(canonical(parse_file(path), rdf_format), encoding="utf-8")
