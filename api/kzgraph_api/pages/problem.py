"""Problems as pages: for people, on addresses that people visit; programs get problem+json.

What is refused before any handler is asked (429, 431, no release yet) stays problem+json for all.
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kzgraph.sparql import wants_page
from kzgraph_api.deps import release_of
from kzgraph_api.kinds import Kind
from kzgraph_api.pages.advice import ADVICE
from kzgraph_api.pages.answer import HTML, headers
from kzgraph_api.pages.chrome import Chrome
from kzgraph_api.pages.languages import known_language, translations
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.rendering import rendered

_PROGRAMS: Final = (
    *("/v1", "/sparql", "/rdf-graph-store", "/graph", "/data", "/dataset", "/dumps"),
    *("/.well-known", "/reconcile", "/problem", "/static", "/releases"),
    *("/healthz", "/readyz", "/metrics"),
)
"""Where an answer is for programs whatever Accept says: one shape of problems there."""

_LONGEST: Final = 100
"""Characters of a name that nothing bears, as it is offered for a search."""


@dataclass(frozen=True)
class Told:
    """What a page says of a problem: its kind, and ``detail`` in English.

    ``name`` is what nothing bears, and ``near`` an id that may have been meant.
    """

    kind: Kind
    detail: str
    name: str | None = None
    near: str | None = None

    @property
    def words(self) -> str:
        """What to search for instead of the name."""
        path, _, last = (self.name or "").rstrip("/").rpartition("/")
        return (last or path).replace("-", " ").strip()[:_LONGEST]


def for_people(request: Request) -> bool:
    """Tell whether a request is answered with a page when it fails."""
    if for_programs(request.url.path):
        return False
    return wants_page(", ".join(request.headers.getlist("accept")), by_default=False)


def for_programs(path: str) -> bool:
    """Tell whether what is at an address is for programs, whatever they accept."""
    return any(
        path == prefix or path.startswith((prefix + "/", prefix + ".")) for prefix in _PROGRAMS
    )


def problem_page(request: Request, told: Told, given: dict[str, str]) -> Response:
    """Return the page about a problem; ``given`` are the headers that belong to it."""
    language = known_language(request)
    reader = Reader(language, release_of(request).graph)
    say = translations(language).gettext
    advice = ADVICE.get(told.kind.name)
    values = {
        "told": told,
        "title": say(told.kind.title),
        "advice": say(advice) if advice else "",
        "lost": told.kind.status == HTTPStatus.NOT_FOUND,
        "number": request.scope["kzgraph.id"] if told.kind.internal else "",
    }
    body = rendered("problem.html", reader, chrome=Chrome.of(request), **values)
    # No tag, and not kept: what was wrong may be right when it is asked again.
    return Response(
        body.encode("utf-8", "replace"),
        told.kind.status,
        given | headers(language) | {"Cache-Control": "no-store"},
        HTML,
    )
