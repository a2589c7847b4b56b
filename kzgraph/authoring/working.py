"""A document's files as an author works on them, with all that its claims may name."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kzgraph import bundle
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.numbers import Numbers
from kzgraph.errors import ConfigurationError
from kzgraph.identifiers import split_thing, thing
from kzgraph.rdf import NamedNode, Quad, text_of
from kzgraph.release.inputs import Inputs
from kzgraph.release.single import folder_of, read_single
from kzgraph.vocab import DCTERMS


@dataclass(frozen=True)
class Working:
    """The files that one document is read with."""

    inputs: Inputs
    source: str

    @classmethod
    def open(cls, root: Path, source: str) -> "Working":
        """Read them. Raises ``NotFoundError``, and ``DataError`` where one does not parse."""
        return cls(read_single(root, source), source)

    @property
    def claims_path(self) -> Path:
        """The file of the claims."""
        return folder_of(self.inputs.root, self.source) / "claims.trig"

    @property
    def claims(self) -> tuple[Quad, ...]:
        """The quads of the claims file; none where it is not there yet."""
        found = (file.quads for file in self.inputs.files if file.path == self.claims_path)
        return next(found, ())

    @cached_property
    def lexicon(self) -> Lexicon:
        """What can be named."""
        return Lexicon.of(self.inputs)

    @cached_property
    def numbers(self) -> Numbers:
        """The amounts and quantities that are described."""
        files = (file for file in self.inputs.files if file.path.name != "claims.trig")
        return Numbers(quad for file in files for quad in file.quads)

    @property
    def publishers(self) -> tuple[NamedNode, ...]:
        """Who published the document."""
        iri = thing("document", self.source)
        found = self.lexicon.values(iri, DCTERMS + "publisher")
        return tuple(NamedNode(publisher) for publisher in sorted(found))

    def claim_ids(self) -> set[str]:
        """Return the ids of the claims in the file."""
        parts = (split_thing(text_of(quad.subject)) for quad in self.claims)
        return {part[1] for part in parts if part is not None and part[0] == "claim"}


def writable(root: Path) -> Path:
    """Return a root that may be written to. Raises ``ConfigurationError`` for an installed one."""
    if root == bundle.root() and root.name == "bundled":
        raise ConfigurationError(
            "The data that are installed with kzgraph are not to be changed; clone its repository, "
            "or copy ontology/, shapes/ and data/ to a folder and give it as --root."
        )
    return root
