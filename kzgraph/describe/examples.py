"""Prefixes and example queries in SHACL, as editors and assistants read them.

The pattern is that of the SPARQL examples of the Swiss Institute of Bioinformatics.
"""

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import urlsplit

from kzgraph.describe.triples import Description
from kzgraph.queries import Example, examples, federated_examples
from kzgraph.rdf import Literal, NamedNode
from kzgraph.vocab import OWL, PREFIXES, RDFS, SCHEMA, SH, XSD

_ANY_URI: Final = NamedNode(XSD + "anyURI")
_FEDERATES_WITH: Final = "https://purl.expasy.org/sparql-examples/ontology#federatesWith"
_FORM: Final = re.compile(r"^(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.MULTILINE)


def say_prefixes(description: Description, endpoint: str) -> NamedNode:
    """Declare the prefixes that every query may use undeclared; return the node that holds them."""
    holder = NamedNode(endpoint + "#prefixes")
    description.typed(holder, OWL + "Ontology")
    for prefix, namespace in PREFIXES.items():
        declaration = description.part(SH + "PrefixDeclaration")
        description.say(holder, SH + "declare", declaration)
        description.say(declaration, SH + "prefix", Literal(prefix))
        description.say(declaration, SH + "namespace", Literal(namespace, datatype=_ANY_URI))
    return holder


def say_examples(
    description: Description, endpoint: str, prefixes: NamedNode, hosts: Collection[str] = ()
) -> None:
    """Offer the shipped examples as queries for an endpoint.

    Those that ask others are offered where SERVICE may ask these ``hosts``.
    """
    for example in examples():
        _say_example(description, example, endpoint, prefixes)
    for example in federated_examples():
        if all(urlsplit(service).hostname in hosts for service in example.services):
            _say_example(description, example, endpoint, prefixes)


def _say_example(
    description: Description, example: Example, endpoint: str, prefixes: NamedNode
) -> None:
    form = _form(example.query)
    node = NamedNode(f"{endpoint}#example-{example.name}")
    description.typed(node, SH + "SPARQLExecutable", f"{SH}SPARQL{form.capitalize()}Executable")
    description.say(node, RDFS + "comment", Literal(example.question, language="en"))
    description.say(node, SH + form.lower(), Literal(example.query))
    description.say(node, SH + "prefixes", prefixes)
    description.say(node, SCHEMA + "target", NamedNode(endpoint))
    for service in example.services:
        description.say(node, _FEDERATES_WITH, NamedNode(service))


def _form(query: str) -> str:
    """Return the form of a shipped query: its keyword begins a line."""
    match = _FORM.search(query)
    if match is None:
        raise ValueError("no line of the example begins with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return match[1]
