"""What Prometheus reads at ``/metrics``. The names are a promise: docs/operation.md lists them."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from kzgraph.release.followed import Followed
from kzgraph_api.shared_metrics import SharedState, is_shared, registry_of_all

# A second series for each, which nobody asked for.
disable_created_metrics()  # type: ignore[no-untyped-call]

if TYPE_CHECKING:
    from kzgraph_api.service import Service

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class CacheState(Protocol):
    """What a cache of answers tells of itself."""

    hits: int
    misses: int
    size: int


class Metrics:
    """The counters of one application; each has a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._series: dict[tuple[str, int], Counter] = {}
        self._shared = SharedState() if is_shared() else None
        self._own: tuple[Collector, ...] = ()
        self._requests = Counter(
            "kzgraph_requests", "Requests answered.", ["route", "status"], registry=self._registry
        )
        self._queries = Counter(
            "kzgraph_queries", "SPARQL queries.", ["outcome"], registry=self._registry
        )
        self._seconds = Histogram(
            "kzgraph_query_seconds",
            "Seconds from a query's arrival to the end of its answer.",
            buckets=_SECONDS,
            registry=self._registry,
        )

    def watch(self, service: "Service") -> None:
        """Read the process, the release, the engine and the cache of a service at each scrape."""
        state = ProcessCollector(registry=None), _ServiceCollector(service)
        release = _ReleaseCollector(service)
        if self._shared:
            self._own = (release,)
            self._shared.watch(*state)
        else:
            for collector in (*state, release):
                self._registry.register(collector)

    def close(self) -> None:
        """Look at the service no more."""
        if self._shared:
            self._shared.close()

    def count(self, route: str, status: int) -> None:
        """Count a request."""
        series = self._series.get((route, status))
        if series is None:  # looking a series up takes longer than counting
            series = self._series[route, status] = self._requests.labels(route, status)
        series.inc()

    def count_query(self, outcome: str, seconds: float) -> None:
        """Count a query: ``ok``, or the name of the problem that it was answered with."""
        self._queries.labels(outcome).inc()
        self._seconds.observe(seconds)

    def text(self) -> bytes:
        """Return everything in the text format of Prometheus, of all service processes together."""
        if not self._shared:
            return generate_latest(self._registry)
        self._shared.write()
        return generate_latest(registry_of_all(self._own))


class _ServiceCollector(Collector):
    """Reads the state of a service when it is asked for, so that no request pays for it."""

    def __init__(self, service: "Service") -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        yield GaugeMetricFamily("kzgraph_service_processes", "Processes that answer.", 1)
        yield from self._engine()
        yield from _cache(self._service.cache)
        if self._service.remote is not None:
            up = float(self._service.store_fault is None)
            yield GaugeMetricFamily("kzgraph_store_up", "Whether the remote store answers.", up)

    def _engine(self) -> Iterator[Metric]:
        state = self._service.engine.state()
        yield GaugeMetricFamily("kzgraph_queries_running", "Queries in workers.", state.running)
        yield GaugeMetricFamily(
            "kzgraph_queries_waiting", "Queries that wait for a worker.", state.waiting
        )
        yield CounterMetricFamily(
            "kzgraph_worker_deaths", "Workers that ended with a query.", state.deaths
        )


class _ReleaseCollector(Collector):
    """Tells the release, and how far a mirror is: the same in all processes of a service."""

    def __init__(self, service: "Service") -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        release = InfoMetricFamily("kzgraph_release", "The release in use.")
        release.add_metric([], {"release": self._service.current().id})
        yield release
        followed = Followed.read(self._service.settings.home)
        if followed is None:
            return
        up = GaugeMetricFamily("kzgraph_mirror_up", "Whether the origin is followed.")
        up.add_metric([], float(followed.fault is None))
        yield up
        if followed.agreed:
            yield GaugeMetricFamily(
                "kzgraph_mirror_agreed_timestamp_seconds",
                "When this mirror last held what its origin offers.",
                datetime.fromisoformat(followed.agreed).timestamp(),
            )


def _cache(cache: CacheState) -> Iterator[Metric]:
    yield CounterMetricFamily("kzgraph_cache_hits", "Answers from the cache.", cache.hits)
    yield CounterMetricFamily("kzgraph_cache_misses", "Answers not in the cache.", cache.misses)
    yield GaugeMetricFamily("kzgraph_cache_bytes", "Bytes of answers in the cache.", cache.size)


def noted_outcome(notes: dict[str, Any], status: int) -> str:
    """Return how a query ended, in a word: there are as many as there are kinds of problems."""
    return str(notes.get("outcome") or ("ok" if status < 400 else f"http-{status}"))  # noqa: PLR2004
