"""Which differences are conflicts, and of which kind, over claims that are made up."""

from datetime import date
from decimal import Decimal

import pytest

from kzgraph.dates import Interval
from kzgraph.derive.claims import SourceClaim
from kzgraph.derive.kinds import Party, Worth, kind_of
from kzgraph.derive.measures import Measure
from kzgraph.rdf import Literal, NamedNode, Term
from kzgraph.vocab import KZ, XSD

YEAR = Interval(date(2023, 1, 1), date(2023, 12, 31))
NEXT = Interval(date(2024, 1, 1), date(2024, 12, 31))
EARLY, LATE = (
    Literal(day, datatype=NamedNode(XSD + "date")) for day in ("2023-06-01", "2023-12-01")
)

MONTH = Literal("2023-06", datatype=NamedNode(XSD + "gYearMonth"))


def exactly(number: str, unit: str = "GW") -> Measure:
    value = Decimal(number)
    return Measure(value, value, value, unit, money=len(unit) == 3)


def over(number: str, unit: str = "firms") -> Measure:
    return Measure(None, Decimal(number), None, unit, money=False)


def party(
    value: str | Literal | Measure,
    modality: str = "Asserted",
    *,
    held: Interval | None = YEAR,
    issued: Literal = EARLY,
    lasting: bool = False,
    **qualifiers: str,
) -> Party:
    measure = value if isinstance(value, Measure) else None
    term = value if isinstance(value, Literal) else NamedNode(f"{KZ}v-{value}".replace(" ", ""))
    told: dict[str, frozenset[Term]] = {
        KZ + name: frozenset(NamedNode(KZ + value) for value in values.split())
        for name, values in qualifiers.items()
    }
    claim = SourceClaim(
        iri=NamedNode(KZ + "c"),
        subject=NamedNode(KZ + "s"),
        predicate=NamedNode(KZ + "p"),
        object=term,
        modality=NamedNode(KZ + modality),
        rank=NamedNode(KZ + "NormalRank"),
        document=NamedNode(KZ + "d"),
        issued=issued,
        held=held,
        lasting=lasting,
        qualifiers=told,
    )
    return Party(claim, measure)


NOTHING = Worth({}, {})


def both_ways(one: Party, other: Party, worth: Worth = NOTHING) -> str | None:
    kind = kind_of(one, other, worth)
    assert kind == kind_of(other, one, worth)
    return kind


def text(value: str, language: str | None = None) -> Literal:
    return Literal(value, language=language) if language else Literal(value)


def day(value: str, kind: str = "date") -> Literal:
    return Literal(value, datatype=NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (party("StateVisit"), party("OfficialVisit"), "Contradiction"),
        (party("StateVisit"), party("StateVisit"), None),
        (party("StateVisit"), party("OfficialVisit", held=NEXT), None),
        (party("StateVisit", held=None), party("OfficialVisit", held=NEXT), "Contradiction"),
        (party(day("2008-06-11")), party(day("2008-06", "gYearMonth")), None),
        (party(day("2008-06-11")), party(day("2008-02-08")), "Contradiction"),
        (party(day("2008-06-11")), party(day("2008-02-08"), held=NEXT), "Contradiction"),
        (party(exactly("2.2e9", "EUR")), party(exactly("2.2e9", "USD")), "CurrencyDifference"),
        (party(exactly("2.2e9", "EUR")), party(exactly("2.4e9", "USD")), None),
        (party(exactly("1", "GW")), party(exactly("600", "MWh")), None),
        (party(exactly("3e9", "USD")), party(exactly("3.05e9", "USD")), "Rounding"),
        (party(exactly("36", "x").about()), party(exactly("40", "x").about()), "Rounding"),
        (party(exactly("36", "x")), party(exactly("36", "x").about()), None),
        (party(exactly("1")), party(exactly("1.2")), "Contradiction"),
        (party(exactly("916.5e6", "USD")), party(exactly("881.8e6", "USD")), "Contradiction"),
        (party(over("170")), party(over("200")), None),
        (party(over("170")), party(exactly("230", "firms")), None),
        (party(over("170")), party(exactly("150", "firms")), "Contradiction"),
        (party(text("Mirziyoyev")), party(text("Mirziyoev")), "TransliterationOrTranslation"),
        (party(text("Astana", "en")), party(text("Akmola", "fr")), "TransliterationOrTranslation"),
        (party(text("Astana", "en")), party(text("Akmola", "en")), "Contradiction"),
    ],
)
def test_what_is_asserted_is_compared_at_one_time(
    one: Party, other: Party, kind: str | None
) -> None:
    assert both_ways(one, other) == kind


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (party("200", "Planned"), party("160", "Planned", issued=LATE), "RevisionOverTime"),
        (
            party("200", "Planned"),
            party("160", "Planned", held=NEXT, issued=LATE),
            "RevisionOverTime",
        ),
        (party("200", "Planned"), party("160", held=NEXT, issued=LATE), "RevisionOverTime"),
        (party("200", "Planned"), party("160", "Planned"), "Contradiction"),
        (party("200", "Planned"), party("160", "Planned", issued=MONTH), "Contradiction"),
        (party("200", "Planned"), party("200", "Estimated", issued=LATE), None),
        (party("200", "Denied"), party("160"), None),
        (party("200", "Denied"), party("200"), "Contradiction"),
        (party("200", "Denied"), party("200", "Denied"), None),
        (party("200", "Denied"), party("200", held=NEXT), None),
    ],
)
def test_what_is_foreseen_is_revised_and_what_is_denied_is_contradicted(
    one: Party, other: Party, kind: str | None
) -> None:
    assert both_ways(one, other) == kind


def test_a_preliminary_count_and_the_final_one_do_not_contradict_each_other() -> None:
    first = party(exactly("63.66"), figureStatus="PreliminaryFigure")
    final = party(exactly("63.87"), figureStatus="FinalFigure")
    assert both_ways(first, final) == "PreliminaryAndFinal"
    again = party(exactly("70"), figureStatus="PreliminaryFigure")
    assert both_ways(first, again) == "Contradiction"


def test_figures_of_unlike_scope_are_told_apart() -> None:
    narrow = party(exactly("5"), scope="exports")
    assert both_ways(narrow, party(exactly("7"))) == "DifferenceOfScope"
    assert both_ways(narrow, party(exactly("7"), scope="exports imports")) == "DifferenceOfScope"
    assert both_ways(narrow, party(exactly("7"), scope="exports")) == "Contradiction"
    assert both_ways(narrow, party(exactly("7"), scope="imports")) is None


def test_sums_over_unlike_years_differ_in_scope() -> None:
    long = Interval(date(2008, 1, 1), date(2023, 12, 31))
    first, second = party(exactly("5"), lasting=True), party(exactly("7"), held=long, lasting=True)
    assert both_ways(first, second) == "DifferenceOfScope"
    assert both_ways(first, party(exactly("7"), held=long)) == "Contradiction"
    running = party(exactly("3"), held=long, lasting=True)
    assert both_ways(first, running) == "Contradiction"


def test_a_set_and_a_part_of_it_differ_in_scope() -> None:
    worth = Worth({}, {NamedNode(KZ + "v-14"): frozenset({NamedNode(KZ + "v-36")})})
    assert both_ways(party("14"), party("36"), worth) == "DifferenceOfScope"
    assert both_ways(party("14"), party("37"), worth) == "Contradiction"


def test_one_value_by_two_names_is_a_matter_of_words() -> None:
    first = party("v", statedAs="accords contracts")
    assert both_ways(first, party("v", statedAs="documents")) == "TransliterationOrTranslation"
    assert both_ways(first, party("v", statedAs="contracts")) is None
    assert both_ways(first, party("v")) is None


def test_a_hedge_of_the_claim_counts_like_one_of_the_value() -> None:
    value = NamedNode(KZ + "v-40")
    worth = Worth({value: exactly("40", "x")}, {})
    hedged = worth.party(party("40", hedge="About").claim)
    assert both_ways(hedged, party(exactly("36", "x"))) == "Rounding"
    plain = worth.party(party("40").claim)
    assert both_ways(plain, party(exactly("36", "x"))) == "Contradiction"
