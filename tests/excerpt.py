"""The two texts alone: what most tests ask about, however many documents are added later.

Their folders are the shipped ones; of the entities, those remain that the two speak of, and what
these need. What is derived, counted or found by name is then known for good, and can be checked by
hand against two texts. Tests of all the shipped data say so by their fixtures.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from kzgraph.rdf import NamedNode, Quad, RdfFormat, canonical, parse_file
from kzgraph.vocab import ID, PROV

TEXTS = ("eonergie-2024-11", "mfa-kazakhstan-2023-11-01")
_ORIGIN = NamedNode(PROV + "wasDerivedFrom")


def excerpt(root: Path, folder: Path) -> Path:
    """Write the excerpt of a project's data into a folder that is there, and return the folder."""
    for name in ("ontology", "shapes"):
        (folder / name).symlink_to(root / name)
    data, shipped = folder / "data", root / "data"
    data.mkdir()
    shutil.copy(shipped / "dataset.ttl", data)
    for text in TEXTS:
        shutil.copytree(shipped / "sources" / text, data / "sources" / text)
        _alone(data / "sources" / text / "source.ttl")
    entities = {path.name: parse_file(path) for path in (shipped / "entities").glob("*.ttl")}
    wanted = _needed(data / "sources", [quad for quads in entities.values() for quad in quads])
    for part in ("entities", "links"):
        (data / part).mkdir()
    for name, quads in entities.items():
        _write(data / "entities" / name, [q for q in quads if q.subject.value in wanted])
    for path in sorted((shipped / "links").glob("*.tsv")):
        _links(path, data / "links" / path.name, wanted)
    return folder


def unruled(root: Path, folder: Path) -> Path:
    """Copy ontology and data into a folder that is not there, for builds whose rules do not matter.

    Rules take more than half of the time of a build.
    """
    for part in ("ontology", "data"):
        shutil.copytree(root / part, folder / part)
    (folder / "shapes" / "violations").mkdir(parents=True)
    (folder / "shapes" / "required.ttl").write_text("")
    return folder


def _alone(description: Path) -> None:
    """Leave out which other document a text goes back to: it is not there."""
    _write(description, [quad for quad in parse_file(description) if quad.predicate != _ORIGIN])


def _needed(sources: Path, entities: list[Quad]) -> set[str]:
    """Return the things that the texts speak of, and what is said of these, and so on."""
    told = [quad for path in sources.glob("*/*") for quad in parse_file(path)]
    wanted = {term.value for quad in told for term in _named(quad)}
    while True:
        more = {t.value for q in entities if q.subject.value in wanted for t in _named(q)} - wanted
        if not more:
            return wanted
        wanted |= more


def _named(quad: Quad) -> Iterable[NamedNode]:
    return (term for term in (quad.subject, quad.object) if isinstance(term, NamedNode))


def _write(path: Path, quads: list[Quad]) -> None:
    if quads:
        path.write_text(canonical(quads, RdfFormat.TURTLE), encoding="utf-8")


def _links(table: Path, written: Path, wanted: set[str]) -> None:
    """Copy a table of links with the rows of things that are there."""
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    head = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    kept = [row for row in lines[head + 1 :] if ID + row.split("\t")[0].replace(":", "/") in wanted]
    written.write_text("".join([*lines[: head + 1], *kept]), encoding="utf-8")
