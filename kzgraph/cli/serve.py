"""``kzgraph serve``: the web service."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final

import typer
import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from kzgraph.cli.options import HomeOption, remote_of
from kzgraph.engine import warm_up
from kzgraph.release import Home, plain
from kzgraph.settings import Settings, load_settings

_IDLE_SECONDS: Final = 15
"""Seconds after which an idle connection is closed.

Clients keep theirs for 5 s, commonly: where this side does so too, a request that is sent just then
is lost.
"""

_HUNG_SECONDS: Final = 15
"""Seconds without a sign of life after which one of several service processes is replaced."""


def serve(
    home: HomeOption = None,
    host: Annotated[
        str | None, typer.Option(help="Address to listen on [default: 127.0.0.1].")
    ] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on [default: 8000].")] = None,
    workers: Annotated[int | None, typer.Option(help="Service processes [default: 1].")] = None,
    query_workers: Annotated[
        int | None, typer.Option(help="Query processes of each service process [default: 2].")
    ] = None,
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
        "query_workers": query_workers,
        "deadline": deadline,
        "memory": memory,
        "log_level": log_level,
    }
    settings = load_settings(**flags)
    if settings.workers == 1:
        warm_up()
    place = Home(settings.home)
    release = plain.opened(place, settings.derive)
    remote = remote_of(settings, place)
    if remote is not None:
        remote.require(release)
    # The service reads its settings from the environment, as it does under any other server.
    given: dict[str, object] = {name: value for name, value in flags.items() if value is not None}
    os.environ.update({f"KZGRAPH_{name.upper()}": str(value) for name, value in given.items()})
    os.environ["KZGRAPH_HOME"] = str(Path(settings.home).absolute())
    if settings.workers == 1:
        uvicorn.run(**_options(settings), log_config=None)
    else:
        _serve_several(uvicorn.Config(**_options(settings), log_config=_logs(settings.log_level)))


def _options(settings: Settings) -> dict[str, Any]:
    return {
        "app": "kzgraph_api.asgi:app",
        "host": settings.host,
        "port": settings.port,
        "workers": settings.workers,
        "log_level": settings.log_level,
        "access_log": False,
        "server_header": False,
        "http": "kzgraph_api.wire:BoundedProtocol",
        "ws": "none",
        "proxy_headers": bool(settings.trusted_proxies),
        "forwarded_allow_ips": settings.trusted_proxies,
        "timeout_graceful_shutdown": settings.stop_seconds,
        "timeout_keep_alive": _IDLE_SECONDS,
        "timeout_worker_healthcheck": _HUNG_SECONDS,
    }


def _serve_several(config: uvicorn.Config) -> None:
    """Start service processes on one socket, replace those that die, and end them all at a signal.

    Raises ``typer.Exit`` when one could not start: the others are ended then, and none is tried again.
    """
    supervisor = Multiprocess(config, sockets=[config.bind_socket()])
    with TemporaryDirectory(prefix="kzgraph-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder  # one scrape tells of all of them
        supervisor.run()
    if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
        raise typer.Exit(STARTUP_FAILURE)


def _logs(level: str) -> dict[str, Any]:
    """Return how the supervisor logs: as the service processes do."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "kzgraph_api.logs.JsonFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
    }
