"""The lists that the data were made from: beside the two texts, and like these no part of the project."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared" / "sources"


def reference(name: str) -> Path:
    """Return the path of a list; where it is missing the test fails in CI, and else says why it skips."""
    path = Path(os.environ.get("KZGRAPH_TEXTS", _BESIDE)).parent / "reference" / name
    if not path.is_file() and os.environ.get("CI"):
        pytest.fail(f"CI needs the reference lists: {path}")
    if not path.is_file():
        pytest.skip(f"the reference lists are no part of the project: {path} is missing")
    return path
