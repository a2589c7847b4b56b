"""The description of a new document, as ``source.ttl`` has it, and an empty file of claims."""

from dataclasses import dataclass
from pathlib import Path

from kzgraph.authoring.describing import Describing
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.working import writable
from kzgraph.authoring.write import publish_folder
from kzgraph.errors import DataError
from kzgraph.rdf import RdfFormat, canonical
from kzgraph.release.inputs import read_inputs


@dataclass(frozen=True)
class Description:
    """What an author tells of a document; names of things are CURIEs or names, empty is unknown.

    ``seen`` counts the characters that were read, ``whole`` tells whether that is all. ``text`` is
    given where the text is held: its length, digest and sentences are noted, never its words.
    """

    id: str
    name_en: str
    name_fr: str
    publisher: str
    language: str
    kind: str
    date: str = ""
    date_basis: str = ""
    address: str = ""
    title: str = ""
    note: str = ""
    derived_from: tuple[str, ...] = ()
    seen: int | None = None
    whole: bool | None = None
    text: str | None = None


def new_source(root: Path, about: Description) -> Path:
    """Write the folder of a new document and return it.

    Raises ``DataError`` with all that is wrong with the description, ``BadRequestError`` where the
    document is there already; nothing is written then.
    """
    inputs = read_inputs(writable(root), ())
    if inputs.problems:
        raise DataError(inputs.problems)
    described = Describing(about, Lexicon.of(inputs), _known_documents(root))
    quads = list(described.quads())
    if described.problems:
        raise DataError(described.problems)
    folder = root / "data" / "sources" / about.id
    texts = {
        "source.ttl": canonical(quads, RdfFormat.TURTLE),
        "claims.trig": canonical([], RdfFormat.TRIG),
    }
    publish_folder(folder, texts)
    return folder


def _known_documents(root: Path) -> frozenset[str]:
    folders = (root / "data" / "sources").glob("*")
    return frozenset(folder.name for folder in folders if folder.is_dir())
