"""What the rules found in the release, as a person reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, Final

from fastapi import Request, Response

from kzgraph.model import Part
from kzgraph.read.validation import SEVERITIES, FindingFilter, validation
from kzgraph.validation import Finding
from kzgraph_api.deps import ReleaseDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.languages import translatable, translations
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.pages.viewed import Asked
from kzgraph_api.routers.validation import Rule, Severity
from kzgraph_api.service import OpenRelease
from kzgraph_api.views import Cursor

SHOWN: Final = 200
"""Findings that a page has."""

_GRAVITY: Final = {
    "Violation": translatable("Violations: each stops a release"),
    "Warning": translatable("Warnings: worth mending, but none stops a release"),
    "Info": translatable("Remarks"),
}

router = page_router()


@dataclass(frozen=True)
class Broken:
    """A rule, what it says of the things that break it, what to do about it, and where it was found.

    ``path`` is the property at which they break it, if it is one.
    """

    rule: str
    said: str
    advice: str
    path: str | None
    findings: tuple[Finding, ...]


@router.get("/validation")
async def report(
    request: Request,
    opened: ReleaseDep,
    severity: Severity = None,
    rule: Rule = None,
    cursor: Cursor = None,
) -> Response:
    """Show the validation report of the release, rule by rule."""
    make = partial(_shown, opened, FindingFilter(severity, rule), cursor)
    return await page(request, "validation.html", make)


def _shown(
    opened: OpenRelease, filters: FindingFilter, cursor: str | None, reader: Reader
) -> dict[str, Any]:
    say = translations(reader.language).gettext
    found = validation(opened.release.report_path, filters, Part(SHOWN, cursor))
    groups = groupby(found.items, lambda one: one.severity)
    return {
        "report": found,
        "groups": [(say(_GRAVITY[severity]), _rules(group)) for severity, group in groups],
        "severities": {w: (concept, say(_GRAVITY[concept])) for w, concept in SEVERITIES.items()},
        "asked": Asked({name: value for name, value in vars(filters).items() if value}),
    }


def _rules(findings: Iterable[Finding]) -> tuple[Broken, ...]:
    """Return findings by rule, message and property; a message says what is wrong, then what to do."""
    found: dict[tuple[str, str, str | None], list[Finding]] = {}
    for one in findings:
        found.setdefault((one.rule, one.message, one.path), []).append(one)
    return tuple(_broken(*key, tuple(group)) for key, group in sorted(found.items(), key=_place))


def _place(group: tuple[tuple[str, str, str | None], list[Finding]]) -> tuple[str, str, str]:
    (rule, message, path), _ = group
    return rule, message, path or ""


def _broken(rule: str, message: str, path: str | None, findings: tuple[Finding, ...]) -> Broken:
    said, semicolon, advice = message.partition("; ")
    advice = advice[:1].upper() + advice[1:]
    return Broken(rule, f"{said}." if semicolon else said, advice, path, findings)
