"""An engine whose queries are evaluated by a remote store, under the same limits."""

import asyncio
import re
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from kzgraph.engine.engine import Engine, EngineState
from kzgraph.engine.limits import EngineLimits
from kzgraph.engine.turns import Turns
from kzgraph.errors import QueryRefusedError, QueryTimeoutError, StoreUnavailableError
from kzgraph.sparql import Dataset, Formats
from kzgraph.store import EmbeddedStore, Result
from kzgraph.store.availability import Availability
from kzgraph.store.remote import RemoteStore

_SERVICE: Final = re.compile("service", re.IGNORECASE)
_BUILT_IN: Final = re.compile(r"<\s*(?:bif|sql|java|javascript):", re.IGNORECASE)
"""Names under which engines offer what reaches out of the graph: their own functions, and code."""

OpenPlace = Callable[[Path], RemoteStore]
"""Gives what the remote store holds of the store at a path."""


class RemoteEngine(Engine):
    """Evaluates SPARQL over what a remote store holds of stores on disk, such as those of releases.

    A query is first evaluated over an empty store, in a worker that can be killed: so what does not
    parse is told with line and column as ever, and nothing but SPARQL 1.1 reaches the remote store.
    While that does not answer, and where a query asks other services, the workers evaluate it over
    the store on disk, if it was kept. As many queries as there are workers are evaluated over there
    at the same time.
    """

    def __init__(
        self, limits: EngineLimits, open_place: OpenPlace, availability: Availability
    ) -> None:
        super().__init__(limits)
        self._open_place = open_place
        self._availability = availability
        self._places: Turns[int] = Turns(limits.workers, limits.max_waiting)
        self._threads = ThreadPoolExecutor(limits.workers, "remote")
        self._folder = tempfile.TemporaryDirectory(prefix="kzgraph-empty-")
        self._empty = Path(self._folder.name, "store")

    def start(self) -> None:
        """Start the workers."""
        if not self._empty.exists():
            EmbeddedStore.create(self._empty).close()
        self._places.open()
        for place in range(self._limits.workers):
            self._places.add(place)
        super().start()

    def close(self) -> None:
        """End the workers; queries over there go on until their own end, and nobody waits for them."""
        self._places.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        super().close()
        self._folder.cleanup()

    async def answer(
        self,
        store_path: Path,
        query: str,
        formats: Formats,
        deadline: float | None = None,
        dataset: Dataset | None = None,
    ) -> Result:
        """Evaluate a query; raises what ``Engine.answer`` raises, and ``StoreUnavailableError``."""
        here = _is_kept(store_path)
        if _SERVICE.search(query):
            if not here:
                raise QueryRefusedError("SERVICE needs the local copy of the release.", "service")
            return await super().answer(store_path, query, formats, deadline, dataset)
        _refuse_built_in(query)
        await super().answer(self._empty, query, formats, deadline, dataset)
        if self._availability.may_ask():
            try:
                return await self._remotely(store_path, query, formats, deadline, dataset)
            except StoreUnavailableError as exc:
                self._availability.note_fault(exc)
        if not here:
            raise StoreUnavailableError(f"The remote store fails: {self._availability.fault}")
        return await super().answer(store_path, query, formats, deadline, dataset)

    def state(self) -> EngineState:
        """Return what the engine does now, here and over there."""
        here, (running, waiting) = super().state(), self._places.state()
        return EngineState(here.running + running, here.waiting + waiting, here.deaths)

    async def _remotely(
        self,
        store_path: Path,
        query: str,
        formats: Formats,
        deadline: float | None,
        dataset: Dataset | None,
    ) -> Result:
        """Evaluate a query over there; its place is free again when the thread is."""
        limit = self._deadline(deadline)
        place = await self._places.take(limit)
        types = formats.solutions, formats.triples

        def evaluate() -> Result:
            try:
                store = self._open_place(store_path)
                bounds = self._limits.bounds
                result = store.answer(query, *types, dataset, bounds, seconds=limit)
            finally:
                self._places.give_back(place)
            self._availability.note_answer()
            return result

        evaluation = asyncio.wrap_future(self._threads.submit(evaluate))
        evaluation.add_done_callback(_heard)
        try:
            async with asyncio.timeout(limit):
                return await asyncio.shield(evaluation)
        except TimeoutError as exc:
            raise QueryTimeoutError(limit) from exc


def _is_kept(store_path: Path) -> bool:
    return store_path.is_dir()


def _heard(evaluation: asyncio.Future[Result]) -> None:
    """Take note of how an evaluation ended for which nobody waits any more."""
    if not evaluation.cancelled():
        evaluation.exception()


def _refuse_built_in(query: str) -> None:
    if _BUILT_IN.search(query):
        raise QueryRefusedError("Functions of an engine's own are switched off here.", "service")
