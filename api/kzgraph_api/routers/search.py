"""Finding entities by name, and claims by what they say."""

from functools import partial
from typing import Annotated, Literal

from fastapi import Query, Request, Response

from kzgraph.model.search import SearchPage, Suggestions
from kzgraph.names.complete import MOST
from kzgraph.read.search import Search
from kzgraph.read.search import search as find
from kzgraph.read.suggest import suggest as complete
from kzgraph_api.answered import LIST, OBJECT, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Search")

Text = Annotated[
    str,
    Query(
        description="A name in any spelling or script, or words; the first 200 letters are read.",
        examples=["Токаев"],
    ),
]
Typed = Annotated[
    str,
    Query(
        description="What was typed so far, from one letter on; the first 200 letters are read.",
        examples=["каз"],
    ),
]
_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
Language = Annotated[
    str | None,
    Query(
        pattern=_TAG,
        max_length=35,
        description="Names, paraphrases and labels in this language (names of no language as well).",
        examples=["fr"],
    ),
]
LabelLanguage = Annotated[
    str | None,
    Query(
        pattern=_TAG,
        max_length=35,
        description="Language of the labels; English where there is none. Any name is completed.",
        examples=["kk"],
    ),
]
Type = Annotated[
    str | None,
    Query(
        max_length=200,
        description="Only things of this class or its subclasses, and claims that speak of one.",
        examples=["Company"],
    ),
]
Kind = Annotated[
    Literal["entity", "claim"] | None,
    Query(description="Only entities, or only claims.", examples=["claim"]),
]
Most = Annotated[int, Query(ge=1, le=MOST, description="Most suggestions.")]


@router.get("/search", summary="Find entities and claims", response_model=SearchPage)
async def search(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    q: Text,
    language: Language = None,
    type: Type = None,  # noqa: A002  # the word of RDF
    kind: Kind = None,
) -> Response:
    """Return the entities that a name may mean, then the claims whose paraphrases hold the words.

    Names are found whatever their script, transliteration or typing slips, the surest first; `why`
    tells how. Claims hold every word of the query or a name of what it names, and some of the words
    where no claim holds all; the best come first. The clocks, `modality` and `min_corroboration` count
    for claims, and `left_out` tells what they kept out. `highlights` are positions in `text`: Unicode
    code points, the end not included. `total` is a lower bound where `total_is` is `at_least`.
    """
    asked = Search(q, language, type, kind)
    return await answered(request, partial(find, graph, asked, view, part), LIST)


@router.get("/suggest", summary="Complete a name", response_model=Suggestions)
async def suggest(
    request: Request,
    graph: GraphDep,
    q: Typed,
    language: LabelLanguage = None,
    type: Type = None,  # noqa: A002  # as above
    limit: Most = MOST,
) -> Response:
    """Return the entities that may be meant by what was typed so far, the likeliest first.

    Whole names come first, then names that begin like that, then those with a word that does; among
    equals what documents say more about. `highlights` are the parts of `name` that were typed, in
    Unicode code points. Where no name goes on like that, typing slips are allowed for.
    """
    return await answered(request, partial(complete, graph, q, language, type, limit), OBJECT)
