"""A small planted graph and a planted endpoint for the tests of gaps; nothing here is true."""

from pathlib import Path

from kzgraph.derive import derive
from kzgraph.rdf import DefaultGraph, Quad, Term, parse_file
from kzgraph.store import EmbeddedStore, Store

ID = "https://w3id.org/kzgraph/id/"
KZ = "https://w3id.org/kzgraph/ontology#"
ENDPOINT = "https://planted.example/sparql"

_OURS = """
@prefix kz: <https://w3id.org/kzgraph/ontology#> .
@prefix claim: <https://w3id.org/kzgraph/id/claim/> .
@prefix company: <https://w3id.org/kzgraph/id/company/> .
@prefix document: <https://w3id.org/kzgraph/id/document/> .
@prefix event: <https://w3id.org/kzgraph/id/event/> .
@prefix office: <https://w3id.org/kzgraph/id/office/> .
@prefix person: <https://w3id.org/kzgraph/id/person/> .
@prefix quantity: <https://w3id.org/kzgraph/id/quantity/> .
@prefix state: <https://w3id.org/kzgraph/id/state/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
kz:basedInState a kz:StatementProperty ; schema:domainIncludes kz:Company ;
  schema:rangeIncludes kz:State .
kz:establishedOn a kz:StatementProperty , kz:SingleValuedProperty ; schema:domainIncludes kz:Company .
kz:holdsOffice a kz:StatementProperty ; schema:domainIncludes kz:Person .
kz:participant a kz:StatementProperty ; schema:domainIncludes kz:Event ; schema:rangeIncludes kz:Person .
kz:capacity a kz:StatementProperty , kz:SingleValuedProperty ; schema:domainIncludes kz:Company .
kz:motto a kz:StatementProperty ; schema:domainIncludes kz:Company .
kz:admires a kz:StatementProperty ; schema:domainIncludes kz:Company .
kz:m1 a kz:PropertyMapping ; kz:mapsFrom kz:basedInState ; kz:mapsTo wdt:P17 ;
  wikibase:propertyType wikibase:WikibaseItem ; kz:pointsBack false ; kz:contributed true .
kz:m2 a kz:PropertyMapping ; kz:mapsFrom kz:establishedOn ; kz:mapsTo wdt:P571 ;
  wikibase:propertyType wikibase:Time ; kz:pointsBack false ; kz:contributed true .
kz:m3 a kz:PropertyMapping ; kz:mapsFrom kz:holdsOffice ; kz:mapsTo wdt:P39 ;
  wikibase:propertyType wikibase:WikibaseItem ; kz:pointsBack false ; kz:contributed true .
kz:m4 a kz:PropertyMapping ; kz:mapsFrom kz:participant ; kz:mapsTo wdt:P1344 ;
  wikibase:propertyType wikibase:WikibaseItem ; kz:pointsBack true ; kz:contributed true .
kz:m5 a kz:PropertyMapping ; kz:mapsFrom kz:capacity ; kz:mapsTo wdt:P2109 ;
  wikibase:propertyType wikibase:Quantity ; kz:pointsBack false ; kz:contributed true .
kz:m6 a kz:PropertyMapping ; kz:mapsFrom kz:motto ; kz:mapsTo wdt:P1932 ;
  wikibase:propertyType wikibase:Monolingualtext ; kz:pointsBack false ; kz:contributed false ;
  skos:editorialNote "Planted: mottos are only compared."@en .
kz:m7 a kz:PropertyMapping ; kz:mapsFrom schema:leiCode ; kz:mapsTo wdt:P1278 ;
  wikibase:propertyType wikibase:ExternalId ; kz:pointsBack false ; kz:contributed true .
company:a a kz:Company ; skos:exactMatch wd:Q9000000101 .
company:old a kz:Company ; skos:exactMatch wd:Q9000000102 ; schema:leiCode "PLANTED" .
company:two a kz:Company ; skos:exactMatch wd:Q9000000103 , wd:Q9000000104 .
company:local a kz:Company .
person:p a kz:Person ; skos:exactMatch wd:Q9000000105 .
event:e a kz:Event ; skos:exactMatch wd:Q9000000106 .
office:o a kz:Office ; skos:exactMatch wd:Q9000000107 .
state:x a kz:State ; skos:exactMatch wd:Q9000000108 .
state:local a kz:State .
unit:GigaW skos:exactMatch wd:Q9000000109 .
quantity:gw a schema:QuantitativeValue ; qudt:hasUnit unit:GigaW ; schema:value 1.2 .
quantity:gw-bounds a schema:QuantitativeValue ; qudt:hasUnit unit:GigaW ; schema:value 1.2 ;
  schema:minValue 1.1 ; schema:maxValue 1.30 .
quantity:gw-more a schema:QuantitativeValue ; qudt:hasUnit unit:GigaW ; schema:minValue 1.1 .
quantity:mw a schema:QuantitativeValue ; qudt:hasUnit unit:MegaW ; schema:value 1200 .
quantity:eur a schema:MonetaryAmount ; schema:currency "EUR" ; schema:value 5 .
quantity:firms a schema:QuantitativeValue ; schema:unitText "firms" ; schema:value 170 .
document:paper a kz:Document ; dcterms:title "Le \\"grand\\"\\tpari"@fr , "A bet"@en ;
  dcterms:language "fr" ;
  dcterms:issued "2024-11"^^xsd:gYearMonth ; schema:url "https://paper.example/a|b?c=d%20e"^^xsd:anyURI ;
  kz:retrievedOn "2024-12-01"^^xsd:date .
document:wire a kz:Document ; dcterms:title "Une dépêche"@fr ; dcterms:issued "2023"^^xsd:gYear .
document:silent a kz:Document ; skos:prefLabel "our label of it"@en ;
  dcterms:issued "2023-01-02"^^xsd:date .
document:copy a kz:Document ; schema:url <https://mirror.example/x> ;
  prov:wasDerivedFrom document:theirs .
document:theirs a kz:Document ; schema:url <https://www.wikidata.org/wiki/Special:EntityData/Q1> .
document:asked a kz:Document ; schema:url <https://planted.example/page> .
"""

_THEIRS = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix p: <http://www.wikidata.org/prop/> .
@prefix pq: <http://www.wikidata.org/prop/qualifier/> .
@prefix ps: <http://www.wikidata.org/prop/statement/> .
@prefix psv: <http://www.wikidata.org/prop/statement/value/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix s: <http://www.wikidata.org/entity/statement/> .
@prefix v: <http://www.wikidata.org/value/> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdno: <http://www.wikidata.org/prop/novalue/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
wd:Q9000000102 owl:sameAs wd:Q9000000202 .
wd:Q9000000208 owl:sameAs wd:Q9000000108 .
wd:Q9000000108 rdfs:label "X"@en , "X-fr"@fr .
"""


class Planted:
    """An endpoint over Turtle; it counts what it is asked."""

    def __init__(self, path: Path, statements: str = "") -> None:
        self._store = _store(path, _THEIRS + statements)
        self.asked: list[str] = []

    def select(self, query: str) -> list[dict[str, Term]]:
        self.asked.append(query)
        found = self._store.select(query)
        return [{name: term for name, term in row.items() if term is not None} for row in found]


def statement(item: str, target: str, value: str, *more: str, rank: str = "Normal") -> str:
    """Return a statement; ``value`` may be ``time/precision`` or an amount with unit and bounds."""
    name = f"s:{item}-{target}-{abs(hash((value, more, rank)))}"
    head = f"wd:{item} p:{target} {name} . {name} wikibase:rank wikibase:{rank}Rank "
    rest = "".join(f"; {part} " for part in more)
    return f"{head}; ps:{target} {value} {rest}.\n"


def dated(item: str, target: str, day: str, precision: int, rank: str = "Normal") -> str:
    """Return a statement with a date of some precision."""
    node = f"v:{day}-{precision}"
    when = f'"{day}T00:00:00Z"^^xsd:dateTime'
    whole = f"{node} wikibase:timeValue {when} ; wikibase:timePrecision {precision} .\n"
    return whole + statement(item, target, when, f"psv:{target} {node}", rank=rank)


def measured(item: str, target: str, amount: str, unit: str, *bounds: str) -> str:
    """Return a statement with an amount in a unit, and maybe a lower and an upper bound."""
    node = f"v:{item}-{target}-amount"
    ends = zip(("Lower", "Upper"), bounds, strict=False)
    more = "".join(f"; wikibase:quantity{end}Bound {bound} " for end, bound in ends)
    whole = f"{node} wikibase:quantityAmount {amount} ; wikibase:quantityUnit wd:{unit} {more}.\n"
    return whole + statement(item, target, amount, f"psv:{target} {node}")


def claim(
    name: str,
    said: str,
    *,
    doc: str = "paper",
    more: str = "",
    modality: str = "Asserted",
    level: str = "Document",
) -> str:
    """Return a claim: ``said`` are subject, property and value."""
    subject, predicate, value = said.split(" ", 2)
    rank = "" if "kz:rank" in more else "; kz:rank kz:NormalRank"
    return (
        f"claim:{name} a kz:Claim ; rdf:subject {subject} ; rdf:predicate {predicate} ; "
        f"rdf:object {value} ; kz:modality kz:{modality} ; kz:evidence document:{doc} ; "
        f"kz:evidenceLevel kz:{level}Level {rank} {more} .\n"
    )


def graph(path: Path, *claims: str) -> Store:
    """Return the planted graph with these claims and what follows from them."""
    store = _store(path, _OURS + "".join(claims))
    found = derive(store)
    store.load(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in found.quads)
    return store


def _store(folder: Path, turtle: str) -> EmbeddedStore:
    path = folder / "planted.ttl"
    path.write_text(turtle, encoding="utf-8")
    store = EmbeddedStore.in_memory()
    store.load(parse_file(path))
    return store
