"""The two documents that describe a service: of its endpoint, and of its dataset."""

from dataclasses import dataclass

from kzgraph.describe.dcat import (
    Published,
    Statement,
    say_catalogue,
    say_distributions,
    say_published,
    told_of_dataset,
)
from kzgraph.describe.dumps import say_dumps
from kzgraph.describe.examples import say_examples, say_prefixes
from kzgraph.describe.service import Endpoint, say_service
from kzgraph.describe.statistics import Statistics, count_all
from kzgraph.describe.triples import Description
from kzgraph.describe.void import say_dataset, say_links
from kzgraph.identifiers import THINGS
from kzgraph.rdf import Literal, NamedNode, Triple
from kzgraph.store import Store
from kzgraph.vocab import KZ, VOID


@dataclass(frozen=True)
class Profile:
    """What there is to tell of a release: its hash, its numbers, what the data say of themselves."""

    release: str
    statistics: Statistics
    told: tuple[Statement, ...]


def profile_of(release: str, store: Store) -> Profile:
    """Collect what there is to tell of a release; reads every triple. Raises ``StoreError``."""
    return Profile(release, count_all(store), told_of_dataset(store))


def _say_release(
    description: Description, profile: Profile, endpoint: Endpoint, published: Published | None
) -> None:
    """Say what both documents say of a release: its title and version, its time, its dumps."""
    dataset = NamedNode(endpoint.dataset)
    say_catalogue(description, dataset, profile.told, profile.release)
    say_published(description, dataset, published)
    if endpoint.dumps:
        say_dumps(description, dataset, endpoint.dumps)


def service_description(
    profile: Profile, endpoint: Endpoint, published: Published | None = None
) -> list[Triple]:
    """Describe an endpoint, the dataset behind it, its prefixes and queries to begin with."""
    description = Description()
    dataset = NamedNode(endpoint.dataset)
    say_service(description, endpoint)
    say_dataset(description, dataset, profile.statistics)
    _say_release(description, profile, endpoint, published)
    prefixes = say_prefixes(description, endpoint.query)
    # Their answers are in claims and facts; other data would give none.
    if profile.statistics.has_class(KZ + "Claim"):
        say_examples(description, endpoint.query, prefixes, endpoint.hosts)
    return description.triples


def dataset_description(
    profile: Profile, endpoint: Endpoint, base: str, published: Published | None = None
) -> list[Triple]:
    """Describe the dataset that is served under an address, for VoID and DCAT."""
    description = Description()
    dataset = NamedNode(endpoint.dataset)
    _say_release(description, profile, endpoint, published)
    say_distributions(description, dataset, endpoint.query, f"{base}/", f"{base}/v1/openapi.json")
    if profile.statistics.has_class(KZ + "Claim"):
        description.say(dataset, VOID + "uriSpace", Literal(THINGS))
    say_dataset(description, dataset, profile.statistics, in_full=True)
    say_links(description, dataset, profile.statistics.links)
    say_service(description, endpoint)
    return description.triples
