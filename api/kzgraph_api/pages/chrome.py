"""What stands around every page: where the reader is, the languages, the release, how to cite it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request

from kzgraph.release import Manifest
from kzgraph_api.addresses import base_of
from kzgraph_api.deps import release_of
from kzgraph_api.pages.languages import LANGUAGES, PARAMETER


@dataclass(frozen=True)
class Choice:
    """A language, and the address of this page in it."""

    code: str
    name: str
    address: str


@dataclass(frozen=True)
class Chrome:
    """The path and the base of a page, its address in each language, and the release behind it."""

    path: str
    base: str
    languages: tuple[Choice, ...]
    release: Manifest

    @classmethod
    def of(cls, request: Request) -> "Chrome":
        """Return what stands around the page that answers a request."""
        manifest = release_of(request).release.manifest
        return cls(request.url.path, base_of(request), tuple(_choices(request)), manifest)

    def within(self, *prefixes: str) -> bool:
        """Tell whether the page is at one of some addresses, or below it."""
        return any(self.path == p or self.path.startswith(p + "/") for p in prefixes)


def _choices(request: Request) -> Iterator[Choice]:
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    others = [pair for pair in pairs if pair[0] != PARAMETER]
    for code, name in LANGUAGES.items():
        yield Choice(code, name, f"{request.url.path}?{urlencode([*others, (PARAMETER, code)])}")
