"""Options and settings of commands that ask a remote service."""

from pathlib import Path
from typing import Annotated, Final

import typer

from kzgraph.errors import BadRequestError
from kzgraph.linking.endpoint import Endpoint
from kzgraph.linking.manners import Manners
from kzgraph.settings import load_settings

WIKIDATA: Final = "https://query.wikidata.org/sparql"

EndpointOption = Annotated[
    str | None,
    typer.Option("--endpoint", help=f"A SPARQL endpoint in Wikidata's form, such as {WIKIDATA}."),
]
ContactOption = Annotated[
    str | None,
    typer.Option("--contact", help="Your mail address or page [env: KZGRAPH_CONTACT]."),
]
FreshOption = Annotated[bool, typer.Option("--fresh", help="Ask anew, whatever answers are kept.")]


def opened(
    endpoint: str | None, contact: str | None, home: Path | None, *, fresh: bool
) -> Endpoint:
    """Return the endpoint that the options name; its answers are kept in the home of the releases.

    Raises ``BadRequestError`` where they name none: nothing is asked unless somebody says whom.
    """
    if endpoint is None:
        raise BadRequestError(
            "Give --endpoint: nothing is asked unless you say whom. "
            f"Wikidata's endpoint is {WIKIDATA}."
        )
    settings = load_settings(home=home, contact=contact)
    manners = Manners(pause=settings.remote_pause, seconds=settings.remote_seconds)
    cache = settings.home / "remote"
    return Endpoint(endpoint, contact=settings.contact, cache=cache, fresh=fresh, manners=manners)
