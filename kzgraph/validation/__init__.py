"""Holding the data to its rules: SHACL shapes, and queries for what SHACL says badly.

Rules stand in ``shapes/``. A shape's severity decides: sh:Violation stops a release, sh:Warning and
sh:Info are reported. Each ``violations/*.rq`` selects ``?focus`` (and ``?value``); its first comment
line is the message, and each row is a violation.

Here stands what reads and writes reports. rdflib reads the rules, and is imported where that is done
alone: nobody who only asks what was made of them waits for it (``made``, ``known``).
"""

from kzgraph.validation.report import Finding, Report, read_report, report_turtle

__all__ = ["Finding", "Report", "read_report", "report_turtle"]
