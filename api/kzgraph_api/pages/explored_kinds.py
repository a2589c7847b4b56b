"""Kinds of things as a drawing tells them apart: few enough for a legend."""

from typing import Final

from kzgraph_api.pages.languages import translatable, translations

_GROUPS: Final = {
    "people": (translatable("People and offices"), ("person", "office")),
    "firms": (
        translatable("Firms and organisations"),
        ("company", "organisation", "consortium", "partnership", "group"),
    ),
    "places": (translatable("States and places"), ("state", "place", "corridor")),
    "projects": (translatable("Projects and goals"), ("project", "initiative", "goal")),
    "agreements": (translatable("Agreements"), ("agreement", "agreement-set", "relation")),
    "events": (
        translatable("Visits and events"),
        ("visit", "event", "process", "situation"),
    ),
    "figures": (translatable("Figures"), ("figure", "observation")),
    "topics": (translatable("Topics"), ()),
}
_OTHERS: Final = "topics"
_GROUP_OF: Final = {kind: name for name, (_, kinds) in _GROUPS.items() for kind in kinds}

_CLASSES: Final = {
    "observation": "TradeObservation",
    "partnership": "StrategicPartnership",
    "process": "PeaceProcess",
    "relation": "BilateralRelation",
}
"""Classes whose names are not those of their kinds."""


def group_of(name: str) -> str:
    """Return the group of a thing by its id, such as ``places`` for ``state/kaz``."""
    return _GROUP_OF.get(name.partition("/")[0], _OTHERS)


def groups(language: str) -> dict[str, str]:
    """Return all groups in the order of the legend, with their names."""
    say = translations(language).gettext
    return {name: say(title) for name, (title, _) in _GROUPS.items()}


def class_of(kind: str) -> str:
    """Return the name of the class that says what a kind of thing is, such as ``kz:AgreementSet``."""
    camel = "".join(word.capitalize() for word in kind.split("-"))
    return f"kz:{_CLASSES.get(kind, camel)}"
