"""A client for the service that the tests of the web service share."""

from collections.abc import Callable, Iterator

import httpx
import pytest


@pytest.fixture(scope="session")
def client(service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def public_client(shared_service: Callable[..., str]) -> Iterator[httpx.Client]:
    """A client for a service behind a proxy that may be written to, and may ask another."""
    address = shared_service(
        public_url="https://kz.example/base/",
        write_tokens="0" * 64,
        service_hosts="other.example",
    )
    with httpx.Client(base_url=address, timeout=30) as client:
        yield client
