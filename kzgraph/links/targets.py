"""The data sets that links lead to, by the namespaces of their identifiers."""

from dataclasses import dataclass
from typing import Final

from kzgraph.identifiers import BASE
from kzgraph.vocab import WD


@dataclass(frozen=True, slots=True)
class Target:
    """A data set of others: its short name, our IRI for it, and what its identifiers begin with."""

    name: str
    uri_space: str

    @property
    def iri(self) -> str:
        """Our IRI of the set, which a judgement names as its object_source."""
        return f"{TARGETS_BASE}{self.name}"


TARGETS_BASE: Final = BASE + "target/"
TARGETS: Final = (
    Target("eurovoc", "http://eurovoc.europa.eu/"),
    Target("geonames", "https://sws.geonames.org/"),
    Target("wikidata", WD),
)
"""The sets that shipped links lead to."""


def target_of(theirs: str | None, source: str) -> str:
    """Return the name of the set of a judgement: by its object, or else by the set that was searched."""
    for target in TARGETS:
        if (theirs or "").startswith(target.uri_space) or source == target.iri:
            return target.name
    return source.removeprefix(TARGETS_BASE) or "other"
