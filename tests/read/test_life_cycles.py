"""Life cycles over planted claims: dates and lags, gaps, the outlook, and candidates."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from planted import Planted, planted

from kzgraph.model import Part
from kzgraph.model.stages import Candidacy, Gap, Lag, LifeCycle
from kzgraph.read.agreements import AgreementFilter, get_agreement, list_agreements
from kzgraph.read.graph import Graph
from kzgraph.read.projects import ProjectFilter, get_project, list_projects
from kzgraph.read.views import view_of

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
WIRE, PAPER, LATE, OLD = (rf"id:document\/{name}" for name in ("wire", "paper", "late", "undated"))
PACT, HINT, DEAL = (rf"id:agreement\/{name}" for name in ("pact", "hint", "deal"))
PLANT, MINE, DAM = (rf"id:project\/{name}" for name in ("plant", "mine", "dam"))
ALPHA, BETA, GAMMA = (rf"id:company\/{name}" for name in ("alpha", "beta", "gamma"))
GROUP = r"id:consortium\/group"
DATA = """
<https://w3id.org/kzgraph/graph/entities> {
  id:agreement\\/pact a kz:Treaty ; skos:prefLabel "pact"@en .
  id:agreement\\/hint a kz:Treaty ; skos:prefLabel "hint"@en .
  id:agreement\\/deal a kz:CommercialContract ; skos:prefLabel "deal"@en .
  id:project\\/plant a kz:PowerProject ; skos:prefLabel "plant"@en .
  id:project\\/mine a kz:Project ; skos:prefLabel "mine"@en .
  id:project\\/dam a kz:Project ; skos:prefLabel "dam"@en .
  id:company\\/alpha a kz:Company ; skos:prefLabel "Alpha"@en .
  id:company\\/beta a kz:Company ; skos:prefLabel "Beta"@en .
  id:company\\/gamma a kz:Company ; skos:prefLabel "Gamma"@en .
  id:consortium\\/group a kz:Consortium ; skos:prefLabel "group"@en .
  id:event\\/word a kz:Announcement ; skos:prefLabel "word"@en .
  id:figure\\/place a kz:Figure ; skos:prefLabel "place of Beta"@en ;
    kz:figureOf id:company\\/beta ; kz:rankedFor id:project\\/plant .
  id:quantity\\/place-1 a <https://schema.org/QuantitativeValue> ; <https://schema.org/value> 1.0 .
  id:document\\/wire a kz:Document ; dcterms:issued "2014-06-01"^^xsd:date .
  id:document\\/paper a kz:Document ; dcterms:issued "2015-02"^^xsd:gYearMonth .
  id:document\\/late a kz:Document ; dcterms:issued "2016-03-04"^^xsd:date .
  id:document\\/undated a kz:Document ; dcterms:language "en" .
}
"""


def at(written: str) -> str:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return f'; kz:validAt "{written}"^^xsd:{kinds[len(written)]}'


CLAIMS = (
    Planted(f"id:event\\/word kz:announces {PACT}", WIRE, at("2013-10")),
    Planted(f'{PACT} kz:signedOn "2014-05-29"^^xsd:date', WIRE, at("2014-05-29")),
    Planted(f'{PACT} kz:signedOn "2014"^^xsd:gYear', PAPER, at("2014")),
    Planted(f"{PACT} kz:signedBy id:state\\/far", PAPER, at("2014-03-03")),
    Planted(f'{PACT} kz:ratifiedOn "2014-12-10"^^xsd:date', PAPER, at("2014-12-10")),
    Planted(f'{PACT} kz:ratifiedOn "2015-01"^^xsd:gYearMonth', LATE, at("2015-01")),
    Planted(f"{PACT} kz:ratifiedBy id:state\\/far", LATE, at("2015-01")),
    Planted(f'{PACT} kz:inForceFrom "2015"^^xsd:gYear', LATE, at("2015")),
    Planted(f"{HINT} kz:hasStage kz:StageAnnounced", PAPER, at("2015-02")),
    Planted(f"{HINT} kz:concernsProject {PLANT}", LATE, at("2016-03-04")),
    Planted(f"{HINT} kz:hasStage kz:StageRatified", LATE, at("2017"), "Planned"),
    Planted(f"{DEAL} kz:hasStage kz:StageImplemented", OLD),
    Planted(f'{PLANT} kz:operatingFrom "2030"^^xsd:gYear', WIRE, at("2014-06-01"), "Planned"),
    Planted(f"{PLANT} kz:hasStage kz:StageDesigned", PAPER, at("2015-02")),
    Planted(f"id:event\\/vote kz:approves {PLANT}", WIRE, at("2014-05")),
    Planted(f"{PLANT} kz:financedBy id:state\\/far", LATE, at("2016-03")),
    Planted(f'{MINE} kz:operatingFrom "2016-01-10"^^xsd:date', LATE, at("2016-01-10")),
    Planted(f'{MINE} kz:operatingFrom "2015-05-05"^^xsd:date', WIRE, at("2014-06"), "Planned"),
    Planted(f"{ALPHA} kz:interestedIn {PLANT}", WIRE, at("2014-01-01")),
    Planted(f"{ALPHA} kz:shortlistedFor {PLANT}", PAPER, at("2015-02")),
    Planted(f"{ALPHA} kz:selectedFor {PLANT}", LATE, at("2016-03-04"), "Denied"),
    Planted("id:figure\\/place kz:figureValue id:quantity\\/place-1", PAPER, at("2015-02")),
    Planted(f"{BETA} kz:leads {GROUP}", LATE, at("2016-03-04")),
    Planted(f"{GROUP} kz:builds {PLANT}", WIRE, at("2014-06-01"), "Planned"),
    Planted(f"{GAMMA} kz:participatesIn {GROUP}", LATE, at("2016-03-04")),
    Planted(f"id:event\\/vote kz:approves {DAM}", WIRE, at("2014-05-05")),
    Planted(f"{DAM} kz:financedBy id:state\\/far", PAPER, at("2014-12"), "Planned"),
    Planted(f'{DAM} kz:operatingFrom "2016-05-05"^^xsd:date', LATE, at("2016-05-05")),
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with planted(tmp_path_factory.mktemp("planted"), ONTOLOGY, DATA, *CLAIMS) as graph:
        yield graph


def agreement(graph: Graph, slug: str, **view: object) -> LifeCycle:
    return get_agreement(graph, slug, view_of(**view)).life_cycle  # type: ignore[arg-type]  # words


def project(graph: Graph, slug: str, **view: object) -> LifeCycle:
    return get_project(graph, slug, view_of(**view)).life_cycle  # type: ignore[arg-type]  # words


def test_dates_and_lags_of_a_treaty(graph: Graph) -> None:
    stages = agreement(graph, "pact").stages
    assert [(one.stage, one.dates) for one in stages] == [
        ("announced", ("2013-10",)),
        # The year says less than the day, and the signatory's own time is no date of signing.
        ("signed", ("2014-05-29",)),
        ("ratified", ("2014-12-10", "2015-01")),
        ("in-force", ("2015",)),
    ]
    # From 29 May 195 days to 10 December, 52 more to the end of January; from there back to the new
    # year 30, and from 10 December to the end of 2015 386.
    assert [one.lag for one in stages] == [
        None,
        Lag("announced", 210, 240),
        Lag("signed", 195, 247),
        Lag("ratified", -30, 386),
    ]


def test_who_acts(graph: Graph) -> None:
    told = {one.stage: [who.iri for who in one.who] for one in agreement(graph, "pact").stages}
    far = "https://w3id.org/kzgraph/id/state/far"
    assert told == {"announced": [], "signed": [far], "ratified": [far], "in-force": []}


def test_the_stages_stay_as_they_were_beside(graph: Graph) -> None:
    pact = get_agreement(graph, "pact", view_of())
    assert [(one.stage, one.date) for one in pact.stages] == [
        (one.stage, one.date) for one in pact.life_cycle.stages
    ]
    assert not hasattr(pact.stages[0], "lag")


def test_announced_and_nothing_later_known(graph: Graph) -> None:
    outlook = agreement(graph, "hint").outlook
    assert (outlook.latest, outlook.nothing_later, outlook.ended) == ("announced", True, False)
    assert outlook.last_document is not None
    assert outlook.last_document.text == "document/late"
    assert (outlook.last_published, outlook.known_until) == ("2016-03-04", "2016-03-04")
    assert outlook.note == (
        "Announced, nothing later known. Last spoken of in a document of 2016-03-04; "
        "the latest document of all is of 2016-03-04."
    )


def test_the_silence_is_that_of_what_was_known(graph: Graph) -> None:
    then = agreement(graph, "hint", known_on="2015").outlook
    assert (then.latest, then.last_published, then.known_until) == (
        "announced",
        "2015-02",
        "2015-02",
    )
    before = agreement(graph, "hint", known_on="2014").outlook
    assert (before.latest, before.last_document, before.known_until) == (None, None, "2014-06-01")
    assert before.note == "No stage is known. No document with a date speaks of it."


def test_what_is_only_planned_lies_ahead(graph: Graph) -> None:
    cycle = agreement(graph, "hint", modality=["all"])
    assert (cycle.outlook.latest, cycle.outlook.ahead) == ("announced", ("ratified",))
    assert not cycle.outlook.nothing_later
    assert cycle.outlook.note.startswith("Announced; told of, but not as done: ratified. ")
    # Neither a gap nor a lag comes of a plan.
    assert (cycle.gaps, cycle.stages[1].lag) == ((), None)


def test_an_end_is_no_silence(graph: Graph) -> None:
    cycle = agreement(graph, "deal")
    assert (cycle.outlook.ended, cycle.outlook.nothing_later) == (True, False)
    assert cycle.outlook.note == (
        "Implemented, which is the last stage. No document with a date speaks of it."
    )
    # A contract is not ratified, and comes into force with its signing.
    assert cycle.expected == ("signed", "implemented")
    assert cycle.gaps == (Gap("signed", None, "implemented"),)


def test_gaps_of_a_plant(graph: Graph) -> None:
    cycle = project(graph, "plant")
    told = [(one.stage, one.dates, one.basis) for one in cycle.stages]
    assert told == [
        ("decided", ("2014-05",), "stated"),
        ("designed", (), "as_of"),
        # Whoever pays in the month of the document did so by then.
        ("financed", (), "as_of"),
    ]
    assert [one.lag for one in cycle.stages] == [None, None, None]
    assert cycle.gaps == (
        Gap("proposed", None, "decided"),
        Gap("vendor-chosen", "decided", "designed"),
    )
    assert cycle.outlook.nothing_later


def test_a_planned_date_is_none_of_what_was_done(graph: Graph) -> None:
    (stage,) = project(graph, "mine", modality=["all"]).stages
    assert (stage.date, stage.dates, stage.modalities) == (
        "2016-01-10",
        ("2016-01-10",),
        ("Asserted", "Planned"),
    )
    plant = project(graph, "plant", modality=["all"])
    assert [(one.stage, one.modalities) for one in plant.stages][-1] == ("operating", ("Planned",))
    assert plant.outlook.ahead == ("operating",)


def test_a_plan_stands_in_no_lag_and_fills_no_gap(graph: Graph) -> None:
    cycle = project(graph, "dam", modality=["all"])
    # Two years, with the leap day of 2016.
    assert [(one.stage, one.dates, one.lag) for one in cycle.stages] == [
        ("decided", ("2014-05-05",), None),
        ("financed", ("2014-12",), None),
        ("operating", ("2016-05-05",), Lag("decided", 731, 731)),
    ]
    assert cycle.gaps == (
        Gap("proposed", None, "decided"),
        Gap("financed", "decided", "operating"),
        Gap("under-construction", "decided", "operating"),
    )


def test_filters_follow_the_same_claims(graph: Graph) -> None:
    def agreements(stage: str) -> list[str]:
        page = list_agreements(graph, AgreementFilter(stage=stage), view_of(), Part())
        return [item.id for item in page.items]

    def projects(stage: str) -> list[str]:
        page = list_projects(graph, ProjectFilter(stage=stage), view_of(modality=["all"]), Part())
        return [item.id for item in page.items]

    assert agreements("ratified") == agreements("in-force") == ["agreement/pact"]
    assert agreements("submitted") == []
    assert projects("designed") == ["project/plant"]
    assert projects("decided") == ["project/dam", "project/plant"]
    assert (projects("operating"), projects("vendor-chosen")) == (
        ["project/dam", "project/mine"],
        [],
    )
    page = list_agreements(graph, AgreementFilter(name=None), view_of(), Part())
    latest = {item.id: (item.latest_stage, item.latest_date) for item in page.items}
    assert latest["agreement/pact"] == ("in-force", "2015")


def candidates(graph: Graph, **view: object) -> tuple[Candidacy, ...]:
    return get_project(graph, "plant", view_of(**view)).candidacies  # type: ignore[arg-type]  # words


def test_candidates_the_furthest_first(graph: Graph) -> None:
    alpha, beta = candidates(graph)
    assert [one.stage for one in alpha.life_cycle.stages] == ["interested", "shortlisted"]
    assert alpha.life_cycle.stages[0].dates == ("2014-01-01",)
    # On the list by February 2015, which is no date of coming onto it.
    assert (alpha.life_cycle.stages[1].basis, alpha.life_cycle.stages[1].lag) == ("as_of", None)
    assert alpha.life_cycle.outlook.last_published == "2015-02"
    assert (alpha.life_cycle.gaps, alpha.ranks, alpha.ties) == ((), (), ())
    assert (beta.organisation.text, beta.life_cycle.stages) == ("Beta", ())


def test_a_rank_and_a_lead_stand_beside(graph: Graph) -> None:
    beta = candidates(graph)[1]
    (rank,) = beta.ranks
    assert (rank.amount.value, rank.statement.claims) == (1, ("c22",))
    assert [tie.claims for tie in beta.ties] == [("c23",)]
    assert beta.life_cycle.outlook.last_published == "2016-03-04"
    assert candidates(graph, known_on="2014")[0].organisation.text == "Alpha"
    assert len(candidates(graph, known_on="2014")) == 1


def test_a_choice_that_is_denied_is_none(graph: Graph) -> None:
    alpha = candidates(graph, modality=["all"])[0]
    assert [one.stage for one in alpha.life_cycle.stages][-1] == "chosen"
    assert (alpha.life_cycle.outlook.latest, alpha.life_cycle.outlook.ahead) == (
        "shortlisted",
        ("chosen",),
    )
    plant = project(graph, "plant", modality=["all"])
    chosen = next(one for one in plant.stages if one.stage == "vendor-chosen")
    assert (chosen.modalities, [who.text for who in chosen.who]) == (("Denied",), ["Alpha"])


def test_a_project_without_candidates(graph: Graph) -> None:
    assert get_project(graph, "mine", view_of(modality=["all"])).candidacies == ()
