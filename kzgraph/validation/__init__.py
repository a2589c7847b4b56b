"""Holding the data to its rules: SHACL shapes, and queries for what SHACL says badly.

Rules stand in ``shapes/``. A shape's severity decides: sh:Violation stops a release, sh:Warning and
sh:Info are reported. Each ``violations/*.rq`` selects ``?focus`` (and ``?value``); its first comment
line is the message, and each row is a violation.

Here stands what reads and writes reports; ``run``, ``incremental`` and ``rules`` bring rdflib,
which a service must not wait for when it starts.
"""

from kzgraph.validation.report import Finding, Report, read_report, report_turtle

__all__ = ["Finding", "Report", "read_report", "report_turtle"]
