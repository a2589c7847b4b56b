"""The Python client: the calls of ``/v1``, over HTTP or on a release in this file system."""

from kzgraph.client.client import Client
from kzgraph.client.listing import Listing

__all__ = ["Client", "Listing"]
