"""The parameters that every list and look-up of REST shares: two clocks, modality, pages."""

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Query

from kzgraph.model import Part
from kzgraph.read.views import Modality, view_of
from kzgraph.statements import View

MOST: int = 100
"""Items in a page at the most."""

_DATE = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"

ValidOn = Annotated[
    str | None,
    Query(
        pattern=_DATE,
        description="Only what claims say of this day, month or year.",
        examples=["2023-11-01"],
    ),
]
KnownOn = Annotated[
    str | None,
    Query(
        pattern=_DATE,
        description="Only what was published by the end of this day, month or year.",
        examples=["2023-12"],
    ),
]
MinCorroboration = Annotated[
    int, Query(ge=1, le=1000, description="At least so many independent documents.")
]
Modalities = Annotated[
    list[Modality] | None,
    Query(
        description="Status of the claims; `asserted` where none is given, `all` for every one. It "
        "may stand there several times.",
        examples=[["asserted", "announced"]],
    ),
]
EveryModality = Annotated[
    list[Modality] | None,
    Query(
        description="Status of the claims; every one where none is given. It may stand there several "
        "times.",
        examples=[["asserted"]],
    ),
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="Most items in a page.")]
Cursor = Annotated[
    str | None,
    Query(
        max_length=2000,
        description="`next` of the page before, for the next one; the other parameters stay as they "
        "were.",
        examples=["NmQ2OTkxNmFhZmQgb2ZmaWNl"],
    ),
]


async def _view(
    valid_on: ValidOn = None,
    known_on: KnownOn = None,
    min_corroboration: MinCorroboration = 1,
    modality: Modalities = None,
) -> View:
    return view_of(valid_on, known_on, min_corroboration, modality or ())


async def _every(
    valid_on: ValidOn = None,
    known_on: KnownOn = None,
    min_corroboration: MinCorroboration = 1,
    modality: EveryModality = None,
) -> View:
    return view_of(valid_on, known_on, min_corroboration, modality or ("all",))


async def _clocks(valid_on: ValidOn = None, known_on: KnownOn = None) -> View:
    return replace(view_of(valid_on, known_on, modality=("all",)), ranks=None)


async def _part(limit: Limit = 50, cursor: Cursor = None) -> Part:
    return Part(limit, cursor)


ViewDep = Annotated[View, Depends(_view)]
EveryDep = Annotated[View, Depends(_every)]
"""A view that sees claims of every status unless told otherwise: plans are revised, too."""

ClocksDep = Annotated[View, Depends(_clocks)]
"""The two clocks alone, for calls that count claims of every status and rank."""

PartDep = Annotated[Part, Depends(_part)]
