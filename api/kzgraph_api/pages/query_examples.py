"""The shipped queries as the SPARQL page offers them: in groups, with their questions translated."""

from collections.abc import Collection
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from kzgraph.queries import Example, drawn_examples, examples, federated_examples
from kzgraph_api.pages.languages import translatable, translations

GROUPS: Final = {
    translatable("Visits"): {
        "visits-and-kinds": translatable(
            "Which visits are told of, who came, and was the visit a state, official or working one?"
        ),
        "visit-dates": translatable("When did each visit begin, and which text says so?"),
    },
    translatable("Agreements"): {
        "value-of-contracts": translatable(
            "Which agreements have a stated value, how many are they, and what is it?"
        ),
        "agreements-in-energy": translatable(
            "Which agreements concern energy or any branch of it?"
        ),
    },
    translatable("Nuclear power"): {
        "nuclear-candidates": translatable(
            "Which suppliers are interested in the nuclear power plant, and from which countries?"
        ),
        "consortium": translatable(
            "What is said of the consortium for the nuclear plant, and with which modality?"
        ),
    },
    translatable("Trade and dependence"): {
        "trade-figures": translatable(
            "What is the trade between the two countries, in which period, as a figure or as bounds?"
        ),
        "dependences": translatable(
            "Who is said to depend on whom or what, by whom, and is it stated or judged?"
        ),
    },
    translatable("Why it is believed"): {
        "corroborated-facts": translatable(
            "Which facts are told by the most independent texts, and by how many?"
        ),
        "evidence-of-a-fact": translatable(
            "Where in the texts is it said that Alstom is at work in Kazakhstan?"
        ),
    },
    translatable("To be drawn: timeline, map, graph"): {
        "events-in-time": translatable("What happened when?"),
        "firms-by-state": translatable("How many firms and organisations of each state are named?"),
        "around-a-project": translatable(
            "What is linked to the first nuclear power plant of Kazakhstan?"
        ),
    },
    translatable("Together with Wikidata"): {
        "citizenship": translatable(
            "Which offices do our texts give to persons, and which citizenship does Wikidata give to"
            " them?"
        ),
        "capitals": translatable(
            "Which capitals does Wikidata give to the states that sign agreements here, and which of"
            " them do we know?"
        ),
        "heads-of-state-missing-there": translatable(
            "Which heads of state do our texts name that Wikidata does not state under P35?"
        ),
    },
}
"""Groups, in each the examples by name with their questions, word by word those of their files."""


class Offer(NamedTuple):
    """A query on offer: the question in the reader's language, its name, its text."""

    question: str
    name: str
    query: str


def offers(language: str, hosts: Collection[str]) -> list[tuple[str, list[Offer]]]:
    """Return the groups of queries that may be asked where SERVICE may ask these ``hosts``."""
    say, known = translations(language).gettext, shipped(hosts)
    groups = [
        (
            say(group),
            [Offer(say(told[name]), name, known[name].query) for name in told if name in known],
        )
        for group, told in GROUPS.items()
    ]
    return [(group, members) for group, members in groups if members]


def shipped(hosts: Collection[str]) -> dict[str, Example]:
    """Return the examples by their names; such that ask others, only where all ``hosts`` are allowed."""
    allowed = (
        one
        for one in federated_examples()
        if all(urlsplit(service).hostname in hosts for service in one.services)
    )
    return {one.name: one for one in (*examples(), *drawn_examples(), *allowed)}
