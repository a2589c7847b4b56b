"""Answers of a remote engine as terms, read while they come."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import NoReturn, cast

import pyoxigraph
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kzgraph.errors import QuerySyntaxError, StoreError, StoreUnavailableError
from kzgraph.rdf import text_or_empty
from kzgraph.store.remote.asking import Asked
from kzgraph.store.remote.faults import RefusedError
from kzgraph.store.remote.kinds.generic import TABLE, TRIPLES, Generic
from kzgraph.store.remote.places import Replacements
from kzgraph.store.remote.stream import Body
from kzgraph.store.remote.transport import Transport
from kzgraph.store.syntax import check_syntax


class Answers:
    """What an engine answers, with names as users know them (``back``)."""

    def __init__(self, transport: Transport, kind: Generic, back: Replacements) -> None:
        self._transport, self._kind, self._back = transport, kind, back
        self._most: int | None = None

    @contextmanager
    def solutions(
        self, wanted: Asked, seconds: float
    ) -> Iterator[tuple[QuerySolutions | QueryBoolean, int | None]]:
        """Give the solutions, or the answer to ASK, and at how many rows the engine cut them.

        Raises ``QuerySyntaxError``, ``QueryTimeoutError``, ``StoreUnavailableError``.
        """
        with _said_of(wanted), self._transport.query(wanted.parameters, TABLE, seconds) as response:
            body = Body(response, (*self._back, *self._kind.corrections), seconds)
            with _readable(body):
                file = BufferedReader(body)
                data = self._kind.boolean(file.read()) if wanted.form == "ask" else file
                found = pyoxigraph.parse_query_results(data, QueryResultsFormat.JSON)
                yield found, self._kind.row_cap(response.headers)

    @contextmanager
    def triples(
        self, wanted: Asked, seconds: float
    ) -> Iterator[tuple[Iterator[Triple], int | None]]:
        """Give the triples of a CONSTRUCT or DESCRIBE query, and as how many they have been cut.

        Where fewer come, they are all.
        """
        most = self._most_constructed(seconds)
        with (
            _said_of(wanted),
            self._transport.query(wanted.parameters, TRIPLES, seconds) as response,
        ):
            body = Body(response, self._back, seconds)
            with _readable(body):
                quads = pyoxigraph.parse(BufferedReader(body), RdfFormat.N_TRIPLES)
                yield (quad.triple for quad in quads), None if most is None else most + 1

    def _most_constructed(self, seconds: float) -> int | None:
        """Return beyond how many triples the engine cuts an answer; it sends one more then."""
        if self._kind.most_constructed is None:
            return None
        if self._most is None:
            self._most = self._asked_most(self._kind.most_constructed, seconds)
        return self._most or None

    def _asked_most(self, query: str, seconds: float) -> int:
        """Ask the engine; 0 where it has no such limit, or lets nobody know."""
        try:
            with self._transport.query({"query": [query]}, TABLE, seconds) as response:
                body = Body(response, (), seconds)
                with _readable(body):
                    data = BufferedReader(body)
                    found = pyoxigraph.parse_query_results(data, QueryResultsFormat.JSON)
                    row = next(cast("QuerySolutions", found), None)
        except RefusedError:
            return 0
        number = "" if row is None else text_or_empty(row[0])
        return int(number) if number.isdigit() else 0


def uncut(cap: int | None) -> None:
    """Raise ``StoreError`` where an engine has cut what is wanted whole."""
    if cap is not None:
        raise StoreError(
            f"The remote store cuts answers at {cap} rows, and this one is wanted whole: raise the "
            "limit in its configuration (ResultSetMaxRows of Virtuoso)."
        )


def whole(triples: Iterable[Triple], cap: int | None) -> Iterator[Triple]:
    """Yield triples. Raises ``StoreError`` where as many come as an answer has that was cut."""
    for number, triple in enumerate(triples, 1):
        if number == cap:
            uncut(cap - 1)
        yield triple


@contextmanager
def _readable(body: Body) -> Iterator[None]:
    """Tell what cannot be read from the faults of whoever reads it."""
    try:
        yield
    except SyntaxError as exc:
        raise StoreUnavailableError(
            f"The remote store gave an answer that cannot be read: {exc.msg}. It begins with "
            f"{body.beginning.decode('utf-8', 'replace')!r}."
        ) from exc


@contextmanager
def _said_of(wanted: Asked) -> Iterator[None]:
    """Turn a refusal into a syntax error, with the place in the query where Oxigraph finds it."""
    try:
        yield
    except RefusedError as exc:
        _raise_syntax_error(wanted, exc)


def _raise_syntax_error(wanted: Asked, refused: RefusedError) -> NoReturn:
    if wanted.form != "ask":  # Oxigraph would evaluate it at once
        check_syntax(wanted.query)
    raise QuerySyntaxError(f"the remote store says: {refused.words}") from refused
