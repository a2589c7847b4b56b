"""What validation found, and its form as a SHACL validation report."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kzgraph.identifiers import slug_of
from kzgraph.rdf import Literal, NamedNode, Quad, RdfFormat, Triple, canonical, parse_file, text_of
from kzgraph.vocab import ID, RDF_TYPE, SH

VIOLATION, WARNING, INFO = "Violation", "Warning", "Info"


@dataclass(frozen=True, order=True)
class Finding:
    """One result of validation, in the words of SHACL."""

    severity: str
    focus: str
    rule: str
    message: str
    path: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Report:
    """All findings of one validation, sorted."""

    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Tell whether nothing was found that stops a release."""
        return not self.violations

    @property
    def violations(self) -> tuple[Finding, ...]:
        """Findings that stop a release."""
        return tuple(found for found in self.findings if found.severity == VIOLATION)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that do not stop a release."""
        return tuple(found for found in self.findings if found.severity != VIOLATION)


def report_turtle(report: Report) -> str:
    """Write a report as a SHACL validation report in Turtle, with a name for every result."""
    node = NamedNode(ID + "report/this")
    triples = [
        Triple(node, NamedNode(RDF_TYPE), _sh("ValidationReport")),
        Triple(node, _sh("conforms"), Literal(report.conforms)),
    ]
    for number, finding in enumerate(report.findings, start=1):
        result = NamedNode(f"{ID}report/result-{number:04d}")
        triples.append(Triple(node, _sh("result"), result))
        triples.extend(_result_triples(result, finding))
    return canonical([Quad(t.subject, t.predicate, t.object) for t in triples], RdfFormat.TURTLE)


def _sh(name: str) -> NamedNode:
    return NamedNode(SH + name)


def _result_triples(result: NamedNode, finding: Finding) -> Iterable[Triple]:
    yield Triple(result, NamedNode(RDF_TYPE), _sh("ValidationResult"))
    yield Triple(result, _sh("focusNode"), NamedNode(finding.focus))
    yield Triple(result, _sh("resultSeverity"), _sh(finding.severity))
    yield Triple(result, _sh("resultMessage"), Literal(finding.message))
    yield Triple(result, _sh("sourceShape"), Literal(finding.rule))
    if finding.path:
        yield Triple(result, _sh("resultPath"), NamedNode(finding.path))
    if finding.value is not None:
        yield Triple(result, _sh("value"), Literal(finding.value))


def read_report(path: Path) -> Report:
    """Read a report that ``report_turtle`` wrote."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in parse_file(path):
        said[text_of(quad.subject)][quad.predicate.value.removeprefix(SH)] = text_of(quad.object)
    return Report(
        tuple(
            Finding(
                severity=slug_of(result["resultSeverity"]),
                focus=result["focusNode"],
                rule=result["sourceShape"],
                message=result["resultMessage"],
                path=result.get("resultPath"),
                value=result.get("value"),
            )
            for _, result in sorted(said.items())
            if "focusNode" in result
        )
    )
