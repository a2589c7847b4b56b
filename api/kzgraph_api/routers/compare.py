"""What links two things."""

from functools import partial
from typing import Annotated

from fastapi import Query, Request, Response

from kzgraph.model.comparison import Comparison
from kzgraph.read import compare
from kzgraph_api.answered import answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import ViewDep

router = rest_router("Links")

One = Annotated[
    str,
    Query(
        max_length=500,
        description="An id such as `company/alstom`, or an IRI.",
        examples=["company/alstom"],
    ),
]
Other = Annotated[
    str,
    Query(
        max_length=500,
        description="An id such as `company/orano`, or an IRI.",
        examples=["company/orano"],
    ),
]


@router.get("/compare", summary="Compare two things", response_model=Comparison)
async def compare_things(
    request: Request, graph: GraphDep, view: ViewDep, a: One, b: Other
) -> Response:
    """Return what links two things, and what each has that the other has not.

    `direct` are the statements between the two; `agreements` those that both signed or issued;
    `events` those that both are joined with; `shared` the other things that both are joined with,
    grouped by the properties on both sides. `only_a` and `only_b` tell briefly, by property, what
    one has and the other has not. The answer is the same, with `a` and `b` exchanged, when the two
    are exchanged. Of each list the first stand here; `totals` counts all.
    """
    return await answered(request, partial(compare.compare, graph, a, b, view))
