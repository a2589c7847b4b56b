"""Candidates from a reconciliation service of either version."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from wikidata import Fault, Faults

from kzgraph import __version__
from kzgraph.errors import ServiceError
from kzgraph.linking.manners import Manners
from kzgraph.linking.model import Theirs
from kzgraph.linking.reconciled import Manifest
from kzgraph.linking.remote import Remote
from kzgraph.linking.service import Service
from kzgraph.linking.things import Things
from kzgraph.store import Store

WD = "http://www.wikidata.org/entity/"
ORANO = "https://w3id.org/kzgraph/id/company/orano"
MANIFEST = {"versions": ["0.2"], "name": "planted", "identifierSpace": WD, "schemaSpace": WD}
COMPANY, PERSON = {"id": "Q4830453", "name": "business"}, {"id": "Q5", "name": "human"}
FOUND = [
    {"id": "Q9000000003", "name": "Orano", "score": 80, "match": True, "type": [COMPANY],
     "description": "planted"},
    {"id": "Q9000000005", "name": "Orano", "score": 90, "match": False, "type": [PERSON]},
    {"id": "Q9000000030", "name": "Orano Med", "score": 40.5, "match": False,
     "type": [{"id": "Q9000000031", "name": "unheard of"}]},
]  # fmt: skip
QUICK = Manners(pause=0, seconds=0.3, tries=2)


@pytest.fixture
def there(faults: Faults, tmp_path: Path, release_store: Store) -> Service:
    return made(faults, tmp_path, release_store)


def made(faults: Faults, cache: Path, store: Store, manners: Manners = QUICK) -> Service:
    remote = Remote(
        faults.address, contact="a@example.org", cache=cache, manners=manners, sleep=lambda _: None
    )
    return Service(remote, Things(store))


def answering(*answers: object) -> list[Fault]:
    return [Fault(body=json.dumps(answer).encode()) for answer in answers]


def orano(service: Service, store: Store, known: frozenset[str] = frozenset()) -> list[Theirs]:
    ours = Things(store).get(ORANO)
    assert ours is not None
    return service.candidates(ours, known)


def results(*found: object) -> dict[str, Any]:
    # Orano has two names: Orano and Орано.
    return {"q0": {"result": list(found)}, "q1": {"result": []}}


def test_candidates_of_0_2(faults: Faults, there: Service, release_store: Store) -> None:
    faults.plan(*answering(MANIFEST, results(*FOUND)))
    company, unknown = orano(there, release_store)
    assert company == Theirs(
        WD + "Q9000000003", ("Orano",), "planted", ("business",), 1.0, rating=80.0
    )
    # A class that nothing is known of is no reason to leave it out.
    assert (unknown.iri, unknown.fits, unknown.rating) == (WD + "Q9000000030", None, 40.5)
    manifest, queries = faults.seen
    assert (manifest.method, queries.method) == ("GET", "POST")
    assert queries.headers["User-Agent"] == f"kzgraph/{__version__} (a@example.org)"
    (asked,) = parse_qs(queries.body.decode())["queries"]
    assert json.loads(asked) == {
        "q0": {"query": "Orano", "limit": 5}, "q1": {"query": "Орано", "limit": 5},
    }  # fmt: skip


def test_candidates_of_the_draft_of_1_0(
    faults: Faults, there: Service, release_store: Store
) -> None:
    named = {**FOUND[0], "name": [{"str": "Orano", "lang": "fr"}]}
    answer = {"results": [{"candidates": [named]}, {"candidates": []}]}
    faults.plan(*answering({**MANIFEST, "versions": ["1.0-draft"]}, answer))
    (company,) = orano(there, release_store)
    assert (company.iri, company.names) == (WD + "Q9000000003", ("Orano",))
    assert faults.seen[1].path == "/sparql/match"
    assert json.loads(faults.seen[1].body)["queries"][1] == {
        "conditions": [{"matchType": "name", "propertyValue": "Орано"}], "limit": 5,
    }  # fmt: skip


def test_what_was_judged_is_left_out(faults: Faults, there: Service, release_store: Store) -> None:
    faults.plan(*answering(MANIFEST, results(*FOUND)))
    known = frozenset({WD + "Q9000000003"})
    assert [found.iri for found in orano(there, release_store, known)] == [WD + "Q9000000030"]


def test_an_id_that_is_an_address_stays(
    faults: Faults, there: Service, release_store: Store
) -> None:
    faults.plan(*answering(MANIFEST, results({"id": "http://x/1", "name": "Orano"})))
    (found,) = orano(there, release_store)
    assert (found.iri, found.rating) == ("http://x/1", None)


def test_nothing_is_asked_twice(faults: Faults, tmp_path: Path, release_store: Store) -> None:
    faults.plan(*answering(MANIFEST, results(*FOUND)))
    first = orano(made(faults, tmp_path, release_store), release_store)
    assert orano(made(faults, tmp_path, release_store), release_store) == first
    assert len(faults.seen) == 2


def test_faults_that_pass(faults: Faults, there: Service, release_store: Store) -> None:
    manifest, answer = answering(MANIFEST, results(FOUND[0]))
    cut = Fault(body=b'{"q0"', promised=100)
    faults.plan(Fault(429, {"Retry-After": "1"}), manifest, cut, answer)
    assert len(orano(there, release_store)) == 1


@pytest.mark.parametrize(
    ("planned", "told"),
    [
        ([Fault(500)] * 2, "answered 500"),
        ([Fault(404, body=b"none here")], "answered 404: none here"),
        ([Fault(seconds=0.5)] * 2, "did not answer within 0.3 s"),
        ([Fault(seconds=0.1, body=b"x" * 20, drips=True)] * 2, "did not answer within 0.3 s"),
        ([Fault(body=b"<html>")], "cannot be read"),
        (answering([1]), "no manifest of a reconciliation service"),
        (answering({"versions": ["7.0"], "name": "x"}), "speaks version 7.0"),
        (answering(MANIFEST, {"status": "error", "message": "too busy"}), "too busy"),
        (answering(MANIFEST, {"q0": {}}), "cannot be read"),
        (answering(MANIFEST, []), "cannot be read"),
        (answering(MANIFEST, results({"name": "no id"})), "cannot be read"),
        (answering(MANIFEST, results({"id": "", "name": ""})), "without id and name"),
        (answering(MANIFEST, results({**FOUND[0], "score": "much"})), "cannot be read"),
        (answering(MANIFEST, results({**FOUND[0], "type": 7})), "cannot be read"),
    ],
)
def test_faults_that_stay_are_told(
    faults: Faults, there: Service, release_store: Store, planned: list[Fault], told: str
) -> None:
    faults.plan(*planned)
    with pytest.raises(ServiceError, match=told):
        orano(there, release_store)
    assert len(faults.seen) == len(planned)


@pytest.mark.server
@pytest.mark.parametrize("draft", [False, True])
def test_our_own_service_is_one(
    service: str, tmp_path: Path, release_store: Store, monkeypatch: pytest.MonkeyPatch, draft: bool
) -> None:
    if draft:  # its manifest names both versions, of which the older one is taken
        read = Manifest.read
        monkeypatch.setattr(Manifest, "read", lambda body: replace(read(body), draft=True))
    own = Remote(f"{service}/reconcile", contact="a@example.org", cache=tmp_path)
    (found,) = orano(Service(own, Things(release_store)), release_store)
    assert (found.iri, found.names, found.types) == (ORANO, ("Orano",), ("company",))
