"""A client for the service that the tests of the web service share."""

from collections.abc import Iterator

import httpx
import pytest


@pytest.fixture(scope="session")
def client(service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service, timeout=30) as client:
        yield client
