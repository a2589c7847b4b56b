"""Which process runs which tests, and in what order: all processes are to be busy to the end."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

WEIGHTS = ("slow", "server", "nlp")

TOGETHER = {
    "engines": (
        *("tests/store/test_store.py", "tests/store/test_remote_faults.py"),
        *("tests/store/test_remote_release.py", "tests/release/test_push_to_engine.py"),
        "tests/api/test_remote_service.py",
    ),
    "models": ("tests/assistance/",),
}
"""Files that one process takes: Virtuoso and models of language take seconds to start in each."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order files by what takes long, so that no process waits for another at the end.

    Files with slow tests come first, then those with servers, then models of language. The tutorial is
    the last by name, and so begins: it needs no release, while the other process builds what both of
    them need.
    """
    kinds = [(item.path, _kinds(item)) for item in items]
    weights = [{path for path, found in kinds if name in found} for name in WEIGHTS]
    items.sort(key=lambda item: str(item.path), reverse=True)
    items.sort(key=lambda item: [item.path not in paths for paths in weights])


def _kinds(item: pytest.Item) -> set[str]:
    """Return the markers of a test, ``server`` for whatever asks a service as well."""
    asks = {"start_service", "shared_service"} & {*getattr(item, "fixturenames", ())}
    return {marker.name for marker in item.iter_markers()} | ({"server"} if asks else set())


class Together(LoadFileScheduling):
    """Hands out whole files, and those that belong together to one process."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return next((name for name, files in TOGETHER.items() if file.startswith(files)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """Return what hands out files where whole files are handed out."""
    return Together(config, log) if config.getoption("dist") == "loadfile" else None
