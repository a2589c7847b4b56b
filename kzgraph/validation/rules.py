"""The rules to hold data to: shapes, and queries for what SHACL says badly."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

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

    def shapes(self) -> rdflib.Graph:
        """Return all shapes as one rdflib graph."""
        graph = rdflib.Graph()
        for path in self.shape_files:
            graph.parse(path, format="turtle")
        return graph

    def digest(self) -> str:
        """Return the SHA-256 of the rules, so that a release names the rules that held it."""
        whole = hashlib.sha256()
        for path in self.shape_files:
            whole.update(path.name.encode() + b"\0" + path.read_bytes())
        for name, query in self.queries.items():
            whole.update(name.encode() + b"\0" + query.encode())
        return whole.hexdigest()
