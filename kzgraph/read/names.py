"""From the short names that people write to IRIs."""

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.identifiers import TERMS, thing


def thing_iri(name: str) -> str:
    """Return the IRI of ``state/kaz``, or an IRI as it is. Raises ``BadRequestError``."""
    if "://" in name:
        return name
    kind, _, slug = name.partition("/")
    try:
        return thing(kind, slug)
    except ValueError as exc:
        raise BadRequestError(f"{exc}, as in state/kaz.") from exc


def document_iri(name: str) -> str:
    """Return the IRI of the document ``eonergie-2024-11``, or an IRI as it is."""
    return thing_iri(name if "/" in name else f"document/{name}")


def record_iri(kind: str, name: str) -> str:
    """Return the IRI of a claim, document or conflict by its id. Raises ``NotFoundError``."""
    try:
        return thing(kind, name)
    except ValueError as exc:
        raise NotFoundError(kind, name) from exc


def term_iri(name: str) -> str:
    """Return the IRI of the term ``visitor`` or ``kz:visitor``, or an IRI as it is."""
    return name if "://" in name else TERMS + name.removeprefix("kz:")
