"""Releases: immutable, named by the hash of their content, switched as a whole.

Building one stands apart in ``kzgraph.release.build``: it imports rdflib, which takes half a second,
and whoever only reads releases should not wait for it.
"""

from kzgraph.release.home import Home, Manifest, Release

__all__ = ["Home", "Manifest", "Release"]
