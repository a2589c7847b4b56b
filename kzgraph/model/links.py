"""Link judgements: which thing of another data set one of ours is, or is not, and who says so."""

from dataclasses import dataclass
from typing import Literal

from kzgraph.model.values import Value


@dataclass(frozen=True)
class Link:
    """A judgement on a link; only one with the verdict ``match`` is a link that the graph states.

    ``object`` is an IRI of ``target``, the data set that was searched, and null where none was found.
    ``confidence`` goes from 0 to 1, ``evidence`` has the sources that name the identifier beside the
    thing, ``justification`` is a term of the Semantic Mapping Vocabulary.
    """

    id: str
    iri: str
    subject: Value
    predicate: Value
    object: str | None
    object_label: str | None
    target: str
    verdict: Literal["match", "no-match", "unsure", "none-found"]
    confidence: float | None
    evidence: tuple[str, ...]
    justification: str
    author: Value
    date: str
    comment: str | None
