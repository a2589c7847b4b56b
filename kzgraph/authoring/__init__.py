"""Adding a document: its description, names to write claims with, spreadsheets, and what is missing.

Everything here works on the files below a root (``ontology/``, ``data/``), not on a release. What
writes does so as one step, and only when nothing is wrong.
"""
