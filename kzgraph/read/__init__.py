"""The read models: what REST, the command line, the Python client and pages show.

Each takes a ``Graph``, an opened release, and returns frozen dataclasses of ``kzgraph.model``.
"""
