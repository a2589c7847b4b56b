"""Validation after a small change: only what the change can touch is looked at again.

A shape looks at a focus node, at what it reaches within two steps, and at what points to it. So the
nodes to look at again are the subjects and objects of changed triples; and what leads to a changed
subject within two steps where the property is one that a shape reads beyond its first step (the
class of a value, the end of a path). A violation query is asked again unless the change has none of
the terms in it. A change of terms of ours is validated whole. A test compares this way with the
whole validation over invalid examples.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import rdflib

from kzgraph.identifiers import TERMS
from kzgraph.rdf import NamedNode, RdfFormat, Triple, write_bytes
from kzgraph.sparql.tokens import Token, tokens
from kzgraph.store import Store
from kzgraph.validation.reach import read_beyond
from kzgraph.validation.report import Report
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import in_order, run_queries, run_shapes, validate
from kzgraph.vocab import PREFIXES, RDF_TYPE, RDFS

_REACH = 2
"""Steps of the longest path in a shape."""

_MOST = 2_000
"""Nodes to look at again; beyond that the whole is as quick."""

Terms = frozenset[str]


def revalidate(
    store: Store, rules: Rules, before: Report, added: Sequence[Triple], removed: Sequence[Triple]
) -> Report:
    """Return the report of the whole store, given the one from before a change.

    ``added`` and ``removed`` are the triples of the default graph that the change added and removed.
    """
    changed = (*added, *removed)
    if any(str(triple.subject).startswith("<" + TERMS) for triple in changed):
        return validate(store, rules)
    nodes = _affected(store, changed, read_beyond(rules.shape_files))
    if nodes is None:
        return validate(store, rules)
    again = {name: text for name, text in rules.queries.items() if _asked_again(text, changed)}
    kept = {
        finding
        for finding in before.findings
        if finding.rule not in again
        and (finding.rule in rules.queries or finding.focus not in nodes)
    }
    # pySHACL's own choice of focus nodes is of no use here: it misses what nested shapes find.
    shaped = run_shapes(_neighbourhood(store, nodes), rules.shapes())
    found = (finding for finding in shaped if finding.focus in nodes)
    return in_order({*kept, *found, *run_queries(store, again)})


def _affected(store: Store, changed: Iterable[Triple], beyond: frozenset[str]) -> set[str] | None:
    """Return the nodes whose validation a change can alter, or None when they are too many."""
    subjects = {t.subject for t in changed if isinstance(t.subject, NamedNode)}
    objects = {
        t.object for t in changed if isinstance(t.object, NamedNode) and not _is_term(t.object)
    }
    found = subjects | objects
    frontier = {
        t.subject
        for t in changed
        if isinstance(t.subject, NamedNode) and t.predicate.value in beyond
    }
    for _ in range(_REACH):
        leading = {
            triple.subject
            for node in frontier
            for triple in store.pointing_to(node)
            if isinstance(triple.subject, NamedNode)
        }
        frontier = leading - found
        found |= leading
        if len(found) > _MOST:
            return None
    return {node.value for node in found}


def _is_term(node: NamedNode) -> bool:
    return node.value.startswith(TERMS)


def _neighbourhood(store: Store, nodes: Iterable[str]) -> rdflib.Graph:
    """Return what shapes can see from some nodes, and the tree of classes."""
    triples = set(store.construct(_CLASSES))
    for iri in nodes:
        node = NamedNode(iri)
        triples.update(store.pointing_to(node))
        for triple in store.about(node):
            triples.add(triple)
            if isinstance(triple.object, NamedNode):
                triples.update(_two_steps(store, triple.object))
    data = write_bytes(triples, RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=data, format="nt")


def _two_steps(store: Store, node: NamedNode) -> Iterable[Triple]:
    for triple in store.about(node):
        yield triple
        if isinstance(triple.object, NamedNode):
            yield from (t for t in store.about(triple.object) if t.predicate.value == RDF_TYPE)


_CLASSES = f"CONSTRUCT {{ ?c <{RDFS}subClassOf> ?d }} WHERE {{ ?c <{RDFS}subClassOf> ?d }}"


def _asked_again(query: str, changed: Iterable[Triple]) -> bool:
    terms = _terms_of(query)
    if terms is None:
        return True
    named = {triple.predicate.value for triple in changed} - {RDF_TYPE}
    classes = {
        triple.object.value
        for triple in changed
        if triple.predicate.value == RDF_TYPE and isinstance(triple.object, NamedNode)
    }
    return not terms.isdisjoint(named | classes)


@lru_cache(maxsize=256)
def _terms_of(query: str) -> Terms | None:
    """Return the IRIs in a query, or None when a change without them can alter its answer.

    That is so where a variable or a path stands for a property, or for the class of ``rdf:type``.
    """
    found: set[str] = set()
    place, after_type, depth_of_parentheses = 0, False, 0
    for token in tokens(query):
        if token.kind in ("iri", "name"):
            found.add(_expanded(token))
        depth_of_parentheses += _parenthesis(token)
        if depth_of_parentheses:
            if token.text == "{":
                return None
            continue
        if after_type and token.kind not in ("iri", "name"):
            return None
        after_type = token.text == "a" or _expanded(token) == RDF_TYPE
        if token.text in _PLACES:
            place = _PLACES[token.text]
        elif token.kind in _TERMS:
            if token.kind == "variable" and place == 1 and token.depth:
                return None
            place += token.text.lower() not in _WORDS
    return frozenset(found)


def _parenthesis(token: Token) -> int:
    return (token.text == "(") - (token.text == ")")


_PLACES = {"{": 0, "}": 0, ".": 0, ";": 1, ",": 2}
_TERMS = ("variable", "iri", "name", "string", "number", "word")
_WORDS = {"optional", "filter", "minus", "union", "bind", "values", "not", "exists", "graph"}


def _expanded(token: Token) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    if token.text == "a":
        return RDF_TYPE
    prefix, _, local = token.text.partition(":")
    return PREFIXES.get(prefix, prefix) + local
