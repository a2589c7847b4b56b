"""Validation after a small change: only what the change can touch is looked at again.

A shape looks at a focus node, at what it reaches within two steps, and at what points to it. So
shapes are asked of the nodes from which a changed triple can be seen (``neighbourhood``, ``near``). A
violation query is asked for the rows that a changed triple can bring (``matching``), and as a whole
where there are such. A change of terms of ours is validated whole. A test compares this way with the
whole validation over invalid examples.
"""

from collections.abc import Iterator, Sequence

from kzgraph.identifiers import TERMS
from kzgraph.rdf import NamedNode, Triple
from kzgraph.store import Store
from kzgraph.validation.asking import by_look_up
from kzgraph.validation.known import aimed, reach_of
from kzgraph.validation.matching import Change, bindings, each_by_itself, touches
from kzgraph.validation.near import asked_of
from kzgraph.validation.neighbourhood import affected
from kzgraph.validation.report import Finding, Report
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import hold_to_shapes, in_order, run_check, run_queries, validate
from kzgraph.vocab import RDFS

_SUBCLASS = NamedNode(RDFS + "subClassOf")


def revalidate(
    store: Store, rules: Rules, before: Report, added: Sequence[Triple], removed: Sequence[Triple]
) -> Report:
    """Return the report of the whole store, given the one from before a change.

    ``added`` and ``removed`` are the triples of the default graph that the change added and removed.
    """
    changed = (*added, *removed)
    if any(_says_of_terms(triple) for triple in changed):
        return validate(store, rules)
    nodes = affected(store, changed, reach_of(rules.shape_files))
    if nodes is None:
        return validate(store, rules)
    reported = {finding.rule for finding in before.findings}
    change = Change(tuple(added), tuple(removed))
    again = {
        name: query
        for name, query in rules.queries.items()
        if _differs(store, query, change, reported=name in reported)
    }
    kept = {
        finding
        for finding in before.findings
        if finding.rule not in again
        and (finding.rule in rules.queries or finding.focus not in nodes)
    }
    found = _shaped(store, rules, nodes)
    return in_order({*kept, *found, *run_queries(store, again)})


def look_at(store: Store, rules: Rules, nodes: set[str]) -> Report:
    """Return what the rules find at some nodes of a store, and nothing of the others."""
    asked = run_queries(store, rules.queries)
    return in_order({*_shaped(store, rules, nodes), *(f for f in asked if f.focus in nodes)})


def warm(rules: Rules) -> None:
    """Read what validation by difference needs of the rules, once for all that follow."""
    aimed(rules.shape_files)
    reach_of(rules.shape_files)
    for query in rules.queries.values():
        touches(by_look_up(query), Change((), ()))


def _says_of_terms(triple: Triple) -> bool:
    """Tell whether a triple is about a term of ours, or about classes at large."""
    return triple.predicate == _SUBCLASS or str(triple.subject).startswith("<" + TERMS)


def _shaped(store: Store, rules: Rules, nodes: set[str]) -> Iterator[Finding]:
    """Yield what the shapes find at some nodes."""
    shapes = aimed(rules.shape_files)
    if shapes is None:
        shaped = hold_to_shapes(store, rules.shapes())
        yield from (finding for finding in shaped if finding.focus in nodes)
        return
    for check in asked_of(nodes, shapes, store):
        yield from run_check(store, check)


def _differs(store: Store, query: str, change: Change, *, reported: bool) -> bool:
    """Tell whether a query must be asked again: it may find something that it did not, or no more."""
    query = by_look_up(query)
    if reported:
        return touches(query, change)
    asked = bindings(query, change, store)
    near = each_by_itself(query)
    return asked is None or any(next(store.select(near, one), None) for one in asked)
