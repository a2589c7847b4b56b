"""Who would like to carry out a project: interested, shortlisted, chosen, each with its evidence."""

from collections import defaultdict
from dataclasses import replace
from typing import Final

from kzgraph.model import Statement, Value
from kzgraph.model.stages import Candidacy, StageTold
from kzgraph.queries import load
from kzgraph.rdf import NamedNode, text_or_empty
from kzgraph.read.graph import Graph
from kzgraph.read.last_word import known_until, last_among
from kzgraph.read.life_cycles import actors, life_cycle, told_stages
from kzgraph.read.lines import Lines, about, numbers
from kzgraph.read.money import stated
from kzgraph.read.stage_table import CANDIDATE_STAGES, PLACES
from kzgraph.read.stages import Tellers, latest
from kzgraph.read.tellers import Teller, told_of
from kzgraph.read.things import Thing, reasons
from kzgraph.statements import View

_PATH: Final = tuple(CANDIDATE_STAGES.values())
_TIES: Final = ("participatesIn", "leads")


def candidacies(graph: Graph, view: View, project: Thing) -> tuple[Candidacy, ...]:
    """Return the candidates of a project with their life cycles, the furthest first, then by name.

    Whoever is ranked for the project is a candidate as well; who is only said to take part, or to
    lead a consortium, is none.
    """
    told, ranks = _tellers(graph, view, project.number), _ranks(graph, view, project.iri)
    ranked = numbers(graph, (Value("", iri) for iri in ranks))
    every = graph.statements.terms({*told, *ranked})
    acting, until = actors(graph, told.values()), known_until(graph, view)
    ties = _ties(graph, view, project.number).by("subject") if every else Lines().by("subject")
    found = []
    for number, organisation in every.items():
        iri = organisation.iri or ""
        stages = told_stages(told.get(number, {}), view, acting)
        if stages or iri in ranks:
            evidence = (ranks.get(iri, Lines()).statements, ties[iri].statements)
            found.append(_candidacy(graph, organisation, stages, evidence, until))
    return tuple(sorted(found, key=_place))


def _tellers(graph: Graph, view: View, project: int) -> dict[int, Tellers]:
    """Return who tells of the stages of each candidate, by its number."""
    found: dict[int, dict[str, list[Teller]]] = defaultdict(lambda: defaultdict(list))
    for told in told_of(graph, view, [project], {"object": tuple(CANDIDATE_STAGES)}):
        found[told.other][CANDIDATE_STAGES[told.property]].append(told.teller)
    return dict(found)


def _ranks(graph: Graph, view: View, project: str) -> dict[str, Lines]:
    """Return the places that figures give to organisations, by the IRIs of these."""
    rows = graph.store.select(load("ranked_figures"), {"project": NamedNode(project)})
    whose = {text_or_empty(row["figure"]): text_or_empty(row["organisation"]) for row in rows}
    figures = numbers(graph, (Value("", iri) for iri in whose))
    found: dict[str, Lines] = {}
    for iri, lines in about(graph, view, figures, "subject", "figureValue").by("subject").items():
        found[whose[iri]] = found.get(whose[iri], Lines()) + lines
    return found


def _ties(graph: Graph, view: View, project: int) -> Lines:
    """Return the part that somebody has in a project, or in the consortia that are to build it."""
    always = replace(view, modalities=None, valid_on=None, min_corroboration=1)
    builders = about(graph, always, [project], "object", "builds")
    whole = {project} | numbers(graph, builders.subjects("builds"))
    return about(graph, view, whole, "object", *_TIES)


def _candidacy(
    graph: Graph,
    organisation: Value,
    stages: tuple[StageTold, ...],
    evidence: tuple[tuple[Statement, ...], tuple[Statement, ...]],
    until: str | None,
) -> Candidacy:
    ranks, ties = evidence
    _, sources = reasons((*stages, *ranks, *ties))
    cycle = life_cycle(stages, _PATH, last_among(graph, sources), until)
    return Candidacy(organisation, cycle, stated(graph, ranks), ties)


def _place(one: Candidacy) -> tuple[int, str]:
    last = latest(one.life_cycle.stages)
    return -PLACES[last.stage] if last else 0, one.organisation.text.casefold()
