"""A small data folder with a French document, and what tests with the extras need."""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from gazette import CHECKOUT, plant
from leaflet import LEAFLET, plant_leaflet

from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.working import Working
from kzgraph.release import Home

NEEDED = {"nlp": ("spacy", "fr_core_news_sm"), "llm": ("pydantic_ai", "openai")}


@pytest.fixture(autouse=True)
def extras(request: pytest.FixtureRequest) -> None:
    """Fail in CI, and skip elsewhere, where the extra that a test is marked with is not installed."""
    for extra, modules in NEEDED.items():
        if request.node.get_closest_marker(extra) and not all(map(find_spec, modules)):
            reason = f"kzgraph[{extra}] is not installed: uv sync --extra {extra}"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with our ontology and shapes; one for all, since shapes are parsed once for each path."""
    root = tmp_path_factory.mktemp("assistance") / "root"
    for part in ("ontology", "shapes"):
        shutil.copytree(CHECKOUT / part, root / part)
    return root


@pytest.fixture
def root(skeleton: Path) -> Path:
    """The same root, its data as they are planted here; another test's changes are gone."""
    shutil.rmtree(skeleton / "data", ignore_errors=True)
    plant(skeleton)
    plant_leaflet(skeleton)
    return skeleton


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def lexicon(skeleton: Path) -> Lexicon:
    """What can be named in the planted data, read once."""
    shutil.rmtree(skeleton / "data", ignore_errors=True)
    plant(skeleton)
    plant_leaflet(skeleton)
    return Working.open(skeleton, LEAFLET).lexicon
