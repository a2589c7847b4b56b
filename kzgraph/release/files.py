"""The files that a release was built from, each by its digest: what tells what has changed since."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from kzgraph.identifiers import LINKS_GRAPH
from kzgraph.links import tables
from kzgraph.release.home import INPUTS
from kzgraph.release.inputs import listed, source_folders

_OF_PROGRAM: Final = (".py", ".rq")


@dataclass(frozen=True)
class FilesRead:
    """Path, from the root on, to the named graph and the SHA-256 of each file; and of the program.

    Another program may make something else of the same files.
    """

    program: str
    graphs: Mapping[str, str]
    digests: Mapping[str, str]

    @classmethod
    def below(cls, root: Path) -> "FilesRead":
        """Read the digests of all files that a release of a root is built from."""
        found = dict(listed(root, source_folders(root)))
        found.update(dict.fromkeys(tables(root / "data"), LINKS_GRAPH))
        graphs = {str(path.relative_to(root)): graph for path, graph in found.items()}
        contents = zip(graphs, map(Path.read_bytes, found), strict=True)
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents}
        return cls(_program(), graphs, digests)

    def write(self, folder: Path) -> None:
        """Write ``inputs.json`` into a release's folder."""
        told = {"program": self.program, "graphs": self.graphs, "digests": self.digests}
        (folder / INPUTS).write_text(json.dumps(told, sort_keys=True), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "FilesRead | None":
        """Read ``inputs.json``; None where a release was not built from files, or nobody can tell."""
        try:
            return cls(**json.loads((folder / INPUTS).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def changed_since(self, before: "FilesRead") -> dict[str, str]:
        """Return the files that differ, are new or are gone, each with its graph."""
        graphs = {**before.graphs, **self.graphs}
        return {
            path: graph
            for path, graph in graphs.items()
            if before.digests.get(path) != self.digests.get(path)
        }


@cache
def _program() -> str:
    """Return the digest of all of our own code and queries."""
    whole = hashlib.sha256()
    package = Path(str(files("kzgraph")))
    for path in sorted(p for p in package.rglob("*") if p.suffix in _OF_PROGRAM):
        whole.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()
