"""The shipped judgements: those of the reference list, in one form, and in the release."""

import csv
from pathlib import Path

import pytest
import sssom_pydantic
from reference import reference

from kzgraph.identifiers import LINKS_GRAPH
from kzgraph.links import Judgement, canonical_text, export_table, read_table, tables, target_of
from kzgraph.links.count import ALL, tally
from kzgraph.links.recorded import recorded
from kzgraph.rdf import text_of
from kzgraph.store import Store
from kzgraph.vocab import ID, WD

CHECKOUT = Path(__file__).resolve().parents[2]
TABLES = tables(CHECKOUT / "data")
ONLY_AS_METONYM = {"Q649", "Q956"}
NO_ENTITY = {"Q1065", "Q150", "Q4916", "Q4917"}
"""The United Nations, French, the euro and the US dollar: no entity of this graph."""


def judgements() -> list[Judgement]:
    return [judgement for path in TABLES for judgement in read_table(path)]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_has_its_one_form(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == canonical_text(path)


def test_links_are_those_of_the_reference_list() -> None:
    lines = reference("identifiers.tsv").read_text(encoding="utf-8").splitlines()[1:]
    sure = {
        row["wikidata"]: row["confidence"]
        for row in csv.DictReader(lines, delimiter="\t")
        if row["confidence"] in {"V1", "V2"}
    }
    expected = {
        WD + item: {"V1": "0.8", "V2": "0.95"}[level]
        for item, level in sure.items()
        if item not in ONLY_AS_METONYM | NO_ENTITY
    }
    matched = {
        j.object: str(j.confidence)
        for j in judgements()
        if j.verdict == "match" and target_of(j.object, j.object_source) == "wikidata"
    }
    assert matched == expected


def test_traps_are_rejected_and_what_was_not_found_says_so() -> None:
    by_verdict: dict[str, set[tuple[str, str | None]]] = {}
    for j in judgements():
        by_verdict.setdefault(j.verdict, set()).add((j.subject.removeprefix(ID), j.object))
    assert by_verdict["no-match"] == {
        ("organisation/ministry-of-health-of-kazakhstan", WD + "Q107752583"),
        ("situation/war-in-ukraine", WD + "Q110999040"),
        ("situation/war-in-ukraine", WD + "Q113149305"),
        ("state/chn", WD + "Q956"),
        ("state/rus", WD + "Q649"),
    }
    assert by_verdict["unsure"] == {("organisation/medef", WD + "Q3082595")}
    traps = {j.subject.removeprefix(ID): j.comment for j in judgements() if j.object is None}
    assert "KATCON" in traps["company/katco"]
    assert "insurance" in traps["company/orano"]
    assert "needle" in traps["company/vicat"]


def test_every_judgement_says_who_and_when() -> None:
    for j in judgements():
        assert j.author == "https://w3id.org/kzgraph/team"
        assert j.subject_label
        assert j.evidence or j.object is None


def test_only_matches_become_triples(release_store: Store) -> None:
    query = f"SELECT ?s ?o WHERE {{ GRAPH <{LINKS_GRAPH}> {{ ?s skos:exactMatch ?o }} }}"
    stated = {(text_of(r["s"]), text_of(r["o"])) for r in release_store.select(query)}  # type: ignore[arg-type]
    assert stated == {(j.subject, j.object) for j in judgements() if j.verdict == "match"}
    assert len(recorded(release_store)) == len(judgements())


def test_no_match_stands_beside_the_names(release_store: Store) -> None:
    query = "ASK { GRAPH <https://w3id.org/kzgraph/graph/entities> { ?s skos:exactMatch ?o } }"
    assert not release_store.ask(query)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_another_reader_of_sssom_reads_the_same(path: Path) -> None:
    assert theirs(path) == {
        (j.subject, j.object, j.verdict == "no-match", float(j.confidence or -1))
        for j in read_table(path)
    }


def test_another_reader_of_sssom_reads_the_export(release_store: Store, tmp_path: Path) -> None:
    path = tmp_path / "kzgraph.sssom.tsv"
    path.write_text(export_table(release_store), encoding="utf-8")
    assert {(j.subject, j.object) for j in judgements()} < {row[:2] for row in theirs(path)}
    assert len(theirs(path)) == len(read_table(path)) > 300
    assert path.read_text(encoding="utf-8") == canonical_text(path)


def theirs(path: Path) -> set[tuple[str, str | None, bool, float]]:
    pack = sssom_pydantic.read(path)
    expand = pack.converter.expand_reference
    return {
        (
            expand(m.subject),
            None if m.object.identifier == "NoTermFound" else expand(m.object),
            m.predicate_modifier == "Not",
            m.confidence or -1.0,
        )
        for m in pack.mappings
    }


def test_what_the_report_counts(release_store: Store) -> None:
    entities = [ID + "state/kaz", ID + "company/edf", ID + "company/katco", ID + "goal/none"]
    entries = [e for e in recorded(release_store) if e.subject in entities]
    rows = {(row.target, row.kind): row for row in tally(entries, entities)}
    whole = rows["wikidata", ALL]
    assert (whole.linked, whole.unlinked, whole.none_found) == (2, 2, 1)
    assert rows["wikidata", "company"].unlinked == 1
    assert rows["geonames", "goal"].unlinked == 1
