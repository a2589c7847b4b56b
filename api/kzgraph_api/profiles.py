"""What there is to tell of a release, collected once and kept while it is served."""

import asyncio
from typing import Final

from starlette.concurrency import run_in_threadpool

from kzgraph.describe import Profile, profile_of
from kzgraph_api.service import OpenRelease

_MOST: Final = 4
"""Releases whose profiles are kept: the current one, and those that requests still read."""


class Profiles:
    """Profiles by release. Who asks while one is being collected waits for it, without a thread."""

    def __init__(self) -> None:
        self._tasks: dict[str, asyncio.Task[Profile]] = {}

    async def of(self, opened: OpenRelease) -> Profile:
        """Return the profile of a release. Raises ``StoreError``; then the next call tries again."""
        task = self._tasks.get(opened.id) or self._begin(opened)
        try:
            # One client that goes away must not take the answer from the others.
            return await asyncio.shield(task)
        finally:
            if task.done() and (task.cancelled() or task.exception()):
                self._tasks.pop(opened.id, None)

    def _begin(self, opened: OpenRelease) -> "asyncio.Task[Profile]":
        while len(self._tasks) >= _MOST:
            self._tasks.pop(next(iter(self._tasks)))
        task = asyncio.create_task(_collected(opened))
        self._tasks[opened.id] = task
        return task


async def _collected(opened: OpenRelease) -> Profile:
    return await run_in_threadpool(profile_of, opened.id, opened.store)
