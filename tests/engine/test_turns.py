"""The queue before the workers."""

import asyncio
from threading import Thread

import pytest

from kzgraph.engine.turns import Turns
from kzgraph.errors import EngineBusyError, StoreError


def opened(places: int, max_waiting: int) -> Turns[int]:
    turns: Turns[int] = Turns(places, max_waiting)
    turns.open()
    for place in range(places):
        turns.add(place)
    return turns


async def asked(turns: Turns[int], count: int, patience: float = 5) -> list[asyncio.Task[int]]:
    """Let so many ask one after the other."""
    tasks = [asyncio.create_task(turns.take(patience)) for _ in range(count)]
    await asyncio.sleep(0)
    return tasks


def test_turns_come_in_the_order_of_asking() -> None:
    async def scene() -> None:
        turns = opened(1, 2)
        first, second, third = await asked(turns, 3)
        assert (await first, turns.state()) == (0, (1, 2))
        turns.give_back(0)
        assert await second == 0
        assert not third.done()
        turns.give_back(0)
        assert (await third, turns.state()) == (0, (1, 0))

    asyncio.run(scene())


def test_who_leaves_the_queue_makes_room_in_it() -> None:
    async def scene() -> None:
        turns = opened(1, 1)
        first, leaving = await asked(turns, 2)
        with pytest.raises(EngineBusyError, match="1 queries are waiting"):
            await turns.take(1)
        leaving.cancel()
        await asyncio.wait((leaving,))
        (staying,) = await asked(turns, 1)
        turns.give_back(await first)
        assert await staying == 0

    asyncio.run(scene())


def test_nobody_waits_for_longer_than_they_will() -> None:
    async def scene() -> None:
        turns = opened(1, 1)
        await turns.take(1)
        with pytest.raises(EngineBusyError, match="No worker became free"):
            await turns.take(0.01)
        assert turns.state() == (1, 0)

    asyncio.run(scene())


def test_a_place_that_comes_while_one_leaves_is_handed_on() -> None:
    async def scene() -> None:
        turns = opened(1, 2)
        first, leaving, staying = await asked(turns, 3)
        turns.give_back(await first)
        leaving.cancel()
        assert await staying == 0
        assert leaving.cancelled()
        assert turns.state() == (1, 0)

    asyncio.run(scene())


def test_one_may_wait_for_each_place_that_is_still_to_come() -> None:
    async def scene() -> None:
        turns: Turns[int] = Turns(2, 1)
        turns.open()
        waiting = await asked(turns, 3)
        with pytest.raises(EngineBusyError):
            await turns.take(1)
        assert turns.add(7)
        assert await waiting[0] == 7
        turns.drop()
        turns.add(8)
        assert await waiting[1] == 8
        waiting[2].cancel()

    asyncio.run(scene())


def test_a_place_is_given_from_another_thread() -> None:
    async def scene() -> int:
        turns = opened(1, 1)
        place = await turns.take(1)
        (waiting,) = await asked(turns, 1)
        Thread(target=turns.give_back, args=(place,)).start()
        return await waiting

    assert asyncio.run(scene()) == 0


def test_who_waited_in_a_loop_that_is_closed_is_passed_over() -> None:
    turns = opened(1, 1)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(turns.take(1))
    abandoned = turns.take(1)
    loop.call_soon(abandoned.send, None)
    loop.run_until_complete(asyncio.sleep(0))
    assert turns.state() == (1, 1)
    loop.close()
    turns.give_back(0)
    assert turns.state() == (0, 0)
    abandoned.close()
    assert asyncio.run(turns.take(1)) == 0


def test_a_free_place_can_be_removed() -> None:
    turns = opened(2, 0)
    assert turns.remove(1)
    assert not turns.remove(1)
    assert asyncio.run(turns.take(1)) == 0


def test_a_closed_queue_turns_away_who_waits_and_who_comes() -> None:
    async def scene() -> None:
        turns = opened(2, 1)
        place = await turns.take(1)
        assert turns.close() == [0]
        with pytest.raises(StoreError, match="not running"):
            await turns.take(1)
        assert not turns.give_back(place)
        turns.open()
        (waiting,) = await asked(turns, 1)
        turns.close()
        with pytest.raises(StoreError, match="not running"):
            await waiting

    asyncio.run(scene())
