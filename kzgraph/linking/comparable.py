"""Values as both sides can be compared: items, dates of some precision, amounts, and text."""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from kzgraph.dates import Interval


@dataclass(frozen=True, slots=True)
class Item:
    """An item, by its current Q-id; ``label`` is for people."""

    id: str
    label: str = ""

    def __str__(self) -> str:
        """Give id and label."""
        return f"{self.id} ({self.label})" if self.label else self.id


@dataclass(frozen=True, slots=True)
class Moment:
    """The days that a date covers; ``precision`` as Wikibase counts: 9 year, 10 month, 11 day."""

    days: Interval
    precision: int

    def __str__(self) -> str:
        """Give the date in ISO form, as precise as it is."""
        length = {11: 10, 10: 7, 9: 4}.get(self.precision)
        first = self.days.first.isoformat()
        return first[:length] if length else f"{first}/{self.days.last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the bounds that were given; ``unit`` is the Q-id of one, empty for a count."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""

    def __str__(self) -> str:
        """Give value, bounds in brackets, and unit."""
        value = "" if self.value is None else f"{self.value:f}"
        ends = [".." if end is None else f"{end:f}" for end in (self.low, self.high)]
        bounds = f"[{','.join(ends)}]" if ends != ["..", ".."] else ""
        return f"{value}{bounds} {self.unit}".strip()

    def overlaps(self, other: "Amount") -> bool:
        """Tell whether both can be true of one number."""
        low, high = self.ends()
        other_low, other_high = other.ends()
        return not (_beyond(low, other_high) or _beyond(other_low, high))

    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """Return the least and the greatest that it may be; None for no bound."""
        if self.low is None and self.high is None:
            return self.value, self.value
        return self.low, self.high


def _beyond(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low > high


@dataclass(frozen=True, slots=True)
class Text:
    """A text in a language, or a plain string (no language)."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        """Give the text, and the language in short."""
        return f"{self.text} ({self.language})" if self.language else self.text


@dataclass(frozen=True, slots=True)
class Unclear:
    """A value that cannot be compared, and why."""

    reason: str

    def __str__(self) -> str:
        """Give the reason."""
        return self.reason


Known = Item | Moment | Amount | Text
Comparable = Known | Unclear


def agree(ours: Comparable, theirs: Comparable) -> bool | None:
    """Tell whether two values say the same; None where that cannot be told.

    Dates agree when one lies within the other, amounts of one unit when their bounds overlap, texts
    of one language when they are equal in NFC without outer blanks.
    """
    if isinstance(ours, Item) and isinstance(theirs, Item):
        return ours.id == theirs.id
    if isinstance(ours, Moment) and isinstance(theirs, Moment):
        return ours.days.contains(theirs.days) or theirs.days.contains(ours.days)
    if isinstance(ours, Amount) and isinstance(theirs, Amount):
        return ours.overlaps(theirs) if ours.unit == theirs.unit else None
    if isinstance(ours, Text) and isinstance(theirs, Text):
        return _plain(ours) == _plain(theirs) if ours.language == theirs.language else None
    return None


def _plain(value: Text) -> str:
    return unicodedata.normalize("NFC", value.text).strip()
