"""Two services on two ports: one publishes, the other follows over HTTP and answers the very same."""

import gzip
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from processes import alive, family_of, server_of

from kzgraph.access import new_token
from kzgraph.identifiers import ENTITIES_GRAPH
from kzgraph.rdf import digest
from kzgraph.release import Home

pytestmark = [pytest.mark.server, pytest.mark.slow]

PUBLIC = "https://graph.example"
UPDATE = f"""INSERT DATA {{ GRAPH <{ENTITIES_GRAPH}> {{
    company:edf skos:altLabel "Une autre électricité"@fr }} }}"""
ASKED = (
    "/v1/entities/company/edf",
    "/v1/claims?limit=50",
    "/v1/search?q=autre+electricite",
    "/v1/validation",
    "/v1/conflicts",
    "/sparql?format=csv&query=SELECT+*+{+GRAPH+?g+{+?s+kz:interestedIn+?o+}+}+ORDER+BY+?g+?s+?o",
    "/page/company/edf",
)


@dataclass
class Two:
    """The addresses of an origin and its mirror, their homes, and a token of the origin."""

    origin: str
    mirror: str
    origin_home: Home
    mirror_home: Home
    token: str

    def publish(self) -> str:
        """Write at the origin; return the new release."""
        headers = {"Authorization": f"Bearer {self.token}"}
        body = {"update": UPDATE}
        httpx.post(f"{self.origin}/sparql", data=body, headers=headers, timeout=60)
        return self.origin_home.current().id


@pytest.fixture(scope="module")
def two(
    built_home: Path, tmp_path_factory: pytest.TempPathFactory, start_service: Callable[..., str]
) -> Two:
    token, known = new_token()
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(built_home, folder / "origin", symlinks=True)
    origin = start_service(home=folder / "origin", public_url=PUBLIC, write_tokens=known)
    shutil.copytree(built_home, folder / "mirror", symlinks=True)
    mirror = start_service(
        home=folder / "mirror", public_url=PUBLIC, mirror=origin, mirror_seconds=0.1
    )
    return Two(origin, mirror, Home(folder / "origin"), Home(folder / "mirror"), token)


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 120  # a pull is a build, and machines may be busy
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_mirror_follows_and_answers_the_same(two: Two) -> None:
    first = two.mirror_home.current().id
    second = two.publish()
    assert second != first
    url = f"{two.mirror}/healthz"
    wait_until(lambda: httpx.get(url).headers["kzgraph-release"] == second)
    for path in ASKED:
        ours, theirs = (httpx.get(f"{each}{path}") for each in (two.mirror, two.origin))
        assert (ours.status_code, ours.text) == (200, theirs.text), path
        assert ours.headers.get("etag") == theirs.headers.get("etag")
    ours_theirs = [home.current() for home in (two.mirror_home, two.origin_home)]
    assert len({release.report_path.read_bytes() for release in ours_theirs}) == 1
    counted = [(release.manifest.graphs, release.manifest.counts) for release in ours_theirs]
    assert counted[0] == counted[1]


def test_what_is_under_a_hash_never_changes(two: Two) -> None:
    kept = sorted(path.name for path in two.origin_home.releases.iterdir())
    for release in kept:
        dump = f"{two.origin}/releases/{release}/kzgraph.nq.gz"
        whole = httpx.get(dump, timeout=60)  # it is made now
        part = httpx.get(dump, headers={"Range": "bytes=100-", "If-Range": whole.headers["etag"]})
        assert (part.status_code, part.content) == (206, whole.content[100:])
        assert "immutable" in whole.headers["cache-control"]
        graph = f"{two.origin}/releases/{release}/graph.nt.gz"
        packed = httpx.get(graph, params={"graph": ENTITIES_GRAPH}, timeout=60)
        lines = gzip.decompress(packed.content).splitlines(keepends=True)
        assert digest(lines) == two.origin_home.find(release).manifest.graphs[ENTITIES_GRAPH]
        assert "immutable" in packed.headers["cache-control"]
        for asked in ({"graph": "urn:none"}, {}):
            assert httpx.get(graph, params=asked).status_code == 404
    current = f"{two.origin}/releases/current/manifest.json"
    answer = httpx.get(current)
    assert answer.headers["cache-control"] == "no-cache"
    again = httpx.get(current, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for path in ("/releases/12345678/manifest.json", f"/releases/{kept[0]}/store"):
        assert httpx.get(two.origin + path).status_code == 404
    assert httpx.get(f"{two.origin}/releases/{'0' * 64}/kzgraph.nq.gz").status_code == 404


def test_a_mirror_goes_on_without_its_origin(two: Two) -> None:
    def metric(name: str) -> float:
        text = httpx.get(f"{two.mirror}/metrics").text
        return float(re.findall(rf"^kzgraph_mirror_{name} (\S+)$", text, re.MULTILINE)[0])

    assert metric("up") == 1
    assert time.time() - metric("agreed_timestamp_seconds") < 60
    os.kill(server_of(two.origin), signal.SIGTERM)
    wait_until(lambda: metric("up") == 0)
    assert httpx.get(f"{two.mirror}/readyz").status_code == 200
    assert httpx.get(f"{two.mirror}/v1/entities/company/edf").status_code == 200
    family = family_of(server_of(two.mirror))
    os.kill(server_of(two.mirror), signal.SIGTERM)
    wait_until(lambda: not alive(family))


def test_a_mirror_takes_no_writes(built_home: Path) -> None:
    command = [sys.executable, "-m", "kzgraph", "serve", "--port", "0"]
    settings = {"MIRROR": "http://127.0.0.1:1", "WRITE_TOKENS": "0" * 64, "HOME": str(built_home)}
    environment = os.environ | {f"KZGRAPH_{name}": value for name, value in settings.items()}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert "KZGRAPH_WRITE_TOKENS" in done.stderr
