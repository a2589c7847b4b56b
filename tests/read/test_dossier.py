"""The dossiers of visits over the real data; what is expected is written from the two texts."""

from collections.abc import Iterable

import pytest

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import compact
from kzgraph.model import Statement
from kzgraph.model.visits import Dossier
from kzgraph.read.dossier import get_dossier
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of

ASSERTED, EVERYTHING = view_of(), view_of(modality=["all"])


def objects(statements: Iterable[Statement]) -> set[str]:
    return {compact(s.object.iri) if s.object.iri else s.object.text for s in statements}


def short(statements: Iterable[Statement]) -> set[str]:
    return {
        f"{compact(s.subject.iri or '')} {compact(s.predicate.iri or '').removeprefix('kz:')} "
        f"{compact(s.object.iri).removeprefix('kz:') if s.object.iri else s.object.text}"
        for s in statements
    }


def said(dossier: Dossier, speaker: str) -> set[str]:
    found = [s for s in dossier.said if compact(s.speaker.iri or "") == speaker]
    return short(utterance.statement for speech in found for utterance in speech.said)


def all_lines(dossier: Dossier) -> list[Statement]:
    parts = [*dossier.met, *dossier.other_parts]
    return [
        *(
            s
            for field in ("who", "when", "where", "kind", "invited_by")
            for s in getattr(dossier, field)
        ),
        *(
            s
            for part in parts
            for s in (*part.participants, *part.topics, *part.places, *part.outcomes)
        ),
        *(u.statement for speech in dossier.said for u in speech.said),
        *(tie for one in (*dossier.signed, *dossier.told_alongside) for tie in one.ties),
        *dossier.announced,
        *dossier.launched,
        *dossier.others,
        *(s for document in dossier.later for s in document.statements),
    ]


@pytest.fixture(scope="module")
def astana(release_graph: Graph) -> Dossier:
    return get_dossier(release_graph, "macron-kazakhstan-2023", ASSERTED)


@pytest.fixture(scope="module")
def paris(release_graph: Graph) -> Dossier:
    return get_dossier(release_graph, "tokayev-france-2024", ASSERTED)


# The ministry's text: Macron came on 1 November 2023 for his first official visit, asked by Tokayev;
# talks at the Akorda, after a ceremony of welcome. The article of 2024 has Astana and 2023.
def test_who_came_when_and_where_in_2023(astana: Dossier) -> None:
    assert objects(astana.who) == {"person/macron"}
    assert [line.corroboration for line in astana.who] == [2]
    assert astana.date == "2023-11-01"
    assert objects(astana.when) == {"2023", "2023-11-01"}
    assert objects(astana.where) == {"state/kaz", "place/astana"}
    assert objects(astana.kind) == {"kz:OfficialVisit", "1"}
    assert objects(astana.invited_by) == {"person/tokayev"}
    assert [compact(document.iri or "") for document in astana.documents] == [
        "document/mfa-kazakhstan-2023-11-01"
    ]


def test_whom_they_met_in_2023(astana: Dossier) -> None:
    (talks,) = astana.met
    assert talks.id == "event/talks-astana-2023"
    assert objects(talks.participants) == {"person/macron", "person/tokayev"}
    assert objects(talks.places) == {"place/akorda"}
    fields = ("trade", "economy", "investment", "energy", "transport", "logistics", "culture")
    assert objects(talks.topics) == {f"sector/{name}" for name in (*fields, "humanitarian")} | {
        "partnership/fra-kaz",
        "issue/political-dialogue",
        "issue/international-questions",
    }
    assert {part.id for part in astana.other_parts} == {
        "event/welcome-ceremony-2023",
        "event/invitation-of-tokayev-2023",
    }


# Tokayev: trade of 2022 up by 30 percent to 4 billion dollars, of January to August 2023 up by 21
# percent to 2.7 billion; projects in eight fields; more than 170 French firms, four of them named;
# France belongs to the European Union. Both leaders: the Charter, peace by talking, common questions.
def test_what_tokayev_said_in_2023(astana: Dossier) -> None:
    trade = "observation/trade-kaz-fra-2022", "observation/trade-kaz-fra-2023-01-08"
    firms = ("alstom", "totalenergies", "orano", "vicat")
    sectors = ("energy", "nuclear-energy", "mining", "chemicals", "engineering", "construction")
    issues = (
        "cooperation-on-regional-and-global-questions",
        "dialogue-between-international-organisations",
    )
    assert said(astana, "person/tokayev") == {
        f"{trade[0]} tradeValue amount/usd-4000000000",
        f"{trade[0]} growth quantity/percent-30",
        f"{trade[1]} tradeValue amount/usd-2700000000",
        f"{trade[1]} growth quantity/percent-21",
        *(f"company/{firm} operatesIn state/kaz" for firm in firms),
        *(f"company/{firm} basedInState state/fra" for firm in firms),
        *(f"company/{firm} memberOf group/french-companies-in-kazakhstan" for firm in firms),
        "group/french-companies-in-kazakhstan numberOfMembers quantity/companies-more-than-170",
        *(f"relation/fra-kaz hasProjectsIn sector/{name}" for name in sectors),
        "relation/fra-kaz hasProjectsIn sector/aerospace",
        "relation/fra-kaz hasProjectsIn sector/pharmaceuticals",
        "state/fra memberOf organisation/european-union",
        *(f"person/tokayev stressedImportanceOf issue/{name}" for name in issues),
        "person/tokayev affirmedCommitmentTo agreement/un-charter",
        "person/tokayev calledFor principle/peaceful-conflict-resolution",
    }


def test_opinions_and_intentions_are_seen_when_asked_for(
    release_graph: Graph, astana: Dossier
) -> None:
    opinion = "state/fra characterisedAs characterisation/crucial-reliable-partner"
    assert opinion not in said(astana, "person/tokayev")
    whole = get_dossier(release_graph, "macron-kazakhstan-2023", EVERYTHING)
    assert opinion in said(whole, "person/tokayev")
    assert said(astana, "person/macron") < said(whole, "person/macron")
    assert set(whole.left_out.modality) == set()
    assert astana.left_out.modality["Planned"] > 0


def test_how_it_was_said(astana: Dossier) -> None:
    tokayev = next(s for s in astana.said if s.speaker.text == "Kassym-Jomart Tokayev")
    modes = {mode for utterance in tokayev.said for mode in utterance.modes}
    assert modes == {"DirectQuotation", "ReportedSpeech"}
    assert all(utterance.text.keys() == {"en", "fr"} for utterance in tokayev.said)
    # The ministry's own telling is no speech; it says what fields the talks gave priority to.
    assert {speech.speaker.text for speech in astana.said} == {
        "Emmanuel Macron",
        "Kassym-Jomart Tokayev",
    }
    assert "relation/fra-kaz hasPrioritySector sector/transit" in short(astana.others)


# Six agreements are named, in one set; a declaration came of the talks. Macron adds education and
# science, and does not say that it was during the visit.
def test_what_was_signed_in_2023(astana: Dossier) -> None:
    names = ("afd-group", "french-schools", "strategic-minerals", "fmd-vaccine", "wind-farms")
    latest = {one.id: one.latest_stage for one in astana.signed}
    assert latest == {
        **{f"agreement/{name}-2023": "signed" for name in names},
        "agreement/railway-infrastructure-2023": "signed",
        "agreement-set/visit-2023": "signed",
        "agreement/joint-declaration-2023": None,
    }
    assert {one.id for one in astana.signed if one.is_set} == {"agreement-set/visit-2023"}
    assert [one.id for one in astana.told_alongside] == ["agreement-set/education-science-2023"]
    assert astana.announced == ()


# The article of 2024: the initiative on critical minerals began in Astana at that visit, and a
# roadmap for 2024-2026 was signed within it by both states.
def test_what_became_of_the_visit_of_2023(astana: Dossier) -> None:
    roadmap = "agreement/critical-minerals-roadmap-2024-2026"
    (article,) = astana.later
    assert compact(article.document.iri or "") == "document/eonergie-2024-11"
    assert article.published == "2024-11"
    launched = {
        "initiative/critical-minerals launchedDuring visit/macron-kazakhstan-2023",
        "initiative/critical-minerals launchedAt place/astana",
        "initiative/critical-minerals startDate 2023",
    }
    assert short(astana.launched) == launched
    assert short(article.statements) == launched | {
        f"{roadmap} partOfInitiative initiative/critical-minerals",
        f"{roadmap} signedBy state/fra",
        f"{roadmap} signedBy state/kaz",
        f"{roadmap} hasStage StageSigned",
        f"{roadmap} startDate 2024",
        f"{roadmap} endDate 2026",
        f"{roadmap} concernsSector sector/critical-minerals",
    }


# The article: Tokayev's official visit to Paris, after those of 2022 and 2023, with the head of EDF
# and with Macron; Ukraine, Armenia and Azerbaijan.
def test_the_visit_of_2024(paris: Dossier) -> None:
    assert objects(paris.who) == {"person/tokayev"}
    assert (paris.date, objects(paris.where), paris.invited_by) == ("2024-11", {"place/paris"}, ())
    assert objects(paris.kind) == {"kz:OfficialVisit"}
    assert {part.id: objects(part.participants) for part in paris.met} == {
        "event/talks-paris-2024": {"person/tokayev", "person/macron"},
        "event/tokayev-remont-2024": {"person/tokayev", "person/remont"},
    }
    assert {part.id: objects(part.topics) for part in paris.met} == {
        "event/talks-paris-2024": {"situation/war-in-ukraine"},
        "event/tokayev-remont-2024": {
            "project/nuclear-power-plant",
            "issue/role-of-edf-in-nuclear-plant",
        },
    }
    assert short(paris.others) == {
        "visit/tokayev-france-2024 follows visit/tokayev-paris-2022",
        "visit/tokayev-france-2024 follows visit/macron-kazakhstan-2023",
        "visit/tokayev-france-2024 takesPlaceAmid situation/war-in-ukraine",
        "visit/tokayev-france-2024 takesPlaceAmid situation/rivalries-in-central-asia",
        "visit/tokayev-france-2024 valueOfAgreements amount/eur-2200000000",
        "visit/tokayev-france-2024 valueCovers agreement-set/visit-2024-contracts",
    }


def test_what_was_said_in_2024(paris: Dossier) -> None:
    war = ("war", "humanitarian-consequences-of-war", "economic-consequences-of-war")
    for speaker in ("person/tokayev", "person/macron"):
        assert said(paris, speaker) == {
            *(f"{speaker} expressedConcernAbout situation/{name}-in-ukraine" for name in war),
            f"{speaker} expressedSupportFor process/armenia-azerbaijan-normalisation",
            f"{speaker} calledFor agreement/armenia-azerbaijan-peace-treaty",
        }


# 36 agreements, 14 contracts among them, and those on health; an office of AFD was announced. Of the
# memorandum, the partnership, the roadmap and the declaration no claim says that it was at the visit.
def test_what_was_signed_and_announced_in_2024(release_graph: Graph, paris: Dossier) -> None:
    assert {one.id: one.latest_stage for one in paris.signed} == {
        "agreement-set/visit-2024": "signed",
        "agreement-set/visit-2024-contracts": "signed",
        "agreement-set/health-2024": "signed",
    }
    assert {one.id for one in paris.told_alongside} == {
        "agreement/orano-nuclear-training-2024",
        "agreement/alstom-ktz-2024",
        "agreement/critical-minerals-roadmap-2024-2026",
        "agreement/joint-declaration-2024",
    }
    assert objects(paris.announced) == {"organisation/afd-office-in-kazakhstan"}
    whole = get_dossier(release_graph, "tokayev-france-2024", EVERYTHING)
    office = {s.predicate.text: s.modalities for s in whole.announced}
    assert office["branch of"] == ("Announced",)
    assert office["finances sector"] == ("Proposed",)
    assert (paris.launched, paris.later, whole.later) == ((), (), ())


def test_every_line_has_its_reasons(astana: Dossier, paris: Dossier) -> None:
    for line in (*all_lines(astana), *all_lines(paris)):
        assert line.claims
        assert line.sources
        assert line.corroboration >= 1
        assert line.modalities == ("Asserted",)


def test_a_visit_that_only_a_later_document_tells_of(release_graph: Graph) -> None:
    visit = get_dossier(release_graph, "tokayev-paris-2022", ASSERTED)
    assert (objects(visit.who), visit.date, visit.documents) == ({"person/tokayev"}, "2022", ())
    assert (visit.said, visit.signed, visit.told_alongside, visit.later) == ((), (), (), ())


def test_what_was_known_in_2023(release_graph: Graph) -> None:
    known = get_dossier(release_graph, "macron-kazakhstan-2023", view_of(known_on="2023-12"))
    assert [line.corroboration for line in known.who] == [1]
    assert objects(known.where) == {"state/kaz"}
    assert (known.launched, known.later) == ((), ())
    assert known.left_out.known_on > 0


@pytest.mark.parametrize("slug", ["nothing", "A B", "talks-astana-2023", "é"])
def test_no_such_visit(release_graph: Graph, slug: str) -> None:
    with pytest.raises(NotFoundError, match="visit"):
        get_dossier(release_graph, slug, ASSERTED)
