"""SERVICE by way of the relay: listed hosts alone, checked addresses, no redirects, bounds."""

import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from kzgraph.errors import QueryRefusedError
from kzgraph.relay import Endpoint, Relay, RelayError, _checked_address
from kzgraph.sparql.services import redirect_services

ANSWER = b"""{"head": {"vars": ["x"]}, "results": {"bindings": [
  {"x": {"type": "literal", "value": "from afar"}}]}}"""


class _Remote(BaseHTTPRequestHandler):
    seen: list[str] = []  # noqa: RUF012

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.seen.append(self.path)
        if self.path.startswith("/redirect"):
            self.send_response(302)
            self.send_header("Location", "/sparql")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = b"x" * 5000 if self.path.startswith("/large") else ANSWER
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Be quiet."""


@pytest.fixture(scope="module")
def remote() -> Iterator[str]:
    """The host and port of a SPARQL endpoint of another."""
    server = HTTPServer(("127.0.0.1", 0), _Remote)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def relay(remote: str) -> Iterator[Relay]:
    with Relay([remote], seconds=5, max_bytes=4000) as made:
        yield made


def fetched(address: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(address, data=b"query") as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as exc:
        with exc:
            return exc.code, exc.read()


def test_a_listed_endpoint_is_asked(relay: Relay, remote: str) -> None:
    assert fetched(relay.address_of(f"http://{remote}/sparql")) == (200, ANSWER)


@pytest.mark.parametrize(
    "endpoint",
    ["http://127.0.0.1:1/", "http://localhost/", "http://example.org/", "file:///etc/passwd", "urn:x",
     "http://user@{}/", "http://[::1]/", "http://2130706433/", "http:///x"],
)  # fmt: skip
def test_what_is_not_listed_has_no_address(relay: Relay, remote: str, endpoint: str) -> None:
    with pytest.raises(QueryRefusedError, match="not on the list"):
        relay.address_of(endpoint.format(remote))


def test_the_relay_checks_again(relay: Relay, remote: str) -> None:
    good = relay.address_of(f"http://{remote}/sparql")
    assert fetched(good.replace(remote.split(":")[1], "1"))[0] == 502
    base, secret = good.rsplit("/", 2)[0], good.rsplit("/", 2)[1]
    assert fetched(f"{base}/{secret[::-1]}/http%3A%2F%2F{remote}%2Fsparql")[0] == 502
    assert fetched(f"{base}/")[0] == 502


def test_a_redirect_is_not_followed(relay: Relay, remote: str) -> None:
    _Remote.seen.clear()
    status, body = fetched(relay.address_of(f"http://{remote}/redirect"))
    assert (status, b"302" in body) == (502, True)
    assert _Remote.seen == ["/redirect"]


def test_a_large_answer_is_refused(relay: Relay, remote: str) -> None:
    status, body = fetched(relay.address_of(f"http://{remote}/large"))
    assert (status, b"4000 bytes" in body) == (502, True)


def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("10.0.0.1", "127.0.0.1", "169.254.169.254", "::1", "fe80::1%eth0", "0.0.0.0"):
        found = [(0, 0, 0, "", ("93.184.216.34", 80)), (0, 0, 0, "", (address, 80))]
        monkeypatch.setattr("socket.getaddrinfo", lambda *_, found=found, **__: found)
        with pytest.raises(RelayError, match="not public"):
            _checked_address(Endpoint.of("http://rebound.example.org/"))


QUERY = "SELECT ?x WHERE {{ SERVICE {} {{ ?s ?p ?x }} }}"


def test_the_address_in_a_query_is_replaced() -> None:
    query = "# SERVICE <http://a/>\n" + QUERY.format("SILENT <http://b/>")
    assert redirect_services(query, lambda iri: iri + "relayed") == query.replace(
        "<http://b/>", "<http://b/relayed>"
    )


@pytest.mark.parametrize("endpoint", ["?e", "ex:e", "SILENT ?e", "<http://b/\\u0061>"])
def test_an_address_that_is_not_written_out_is_refused(endpoint: str) -> None:
    with pytest.raises(QueryRefusedError):
        redirect_services(QUERY.format(endpoint), lambda iri: iri)


def test_a_service_asks_listed_hosts_and_no_other(
    start_service: Callable[..., str], remote: str
) -> None:
    address = start_service(service_hosts=remote, rate=0)

    def ask(endpoint: str) -> httpx.Response:
        return httpx.get(f"{address}/sparql", params={"query": QUERY.format(endpoint)}, timeout=20)

    answer = ask(f"<http://{remote}/sparql>")
    assert answer.json()["results"]["bindings"][0]["x"]["value"] == "from afar"
    assert answer.headers["Cache-Control"] == "no-store"
    assert ask(f"<{address}/sparql>").status_code == httpx.codes.BAD_REQUEST
    assert ask("?e").status_code == httpx.codes.BAD_REQUEST
    assert ask(f"<http://{remote}/redirect>").status_code >= 400
    assert ask(f"SILENT <http://{remote}/redirect>").status_code == httpx.codes.OK
