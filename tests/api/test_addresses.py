"""The base of addresses, from settings and from requests of every sort."""

from types import SimpleNamespace

import pytest
from starlette.requests import Request

from kzgraph.errors import BadRequestError, ConfigurationError
from kzgraph.settings import load_settings
from kzgraph_api.addresses import base_of, local


def request(*, host: str | None = "a.example", public_url: str = "", **scope: object) -> Request:
    service = SimpleNamespace(settings=SimpleNamespace(public_url=public_url))
    app = SimpleNamespace(state=SimpleNamespace(service=service))
    headers = [] if host is None else [(b"host", host.encode("latin-1"))]
    return Request({"type": "http", "scheme": "http", "app": app, "headers": headers, **scope})


@pytest.mark.parametrize(
    ("host", "base"),
    [
        ("a.example", "http://a.example"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("my_host", "http://my_host"),
    ],
)
def test_the_host_that_the_client_names(host: str, base: str) -> None:
    assert base_of(request(host=host)) == base


def test_the_scheme_and_the_folder_that_the_server_tells() -> None:
    assert base_of(request(scheme="https", root_path="/graph")) == "https://a.example/graph"


def test_a_client_that_names_no_host() -> None:
    assert base_of(request(host=None, server=("127.0.0.1", 8000))) == "http://127.0.0.1:8000"
    assert base_of(request(host=None, server=("/run/socket", None))) == "http://localhost"


@pytest.mark.parametrize("host", ["a/b", "a b", "a@b", 'a"b', "a\\b", "é", "[::1", "a:b", "a:1:2"])
def test_a_host_that_cannot_stand_in_an_address(host: str) -> None:
    with pytest.raises(BadRequestError, match="Host"):
        base_of(request(host=host))


def test_the_public_address_counts_whatever_the_host_says() -> None:
    for public in ("https://kz.example/base", "https://kz.example/base/"):
        assert base_of(request(host="a b", public_url=public)) == "https://kz.example/base"


@pytest.mark.parametrize(
    "public", ["kz.example", "ftp://kz.example", "https://kz.example/?x", "https://kz.example/a b"]
)
def test_a_public_address_that_is_none(public: str) -> None:
    with pytest.raises(ConfigurationError, match="KZGRAPH_PUBLIC_URL"):
        load_settings(public_url=public)


def test_an_iri_of_ours_has_an_address_here() -> None:
    base = "https://kz.example/base"
    assert local("https://w3id.org/kzgraph/id/state/kaz", base) == f"{base}/id/state/kaz"
    assert local("https://w3id.org/other", base) == "https://w3id.org/other"
