"""Recorded examples: for each operation of REST a request and its answer, for each kind of problem too.

``make examples`` records them; a test sends each request again and compares.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def recorded(name: str) -> dict[str, Any] | None:
    """Return an example by the name of its operation, or by ``problems/`` and that of its kind.

    Members are ``request`` (``method``, ``path``, ``headers``) and ``answer`` (``status``, ``type``,
    ``body``); one that only certain settings lead to has them in ``settings``. ``times`` is how often
    it is asked, ``writes`` says that it needs a home of its own, and ``padding`` by how many bytes the
    ``path``, a ``header`` or the ``body`` is longer than it stands here.
    """
    file = files(__name__) / f"{name}.json"
    if not file.is_file():
        return None
    example: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return example
