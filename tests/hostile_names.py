"""A release with names and words that would break a page which trusts them, in the real data."""

from pathlib import Path

from kzgraph.evidence import digest
from kzgraph.identifiers import ENTITIES_GRAPH, source_graph
from kzgraph.release import Home
from kzgraph.release.changes import Update
from kzgraph.release.write import Conditions, write
from kzgraph.validation.rules import Rules

_RULES = Path(__file__).resolve().parents[1] / "shapes"

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"
QUOTES = "\"' onmouseover=alert(3) '\" & </title> ]]> {{ 7 * 7 }}"
RIGHT_TO_LEFT = "\u202egro.live\u202c \u05e9\u05dc\u05d5\u05dd"
TEXT = "<b>Made-up</b> words & <script>alert(4)</script>."
LONG = "Donaudampfschifffahrtsgesellschaft" * 8

_TEXT = """
INSERT DATA {{
  GRAPH <{entities}> {{
    company:hostile a kz:Company ;
      skos:prefLabel {markup}@en , {quotes}@fr , {right_to_left}@ru , {long}@kk ;
      skos:altLabel {markup}@fr ;
      schema:description {quotes}@en , {markup}@fr .
  }}
  GRAPH <{source}> {{
    document:hostile a kz:Document ;
      skos:prefLabel {markup}@en , {long}@fr ;
      dcterms:description {right_to_left}@en ;
      dcterms:publisher organisation:eonergie ;
      dcterms:language "en" ; dcterms:issued "2025-02-03"^^xsd:date ;
      kz:dateBasis kz:DateStated ; kz:documentKind kz:AgencyReport .
    claim:hostile-001 a kz:Claim ;
      rdf:subject company:hostile ; rdf:predicate kz:basedInState ; rdf:object state:kaz ;
      prov:wasAttributedTo organisation:eonergie ; kz:speechMode kz:Narration ;
      kz:evidence document:hostile ; kz:evidenceLevel kz:DocumentLevel ; kz:modality kz:Asserted ;
      kz:rank kz:NormalRank ; kz:validAt "2024-11"^^xsd:gYearMonth ;
      skos:editorialNote {quotes}@en ;
      kz:paraphrase {markup}@en , {right_to_left}@fr .
    claim:hostile-002 a kz:Claim ;
      rdf:subject company:hostile ; rdf:predicate kz:interestedIn ;
      rdf:object project:nuclear-power-plant ;
      prov:wasAttributedTo organisation:eonergie ; kz:speechMode kz:Narration ;
      kz:evidence document:hostile ; kz:evidenceLevel kz:DocumentLevel ; kz:modality kz:Planned ;
      kz:rank kz:NormalRank ; kz:validAt "2024-11"^^xsd:gYearMonth ;
      kz:paraphrase {long}@en , {quotes}@fr .
  }}
  GRAPH <{other}> {{
    document:hostile-text a kz:Document ;
      skos:prefLabel "made-up text"@en , "texte inventé"@fr ;
      dcterms:description "A text that no one printed, for tests."@en ;
      dcterms:publisher organisation:eonergie ;
      dcterms:language "en" ; dcterms:issued "2025-02-03"^^xsd:date ;
      kz:dateBasis kz:DateStated ; kz:documentKind kz:PressArticle ;
      kz:textLength {length} ; kz:sha256 "{sha256}" ; kz:sentence sentence:hostile-text-001 .
    sentence:hostile-text-001 a kz:Sentence ; oa:start 0 ; oa:end {length} .
    claim:hostile-text-001 a kz:Claim ;
      rdf:subject company:hostile ; rdf:predicate kz:operatesIn ; rdf:object state:kaz ;
      prov:wasAttributedTo organisation:eonergie ; kz:speechMode kz:Narration ;
      kz:evidence passage:hostile-text-0-{length} ; kz:evidenceLevel kz:PassageLevel ;
      kz:modality kz:Asserted ; kz:rank kz:NormalRank ; kz:validAt "2024-11"^^xsd:gYearMonth ;
      kz:paraphrase "It is there."@en , "Elle y est."@fr .
    passage:hostile-text-0-{length} a kz:Passage ;
      oa:hasSource document:hostile-text ; oa:hasSelector selector:hostile-text-0-{length} ;
      kz:sha256 "{sha256}" .
    selector:hostile-text-0-{length} a oa:TextPositionSelector ; oa:start 0 ; oa:end {length} .
  }}
}}
"""


def plant(home: Path) -> None:
    """Add a company, documents and claims with such words to the current release of a home.

    One of the documents has a text, which is not attached.
    """
    text = _TEXT.format(
        entities=ENTITIES_GRAPH,
        source=source_graph("hostile"),
        other=source_graph("hostile-text"),
        length=len(TEXT),
        sha256=digest(TEXT),
        markup=_literal(MARKUP),
        quotes=_literal(QUOTES),
        right_to_left=_literal(RIGHT_TO_LEFT),
        long=_literal(LONG),
    )
    write(Home(home), Update(text), Rules.read(_RULES), Conditions())


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
