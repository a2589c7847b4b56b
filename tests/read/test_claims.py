"""Claims: each as the texts have it, found by what they say, who says it, and how surely."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.dates import from_text
from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.model import Claim, Page, Part, Span
from kzgraph.read.claims import ClaimFilter, get_claim, list_claims
from kzgraph.read.graph import Graph
from kzgraph.read.views import MODALITIES, view_of
from kzgraph.statements import View

EVERY = View(modalities=None, ranks=None)
WHOLE = Part(limit=1000)

filters = st.builds(
    ClaimFilter,
    source=st.sampled_from([None, "eonergie-2024-11", "mfa-kazakhstan-2023-11-01", "other"]),
    speaker=st.sampled_from([None, "person/tokayev", "person/macron", "organisation/eonergie"]),
    property=st.sampled_from([None, "visitor", "kz:interestedIn", "concernsSector", "nothing"]),
    subject=st.sampled_from([None, "relation/fra-kaz", "person/tokayev", "state/none"]),
    object=st.sampled_from([None, "state/kaz", "project/nuclear-power-plant"]),
    about=st.sampled_from([None, "state/kaz", "company/edf"]),
    rank=st.sampled_from([None, "preferred", "normal", "deprecated", "all"]),
    evidence_level=st.sampled_from([None, "passage", "document"]),
)
views = st.builds(
    View,
    valid_on=st.none() | st.sampled_from(["2022", "2023-11", "2024-11-05"]).map(from_text),
    known_on=st.none() | st.sampled_from(["2023", "2023-11-01", "2024-12"]).map(from_text),
    min_corroboration=st.integers(1, 3),
    modalities=st.none() | st.frozensets(st.sampled_from([m.capitalize() for m in MODALITIES])),
)


def found(graph: Graph, view: View = EVERY, **wanted: str) -> Page[Claim]:
    return list_claims(graph, ClaimFilter(**wanted), view, WHOLE)


def ids(page: Page[Claim]) -> list[str]:
    return [claim.id for claim in page.items]


def test_a_claim_whole(release_graph: Graph) -> None:
    """Tokayev, in quotation marks: trade grew by 30 percent last year, which is 2022."""
    claim = get_claim(release_graph, "mfa-kazakhstan-2023-11-01-034")
    assert claim.subject.iri == "https://w3id.org/kzgraph/id/observation/trade-kaz-fra-2022"
    assert claim.predicate.text == "growth"
    assert claim.object.iri == "https://w3id.org/kzgraph/id/quantity/percent-30"
    assert [speaker.text for speaker in claim.speakers] == ["Kassym-Jomart Tokayev"]
    assert (claim.speech_mode, claim.modality) == ("DirectQuotation", "Asserted")
    assert (claim.rank, claim.rank_reason) == ("NormalRank", None)
    assert (claim.valid_at, claim.valid_from, claim.valid_until) == ("2022", None, None)
    assert claim.published == "2023-11-01"
    assert claim.evidence_level == "PassageLevel"
    (evidence,) = claim.evidence
    assert evidence.span == Span(957, 1013)
    assert len(evidence.sha256 or "") == 64
    assert claim.qualifiers.keys() == {"comparedWith"}
    (base,) = claim.qualifiers["comparedWith"]
    assert base.text == "trade between Kazakhstan and France, 2021"
    assert claim.paraphrase.keys() == {"en", "fr"}
    assert claim.note is not None


def test_a_period_of_validity(release_graph: Graph) -> None:
    claim = get_claim(release_graph, "mfa-kazakhstan-2023-11-01-035")
    assert (claim.valid_at, claim.valid_from, claim.valid_until) == (None, "2023-01", "2023-08")


@pytest.mark.parametrize("name", ["none", "", "claim/x", "Ä", "' OR 1=1 --", "\0", "0" * 5000])
def test_no_such_claim(release_graph: Graph, name: str) -> None:
    with pytest.raises(NotFoundError):
        get_claim(release_graph, name)


def test_who_is_interested_in_the_nuclear_plant(release_graph: Graph) -> None:
    page = found(
        release_graph,
        view_of(),
        property="interestedIn",
        object="project/nuclear-power-plant",
        source="eonergie-2024-11",
    )
    assert {claim.subject.text for claim in page.items} == {"EDF", "Rosatom", "CNNC", "KHNP"}
    assert page.total == 4
    assert page.next is None


def test_what_tokayev_says_of_trade(release_graph: Graph) -> None:
    page = found(release_graph, view_of(), speaker="person/tokayev", property="tradeValue")
    assert [claim.subject.text for claim in page.items] == [
        "trade between Kazakhstan and France, 2022",
        "trade between Kazakhstan and France, January to August 2023",
    ]


def test_about_is_either_end(release_graph: Graph) -> None:
    for name in ("company/edf", "state/kaz", "person/tokayev", "project/nuclear-power-plant"):
        both = {*ids(found(release_graph, subject=name)), *ids(found(release_graph, object=name))}
        assert set(ids(found(release_graph, about=name))) == both


def test_plans_are_left_out_and_told(release_graph: Graph) -> None:
    """The plant in Kazakhstan is only planned."""
    wanted = {"subject": "project/nuclear-power-plant", "object": "state/kaz"}
    page = found(release_graph, view_of(), **wanted)
    assert page.items == ()
    assert page.left_out is not None
    assert page.left_out.modality == {"Planned": 1}
    assert found(release_graph, view_of(modality=["planned"]), **wanted).total == 1


def test_what_was_known_before_the_article(release_graph: Graph) -> None:
    page = list_claims(release_graph, ClaimFilter(), view_of(known_on="2024-10"), WHOLE)
    documents = {evidence.document.iri for claim in page.items for evidence in claim.evidence}
    assert documents == {"https://w3id.org/kzgraph/id/document/mfa-kazakhstan-2023-11-01"}


def test_claims_that_several_documents_make(release_graph: Graph) -> None:
    """Both texts tell that Orano is French; each makes a claim of its own."""
    page = found(release_graph, view_of(min_corroboration=2), about="company/orano")
    assert {claim.id.rsplit("-", 1)[0] for claim in page.items} == {
        "eonergie-2024-11",
        "mfa-kazakhstan-2023-11-01",
    }
    assert {claim.object.text for claim in page.items} == {"France"}
    assert page.left_out is not None
    alone = found(release_graph, view_of(), about="company/orano")
    others = {c.subject.text + c.predicate.text + c.object.text for c in alone.items}
    assert page.left_out.corroboration == len(others) - 1


def test_ranks(disputed_graph: Graph) -> None:
    def number(**wanted: str) -> int:
        return found(disputed_graph, view_of(), source="gazette", **wanted).total

    assert number() == 2
    assert [number(rank=name) for name in ("preferred", "normal", "deprecated")] == [1, 1, 1]
    assert number(rank="all") == 3
    left_out = found(disputed_graph, view_of(), source="gazette").left_out
    assert left_out is not None
    assert left_out.rank == 1


def test_evidence_levels(disputed_graph: Graph) -> None:
    page = found(disputed_graph, evidence_level="document")
    assert ids(page) == ["gazette-001", "gazette-002", "gazette-003"]
    assert page.items[0].evidence[0].span is None
    assert found(disputed_graph, evidence_level="passage").total == 330


@given(filters, views)
def test_a_filter_never_adds(release_graph: Graph, wanted: ClaimFilter, view: View) -> None:
    narrow = set(ids(list_claims(release_graph, wanted, view, WHOLE)))
    for field in dataclasses.fields(wanted):
        if field.name != "rank" and getattr(wanted, field.name) is not None:
            wider = dataclasses.replace(wanted, **{field.name: None})
            assert narrow <= set(ids(list_claims(release_graph, wider, view, WHOLE)))
    everything = dataclasses.replace(wanted, rank="all")
    assert narrow <= set(ids(list_claims(release_graph, everything, EVERY, WHOLE)))


@given(filters, views)
def test_what_is_seen_and_what_is_left_out_are_all(
    release_graph: Graph, wanted: ClaimFilter, view: View
) -> None:
    page = list_claims(release_graph, wanted, dataclasses.replace(view, min_corroboration=1), WHOLE)
    everything = dataclasses.replace(wanted, rank="all")
    whole = list_claims(release_graph, everything, EVERY, WHOLE)
    out = page.left_out
    assert out is not None
    left = out.rank + out.known_on + out.valid_on + sum(out.modality.values())
    assert page.total + left == whole.total


@given(filters, views, st.integers(1, 40))
def test_pages_give_the_whole_once(
    release_graph: Graph, wanted: ClaimFilter, view: View, limit: int
) -> None:
    whole = list_claims(release_graph, wanted, view, WHOLE)
    assert whole.total == len(whole.items)
    assert ids(whole) == sorted(ids(whole))
    pages: list[str] = []
    cursor = None
    while True:
        page = list_claims(release_graph, wanted, view, Part(limit, cursor))
        pages += ids(page)
        assert len(pages) <= page.total == whole.total
        if page.next is None:
            break
        cursor = page.next
    assert pages == ids(whole)


def test_every_claim_of_a_list_is_the_claim(release_graph: Graph) -> None:
    page = list_claims(release_graph, ClaimFilter(), EVERY, WHOLE)
    assert page.total == 330
    for claim in page.items[::9]:
        assert get_claim(release_graph, claim.id) == claim


@pytest.mark.parametrize("name", ["speaker", "subject", "object", "about", "source"])
def test_what_is_no_id(release_graph: Graph, name: str) -> None:
    with pytest.raises(BadRequestError, match="as in state/kaz"):
        found(release_graph, EVERY, **{name: "Not An Id"})
    assert found(release_graph, EVERY, **{name: "https://example.org/x"}).total == 0


def test_a_cursor_of_other_filters(release_graph: Graph) -> None:
    cursor = list_claims(release_graph, ClaimFilter(), EVERY, Part(1)).next
    with pytest.raises(BadRequestError, match="cursor"):
        list_claims(release_graph, ClaimFilter(rank="normal"), EVERY, Part(1, cursor))
