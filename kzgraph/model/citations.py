"""Citations: what names an answer, a record or a release for good."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cited:
    """What is cited, by hashes that anyone can make again (SHA-256, in hexadecimal digits).

    ``kind`` is release, query, entity or claim. ``release_sha256`` names the content of the whole
    release; ``query_sha256`` the text of the query; ``result_sha256`` the result, or what is said of
    the record, in its canonical form, which ``canonical_form`` describes. ``rows`` counts the rows
    or triples of a result. ``truncated`` tells the bound at which the answer was cut, as in
    ``rows=1000000``; ``stable`` whether the same query of the same release gives the same result
    again, and ``notes`` why not.
    """

    kind: str
    release_sha256: str
    query_sha256: str | None = None
    result_sha256: str | None = None
    canonical_form: str | None = None
    rows: int | None = None
    truncated: str | None = None
    stable: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Citation:
    """A citation, ready to be taken over.

    ``released`` is the day on which the release first became current, None where nobody knows;
    ``accessed`` the day of this answer. ``address`` gives this citation again; ``iri`` is the lasting
    name of a record. ``bibtex`` and ``csl`` are the same in BibTeX and in CSL-JSON.
    """

    cited: Cited
    title: str
    publisher: str
    licence: str | None
    released: str | None
    accessed: str
    address: str
    iri: str | None
    bibtex: str
    csl: dict[str, Any]
