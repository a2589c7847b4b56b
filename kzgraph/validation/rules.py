"""The rules to hold data to: shapes, and queries for what SHACL says badly."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib


@dataclass(frozen=True)
class Rules:
    """The shapes (Turtle files) and the violation queries (name to text) to hold data to."""

    shape_files: tuple[Path, ...]
    queries: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Rules":
        """Read ``*.ttl`` and ``violations/*.rq`` below a folder."""
        queries = {
            path.stem: path.read_text(encoding="utf-8")
            for path in sorted((folder / "violations").glob("*.rq"))
        }
        return cls(tuple(sorted(folder.glob("*.ttl"))), queries)

    def shapes(self) -> "rdflib.Graph":
        """Return all shapes as one rdflib graph, parsed once for all that have the same files."""
        return parsed(self.shape_files)

    def digest(self) -> str:
        """Return the SHA-256 of the rules, so that a release names the rules that held it."""
        whole = hashlib.sha256()
        for path in self.shape_files:
            whole.update(path.name.encode() + b"\0" + path.read_bytes())
        for name, query in self.queries.items():
            whole.update(name.encode() + b"\0" + query.encode())
        return whole.hexdigest()


@lru_cache(maxsize=4)
def parsed(files: tuple[Path, ...]) -> "rdflib.Graph":
    """Return the shapes of some files as one graph."""
    import rdflib  # noqa: PLC0415  # whoever only asks what was made of them does without

    graph = rdflib.Graph()
    for path in files:
        graph.parse(path, format="turtle")
    return graph
