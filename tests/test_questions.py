"""Competency questions: what a researcher asks of the data, with answers read from the texts.

Every one is asked inside the process and over HTTP. What the files must look like is tested here too.
"""

import re
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Store as EmptyStore
from question_files import (
    FOLDER,
    GRAPHS,
    OFFERED,
    QUERIES,
    TABLES,
    WHOLE,
    answer_file,
    body,
    comparable,
    expected_table,
    table,
)
from SPARQLWrapper import CSV, TURTLE, SPARQLWrapper

from kzgraph.store import Store


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.stem)


def triples(data: bytes, rdf_format: str) -> set[tuple[rdflib.term.Node, ...]]:
    return set(rdflib.Graph().parse(data=data, format=rdf_format))


def inside(store: Store, query: str) -> bytes:
    return store.answer(query, "text/csv", "application/n-triples").body


def over_http(service: str, query: str, return_format: str) -> bytes:
    client = SPARQLWrapper(f"{service.rstrip('/')}/sparql")
    client.setQuery(query)
    client.setReturnFormat(return_format)
    answer = client.query().convert()
    assert isinstance(answer, bytes)
    return answer


@each(TABLES)
def test_rows_inside_the_process(path: Path, release_store: Store) -> None:
    query = path.read_text("utf-8")
    rows = table(inside(release_store, query).decode("utf-8"))
    assert comparable(rows, query) == expected_table(path)


@each(TABLES)
def test_rows_over_http(path: Path, service: str) -> None:
    query = path.read_text("utf-8")
    rows = table(over_http(service, query, CSV).decode("utf-8"))
    assert comparable(rows, query) == expected_table(path)


@each(OFFERED)
def test_rows_of_all_that_is_shipped(path: Path, whole_store: Store) -> None:
    query = path.read_text("utf-8")
    rows = table(inside(whole_store, query).decode("utf-8"))
    assert comparable(rows, query) == expected_table(path, WHOLE)


@each(GRAPHS)
def test_triples_inside_the_process(path: Path, release_store: Store) -> None:
    found = inside(release_store, path.read_text("utf-8"))
    assert triples(found, "nt") == triples(answer_file(path, ".nt").read_bytes(), "nt")


@each(GRAPHS)
def test_triples_over_http(path: Path, service: str) -> None:
    found = over_http(service, path.read_text("utf-8"), TURTLE)
    assert triples(found, "turtle") == triples(answer_file(path, ".nt").read_bytes(), "nt")


def test_there_are_enough_questions() -> None:
    assert len(QUERIES) >= 40


def test_questions_are_numbered_without_gap() -> None:
    numbers = [path.stem.split("-")[0] for path in QUERIES]
    assert numbers == [f"{number:02d}" for number in range(1, len(QUERIES) + 1)]


def test_every_question_has_one_answer_and_every_answer_a_question() -> None:
    answers = [path.stem for path in FOLDER.iterdir() if path.suffix in {".csv", ".nt"}]
    assert sorted(answers) == [path.stem for path in QUERIES]
    assert sorted(path.stem for path in WHOLE.iterdir()) == [path.stem for path in OFFERED]


@each(QUERIES)
def test_header_is_a_question(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    header = [line for line in lines[:3] if line.startswith("# ")]
    question = [line for line in header if not line.startswith("# Why it is believed: ")]
    assert 1 <= len(question) <= 2
    assert "?" in question[0]


@each(QUERIES)
def test_query_declares_the_prefixes_that_it_uses_and_no_other(path: Path) -> None:
    query = path.read_text("utf-8")
    declared = re.findall(r"^PREFIX ([\w-]+):", query, re.MULTILINE)
    rest = re.sub(r"^PREFIX .*$", "", body(query), flags=re.MULTILINE)
    assert [name for name in declared if not re.search(rf"\b{name}:", rest)] == []
    EmptyStore().query(query)


@each([path for path in QUERIES if "\nSELECT " in path.read_text("utf-8")])
def test_selected_rows_come_in_a_total_order(path: Path) -> None:
    query = path.read_text("utf-8")
    keys = re.findall(r"\?(\w+)", query.rpartition("\nORDER BY ")[2])
    names, *rows = expected_table(path)
    places = [names.index(key) for key in keys]
    seen = [tuple(row[place] for place in places) for row in rows]
    assert keys
    assert len(set(seen)) == len(rows)
