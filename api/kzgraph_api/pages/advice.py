"""What a person does about a problem: the advice of ``kinds`` is for programs, this one for readers."""

from typing import Final

from kzgraph_api.pages.languages import translatable

_AGAIN: Final = translatable("Ask again in a moment.")
_LESS: Final = translatable("Ask for less: fewer things at a time, or a shorter period.")
_ADDRESS: Final = translatable(
    "Correct the address, or leave out what stands after the question mark."
)

ADVICE: Final = {
    "not-found": translatable("Look for the name, or begin with a list."),
    "no-such-address": translatable("Look for what you need by its name, or begin with a list."),
    "bad-parameter": _ADDRESS,
    "bad-request": _ADDRESS,
    "malformed-request": _ADDRESS,
    "no-release": _AGAIN,
    "not-ready": _AGAIN,
    "busy": _AGAIN,
    "store-unavailable": _AGAIN,
    "query-timeout": _LESS,
    "query-killed": _LESS,
    "result-too-large": _LESS,
    "internal": translatable(
        "The fault is on our side, and is in the log. If it stays, tell who runs this service, with "
        "the number below."
    ),
}
"""Advice by the name of the kind of problem; the other kinds do not come up on pages."""
