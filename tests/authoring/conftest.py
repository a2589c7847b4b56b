"""A small data folder that tests of authoring may change."""

import shutil
from pathlib import Path

import pytest
from gazette import CHECKOUT, SOURCE, plant


@pytest.fixture(scope="session")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with our ontology and shapes; one for all, since shapes are parsed once for each path."""
    root = tmp_path_factory.mktemp("authoring") / "root"
    for part in ("ontology", "shapes"):
        shutil.copytree(CHECKOUT / part, root / part)
    return root


@pytest.fixture
def root(skeleton: Path) -> Path:
    """The same root, its data as they are planted here; another test's changes are gone."""
    shutil.rmtree(skeleton / "data", ignore_errors=True)
    plant(skeleton)
    return skeleton


@pytest.fixture
def claims_file(root: Path) -> Path:
    """The claims of the planted document."""
    return root / f"data/sources/{SOURCE}/claims.trig"
