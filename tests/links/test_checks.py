"""Link tables at a build: each fault is told with file and line, and nothing is published."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kzgraph.errors import DataError
from kzgraph.links import Table, check, parse_table, read_table
from kzgraph.links.sssom import parse_text
from kzgraph.release import Home
from kzgraph.release.build import build
from kzgraph.vocab import ID

CHECKOUT = Path(__file__).resolve().parents[2]
KNOWN = {ID + "person/ada", ID + "person/grace", ID + "place/atlantis"}
HEAD = (
    "#curie_map:\n#  person: https://w3id.org/kzgraph/id/person/\n"
    "#  place: https://w3id.org/kzgraph/id/place/\n#  wd: http://www.wikidata.org/entity/\n"
    "#  eurovoc: http://eurovoc.europa.eu/\n#mapping_date: 2024-11-05\n"
    "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tauthor_label\n"
)


def row(subject: str, theirs: str, modifier: str = "", predicate: str = "skos:exactMatch") -> str:
    cells = (subject, predicate, modifier, theirs, "semapv:ManualMappingCuration", "Grace")
    return "\t".join(cells) + "\n"


def table(*rows: str, name: str = "a.sssom.tsv", head: str = HEAD) -> Table:
    return parse_text(head + "".join(rows), Path(name))


ADA = row("person:ada", "wd:Q7259")


def found(*tables: Table) -> list[tuple[str | None, int | None, str | None]]:
    problems = check(tables, KNOWN)
    return [(problem.file, problem.line, problem.rule) for problem in problems]


def test_tables_without_a_fault() -> None:
    rows = [
        ADA,
        row("person:ada", "wd:Q1", "Not"),
        row("person:grace", "wd:Q7259", "Not"),
        row("person:grace", "wd:Q7259", predicate="skos:relatedMatch"),
        row("person:ada", "eurovoc:1"),
        row("person:ada", "eurovoc:2"),
    ]
    assert found(table(*rows)) == []


@pytest.mark.parametrize(
    ("rows", "line", "rule"),
    [
        ([row("person:nobody", "wd:Q1")], 8, "link-subject"),
        ([row("person:ada", "wd:Q1", predicate="owl:sameAs")], 8, "link-relation"),
        ([row("person:ada", "sssom:NoTermFound")], 8, "link-source"),
        ([ADA, row("person:ada", "wd:Q1")], 9, "link-subject-twice"),
        ([ADA, row("person:grace", "wd:Q7259")], 9, "link-object-twice"),
        ([ADA, row("person:ada", "wd:Q7259", "Not")], 9, "link-twice"),
        ([ADA.replace("semapv:", "wd:")], 8, "link-justification"),
    ],
)
def test_a_fault_names_its_row(rows: list[str], line: int, rule: str) -> None:
    assert found(table(*rows)) == [("a.sssom.tsv", line, rule)]


def test_a_row_without_a_day() -> None:
    undated = HEAD.replace("#mapping_date: 2024-11-05\n", "")
    assert found(table(ADA, head=undated)) == [("a.sssom.tsv", 7, "link-date")]


def test_tables_are_held_against_each_other() -> None:
    other = table(row("person:grace", "wd:Q7259"), name="b.sssom.tsv")
    (problem,) = check([table(ADA), other], KNOWN)
    assert (problem.file, problem.line) == ("b.sssom.tsv", 8)
    assert "in a.sssom.tsv:8" in problem.message


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[Callable[[str], str]], str]:
    """A function that changes the shipped table, builds, and returns what was wrong."""

    def broken(change: Callable[[str], str]) -> str:
        root = tmp_path / "root"
        for part in ("ontology", "shapes", "data"):
            shutil.copytree(CHECKOUT / part, root / part)
        path = root / "data/links/wikidata.sssom.tsv"
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        home = Home(tmp_path / "home")
        with pytest.raises(DataError) as caught:
            build(root, home, progress=lambda _step: None)
        assert not list(home.releases.glob("*"))
        return str(caught.value)

    return broken


def test_a_build_stops_at_a_table(broken: Callable[[Callable[[str], str]], str]) -> None:
    told = broken(lambda text: text.replace("wd:Q274591", "wd:Q154037"))
    rows = read_table(CHECKOUT / "data/links/wikidata.sssom.tsv")
    assert len(rows) > 40
    (line,) = told.splitlines()
    assert line.startswith("data/links/wikidata.sssom.tsv:")
    assert "company/totalenergies: http://www.wikidata.org/entity/Q154037 is another thing" in line


def test_a_build_stops_at_a_row_that_cannot_be_read(
    broken: Callable[[Callable[[str], str]], str],
) -> None:
    lines = (CHECKOUT / "data/links/wikidata.sssom.tsv").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "wd:Q274591" in line)
    told = broken(lambda text: text.replace("wd:Q274591", "wikidata:Q274591"))
    assert told.startswith(f"data/links/wikidata.sssom.tsv:{number}: object_id: the prefix")


def test_the_shipped_tables_are_found_again(tmp_path: Path) -> None:
    path = CHECKOUT / "data/links/wikidata.sssom.tsv"
    first, judgement = parse_table(path).rows[0]
    line = path.read_text(encoding="utf-8").splitlines()[first - 1]
    assert line.split("\t")[1] == judgement.subject_label
