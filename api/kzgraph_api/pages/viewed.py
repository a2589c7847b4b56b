"""A view as people choose it: the fields of a form, and the addresses that show more or less."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from kzgraph.dates import Interval, from_text
from kzgraph.read.views import ALL, MODALITIES
from kzgraph.statements import View
from kzgraph.statements.view import ASSERTED


@dataclass(frozen=True)
class Asked:
    """The parameters of a view that are not those of every view, by their names."""

    statuses: ClassVar = MODALITIES
    """The words for modalities, in the order in which a form offers them."""

    parameters: dict[str, str]

    @classmethod
    def of(cls, view: View) -> "Asked":
        """Return the parameters that ask for a view; of several modalities the first."""
        return cls(dict(_parameters(view)))

    def get(self, name: str) -> str:
        """Return a parameter, or nothing."""
        return self.parameters.get(name, "")

    def address(self, path: str, **changed: str) -> str:
        """Return an address with some parameters changed; an empty one is left out."""
        asked = {name: value for name, value in (self.parameters | changed).items() if value}
        return f"{path}?{urlencode(asked)}" if asked else path


def _parameters(view: View) -> Iterator[tuple[str, str]]:
    for name, days in (("valid_on", view.valid_on), ("known_on", view.known_on)):
        if days:
            yield name, _shortest(days)
    if view.min_corroboration > 1:
        yield "min_corroboration", str(view.min_corroboration)
    if view.modalities is None:
        yield "modality", ALL
    elif view.modalities != ASSERTED:
        yield "modality", min(view.modalities).lower()


def _shortest(days: Interval) -> str:
    """Return a year, a month or a day that covers just these days."""
    day = days.first.isoformat()
    written = (day[: len("2024")], day[: len("2024-11")])
    return next((text for text in written if from_text(text) == days), day)
