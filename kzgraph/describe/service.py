"""A SPARQL endpoint in SPARQL 1.1 Service Description: what it speaks, takes and gives."""

from dataclasses import dataclass
from typing import Final

from kzgraph.describe.triples import Description
from kzgraph.rdf import NamedNode
from kzgraph.vocab import DCAT, DCTERMS, SD

_FORMATS: Final = "http://www.w3.org/ns/formats/"
_SOLUTIONS: Final = tuple(
    NamedNode(f"{_FORMATS}SPARQL_Results_{name}") for name in ("JSON", "XML", "CSV", "TSV")
)
_TRIPLES: Final = tuple(
    NamedNode(_FORMATS + name)
    for name in ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
)
_SIMPLE: Final = NamedNode("http://www.w3.org/ns/entailment/Simple")
_PROTOCOL: Final = NamedNode("http://www.w3.org/TR/sparql11-protocol/")


@dataclass(frozen=True)
class Endpoint:
    """A SPARQL endpoint: the address that was asked, the one to use, and what is switched on.

    ``writable`` tells whether anybody may write, ``federated`` whether SERVICE reaches any host,
    ``dumps`` under which address the dumps are, if there are any, ``hosts`` which hosts SERVICE reaches.
    """

    asked: str
    query: str
    dataset: str
    writable: bool
    federated: bool
    dumps: str = ""
    hosts: tuple[str, ...] = ()


def say_service(description: Description, endpoint: Endpoint) -> None:
    """Describe an endpoint.

    The subject is the address that was asked, since Comunica heeds no other; and it reads in one
    pass, so that the dataset is named before anything is said of it.
    """
    service = NamedNode(endpoint.asked)
    dataset = NamedNode(endpoint.dataset)
    description.typed(service, SD + "Service", DCAT + "DataService")
    description.say(service, SD + "endpoint", NamedNode(endpoint.query))
    description.say(service, SD + "defaultDataset", dataset)
    description.say(service, SD + "supportedLanguage", NamedNode(SD + "SPARQL11Query"))
    description.say(service, SD + "resultFormat", *_SOLUTIONS, *_TRIPLES)
    description.say(service, SD + "defaultEntailmentRegime", _SIMPLE)
    if endpoint.federated:
        description.say(service, SD + "feature", NamedNode(SD + "BasicFederatedQuery"))
    if endpoint.writable:
        description.say(service, SD + "supportedLanguage", NamedNode(SD + "SPARQL11Update"))
        description.say(service, SD + "inputFormat", *_TRIPLES)
    description.say(service, DCAT + "endpointURL", NamedNode(endpoint.query))
    description.say(service, DCAT + "servesDataset", dataset)
    description.say(service, DCTERMS + "conformsTo", _PROTOCOL)
