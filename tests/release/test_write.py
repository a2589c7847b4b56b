"""Writing: each write is a release of its own, whole or not at all, and equal to a build."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from kzgraph.errors import (
    BadRequestError,
    DataError,
    InvalidDataError,
    NotFoundError,
    PreconditionFailedError,
    QuerySyntaxError,
)
from kzgraph.identifiers import ENTITIES_GRAPH, source_graph
from kzgraph.rdf import digest, text_of
from kzgraph.release import Home, journal
from kzgraph.release.build import build
from kzgraph.release.changes import Change, Deletion, Document, Update, Upload
from kzgraph.release.write import Conditions, write
from kzgraph.validation.readings import READINGS
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate

CHECKOUT = Path(__file__).resolve().parents[2]
RULES = Rules.read(CHECKOUT / "shapes")
PERSON = (
    f"INSERT DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ person:x a kz:Person ; "
    'skos:prefLabel "Ann Example"@en , "Ann Example"@fr } }'
)
REMOVED = PERSON.replace("INSERT", "DELETE")


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Home:
    shutil.copytree(built_home, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def made(home: Home, change: Change | str, conditions: Conditions | None = None) -> str:
    wanted = Update(change) if isinstance(change, str) else change
    return write(home, wanted, RULES, conditions or Conditions()).release


def refused(home: Home, change: Change | str, error: type[Exception], match: str) -> None:
    before = home.current().id
    with pytest.raises(error, match=match):
        made(home, change)
    assert home.current().id == before
    assert not home.building.exists()


def test_a_write_is_a_new_release_and_the_old_one_stays(home: Home) -> None:
    old = home.current()
    assert made(home, PERSON) == home.current().id != old.id
    assert home.current().open_store().ask("ASK { person:x a kz:Person ; rdfs:label ?label }")
    assert not old.open_store().ask("ASK { person:x a kz:Person }")
    # What is read of the rules goes on with the data.
    assert (home.current().path / READINGS).read_bytes() == (old.path / READINGS).read_bytes()
    with home.current().open_names() as names:
        assert names.search("Ann Example")[0].iri.endswith("person/x")


def test_a_write_and_its_reverse_give_the_first_release_again(home: Home) -> None:
    first = home.current().id
    made(home, PERSON)
    assert made(home, REMOVED) == first


def test_a_write_gives_the_release_that_a_build_of_the_changed_files_gives(
    home: Home, texts_root: Path, tmp_path: Path
) -> None:
    """Planned becomes asserted, so a fact follows; by a write, and by a build of the changed file."""
    root = Path(shutil.copytree(texts_root, tmp_path / "root"))
    path = root / "data/sources/mfa-kazakhstan-2023-11-01/claims.trig"
    text = path.read_text(encoding="utf-8")
    planned = "rdf:predicate kz:plannedCapacity"
    start = text.index(planned)
    changed = text[:start] + text[start:].replace(
        "kz:modality kz:Planned", "kz:modality kz:Asserted", 1
    )
    path.write_text(changed, encoding="utf-8")
    built = build(root, Home(tmp_path / "built"), progress=len).manifest
    graph = source_graph("mfa-kazakhstan-2023-11-01")
    done = made(
        home,
        f"""WITH <{graph}> DELETE {{ ?c kz:modality kz:Planned }} INSERT {{ ?c kz:modality kz:Asserted }}
        WHERE {{ ?c rdf:predicate kz:plannedCapacity ; kz:modality kz:Planned }}""",
    )
    assert home.current().open_store().ask("ASK { project:wind-farms-2023 kz:plannedCapacity ?c }")
    assert done == built.release
    written = home.current().manifest
    assert (written.graphs, written.rules, written.counts) == (
        built.graphs,
        built.rules,
        built.counts,
    )


def test_the_default_graph_is_what_the_named_graphs_hold(home: Home) -> None:
    made(home, PERSON)
    store = home.current().open_store()
    named = {line for graph in store.graphs() for line in store.lines(graph)}
    assert set(store.lines(None)) == named


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { person:x a kz:Person }",
        "DELETE WHERE { person:macron ?p ?o }",
        "CLEAR DEFAULT",
        "INSERT DATA { GRAPH <https://w3id.org/kzgraph/graph/facts> { state:kaz a kz:State } }",
        "CLEAR GRAPH <https://w3id.org/kzgraph/graph/derived>",
        "CLEAR ALL",
    ],
)
def test_what_is_derived_cannot_be_written(home: Home, update: str) -> None:
    refused(home, update, BadRequestError, "derived")


def test_the_digest_of_the_default_graph_stays_true_whatever_a_literal_holds(home: Home) -> None:
    """Two writes that read the default graph, around a literal that is spelled with escapes."""
    first = home.current().id
    name = '"tab\\t line\\n quote\\" \u0001 \u007f é 😀"@en'
    whole = (
        f"WITH <{ENTITIES_GRAPH}> {{}} {{{{ person:macron skos:altLabel {name} }}}} WHERE {{{{}}}}"
    )
    made(home, whole.format("INSERT"), Conditions(validated=False))
    assert home.current().manifest.default == digest(home.current().open_store().lines(None))
    assert made(home, whole.format("DELETE")) == first
    assert home.current().manifest.default == digest(home.current().open_store().lines(None))


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 'GRAPH <urn:x> {' } }", {"urn:g"}),
        ("PREFIX e: <urn:> DELETE DATA { GRAPH <urn:g> { e:a e:p e:b } . } ;", {"urn:g"}),
        (
            "INSERT DATA { GRAPH <urn:g> { <urn:a> a <urn:b> } GRAPH <urn:h> { } } ; "
            "DELETE DATA { GRAPH <urn:i> { <urn:a> a <urn:b> } }",
            {"urn:g", "urn:i"},
        ),
        ("INSERT DATA { <urn:a> a <urn:b> }", None),
        ("INSERT DATA { GRAPH <urn:g> { <urn:a> a <urn:b> } <urn:a> a <urn:b> }", None),
        ("INSERT DATA { GRAPH e:g { <urn:a> a <urn:b> } }", None),
        ("DELETE WHERE { GRAPH <urn:g> { ?s ?p ?o } }", None),
        ("WITH <urn:g> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", None),
        ("CLEAR DEFAULT", None),
        ("INSERT DATA { GRAPH <urn:g> { } } ; CLEAR ALL", None),
        ("INSERT DATA { GRAPH <urn:\\u0067> { } }", None),
    ],
)
def test_the_graphs_of_data_are_told(text: str, graphs: set[str] | None) -> None:
    assert Update(text).touched == graphs


def test_a_write_that_cannot_be_told_follows_one_that_can(home: Home) -> None:
    first = home.current().id
    made(home, PERSON)
    refused(home, "CLEAR DEFAULT", BadRequestError, "derived")
    pattern = "{ VALUES ?s { person:x } ?s ?p ?o }"
    assert made(home, f"WITH <{ENTITIES_GRAPH}> DELETE {{ ?s ?p ?o }} WHERE {pattern}") == first


def test_blank_nodes_are_refused(home: Home) -> None:
    update = f'INSERT DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ [] skos:prefLabel "x"@en }} }}'
    refused(home, update, BadRequestError, "blank nodes")


def test_a_broken_shape_stops_a_write_with_the_report(home: Home) -> None:
    update = PERSON.replace('"Ann Example"@en , ', "")
    refused(home, update, InvalidDataError, "nothing was written")
    with pytest.raises(InvalidDataError) as caught:
        made(home, update)
    assert "sh:ValidationReport" in caught.value.report
    assert "person:x" in caught.value.report


def test_a_write_may_go_without_validation(home: Home) -> None:
    update = PERSON.replace('"Ann Example"@en , ', "")
    release = made(home, update, Conditions(validated=False))
    assert home.current().id == release
    assert not validate(home.current().open_store(), RULES).conforms


def test_a_malformed_claim_stops_a_write(home: Home) -> None:
    graph = source_graph("eonergie-2024-11")
    update = (
        f"INSERT DATA {{ GRAPH <{graph}> {{ claim:eonergie-2024-11-001 "
        'kz:validUntil "2024-13"^^xsd:gYearMonth } }'
    )
    refused(home, update, DataError, "2024-13|month")


def test_a_syntax_error_stops_a_write(home: Home) -> None:
    refused(home, "INSERT DATA { <urn:a> }", QuerySyntaxError, "parse")


def test_if_match_names_the_release_to_start_from(home: Home) -> None:
    first = home.current().id
    made(home, PERSON, Conditions(if_match=(first,)))
    with pytest.raises(PreconditionFailedError, match="current release"):
        made(home, REMOVED, Conditions(if_match=(first,)))
    tag = f"{home.current().id[:16]}-0123456789abcdef"
    assert made(home, REMOVED, Conditions(if_match=("other", tag))) == first


def test_graphs_are_put_extended_and_deleted(home: Home) -> None:
    graph = "https://w3id.org/kzgraph/graph/notes"
    note = 'state:kaz skos:altLabel "{}"@en .'
    head = (
        "@prefix state: <https://w3id.org/kzgraph/id/state/> . "
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    )

    def upload(text: str, *, replace: bool) -> bool:
        document = Document((head + note.format(text)).encode(), "text/turtle")
        change = Upload(graph, (document,), graph, replace)
        return write(home, change, RULES, Conditions()).created

    def comments() -> list[str]:
        rows = (
            home.current()
            .open_store()
            .select(
                "SELECT ?c { GRAPH <https://w3id.org/kzgraph/graph/notes> { ?s ?p ?c } } ORDER BY ?c"
            )
        )
        return [text_of(row["c"]) for row in rows if row["c"]]

    assert upload("one", replace=True)
    assert not upload("two", replace=False)
    assert comments() == ["one", "two"]
    assert not upload("three", replace=True)
    assert comments() == ["three"]
    made(home, Deletion(graph))
    assert comments() == []
    assert graph not in home.current().manifest.graphs
    refused(home, Deletion(graph), NotFoundError, "graph")


def test_two_writers_take_turns_each_whole(home: Home) -> None:
    one = PERSON.replace("person:x", "person:one").replace("Ann", "One")
    two = PERSON.replace("person:x", "person:two").replace("Ann", "Two")
    threads = [threading.Thread(target=made, args=(home, text)) for text in (one, two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = home.current().open_store()
    assert store.ask("ASK { person:one a kz:Person . person:two a kz:Person }")
    assert [entry.by for entry in journal.read(home.path)][-2:] == ["update", "update"]


KILLED = """
import os, signal, sys
from pathlib import Path
from kzgraph.release import Home
from kzgraph.release import successor, write as writing
from kzgraph.release.changes import Update
from kzgraph.validation.readings import READINGS, recall
from kzgraph.validation.rules import Rules

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

step, home, shapes, text = sys.argv[1:]
for owner in (Home, writing, successor):
    if hasattr(owner, step):
        setattr(owner, step, die)
rules = Rules.read(Path(shapes))
recall(rules, Home(Path(home)).current().path / READINGS)
writing.write(Home(Path(home)), Update(text), rules, writing.Conditions())
"""


@pytest.mark.slow
@pytest.mark.parametrize("step", ["_derived", "_validated", "name_release", "publish", "switch"])
def test_kill_9_leaves_nothing_behind(home: Home, step: str) -> None:
    before = home.current().id
    command = [sys.executable, "-c", KILLED, step, str(home.path), str(CHECKOUT / "shapes"), PERSON]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ})
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert home.current().id == before
    assert made(home, PERSON) == home.current().id != before


def test_a_small_write_is_quick(home: Home) -> None:
    made(home, PERSON)
    spent = []
    for text in (REMOVED, PERSON, REMOVED):
        began = time.process_time()
        made(home, text)
        spent.append(time.process_time() - began)
    assert min(spent) < 1.5
