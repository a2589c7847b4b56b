"""Which stages there are, which statements tell of them, and which of them a thing passes."""

from collections.abc import Collection, Mapping
from typing import Final

AGREEMENT_STAGES: Final = {
    "announced": "StageAnnounced",
    "signed": "StageSigned",
    "submitted": "StageSubmitted",
    "ratified": "StageRatified",
    "in-force": "StageInForce",
    "implemented": "StageImplemented",
    "lapsed": "StageLapsed",
}
PROJECT_STAGES: Final = {
    "proposed": "StageProposed",
    "decided": "StageDecided",
    "vendor-chosen": "StageVendorChosen",
    "designed": "StageDesigned",
    "financed": "StageFinanced",
    "under-construction": "StageUnderConstruction",
    "operating": "StageOperating",
}
"""Stages in their order, and the local names of their concepts."""

CANDIDATE_STAGES: Final = {
    "interestedIn": "interested",
    "shortlistedFor": "shortlisted",
    "selectedFor": "chosen",
}
"""Properties from an organisation to a project, and the stages of its candidacy, in their order."""

CONCEPTS: Final = AGREEMENT_STAGES | PROJECT_STAGES
WORDS: Final = {name: word for word, name in CONCEPTS.items()}
PLACES: Final = {stage: at for at, stage in enumerate((*CONCEPTS, *CANDIDATE_STAGES.values()))}
"""All stages, and the place of each in the order of its kind."""

OWN: Final = {
    "signedOn": "signed",
    "signedDuring": "signed",
    "signedBy": "signed",
    "submittedForApprovalBy": "submitted",
    "ratifiedOn": "ratified",
    "ratifiedBy": "ratified",
    "inForceFrom": "in-force",
    "financedBy": "financed",
    "operatingFrom": "operating",
}
"""Properties of a thing that tell of a stage, beside ``hasStage``."""

INCOMING: Final = {"announces": "announced", "approves": "decided", "selectedFor": "vendor-chosen"}
"""Properties with the thing as their value that do."""

DATING: Final = frozenset(("signedOn", "ratifiedOn", "inForceFrom", "operatingFrom"))
"""Properties whose value is the date of the stage."""

LASTING: Final = frozenset(("hasStage", "financedBy", "interestedIn", "shortlistedFor"))
"""Properties that hold on after the stage is reached, where the others happen at a time."""

ACTING: Final = frozenset(
    ("signedBy", "submittedForApprovalBy", "ratifiedBy", "financedBy", "selectedFor")
)
"""Properties whose other end is who signed, asked for approval, ratified, pays or is chosen."""

ENDS: Final = frozenset(("implemented", "lapsed", "operating", "chosen"))
"""Stages after which no other is waited for."""

_OPTIONAL: Final = frozenset(("announced", "submitted", "designed", "lapsed"))
_OF_TREATIES: Final = frozenset(("ratified", "in-force"))
_TREATIES: Final = frozenset(("Treaty", "IntergovernmentalAgreement"))


def expected(classes: Collection[str]) -> tuple[str, ...]:
    """Return the stages that a thing of some classes passes as a rule, in their order.

    An agreement need not be announced before it is signed. Only treaties and agreements of
    governments are ratified and come into force by a step of its own, only a plant has a vendor of
    its main technology, and an initiative builds nothing.
    """
    kept: Mapping[str, str] = PROJECT_STAGES if "Undertaking" in classes else AGREEMENT_STAGES
    without = set(_OPTIONAL)
    if not _TREATIES & set(classes):
        without |= _OF_TREATIES
    if "PowerProject" not in classes:
        without.add("vendor-chosen")
    if "Initiative" in classes:
        without.add("under-construction")
    return tuple(stage for stage in kept if stage not in without)
