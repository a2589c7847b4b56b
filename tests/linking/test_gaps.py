"""Gaps: our facts against an endpoint's statements, over planted data with answers by hand."""

from pathlib import Path

import pytest
from planted_gaps import ID, KZ, Planted, claim, dated, graph, measured, statement
from reference import reference
from wikidata import Fault, Faults

from kzgraph.errors import DataError, NotFoundError, ServiceError
from kzgraph.linking.gap_report import Gap
from kzgraph.linking.gaps import find_gaps
from kzgraph.linking.mappings import read_mappings
from kzgraph.store import Store

A, OLD, P = "Q9000000101", "Q9000000202", "Q9000000105"


def gaps(tmp_path: Path, claims: str, stated: str = "", only: str = "company/a") -> list[Gap]:
    found = find_gaps(graph(tmp_path, claims), Planted(tmp_path, stated), [f"{ID}{only}"])
    return list(found.gaps)


def told(tmp_path: Path, claims: str, stated: str = "", only: str = "company/a") -> list[str]:
    """Return status and note of each gap."""
    found = gaps(tmp_path, claims, stated, only)
    return [f"{gap.status}: {gap.note}" if gap.note else gap.status for gap in found]


def test_an_item_is_the_same_through_our_links_and_through_redirects(tmp_path: Path) -> None:
    based = claim("1", "company:a kz:basedInState state:x")
    for value in ("wd:Q9000000108", "wd:Q9000000208"):
        (gap,) = gaps(tmp_path, based, statement(A, "P17", value))
        assert (gap.status, gap.target, gap.item) == ("same", "P17", A)
        assert gap.theirs.startswith("Q9000000108")
        assert gap.claims == (f"{ID}claim/1",)


def test_what_they_lack_is_missing_there_and_what_we_lack_here(tmp_path: Path) -> None:
    based = claim("1", "company:a kz:basedInState state:x")
    here, there = gaps(tmp_path, based, statement(A, "P17", "wd:Q9000000300"))
    assert (here.status, here.ours, here.property) == (
        "missing-there",
        "state/x",
        f"{KZ}basedInState",
    )
    assert (there.status, there.theirs, there.value) == ("missing-here", "Q9000000300", "")


@pytest.mark.parametrize(
    ("ours", "theirs", "precision", "expected"),
    [
        ('"2010-05"^^xsd:gYearMonth', "2010-05-12", 11, "same: more precise there"),
        ('"2010-05-12"^^xsd:date', "2010-01-01", 9, "same: more precise here"),
        ('"2010-05-12"^^xsd:date', "2010-05-12", 11, "same"),
        ('"2010"^^xsd:gYear', "2010-01-01", 8, "same: more precise here"),
        ('"2010-05"^^xsd:gYearMonth', "2010-06-01", 10, "different"),
        ('"2011"^^xsd:gYear', "2010-01-01", 9, "different"),
        (
            '"2011"^^xsd:gYear',
            "1900-01-01",
            7,
            "not-comparable: their value is of another unit, language or kind",
        ),
    ],
)
def test_dates_of_partial_precision(
    tmp_path: Path, ours: str, theirs: str, precision: int, expected: str
) -> None:
    since = claim("1", f"company:a kz:establishedOn {ours}")
    assert told(tmp_path, since, dated(A, "P571", theirs, precision)) == [expected]


@pytest.mark.parametrize(
    ("quantity", "stated", "expected"),
    [
        ("gw", measured(A, "P2109", "1.20", "Q9000000109"), "same"),
        ("gw", measured(A, "P2109", "1", "Q9000000109", "0.5", "1.5"), "same"),
        ("gw", measured(A, "P2109", "1.3", "Q9000000109"), "different"),
        ("gw-bounds", measured(A, "P2109", "1.3", "Q9000000109"), "same"),
        ("gw-more", measured(A, "P2109", "7", "Q9000000109"), "same"),
        ("gw-more", measured(A, "P2109", "1", "Q9000000109"), "different"),
        ("firms", measured(A, "P2109", "170", "Q199"), "same"),
        (
            "gw",
            measured(A, "P2109", "1200", "Q9000000110"),
            "not-comparable: their value is of another unit, language or kind",
        ),
        (
            "mw",
            measured(A, "P2109", "1200", "Q9000000110"),
            "not-comparable: the unit http://qudt.org/vocab/unit/MegaW has no link to an item",
        ),
        ("eur", "", "not-comparable: the currency EUR has no link to an item"),
    ],
)
def test_amounts_with_units_and_bounds(
    tmp_path: Path, quantity: str, stated: str, expected: str
) -> None:
    said = claim("1", f"company:a kz:capacity quantity:{quantity}")
    assert told(tmp_path, said, stated)[0] == expected


def test_texts_are_compared_within_one_language(tmp_path: Path) -> None:
    said = claim("1", 'company:a kz:motto "Électricité"@fr')
    decomposed = '"E\u0301lectricite\u0301 "@fr'
    assert told(tmp_path, said, statement(A, "P1932", decomposed)) == ["same"]
    assert told(tmp_path, said, statement(A, "P1932", '"Électricité"@en')) == [
        "missing-there",
        "missing-here",
    ]


def test_deprecated_statements_stand_apart(tmp_path: Path) -> None:
    based = claim("1", "company:a kz:basedInState state:x")
    (same,) = gaps(tmp_path, based, statement(A, "P17", "wd:Q9000000108", rank="Deprecated"))
    assert (same.status, same.ours) == ("deprecated-there", "state/x")
    ours, theirs = gaps(tmp_path, based, statement(A, "P17", "wd:Q9000000300", rank="Deprecated"))
    assert [ours.status, theirs.status, theirs.ours] == ["missing-there", "deprecated-there", ""]
    both = statement(A, "P17", "wd:Q9000000108", rank="Deprecated") + statement(
        A, "P17", "wd:Q9000000108"
    )
    assert told(tmp_path, based, both) == ["same", "deprecated-there"]


def test_no_value_and_an_unknown_value_are_no_values(tmp_path: Path) -> None:
    since = claim("1", 'company:a kz:establishedOn "2010"^^xsd:gYear')
    unknown = statement(A, "P571", "<http://www.wikidata.org/.well-known/genid/x>")
    none = f"wd:{A} p:P571 s:none . s:none wikibase:rank wikibase:NormalRank ; a wdno:P571 .\n"
    for stated in (unknown, none):
        (gap,) = gaps(tmp_path, since, stated)
        assert gap.status == "not-comparable"
        assert "they state" in gap.theirs


def test_a_statement_of_another_time_is_another_statement(tmp_path: Path) -> None:
    held = claim(
        "1", "person:p kz:holdsOffice office:o", more='; kz:validAt "2024-11"^^xsd:gYearMonth'
    )
    value, start, end = "wd:Q9000000107", "pq:P580 {}", "pq:P582 {}"
    day = '"{}-01-01T00:00:00Z"^^xsd:dateTime'.format
    now = statement(P, "P39", value, start.format(day(2019)))
    past = statement(P, "P39", value, start.format(day(2001)), end.format(day(2009)))
    ending = statement(P, "P39", value, end.format(day(2024)))  # an end of unknown precision
    assert told(tmp_path, held, now, "person/p") == ["same"]
    assert told(tmp_path, held, ending, "person/p") == ["same"]
    assert told(tmp_path, held, past, "person/p") == [
        "missing-there: they state it for another time: 2001-01-01 to 2009-12-31",
        "missing-here: 2001-01-01 to 2009-12-31",
    ]


def test_a_property_that_points_back(tmp_path: Path) -> None:
    there = claim("1", "event:e kz:participant person:p")
    (gap,) = gaps(tmp_path, there, only="person/p")
    assert (gap.status, gap.target, gap.back, gap.ours) == (
        "missing-there",
        "P1344",
        True,
        "event/e",
    )
    assert told(tmp_path, there, statement(P, "P1344", "wd:Q9000000106"), "person/p") == ["same"]


def test_what_no_row_maps_or_no_link_reaches_is_listed(tmp_path: Path) -> None:
    said = claim("1", "company:a kz:admires state:x") + claim(
        "2", "company:a kz:basedInState state:local"
    )
    assert told(tmp_path, said) == [
        "not-comparable: the value has no link to an item",
        "not-comparable: no row of the property table maps this property",
    ]


def test_only_asserted_claims_are_compared(tmp_path: Path) -> None:
    assert gaps(tmp_path, claim("1", "company:a kz:basedInState state:x", modality="Planned")) == []


def test_a_redirected_item_is_followed_and_told(tmp_path: Path) -> None:
    store = graph(tmp_path, claim("1", "company:old kz:basedInState state:x"))
    remote = Planted(tmp_path, statement(OLD, "P17", "wd:Q9000000108"))
    found = find_gaps(store, remote, [f"{ID}company/old"])
    assert found.redirects == {"Q9000000102": OLD}
    assert [(gap.status, gap.item, gap.target) for gap in found.gaps] == [
        ("same", OLD, "P17"),
        ("missing-there", OLD, "P1278"),
    ]


def test_all_linked_things_are_asked_about_in_two_requests(tmp_path: Path) -> None:
    remote = Planted(tmp_path)
    found = find_gaps(graph(tmp_path), remote)
    assert len(remote.asked) == 2
    assert [(gap.entity, gap.note) for gap in found.gaps if "several" in gap.note] == [
        (f"{ID}company/two", "it is linked to several items: Q9000000103, Q9000000104; keep one")
    ]


def test_a_thing_without_a_link_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="company/local"):
        find_gaps(graph(tmp_path), Planted(tmp_path), [f"{ID}company/local"])


def test_a_faulty_table_is_told(tmp_path: Path) -> None:
    row = (
        "kz:bad a kz:PropertyMapping ; kz:mapsFrom kz:motto ; kz:mapsTo wd:P17 ; "
        "wikibase:propertyType wikibase:Sound ; kz:pointsBack false ; kz:contributed true .\n"
    )
    with pytest.raises(DataError, match=r"kz:bad.*direct property(?s:.*)kz:bad.*WikibaseItem"):
        read_mappings(graph(tmp_path, row))


def test_the_shipped_table_maps_listed_properties(release_store: Store) -> None:
    terms = reference("wikidata-terms.md").read_text("utf-8")
    listed = set(terms.replace(",", " ").replace(".", " ").split())
    assert [
        row.target for row in read_mappings(release_store) if row.target[1:] not in listed
    ] == []


def test_what_the_shipped_table_does_not_contribute_has_a_reason(release_store: Store) -> None:
    rows = read_mappings(release_store)
    assert [row.property for row in rows if not row.contributed and not row.reason] == []
    assert ("P35", True) in {(row.target, row.contributed) for row in rows}


class Odd:
    """An endpoint whose answers are of another form."""

    def select(self, query: str) -> list[dict[str, object]]:
        return [{}]


def test_an_answer_of_another_form_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServiceError, match="where an item belongs"):
        find_gaps(graph(tmp_path), Odd())  # type: ignore[arg-type]


@pytest.mark.server
def test_the_shipped_data_against_a_server(
    release_store: Store, faults: Faults, tmp_path: Path
) -> None:
    from kzgraph.linking.endpoint import Endpoint
    from kzgraph.linking.manners import Manners

    manners = Manners(pause=0, seconds=5, tries=2)
    remote = Endpoint(faults.address, contact="a@b.example", cache=tmp_path, manners=manners)
    faults.plan(Fault(status=500))  # asked again
    things = [f"{ID}{name}" for name in ("state/kaz", "state/fra", "company/edf")]
    found = find_gaps(release_store, remote, things)
    shown = {(gap.entity.removeprefix(ID), gap.target, gap.status) for gap in found.gaps}
    assert shown >= {
        ("state/kaz", "P35", "same"),
        ("state/fra", "P35", "missing-there"),
        ("state/fra", "P35", "deprecated-there"),
        ("company/edf", "P17", "same"),  # by way of a redirect
        ("company/edf", "P169", "not-comparable"),
    }
    assert len(faults.seen) == 3
