"""Life cycles over all the shipped data; each expectation names the documents that it is written from."""

import pytest

from kzgraph.model import Part, Period
from kzgraph.model.stages import Gap, Lag
from kzgraph.read.agreements import AgreementFilter, get_agreement, list_agreements
from kzgraph.read.dossier import get_dossier
from kzgraph.read.graph import Graph
from kzgraph.read.offices import OfficeFilter, list_offices
from kzgraph.read.projects import get_project
from kzgraph.read.views import view_of

ASSERTED, EVERYTHING = view_of(), view_of(modality=["all"])
UNTIL = "2026-02-23"
"""The date of the latest document: Trend on KazMunayGas and TotalEnergies."""


# senat-2011 and the impact study of December 2025: signed on 23 September 1992, in force from
# 12 November 1994. Nobody tells of its ratification; senat-2026-01-21 is the last to speak of it.
def test_the_treaty_of_friendship(whole_graph: Graph) -> None:
    cycle = get_agreement(whole_graph, "friendship-treaty-1992", ASSERTED).life_cycle
    signed, in_force = cycle.stages
    assert (signed.dates, in_force.dates) == (("1992-09-23",), ("1994-11-12",))
    assert in_force.lag == Lag("signed", 780, 780)
    assert cycle.gaps == (Gap("ratified", "signed", "in-force"),)
    outlook = cycle.outlook
    assert (outlook.latest, outlook.nothing_later) == ("in-force", True)
    assert (outlook.last_published, outlook.known_until) == ("2026-01-21", UNTIL)


# The Senate's table of 2011 has 8 February 2008, a senator 2010; both claims are deprecated. Of the
# others the declaration of 2024 is the most precise: 11 June 2008. In force in 2010 (diplomatie-2021).
def test_a_deprecated_date_does_not_come_back_with_the_signatories(whole_graph: Graph) -> None:
    treaty = get_agreement(whole_graph, "strategic-partnership-treaty", ASSERTED)
    signed, in_force = treaty.life_cycle.stages
    assert (signed.date, signed.dates) == ("2008-06-11", ("2008-06-11",))
    assert {who.text for who in signed.who} == {"France", "Kazakhstan"}
    # To the first and to the last day of 2010.
    assert in_force.lag == Lag("signed", 569, 933)


# AFD has Kazakhstan ratify in January 2024, the Astana Times in January 2025: an open conflict.
def test_an_open_conflict_makes_the_lag_wide(whole_graph: Graph) -> None:
    cycle = get_agreement(whole_graph, "afd-group-2023", ASSERTED).life_cycle
    assert [(one.stage, one.dates) for one in cycle.stages] == [
        ("signed", ("2023-11-01",)),
        ("ratified", ("2024-01", "2025-01")),
    ]
    ratified = cycle.stages[1]
    assert ratified.lag == Lag("signed", 61, 457)
    assert [who.text for who in ratified.who] == ["Kazakhstan", "Kassym-Jomart Tokayev"]
    assert ratified.sources == ("afd-2025-04-11-office", "astanatimes-2025-03-expertise-france")


# Vie publique: the bill of 17 December 2025, after the signing of 5 November 2024. The Senate's debate
# of 28 January 2026 is the last to speak of the agreement.
def test_submitted_and_nothing_later_known(whole_graph: Graph) -> None:
    cycle = get_agreement(whole_graph, "readmission-2024", ASSERTED).life_cycle
    assert [(one.stage, one.date, one.basis) for one in cycle.stages] == [
        ("signed", "2024-11-05", "stated"),
        ("submitted", "2025-12-17", "as_of"),
    ]
    assert [who.text for who in cycle.stages[1].who] == [
        "Ministry for Europe and Foreign Affairs of France"
    ]
    assert cycle.stages[1].lag is None
    assert cycle.outlook.note == (
        "Submitted, nothing later known. Last spoken of in a document of 2026-01-28; "
        f"the latest document of all is of {UNTIL}."
    )
    then = get_agreement(whole_graph, "readmission-2024", view_of(known_on="2024"))
    assert then.life_cycle.outlook.latest == "signed"
    page = list_agreements(whole_graph, AgreementFilter(stage="submitted"), ASSERTED, Part())
    assert [item.id for item in page.items] == ["agreement/readmission-2024"]


# Orano and World Nuclear News: in operation from 3 July 2025. Orano in 2022 and the Astana Times in
# 2023 had planned February 2024 and December 2023.
def test_a_mine_in_operation(whole_graph: Graph) -> None:
    cycle = get_project(whole_graph, "south-tortkuduk", EVERYTHING).life_cycle
    (operating,) = cycle.stages
    assert (operating.date, operating.dates, operating.basis) == (
        "2025-07-03",
        ("2025-07-03",),
        "stated",
    )
    assert (cycle.outlook.ended, cycle.outlook.nothing_later) == (True, False)
    assert [gap.stage for gap in cycle.gaps] == [
        "proposed",
        "decided",
        "financed",
        "under-construction",
    ]


# Trend, 23 February 2026: the basic design is finished. Nobody tells of a decision before.
def test_a_wind_farm_that_is_designed(whole_graph: Graph) -> None:
    cycle = get_project(whole_graph, "wind-farms-2023", ASSERTED).life_cycle
    assert [(one.stage, one.date, one.basis) for one in cycle.stages] == [
        ("designed", "2026-02", "as_of")
    ]
    assert cycle.gaps[0] == Gap("proposed", None, "designed")


# The article of November 2024: four take an interest, EDF is on the list, as two agencies have it too.
# Trend, June 2025: the ministry ranks Rosatom first, as leader of the consortium, CNNC second, EDF and
# KHNP third. No document says that anybody is chosen.
def test_candidates_of_the_first_plant(whole_graph: Graph) -> None:
    plant = get_project(whole_graph, "nuclear-power-plant", ASSERTED)
    told = {
        one.organisation.text: (
            [stage.stage for stage in one.life_cycle.stages],
            [rank.amount.value for rank in one.ranks],
            [tie.predicate.text for tie in one.ties],
        )
        for one in plant.candidacies
    }
    assert told == {
        "EDF": (["interested", "shortlisted"], [3], []),
        "CNNC": (["interested"], [2], []),
        "KHNP": (["interested"], [3], []),
        "Rosatom": (["interested"], [1], ["leads"]),
    }
    assert next(iter(told)) == "EDF"
    edf = plant.candidacies[0].life_cycle
    assert edf.stages[1].corroboration == 2
    assert (edf.gaps, edf.outlook.latest) == ((), "shortlisted")
    assert edf.outlook.last_published == "2025-06-14"
    then = get_project(whole_graph, "nuclear-power-plant", view_of(known_on="2024")).candidacies
    assert [one.ranks for one in then] == [(), (), (), ()]


# Qazinform, 1 October 2025: CNNC is considered for the second plant; that it is chosen is denied.
def test_a_candidate_of_the_second_plant(whole_graph: Graph) -> None:
    (cnnc,) = get_project(whole_graph, "second-nuclear-power-plant", EVERYTHING).candidacies
    shortlisted, chosen = cnnc.life_cycle.stages
    assert (shortlisted.modalities, chosen.modalities) == (("Asserted",), ("Denied",))
    assert cnnc.life_cycle.gaps == (Gap("interested", None, "shortlisted"),)
    assert cnnc.life_cycle.outlook.ahead == ("chosen",)


def test_a_dossier_has_whole_life_cycles(whole_graph: Graph) -> None:
    dossier = get_dossier(whole_graph, "macron-kazakhstan-2023", ASSERTED)
    latest = {one.id: one.life_cycle.outlook.latest for one in dossier.signed}
    assert latest["agreement/afd-group-2023"] == "ratified"
    assert latest["agreement/wind-farms-2023"] == "signed"
    assert all(one.stages[0].stage == "signed" for one in dossier.signed if one.stages)


# The Astana Times, November 2023: Maes is chief operating officer; Interfax a year later: president.
def test_one_person_in_two_offices(whole_graph: Graph) -> None:
    asked = OfficeFilter(holder="person/maes")
    page = list_offices(whole_graph, asked, ASSERTED, Part())
    assert [(one.office.text, one.told) for one in page.items] == [
        ("chief operating officer of Orano", ("2023-11-01",)),
        ("president of Orano", ("2024-11",)),
    ]
    assert [body.text for one in page.items for body in one.body] == ["Orano", "Orano"]


# The ministry's text of 1 November 2023 and the article of November 2024 call Macron president; neither
# says since when.
@pytest.mark.parametrize(
    "asked", [OfficeFilter(body="state/fra"), OfficeFilter(office="office/president-of-france")]
)
def test_the_president_of_france(whole_graph: Graph, asked: OfficeFilter) -> None:
    (macron,) = list_offices(whole_graph, asked, ASSERTED, Part()).items
    assert macron.person.text == "Emmanuel Macron"
    assert (macron.since, macron.until, macron.told) == (None, None, ("2023-11-01", "2024-11"))
    assert macron.silent == (Period("2023-11-02", "2024-10-31"),)
    assert macron.corroboration == 2
