"""``kzgraph link propose``: candidates for things without a link, for somebody to review."""

import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kzgraph.cli.link.options import RootOption, data_folder
from kzgraph.cli.link.remote import ContactOption, FreshOption, opened
from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import compact
from kzgraph.linking.judged import Judged
from kzgraph.linking.model import Finds
from kzgraph.linking.proposals import Proposals, Search
from kzgraph.linking.propose import Run, propose
from kzgraph.linking.remote import Remote
from kzgraph.linking.things import Things
from kzgraph.linking.wikidata import Wikidata
from kzgraph.settings import load_settings


def propose_links(
    endpoint: Annotated[
        str | None,
        typer.Option(
            "--endpoint", help="A SPARQL endpoint in Wikidata's form, such as Wikidata's own."
        ),
    ] = None,
    service: Annotated[
        str | None,
        typer.Option("--service", help="A reconciliation service, in place of an endpoint."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only things of this kind, such as person.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Things to search for at the most.")
    ] = None,
    contact: ContactOption = None,
    fresh: FreshOption = False,
    root: RootOption = None,
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """Search for things without a link; nothing is linked until somebody has reviewed it.

    Each thing is kept as it is found, so a run that was broken off goes on where it was.
    """
    address = endpoint or service
    if not address or (endpoint and service):
        raise BadRequestError(
            "Give --endpoint or --service, and one alone: nothing is asked unless you say whom. "
            "Wikidata's endpoint is https://query.wikidata.org/sparql."
        )
    remote = opened(address, contact, home, fresh=fresh)
    judged = Judged.read(data_folder(root))
    folder = load_settings(home=home).home
    with closing(open_release(home, at).open_store()) as store:
        things = Things(store)
        finds: Finds = Wikidata(remote, things) if endpoint else _service(remote, things)
        run = _shown_run(things, kind, finds, remote, judged, folder, limit, fresh)
    _print(run, remote)


def _service(remote: Remote, things: Things) -> Finds:
    from kzgraph.linking.service import Service  # noqa: PLC0415  # httpx takes 60 ms to import

    return Service(remote, things)


def _shown_run(
    things: Things,
    kind: str | None,
    finds: Finds,
    remote: Remote,
    judged: Judged,
    folder: Path,
    limit: int | None,
    fresh: bool,
) -> Run:
    with Console(stderr=True).status("", spinner="dots") as status:
        return propose(
            things.all(kind),
            finds,
            remote.address,
            judged,
            Proposals(folder),
            limit=limit,
            fresh=fresh,
            progress=status.update if sys.stderr.isatty() else lambda _label: None,
        )


def _print(run: Run, remote: Remote) -> None:
    table = Table("thing", "best candidate", "score", "others", "why")
    for search in run.searches:
        table.add_row(*map(escape, _row(search)))
    if run.searches:
        Console().print(table)
    found = sum(bool(search.proposals) for search in run.searches)
    typer.echo(
        f"{len(run.searches)} things searched, {found} with candidates; {run.before} searched before"
    )
    typer.echo(_told(remote))
    typer.echo("Review them: kzgraph link review")


def _row(search: Search) -> tuple[str, ...]:
    if not search.proposals:
        return (compact(search.thing), "none", "", "", "")
    best, *others = search.proposals
    number = best.object.rpartition("/")[2]
    why = "; ".join(best.reasons)
    return (
        compact(search.thing),
        f"{best.label} ({number})",
        f"{best.score:.2f}",
        str(len(others)),
        why,
    )


def _told(remote: Remote) -> str:
    """Tell how often the service was asked, and how old the answers are that were kept."""
    asked = f"{remote.address}: {remote.asked} requests"
    if remote.oldest is None:
        return asked
    days = (datetime.now(UTC) - remote.oldest).days
    return (
        f"{asked}, {remote.reused} answers kept from before, the oldest {days} days old (--fresh "
        "asks anew)"
    )
