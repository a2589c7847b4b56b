"""What follows from a small write by difference is what follows from the whole."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kzgraph.derive import derive
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import ENTITIES_GRAPH, THINGS, source_graph
from kzgraph.rdf import digest
from kzgraph.release import Home
from kzgraph.release.changes import FOLLOWING, Update
from kzgraph.release.content import write_names
from kzgraph.release.write import Conditions, write
from kzgraph.validation import read_report
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate
from kzgraph.vocab import KZ

CHECKOUT = Path(__file__).resolve().parents[2]
RULES = Rules.read(CHECKOUT / "shapes")
SOURCE = source_graph("eonergie-2024-11")
CLAIM = (
    f"DATA {{ GRAPH <{SOURCE}> {{ claim:eonergie-2024-11-900 a kz:Claim ; rdf:subject state:kaz ; "
    "rdf:predicate kz:bordersState ; rdf:object state:fra ; kz:modality kz:Asserted ; "
    "kz:rank kz:NormalRank ; kz:evidenceLevel kz:DocumentLevel ; kz:speechMode kz:Narration ; "
    "kz:evidence document:eonergie-2024-11 ; prov:wasAttributedTo organisation:eonergie ; "
    'kz:validAt "2024"^^xsd:gYear ; kz:paraphrase "They share a border."@en , '
    '"Ils ont une frontière."@fr } }'
)
NAMES = (
    f'DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ state:kaz skos:altLabel "KZ"@en , '
    "'Tab\t and \"quotes\" é 😀'@en } }"
)


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Home:
    shutil.copytree(built_home, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def made(home: Home, text: str) -> str:
    return write(home, Update(text), RULES, Conditions()).release


def names_in(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        rows: list[tuple[object, ...]] = connection.execute(
            "SELECT iri, text, language, kind, folded FROM names ORDER BY 1, 2, 3, 4"
        ).fetchall()
        return rows + connection.execute("SELECT thing, class FROM types ORDER BY 1, 2").fetchall()


def check_whole(home: Home, folder: Path) -> None:
    """Compare all that a release holds with what the whole gives."""
    release, store = home.current(), home.current().open_store()
    assert release.manifest.graphs == {name: digest(store.lines(name)) for name in store.graphs()}
    named = {line for graph in store.graphs() for line in store.lines(graph)}
    assert set(store.lines(None)) == named
    held = {quad for graph in FOLLOWING for quad in store.quads(graph)}
    assert held == set(derive(store).quads)
    assert read_report(release.path / "report.ttl") == validate(store, RULES)
    folder.mkdir()
    write_names(store, folder)
    assert names_in(release.path / "names.sqlite") == names_in(folder / "names.sqlite")


@pytest.mark.slow
def test_small_writes_give_what_the_whole_gives(home: Home, tmp_path: Path) -> None:
    first = home.current().id
    made(home, f"INSERT {CLAIM} ; INSERT {NAMES}")
    assert home.current().open_store().ask("ASK { state:kaz kz:bordersState state:fra }")
    check_whole(home, tmp_path / "inserted")
    made(home, f"DELETE {CLAIM}")
    check_whole(home, tmp_path / "deleted")
    assert made(home, f"DELETE {NAMES}") == first


def test_the_index_of_names_follows_a_class(home: Home) -> None:
    person, company, claim = (THINGS + slug for slug in ("person/macron", "company/x", "claim/x"))
    more = "person:macron a kz:Agent . company:x a kz:Company . claim:x a kz:Claim"
    update = f"DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ {more} }} }}"
    for word, classes in (("INSERT", ("Agent", "Person")), ("DELETE", ("Person",))):
        write(home, Update(f"{word} {update}"), RULES, Conditions(validated=False))
        with home.current().open_names() as names:
            told = names.types_of([person, company, claim])
        assert told == {person: tuple(KZ + name for name in classes), company: (), claim: ()}


def test_what_an_update_says_and_does_not_do_is_no_change(home: Home) -> None:
    first = home.current().id
    known = f"DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ state:kaz a kz:State }} }}"
    assert made(home, f"INSERT {known}") == first
    assert made(home, f"DELETE {known} ; INSERT {known}") == first


def test_a_graph_is_told_by_its_address_however_it_is_spelled(home: Home) -> None:
    graph = "https://w3id.org/kzgraph/graph/notes"
    for spelled in (graph, "graph/notes", "https://w3id.org/kzgraph/x/../graph/notes"):
        made(home, f'INSERT DATA {{ GRAPH <{spelled}> {{ state:kaz skos:altLabel "N"@en }} }}')
        store = home.current().open_store()
        assert home.current().manifest.graphs[graph] == digest(store.lines(graph))
        made(home, f'DELETE DATA {{ GRAPH <{spelled}> {{ state:kaz skos:altLabel "N"@en }} }}')


def test_derived_graphs_are_refused_by_their_address_too(home: Home) -> None:
    before = home.current().id
    with pytest.raises(BadRequestError, match="derived"):
        made(home, "INSERT DATA { GRAPH <graph/facts> { state:kaz a kz:State } }")
    assert home.current().id == before
