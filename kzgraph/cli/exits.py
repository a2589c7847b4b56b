"""Exit codes: one table from errors to codes."""

from kzgraph.errors import (
    BadRequestError,
    DataError,
    KzgraphError,
    NotAcceptableError,
    NotFoundError,
    QueryKilledError,
    QueryTimeoutError,
    ReleaseBusyError,
    ResultTooLargeError,
    ServiceError,
    StoreUnavailableError,
)

FAULTS_FOUND = 1
"""The data break a rule, or a source is not fully explained."""

_CODES: tuple[tuple[type[KzgraphError], int, str], ...] = (
    (DataError, FAULTS_FOUND, "the data break a rule"),
    (BadRequestError, 2, "the command or the query is wrong"),
    (NotAcceptableError, 2, "the command or the query is wrong"),
    (NotFoundError, 3, "there is no such release, entity, claim or source"),
    (ReleaseBusyError, 4, "another process is writing"),
    (QueryTimeoutError, 5, "a limit ended the query"),
    (QueryKilledError, 5, "a limit ended the query"),
    (ResultTooLargeError, 5, "a limit ended the query"),
    (StoreUnavailableError, 7, "a remote service fails or cannot be reached"),
    (ServiceError, 7, "a remote service fails or cannot be reached"),
    (KzgraphError, 6, "a setting is wrong, or a file cannot be read or written"),
)


def exit_code(error: KzgraphError) -> int:
    """Return the exit code for an error."""
    return next(code for kind, code, _ in _CODES if isinstance(error, kind))


def explain() -> str:
    """Return the exit codes in words, for ``--help``."""
    meanings = {code: meaning for _, code, meaning in _CODES}
    parts = [f"{code} {meaning}" for code, meaning in sorted(meanings.items())]
    return "Exit codes: 0 all is well; " + "; ".join(parts) + "."
