"""``kzgraph serve``: the web service."""

import os
from pathlib import Path
from typing import Annotated, Final

import typer
import uvicorn

from kzgraph.cli.options import HomeOption
from kzgraph.engine import warm_up
from kzgraph.release import Home, plain
from kzgraph.settings import load_settings

_IDLE_SECONDS: Final = 15
"""Seconds after which an idle connection is closed.

Clients keep theirs for 5 s, commonly: where this side does so too, a request that is sent just then
is lost.
"""


def serve(
    home: HomeOption = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on [default: 127.0.0.1].")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on [default: 8000].")] = None,
    workers: Annotated[int | None, typer.Option(help="Query processes [default: 2].")] = None,
    deadline: Annotated[
        float | None, typer.Option(help="Seconds a query may take [default: 10].")
    ] = None,
    memory: Annotated[int | None, typer.Option(help="MiB a query may use [default: 2048].")] = None,
    log_level: Annotated[
        str | None, typer.Option(help="Least severity logged [default: info].")
    ] = None,
) -> None:
    """Serve the current release over HTTP: SPARQL and REST. Each flag has a KZGRAPH_ variable."""
    flags = {
        "home": home,
        "host": host,
        "port": port,
        "workers": workers,
        "deadline": deadline,
        "memory": memory,
        "log_level": log_level,
    }
    settings = load_settings(**flags)
    warm_up()
    plain.opened(Home(settings.home), settings.derive)
    # The service reads its settings from the environment, as it does under any other server.
    given: dict[str, object] = {name: value for name, value in flags.items() if value is not None}
    os.environ.update({f"KZGRAPH_{name.upper()}": str(value) for name, value in given.items()})
    os.environ["KZGRAPH_HOME"] = str(Path(settings.home).absolute())
    uvicorn.run(
        "kzgraph_api.asgi:app",
        host=settings.host,
        port=settings.port,
        log_level=settings.log_level,
        log_config=None,
        access_log=False,
        server_header=False,
        http="kzgraph_api.wire:BoundedProtocol",
        ws="none",
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=settings.stop_seconds,
        timeout_keep_alive=_IDLE_SECONDS,
    )
