"""A release in which documents disagree: the real data, and a made-up gazette that contradicts them."""

from pathlib import Path

from kzgraph.identifiers import ENTITIES_GRAPH, source_graph
from kzgraph.release import Home
from kzgraph.release.changes import Update
from kzgraph.release.write import Conditions, write
from kzgraph.validation.rules import Rules

_RULES = Path(__file__).resolve().parents[1] / "shapes"

_DOCUMENT = """
document:gazette a kz:Document ;
  skos:prefLabel "made-up gazette"@en , "gazette inventée"@fr ;
  dcterms:description "A gazette that no one printed, for tests."@en ;
  dcterms:publisher organisation:mfa-kazakhstan , organisation:eonergie ;
  dcterms:language "en" , "fr" ; dcterms:issued "2025-02-03"^^xsd:date ;
  kz:dateBasis kz:DateStated ; kz:documentKind kz:AgencyReport .
"""
_CLAIM = """
claim:gazette-{number} a kz:Claim ;
  rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value} ;
  prov:wasAttributedTo organisation:eonergie ; kz:speechMode kz:Narration ;
  kz:evidence document:gazette ; kz:evidenceLevel kz:DocumentLevel ; kz:modality kz:Asserted ;
  kz:paraphrase "Made up {number}."@en , "Inventé {number}."@fr ; {more} .
"""
_NORMAL = 'kz:rank kz:NormalRank ; kz:validAt "2024-11"^^xsd:gYearMonth'
_PREFERRED = (
    'kz:rank kz:PreferredRank ; kz:rankReason "The final count."@en ; '
    'kz:rankedBy organisation:eonergie ; kz:rankedOn "2025-02-04"^^xsd:date ; '
    'kz:validAt "2022"^^xsd:gYear'
)
_DEPRECATED = (
    'kz:rank kz:DeprecatedRank ; kz:rankReason "A slip of the pen."@en ; '
    'kz:rankedBy organisation:eonergie ; kz:rankedOn "2025-02-04"^^xsd:date ; '
    'kz:validAt "2022"^^xsd:gYear'
)
_CLAIMS = (
    ("001", "visit:tokayev-france-2024", "kz:visitKind", "kz:StateVisit", _NORMAL),
    ("002", "observation:trade-kaz-fra-2022", "kz:tradeValue", "amount:usd-4200000000", _PREFERRED),
    ("003", "observation:trade-kaz-fra-2022", "kz:growth", "quantity:percent-21", _DEPRECATED),
)
_AMOUNT = """
amount:usd-4200000000 a schema:MonetaryAmount ;
  schema:currency "USD" ; schema:value "4200000000"^^xsd:decimal .
"""


def dispute(home: Path) -> None:
    """Add the gazette to the current release of a home, held to every rule.

    It calls the visit of November 2024 a state visit (nothing settles that), gives 4.2 billion dollars
    for the trade of 2022 (preferred), and its growth as 21 percent (deprecated).
    """
    names = ("number", "subject", "predicate", "value", "more")
    claims = "".join(_CLAIM.format(**dict(zip(names, row, strict=True))) for row in _CLAIMS)
    text = (
        f"INSERT DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ {_AMOUNT} }} "
        f"GRAPH <{source_graph('gazette')}> {{ {_DOCUMENT} {claims} }} }}"
    )
    write(Home(home), Update(text), Rules.read(_RULES), Conditions())
