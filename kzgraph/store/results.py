"""Results in the form that a client takes, written by Oxigraph whichever engine found them."""

from collections.abc import Iterable

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kzgraph.errors import NotAcceptableError
from kzgraph.rdf import fit_for_xml
from kzgraph.store.base import Result
from kzgraph.store.bounds import Bounds, Full, GraphSink, TableSink
from kzgraph.vocab import PREFIXES


def table(results: QuerySolutions | QueryBoolean, media_type: str | None, bounds: Bounds) -> Result:
    """Write solutions, or the answer to ASK, cut at the bounds."""
    wanted = _wanted(media_type, "solutions")
    sink = TableSink(wanted, bounds)
    try:
        results.serialize(sink, QueryResultsFormat.from_media_type(wanted))
    except Full:
        return Result(wanted, sink.cut(), sink.truncated, sink.rows)
    rows = None if isinstance(results, QueryBoolean) else sink.rows
    return Result(wanted, sink.getvalue(), None, rows)


def graph(triples: Iterable[Triple], media_type: str | None, bounds: Bounds) -> Result:
    """Write triples, cut at the bounds."""
    wanted = _wanted(media_type, "triples")
    sink = GraphSink(wanted, bounds)
    rdf_format = RdfFormat.from_media_type(wanted)
    prefixes = prefixes_for(rdf_format)
    bounded = sink.within(triples)
    if rdf_format == RdfFormat.RDF_XML:
        bounded = fit_for_xml(bounded)
    pyoxigraph.serialize(bounded, sink, rdf_format, prefixes=prefixes)
    return Result(wanted, sink.whole(), sink.truncated, sink.rows)


def prefixes_for(rdf_format: RdfFormat | None) -> dict[str, str] | None:
    """Return our prefixes for a format that has such."""
    named = {RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML, RdfFormat.JSON_LD}
    return PREFIXES if rdf_format in named else None


def _wanted(media_type: str | None, what: str) -> str:
    if media_type is None:
        raise NotAcceptableError(f"The query gives {what}, and no accepted type can carry them.")
    return media_type
