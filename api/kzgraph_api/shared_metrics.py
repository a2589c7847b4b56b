"""Metrics of several service processes, which one scrape tells together, whichever process it meets.

prometheus_client adds up counters and histograms from files in a folder that the processes share
(``PROMETHEUS_MULTIPROC_DIR``; https://prometheus.github.io/client_python/multiprocess/), but asks no
collector of another process. So each process writes what its collectors tell there, once a second.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"

_SECONDS: Final = 1.0
_EARLIEST: Final = "process_start_time_seconds"
"""The one gauge of which the least counts; of all others the sum over the processes that live."""


def is_shared() -> bool:
    """Tell whether this is one of several processes whose metrics are read together."""
    return FOLDER in os.environ


class SharedState:
    """What collectors of this process tell, written to where all processes are read from."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()  # never read: the files are
        self._gauges: dict[str, Gauge] = {}
        self._counters: dict[str, tuple[Counter, float]] = {}
        self._collectors: tuple[Collector, ...] = ()
        self._ended = Event()
        self._lock = Lock()

    def watch(self, *collectors: Collector) -> None:
        """Write at once and each second what these collectors tell."""
        self._collectors = collectors
        self.write()
        Thread(target=self._go_on, name="metrics", daemon=True).start()

    def close(self) -> None:
        """Stop writing."""
        self._ended.set()

    def write(self) -> None:
        """Write what the collectors tell now."""
        with self._lock:
            for collector in self._collectors:
                for family in collector.collect():
                    self._write(family)

    def _go_on(self) -> None:
        while not self._ended.wait(_SECONDS):
            self.write()

    def _write(self, family: Metric) -> None:
        for sample in family.samples:
            if family.type == "counter":
                self._count(family, sample.value)
            else:
                self._gauge(family).set(sample.value)

    def _count(self, family: Metric, value: float) -> None:
        known = self._counters.get(family.name)
        if known is None:
            counter = Counter(family.name, family.documentation, registry=self._registry)
            known = counter, 0.0
        counter, before = known
        counter.inc(max(0.0, value - before))
        self._counters[family.name] = counter, value

    def _gauge(self, family: Metric) -> Gauge:
        gauge = self._gauges.get(family.name)
        if gauge is None:
            gauge = self._gauges[family.name] = Gauge(
                family.name,
                family.documentation,
                registry=self._registry,
                multiprocess_mode="livemin" if family.name == _EARLIEST else "livesum",
            )
        return gauge


def registry_of_all(own: Iterable[Collector]) -> CollectorRegistry:
    """Return what tells of all processes together; ``own`` are collectors of this one to add."""
    for path in Path(os.environ[FOLDER]).glob("gauge_live*_*.db"):
        pid = int(path.stem.rpartition("_")[2])
        if not _lives(pid):
            mark_process_dead(pid)  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    for collector in own:
        registry.register(collector)
    return registry


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
