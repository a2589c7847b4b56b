"""Protégé opens the ontology by its address: OWL API's headers, and its way with redirects."""

import http.client
from urllib.parse import urlsplit

import pytest
import rdflib
from rdflib.namespace import OWL, RDF

pytestmark = pytest.mark.server

ACCEPTS = [
    # OWL API 3 and 4, OWL API 5
    "application/rdf+xml, application/xml; q=0.5, text/xml; q=0.3, */*; q=0.2",
    "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09",
]
ONTOLOGY = rdflib.URIRef("https://w3id.org/kzgraph/ontology")


def opened(service: str, path: str, accept: str) -> rdflib.Graph:
    """Ask as Java's URLConnection does, and follow no redirect."""
    connection = http.client.HTTPConnection(urlsplit(service).netloc, timeout=30)
    headers = {"Accept": accept, "Accept-Encoding": "xz,gzip,deflate", "User-Agent": "Java/17"}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert (answer.status, answer.getheader("Content-Type")) == (200, "application/rdf+xml")
    assert answer.getheader("Content-Encoding") is None
    return rdflib.Graph().parse(data=body, format="xml")


@pytest.mark.parametrize("accept", ACCEPTS)
@pytest.mark.parametrize("path", ["/ontology", "/ontology.rdf", "/ontology/0.3.0"])
def test_the_ontology_opens(service: str, path: str, accept: str) -> None:
    graph = opened(service, path, accept)
    assert list(graph.subjects(RDF.type, OWL.Ontology)) == [ONTOLOGY]
    assert str(graph.value(ONTOLOGY, OWL.versionIRI)) == f"{ONTOLOGY}/0.3.0"
    assert not list(graph.objects(ONTOLOGY, OWL.imports))
    assert len(list(graph.subjects(RDF.type, OWL.Class))) > 50


def test_terms_vocabularies_and_alignments_are_in_it(service: str) -> None:
    graph = opened(service, "/ontology", ACCEPTS[0])
    kz = rdflib.Namespace(f"{ONTOLOGY}#")
    assert graph.value(kz.Person, RDF.type) == OWL.Class
    assert graph.value(kz.Asserted, rdflib.SKOS.inScheme) is not None
    assert graph.value(kz.Person, rdflib.SKOS.exactMatch) is not None or list(
        graph.objects(kz.Person, rdflib.SKOS.closeMatch)
    )
