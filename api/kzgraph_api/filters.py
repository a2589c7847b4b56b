"""The filters that several lists of REST share."""

from typing import Annotated

from fastapi import Path, Query

ThingId = Annotated[str | None, Query(max_length=500)]
"""An id such as ``state/kaz``, or an IRI; a route adds what it stands for."""

ClassName = Annotated[
    str | None,
    Query(
        alias="type",
        pattern="^[A-Za-z][A-Za-z0-9]*$",
        max_length=100,
        description="A class of the ontology; what is of a subclass counts as well.",
        examples=["Company"],
    ),
]
Sector = Annotated[
    str | None,
    Query(
        max_length=500,
        description="A sector; what concerns a part of it counts as well.",
        examples=["sector/energy"],
    ),
]
Name = Annotated[
    str | None,
    Query(max_length=200, description="A name, in any spelling and language.", examples=["Orano"]),
]
Slug = Annotated[
    str, Path(max_length=200, description="The last step of its id.", examples=["visit-2024"])
]
