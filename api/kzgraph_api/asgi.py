"""The application for an ASGI server (``uvicorn kzgraph_api.asgi:app``), set by ``KZGRAPH_...``."""

from kzgraph.settings import load_settings
from kzgraph_api.app import create_app

app = create_app(load_settings())
