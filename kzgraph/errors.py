"""Every error that kzgraph raises on purpose, in one tree.

KzgraphError
├── ConfigurationError      a setting is wrong
├── DataError               the data to build from is wrong; carries every problem found
├── NotFoundError           no such entity, claim, source or release
│   ├── ReplacedError       another entity has replaced it; carries which
│   ├── NoReleaseError      nothing has been built yet
│   └── PrunedReleaseError  the release has been removed
├── ReleaseBusyError        another process is writing a release
├── StoreError              the store cannot be opened or read
│   └── StoreUnavailableError   a remote store is down, or answers nonsense; try later
├── InvalidDataError        a write would break a required shape; carries the report
├── PreconditionFailedError another release is current than the caller asked for
├── AccessError             the caller may not write
│   ├── UnauthorizedError       no valid token was sent
│   └── ReadOnlyError           nobody may write here
├── BadRequestError         the caller's request cannot be met as it stands
│   └── QueryError          about the text of a query
│       ├── QuerySyntaxError    with line and column
│       └── QueryRefusedError   too long, too deep, or asks for what is switched off
├── NotAcceptableError      none of the wanted result types fits
├── QueryTimeoutError       the deadline passed
├── QueryKilledError        the worker died of the query (memory, stack)
├── EngineBusyError         no worker became free in time, or too many queries wait
├── ResultTooLargeError     the answer is larger than the operator allows
└── ServiceError            a service that a client asks fails, or cannot be reached

Errors carry facts; which HTTP status or exit code they become is decided in one table at each edge.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kzgraph.identifiers import compact


class KzgraphError(Exception):
    """Base of all errors of kzgraph."""


class ConfigurationError(KzgraphError):
    """A setting has a value that cannot work."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in the data: where it stands, which rule it breaks, and what to do.

    ``subject`` is an IRI; it is shown in its short form.
    """

    message: str
    file: str | None = None
    line: int | None = None
    subject: str | None = None
    rule: str | None = None

    def __str__(self) -> str:
        """Give one line: ``file:line: subject: message [rule]``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        subject = compact(self.subject) if self.subject else None
        head = ": ".join(part for part in (place, subject) if part)
        tail = f" [{self.rule}]" if self.rule else ""
        return f"{head}: {self.message}{tail}" if head else f"{self.message}{tail}"


class DataError(KzgraphError):
    """The data cannot be built; ``problems`` has every fault that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross from a worker process with its facts."""
        return type(self), (self.problems,)


class NotFoundError(KzgraphError):
    """Nothing bears that name; ``near`` is one that may have been meant."""

    def __init__(self, what: str, name: str, near: str | None = None) -> None:
        self.what, self.name, self.near = what, name, near
        hint = f" Did you mean {near!r}?" if near else ""
        super().__init__(f"There is no {what} called {name!r}.{hint}")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross from a worker process with its facts."""
        return type(self), (self.what, self.name, self.near)


class ReplacedError(NotFoundError):
    """A name has been retired; ``successor`` is the one that has taken its place."""

    def __init__(self, what: str, name: str, successor: str) -> None:
        super().__init__(what, name)
        self.successor = successor
        self.args = (f"The {what} {name!r} has been replaced by {successor!r}.",)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross from a worker process with its facts."""
        return type(self), (self.what, self.name, self.successor)


class NoReleaseError(NotFoundError):
    """No release has been built under this home."""

    def __init__(self, home: str) -> None:
        super().__init__("release", home)
        self.args = (f"There is no release under {home}. Run `kzgraph build` first.",)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross from a worker process with its facts."""
        return type(self), (self.name,)


class PrunedReleaseError(NotFoundError):
    """A release of that name was here, and has been removed."""

    def __init__(self, name: str, at: str) -> None:
        super().__init__("release", name)
        self.at = at
        self.args = (f"Release {name} became current at {at}; it has been removed since.",)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross from a worker process with its facts."""
        return type(self), (self.name, self.at)


class ReleaseBusyError(KzgraphError):
    """Another process holds the write lock of this home."""


class StoreError(KzgraphError):
    """The store cannot be opened or read."""


class StoreUnavailableError(StoreError):
    """A remote store cannot be reached, is overloaded, or answers what cannot be read."""


class InvalidDataError(KzgraphError):
    """A write would break a required shape; ``report`` is the SHACL report in Turtle."""

    def __init__(self, report: str, violations: int) -> None:
        self.report, self.violations = report, violations
        super().__init__(
            f"The change breaks the rules in {violations} places; nothing was written."
        )

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross from a worker process with its facts."""
        return type(self), (self.report, self.violations)


class PreconditionFailedError(KzgraphError):
    """Another release is current than the one that the caller started from."""


class AccessError(KzgraphError):
    """The caller may not write."""


class UnauthorizedError(AccessError):
    """No valid write token was sent."""


class ReadOnlyError(AccessError):
    """Nobody may write here: no write token is configured."""


class BadRequestError(KzgraphError):
    """The request cannot be met as it stands; the message says what to change."""


class QueryError(BadRequestError):
    """The text of a query is at fault."""


class QuerySyntaxError(QueryError):
    """The query does not parse. ``line`` and ``column`` count from 1 where they are known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        self.message, self.line, self.column = message, line, column
        place = f" (line {line}, column {column})" if line else ""
        super().__init__(f"The query does not parse: {message}{place}")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross from a worker process with its facts."""
        return type(self), (self.message, self.line, self.column)


class QueryRefusedError(QueryError):
    """The query is longer or deeper than allowed, or asks for what is switched off.

    ``reason`` is one of: size, encoding, depth, chain, ambiguous, service.
    """

    def __init__(self, message: str, reason: str) -> None:
        self.message, self.reason = message, reason
        super().__init__(message)

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross a process boundary."""
        return type(self), (self.message, self.reason)


class NotAcceptableError(KzgraphError):
    """No result type that the client takes fits the form of the query."""


class QueryTimeoutError(KzgraphError):
    """The query ran past its deadline, in seconds, and was ended."""

    def __init__(self, deadline: float) -> None:
        self.deadline = deadline
        super().__init__(f"The query was ended at its deadline of {deadline:g} s.")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross a process boundary."""
        return type(self), (self.deadline,)


class QueryKilledError(KzgraphError):
    """The worker process died while it evaluated the query."""


class EngineBusyError(KzgraphError):
    """No worker is free for the query; it was not evaluated, and may be sent again."""


class ResultTooLargeError(KzgraphError):
    """The answer holds more bytes than the operator allows."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"The answer is larger than {limit} bytes. Add a LIMIT to the query.")

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Let the error cross a process boundary."""
        return type(self), (self.limit,)


class ServiceError(KzgraphError):
    """A service that a client asks fails, cannot be reached, or is no kzgraph."""
