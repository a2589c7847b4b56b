"""The application for an ASGI server (``uvicorn kzgraph_api.asgi:app``), set by ``KZGRAPH_...``."""

import multiprocessing
import os
import signal
from multiprocessing.process import BaseProcess
from threading import Thread

from kzgraph.settings import load_settings
from kzgraph_api import logs
from kzgraph_api.app import create_app

_settings = load_settings()
logs.configure(_settings.log_level)
app = create_app(_settings)


def _end_after(parent: BaseProcess) -> None:
    """Stop this service process when its supervisor was killed: nobody else would."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


if _supervisor := multiprocessing.parent_process():
    Thread(target=_end_after, args=(_supervisor,), name="supervisor", daemon=True).start()
