"""The application for an ASGI server (``uvicorn kzgraph_api.asgi:app``), set by ``KZGRAPH_...``."""

from kzgraph.settings import load_settings
from kzgraph_api import logs
from kzgraph_api.app import create_app

_settings = load_settings()
logs.configure(_settings.log_level)
app = create_app(_settings)
