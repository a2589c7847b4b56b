"""SSSOM tables: read as they stand, written in one form, and nothing lost on the way."""

import string
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzgraph.errors import BadRequestError, DataError
from kzgraph.links import Judgement, read_table, tables, write_table
from kzgraph.vocab import ID, SEMAPV, SKOS, WD

HAND = "\n".join(
    (
        "#curie_map:",
        "#  person: https://w3id.org/kzgraph/id/person/",
        "#  wd: http://www.wikidata.org/entity/",
        "#mapping_set_id: https://example.org/set",
        "#mapping_set_version: 1.10",
        "#mapping_date: 2024-11-05",
        "#object_source: wd:Q0",
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_label\tconfidence\tsee_also",
        "person:ada\tskos:exactMatch\twd:Q7259\tsemapv:ManualMappingCuration\tGrace\t0.950\thttps://a.org/",
        "",
    )
)
ADA = Judgement(
    ID + "person/ada",
    SKOS + "exactMatch",
    WD + "Q7259",
    "match",
    SEMAPV + "ManualMappingCuration",
    Decimal("0.95"),
    (),
    "Grace",
    date(2024, 11, 5),
    object_source=WD + "Q0",
    extra=(("see_also", "https://a.org/"),),
)


@pytest.fixture
def table(tmp_path: Path) -> Callable[[str], Path]:
    def written(text: str) -> Path:
        path = tmp_path / "hand.sssom.tsv"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_row_is_read_with_what_the_head_says_for_all(table: Callable[[str], Path]) -> None:
    assert read_table(table(HAND)) == [ADA]


def test_writing_keeps_the_head_and_gives_each_row_its_date(table: Callable[[str], Path]) -> None:
    path = table(HAND)
    write_table(path, read_table(path))
    assert path.read_text(encoding="utf-8").splitlines() == [
        "#curie_map:",
        "#  person: https://w3id.org/kzgraph/id/person/",
        "#  wd: http://www.wikidata.org/entity/",
        "#mapping_set_id: https://example.org/set",
        "#mapping_set_version: 1.10",
        "#object_source: wd:Q0",
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_label\tmapping_date\t"
        "confidence\tsee_also",
        "person:ada\tskos:exactMatch\twd:Q7259\tsemapv:ManualMappingCuration\tGrace\t2024-11-05\t"
        "0.95\thttps://a.org/",
    ]
    assert [path.name for path in path.parent.iterdir()] == ["hand.sssom.tsv"]


def test_what_a_spreadsheet_saves_is_read(table: Callable[[str], Path]) -> None:
    lines = [line + "\t\t" if line.startswith("#") else line for line in HAND.split("\n")]
    path = table("")
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert read_table(path) == [ADA]


def test_the_four_verdicts_are_read_off_the_standard_columns(
    table: Callable[[str], Path],
) -> None:
    head, _, tail = HAND.partition("subject_id")
    columns = tail.split("\n")[0].replace("predicate_id", "predicate_id\tpredicate_modifier")
    row = "person:{}\tskos:exactMatch\t{}\t{}\tsemapv:ManualMappingCuration\tGrace\t{}\t"
    rows = [
        row.format("a", "", "wd:Q1", "0.5"),
        row.format("b", "Not", "wd:Q2", "0.1"),
        row.format("c", "", "wd:Q3", "0.49"),
        row.format("d", "", "sssom:NoTermFound", ""),
    ]
    read = read_table(table("\n".join([head + "subject_id" + columns, *rows, ""])))
    assert [j.verdict for j in read] == ["match", "no-match", "unsure", "none-found"]
    assert read[3].object is None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("wd:Q7259", "wikidata:Q7259", "hand.sssom.tsv:9: object_id: the prefix 'wikidata'"),
        ("wd:Q7259", "http://www.wikidata.org/entity/Q7259", "object_id: http://www.wikidata"),
        ("wd:Q7259", "", "hand.sssom.tsv:9: object_id: is empty"),
        ("\t0.950", "\t1.5", "hand.sssom.tsv:9: confidence: is 1.5; write a number from 0 to 1"),
        ("\t0.950", "\thigh", "confidence: is 'high'"),
        ("2024-11-05", "2024-11", "mapping_date: is '2024-11'; write the day"),
        ("2024-11-05", "2024-02-30", "mapping_date: is 2024-02-30, which is no day"),
        ("Grace", "", "author_id: is empty, as is author_label; say who judged"),
        ("see_also", "confidence", "hand.sssom.tsv:8: columns twice: ['confidence']"),
        ("subject_id\t", "", "missing: ['subject_id']"),
        ("a.org/\n", "a.org/\tmore\n", "hand.sssom.tsv:9: has 8 cells under 7 columns"),
        ("#mapping_set_id:", "#mapping: [", "hand.sssom.tsv:1: the head does not parse"),
        ("\tGrace", '\t"Grace', "does not parse"),
    ],
)
def test_a_slip_is_told_with_file_line_and_column(
    table: Callable[[str], Path], old: str, new: str, says: str
) -> None:
    path = table(HAND.replace(old, new))
    with pytest.raises(DataError) as caught:
        read_table(path)
    assert says in str(caught.value)


def test_every_bad_row_is_told_at_once(table: Callable[[str], Path]) -> None:
    row = HAND.splitlines()[-1]
    path = table(HAND + row.replace("wd:", "x:") + "\n" + row.replace("0.950", "2") + "\n")
    with pytest.raises(DataError) as caught:
        read_table(path)
    assert [problem.line for problem in caught.value.problems] == [10, 11]


def test_a_table_that_cannot_be_read_is_not_written_over(table: Callable[[str], Path]) -> None:
    path = table(HAND.replace("wd:Q7259", "x:y"))
    before = path.read_bytes()
    with pytest.raises(DataError):
        write_table(path, [ADA])
    assert path.read_bytes() == before


def test_a_judgement_that_would_be_read_as_another_is_refused(tmp_path: Path) -> None:
    unsure = Judgement(*[getattr(ADA, name) for name in ADA.__slots__][:3], "unsure", *_rest())
    with pytest.raises(BadRequestError, match="is match, not unsure"):
        write_table(tmp_path / "links" / "new.sssom.tsv", [unsure])
    assert not (tmp_path / "links").exists()


def _rest() -> tuple[object, ...]:
    return (ADA.justification, None, (), "Grace", ADA.date)


def test_a_new_table_declares_what_it_uses_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "links" / "new.sssom.tsv"
    theirs = Judgement(
        ID + "state/kaz",
        SKOS + "exactMatch",
        "https://other.example/thing/7",
        "match",
        SEMAPV + "ManualMappingCuration",
        None,
        ("a|b", "c\\d"),
        "https://w3id.org/kzgraph/team",
        date(2026, 1, 2),
    )
    write_table(path, [theirs])
    assert path.read_text(encoding="utf-8").splitlines() == [
        "#curie_map:",
        "#  kz: https://w3id.org/kzgraph/ontology#",
        "#  kzgraph: https://w3id.org/kzgraph/",
        "#  ns1: https://other.example/thing/",
        "#  state: https://w3id.org/kzgraph/id/state/",
        "#license: https://creativecommons.org/licenses/by/4.0/",
        "#extension_definitions:",
        "#  - slot_name: ext_evidence",
        "#    property: kz:linkEvidence",
        "#    type_hint: xsd:string",
        "subject_id\tpredicate_id\tobject_id\tmapping_justification\tauthor_id\tmapping_date\t"
        "ext_evidence",
        "state:kaz\tskos:exactMatch\tns1:7\tsemapv:ManualMappingCuration\tkzgraph:team\t2026-01-02\t"
        r"a\|b|c\\d",
    ]
    assert read_table(path) == [theirs]
    assert tables(tmp_path) == [path]


TEXT = st.text("ab \t\n\r\"|\\#:'éқ\u2028", max_size=6)
WORDS = st.text("ab|éҚ.", min_size=1, max_size=6)
IRIS = st.builds(
    lambda base, rest: base + rest,
    st.sampled_from([ID + "person/", WD, "http://a.org/b#", "https://b.org/c/d/", "urn:x:"]),
    st.text(string.ascii_letters + string.digits + "/#:-", min_size=1, max_size=8),
)
JUDGEMENTS = st.builds(
    Judgement,
    subject=IRIS,
    predicate=st.sampled_from([SKOS + "exactMatch", SKOS + "closeMatch"]),
    object=IRIS,
    verdict=st.just("match"),
    justification=st.just(SEMAPV + "LexicalMatching"),
    confidence=st.none() | st.decimals(Decimal("0.5"), 1, places=3),
    evidence=st.lists(WORDS | st.just("\\|"), max_size=3).map(tuple),
    author=IRIS | WORDS,
    date=st.dates(),
    subject_label=TEXT,
    object_label=TEXT,
    comment=TEXT,
    object_source=IRIS | st.just(""),
    extra=st.lists(WORDS, max_size=1).map(lambda texts: tuple(("other", text) for text in texts)),
)


@settings(max_examples=30)
@given(st.lists(JUDGEMENTS, min_size=1, max_size=4, unique=True))
def test_a_round_trip_loses_nothing(judgements: list[Judgement]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.sssom.tsv"
        write_table(path, judgements)
        read = read_table(path)
        assert sorted(read, key=repr) == sorted(judgements, key=repr)
        written = path.read_bytes()
        write_table(path, reversed(read))
        assert path.read_bytes() == written
