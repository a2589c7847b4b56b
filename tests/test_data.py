"""The data files: one form, nothing of others' words, and spans that fit the texts."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kzgraph.derive.claims import independent_origins
from kzgraph.evidence import check_positions, check_text, read_evidence, read_text
from kzgraph.identifiers import thing
from kzgraph.rdf import NamedNode, RdfFormat, canonical, parse_file
from kzgraph.read.graph import Graph
from kzgraph.read.sources import all_sources
from kzgraph.store import Store

CHECKOUT = Path(__file__).resolve().parents[1]
TEXTS = Path(os.environ.get("KZGRAPH_TEXTS", CHECKOUT.parent / "shared" / "sources"))
NAMES = {
    "eonergie-2024-11": "000_a584215a7eb4da84.txt",
    "mfa-kazakhstan-2023-11-01": "004_d2f7dbaff96a787a.txt",
}
FILES = sorted(
    path
    for pattern in ("ontology/*.ttl", "data/**/*.ttl", "data/**/*.trig")
    for path in CHECKOUT.glob(pattern)
)
LONGEST_RUN = 6
"""Words in a row that a file of ours may share with a text; names are that long."""


@pytest.fixture(scope="session")
def texts() -> dict[str, Path]:
    found = {source: TEXTS / name for source, name in NAMES.items()}
    missing = [str(path) for path in found.values() if not path.is_file()]
    if missing and os.environ.get("CI"):
        pytest.fail(f"CI needs the source texts: {missing}")
    if missing:
        pytest.skip(f"the source texts are not part of the project; set KZGRAPH_TEXTS ({missing})")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_files_have_their_one_form(path: Path) -> None:
    rdf_format = RdfFormat.TRIG if path.suffix == ".trig" else RdfFormat.TURTLE
    assert path.read_text(encoding="utf-8") == canonical(parse_file(path), rdf_format)


@pytest.mark.parametrize("source", sorted(NAMES))
def test_every_source_with_a_text_is_covered(source: str, whole_graph: Graph) -> None:
    evidence = read_evidence(whole_graph.store, source)
    assert len(evidence.sentences) > 20
    assert list(check_positions(evidence)) == []


def test_a_source_without_a_text_has_an_address_and_no_spans(whole_graph: Graph) -> None:
    without = {source.id for source in all_sources(whole_graph)} - set(NAMES)
    assert len(without) > 40
    for source in without:
        evidence = read_evidence(whole_graph.store, source)
        assert (evidence.length, evidence.sentences, evidence.spans) == (None, (), ())
        document = thing("document", source)
        assert whole_graph.store.ask(f"ASK {{ <{document}> <https://schema.org/url> ?address }}")


def test_relays_of_the_presidents_press_service_are_one_witness(whole_store: Store) -> None:
    origins = independent_origins(whole_store)
    relays = ("gnn-2024-11-05-36-documents", "interfax-2024-11-06-nuclear-roundtable")
    found = {origins[NamedNode(thing("document", relay))] for relay in relays}
    assert found == {NamedNode(thing("origin", "akorda"))}


@pytest.mark.parametrize("source", sorted(NAMES))
def test_every_span_fits_its_text(source: str, texts: dict[str, Path], whole_store: Store) -> None:
    evidence = read_evidence(whole_store, source)
    text = read_text(evidence, texts[source])
    assert len(evidence.spans) > 100
    assert list(check_text(evidence, text)) == []


@pytest.mark.parametrize("source", sorted(NAMES))
def test_source_check_with_the_text_is_clean(
    source: str, texts: dict[str, Path], built_home: Path
) -> None:
    command = [sys.executable, "-m", "kzgraph", "source", "check"]
    done = subprocess.run(
        [*command, "--home", str(built_home), "--text", str(texts[source])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "0 problems in 1 sources"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return zip(*(found[start:] for start in range(LONGEST_RUN + 1)), strict=False)


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [CHECKOUT / name for name in listed.stdout.splitlines()]


def test_no_sentence_of_a_text_stands_in_the_project(texts: dict[str, Path]) -> None:
    theirs = {run for path in texts.values() for run in runs(path.read_text(encoding="utf-8"))}
    copied = {}
    for path in tracked_files():
        ours = path.name not in {"uv.lock", "LICENSE"} and "vendor" not in path.parts
        if path.is_file() and ours and path.suffix != ".png":
            shared = theirs & set(runs(path.read_text(encoding="utf-8")))
            if shared:
                copied[str(path)] = sorted(shared)
    assert copied == {}
