"""The validation of the release."""

from functools import partial
from typing import Annotated, Literal

from fastapi import Query, Request, Response

from kzgraph.read.validation import FindingFilter, Validation, report_triples, validation
from kzgraph_api.answered import Forms, answered
from kzgraph_api.deps import ReleaseDep
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep

router = rest_router("Service")

Severity = Annotated[
    Literal["violation", "warning", "info"] | None, Query(description="Findings of this severity.")
]
Rule = Annotated[
    str | None,
    Query(
        min_length=1,
        max_length=200,
        description="Findings of this shape, or of this query.",
        examples=["VisitShape"],
    ),
]


@router.get("/validation", summary="Show the validation report", response_model=Validation)
async def get_validation(
    request: Request,
    opened: ReleaseDep,
    part: PartDep,
    severity: Severity = None,
    rule: Rule = None,
) -> Response:
    """Return what the rules found in the release: focus, path, value, rule, message and severity.

    `conforms` says that nothing was found that stops a release. As RDF, by Accept or suffix, it is
    the whole report in the words of SHACL, whatever the filters.
    """
    path = opened.release.report_path
    forms = Forms(csv=True, triples=partial(report_triples, path))
    filters = FindingFilter(severity, rule)
    return await answered(request, partial(validation, path, filters, part), forms)
