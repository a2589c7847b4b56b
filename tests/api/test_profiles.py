"""What is told of a release is collected once, whoever asks and however many."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from kzgraph.errors import StoreError
from kzgraph_api import profiles
from kzgraph_api.profiles import Profiles


def opened(name: str) -> Any:
    return SimpleNamespace(id=name, store=None)


def test_once_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[str] = []

    def collect(release: str, _store: object) -> str:
        collected.append(release)
        return f"profile of {release}"

    async def ask() -> list[Any]:
        kept = Profiles()
        return await asyncio.gather(
            *(kept.of(opened("a")) for _ in range(20)), kept.of(opened("b"))
        )

    monkeypatch.setattr(profiles, "profile_of", collect)
    found = asyncio.run(ask())
    assert found == ["profile of a"] * 20 + ["profile of b"]
    assert sorted(collected) == ["a", "b"]


def test_a_failure_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Any] = [StoreError("broken"), "profile"]

    def collect(_release: str, _store: object) -> Any:
        answer = answers.pop(0)
        if isinstance(answer, StoreError):
            raise answer
        return answer

    async def ask() -> Any:
        kept = Profiles()
        with pytest.raises(StoreError):
            await kept.of(opened("a"))
        return await kept.of(opened("a"))

    monkeypatch.setattr(profiles, "profile_of", collect)
    assert asyncio.run(ask()) == "profile"


def test_a_client_that_goes_away_takes_nothing_from_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profiles, "profile_of", lambda _release, _store: "profile")

    async def ask() -> Any:
        kept = Profiles()
        hurried = asyncio.create_task(kept.of(opened("a")))
        await asyncio.sleep(0)
        hurried.cancel()
        return await kept.of(opened("a"))

    assert asyncio.run(ask()) == "profile"


def test_old_releases_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[str] = []
    monkeypatch.setattr(profiles, "profile_of", lambda release, _: collected.append(release))

    async def ask() -> None:
        kept = Profiles()
        for name in ["a", "b", "c", "d", "e", "e", "a"]:
            await kept.of(opened(name))

    asyncio.run(ask())
    assert collected == ["a", "b", "c", "d", "e", "a"]
