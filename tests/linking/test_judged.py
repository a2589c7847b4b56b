"""Judgements of people: what is open, and how each lands in its table."""

import threading
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kzgraph.errors import BadRequestError, DataError, KzgraphError, StoreError
from kzgraph.linking.judged import Judged, item_iri, record
from kzgraph.linking.proposals import Proposal, Proposals, Search
from kzgraph.linking.review import Decision, judgement, source_of, waiting
from kzgraph.links import Judgement, read_table, write_table

ID, WD = "https://w3id.org/kzgraph/id/", "http://www.wikidata.org/entity/"
ORANO, KATCO = ID + "company/orano", ID + "company/katco"


def judged(
    decision: Decision, item: str = "Q9000000003", thing: str = ORANO, why: str = ""
) -> Judgement:
    return judgement(
        decision, (thing, "a thing"), (item_iri(item), "an item"), author="A. Reader", comment=why
    )


def rows(data: Path, name: str = "wikidata") -> set[tuple[str, str | None, str]]:
    table = read_table(data / "links" / f"{name}.sssom.tsv")
    return {(j.subject, j.object and j.object.removeprefix(WD), j.verdict) for j in table}


def test_a_decision_is_a_judgement_of_today(tmp_path: Path) -> None:
    table = record(tmp_path, judged("no-match", why=" another \tcompany "))
    assert table == tmp_path / "links" / "wikidata.sssom.tsv"
    (found,) = read_table(table)
    assert found.subject == ORANO
    assert found.object == WD + "Q9000000003"
    assert found.predicate == "http://www.w3.org/2004/02/skos/core#exactMatch"
    assert found.justification == "https://w3id.org/semapv/vocab/ManualMappingCuration"
    assert (found.verdict, found.author, found.date) == ("no-match", "A. Reader", date.today())
    assert (found.comment, found.confidence) == ("another \tcompany", None)


def test_doubt_is_a_low_confidence(tmp_path: Path) -> None:
    (found,) = read_table(record(tmp_path, judged("unsure")))
    assert (found.verdict, found.confidence) == ("unsure", Decimal("0.3"))


def test_a_later_word_on_a_pair_counts(tmp_path: Path) -> None:
    for decision in ("unsure", "no-match", "match"):
        record(tmp_path, judged(decision))
    assert rows(tmp_path) == {(ORANO, "Q9000000003", "match")}


def test_a_match_ends_that_none_was_found(tmp_path: Path) -> None:
    path = tmp_path / "links" / "wikidata.sssom.tsv"
    curated = "https://w3id.org/semapv/vocab/ManualMappingCuration"
    exact, target = judged("match").predicate, "https://w3id.org/kzgraph/target/wikidata"
    day = date(2024, 1, 2)
    none = Judgement(
        ORANO, exact, None, "none-found", curated, None, (), "B", day, object_source=target
    )
    write_table(path, [none])
    record(tmp_path, judged("no-match", "Q1"))
    assert rows(tmp_path) == {(ORANO, None, "none-found"), (ORANO, "Q1", "no-match")}
    record(tmp_path, judged("match"))
    assert rows(tmp_path) == {(ORANO, "Q1", "no-match"), (ORANO, "Q9000000003", "match")}


def test_no_thing_and_no_item_is_linked_twice(tmp_path: Path) -> None:
    record(tmp_path, judged("match"))
    before = (tmp_path / "links" / "wikidata.sssom.tsv").read_bytes()
    for item, thing in (("Q1", ORANO), ("Q9000000003", KATCO)):
        with pytest.raises(BadRequestError, match=r"company/orano is linked to .*Q9000000003"):
            record(tmp_path, judged("match", item, thing))
    assert (tmp_path / "links" / "wikidata.sssom.tsv").read_bytes() == before
    # The same pair again is the same link; a concept of EuroVoc may be two things of ours.
    record(tmp_path, judged("match"))
    for thing in (ORANO, KATCO):
        record(tmp_path, judged("match", "http://eurovoc.europa.eu/753", thing))
    assert len(rows(tmp_path, "eurovoc")) == 2


@pytest.mark.parametrize(
    "item",
    ["Q0", "P17", "232", "", "Q1 ", "http://www.wikidata.org/entity/P17", "http://viaf.org/1",
     "http://www.wikidata.org/entity/", "https://sws.geonames.org/1\n", "http://eurovoc.europa.eu/ 1"],
)  # fmt: skip
def test_what_can_be_linked_to_nothing(item: str) -> None:
    with pytest.raises(BadRequestError, match="can be linked to no thing"):
        item_iri(item)


def test_a_table_that_does_not_parse_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "links" / "wikidata.sssom.tsv"
    path.parent.mkdir()
    path.write_text("subject_id\nx\n", encoding="utf-8")
    with pytest.raises(DataError, match="wikidata"):
        record(tmp_path, judged("match"))
    assert path.read_text(encoding="utf-8") == "subject_id\nx\n"


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "links").write_text("")
    with pytest.raises(KzgraphError, match="cannot be written"):
        record(tmp_path, judged("match"))


def test_two_who_judge_at_once_lose_nothing(tmp_path: Path) -> None:
    def judge(first: int) -> None:
        for number in range(first, first + 10):
            record(tmp_path, judged("no-match", f"Q{number}"))

    threads = [threading.Thread(target=judge, args=(first,)) for first in (1, 11, 21)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {row[1] for row in rows(tmp_path)} == {f"Q{number}" for number in range(1, 31)}


def proposal(item: str, score: float) -> Proposal:
    return Proposal(WD + item, item, "", (), "", score, {"names": 1.0}, ("why",))


def search(thing: str, *proposals: Proposal) -> Search:
    return Search(thing, "a thing", "http://x/sparql", "2026-01-02T03:04:05+00:00", proposals)


def waits(*found: Judgement, unsure: bool = False) -> list[str]:
    searches = [
        search(KATCO, proposal("Q1", 0.7), proposal("Q2", 0.5)),
        search(ORANO, proposal("Q3", 0.9)),
        search(ID + "company/vicat"),
    ]
    queue = waiting(searches, Judged(found), unsure=unsure)
    return [each.proposal.label for each in queue]


def test_the_surest_thing_comes_first() -> None:
    assert waits() == ["Q3", "Q1", "Q2"]


def test_what_is_judged_waits_no_more() -> None:
    assert waits(judged("no-match", "Q1", KATCO)) == ["Q3", "Q2"]
    assert waits(judged("unsure", "Q1", KATCO)) == ["Q3", "Q2"]
    assert waits(judged("unsure", "Q1", KATCO), unsure=True) == ["Q3", "Q1", "Q2"]
    assert waits(judged("match", "Q1", KATCO), unsure=True) == ["Q3"]
    # An item that is another thing of ours is no candidate.
    assert waits(judged("match", "Q3", ID + "company/edf")) == ["Q1", "Q2"]


def test_proposals_stand_as_they_were_made(tmp_path: Path) -> None:
    proposals = Proposals(tmp_path)
    assert (proposals.read(ORANO), list(proposals.all())) == (None, [])
    first, second = search(ORANO, proposal("Q3", 0.9)), search(KATCO)
    for made in (first, second):
        proposals.write(made)
    assert proposals.read(ORANO) == first
    assert list(proposals.all()) == [second, first]
    assert source_of(first, WD + "Q3") == ("http://x/sparql on 2026-01-02",)
    assert source_of(first, WD + "Q4") == source_of(None, WD + "Q3") == ()


@pytest.mark.parametrize("broken", ["", "[]", "{}", '{"thing": 1}', '{"proposals": [{}]}'])
def test_a_broken_file_says_what_to_do(tmp_path: Path, broken: str) -> None:
    Proposals(tmp_path).write(search(ORANO))
    (path,) = (tmp_path / "proposals").iterdir()
    path.write_text(broken)
    with pytest.raises(StoreError, match="Remove it and run"):
        Proposals(tmp_path).read(ORANO)
