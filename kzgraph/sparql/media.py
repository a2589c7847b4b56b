"""Which form an answer takes: the media types, and how a client chooses among them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kzgraph.errors import NotAcceptableError

_RESULTS_JSON: Final = "application/sparql-results+json"
_RESULTS_XML: Final = "application/sparql-results+xml"
_RDF_XML: Final = "application/rdf+xml"
_TURTLE: Final = "text/turtle"
_JSON_LD: Final = "application/ld+json"

_NAMED: Final = 2
"""The exactness from which a header names a type, see ``_rank``."""

_QUALITY: Final = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")

# Media type to the names that clients have for it: other media types, and values of ``format``.
# The first type of each table is the default.
_Names = Mapping[str, frozenset[str]]
_SOLUTIONS: Final[_Names] = {
    _RESULTS_JSON: frozenset(
        ("application/json", "text/javascript", "application/javascript", "json")
    ),
    _RESULTS_XML: frozenset(("application/xml", "text/xml", "xml")),
    "text/csv": frozenset(("csv",)),
    "text/tab-separated-values": frozenset(("tsv",)),
}
_TRIPLES: Final[_Names] = {
    _TURTLE: frozenset(("application/turtle", "application/x-turtle", "turtle", "ttl"))
    | frozenset(("text/n3", "text/rdf+n3", "application/n3", "n3")),
    "application/n-triples": frozenset(("n-triples", "ntriples", "nt")),
    _RDF_XML: frozenset(("application/xml", "text/xml", "rdf+xml", "rdfxml", "rdf", "xml")),
    _JSON_LD: frozenset(("application/x-json+ld", "application/json", "json-ld", "jsonld", "json")),
    "application/trig": frozenset(("trig",)),
    "application/n-quads": frozenset(("n-quads", "nquads", "nq")),
}
SOLUTIONS_TYPES: Final = tuple(_SOLUTIONS)
TRIPLES_TYPES: Final = tuple(_TRIPLES)


@dataclass(frozen=True)
class Formats:
    """The media types for SELECT and ASK, and for CONSTRUCT and DESCRIBE.

    None stands where the client takes no type that can carry such a result.
    """

    solutions: str | None
    triples: str | None

    def with_defaults(self) -> "Formats":
        """Return the default types where there are none.

        A client that takes one form of answer alone has seldom thought of the other: rdflib asks
        for JSON results of a CONSTRUCT, and reads the Turtle that it gets.
        """
        return Formats(self.solutions or SOLUTIONS_TYPES[0], self.triples or TRIPLES_TYPES[0])


def negotiate(accept: str | None, wanted: Sequence[str] = ()) -> Formats:
    """Choose a media type for each form of query.

    ``accept`` is the header. ``wanted`` holds the values of the parameters ``format``, ``output``
    and ``results``, in order; they count only where the header is absent or ``*/*``, or that of a
    browser, which is the same for every link. Values that nobody knows are ignored. Raises
    ``NotAcceptableError`` when no type fits either form.
    """
    header = (accept or "").strip()
    names = [name.strip().lower() for value in wanted for name in value.split(",")]
    if header in ("", "*/*") or (_is_any_known(names) and wants_page(header, by_default=False)):
        return Formats(_named(_SOLUTIONS, names), _named(_TRIPLES, names))
    qualities = dict(_ranges(header))
    formats = Formats(_best(_SOLUTIONS, qualities), _best(_TRIPLES, qualities))
    if formats == Formats(None, None):
        known = ", ".join((*SOLUTIONS_TYPES, *TRIPLES_TYPES))
        raise NotAcceptableError(f"No type of the Accept header fits. There are: {known}.")
    return formats


def choose(accept: str | None, offered: Sequence[str]) -> str:
    """Return the media type of those offered that a client wants most; the first is the default.

    Raises ``NotAcceptableError`` when the header takes none of them.
    """
    header = (accept or "").strip()
    if header in ("", "*/*"):
        return offered[0]
    table = {name: _SOLUTIONS.get(name) or _TRIPLES.get(name) or frozenset() for name in offered}
    best = _best(table, dict(_ranges(header)))
    if best is None:
        raise NotAcceptableError(f"No accepted type fits. There are: {', '.join(offered)}.")
    return best


def wants_page(accept: str, *, by_default: bool) -> bool:
    """Tell whether a client would rather have a page than RDF.

    ``by_default`` holds where the header names neither, or only by a family such as ``text/*``.
    """
    qualities = dict(_ranges(accept.strip() or "*/*"))
    page = _rank("text/html", frozenset(("application/xhtml+xml",)), qualities)
    data = max(_rank(name, aliases, qualities) for name, aliases in _TRIPLES.items())
    if page[1] < _NAMED and data[1] < _NAMED:
        return by_default
    return page > data


def _named(table: _Names, names: Iterable[str]) -> str:
    """Return the type that the first known name means, or the default."""
    for name in names:
        for media_type, aliases in table.items():
            if name == media_type or name in aliases:
                return media_type
    return next(iter(table))


def _is_any_known(names: Sequence[str]) -> bool:
    known = {**_SOLUTIONS, **_TRIPLES}
    return any(name in known or any(name in given for given in known.values()) for name in names)


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    """Yield the media ranges of an Accept header with their quality, from 0 to 1."""
    for entry in header.split(","):
        media_range, *parameters = (part.strip().lower() for part in entry.split(";"))
        yield media_range, min((_quality(parameter) for parameter in parameters), default=1.0)


def _quality(parameter: str) -> float:
    """Read ``q=0.5``; what gives no number between 0 and 1 says nothing, and counts as 1."""
    name, _, text = parameter.partition("=")
    if name.strip() != "q" or not _QUALITY.fullmatch(text.strip()):
        return 1.0
    return float(text)


def _best(table: _Names, qualities: Mapping[str, float]) -> str | None:
    """Return the type of the highest quality; at a tie the more exactly named, then the first."""
    ranks = {name: _rank(name, aliases, qualities) for name, aliases in table.items()}
    best = max(ranks, key=lambda name: ranks[name])
    return best if ranks[best][0] > 0 else None


def _rank(
    media_type: str, aliases: frozenset[str], qualities: Mapping[str, float]
) -> tuple[float, int]:
    """Return the quality of a type, and how exactly the header names it, from 3 down to 0.

    A range that names the type, or an alias of it, overrides ``text/*``, which overrides ``*/*``.
    """
    named = [(qualities[alias], 2) for alias in aliases & qualities.keys()]
    if media_type in qualities:
        named.append((qualities[media_type], 3))
    if named:
        return max(named)
    family = media_type.partition("/")[0] + "/*"
    if family in qualities:
        return qualities[family], 1
    return qualities.get("*/*", 0.0), 0
