"""Agreements over the real data; what is expected is written from the two texts."""

import pytest

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.identifiers import compact
from kzgraph.model import Part, Period, Statement
from kzgraph.read.agreements import AgreementFilter, get_agreement, list_agreements
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of

WHOLE = Part(limit=200)
ASSERTED, EVERYTHING = view_of(), view_of(modality=["all"])


def ids(graph: Graph, asked: AgreementFilter, **view: object) -> set[str]:
    page = list_agreements(graph, asked, view_of(**view), WHOLE)  # type: ignore[arg-type]  # words
    assert page.total == len(page.items)
    return {item.id.partition("/")[2] for item in page.items}


def values(statements: tuple[Statement, ...]) -> list[str]:
    return [compact(s.object.iri) if s.object.iri else s.object.text for s in statements]


# The article on the roadmap: France and Kazakhstan signed it, on critical minerals, for 2024-2026,
# within the initiative of 2023. It says that it was signed, and not on which day.
def test_the_life_cycle_of_the_roadmap(release_graph: Graph) -> None:
    roadmap = get_agreement(release_graph, "critical-minerals-roadmap-2024-2026", ASSERTED)
    assert roadmap.types == ("Roadmap",)
    assert values(roadmap.signatories) == ["state/fra", "state/kaz"]
    assert values(roadmap.sectors) == ["sector/critical-minerals"]
    assert values(roadmap.starts) + values(roadmap.ends) == ["2024", "2026"]
    assert values(roadmap.part_of) == ["initiative/critical-minerals"]
    (signed,) = roadmap.stages
    assert (signed.stage, signed.date, signed.basis) == ("signed", "2024-11", "as_of")
    assert signed.period == Period("2024-11-01", "2024-11-30")
    assert "eonergie-2024-11-088" in signed.claims
    assert (signed.modalities, signed.corroboration) == (("Asserted",), 1)
    assert roadmap.latest_stage == "signed"
    assert [compact(document.iri or "") for document in roadmap.documents] == [
        "document/eonergie-2024-11"
    ]


# Of the Alma-Ata Declaration the article gives the year alone.
def test_the_life_cycle_of_a_declaration_of_1991(release_graph: Graph) -> None:
    declaration = get_agreement(release_graph, "alma-ata-declaration-1991", ASSERTED)
    (signed,) = declaration.stages
    assert (signed.stage, signed.date, signed.basis) == ("signed", "1991", "stated")
    assert signed.period == Period("1991-01-01", "1991-12-31")
    assert declaration.others == ()
    peace = get_agreement(release_graph, "alma-ata-declaration-1991", EVERYTHING)
    assert [s.modalities for s in peace.others] == [("Proposed",)]


# The peace treaty is only called for: its signing is proposed, and no stage that it has reached.
def test_a_treaty_that_is_not_signed(release_graph: Graph) -> None:
    treaty = get_agreement(release_graph, "armenia-azerbaijan-peace-treaty", ASSERTED)
    assert (treaty.stages, treaty.signatories, treaty.latest_stage) == ((), (), None)
    assert treaty.left_out.modality == {"Proposed": 4}
    proposed = get_agreement(release_graph, "armenia-azerbaijan-peace-treaty", EVERYTHING)
    assert [stage.modalities for stage in proposed.stages] == [("Proposed",)]
    assert proposed.latest_stage is None
    treaties = AgreementFilter(type_name="Treaty", stage="signed")
    assert ids(release_graph, treaties, modality=["all"]) == set()


# 14 commercial contracts, among the 36 agreements, are put at 2.2 billion euros.
def test_a_set_with_a_stated_value(release_graph: Graph) -> None:
    contracts = get_agreement(release_graph, "visit-2024-contracts", ASSERTED)
    assert contracts.is_set
    assert values(contracts.number) == ["14"]
    (stated,) = contracts.value
    assert (stated.amount.value, stated.amount.currency) == (2_200_000_000, "EUR")
    assert stated.statement.claims == ("eonergie-2024-11-040",)
    assert values(contracts.part_of) == ["agreement-set/visit-2024"]
    whole = get_agreement(release_graph, "visit-2024", ASSERTED)
    assert values(whole.number) == ["36"]
    assert whole.value == ()
    assert {compact(s.subject.iri or "") for s in whole.members} == {
        "agreement-set/visit-2024-contracts",
        "agreement-set/health-2024",
    }
    assert values(whole.signed_during) == ["visit/tokayev-france-2024"]


SIX_OF_2023 = {
    "afd-group-2023",
    "french-schools-2023",
    "strategic-minerals-2023",
    "fmd-vaccine-2023",
    "wind-farms-2023",
    "railway-infrastructure-2023",
}


def test_what_was_signed_at_each_visit(release_graph: Graph) -> None:
    first = AgreementFilter(during="visit/macron-kazakhstan-2023")
    assert ids(release_graph, first) == SIX_OF_2023 | {"visit-2023", "joint-declaration-2023"}
    second = AgreementFilter(during="visit/tokayev-france-2024")
    assert ids(release_graph, second) == {"visit-2024", "visit-2024-contracts", "health-2024"}


def test_filters(release_graph: Graph) -> None:
    def found(**asked: str) -> set[str]:
        return ids(release_graph, AgreementFilter(**asked))

    assert found(type_name="Declaration") == {
        "alma-ata-declaration-1991",
        "joint-declaration-2023",
        "joint-declaration-2024",
    }
    assert found(signatory="company/ktz") == {"alstom-ktz-2024"}
    assert found(signatory="person/macron") == {"joint-declaration-2023", "joint-declaration-2024"}
    # Wind energy and training in nuclear energy are parts of energy.
    assert found(sector="sector/energy") == {
        "visit-2024",
        "wind-farms-2023",
        "orano-nuclear-training-2024",
    }
    assert found(name="критическим минералам") == {"critical-minerals-roadmap-2024-2026"}
    # Nothing is said of the Charter itself; both presidents hold to it.
    assert found(name="Charte des Nations unies") == {"un-charter"}
    assert found(stage="ratified") == set()
    assert found(sector="sector/energy", signatory="company/orano") == {
        "orano-nuclear-training-2024"
    }
    assert found(signatory="state/atlantis") == found(sector="sector/atlantis") == set()


def test_what_was_known_in_2023(release_graph: Graph) -> None:
    known = ids(release_graph, AgreementFilter(stage="signed"), known_on="2023-12")
    assert known == SIX_OF_2023 | {"visit-2023", "education-science-2023"}
    page = list_agreements(release_graph, AgreementFilter(), view_of(known_on="2023-12"), WHOLE)
    assert page.left_out is not None
    assert page.left_out.known_on > 0


def test_a_line_of_the_list(release_graph: Graph) -> None:
    page = list_agreements(release_graph, AgreementFilter(name="KTZ"), ASSERTED, WHOLE)
    (line,) = page.items
    assert line.id == "agreement/alstom-ktz-2024"
    assert [value.text for value in line.signatories] == ["Alstom", "Kazakhstan Temir Zholy"]
    assert [compact(value.iri or "") for value in line.sectors] == ["sector/container-freight"]
    assert (line.latest_stage, line.latest_date, line.is_set) == ("signed", "2024-11", False)
    assert line.claims == tuple(f"eonergie-2024-11-{number}" for number in (117, 118, 119, 122))


def test_pages_make_the_whole(release_graph: Graph) -> None:
    whole = list_agreements(release_graph, AgreementFilter(), ASSERTED, WHOLE)
    found, cursor = [], None
    for _ in range(whole.total):
        page = list_agreements(release_graph, AgreementFilter(), ASSERTED, Part(5, cursor))
        found += [item.id for item in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert found == [item.id for item in whole.items]
    labels = [item.label.casefold() for item in whole.items]
    assert labels == sorted(labels)


def test_what_is_wrong_is_refused(release_graph: Graph) -> None:
    with pytest.raises(BadRequestError, match="class"):
        list_agreements(release_graph, AgreementFilter(type_name="Pact"), ASSERTED, WHOLE)
    with pytest.raises(BadRequestError, match="state/kaz"):
        list_agreements(release_graph, AgreementFilter(signatory="France"), ASSERTED, WHOLE)
    for slug in ("nothing", "Not a slug", "é"):
        with pytest.raises(NotFoundError):
            get_agreement(release_graph, slug, ASSERTED)
