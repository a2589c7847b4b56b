"""Prefixes and example queries in SHACL, as editors and assistants read them.

The pattern is that of the SPARQL examples of the Swiss Institute of Bioinformatics.
"""

import re
from typing import Final

from kzgraph.describe.triples import Description
from kzgraph.queries import Example, examples
from kzgraph.rdf import Literal, NamedNode
from kzgraph.vocab import OWL, PREFIXES, RDFS, SCHEMA, SH, XSD

_ANY_URI: Final = NamedNode(XSD + "anyURI")
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


def say_examples(description: Description, endpoint: str, prefixes: NamedNode) -> None:
    """Offer the shipped examples as queries for an endpoint."""
    for example in examples():
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


def _form(query: str) -> str:
    """Return the form of a shipped query: its keyword begins a line."""
    match = _FORM.search(query)
    if match is None:
        raise ValueError("no line of the example begins with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return match[1]
