"""What an origin says of a release, before anything of it is brought over."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kzgraph.errors import ServiceError

HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Offered:
    """What an origin says of a release: its hash, and what the hash should be made from.

    ``kzgraph`` is the version that made it, ``rules`` the digest of its rules (None where nothing is
    derived), and ``graphs`` the digest of each named graph.
    """

    release: str
    kzgraph: str
    rules: str | None
    graphs: Mapping[str, str]

    @property
    def derived(self) -> bool:
        """Whether facts are derived in it."""
        return self.rules is not None


def read_offer(body: bytes, url: str) -> Offered:
    """Read a manifest, of which nothing is believed. Raises ``ServiceError`` where it is none."""
    try:
        told = json.loads(body)
        rules, graphs = told["rules"], told["graphs"]
        offered = Offered(
            str(told["release"]),
            str(told["kzgraph"]),
            None if rules is None else str(rules),
            {str(name): str(digest) for name, digest in graphs.items()},
        )
    except (ValueError, TypeError, LookupError, AttributeError) as exc:
        raise ServiceError(f"{url} is no manifest of a release.") from exc
    if not HASH.fullmatch(offered.release):
        raise ServiceError(f"{url} names a release that is no SHA-256.")
    return offered
