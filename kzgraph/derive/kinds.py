"""Why two claims differ: the rules that tell a contradiction from a revision, a rounding, a scope."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from kzgraph.dates import Interval, interval, is_partial_date
from kzgraph.derive.claims import ASSERTED, SourceClaim
from kzgraph.derive.measures import ABOUT, Measure
from kzgraph.names import fold
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Term
from kzgraph.store import Store
from kzgraph.vocab import KZ, XSD

DENIED: Final = NamedNode(KZ + "Denied")
FORESEEN: Final = frozenset(
    NamedNode(KZ + name) for name in ("Announced", "Planned", "Proposed", "Intended", "Estimated")
)
"""Modalities of what is not yet so: it holds until somebody foresees it otherwise, or it comes true."""
_SETTLED: Final = frozenset((ASSERTED, DENIED))
COMPARED: Final = FORESEEN | _SETTLED


_STATUSES: Final = {NamedNode(KZ + "PreliminaryFigure"), NamedNode(KZ + "FinalFigure")}


@dataclass(frozen=True)
class Party:
    """A claim, and the number that it gives where it gives one."""

    claim: SourceClaim
    measure: Measure | None

    def told(self, qualifier: str) -> frozenset[Term]:
        """Return the values of a qualifier by its local name; none where it has none."""
        return self.claim.qualifiers.get(KZ + qualifier, frozenset())


@dataclass(frozen=True)
class Worth:
    """What the values of claims are worth beside each other.

    ``measures`` are the numbers of amounts and quantities, ``wholes`` the sets of which things are
    said to be a part.
    """

    measures: Mapping[NamedNode, Measure]
    wholes: Mapping[NamedNode, frozenset[NamedNode]]

    def party(self, claim: SourceClaim) -> Party:
        """Return a claim with its number, as it is meant by who hedges it."""
        party = Party(claim, self._measure(claim.object))
        if party.measure and ABOUT in party.told("hedge"):
            return Party(claim, party.measure.about())
        return party

    def _measure(self, value: NamedNode | Literal) -> Measure | None:
        if isinstance(value, NamedNode):
            return self.measures.get(value)
        return Measure.exactly(value.value) if value.datatype.value == XSD + "integer" else None

    def one_in_the_other(self, one: Party, other: Party) -> bool:
        """Tell whether one value is a set, and the other a part of it."""
        first, second = one.claim.object, other.claim.object
        if not (isinstance(first, NamedNode) and isinstance(second, NamedNode)):
            return False
        nothing: frozenset[NamedNode] = frozenset()
        return first in self.wholes.get(second, nothing) or second in self.wholes.get(
            first, nothing
        )


def wholes_of(
    store: Store, only: Iterable[NamedNode] | None = None
) -> dict[NamedNode, frozenset[NamedNode]]:
    """Return the sets of which things are said to be a part, by the thing; of all or the given ones."""
    found: dict[NamedNode, frozenset[NamedNode]] = {}
    query = load("parts_of_sets")
    bindings = [None] if only is None else [{"part": one} for one in only]
    for row in chain.from_iterable(store.select(query, bound) for bound in bindings):
        part, whole = row["part"], row["whole"]
        if isinstance(part, NamedNode) and isinstance(whole, NamedNode):
            found[part] = found.get(part, frozenset()) | {whole}
    return found


def kind_of(one: Party, other: Party, worth: Worth) -> str | None:
    """Return the kind of the difference of two claims of one subject and property, or None.

    The kind is the local name of a ``kz:ConflictKind``: the first of the rules that holds.
    """
    if one.claim.object == other.claim.object and not _one_denies(one, other):
        return "TransliterationOrTranslation" if _worded_otherwise(one, other) else None
    if not _of_one_time(one, other) or _of_other_fields(one, other) or _agree(one, other):
        return None
    if worth.one_in_the_other(one, other):
        return "DifferenceOfScope"
    return next(kind for kind, holds in _RULES if holds(one, other))


def _worded_otherwise(one: Party, other: Party) -> bool:
    """Tell whether two documents give one value by two names, none of which both use."""
    first, second = one.told("statedAs"), other.told("statedAs")
    return bool(first and second) and not first & second


def _one_denies(one: Party, other: Party) -> bool:
    return (one.claim.modality == DENIED) != (other.claim.modality == DENIED)


def _of_one_time(one: Party, other: Party) -> bool:
    """Tell whether the claims speak of one time.

    What is foreseen is compared with all later news, and a date has no time but itself.
    """
    foreseen = one.claim.modality in FORESEEN or other.claim.modality in FORESEEN
    if foreseen or (_days(one.claim.object) and _days(other.claim.object)):
        return True
    first, second = one.claim.held, other.claim.held
    return not (first and second) or first.overlaps(second)


def _of_other_fields(one: Party, other: Party) -> bool:
    """Tell whether both hold within fields of which none is the same: two states may both ratify."""
    first, second = one.told("scope"), other.told("scope")
    return bool(first and second) and not first & second


def _agree(one: Party, other: Party) -> bool:
    """Tell whether both claims can be true, or cannot be compared."""
    if DENIED in (one.claim.modality, other.claim.modality):
        # Who denies one value says nothing of another.
        return one.claim.object != other.claim.object or not _one_denies(one, other)
    if one.measure and other.measure:
        if one.measure.unit != other.measure.unit:
            return not _in_two_currencies(one, other)
        return one.measure.agrees(other.measure) and not _rounded(one, other)
    return _dates_agree(one.claim.object, other.claim.object)


def _dates_agree(one: NamedNode | Literal, other: NamedNode | Literal) -> bool:
    """Tell whether one date is the other, told less precisely."""
    first, second = _days(one), _days(other)
    if first is None or second is None:
        return False
    return first.contains(second) or second.contains(first)


def _days(value: NamedNode | Literal | None) -> Interval | None:
    if not isinstance(value, Literal) or not is_partial_date(value.datatype.value):
        return None
    return interval(value.value, value.datatype.value)


def _in_two_currencies(one: Party, other: Party) -> bool:
    """Tell whether one number stands in two currencies; unlike numbers may well be one amount."""
    if not (one.measure and other.measure and one.measure.money and other.measure.money):
        return False
    units_differ = one.measure.unit != other.measure.unit
    return units_differ and one.measure.agrees(other.measure)


def _preliminary_and_final(one: Party, other: Party) -> bool:
    return one.told("figureStatus") | other.told("figureStatus") == _STATUSES


def _of_two_scopes(one: Party, other: Party) -> bool:
    """Tell whether one field is wider than the other, or one sum runs over other years."""
    if one.told("scope") != other.told("scope"):
        return True
    if not (one.measure and other.measure):
        return False
    if not (one.claim.lasting and other.claim.lasting) or one.claim.held == other.claim.held:
        return False
    return not (_falls(one, other) or _falls(other, one))


def _falls(longer: Party, shorter: Party) -> bool:
    """Tell whether a sum over more years is less than that of some of them, which cannot be."""
    more, some = longer.claim.held, shorter.claim.held
    if not (more and some and more.contains(some) and longer.measure and shorter.measure):
        return False
    most, least = longer.measure.most, shorter.measure.least
    return most is not None and least is not None and most < least


def _one_name(one: Party, other: Party) -> bool:
    """Tell whether two texts are spellings of one name, or names in two languages."""
    first, second = one.claim.object, other.claim.object
    if not (isinstance(first, Literal) and isinstance(second, Literal)):
        return False
    if first.language and second.language and first.language != second.language:
        return True
    return first.datatype == second.datatype and fold(first.value) == fold(second.value)


def _rounded(one: Party, other: Party) -> bool:
    """Tell whether two unlike numbers are one, told more or less finely."""
    if not (one.measure and other.measure) or one.measure.unit != other.measure.unit:
        return False
    unlike = None not in (one.measure.value, other.measure.value) and (
        one.measure.value != other.measure.value
    )
    near = one.measure.agrees(other.measure) or one.measure.rounds(other.measure)
    return unlike and near


def _revised(one: Party, other: Party) -> bool:
    """Tell whether something foreseen was said anew at another time, or came out otherwise."""
    foreseen = one.claim.modality in FORESEEN or other.claim.modality in FORESEEN
    return foreseen and (
        _apart(_days(one.claim.issued), _days(other.claim.issued))
        or _apart(one.claim.held, other.claim.held)
    )


def _apart(one: Interval | None, other: Interval | None) -> bool:
    return one is not None and other is not None and not one.overlaps(other)


def _contradict(_one: Party, _other: Party) -> bool:
    return True


_RULES: Final[tuple[tuple[str, Callable[[Party, Party], bool]], ...]] = (
    ("CurrencyDifference", _in_two_currencies),
    ("PreliminaryAndFinal", _preliminary_and_final),
    ("DifferenceOfScope", _of_two_scopes),
    ("TransliterationOrTranslation", _one_name),
    ("Rounding", _rounded),
    ("RevisionOverTime", _revised),
    ("Contradiction", _contradict),
)
"""From the mildest to the gravest; the last always holds."""
