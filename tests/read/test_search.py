"""Search over the real data: names first, then paraphrases, with what a query gives marked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzgraph.errors import BadRequestError
from kzgraph.model import Part
from kzgraph.model.search import ClaimHit, EntityHit, SearchPage
from kzgraph.read.graph import Graph
from kzgraph.read.search import Search, search
from kzgraph.read.views import view_of
from kzgraph.statements import View, texts

ALL = Part(200)
EVERYTHING = view_of(modality=("all",))


def found(graph: Graph, query: str, view: View = EVERYTHING, **asked: str) -> SearchPage:
    return search(graph, Search(query, **asked), view, ALL)  # type: ignore[arg-type]


def claims(page: SearchPage) -> list[ClaimHit]:
    return [hit for hit in page.items if isinstance(hit, ClaimHit)]


def entities(page: SearchPage) -> list[EntityHit]:
    return [hit for hit in page.items if isinstance(hit, EntityHit)]


def marked(hit: ClaimHit | EntityHit) -> list[str]:
    return [hit.text[span.start : span.end] for span in hit.highlights]


def test_an_entity_is_told_with_the_name_that_was_found(release_graph: Graph) -> None:
    hit = entities(found(release_graph, "Казахстан"))[0]
    assert (hit.id, hit.label, hit.types, hit.why) == (
        "state/kaz",
        "Kazakhstan",
        ("State",),
        "exact",
    )
    assert (hit.text, hit.language, marked(hit)) == ("Казахстан", "ru", ["Казахстан"])


def test_labels_are_in_the_language_asked_for(release_graph: Graph) -> None:
    hits = entities(found(release_graph, "Kazakhstan", language="fr", type="State"))
    assert [(hit.id, hit.label) for hit in hits] == [("state/kaz", "Kazakhstan")]
    assert entities(found(release_graph, "Тоқаев", language="kk"))[0].label == "Қасым-Жомарт Тоқаев"


@pytest.mark.parametrize(
    ("query", "entity", "why", "parts"),
    [
        ("Қазақстан", "state/kaz", "exact", ["Қазақстан"]),
        ("Tokaïev", "person/tokayev", "exact", ["Tokaïev"]),
        ("Toqaev Qasym", "person/tokayev", "words", ["Kassym", "Tokayev"]),
        ("Kazatomp", "company/kazatomprom", "prefix", ["Kazatomp"]),
        ("Kazatopmrom", "company/kazatomprom", "fuzzy", ["Kazatomprom"]),
    ],
)
def test_how_a_name_was_found(
    release_graph: Graph, query: str, entity: str, why: str, parts: list[str]
) -> None:
    hit = entities(found(release_graph, query))[0]
    assert (hit.id, hit.why, marked(hit)) == (entity, why, parts)


def test_claims_on_uranium(release_graph: Graph) -> None:
    # The first text has Kazakhstan as the first producer, France as a buyer, and the author's word
    # for the ore; the second does not speak of it.
    hits = claims(found(release_graph, "uranium"))
    assert {(hit.subject.text, hit.modality) for hit in hits} == {
        ("Kazakhstan", "Asserted"),
        ("France", "Asserted"),
        ("uranium", "Opinion"),
    }
    assert all([part.lower() for part in marked(hit)] == ["uranium"] for hit in hits)


def test_what_the_view_leaves_out_is_told(release_graph: Graph) -> None:
    page = found(release_graph, "uranium", View())
    assert {hit.subject.text for hit in claims(page)} == {"Kazakhstan", "France"}
    assert page.left_out is not None
    assert page.left_out.modality == {"Opinion": 1}
    assert page.total == 4  # the commodity and the sector, and two claims


def test_the_clocks_count_for_claims_alone(release_graph: Graph) -> None:
    page = found(release_graph, "uranium", view_of(known_on="2023", modality=("all",)))
    assert [hit.id for hit in entities(page)] == ["commodity/uranium", "sector/uranium"]
    assert (claims(page), page.left_out and page.left_out.known_on) == ([], 3)


def test_several_witnesses_are_asked_for(release_graph: Graph) -> None:
    one = found(release_graph, "president", kind="claim")
    two = found(release_graph, "president", view_of(None, None, 2, ("all",)), kind="claim")
    assert {hit.id for hit in claims(two)} < {hit.id for hit in claims(one)}
    assert two.left_out is not None
    assert two.left_out.corroboration == one.total - two.total > 0


def test_a_query_in_another_script_finds_claims(release_graph: Graph) -> None:
    cyrillic, latin = (found(release_graph, q, kind="claim") for q in ("Алстом", "Alstom"))
    assert {hit.id for hit in claims(cyrillic)} <= {hit.id for hit in claims(latin)}
    assert "Alstom" in marked(claims(found(release_graph, "Alstom", kind="claim"))[0])
    tokayev = claims(found(release_graph, "Токаев", kind="claim"))
    assert tokayev
    assert all("Tokayev" in marked(hit)[-1] for hit in tokayev if hit.language == "en")


def test_accents_case_and_plurals_do_not_matter(release_graph: Graph) -> None:
    ids = [
        {hit.id for hit in claims(found(release_graph, q, language="fr", kind="claim"))}
        for q in ("énergie éolienne", "ENERGIE EOLIENNE", "energies eoliennes")
    ]
    assert ids[0] == ids[1] == ids[2] != set()


def test_claims_with_some_words_where_none_has_all(release_graph: Graph) -> None:
    hits = claims(found(release_graph, "penguins signed the roadmap", kind="claim"))
    assert {hit.why for hit in hits} == {"some_words"}
    assert hits[0].predicate.text != ""
    assert "roadmap" in marked(hits[0])
    assert hits == sorted(hits, key=lambda hit: -hit.score)


def test_a_class_keeps_its_things_and_claims_about_them(release_graph: Graph) -> None:
    # A state produces the ore and a state needs it; the author praises it, and no state.
    page = found(release_graph, "uranium", type="State")
    assert entities(page) == []
    assert {hit.subject.text for hit in claims(page)} == {"Kazakhstan", "France"}
    assert len(claims(found(release_graph, "uranium", type="Commodity"))) == 3
    sectors = entities(found(release_graph, "energy", type="Sector"))
    assert sectors[0].id == "sector/energy"
    assert all(hit.id.startswith("sector/") for hit in sectors)


def test_a_class_that_is_none(release_graph: Graph) -> None:
    with pytest.raises(BadRequestError, match="Did you mean 'Company'"):
        found(release_graph, "EDF", type="Compani")


@pytest.mark.parametrize("kind", ["entity", "claim"])
def test_one_kind_alone(release_graph: Graph, kind: str) -> None:
    page = found(release_graph, "EDF", kind=kind)
    assert page.items
    assert {hit.kind for hit in page.items} == {kind}
    assert page.total == len(page.items)


@given(limit=st.integers(1, 30), query=st.sampled_from(["Kazakhstan", "EDF", "énergie", "2023"]))
@settings(max_examples=20, deadline=None)
def test_pages_joined_are_the_whole(release_graph: Graph, limit: int, query: str) -> None:
    whole = found(release_graph, query)
    items, cursor = [], None
    while True:
        page = search(release_graph, Search(query), EVERYTHING, Part(limit, cursor))
        items += page.items
        assert page.total == whole.total
        cursor = page.next
        if cursor is None:
            break
    assert items == list(whole.items)
    assert len(items) == whole.total


def test_a_cursor_of_another_search(release_graph: Graph) -> None:
    cursor = search(release_graph, Search("EDF"), View(), Part(1)).next
    with pytest.raises(BadRequestError, match="cursor"):
        search(release_graph, Search("France"), View(), Part(1, cursor))


ANYTHING = [
    'a" OR *:^(NEAR',
    "\x00",
    "🙂",
    "مرحبا",
    "x" * 10_000,
    "'" * 300,
    "{en} : x",
    "\ud800",
    "—",
    "a b" * 99,
]


@pytest.mark.parametrize("query", ANYTHING, ids=range(len(ANYTHING)))
def test_strange_queries_do_no_harm(release_graph: Graph, query: str) -> None:
    assert found(release_graph, query).total >= 0


@given(st.text(), st.sampled_from([None, "entity", "claim"]))
@settings(max_examples=100, deadline=None)
def test_any_text_may_be_searched_for(release_graph: Graph, query: str, kind: str | None) -> None:
    page = search(release_graph, Search(query, kind=kind), EVERYTHING, Part(20))  # type: ignore[arg-type]
    assert page.total >= len(page.items)
    for hit in page.items:
        assert hit.highlights
        assert all(0 <= span.start < span.end <= len(hit.text) for span in hit.highlights)


@given(
    st.sampled_from(["Kazakhstan", "nuclear", "accords", "Macron visit"]),
    st.sampled_from([{"type": "State"}, {"kind": "claim"}, {"kind": "entity"}, {"language": "fr"}]),
    st.sampled_from([View(), view_of(known_on="2023"), view_of(None, "2024", 2, ("all",))]),
)
@settings(max_examples=30, deadline=None)
def test_a_filter_never_adds(
    release_graph: Graph, query: str, narrower: dict[str, str], view: View
) -> None:
    wide = {(hit.kind, hit.id) for hit in found(release_graph, query).items}
    narrow = {(hit.kind, hit.id) for hit in found(release_graph, query, view, **narrower).items}
    assert narrow <= wide


def test_of_many_claims_the_first_are_ranked(
    release_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Search("Kazakhstan", kind="claim")
    whole = search(release_graph, asked, EVERYTHING, ALL)
    assert whole.total > 30
    monkeypatch.setattr(texts, "MOST_RANKED", 7)
    found, cursor = [], None
    for _ in range(0, whole.total, 5):
        page = search(release_graph, asked, EVERYTHING, Part(5, cursor))
        assert page.total == whole.total
        found += page.items
        cursor = page.next
    assert cursor is None
    assert len({hit.id for hit in found}) == len(found) == whole.total
    scores = [hit.score for hit in found if hit.kind == "claim"]
    assert scores[:7] == sorted(scores[:7], reverse=True) != scores[7:14]
    asserted = [hit.modality == "Asserted" for hit in found[7:] if hit.kind == "claim"]
    assert asserted == sorted(asserted, reverse=True)


def test_where_some_words_do_the_rare_ones_count(
    release_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Search("Kazakhstan zzz uranium", kind="claim")
    some = search(release_graph, asked, EVERYTHING, ALL)
    uranium = search(release_graph, Search("uranium", kind="claim"), EVERYTHING, ALL)
    monkeypatch.setattr(texts, "MOST_RANKED", uranium.total)
    rare = search(release_graph, asked, EVERYTHING, ALL)
    assert {hit.id for hit in rare.items} == {hit.id for hit in uranium.items}
    assert 0 < rare.total < some.total
