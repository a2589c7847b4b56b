"""The application for an ASGI server (``uvicorn kzgraph_api.asgi:app``), set by ``KZGRAPH_...``."""

import gc
import multiprocessing
import os
import signal
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import TYPE_CHECKING, Final

from kzgraph.settings import load_settings
from kzgraph_api import logs

if TYPE_CHECKING:
    from fastapi import FastAPI

_MADE: Final = 20_000
"""Objects that are made until garbage is looked for among them; 700 where nothing else is said.

A start makes 120,000 that stay, and a list of a hundred makes 25,000 that are gone with it.
"""


def _made() -> "FastAPI":
    gc.set_threshold(_MADE)
    from kzgraph_api.app import create_app  # noqa: PLC0415  # with less looking for garbage

    settings = load_settings()
    logs.configure(settings.log_level)
    return create_app(settings)


app = _made()


def _end_after(parent: BaseProcess) -> None:
    """Stop this service process when its supervisor was killed: nobody else would."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


if _supervisor := multiprocessing.parent_process():
    Thread(target=_end_after, args=(_supervisor,), name="supervisor", daemon=True).start()
