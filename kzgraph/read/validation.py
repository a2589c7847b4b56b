"""What validation found in a release, page by page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from kzgraph.errors import NotFoundError
from kzgraph.model import Page, Part
from kzgraph.rdf import Triple, parse_file
from kzgraph.read import cursor as cursors
from kzgraph.validation import Finding, Report, read_report

SEVERITIES: Final = {"violation": "Violation", "warning": "Warning", "info": "Info"}


@dataclass(frozen=True)
class Validation(Page[Finding]):
    """A part of the findings of a release, with the verdict and the counts of them all.

    ``conforms`` says that nothing was found that stops a release: no Violation. ``by_severity`` and
    ``by_rule`` count every finding, whatever the filter.
    """

    items: tuple[Finding, ...]
    conforms: bool = True
    by_severity: dict[str, int] = field(default_factory=dict)
    by_rule: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FindingFilter:
    """Which findings are wanted; None leaves a part open. ``severity`` is a key of ``SEVERITIES``."""

    severity: str | None = None
    rule: str | None = None


def validation(path: Path, filters: FindingFilter, part: Part) -> Validation:
    """Return the findings in a release's report, the worst first.

    Raises ``NotFoundError`` where there is no report, since no shape was asked for, and
    ``BadRequestError`` for a foreign cursor.
    """
    report = _report(path)
    # A release has one report, which never changes: a cursor tells how many findings went before.
    after = cursors.decode(part.cursor, "validation", path.parent.name, filters)
    start = int(after) if after.isdecimal() else 0
    found = [finding for finding in report.findings if _wanted(finding, filters)]
    end = start + part.limit
    following = None
    if len(found) > end:
        following = cursors.encode(str(end), "validation", path.parent.name, filters)
    return Validation(
        tuple(found[start:end]),
        len(found),
        following,
        conforms=report.conforms,
        by_severity=_counted(finding.severity for finding in report.findings),
        by_rule=_counted(finding.rule for finding in report.findings),
    )


def report_triples(path: Path) -> list[Triple]:
    """Return a release's report as SHACL has it. Raises ``NotFoundError`` where there is none."""
    _require(path)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in parse_file(path)]


def _wanted(finding: Finding, filters: FindingFilter) -> bool:
    if filters.severity and finding.severity != SEVERITIES[filters.severity]:
        return False
    return not filters.rule or finding.rule == filters.rule


@lru_cache(maxsize=2)
def _report(path: Path) -> Report:
    """Return a report, read once: the path names a release, which never changes."""
    _require(path)
    return Report(tuple(sorted(read_report(path).findings, key=_order)))


def _order(finding: Finding) -> tuple[bool, bool, str, str, str, str, str]:
    return (
        finding.severity != SEVERITIES["violation"],
        finding.severity != SEVERITIES["warning"],
        finding.rule,
        finding.focus,
        finding.message,
        finding.path or "",
        finding.value or "",
    )


def _require(path: Path) -> None:
    if not path.is_file():
        raise NotFoundError("validation report", path.parent.name)


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
