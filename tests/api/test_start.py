"""How the service starts."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

StartService = Callable[..., str]


@pytest.mark.server
def test_the_service_starts_quickly(start_service: StartService) -> None:
    assert min(_seconds_to_start(start_service) for _ in range(2)) < 5


def _seconds_to_start(start_service: StartService) -> float:
    """Two seconds on a quiet machine; a busy one gets more, and a second chance."""
    began = time.perf_counter()
    start_service()
    return time.perf_counter() - began


def test_the_service_imports_nothing_heavy() -> None:
    code = "import kzgraph_api.asgi, sys; print(sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for name in ("pyshacl", "rdflib", "SPARQLWrapper", "pandas", "typer", "rich"):
        assert f"'{name}'" not in done.stdout


def test_a_start_neither_looks_for_garbage_nor_makes_writers_of_answers() -> None:
    code = (
        "import gc; from kzgraph_api.asgi import app; from kzgraph_api.rest import RestRoute\n"
        "made = [r.path for r in app.routes if isinstance(r, RestRoute) and r.response_field]\n"
        "print(gc.get_stats()[2]['collections'], *made)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    collections, *made = done.stdout.split()
    assert int(collections) == 0, "in the oldest generation"
    assert made == ["/"], "FastAPI writes that one itself"


@pytest.mark.server
def test_a_service_without_a_release_does_not_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "uvicorn", "kzgraph_api.asgi:app", "--port", "0"]
    environment = os.environ | {"KZGRAPH_HOME": str(tmp_path)}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=20, check=False
    )
    assert done.returncode != 0
    assert "Run `kzgraph build` first." in done.stderr
