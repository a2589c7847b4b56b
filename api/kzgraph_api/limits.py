"""How often a client may ask: a bucket of tokens each, filled at a steady rate."""

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from starlette.types import Scope

MOST_CLIENTS: Final = 10_000
"""Buckets that are kept; who has not asked for longest is forgotten, that is, has a full one."""

UNLIMITED: Final = frozenset(("/healthz", "/readyz", "/metrics"))
"""What a monitor asks for, also while a client floods the service."""

_IPV6_NETWORK: Final = 64
"""Bits of an IPv6 address that name a subscriber; the rest is the subscriber's to choose."""


class RateLimit:
    """Token buckets, one a client. Takes about a microsecond; for one event loop, not for threads.

    ``rate`` is in requests a second in the long run, 0 for no limit; ``burst`` is how many may
    come at once.
    """

    def __init__(
        self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._burst = float(burst)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> float:
        """Take a token and return 0, or return the seconds until there is one."""
        if not self._rate:
            return 0.0
        now = self._clock()
        left, since = self._buckets.pop(client, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._rate)
        wait = 0.0 if left >= 1 else (1 - left) / self._rate
        self._buckets[client] = (left if wait else left - 1, now)
        if len(self._buckets) > MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return wait

    def __len__(self) -> int:
        """Return how many clients are remembered."""
        return len(self._buckets)


def client_of(scope: Scope) -> str:
    """Return who asks: an IPv4 address, or the network of an IPv6 address.

    The server has put the forwarded address here where the proxy is trusted (``kzgraph serve``).
    """
    client = scope.get("client")
    return _named(client[0]) if client else "local"


@lru_cache(maxsize=1024)
def _named(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), _IPV6_NETWORK), strict=False))
