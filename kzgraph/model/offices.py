"""Offices: who held which, and from when until when that is told."""

from dataclasses import dataclass

from kzgraph.model.statements import Period
from kzgraph.model.values import Value


@dataclass(frozen=True)
class Tenure:
    """A person in an office.

    ``office`` is an office, or the property by which a state or an organisation names its head;
    ``body`` is where it is held. ``since`` and ``until`` are what claims state, as they write it.
    ``told`` has the times for which claims tell of it, and ``silent`` the days between them, for
    which none does. ``overlaps`` are others who are told to hold the same office at a time that may
    share a day with one of these.
    """

    person: Value
    office: Value
    body: tuple[Value, ...]
    since: str | None
    until: str | None
    told: tuple[str, ...]
    silent: tuple[Period, ...]
    overlaps: tuple[Value, ...]
    claims: tuple[str, ...]
    modalities: tuple[str, ...]
    corroboration: int
    primary: int
    sources: tuple[str, ...]
