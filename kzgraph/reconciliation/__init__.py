"""The Reconciliation protocol without HTTP: names in a spreadsheet matched with things of a release.

``Catalogue`` is what a release has to match with, ``Space`` the ids in which things are told, and
``Reconciler`` answers questions, which ``query`` and ``conditions`` read in the two versions.
"""

from kzgraph.reconciliation import answers, conditions, flyout, manifest, query, suggest
from kzgraph.reconciliation.candidates import Reconciler
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.extend import Extender, proposed
from kzgraph.reconciliation.spaces import Space, SpaceName

__all__ = [
    "Catalogue",
    "Extender",
    "Reconciler",
    "Space",
    "SpaceName",
    "answers",
    "conditions",
    "flyout",
    "manifest",
    "proposed",
    "query",
    "suggest",
]
