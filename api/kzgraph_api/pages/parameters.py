"""The parameters that every page takes beside its own."""

from fastapi import Depends, Request

from kzgraph_api.pages.languages import PARAMETER
from kzgraph_api.parameters import refuse_unknown


async def _known(request: Request) -> None:
    """Refuse unknown parameters; any page takes the language, which ``languages`` reads.

    Were it a parameter of each route, FastAPI would make a validator for each when it starts.
    """
    refuse_unknown(request, PARAMETER)


PAGE = [Depends(_known)]
"""Dependencies of a router of pages: what the address says is known, and it may name the language."""
