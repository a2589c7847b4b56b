"""Holding the data to its rules: SHACL shapes, and queries for what SHACL says badly.

Rules stand in ``shapes/``. A shape's severity decides: sh:Violation stops a release, sh:Warning and
sh:Info are reported. Each ``violations/*.rq`` selects ``?focus`` (and ``?value``); its first comment
line is the message, and each row is a violation.
"""

from kzgraph.validation.incremental import revalidate
from kzgraph.validation.report import Finding, Report, read_report, report_turtle
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate

__all__ = ["Finding", "Report", "Rules", "read_report", "report_turtle", "revalidate", "validate"]
