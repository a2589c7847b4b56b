"""What is known after the latest stage: the silence, and since when it lasts."""

from collections.abc import Sequence

from kzgraph.model.stages import Outlook, StageReached
from kzgraph.read.last_word import LastWord
from kzgraph.read.stage_table import ENDS, PLACES
from kzgraph.read.stages import ASSERTED, latest


def outlook(stages: Sequence[StageReached], word: LastWord | None, until: str | None) -> Outlook:
    """Return what is known after the last stage that is asserted.

    ``word`` is the latest document that speaks of the thing, ``until`` the date of the latest of all.
    """
    last = latest(stages)
    reached = last.stage if last else None
    place = PLACES[reached] if reached else -1
    ahead = tuple(
        stage.stage
        for stage in stages
        if PLACES[stage.stage] > place and ASSERTED not in stage.modalities
    )
    ended = reached in ENDS
    return Outlook(
        reached,
        ended,
        not ended and not ahead,
        ahead,
        word.document if word else None,
        word.published if word else None,
        until,
        f"{_state(reached, ahead, ended)}. {_heard(word, until)}",
    )


def _state(reached: str | None, ahead: Sequence[str], ended: bool) -> str:
    if reached is None:
        return _only(ahead).capitalize() if ahead else "No stage is known"
    done = _spoken(reached).capitalize()
    if ended:
        return f"{done}, which is the last stage"
    return f"{done}; {_only(ahead)}" if ahead else f"{done}, nothing later known"


def _only(ahead: Sequence[str]) -> str:
    return f"told of, but not as done: {', '.join(_spoken(stage) for stage in ahead)}"


def _heard(word: LastWord | None, until: str | None) -> str:
    if word is None:
        return "No document with a date speaks of it."
    reach = "" if until is None else f"; the latest document of all is of {until}"
    return f"Last spoken of in a document of {word.published}{reach}."


def _spoken(stage: str) -> str:
    return stage.replace("-", " ")
