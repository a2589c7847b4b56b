"""The document on pages names each address with its parameters, and no other."""

import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute

from kzgraph_api.pages.languages import PARAMETER
from kzgraph_api.pages.routes import ROUTERS
from kzgraph_api.parameters import Parameters

TEXT = (Path(__file__).parents[2] / "docs" / "pages.md").read_text(encoding="utf-8")
VIEW = {"valid_on", "known_on", "min_corroboration", "modality"}
ROUTES = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]


def documented() -> dict[str, set[str]]:
    rows = re.findall(r"^\| `(/[^`]*)` \| .+ \|(.*)\|$", TEXT, re.MULTILINE)
    assert len(rows) == len({address for address, _ in rows})
    return {address: _parameters(told) for address, told in rows}


def _parameters(told: str) -> set[str]:
    named = set(re.findall(r"`(\w+)`", told))
    return named | VIEW if re.search(r"\bview\b", told) else named


def test_addresses() -> None:
    assert sorted(documented()) == sorted(route.path for route in ROUTES)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_parameters(route: APIRoute) -> None:
    given = set(Parameters.of(route.dependant).names) - {PARAMETER}
    assert documented().get(route.path) == given
