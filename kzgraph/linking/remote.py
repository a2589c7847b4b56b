"""What every remote service has: an address, manners, and answers that are kept."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from kzgraph.errors import BadRequestError, ServiceError
from kzgraph.linking.kept import Kept
from kzgraph.linking.manners import Manners, Turns, agent
from kzgraph.rdf import Term
from kzgraph.relay import Endpoint as Address

_Read = TypeVar("_Read")


class Selects(Protocol):
    """What answers SELECT queries."""

    def select(self, query: str) -> list[dict[str, Term]]:
        """Return the solutions: variable name to term, without what is unbound."""


class Remote:
    """A remote service that is asked politely, and asked once.

    ``asked`` counts the requests that were answered anew, ``reused`` those answered from the cache,
    ``oldest`` is when the oldest of these was given. ``fresh`` asks anew whatever is kept.
    """

    def __init__(
        self,
        address: str,
        *,
        contact: str,
        cache: Path,
        fresh: bool = False,
        manners: Manners = Manners(),  # noqa: B008  # frozen
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take an http address; nothing is sent yet.

        Raises ``BadRequestError`` for another address, or one with a password, and
        ``ConfigurationError`` without a contact.
        """
        try:
            Address.of(address)
        except ValueError as exc:
            raise BadRequestError(
                f"{address!r} is no address to ask: it begins with http:// or https:// and holds no "
                "user name or password."
            ) from exc
        self.address, self.agent, self.manners, self.fresh = address, agent(contact), manners, fresh
        self._turns, self._kept = Turns(cache, manners, sleep), Kept(cache)
        self.asked, self.reused = 0, 0
        self.oldest: datetime | None = None

    def answer(
        self, question: str, send: Callable[[], bytes], read: Callable[[bytes], _Read]
    ) -> _Read:
        """Return what is read from an answer: the one that is kept, or that to a new request.

        Only what can be read is kept: ``read`` raises ``SyntaxError``, ``ValueError``, ``TypeError``
        or ``KeyError`` otherwise, and this ``ServiceError``.
        """
        kept = None if self.fresh else self._kept.read(self.address, question)
        body = kept.body if kept else self._turns.take(self.address, send)
        try:
            found = read(body)
            if kept is None:
                self._kept.write(self.address, question, body)
        except (SyntaxError, ValueError, TypeError, KeyError) as exc:
            raise ServiceError(
                f"{self.address} gave an answer that cannot be read: {exc}. It begins with "
                f"{body[:80].decode('utf-8', 'replace')!r}."
            ) from exc
        if kept:
            self.reused += 1
            self.oldest = min(self.oldest or kept.at, kept.at)
        else:
            self.asked += 1
        return found
