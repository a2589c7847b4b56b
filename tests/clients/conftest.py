"""A service over a small dataset that the captured requests of clients find something in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kzgraph.release import Home
from kzgraph.release.plain import init

DATA = """
<http://x> <http://p> "é" .
<http://x> <http://p> <http://example.org/99> .
<http://in/g> <http://p> "é" <http://g> .
<http://in/g1> <http://p> "é" <http://g/1> .
"""


@pytest.fixture(scope="session")
def plain(shared_service: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a service over ``DATA``, as it is."""
    folder: Path = tmp_path_factory.mktemp("plain")
    (folder / "data.nq").write_text(DATA, encoding="utf-8")
    init(Home(folder / "home"), [folder / "data.nq"])
    return shared_service(home=folder / "home", derive="off")
