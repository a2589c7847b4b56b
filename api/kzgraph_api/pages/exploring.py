"""What a reader explores, as the address of the page has it, and the addresses of what is next to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final
from urllib.parse import urlencode

from fastapi import Depends, Query

from kzgraph.dates import Interval
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import compact
from kzgraph.read.explored import EACH, Wanted
from kzgraph.read.names import term_iri
from kzgraph.read.network import MOST_NODES
from kzgraph.read.views import view_of
from kzgraph.statements import View
from kzgraph_api.pages.viewed import Asked
from kzgraph_api.routers.timeline import Since, Until
from kzgraph_api.views import ViewDep

MOST_ASKED: Final = 100
"""Things that an address names at the most."""

Of = Annotated[
    list[str],
    Query(max_length=MOST_ASKED, description="Things whose neighbours are shown, by their ids."),
]
Also = Annotated[
    list[str],
    Query(max_length=MOST_ASKED, description="Things that are shown without their neighbours."),
]
Kinds = Annotated[
    list[str],
    Query(max_length=MOST_ASKED, description="Kinds of the neighbours, such as `company`."),
]
Properties = Annotated[
    list[str],
    Query(
        max_length=MOST_ASKED, description="Properties of the statements, such as `interestedIn`."
    ),
]
Each = Annotated[
    int, Query(ge=1, le=MOST_NODES, description="Neighbours that a thing brings at the most.")
]
Row = Annotated[int, Query(ge=0, le=10_000, description="Lines of the lists to leave out.")]


@dataclass(frozen=True)
class Exploring:
    """What is explored, under which view, and from which line on the lists are told."""

    wanted: Wanted
    view: View
    since: str | None = None
    until: str | None = None
    row: int = 0

    path: ClassVar = "/explore"

    @property
    def asked(self) -> Asked:
        """The parameters of the view, for a form; the time as from and to."""
        told = dict(Asked.of(self.view).parameters)
        day = told.pop("valid_on", None)
        span = {"from": self.since or day, "to": self.until or day} if day else {}
        return Asked(told | {name: text for name, text in span.items() if text})

    @property
    def address(self) -> str:
        """The address of the page that shows this."""
        return f"{self.path}?{urlencode(list(self.pairs()))}"

    @property
    def data(self) -> str:
        """The address of the same as JSON."""
        return f"{self.path}/part.json?{urlencode(list(self.pairs()))}"

    @property
    def bare(self) -> str:
        """The address of the same things under no condition."""
        return Exploring(Wanted(self.wanted.open, self.wanted.alone), View()).address

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters of that address by name."""
        wanted = self.wanted
        yield from (("of", name) for name in wanted.open)
        yield from (("also", name) for name in wanted.alone)
        yield from self.chosen()
        if wanted.each != EACH:
            yield "each", str(wanted.each)
        yield from self.asked.parameters.items()
        if self.row:
            yield "row", str(self.row)

    def chosen(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters that narrow what is next to things."""
        yield from (("kind", kind) for kind in sorted(self.wanted.kinds))
        yield from (("property", prop) for prop in sorted(self.wanted.properties))

    def opened(self, name: str) -> "Exploring":
        """Return the same with the neighbours of a thing."""
        alone = tuple(one for one in self.wanted.alone if one != name)
        return self._of((*self.wanted.open, name), alone)

    def closed(self, name: str) -> "Exploring":
        """Return the same with a thing, but without its neighbours."""
        rest = tuple(one for one in self.wanted.open if one != name)
        return self._of(rest, (*self.wanted.alone, name))

    def further(self, rows: int) -> "Exploring":
        """Return the same, some lines further on in the lists."""
        return replace(self, row=self.row + rows)

    def _of(self, opened: tuple[str, ...], alone: tuple[str, ...]) -> "Exploring":
        return replace(self, wanted=replace(self.wanted, open=opened, alone=alone), row=0)


async def _exploring(
    view: ViewDep,
    of: Of = [],  # noqa: B006  # FastAPI copies it
    also: Also = [],  # noqa: B006
    kind: Kinds = [],  # noqa: B006
    property: Properties = [],  # noqa: A002, B006  # the word of RDF
    each: Each = EACH,
    since: Since = None,
    until: Until = None,
    row: Row = 0,
) -> Exploring:
    properties = frozenset(map(term_name, property))
    wanted = Wanted(_once(of), _once(also), frozenset(kind), properties, each)
    return Exploring(wanted, _between(view, since, until), since, until, row)


def term_name(name: str) -> str:
    """Return the shortest name of a property: ``interestedIn`` for its IRI and ``kz:interestedIn``."""
    return compact(term_iri(name)).removeprefix("kz:")


def _between(view: View, since: str | None, until: str | None) -> View:
    """Return a view of what holds at some time of a span. Raises ``BadRequestError``."""
    if since is None and until is None:
        return view
    if view.valid_on:
        raise BadRequestError("Give `valid_on`, or `from` and `to`; they say the same.")
    first = view_of(valid_on=since or "0001").valid_on
    last = view_of(valid_on=until or "9999").valid_on
    if first is None or last is None or last.last < first.first:
        raise BadRequestError("`from` is after `to`.")
    return replace(view, valid_on=Interval(first.first, last.last))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


ExploringDep = Annotated[Exploring, Depends(_exploring)]
