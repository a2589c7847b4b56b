"""The queue before the workers."""

import pytest

from kzgraph.engine.turns import Turns
from kzgraph.errors import EngineBusyError


def test_turns_come_in_the_order_of_asking() -> None:
    turns = Turns(1, 2)
    first, second, third = turns.ask(), turns.ask(), turns.ask()
    assert [turn.done() for turn in (first, second, third)] == [True, False, False]
    turns.give_back(first)
    assert [turn.done() for turn in (second, third)] == [True, False]
    turns.give_back(second)
    assert third.done()


def test_who_leaves_the_queue_makes_room_in_it() -> None:
    turns = Turns(1, 1)
    first, leaving = turns.ask(), turns.ask()
    with pytest.raises(EngineBusyError):
        turns.ask()
    turns.give_back(leaving)
    staying = turns.ask()
    turns.give_back(first)
    assert staying.done()


def test_a_cancelled_turn_is_passed_over() -> None:
    turns = Turns(1, 2)
    first, cancelled, staying = turns.ask(), turns.ask(), turns.ask()
    cancelled.cancel()
    turns.give_back(first)
    assert staying.done()
    turns.give_back(cancelled)
    assert not turns.ask().done()


def test_a_place_given_back_is_free() -> None:
    turns = Turns(1, 0)
    turns.give_back(turns.ask())
    assert turns.ask().done()
