"""How the service starts."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import pytest
from fastapi import FastAPI, Query, Request, Response
from fastapi.testclient import TestClient

from kzgraph_api.late import LateRoute

StartService = Callable[..., str]


@pytest.mark.server
def test_the_service_starts_quickly(start_service: StartService) -> None:
    assert any(_seconds_to_start(start_service) < 5 for _ in range(2))


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


def test_a_start_neither_looks_for_garbage_nor_makes_routes() -> None:
    code = (
        "import gc; from kzgraph_api.asgi import app; from kzgraph_api.late import LateRoute\n"
        "late = [r for r in app.routes if isinstance(r, LateRoute)]\n"
        "print(gc.get_stats()[2]['collections'], sum('dependant' in vars(r) for r in late))\n"
        "from fastapi.routing import APIRoute\n"
        "[r.prepare() for r in late]\n"
        "print(all(isinstance(r, LateRoute) for r in app.routes if isinstance(r, APIRoute)),\n"
        "      sum('dependant' in vars(r) for r in late) == len(late) > 70)\n"
        "print(*[r.path for r in late if r.response_field])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    started, every, written = done.stdout.splitlines()
    assert started == "0 0", "collections of the oldest generation, and routes made by FastAPI"
    assert every == "True True"
    assert written == "/", "FastAPI writes that one itself"


def test_a_route_is_made_once_as_fastapi_makes_it_and_keeps_what_it_was_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def told(request: Request, name: Annotated[str, Query(max_length=3)] = "a") -> Response:
        return Response(f"{request.method} {name}")

    route = LateRoute("/told/{kind}", told, response_model=None, tags=["T"], methods=["GET"])
    route.unique_id = "told"
    assert (route.name, "dependant" in vars(route)) == ("told", False)
    (parameter,) = route.dependant.query_params
    monkeypatch.setattr("kzgraph_api.late.APIRoute", None)  # nothing is made again
    route.prepare()
    assert (parameter.name, route.tags, route.unique_id) == ("name", ["T"], "told")
    with pytest.raises(AttributeError, match="no attribute 'other'"):
        _ = route.other  # type: ignore[attr-defined]
    client = TestClient(FastAPI(routes=[route]))
    assert client.get("/told/x?name=b").text == "GET b"
    assert client.get("/told/x?name=long").status_code == 422
    assert client.post("/told/x").status_code == 405


@pytest.mark.server
def test_a_service_without_a_release_does_not_start(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "uvicorn", "kzgraph_api.asgi:app", "--port", "0"]
    environment = os.environ | {"KZGRAPH_HOME": str(tmp_path)}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=20, check=False
    )
    assert done.returncode != 0
    assert "Run `kzgraph build` first." in done.stderr
