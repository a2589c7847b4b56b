"""Firms and persons: statements under the headings that one looks for on them, both directions."""

from collections.abc import Iterable
from typing import Final

from kzgraph.identifiers import slug_of
from kzgraph.model.relations import RelationGroup
from kzgraph_api.pages.languages import translatable, translations
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.sections import Section, kind_of, others

_Heading = tuple[str, str, frozenset[str], frozenset[str]]
"""Name and title, then properties, then kinds of things at the other end."""

_FIRM: Final[tuple[_Heading, ...]] = (
    (
        "profile",
        translatable("Sector and country"),
        frozenset(
            {"activeInSector", "basedInState", "operatesIn", "operatingFrom", "hasProjectsIn"}
        ),
        frozenset({"sector", "state", "place", "commodity"}),
    ),
    (
        "projects",
        translatable("Projects"),
        frozenset({"developer", "builds"}),
        frozenset({"project", "initiative"}),
    ),
    (
        "agreements",
        translatable("Agreements"),
        frozenset({"signedBy"}),
        frozenset({"agreement", "agreement-set"}),
    ),
    (
        "ventures",
        translatable("Joint ventures, owners and partners"),
        frozenset({"jointVenturePartner", "ownedBy", "partnerOf", "branchOf"}),
        frozenset({"company", "consortium", "partnership", "organisation", "group"}),
    ),
    (
        "interest",
        translatable("Interest and shortlists"),
        frozenset({"interestedIn", "shortlistedFor", "selectedFor"}),
        frozenset(),
    ),
    (
        "people",
        translatable("People and offices"),
        frozenset({"officeIn", "heldBy", "chiefExecutive"}),
        frozenset({"person", "office"}),
    ),
    (
        "events",
        translatable("Visits and meetings"),
        frozenset({"organisedBy", "participant"}),
        frozenset({"visit", "event"}),
    ),
)
_PERSON: Final[tuple[_Heading, ...]] = (
    (
        "offices",
        translatable("Offices"),
        frozenset({"holdsOffice", "heldBy", "headOfState", "chiefExecutive", "leads"}),
        frozenset({"office"}),
    ),
    (
        "events",
        translatable("Visits and meetings"),
        frozenset({"visitor", "invitedBy", "invitee", "inviter", "participant"}),
        frozenset({"visit", "event"}),
    ),
    (
        "agreements",
        translatable("Agreements"),
        frozenset({"signedBy", "ratifiedBy", "issuedBy"}),
        frozenset({"agreement", "agreement-set"}),
    ),
    (
        "positions",
        translatable("Positions taken"),
        frozenset(
            {
                "affirmedCommitmentTo",
                "calledFor",
                "expressedConcernAbout",
                "expressedSupportFor",
                "stressedImportanceOf",
            }
        ),
        frozenset(),
    ),
)
_HEADINGS: Final = {"company": _FIRM, "organisation": _FIRM, "person": _PERSON}


def blocks(
    kind: str, groups: Iterable[RelationGroup], reader: Reader
) -> tuple[tuple[Section, ...], tuple[RelationGroup, ...]]:
    """Return the sections of a kind of thing that have anything in them, and what is in none."""
    headings = _HEADINGS.get(kind, ())
    taken: dict[str, list[RelationGroup]] = {heading[0]: [] for heading in headings}
    rest: list[RelationGroup] = []
    for group in groups:
        name = _heading(group, headings)
        (taken[name] if name else rest).append(group)
    say = translations(reader.language).gettext
    titles = {heading[0]: say(heading[1]) for heading in headings}
    told = (Section(n, titles[n], tuple(taken[n])) for n in taken if taken[n])
    return tuple(told), tuple(rest)


def _heading(group: RelationGroup, headings: Iterable[_Heading]) -> str | None:
    """Return the heading of a group: by its property, or else by what it joins the thing with."""
    prop = slug_of(group.property.iri or "")
    kinds = {kind_of(value) for value in others(group)}
    by_property = (name for name, _, properties, _ in headings if prop in properties)
    by_kind = (name for name, _, _, wanted in headings if kinds & wanted)
    return next(by_property, None) or next(by_kind, None)
