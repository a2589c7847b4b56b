"""Each rule of shapes/ is shown to pass and to fail, and holds something of the real data."""

from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery

from kzgraph.identifiers import BASE, TERMS, slug_of
from kzgraph.rdf import parse_file
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import Finding
from kzgraph.validation.known import reading_of
from kzgraph.validation.report import VIOLATION, WARNING
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate

ROOT = Path(__file__).parent.parent
SHAPE_NAMESPACE = BASE + "shapes#"
EXAMPLES = Path(__file__).parent / "shapes"
VALID = sorted((EXAMPLES / "valid").iterdir())
INVALID = sorted((EXAMPLES / "invalid").iterdir())

RULES = Rules.read(ROOT / "shapes")
SHAPES = RULES.shapes()
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
NODE_SHAPES = sorted({shape for target in TARGETS for shape in SHAPES.subjects(target)}, key=str)
SHAPE_NAMES = [slug_of(str(shape)) for shape in NODE_SHAPES]
MESSAGES = {str(message) for message in SHAPES.objects(None, SH.message)}

# The real data holds no conflict and no retired thing as yet; the made-up ones prove these rules.
WITHOUT_REAL_DATA = {"ConflictShape", "conflict_of_unlike_claims", "retired_without_successor"}


def rule_of(path: Path) -> str:
    return path.stem.split("--")[0]


def first_comment(path: Path) -> str:
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")


def targets_of(name: str) -> list[str]:
    return RULES.queries[name].splitlines()[1].removeprefix("# targets: ").split()


@cache
def shape_alone(name: str) -> rdflib.Graph:
    """Return one node shape with the property shapes, lists and shared shapes that it uses."""
    alone = rdflib.Graph()
    waiting: list[rdflib.term.Node] = [rdflib.URIRef(SHAPE_NAMESPACE + name)]
    while waiting:
        for triple in SHAPES.triples((waiting.pop(), None, None)):
            used = triple[2]
            if triple not in alone and (used, None, None) in SHAPES:
                waiting.append(used)
            alone.add(triple)
    return alone


def findings(path: Path, folder: Path) -> list[Finding]:
    """Hold an example to the one rule that its file name gives."""
    rule = rule_of(path)
    shape_file = folder / "shapes.ttl"
    if rule in RULES.queries:
        shape_file.write_text("", encoding="utf-8")
        alone = Rules((shape_file,), {rule: RULES.queries[rule]})
    else:
        shape_file.write_text(shape_alone(rule).serialize(format="turtle"), encoding="utf-8")
        alone = Rules((shape_file,), {})
    store = EmbeddedStore.in_memory()
    store.load(parse_file(path))
    store.fill_default_graph()
    return list(validate(store, alone).findings)


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_passes(path: Path, tmp_path: Path) -> None:
    assert findings(path, tmp_path) == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_fails_for_its_reason_only(path: Path, tmp_path: Path) -> None:
    found = findings(path, tmp_path)
    assert {(finding.rule, finding.message) for finding in found} == {
        (rule_of(path), first_comment(path))
    }


def test_every_rule_has_a_valid_and_an_invalid_example() -> None:
    rules = {*SHAPE_NAMES, *RULES.queries}
    assert {rule_of(path) for path in VALID} == rules
    assert {rule_of(path) for path in INVALID} == rules


def test_every_message_is_that_of_one_shape_and_is_shown_by_an_example() -> None:
    assert len(MESSAGES) == len(list(SHAPES.triples((None, SH.message, None))))
    shown = {first_comment(path) for path in INVALID}
    assert shown >= MESSAGES


def test_every_result_has_a_message_in_plain_words() -> None:
    constrained = {*NODE_SHAPES, *SHAPES.objects(None, SH.property)}
    nested = set(SHAPES.objects(None, RDF.first)) | set(SHAPES.objects(None, SH["not"]))
    inner = {part for shape in nested for part in SHAPES.objects(shape, SH.property)}
    for shape in constrained - inner:
        direct = set(SHAPES.predicates(shape)) - {RDF.type, SH.property, *TARGETS}
        assert not direct or SHAPES.value(shape, SH.message), SHAPES.value(shape, SH.path)
    for message in MESSAGES:
        assert message.endswith((".", "..."))
        assert "; " in message, "say what is wrong; then what to do"


@pytest.mark.parametrize(
    ("file", "severity"),
    [("required", VIOLATION), ("ontology", VIOLATION), ("recommended", WARNING)],
)
def test_a_file_of_shapes_has_one_severity(file: str, severity: str) -> None:
    shapes = rdflib.Graph().parse(ROOT / "shapes" / f"{file}.ttl")
    reporting = set(shapes.subjects(SH.message))
    stated = {shapes.value(shape, SH.severity, default=SH.Violation) for shape in reporting}
    assert stated == {SH[severity]}


def test_shapes_are_well_formed_and_use_the_core_of_shacl_only() -> None:
    conforms, _, _ = pyshacl.validate(rdflib.Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms
    beyond = {SH.sparql, SH.js, SH.rule, SH.target, SH.expression}
    used = set(SHAPES.predicates())
    assert beyond.isdisjoint(used)
    assert all(term in SH for term in used if str(term).startswith(str(SH))), (
        "a misspelt term is ignored"
    )


@pytest.mark.parametrize("name", RULES.queries)
def test_a_query_tells_its_message_and_targets_and_declares_its_prefixes(name: str) -> None:
    query = RULES.queries[name]
    message, targets = query.splitlines()[:2]
    assert message.endswith(".")
    assert "; " in message
    assert targets.startswith("# targets: ")
    variables = {str(variable) for variable in prepareQuery(query).algebra.PV}
    reading = reading_of(query)
    assert reading is not None
    telling = {variable for pattern in reading.patterns for variable in pattern.telling}
    assert {"focus"} <= variables <= {"focus", "value"} | telling


@pytest.mark.parametrize("name", [name for name in SHAPE_NAMES if name not in WITHOUT_REAL_DATA])
def test_a_shape_is_held_to_something_real(name: str, whole_store: Store) -> None:
    shape = rdflib.URIRef(SHAPE_NAMESPACE + name)
    uses = [
        f"{{ ?thing a ?class . ?class rdfs:subClassOf* <{target}> }}"
        for target in SHAPES.objects(shape, SH.targetClass)
    ] + [
        f"{{ ?subject <{target}> ?object }}"
        for target in SHAPES.objects(shape, SH.targetSubjectsOf | SH.targetObjectsOf)
    ]
    assert whole_store.ask(f"ASK {{ {' UNION '.join(uses)} }}")


def test_every_term_of_ours_in_a_shape_is_declared(whole_store: Store) -> None:
    terms = {term for triple in SHAPES for term in triple if str(term).startswith(TERMS)}
    undeclared = [term for term in terms if not whole_store.ask(f"ASK {{ <{term}> a ?class }}")]
    assert undeclared == []


@pytest.mark.parametrize("name", sorted(RULES.queries.keys() - WITHOUT_REAL_DATA))
def test_a_query_is_held_to_something_real(name: str, whole_store: Store) -> None:
    for term in targets_of(name):
        use = f"{{ ?thing a {term} }} UNION {{ ?thing {term} ?value }} UNION {{ ?thing ?role {term} }}"
        assert whole_store.ask(f"ASK {{ {use} }}"), term


def test_every_class_of_things_is_held_to_a_shape() -> None:
    ontology = rdflib.Graph().parse(ROOT / "ontology" / "kz.ttl")
    held = set(SHAPES.objects(None, SH.targetClass))
    for term in ontology.subjects(RDF.type, OWL.Class):
        above = set(ontology.transitive_objects(term, RDFS.subClassOf))
        assert above & held or RDF.Property in above, term
