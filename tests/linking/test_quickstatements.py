"""QuickStatements: what is exported, in which words, and what is left out for which reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from planted_gaps import ENDPOINT, ID, Planted, claim, graph, measured, statement

from kzgraph.dates import Interval
from kzgraph.linking import v1
from kzgraph.linking.comparable import Amount, Item, Known, Moment, Text
from kzgraph.linking.gap_report import GapReport
from kzgraph.linking.gaps import find_gaps
from kzgraph.linking.quickstatements import Contribution, contribution
from kzgraph.store import Store

A = "Q9000000101"
PAPER = (
    'S854\t"https://paper.example/a%7Cb?c=d%20e"\tS1476\tfr:"Le "grand" pari"\t'
    "S577\t+2024-11-00T00:00:00Z/10\tS813\t+2024-12-01T00:00:00Z/11"
)
WIRE = 'S1476\tfr:"Une dépêche"\tS577\t+2023-00-00T00:00:00Z/9'
BASED = "company:a kz:basedInState state:x"

Changed = Callable[[GapReport], GapReport]


def contributed(
    tmp_path: Path, claims: str, stated: str = "", change: Changed = lambda report: report
) -> Contribution:
    store = graph(tmp_path, claims)
    found = find_gaps(store, Planted(tmp_path, stated), [f"{ID}company/a"])
    return contribution(
        store, change(GapReport("r", ENDPOINT, "2024-11-05", found.redirects, found.gaps))
    )


def reasons(found: Contribution) -> list[str]:
    assert found.commands == ()
    return [left.reason for left in found.left_out]


def test_a_statement_has_a_reference_to_each_document(tmp_path: Path) -> None:
    claims = claim("1", BASED) + claim("2", BASED, doc="wire") + claim("3", BASED, doc="silent")
    found = contributed(tmp_path, claims)
    assert found.commands == (f"{A}\tP17\tQ9000000108\t{PAPER}\t!{WIRE}",)
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (
            ['; kz:validFrom "2010-05"^^xsd:gYearMonth ; kz:validUntil "2012"^^xsd:gYear'],
            "P580\t+2010-05-00T00:00:00Z/10\tP582\t+2012-00-00T00:00:00Z/9\t",
        ),
        (['; kz:validAt "2024-11-05"^^xsd:date'], "P585\t+2024-11-05T00:00:00Z/11\t"),
        # The finer of two that agree; none of two that do not; no point in time beside a beginning.
        (
            ['; kz:validAt "2024"^^xsd:gYear', '; kz:validAt "2024-11"^^xsd:gYearMonth'],
            "P585\t+2024-11-00T00:00:00Z/10\t",
        ),
        (['; kz:validAt "2023"^^xsd:gYear', '; kz:validAt "2024"^^xsd:gYear'], ""),
        (
            ['; kz:validFrom "2010"^^xsd:gYear', '; kz:validAt "2024"^^xsd:gYear'],
            "P580\t+2010-00-00T00:00:00Z/9\t",
        ),
    ],
)
def test_times_become_qualifiers(tmp_path: Path, times: list[str], expected: str) -> None:
    claims = "".join(claim(f"{n}", BASED, more=more) for n, more in enumerate(times))
    assert contributed(tmp_path, claims).commands == (f"{A}\tP17\tQ9000000108\t{expected}{PAPER}",)


def test_a_property_that_points_back_has_their_subject(tmp_path: Path) -> None:
    store = graph(tmp_path, claim("1", "event:e kz:participant person:p"))
    found = find_gaps(store, Planted(tmp_path), [f"{ID}person/p"])
    (command,) = contribution(store, GapReport("r", ENDPOINT, "d", {}, found.gaps)).commands
    assert command == f"Q9000000105\tP1344\tQ9000000106\t{PAPER}"


def test_a_redirected_item_is_named_by_its_new_id(tmp_path: Path) -> None:
    store = graph(tmp_path, claim("1", "company:old kz:basedInState state:x"))
    found = find_gaps(store, Planted(tmp_path), [f"{ID}company/old"])
    report = GapReport("r", ENDPOINT, "d", found.redirects, found.gaps)
    (command,) = contribution(store, report).commands
    assert command.startswith("Q9000000202\tP17\t")


def test_the_unit_of_an_amount_is_linked(tmp_path: Path) -> None:
    found = contributed(tmp_path, claim("1", "company:a kz:capacity quantity:gw-bounds"))
    assert found.commands == (f"{A}\tP2109\t1.2[1.1,1.3]U9000000109\t{PAPER}",)


CONFLICT = """<https://w3id.org/kzgraph/id/conflict/c> a kz:Conflict ;
  kz:conflictingClaim claim:1 ; kz:conflictStatus kz:{}Conflict .
"""


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        (claim("1", BASED) + CONFLICT.format("Open"), "open conflict"),
        (claim("1", BASED, doc="copy"), "came from there"),
        (claim("1", BASED, doc="theirs"), "came from there"),
        (claim("1", BASED, doc="asked"), "came from there"),
        (claim("1", BASED, doc="silent"), "neither an address nor a title"),
        (claim("1", BASED, level="Hearsay"), "no passage and no document"),
        (claim("1", 'company:a kz:motto "Plus"@fr'), "Planted: mottos are only compared."),
        (claim("1", "company:a kz:admires state:x"), "no row of the property table"),
        (claim("1", "company:a kz:basedInState state:local"), "no link to an item"),
        (claim("1", "company:a kz:capacity quantity:gw-more"), "only bounds are known"),
        ('company:a schema:leiCode "X" .\n', "no claim of this release states it"),
    ],
)
def test_what_is_not_sure_is_left_out_with_the_reason(
    tmp_path: Path, claims: str, reason: str
) -> None:
    (told,) = reasons(contributed(tmp_path, claims))
    assert reason in told


def test_a_settled_conflict_and_a_second_source_do_not_stand_in_the_way(tmp_path: Path) -> None:
    settled = claim("1", BASED) + CONFLICT.format("Resolved")
    assert len(contributed(tmp_path, settled).commands) == 1
    both = claim("1", BASED) + claim("2", BASED, doc="theirs")
    assert contributed(tmp_path, both).commands == (f"{A}\tP17\tQ9000000108\t{PAPER}",)


@pytest.mark.parametrize("modality", ["Announced", "Planned", "Estimated", "Denied", "Opinion"])
def test_only_asserted_claims_are_exported(tmp_path: Path, modality: str) -> None:
    assert contributed(tmp_path, claim("1", BASED, modality=modality)) == Contribution((), ())


def test_what_stands_there_is_not_exported(tmp_path: Path) -> None:
    based = claim("1", BASED)
    same = statement(A, "P17", "wd:Q9000000108")
    assert contributed(tmp_path, based, same) == Contribution((), ())
    deprecated = statement(A, "P17", "wd:Q9000000108", rank="Deprecated")
    assert reasons(contributed(tmp_path, based, deprecated)) == [
        "they state it with the rank deprecated"
    ]
    other = measured(A, "P2109", "7", "Q9000000109")
    sized = claim("1", "company:a kz:capacity quantity:gw")
    assert "has to decide" in reasons(contributed(tmp_path, sized, other))[0]


def test_a_report_is_not_believed_against_the_release(tmp_path: Path) -> None:
    def forged(**fields: object) -> Changed:
        return lambda report: replace(report, gaps=(replace(report.gaps[0], **fields),))  # type: ignore[arg-type]

    based = claim("1", BASED)
    for change, reason in (
        (forged(value=f"<{ID}state/local>"), "no claim of this release"),
        (forged(item="Q9000000999"), "not linked to Q9000000999"),
        (forged(target="P6"), "no row of the property table"),
    ):
        (told,) = reasons(contributed(tmp_path, based, change=change))
        assert reason in told


def day(text: str) -> Moment:
    return Moment(Interval(date.fromisoformat(text), date.fromisoformat(text)), 11)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Item("Q42", "label"), "Q42"),
        (day("2024-11-05"), "+2024-11-05T00:00:00Z/11"),
        (Amount(Decimal("1E+3")), "1000"),
        (Amount(Decimal("-0.50"), unit="Q11573"), "-0.50U11573"),
        (Amount(Decimal(10), Decimal("9.5"), Decimal(11)), "10[9.5,11]"),
        (Text('in "quotes"'), '"in "quotes""'),
        (Text(" two\tlines\r\nand \u00a0blanks "), '"two lines and blanks"'),
        (Text("Сапар", "kk-cyrl"), 'kk-cyrl:"Сапар"'),
    ],
)
def test_how_values_are_written(value: Known, expected: str) -> None:
    assert v1.value(value) == expected


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (Text("a | b", "fr"), "bar"),
        (Text(" \n "), "empty"),
        (Text('"quoted"'), "both ends"),
        (Text("x", "es-419"), "es-419"),
        (Text("x" * 1501, "fr"), "1500"),
        (Amount(None, Decimal(1)), "only bounds"),
        (Amount(Decimal(1), Decimal(1)), "one bound is open"),
    ],
)
def test_what_the_syntax_cannot_hold_is_not_bent(value: Known, reason: str) -> None:
    with pytest.raises(v1.Unwritable, match=reason):
        v1.value(value)


@pytest.mark.parametrize("address", ["ftp://x/", "javascript:alert(1)", "x"])
def test_an_address_is_of_the_web(address: str) -> None:
    with pytest.raises(v1.Unwritable, match="no http address"):
        v1.address(address)
    assert v1.address('https://x/é"\t<a>|') == '"https://x/%C3%A9%22%09%3Ca%3E%7C"'


def test_the_shipped_documents_have_nothing_to_refer_to_by_yet(release_store: Store) -> None:
    """No source of the project gives their addresses or titles, so nothing may be exported."""

    class Empty:
        def select(self, query: str) -> list[dict[str, object]]:
            return []

    found = find_gaps(release_store, Empty())  # type: ignore[arg-type]
    made = contribution(release_store, GapReport("r", ENDPOINT, "d", {}, found.gaps))
    assert made.commands == ()
    told = {left.reason for left in made.left_out}
    assert "its documents have neither an address nor a title of their own" in told
    assert len(made.left_out) == len(found.gaps)
