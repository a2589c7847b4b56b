"""The rate limit: buckets of tokens, and who a client is."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from kzgraph_api.limits import MOST_CLIENTS, RateLimit, client_of

StartService = Callable[..., str]


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_and_then_the_rate() -> None:
    clock = Clock()
    limit = RateLimit(rate=2, burst=3, clock=clock)
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 0.5]
    clock.now = 0.5
    assert [limit.wait("a") for _ in range(2)] == [0, 0.5]
    clock.now = 1000
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 0.5], "no more than a burst is saved"


def test_clients_do_not_share() -> None:
    limit = RateLimit(rate=1, burst=1, clock=Clock())
    assert [limit.wait(name) for name in "aab"] == [0, 1, 0]


def test_no_limit() -> None:
    limit = RateLimit(rate=0, burst=1, clock=Clock())
    assert {limit.wait("a") for _ in range(100)} == {0}
    assert len(limit) == 0


def test_the_table_is_bounded() -> None:
    limit = RateLimit(rate=1, burst=1, clock=Clock())
    for number in range(MOST_CLIENTS + 100):
        limit.wait(str(number))
        limit.wait("busy")
    assert len(limit) == MOST_CLIENTS
    assert limit.wait("busy") > 0, "who asks often is not forgotten"
    assert limit.wait("0") == 0


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("x" * 500, "x" * 64),
    ],
)
def test_who_a_client_is(host: str, name: str) -> None:
    assert client_of({"client": (host, 1)}) == name


def test_a_client_without_address() -> None:
    assert client_of({"client": None}) == client_of({}) == "local"


@pytest.fixture(scope="module")
def slow(start_service: StartService) -> Iterator[httpx.Client]:
    address = start_service(query_workers=1, rate=0.5, burst=5, trusted_proxies="127.0.0.1")
    with httpx.Client(base_url=address) as client:
        yield client


def asked(client: httpx.Client, forwarded: str, path: str = "/v1/sources") -> httpx.Response:
    return client.get(path, headers={"X-Forwarded-For": forwarded})


@pytest.mark.server
def test_too_many_requests(slow: httpx.Client) -> None:
    answers = [asked(slow, "192.0.2.1") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 3
    assert answers[-1].json()["status"] == 429
    assert answers[-1].headers["access-control-allow-origin"] == "*"


@pytest.mark.server
def test_each_forwarded_client_has_its_own(slow: httpx.Client) -> None:
    assert [asked(slow, "192.0.2.2").status_code for _ in range(6)][-1] == 429
    assert asked(slow, "192.0.2.3").status_code == 200
    assert asked(slow, "192.0.2.3, 192.0.2.2").status_code == 429, "what the proxy added counts"


@pytest.mark.server
def test_a_monitor_is_always_answered(slow: httpx.Client) -> None:
    assert {asked(slow, "192.0.2.4").status_code for _ in range(8)} == {200, 429}
    for path in ("/healthz", "/readyz", "/metrics"):
        assert asked(slow, "192.0.2.4", path).status_code == 200


@pytest.mark.server
def test_nobody_forwards_unless_trusted(start_service: StartService) -> None:
    address = start_service(query_workers=1, rate=0.5, burst=3)
    with httpx.Client(base_url=address) as client:
        statuses = [asked(client, f"192.0.2.{number}").status_code for number in range(20)]
    assert statuses[-1] == 429
