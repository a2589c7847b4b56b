"""On which documents an answer rests: what stands in none of them it cannot tell."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Publisher:
    """Who published documents, and how many; ``id`` is one such as ``organisation/eonergie``."""

    id: str
    label: str
    documents: int


@dataclass(frozen=True)
class Coverage:
    """The documents that were looked through for an answer that counts, or that says none.

    Those of the release, published by ``known_on`` where that is given, and the one document where
    a list is kept to it. ``note`` says it in a sentence. ``first`` and ``last`` are the earliest and
    the latest date of publication, as it is known: a day, month or year; ``undated`` documents have
    none. ``publishers`` counts all, of which ``largest`` are the ten with the most documents.
    ``kinds`` (as ``kind`` of a source has them), ``languages`` and ``seen`` count documents. Of
    ``text`` the text was at hand and claims cite its passages; of ``whole`` all was read, of ``part``
    only some, and claims cite the document; of ``unknown`` nobody told.
    """

    note: str
    documents: int
    first: str | None
    last: str | None
    undated: int
    publishers: int
    largest: tuple[Publisher, ...]
    kinds: dict[str, int]
    languages: dict[str, int]
    seen: dict[str, int]

    def __str__(self) -> str:
        """Return the note."""
        return self.note
