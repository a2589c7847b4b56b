"""Lists of entities: filters, facets, orders and pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.errors import BadRequestError
from kzgraph.model import Part
from kzgraph.model.entities import EntityPage
from kzgraph.read.entity_filter import EntityFilter
from kzgraph.read.entity_list import list_entities
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of
from kzgraph.statements import View

WHOLE = Part(limit=1000)
EVERY = View(modalities=None, ranks=None)

filters = st.builds(
    EntityFilter,
    type=st.sampled_from([None, "Agent", "Company", "Agreement", "Event"]),
    country=st.sampled_from([None, "state/kaz", "state/fra", "state/rus", "state/none"]),
    sector=st.sampled_from([None, "sector/energy", "sector/transport", "sector/health"]),
    source=st.sampled_from([None, "eonergie-2024-11", "mfa-kazakhstan-2023-11-01"]),
    q=st.sampled_from([None, "Токаев", "accord", "nothing of that name"]),
)
views = st.builds(
    view_of,
    valid_on=st.sampled_from([None, "2010", "2023-11", "2024-11"]),
    known_on=st.sampled_from([None, "2023", "2023-12", "2024-12"]),
    min_corroboration=st.integers(1, 2),
    modality=st.sampled_from([(), ("planned",), ("proposed", "asserted"), ("all",)]),
)
sorts = st.sampled_from([None, "name", "-name", "corroboration", "-corroboration", "-claims"])


def listed(graph: Graph, wanted: EntityFilter, view: View | None = None) -> EntityPage:
    return list_entities(graph, wanted, view or View(), WHOLE)


def ids(page: EntityPage) -> set[str]:
    return {item.id for item in page.items}


def test_companies_of_the_two_texts(release_graph: Graph) -> None:
    """Two Kazakh firms and their joint venture, five French ones, three other bidders."""
    page = listed(release_graph, EntityFilter(type="Company"))
    assert ids(page) == {
        f"company/{slug}"
        for slug in ("alstom", "cnnc", "edf", "katco", "kazatomprom", "khnp", "ktz", "orano")
    } | {f"company/{slug}" for slug in ("rosatom", "totalenergies", "vicat")}


def test_a_country_is_joined_by_a_statement(release_graph: Graph) -> None:
    """Kazakh firms, and the French ones that the two texts say are at work there."""
    page = listed(release_graph, EntityFilter(type="Company", country="state/kaz"))
    assert {id_.removeprefix("company/") for id_ in ids(page)} == {
        "alstom", "kazatomprom", "ktz", "orano", "totalenergies", "vicat"
    }  # fmt: skip


def test_in_2023_the_railways_were_not_spoken_of(release_graph: Graph) -> None:
    wanted = EntityFilter(type="Company", country="state/kaz")
    page = listed(release_graph, wanted, view_of(known_on="2023-12"))
    assert {id_.removeprefix("company/") for id_ in ids(page)} == {
        "alstom", "orano", "totalenergies", "vicat"
    }  # fmt: skip
    assert page.unseen == 2


def test_a_sector_has_its_parts(release_graph: Graph) -> None:
    """The memorandum of Orano is on nuclear training: nuclear energy, and education."""
    for view in (View(), view_of(known_on="2024-12"), EVERY):
        for sector in ("nuclear-training", "nuclear-energy", "energy", "education"):
            wanted = EntityFilter(type="Agreement", sector=f"sector/{sector}")
            assert "agreement/orano-nuclear-training-2024" in ids(
                listed(release_graph, wanted, view)
            )


def test_a_plan_joins_nothing_unless_it_is_asked_for(release_graph: Graph) -> None:
    wanted = EntityFilter(type="Project", country="state/kaz")
    plant = "project/nuclear-power-plant"
    assert plant not in ids(listed(release_graph, wanted))
    assert listed(release_graph, wanted).unseen > 0
    assert plant in ids(listed(release_graph, wanted, view_of(modality=["planned"])))


@pytest.mark.parametrize("name", ["Tokaïev", "Tokayev", "Токаев", "Тоқаев", "tokaiev"])
def test_a_name_in_any_spelling(release_graph: Graph, name: str) -> None:
    page = listed(release_graph, EntityFilter(q=name))
    assert page.items[0].id == "person/tokayev"
    assert listed(release_graph, EntityFilter(q=name, type="State")).items == ()


def test_facets_of_the_first_page(release_graph: Graph) -> None:
    page = list_entities(release_graph, EntityFilter(type="Company"), View(), Part(limit=2))
    assert list(page.facets) == ["type", "country", "sector", "source"]
    counts = {value.id: value.count for value in page.facets["country"].values}
    assert counts == {
        "state/kaz": 6,
        "state/fra": 5,
        "state/chn": 1,
        "state/kor": 1,
        "state/rus": 1,
    }
    following = list_entities(
        release_graph, EntityFilter(type="Company"), View(), Part(2, page.next)
    )
    assert following.facets == {}
    chosen = list_entities(
        release_graph, EntityFilter(), View(), Part(2), None, ["sector", "country"]
    )
    assert list(chosen.facets) == ["country", "sector"]


def test_the_most_corroborated_first(release_graph: Graph) -> None:
    items = list_entities(release_graph, EntityFilter(), View(), WHOLE, "-corroboration").items
    counts = [item.corroboration for item in items]
    assert counts == sorted(counts, reverse=True)
    assert (counts[0], counts[-1]) == (2, 0)
    claims = [
        item.claims
        for item in list_entities(release_graph, EntityFilter(), View(), WHOLE, "-claims").items
    ]
    assert claims == sorted(claims, reverse=True)


@given(filters, filters, views)
def test_a_filter_never_adds(
    release_graph: Graph, some: EntityFilter, more: EntityFilter, view: View
) -> None:
    both = EntityFilter(**{n: v or getattr(more, n) for n, v in vars(some).items()})
    assert ids(listed(release_graph, both, view)) <= ids(listed(release_graph, some, view))


@given(filters, views)
def test_a_view_never_adds(release_graph: Graph, wanted: EntityFilter, view: View) -> None:
    page, whole = (listed(release_graph, wanted, seen) for seen in (view, EVERY))
    assert ids(page) <= ids(whole)
    if any((wanted.country, wanted.sector, wanted.source)) or page.unseen:
        assert page.unseen == whole.total - page.total


@given(filters, views)
def test_a_facet_tells_what_its_filter_gives(
    release_graph: Graph, wanted: EntityFilter, view: View
) -> None:
    for name, facet in listed(release_graph, wanted, view).facets.items():
        assert facet.total == len(facet.values)
        for value in facet.values[:3]:
            chosen = EntityFilter(**{**vars(wanted), name: value.id})
            assert listed(release_graph, chosen, view).total == value.count, (name, value.id)


@given(filters, views, sorts, st.integers(1, 60))
def test_pages_give_the_whole_once(
    release_graph: Graph, wanted: EntityFilter, view: View, sort: str | None, limit: int
) -> None:
    def page(part: Part) -> EntityPage:
        return list_entities(release_graph, wanted, view, part, sort, ())  # type: ignore[arg-type]  # one of Sort

    whole = page(WHOLE)
    found, cursor = [], None
    while True:
        part = page(Part(limit, cursor))
        found += part.items
        assert part.total == whole.total == len(whole.items) >= len(found)
        cursor = part.next
        if cursor is None:
            break
    assert found == list(whole.items)


def test_every_curated_entity_is_listed(release_graph: Graph) -> None:
    page = listed(release_graph, EntityFilter())
    names = [item.label.casefold() for item in page.items]
    assert names == sorted(names)
    query = """SELECT DISTINCT ?thing { GRAPH <https://w3id.org/kzgraph/graph/entities> {
        ?thing <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } }"""
    assert {item.iri for item in page.items} == {
        str(row["thing"])[1:-1] for row in release_graph.store.select(query)
    }


def test_what_cannot_be_asked(release_graph: Graph) -> None:
    with pytest.raises(BadRequestError, match="Did you mean 'Company'"):
        listed(release_graph, EntityFilter(type="Compny"))
    with pytest.raises(BadRequestError, match=r"no class 'xxxxxxx' in the ontology\.$"):
        listed(release_graph, EntityFilter(type="xxxxxxx"))
    with pytest.raises(BadRequestError, match="as in state/kaz"):
        listed(release_graph, EntityFilter(country="Kazakhstan"))
    with pytest.raises(BadRequestError, match="relevance"):
        list_entities(release_graph, EntityFilter(), View(), WHOLE, "relevance")
    page = list_entities(release_graph, EntityFilter(), View(), Part(1))
    with pytest.raises(BadRequestError, match="cursor"):
        list_entities(release_graph, EntityFilter(), View(), Part(1, page.next), "-name")


def test_a_class_without_things_is_an_empty_list(release_graph: Graph) -> None:
    assert listed(release_graph, EntityFilter(type="Modality")).total == 0
