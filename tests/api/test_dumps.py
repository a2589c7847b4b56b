"""Dumps: the whole of a release, as one file that other tools load."""

import gzip
import os
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

import httpx
import pyoxigraph
import pytest
from processes import server_of

from kzgraph.access import new_token
from kzgraph.describe import DUMPS
from kzgraph.links import read_table
from kzgraph.release import Home
from kzgraph.release.keep import prune
from kzgraph.store import Store

pytestmark = pytest.mark.server

TYPES = {
    "kzgraph.nq": "application/n-quads",
    "kzgraph.nq.gz": "application/gzip",
    "kzgraph.trig": "application/trig",
    "kzgraph.nt": "application/n-triples",
    "kzgraph.ttl": "text/turtle; charset=utf-8",
}
QUADS = "/dumps/kzgraph.nq"
TABLE = "kzgraph.sssom.tsv"


def loaded(data: bytes, rdf_format: pyoxigraph.RdfFormat) -> set[pyoxigraph.Quad]:
    store = pyoxigraph.Store()
    store.load(data, rdf_format)
    return set(store)


def test_the_dumps_that_there_are() -> None:
    assert set(DUMPS) == {*TYPES, TABLE}


@pytest.mark.parametrize("name", TYPES)
def test_a_dump_has_what_the_store_has(
    client: httpx.Client, release_store: Store, name: str
) -> None:
    answer = client.get(f"/dumps/{name}")
    assert answer.status_code == httpx.codes.OK
    assert answer.headers["content-type"] == TYPES[name]
    assert "content-encoding" not in answer.headers
    release = answer.headers["kzgraph-release"]
    expected = f'attachment; filename="kzgraph-{release[:12]}{name.removeprefix("kzgraph")}"'
    assert answer.headers["content-disposition"] == expected
    data = gzip.decompress(answer.content) if name.endswith(".gz") else answer.content
    held = set(release_store.quads())
    if name.endswith((".nt", ".ttl")):
        held = {quad for quad in held if quad.graph_name == pyoxigraph.DefaultGraph()}
    assert loaded(data, DUMPS[name].rdf_format) == held


def test_the_judgements_on_links_are_one_table(client: httpx.Client, tmp_path: Path) -> None:
    answer = client.get(f"/dumps/{TABLE}")
    assert answer.headers["content-type"] == "text/tab-separated-values; charset=utf-8"
    path = tmp_path / TABLE
    path.write_bytes(answer.content)
    found = {(j.subject.rpartition("/")[2], j.verdict): j for j in read_table(path)}
    assert found["edf", "match"].object == "http://www.wikidata.org/entity/Q274591"
    assert found["katco", "none-found"].object is None
    assert found["ontology#headOfState", "match"].object == (
        "http://www.wikidata.org/prop/direct/P35"
    )


@pytest.mark.parametrize("name", TYPES)
def test_head_tells_the_same_and_sends_nothing(client: httpx.Client, name: str) -> None:
    answer, whole = client.head(f"/dumps/{name}"), client.get(f"/dumps/{name}")
    assert (answer.status_code, answer.content) == (httpx.codes.OK, b"")
    assert answer.headers["content-length"] == str(len(whole.content))
    for header in ("etag", "last-modified", "accept-ranges", "content-type"):
        assert answer.headers[header] == whole.headers[header]


def test_a_dump_is_not_sent_twice(client: httpx.Client) -> None:
    first = client.head(QUADS)
    tag, modified = first.headers["etag"], first.headers["last-modified"]
    assert not tag.startswith("W/")
    for headers in (
        {"If-None-Match": tag},
        {"If-None-Match": f'"x", W/{tag}'},
        {"If-Modified-Since": modified},
    ):
        answer = client.get(QUADS, headers=headers)
        assert (answer.status_code, answer.content) == (httpx.codes.NOT_MODIFIED, b"")
    for headers in (
        {"If-None-Match": '"x"'},
        {"If-None-Match": '"x"', "If-Modified-Since": modified},
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ):
        assert client.head(QUADS, headers=headers).status_code == httpx.codes.OK


def test_the_time_is_that_of_publishing(client: httpx.Client, built_home: Path) -> None:
    modified = parsedate_to_datetime(client.head(QUADS).headers["last-modified"])
    journal = (built_home / "journal.ndjson").read_text()
    assert modified.isoformat() in journal
    later = format_datetime(modified.replace(year=modified.year + 1), usegmt=True)
    answer = client.get(QUADS, headers={"If-Modified-Since": later})
    assert answer.status_code == httpx.codes.NOT_MODIFIED


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [("0-9", 0, 10), ("100-100", 100, 101), ("10-", 10, None), ("-7", -7, None)],
)
def test_a_range(client: httpx.Client, wanted: str, start: int, end: int | None) -> None:
    whole = client.get(QUADS).content
    answer = client.get(QUADS, headers={"Range": f"bytes={wanted}"})
    assert answer.status_code == httpx.codes.PARTIAL_CONTENT
    assert answer.content == whole[start:end]
    assert answer.headers["content-range"].endswith(f"/{len(whole)}")


def test_a_range_of_this_dump_alone(client: httpx.Client) -> None:
    tag = client.head(QUADS).headers["etag"]
    wanted = {"Range": "bytes=0-9"}
    same = client.get(QUADS, headers=wanted | {"If-Range": tag})
    assert same.status_code == httpx.codes.PARTIAL_CONTENT
    other = client.get(QUADS, headers=wanted | {"If-Range": '"other"'})
    assert other.status_code == httpx.codes.OK


@pytest.mark.parametrize("wanted", ["bytes=99999999999-", "bytes=-0"])
def test_a_range_beyond_the_end(client: httpx.Client, wanted: str) -> None:
    answer = client.get(QUADS, headers={"Range": wanted})
    assert answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE
    assert answer.headers["content-type"] == "application/problem+json"
    size = client.head(QUADS).headers["content-length"]
    assert answer.headers["content-range"] == f"bytes */{size}"


@pytest.mark.parametrize(
    "wanted",
    ["bytes=0-1,3-4", "bytes=5-2", "bytes=-", "bytes=x-", "lines=0-1", "bytes=" + "9" * 99],
)
def test_what_is_no_single_range_gives_the_whole(client: httpx.Client, wanted: str) -> None:
    answer = client.get("/dumps/kzgraph.nq.gz", headers={"Range": wanted})
    assert answer.status_code == httpx.codes.OK
    assert str(len(answer.content)) == answer.headers["content-length"]


@pytest.mark.parametrize("name", ["kzgraph.rdf", "kzgraph", "x.nq", "..%2f..%2fetc%2fpasswd"])
def test_there_is_no_such_dump(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/dumps/{name}")
    assert answer.status_code == httpx.codes.NOT_FOUND
    assert answer.headers["content-type"] == "application/problem+json"


def test_only_reading(client: httpx.Client) -> None:
    answer = client.put(QUADS, content=b"")
    assert answer.status_code == httpx.codes.METHOD_NOT_ALLOWED
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.fixture(scope="module")
def written(
    start_service: Callable[..., str], built_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, Path, dict[str, str]]]:
    """A service of its own that may be written to: address, home, temporary files, the token."""
    token, hashed = new_token()
    home = tmp_path_factory.mktemp("dumps") / "home"
    shutil.copytree(built_home, home, symlinks=True)
    # Not below the home, whose path is too long for the sockets that Python makes in TMPDIR.
    with tempfile.TemporaryDirectory() as temporary:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TMPDIR", temporary)
            address = start_service(home=home, write_tokens=hashed, rate=0)
        yield address, home, Path(temporary), {"Authorization": f"Bearer {token}"}


def test_others_are_answered_while_a_dump_is_made(
    written: tuple[str, Path, Path, dict[str, str]],
) -> None:
    address, _, _, _ = written
    made = threading.Thread(target=httpx.get, args=(address + QUADS,), kwargs={"timeout": 60})
    waits = []
    with httpx.Client(base_url=address) as other:
        other.get("/healthz")
        made.start()
        while made.is_alive():
            began = time.perf_counter()
            assert other.get("/healthz").status_code == httpx.codes.OK
            waits.append(time.perf_counter() - began)
    assert max(waits) < 0.5


def test_a_release_that_is_pruned_while_its_dump_is_sent(
    written: tuple[str, Path, Path, dict[str, str]],
) -> None:
    address, home, temporary, token = written
    whole = httpx.get(address + QUADS).content
    with httpx.stream("GET", address + QUADS) as answer:
        received = answer.iter_raw(1000)
        begin = next(received)
        _write(address, token)
        assert prune(Home(home), 0)
        assert httpx.get(address + QUADS).content.count(b"<urn:dumped>") == 2
        assert begin + b"".join(received) == whole
    _until(lambda: len(list(temporary.glob("kzgraph-dumps-*"))) == 1)


def test_nothing_is_left_when_the_service_stops(
    written: tuple[str, Path, Path, dict[str, str]],
) -> None:
    address, _, temporary, _ = written
    assert httpx.get(address + "/dumps/kzgraph.nt").status_code == httpx.codes.OK
    assert len(list(temporary.glob("kzgraph-dumps-*"))) == 1
    os.kill(server_of(address), signal.SIGTERM)
    _until(lambda: not list(temporary.glob("kzgraph-dumps-*")))


def _write(address: str, token: dict[str, str]) -> None:
    answer = httpx.put(
        f"{address}/rdf-graph-store?graph=urn:g",
        content=b"<urn:dumped> <urn:p> 1 .",
        headers=token | {"Content-Type": "text/turtle"},
        timeout=30,
    )
    assert answer.status_code == httpx.codes.CREATED, answer.text


def _until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    assert holds()
