"""Namespaces and the few terms that the code itself names."""

from typing import Final

KZ: Final = "https://w3id.org/kzgraph/ontology#"
ID: Final = "https://w3id.org/kzgraph/id/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
SCHEMA: Final = "https://schema.org/"
ORG: Final = "http://www.w3.org/ns/org#"
QB: Final = "http://purl.org/linked-data/cube#"
TIME: Final = "http://www.w3.org/2006/time#"
QUDT: Final = "http://qudt.org/schema/qudt/"
UNIT: Final = "http://qudt.org/vocab/unit/"
SH: Final = "http://www.w3.org/ns/shacl#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
SSSOM: Final = "https://w3id.org/sssom/"
SEMAPV: Final = "https://w3id.org/semapv/vocab/"
WIKIBASE: Final = "http://wikiba.se/ontology#"
WD: Final = "http://www.wikidata.org/entity/"
WDT: Final = "http://www.wikidata.org/prop/direct/"

_KINDS = (
    "agreement",
    "agreement-set",
    "amount",
    "characterisation",
    "claim",
    "commodity",
    "company",
    "conflict",
    "consortium",
    "corridor",
    "document",
    "event",
    "fact",
    "figure",
    "goal",
    "group",
    "initiative",
    "issue",
    "link",
    "observation",
    "office",
    "organisation",
    "origin",
    "partnership",
    "passage",
    "person",
    "place",
    "principle",
    "process",
    "project",
    "quantity",
    "relation",
    "sector",
    "selector",
    "sentence",
    "situation",
    "state",
    "visit",
)

PREFIXES: Final[dict[str, str]] = {
    "kz": KZ,
    "id": ID,
    **{kind: f"{ID}{kind}/" for kind in _KINDS},
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "oa": OA,
    "schema": SCHEMA,
    "org": ORG,
    "qb": QB,
    "time": TIME,
    "qudt": QUDT,
    "unit": UNIT,
    "sh": SH,
    "sd": SD,
    "void": VOID,
    "dcat": DCAT,
    "foaf": FOAF,
    "sssom": SSSOM,
    "semapv": SEMAPV,
    "wikibase": WIKIBASE,
    "wd": WD,
    "wdt": WDT,
}
"""Prefixes known to every query that kzgraph runs, and written into every file that it writes."""

RDF_TYPE: Final = RDF + "type"

STATEMENT: Final = (RDF + "subject", RDF + "predicate", RDF + "object")
"""The three parts of a reified statement, in the order in which people read them."""
