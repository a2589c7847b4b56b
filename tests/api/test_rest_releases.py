"""Releases, what changed between them, and citations that hold, over HTTP."""

import csv
import hashlib
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kzgraph.identifiers import ENTITIES_GRAPH
from kzgraph.release import Home
from kzgraph.release.changes import Update
from kzgraph.release.keep import prune, rollback
from kzgraph.release.write import Conditions, write
from kzgraph.validation.rules import Rules

pytestmark = pytest.mark.server

RULES = Rules.read(Path(__file__).resolve().parents[2] / "shapes")
VISITORS = "SELECT ?visit WHERE { ?visit kz:visitor person:macron }"
PERSONS = "SELECT ?who WHERE { ?who a kz:Person }"
BIBTEX = "application/x-bibtex"
CSL = "application/vnd.citationstyles.csl+json"


def person(slug: str) -> Update:
    names = 'skos:prefLabel "Ann Example"@en , "Ann Example"@fr'
    return Update(
        f"INSERT DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ person:{slug} a kz:Person ; {names} }} }}"
    )


@dataclass
class Kept:
    """A service over a home with releases: one removed, one old, and the current one."""

    client: httpx.Client
    home: Home
    gone: str
    old: str
    current: str


@pytest.fixture(scope="module")
def kept(
    built_home: Path, tmp_path_factory: pytest.TempPathFactory, start_service: Callable[..., str]
) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("kept") / "home"
    shutil.copytree(built_home, folder, symlinks=True)
    home, unchecked = Home(folder), Conditions(validated=False)
    old = home.current().id
    gone, current = (write(home, person(s), RULES, unchecked).release for s in ("x", "y"))
    rollback(home, old)
    rollback(home, current)
    prune(home, 1)
    with httpx.Client(base_url=start_service(home=folder), timeout=30) as client:
        yield Kept(client, home, gone, old, current)


def test_releases(kept: Kept) -> None:
    found = kept.client.get("/v1/releases").json()
    assert [item["release"] for item in found["items"]] == [kept.current, kept.old]
    assert [item["current"] for item in found["items"]] == [True, False]
    assert found["items"][1]["by"] == "rollback"
    assert found["items"][1]["counts"]["claims"] == 330
    changes = kept.client.get(found["items"][1]["changes"]).json()
    assert (changes["since"], changes["until"]) == (kept.old, kept.current)
    page = kept.client.get("/v1/releases?limit=1").json()
    following = kept.client.get(page["links"]["next"]).json()
    assert [item["release"] for item in following["items"]] == [kept.old]


def test_changes(kept: Kept) -> None:
    answer = kept.client.get("/v1/changes", params={"since": kept.old[:6]})
    found = answer.json()
    assert [(c["kind"], c["change"], c["id"]) for c in found["items"]] == [
        ("entity", "added", "person/x"),
        ("entity", "added", "person/y"),
    ]
    assert found["counts"]["entities_added"] == 2
    assert sum(found["counts"].values()) == 2
    text = kept.client.get("/v1/changes.csv", params={"since": kept.old, "limit": 1}).text
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["id"], row["subject"]) == ("person/x", "Ann Example")
    none = kept.client.get("/v1/changes", params={"since": kept.old, "kind": "claim"}).json()
    assert (none["items"], none["counts"]["entities_added"]) == ([], 2)


def test_a_release_that_was_removed_says_so(kept: Kept) -> None:
    for address in (f"/v1/changes?since={kept.gone}", f"/v1/cite?release={kept.gone[:8]}"):
        answer = kept.client.get(address)
        assert answer.status_code == 404
        assert f"Release {kept.gone} became current at" in answer.json()["detail"]
        assert "it has been removed since" in answer.json()["detail"]


def test_an_answer_is_cited_the_same_again(kept: Kept) -> None:
    row = "<https://w3id.org/kzgraph/id/visit/macron-kazakhstan-2023>"
    found = kept.client.get("/v1/cite", params={"query": VISITORS}).json()
    assert found["cited"]["release_sha256"] == found["release"] == kept.current
    assert found["cited"]["result_sha256"] == sha256(f"?visit\n{row}\n")
    again = kept.client.get(found["address"]).json()
    assert again["cited"] == found["cited"]
    assert again["bibtex"] == found["bibtex"]


def test_an_old_release_is_cited_as_it_was(kept: Kept) -> None:
    now, then = (
        kept.client.get("/v1/cite", params={"query": PERSONS, "release": name}).json()["cited"]
        for name in ("current", kept.old[:7])
    )
    assert (now["rows"], then["rows"]) == (5, 3)
    assert now["query_sha256"] == then["query_sha256"]
    assert then["release_sha256"] == kept.old


def test_forms_of_a_citation(kept: Kept) -> None:
    asked = {"query": VISITORS}
    found = kept.client.get("/v1/cite", params=asked).json()
    bib = kept.client.get("/v1/cite", params=asked, headers={"Accept": BIBTEX})
    assert bib.headers["Content-Type"] == BIBTEX
    assert bib.text == found["bibtex"]
    assert kept.client.get("/v1/cite.bib", params=asked).text == bib.text
    csl = kept.client.get("/v1/cite", params=asked, headers={"Accept": CSL})
    assert csl.headers["Content-Type"] == CSL
    assert csl.json() == found["csl"]
    tag = {"Accept": CSL, "If-None-Match": csl.headers["ETag"]}
    assert kept.client.get("/v1/cite", params=asked, headers=tag).status_code == 304


def test_records_and_the_release_itself(kept: Kept) -> None:
    whole = kept.client.get("/v1/cite").json()
    assert whole["cited"]["kind"] == "release"
    assert kept.current in whole["bibtex"]
    claim = kept.client.get("/v1/cite?claim=eonergie-2024-11-062").json()
    assert claim["iri"] == "https://w3id.org/kzgraph/id/claim/eonergie-2024-11-062"
    entity = kept.client.get("/v1/cite?entity=company/orano").json()
    assert entity["title"].startswith("Orano (company/orano), in ")


def test_a_list_of_releases_is_not_out_of_date(kept: Kept) -> None:
    """The release is the same again after two switches, but not the list."""
    first = kept.client.get("/v1/releases")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert kept.client.get("/v1/releases", headers=tag).status_code == 304
    rollback(kept.home, kept.old)
    rollback(kept.home, kept.current)
    second = kept.client.get("/v1/releases", headers=tag)
    assert second.status_code == 200
    assert second.headers["KZGraph-Release"] == first.headers["KZGraph-Release"]


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/v1/changes", 400, "since: Field required"),
        ("/v1/changes?since=000000", 404, "no release"),
        ("/v1/changes?since=..%2F..", 404, "no release"),
        ("/v1/changes?since=current&kind=document", 400, "kind"),
        ("/v1/changes?since=current&cursor=abc", 400, "cursor"),
        ("/v1/releases?cursor=abc", 400, "cursor"),
        ("/v1/releases?limit=0", 400, "limit"),
        ("/v1/cite?query=SELECT", 400, "does not parse"),
        ("/v1/cite?query=SELECT%20*%20{SERVICE%20<http://a.example/>{}}", 400, "SERVICE"),
        ("/v1/cite?query=ASK%20{}&claim=x", 400, "one thing at a time"),
        ("/v1/cite?claim=nothing", 404, "no claim called 'nothing'"),
        ("/v1/cite?entity=http://a%20b/%3C%3E", 404, "no entity"),
        ("/v1/cite?entity=company", 400, "state/kaz"),
        ("/v1/cite?release=12345", 404, "no release"),
        ("/v1/cite?quer=x", 400, "query"),
    ],
)
def test_what_cannot_be_answered(kept: Kept, address: str, status: int, detail: str) -> None:
    answer = kept.client.get(address)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert detail in answer.json()["detail"]


def test_a_form_that_there_is_not(kept: Kept) -> None:
    assert kept.client.get("/v1/cite", headers={"Accept": "text/turtle"}).status_code == 406
    assert kept.client.get("/v1/cite.csv").status_code == 406


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
