"""``kzgraph link gaps``: what we say of linked things against what Wikidata states."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Final

import typer

from kzgraph.cli.link.remote import ContactOption, EndpointOption, FreshOption, opened
from kzgraph.cli.options import AtOption, HomeOption, open_release
from kzgraph.linking.endpoint import Endpoint
from kzgraph.linking.gap_report import GapReport, as_csv, as_json, as_text
from kzgraph.linking.gaps import find_gaps
from kzgraph.read.names import thing_iri
from kzgraph.release import Release


class Output(StrEnum):
    """How a report is printed."""

    text = "text"
    json = "json"
    csv = "csv"


_WRITERS: Final = {Output.text: as_text, Output.json: as_json, Output.csv: as_csv}


def gaps(  # options of a command
    entity: Annotated[
        list[str] | None, typer.Option("--entity", help="Only this one; may stand several times.")
    ] = None,
    output: Annotated[Output, typer.Option("--format", "-f", help="How to print.")] = Output.text,
    endpoint: EndpointOption = None,
    contact: ContactOption = None,
    fresh: FreshOption = False,
    at: AtOption = "current",
    home: HomeOption = None,
) -> None:
    """Compare linked entities with their items: same, missing on either side, different.

    Only the properties of the property table in ontology/alignments.ttl are asked for. Save the
    report as JSON to make QuickStatements of it.
    """
    release = open_release(home, at)
    remote = opened(endpoint, contact, home, fresh=fresh)
    typer.echo(_WRITERS[output](made(release, remote, entity or [])), nl=False)


def made(release: Release, remote: Endpoint, entities: list[str]) -> GapReport:
    """Return the report on a release, dated by the oldest answer that it is made from."""
    store = release.open_store()
    try:
        found = find_gaps(store, remote, [thing_iri(name) for name in entities])
    finally:
        store.close()
    day = (remote.oldest or datetime.now(UTC)).date().isoformat()
    return GapReport(release.id, remote.address, day, found.redirects, found.gaps)
