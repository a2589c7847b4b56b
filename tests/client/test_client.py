"""The client gives equal answers over HTTP and from a release in the file system."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kzgraph.client import Client, Listing
from kzgraph.errors import BadRequestError
from kzgraph.release import Home

pytestmark = pytest.mark.server

QUERY = "SELECT ?visit WHERE { ?visit kz:visitor person:tokayev }"


@pytest.fixture(scope="session")
def remote(service: str) -> Iterator[Client]:
    with Client(service) as client:
        yield client


@pytest.fixture(scope="session")
def local(built_home: Path) -> Iterator[Client]:
    with Client(built_home) as client:
        yield client


LISTS: dict[str, Callable[[Client], Listing[Any, Any]]] = {
    "entities": lambda c: c.entities(type="Organisation", country="state/fra", limit=3),
    "entities by name": lambda c: c.entities(q="Токаев", facets=["type"]),
    "entities without facets": lambda c: c.entities(sort="-claims", facets=[], limit=7),
    "relations": lambda c: c.relations("state/kaz", limit=2),
    "relations of a property": lambda c: c.relations(
        "company/edf", property="interestedIn", direction="out", modality="all"
    ),
    "claims about": lambda c: c.claims_about("company/edf", modality=["proposed", "asserted"]),
    "timeline about": lambda c: c.timeline_about("state/kaz", since="2023", limit=5),
    "claims": lambda c: c.claims(speaker="person/tokayev", modality="all", limit=20),
    "claims by rank": lambda c: c.claims(source="eonergie-2024-11", rank="normal", limit=4),
    "sources": lambda c: c.sources(language="fr"),
    "conflicts": lambda c: c.conflicts(status="open"),
    "links": lambda c: c.links(target="wikidata", verdict="match", limit=9),
    "facts": lambda c: c.facts(predicate="visitor", known_on="2023-12"),
    "agreements": lambda c: c.agreements(signatory="state/fra", limit=3),
    "projects": lambda c: c.projects(modality="all", stage="decided"),
    "events": lambda c: c.events(participant="person/macron"),
    "offices": lambda c: c.offices(body="state/fra", modality="all"),
    "offices of a person": lambda c: c.offices(
        holder="person/macron", office="office/president-of-france"
    ),
    "timeline": lambda c: c.timeline(since="2023", until="2024-11", limit=6),
    "trade": lambda c: c.trade(reporter="state/kaz", flow="exports", product="all"),
    "search": lambda c: c.search("uranium", limit=5),
    "paths": lambda c: c.paths("company/edf", "state/fra", max_length=3),
    "changes": lambda c: c.changes("current"),
    "releases": lambda c: c.releases(),
    "validation": lambda c: c.validation(limit=2),
}

THINGS: dict[str, Callable[[Client], object]] = {
    "entity": lambda c: c.entity("project/nuclear-power-plant"),
    "entity on a day": lambda c: c.entity("person/tokayev", valid_on=date(2023, 11, 1)),
    "network": lambda c: c.network("company/orano", depth=2, limit=12),
    "claim": lambda c: c.claim("eonergie-2024-11-062"),
    "source": lambda c: c.source("eonergie-2024-11"),
    "agreement": lambda c: c.agreement("visit-2024", modality="all"),
    "project": lambda c: c.project("nuclear-power-plant", modality="all"),
    "event": lambda c: c.event("nuclear-plant-referendum", modality="all"),
    "dossier": lambda c: c.dossier("macron-kazakhstan-2023"),
    "compare": lambda c: c.compare("company/edf", "company/orano"),
    "suggest": lambda c: c.suggest("каз", language="fr", limit=3),
    "stats": lambda c: c.stats(known_on="2023"),
}


@pytest.mark.parametrize("call", LISTS.values(), ids=LISTS.keys())
def test_lists_are_equal_over_http_and_here(
    call: Callable[[Client], Listing[Any, Any]], remote: Client, local: Client
) -> None:
    there, here = call(remote), call(local)
    assert there.page == here.page
    assert list(there.all()) == list(here.all())
    assert there.total >= len(there)


@pytest.mark.parametrize("call", THINGS.values(), ids=THINGS.keys())
def test_things_are_equal_over_http_and_here(
    call: Callable[[Client], object], remote: Client, local: Client
) -> None:
    there = call(remote)
    assert there == call(local)
    assert type(there).__module__.startswith("kzgraph.model")


@pytest.mark.parametrize("call", LISTS.values(), ids=LISTS.keys())
def test_a_list_becomes_a_data_frame_with_a_row_for_each_line(
    call: Callable[[Client], Listing[Any, Any]], local: Client
) -> None:
    listing = call(local)
    frame = listing.to_pandas()
    lines = sum(len(list(page.lines())) for page in listing.pages())
    assert len(frame) == lines
    assert [str(name) for name in frame.columns] == list(dict.fromkeys(_names(listing)))


def _names(listing: Listing[Any, Any]) -> Iterator[str]:
    for row in listing.rows():
        yield from row


def test_a_list_says_on_which_documents_it_rests(remote: Client, local: Client) -> None:
    for client in (remote, local):
        found = client.trade(partner="state/jpn", known_on="2023-12")
        assert (found.total, str(found.coverage)) == (
            0,
            "Rests on 1 document (1 primary) of 1 publisher, published 2023-11-01.",
        )


def test_every_public_call_is_compared(remote: Client) -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    calls = {name for name in dir(remote) if not name.startswith("_")} - {"close"}
    assert {name for name in calls if f".{name}(" not in source} == set()


def test_passages_are_those_of_a_home_alone(remote: Client, local: Client) -> None:
    with pytest.raises(BadRequestError, match="no texts"):
        remote.passages("eonergie-2024-11-062")
    (passage,) = local.passages("eonergie-2024-11-062")
    assert (passage.found, passage.words) == ("no_text", None)
    assert passage.span == local.claim("eonergie-2024-11-062").evidence[0].span


def test_citations_are_equal_but_for_the_address(remote: Client, local: Client) -> None:
    def cited(c: Client) -> list[Any]:
        return [c.cite(query=QUERY), c.cite(claim="eonergie-2024-11-062"), c.cite()]

    for there, here in zip(cited(remote), cited(local), strict=True):
        assert there.cited == here.cited
        assert there.title == here.title
        assert there.address.partition("/v1/")[2] == here.address.partition("/v1/")[2]
    assert cited(local)[0].cited.rows == 2


def test_a_conflict_is_equal_over_http_and_here(
    disputed_home: Path, shared_service: Callable[..., str]
) -> None:
    with Client(shared_service(home=disputed_home)) as remote, Client(disputed_home) as local:
        conflicts = remote.conflicts()
        assert conflicts.page == local.conflicts().page
        (first, *_) = conflicts
        assert remote.conflict(first.id) == local.conflict(first.id) == first


def test_a_retired_id_leads_to_its_successor(
    retired_home: Path, shared_service: Callable[..., str]
) -> None:
    with Client(shared_service(home=retired_home)) as remote, Client(retired_home) as local:
        for c in (remote, local):
            assert c.entity("company/electricite-de-france").id == "company/edf"
            assert (
                c.relations("company/electricite-de-france").page == c.relations("company/edf").page
            )


def test_all_asks_for_every_page_and_rows_have_what_csv_has(local: Client) -> None:
    listing = local.claims(source="eonergie-2024-11", modality="all", limit=50)
    everything = list(listing.all())
    assert len(everything) == listing.total > len(listing) == 50
    assert len({claim.id for claim in everything}) == listing.total
    assert [row["id"] for row in listing.rows()] == [claim.id for claim in everything]


def test_pages_are_asked_for_only_when_they_are_wanted(local: Client) -> None:
    listing = local.claims(limit=10)
    asked = []

    def fetch(part: Any) -> Any:
        asked.append(part)
        return listing.fetch(part)

    watched = replace(listing, fetch=fetch)
    items = watched.all()
    assert [next(items).id for _ in range(10)] == [claim.id for claim in listing]
    assert asked == []
    next(items)
    assert len(asked) == 1


def test_a_release_directory_opens_like_its_home(built_home: Path, local: Client) -> None:
    with Client(Home(built_home).current().path) as client:
        assert client.stats() == local.stats()
        assert client.releases().page == local.releases().page
