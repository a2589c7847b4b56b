"""Asking REST in tests."""

from typing import Any

import httpx


def got(client: httpx.Client, address: str, **parameters: str) -> dict[str, Any]:
    """Return the body of an answer, which is to be a good one in JSON."""
    answer = client.get(address, params=parameters or None)
    assert answer.status_code == httpx.codes.OK, answer.text
    assert answer.headers["content-type"] == "application/json"
    body: dict[str, Any] = answer.json()
    return body
