"""Calls that find things and what joins them: search, suggest, paths, compare."""

from typing import Annotated, Literal, Unpack

from pydantic import Field

from kzgraph.client.asked import ViewedPage, Views, checked
from kzgraph.client.caller import Caller
from kzgraph.client.listing import Listing
from kzgraph.model import Part
from kzgraph.model.comparison import Comparison
from kzgraph.model.paths import Path, Paths
from kzgraph.model.search import ClaimHit, EntityHit, SearchPage, Suggestions
from kzgraph.names.complete import MOST
from kzgraph.read import compare, paths, search, suggest
from kzgraph.read.search import Search

Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=35)]


@checked
class FindingCalls(Caller):
    """Names are found in any script and spelling."""

    def search(
        self,
        q: str,
        *,
        language: Language | None = None,
        type: str | None = None,  # noqa: A002  # the word of RDF
        kind: Literal["entity", "claim"] | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[EntityHit | ClaimHit, SearchPage]:
        """Find the entities that a name may mean, then the claims that hold the words."""
        wanted = Search(q, language, type, kind)
        return self._list(
            SearchPage,
            "search",
            {"q": q, "language": language, "type": type, "kind": kind},
            asked,
            lambda at, view, part: search.search(at.graph, wanted, view, part),
        )

    def suggest(
        self,
        q: str,
        *,
        language: Language | None = None,
        type: str | None = None,  # noqa: A002  # as above
        limit: Annotated[int, Field(ge=1, le=MOST)] = MOST,
    ) -> Suggestions:
        """Return the entities that may be meant by what was typed so far, the likeliest first."""
        return self._one(
            Suggestions,
            "suggest",
            {"q": q, "language": language, "type": type, "limit": limit},
            lambda at: suggest.suggest(at.graph, q, language, type, limit),
        )

    def paths(
        self,
        start: str,
        end: str,
        *,
        max_length: Annotated[int, Field(ge=1, le=6)] = 4,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
        **asked: Unpack[Views],
    ) -> Listing[Path, Paths]:
        """Find the shortest paths from one thing to another, each hop with its claims."""
        answer = self._viewed(
            Paths,
            "paths",
            {"from": start, "to": end, "max_length": max_length, "limit": limit, **asked},
            lambda at, view: paths.find_paths(
                at.graph, start, end, view, max_length=max_length, limit=limit
            ),
        )
        return Listing(answer, Part(limit), lambda _part: answer)  # there is no page after it

    def compare(self, a: str, b: str, **asked: Unpack[Views]) -> Comparison:
        """Return what links two things, and what each has that the other has not."""
        return self._viewed(
            Comparison,
            "compare",
            {"a": a, "b": b, **asked},
            lambda at, view: compare.compare(at.graph, a, b, view),
        )
