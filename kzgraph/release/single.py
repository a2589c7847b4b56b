"""One document tried by itself: ontology and entities, and of the documents this one alone.

What needs several documents (corroboration, conflicts between them, sums over them) is not seen
here; the whole build sees it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kzgraph.derive import derive
from kzgraph.errors import DataError, NotFoundError, Problem
from kzgraph.identifiers import SLUG, source_graph, split_thing
from kzgraph.rdf import NamedNode, Quad, parse_file
from kzgraph.release.build import Progress, as_problem, evidence_problems, placed
from kzgraph.release.inputs import InputFile, Inputs, read_inputs
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import Report
from kzgraph.validation.incremental import look_at
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate
from kzgraph.vocab import PROV

_ORIGIN = NamedNode(PROV + "wasDerivedFrom")


@dataclass(frozen=True)
class Trial:
    """What came of it: the files, the store that they filled, the problems, and the report.

    ``problems`` bear file and line; ``report`` has what the rules found in this document's files.
    """

    inputs: Inputs
    store: Store
    problems: tuple[Problem, ...]
    report: Report


def folder_of(root: Path, source: str) -> Path:
    """Return the folder of a document's files. Raises ``NotFoundError``."""
    folder = root / "data" / "sources" / source
    if not re.fullmatch(SLUG, source) or not folder.is_dir():
        raise NotFoundError("source", source)
    return folder


def build_only(root: Path, source: str, *, progress: Progress) -> Trial:
    """Hold one document, the entities and the ontology to every rule; nothing is published.

    Raises ``NotFoundError``, and ``DataError`` with every problem that was found.
    """
    inputs = read_single(root, source)
    progress("validate")
    trial = try_inputs(inputs, source, whole=True)
    if trial.problems:
        trial.store.close()
        raise DataError(trial.problems)
    return trial


def read_single(root: Path, source: str) -> Inputs:
    """Read ontology, entities, one document, and the descriptions of those that it derives from.

    Raises ``NotFoundError``, and ``DataError`` where a file does not parse.
    """
    folder_of(root, source)
    inputs = read_inputs(root, [source])
    if inputs.problems:
        raise DataError(inputs.problems)
    files, known = list(inputs.files), {source}
    for file in files:  # grows while it is read: an origin may have an origin
        for origin in sorted(_origins(file) - known):
            known.add(origin)
            path = root / "data" / "sources" / origin / "source.ttl"
            if path.is_file():
                files.append(InputFile(path, source_graph(origin), tuple(parse_file(path))))
    return replace(inputs, files=tuple(files))


def _origins(file: InputFile) -> set[str]:
    """Return the ids of the documents that a description says it derives from."""
    origins = (quad.object for quad in file.quads if quad.predicate == _ORIGIN)
    parts = (split_thing(origin.value) for origin in origins if isinstance(origin, NamedNode))
    return {part[1] for part in parts if part is not None and part[0] == "document"}


def with_claims(inputs: Inputs, source: str, claims: Sequence[Quad]) -> Inputs:
    """Return the inputs with other claims of a document than those of its file."""
    path = inputs.root / "data" / "sources" / source / "claims.trig"
    others = [file for file in inputs.files if file.path != path]
    return replace(inputs, files=(*others, InputFile(path, source_graph(source), tuple(claims))))


def try_inputs(inputs: Inputs, source: str, *, whole: bool) -> Trial:
    """Derive from the inputs and hold them to the rules: all of them, or what the document says."""
    store, rules = EmbeddedStore.in_memory(), Rules.read(inputs.root / "shapes")
    store.load(inputs.quads())
    store.fill_default_graph()
    problems = list(evidence_problems(store, source))
    derived = derive(store)
    store.load(derived.quads)
    store.fill_default_graph()
    own, foreign = subjects(inputs, source), _foreign(inputs, source)
    report = validate(store, rules) if whole else look_at(store, rules, own)
    problems.extend(derived.problems)
    problems.extend(as_problem(f) for f in report.violations if f.focus not in foreign)
    told = Report(tuple(finding for finding in report.findings if finding.focus in own))
    return Trial(inputs, store, tuple(placed(p, inputs.locate) for p in problems), told)


def subjects(inputs: Inputs, source: str) -> set[str]:
    """Return the IRIs that the files of a document say something about."""
    own = (file for file in inputs.files if file.graph == source_graph(source))
    return {iri for file in own for iri in file.subjects}


def _foreign(inputs: Inputs, source: str) -> set[str]:
    """Return what only the descriptions of other documents speak of."""
    others = (file for file in inputs.files if file.graph.startswith(source_graph("")))
    return {iri for file in others for iri in file.subjects} - subjects(inputs, source)
